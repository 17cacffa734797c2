import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { exponentialOf } from "../random/distributions/exponential.ts";
import { lognormalOf } from "../random/distributions/lognormal.ts";
import { distributions } from "../random/distributions.ts";
import { mix } from "../random/generator.ts";
import { DRAW_BITS, MAX_VISITS, PurposeStream } from "../random/streams.ts";
import { type Draw, linkValue } from "./draw.ts";
import type { Evaluate } from "./evaluate.ts";

/** How a row is drawn: all but the last without a call that goes to many places. */
const CONSTANT = 0;
const EXPONENTIAL = 1;
const LOGNORMAL = 2;
/** The row of the first case that holds. */
const CASES = 3;
const OTHER = 4;

/**
 * The values of a model, to be drawn for one patient after another: the commonest forms from tables, the others by closures.
 * What is drawn is left in `drawn`, for a number that a function returns is put on the heap.
 */
export class Values {
  readonly drawn = new Float64Array(1);
  private readonly form: number[] = [];
  private readonly a: number[] = [];
  private readonly b: number[] = [];
  private readonly conditions: (readonly (Evaluate | undefined)[])[] = [];
  private readonly rows: (readonly number[])[] = [];
  private readonly others: (Draw | undefined)[] = [];
  private readonly link: (expression: Expression) => Evaluate;
  private readonly explain: (patient: number, what: string, error: unknown) => Error;
  private readonly stream = new PurposeStream();

  /** @param explain makes an error of a failure: of whom, at what, and why */
  constructor(
    values: readonly Value[],
    link: (expression: Expression) => Evaluate,
    explain: (patient: number, what: string, error: unknown) => Error,
  ) {
    this.link = link;
    this.explain = explain;
    // The values of the model first, so that each has the row of its number; then those within them.
    for (let row = 0; row < values.length; row++) this.add();
    for (let row = 0; row < values.length; row++) this.fill(row, values[row]);
  }

  /**
   * Draws by a key for the purpose and visit, for the patient as the state has him.
   * @param what is drawn, for the message of what `explain` says is wrong with it
   */
  draw(value: number, patient: number, key0: number, key1: number, purpose: number, visit: number, what: string): void {
    const row = this.form[value] === CASES ? this.caseOf(value, patient, what) : value;
    const form = this.form[row];
    if (form === CONSTANT) {
      this.drawn[0] = this.a[row];
    } else if (form === OTHER || visit >= MAX_VISITS) {
      this.drawOther(row, patient, key0, key1, purpose, visit, what);
    } else {
      const u = mix(key0, key1, purpose, visit << DRAW_BITS);
      if (form === EXPONENTIAL) this.drawn[0] = exponentialOf(u, this.a[row]);
      else this.drawn[0] = lognormalOf(u, this.a[row], this.b[row]);
    }
  }

  private drawOther(
    row: number,
    patient: number,
    key0: number,
    key1: number,
    purpose: number,
    visit: number,
    what: string,
  ): void {
    try {
      this.stream.at(key0, key1, purpose, visit);
      this.drawn[0] = (this.others[row] as Draw)(patient, this.stream);
    } catch (error) {
      throw this.explain(patient, what, error);
    }
  }

  /** The row that is no choice of cases any more. */
  private caseOf(first: number, patient: number, what: string): number {
    let row = first;
    try {
      while (this.form[row] === CASES) {
        const conditions = this.conditions[row];
        let i = 0;
        for (; i < conditions.length; i++) {
          const condition = conditions[i];
          if (condition === undefined || condition(patient) > 0) break;
        }
        if (i === conditions.length) throw new Error("no case holds");
        row = this.rows[row][i];
      }
    } catch (error) {
      throw this.explain(patient, what, error);
    }
    return row;
  }

  private add(): number {
    this.a.push(0);
    this.b.push(0);
    this.conditions.push([]);
    this.rows.push([]);
    this.others.push(undefined);
    return this.form.push(OTHER) - 1;
  }

  private fill(row: number, value: Value): void {
    if (value.kind === "constant") {
      this.form[row] = CONSTANT;
      this.a[row] = value.value;
    } else if (value.kind === "cases") {
      this.form[row] = CASES;
      this.conditions[row] = value.cases.map(({ when }) => (when === undefined ? undefined : this.link(when)));
      this.rows[row] = value.cases.map(({ use }) => {
        const inner = this.add();
        this.fill(inner, use);
        return inner;
      });
    } else {
      const known = value.kind === "draw" ? FORMS.get(value.distribution) : undefined;
      const constants = known === undefined || value.kind !== "draw" ? undefined : constantsOf(value);
      if (known !== undefined && constants !== undefined) {
        this.form[row] = known;
        this.a[row] = constants[0];
        this.b[row] = constants[1] ?? 0;
      } else this.others[row] = linkValue(value, this.link);
    }
  }
}

const FORMS: ReadonlyMap<string, number> = new Map([
  ["exponential", EXPONENTIAL],
  ["lognormal", LOGNORMAL],
]);

/** What a distribution is prepared to; undefined where its parameters depend on the patient. */
function constantsOf(value: Extract<Value, { kind: "draw" }>): Float64Array | undefined {
  const parameters = value.parameters.map((parameter) => (parameter.op === "number" ? parameter.value : undefined));
  if (!parameters.every((parameter) => parameter !== undefined)) return undefined;
  return distributions.get(value.distribution)?.prepare(value.form, parameters);
}
