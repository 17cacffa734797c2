import { distributions } from "../random/distributions.ts";
import type { Arm, Scenario, Value } from "../scenario/scenario.ts";
import { evaluate, type Known } from "./evaluate.ts";
import { momentsOf, sdOf } from "./moments.ts";
import { type PatientKind, preparedDraw } from "./patients.ts";

/** What a distribution of the file really gives, truncation counted. */
export interface InputRow {
  /** `stages.treatment.duration`, `patients.frail.attributes.age`. */
  readonly path: string;
  readonly distribution: string;
  /** The conditions and adoptions under which it is drawn; empty for always. */
  readonly when: string;
  /** In minutes, in money or plain; NaN when the parameters depend on the patient. */
  readonly mean: number;
  /** Infinity where the distribution has none. */
  readonly sd: number;
  /** As written in the file, when it is stated by mean or by sd, changes (`times`, `plus`) applied; else NaN. */
  readonly statedMean: number;
  readonly statedSd: number;
}

/** One row for each distribution of an arm, in the order of classes and stages. */
export function inputRows(scenario: Scenario, arm: Arm): readonly InputRow[] {
  const nobody: PatientKind = {
    scenario,
    className: "",
    attributes: new Map(),
    asIfNobodyWaits: false,
    weight: 1,
    adopts: new Set(),
  };
  const rows: InputRow[] = [];
  const add = (path: string, value: Value): void => {
    for (const leaf of leaves(value, [], [])) rows.push(rowOf(path, leaf, nobody));
  };
  for (const { name, attributes, arrive } of arm.classes) {
    const { value: last } = arrive[arrive.length - 1];
    for (const key of ["gap", "first", "batch", "late"] as const) {
      const value: Value | undefined = (last as Partial<Record<typeof key, Value>>)[key];
      if (value !== undefined) add(`patients.${name}.arrive.${key === "gap" ? "every" : key}`, value);
    }
    for (const attribute of attributes) add(`patients.${name}.attributes.${attribute.name}`, attribute.value);
  }
  for (const stage of arm.stages) {
    add(`stages.${stage.name}.duration`, stage.duration);
    for (const { attribute, value } of stage.setOnEntry) add(`stages.${stage.name}.setOnEntry.${attribute}`, value);
    for (const { attribute, value } of stage.set) add(`stages.${stage.name}.set.${attribute}`, value);
  }
  return rows;
}

type Draw = Extract<Value, { kind: "draw" }>;
type Change = Omit<Extract<Value, { kind: "times" | "plus" }>, "of">;

interface Leaf {
  readonly draw: Draw;
  readonly when: readonly string[];
  /** `times` and `plus` around the draw, the outermost first. */
  readonly changes: readonly Change[];
}

function leaves(value: Value, when: readonly string[], changes: readonly Change[]): readonly Leaf[] {
  switch (value.kind) {
    case "draw":
      return value.distribution === "categorical" ? [] : [{ draw: value, when, changes }];
    case "cases":
      return value.cases.flatMap((one) => leaves(one.use, [...when, one.when?.text ?? "otherwise"], changes));
    case "adopted":
      return [
        ...leaves(value.then, [...when, `with ${value.intervention}`], changes),
        ...leaves(value.otherwise, [...when, `without ${value.intervention}`], changes),
      ];
    case "times":
    case "plus":
      return leaves(value.of, when, [...changes, { kind: value.kind, amount: value.amount }]);
    default:
      return [];
  }
}

function rowOf(path: string, { draw, when, changes }: Leaf, nobody: PatientKind): InputRow {
  const moments = momentsOf(
    changes.reduceRight<Value>((of, change) => ({ ...change, of }), draw),
    nobody,
  );
  const stated = statedMoments(draw, nobody);
  let { mean, sd } = stated;
  for (const { kind, amount } of [...changes].reverse()) {
    const by = evaluate(amount.tree, nobody) ?? Number.NaN;
    mean = kind === "times" ? mean * by : mean + by;
    if (kind === "times") sd *= Math.abs(by);
  }
  return {
    path,
    distribution: draw.distribution,
    when: when.join(", "),
    mean: moments?.mean ?? Number.NaN,
    sd: moments === undefined ? Number.NaN : sdOf(moments),
    statedMean: mean,
    statedSd: sd,
  };
}

function statedMoments(draw: Draw, known: Known): { readonly mean: number; readonly sd: number } {
  const parameters = preparedDraw(draw, known)?.[2];
  const specs = distributions.get(draw.distribution)?.forms[draw.form].parameters ?? [];
  const at = (name: string): number => {
    const index = specs.findIndex((spec) => spec.name === name);
    return index < 0 || parameters === undefined ? Number.NaN : parameters[index];
  };
  return { mean: at("mean"), sd: at("sd") };
}
