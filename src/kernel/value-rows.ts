import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { distributions } from "../random/distributions.ts";
import { byClass, ofOne } from "./by-class.ts";
import { type Draw, linkValue } from "./draw.ts";
import type { Evaluate } from "./evaluate.ts";
import { BY_CLASS, CASES, CONSTANT, EXPONENTIAL, LOGNORMAL, OTHER } from "./value-forms.ts";

export interface Case {
  readonly when: Evaluate | undefined;
  readonly row: number;
}

/** The values of a model in rows: each value has the row of its number, those within values come after. */
export interface ValueRows {
  /** Of each row: its form, and of one by class where its rows begin in `chosen`. */
  readonly forms: Int32Array;
  /** Of each row: the two constants of its form. */
  readonly constants: Float64Array;
  readonly chosen: Int32Array;
  readonly cases: readonly (readonly Case[])[];
  readonly others: readonly (Draw | undefined)[];
}

export function linkRows(
  values: readonly Value[],
  classes: number,
  link: (expression: Expression) => Evaluate,
): ValueRows {
  const forms: number[] = [];
  const constants: number[] = [];
  const chosen: number[] = [];
  const cases: (readonly Case[])[] = [];
  const others: (Draw | undefined)[] = [];
  const rows = new Map<Value, number>();
  for (let row = 0; row < values.length; row++) add();
  values.forEach((value, row) => {
    fill(row, value);
  });
  return {
    forms: Int32Array.from(forms),
    constants: Float64Array.from(constants),
    chosen: Int32Array.from(chosen),
    cases,
    others,
  };

  function add(): number {
    forms.push(OTHER, 0);
    constants.push(0, 0);
    cases.push([]);
    return others.push(undefined) - 1;
  }

  function rowOf(value: Value): number {
    let row = rows.get(value);
    if (row === undefined) {
      row = add();
      rows.set(value, row);
      fill(row, value);
    }
    return row;
  }

  function fill(row: number, value: Value): void {
    if (value.kind === "constant") become(row, CONSTANT, [value.value]);
    else if (value.kind === "cases") fillCases(row, value.cases);
    else {
      const known = value.kind === "draw" ? FORMS.get(value.distribution) : undefined;
      const prepared = value.kind === "draw" && known !== undefined ? constantsOf(value) : undefined;
      if (known !== undefined && prepared !== undefined) become(row, known, prepared);
      else others[row] = linkValue(value, link);
    }
  }

  function become(row: number, form: number, [a, b = 0]: Iterable<number>): void {
    forms[row * 2] = form;
    constants[row * 2] = a;
    constants[row * 2 + 1] = b;
  }

  function fillCases(row: number, list: readonly ValueCase[]): void {
    const settled = list.map(({ when }) => (when === undefined ? CERTAIN : byClass(when, classes, link)));
    const linked = list.map(({ when, use }) => ({
      when: when === undefined ? undefined : link(when),
      row: rowOf(use),
    }));
    forms[row * 2] = CASES;
    cases[row] = linked;
    if (settled.every((known) => known === undefined || known === CERTAIN)) return;
    forms[row * 2] = BY_CLASS;
    const left = Array.from({ length: classes }, (_, cls) => casesOf(cls, linked, settled));
    forms[row * 2 + 1] = chosen.length;
    chosen.push(...left);
  }

  /** The row for a class: of the first case when that is certain, else of those that may hold. */
  function casesOf(cls: number, list: readonly Case[], settled: readonly (Float64Array | undefined)[]): number {
    const left: Case[] = [];
    for (let i = 0; i < list.length; i++) {
      const known = settled[i];
      if (known === undefined) left.push(list[i]);
      else if (ofOne(known, cls) > 0) {
        left.push({ when: undefined, row: list[i].row });
        break;
      }
    }
    if (left.length > 0 && left[0].when === undefined) return left[0].row;
    const row = add();
    forms[row * 2] = CASES;
    cases[row] = left;
    return row;
  }
}

type ValueCase = Extract<Value, { kind: "cases" }>["cases"][number];

const CERTAIN = Float64Array.of(1);

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
