import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { DRAW_BITS, MAX_VISITS } from "../random/counter.ts";
import { exponentialOf } from "../random/distributions/exponential.ts";
import { lognormalOf } from "../random/distributions/lognormal.ts";
import { mix } from "../random/generator.ts";
import { PurposeStream } from "../random/streams.ts";
import type { Draw } from "./draw.ts";
import type { Evaluate } from "./evaluate.ts";
import type { KernelState } from "./state.ts";
import { BY_CLASS, CASES, CONSTANT, EXPONENTIAL, LOGNORMAL } from "./value-forms.ts";
import { linkRows, type ValueRows } from "./value-rows.ts";

/**
 * The values of a model, to be drawn for one patient after another: the commonest forms from tables, the others by closures.
 * What is drawn is left in `drawn`, for a number that a function returns is put on the heap.
 */
export class Values {
  readonly drawn = new Float64Array(1);
  readonly rows: ValueRows;
  private readonly forms: Int32Array;
  private readonly constants: Float64Array;
  private readonly state: Pick<KernelState, "classOf">;
  private readonly explain: (patient: number, what: string, error: unknown) => Error;
  private readonly stream = new PurposeStream();

  /** @param explain makes an error of a failure: of whom, at what, and why */
  constructor(
    values: readonly Value[],
    classes: number,
    state: Pick<KernelState, "classOf">,
    link: (expression: Expression) => Evaluate,
    explain: (patient: number, what: string, error: unknown) => Error,
  ) {
    this.rows = linkRows(values, classes, link);
    this.forms = this.rows.forms;
    this.constants = this.rows.constants;
    this.state = state;
    this.explain = explain;
  }

  /**
   * Draws by a key for the purpose and visit, for the patient as the state has him.
   * @param what is drawn, for the message of what `explain` says is wrong with it
   */
  draw(value: number, patient: number, key0: number, key1: number, purpose: number, visit: number, what: string): void {
    const { forms, drawn } = this;
    let row = value << 1;
    let form = forms[row];
    if (form === BY_CLASS) {
      row = this.rows.chosen[forms[row | 1] + this.state.classOf(patient)] << 1;
      form = forms[row];
    }
    if (form === CONSTANT) drawn[0] = this.constants[row];
    else if (form > LOGNORMAL || visit >= MAX_VISITS) {
      this.drawSeldom(row >> 1, patient, key0, key1, purpose, visit, what);
    } else {
      const u = mix(key0, key1, purpose, visit << DRAW_BITS);
      if (form === EXPONENTIAL) drawn[0] = exponentialOf(u, this.constants[row]);
      else {
        drawn[0] = u;
        this.makeLognormal(row);
      }
    }
  }

  /** Of the uniform that has been drawn. */
  private makeLognormal(row: number): void {
    const { constants, drawn } = this;
    drawn[0] = lognormalOf(drawn[0], constants[row], constants[row | 1]);
  }

  private drawSeldom(
    row: number,
    patient: number,
    key0: number,
    key1: number,
    purpose: number,
    visit: number,
    what: string,
  ): void {
    const form = this.forms[row << 1];
    if (form === BY_CLASS || form === CASES) {
      this.draw(form === CASES ? this.caseOf(row, patient, what) : row, patient, key0, key1, purpose, visit, what);
      return;
    }
    try {
      this.stream.at(key0, key1, purpose, visit);
      this.drawn[0] = (this.rows.others[row] as Draw)(patient, this.stream);
    } catch (error) {
      throw this.explain(patient, what, error);
    }
  }

  private caseOf(row: number, patient: number, what: string): number {
    try {
      for (const { when, row: chosen } of this.rows.cases[row]) {
        if (when === undefined || when(patient) > 0) return chosen;
      }
      throw new Error("no case holds");
    } catch (error) {
      throw this.explain(patient, what, error);
    }
  }
}
