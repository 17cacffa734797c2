import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { exponentialOf } from "../random/distributions/exponential.ts";
import { lognormalOf } from "../random/distributions/lognormal.ts";
import { distributions } from "../random/distributions.ts";
import type { PurposeStream } from "../random/streams.ts";
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

  constructor(values: readonly Value[], link: (expression: Expression) => Evaluate) {
    this.link = link;
    // The values of the model first, so that each has the row of its number; then those within them.
    for (let row = 0; row < values.length; row++) this.add(OTHER);
    for (let row = 0; row < values.length; row++) this.fill(row, values[row]);
  }

  /** Draws for the patient from a stream that stands at draw 0 of the purpose and visit; throws what is wrong with it. */
  draw(value: number, patient: number, stream: PurposeStream): void {
    let row = value;
    for (;;) {
      switch (this.form[row]) {
        case CONSTANT:
          this.drawn[0] = this.a[row];
          return;
        case EXPONENTIAL:
          this.exponential(row, stream);
          return;
        case LOGNORMAL:
          this.lognormal(row, stream);
          return;
        case CASES:
          row = this.caseOf(row, patient);
          break;
        default:
          this.drawn[0] = (this.others[row] as Draw)(patient, stream);
          return;
      }
    }
  }

  // Each a function of its own, so that all it calls finds room in it: beyond some size an engine calls instead.
  private exponential(row: number, stream: PurposeStream): void {
    this.drawn[0] = exponentialOf(stream.next(), this.a[row]);
  }

  private lognormal(row: number, stream: PurposeStream): void {
    this.drawn[0] = lognormalOf(stream.next(), this.a[row], this.b[row]);
  }

  private caseOf(row: number, patient: number): number {
    const conditions = this.conditions[row];
    for (let i = 0; i < conditions.length; i++) {
      const condition = conditions[i];
      if (condition === undefined || condition(patient) > 0) return this.rows[row][i];
    }
    throw new Error("no case holds");
  }

  private add(form: number): number {
    this.a.push(0);
    this.b.push(0);
    this.conditions.push([]);
    this.rows.push([]);
    this.others.push(undefined);
    return this.form.push(form) - 1;
  }

  private fill(row: number, value: Value): void {
    if (value.kind === "constant") {
      this.form[row] = CONSTANT;
      this.a[row] = value.value;
    } else if (value.kind === "cases") {
      this.form[row] = CASES;
      this.conditions[row] = value.cases.map(({ when }) => (when === undefined ? undefined : this.link(when)));
      this.rows[row] = value.cases.map(({ use }) => {
        const inner = this.add(OTHER);
        this.fill(inner, use);
        return inner;
      });
    } else {
      const constants = value.kind === "draw" ? constantsOf(value) : undefined;
      if (constants !== undefined && value.kind === "draw" && value.distribution === "exponential") {
        this.form[row] = EXPONENTIAL;
        this.a[row] = constants[0];
      } else if (constants !== undefined && value.kind === "draw" && value.distribution === "lognormal") {
        this.form[row] = LOGNORMAL;
        this.a[row] = constants[0];
        this.b[row] = constants[1];
      } else this.others[row] = linkValue(value, this.link);
    }
  }
}

/** What a distribution is prepared to; undefined where its parameters depend on the patient. */
function constantsOf(value: Extract<Value, { kind: "draw" }>): Float64Array | undefined {
  const parameters = value.parameters.map((parameter) => (parameter.op === "number" ? parameter.value : undefined));
  if (!parameters.every((parameter) => parameter !== undefined)) return undefined;
  return distributions.get(value.distribution)?.prepare(value.form, parameters);
}
