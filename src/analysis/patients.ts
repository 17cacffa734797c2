import { distributions } from "../random/distributions.ts";
import { askedBy } from "../scenario/attribute-steps.ts";
import type { TypedExpression, TypedNode } from "../scenario/expression.ts";
import type {
  Adopted,
  Adoption,
  Arm,
  Assignment,
  Intervention,
  PatientClass,
  Scenario,
  Value,
} from "../scenario/scenario.ts";
import { evaluate, type Known } from "./evaluate.ts";

/** A kind of patient: the share of a class with these attributes who adopt these interventions. */
export interface PatientKind extends Known {
  /** Of the class; the weights of a class sum to 1. */
  readonly weight: number;
  readonly adopts: ReadonlySet<string>;
}

/** More kinds than this and continuous attributes are cut into fewer slices. */
const MOST_KINDS = 1024;

/**
 * All kinds of patients of a class, at the final uptake of every intervention. Chances and categories are exact; a continuous
 * attribute is cut into slices of equal probability, each at its median. Only attributes that something reads are told apart.
 */
export function patientKinds(scenario: Scenario, arm: Arm, patientClass: PatientClass): readonly PatientKind[] {
  const read = attributesRead(
    arm.stages,
    arm.resources,
    arm.interventions,
    patientClass.attributes,
    patientClass.enter,
  );
  const changed = attributesSet(arm);
  for (const slices of [32, 16, 8, 4, 2, 1]) {
    const kinds = kindsWith(slices, scenario, arm, patientClass, read, changed);
    if (kinds.length <= MOST_KINDS || slices === 1) return kinds;
  }
  return [];
}

/** The value of a guarded list for these patients. */
export function chosen<T>(adopted: Adopted<T>, kind: PatientKind): T {
  if (adopted.kind === "plain") return adopted.value;
  return chosen(kind.adopts.has(adopted.intervention) ? adopted.then : adopted.otherwise, kind);
}

/** What a draw can come to, each with its probability; undefined: not known before the run. */
export type Outcome = readonly [probability: number, value: number | undefined];

/** Outcomes of a value. Continuous distributions give `slices` values of equal probability. */
export function outcomes(value: Value, kind: PatientKind, slices: number): readonly Outcome[] {
  switch (value.kind) {
    case "expression":
      return [[1, evaluate(value.expression.tree, kind)]];
    case "chance": {
      const p = probabilityOf(value.probability, kind).value;
      if (p === undefined) return [[1, undefined]];
      return [[p, 1] as const, [1 - p, 0] as const].filter(([probability]) => probability > 0);
    }
    case "cases":
      return caseOutcomes(value, kind, slices);
    case "adopted":
      return outcomes(kind.adopts.has(value.intervention) ? value.then : value.otherwise, kind, slices);
    case "times":
    case "plus": {
      const amount = evaluate(value.amount.tree, kind);
      return outcomes(value.of, kind, slices).map(([p, inner]) => {
        if (amount === undefined || inner === undefined) return [p, undefined];
        return [p, value.kind === "times" ? inner * amount : inner + amount];
      });
    }
    case "draw":
      return drawOutcomes(value, kind, slices);
  }
}

/** A probability; when it depends on the run, its value as if nobody waited, with `certain` false. */
export function probabilityOf(
  probability: TypedExpression,
  known: Known,
): { readonly value: number | undefined; readonly certain: boolean } {
  const exact = evaluate(probability.tree, known);
  if (exact !== undefined) return { value: exact, certain: true };
  return { value: evaluate(probability.tree, { ...known, asIfNobodyWaits: true }), certain: false };
}

/** Final share of the eligible for whom it holds, at its final effect: adopters, as far as fidelity goes. */
export function finalReach({ adoption, implementation }: Intervention): number {
  return finalUptake(adoption) * implementation.fidelity;
}

/** Final share of the eligible who adopt, before any decay. */
export function finalUptake(adoption: Adoption): number {
  if (adoption.full) return 1;
  const { curve } = adoption;
  if (curve.kind === "share") return curve.share;
  if (curve.kind === "points") return curve.points[curve.points.length - 1][1];
  return curve.ceiling;
}

function caseOutcomes(value: Extract<Value, { kind: "cases" }>, kind: PatientKind, slices: number): readonly Outcome[] {
  for (const { when, use } of value.cases) {
    const holds = when === undefined ? 1 : evaluate(when.tree, kind);
    if (holds === undefined) return [[1, undefined]];
    if (holds !== 0) return outcomes(use, kind, slices);
  }
  return [[1, undefined]];
}

function drawOutcomes(value: Extract<Value, { kind: "draw" }>, kind: PatientKind, slices: number): readonly Outcome[] {
  const constants = preparedDraw(value, kind);
  if (constants === undefined) return [[1, undefined]];
  const [distribution, prepared, parameters] = constants;
  if (distribution.name === "categorical") {
    const total = parameters.reduce((sum, weight) => sum + weight, 0);
    return parameters.map((weight, index) => [weight / total, index] as const).filter(([p]) => p > 0);
  }
  const values: Outcome[] = [];
  for (let i = 0; i < slices; i++) values.push([1 / slices, distribution.quantile(prepared, (i + 0.5) / slices)]);
  return values;
}

/** The distribution with its constants, or undefined when a parameter depends on the run or does not fit. */
export function preparedDraw(value: Extract<Value, { kind: "draw" }>, known: Known) {
  const distribution = distributions.get(value.distribution);
  if (distribution === undefined) throw new Error(`no distribution "${value.distribution}"`);
  const parameters: number[] = [];
  for (const { tree } of value.parameters) {
    const parameter = evaluate(tree, known);
    if (parameter === undefined) return undefined;
    parameters.push(parameter);
  }
  if (distribution.check(value.form, parameters) !== null) return undefined;
  return [distribution, distribution.prepare(value.form, parameters), parameters] as const;
}

function kindsWith(
  slices: number,
  scenario: Scenario,
  arm: Arm,
  patientClass: PatientClass,
  read: ReadonlySet<string>,
  changed: ReadonlySet<string>,
): readonly PatientKind[] {
  const nobody: PatientKind = {
    scenario,
    className: patientClass.name,
    attributes: new Map(),
    asIfNobodyWaits: false,
    weight: 1,
    adopts: new Set(),
  };
  let kinds = withAdoption([nobody], arm);
  const { attributes } = patientClass;
  for (const [i, { name, value }] of attributes.entries()) {
    const asked = askedBy(value);
    if (asked.length > 0) kinds = withEligibility(kinds, arm, asked);
    if (!read.has(name)) continue;
    kinds = kinds.flatMap((kind) =>
      outcomes(value, kind, slices).map(([p, outcome]) => ({
        ...kind,
        weight: kind.weight * p,
        attributes: new Map(kind.attributes).set(name, outcome),
      })),
    );
    kinds = forgetting(kinds, changed, attributesRead(arm.interventions, attributes.slice(i + 1)));
    if (kinds.length > MOST_KINDS && slices > 1) return kinds;
  }
  return withEligibility(forgetting(kinds, changed, new Set()), arm);
}

/** What a stage changes is unknown once all attributes that depend on it are drawn; kinds that differed by it alone are one. */
function forgetting(
  kinds: readonly PatientKind[],
  changed: ReadonlySet<string>,
  needed: ReadonlySet<string>,
): readonly PatientKind[] {
  const merged = new Map<string, PatientKind>();
  let forgot = false;
  for (const kind of kinds) {
    const attributes = new Map(kind.attributes);
    for (const [name, value] of attributes) {
      if (value === undefined || !changed.has(name) || needed.has(name)) continue;
      attributes.set(name, undefined);
      forgot = true;
    }
    const key = JSON.stringify([[...attributes], [...kind.adopts]]);
    merged.set(key, { ...kind, attributes, weight: kind.weight + (merged.get(key)?.weight ?? 0) });
  }
  return forgot ? [...merged.values()] : kinds;
}

/** Interventions that share luck share one draw, so whoever adopts the rarer adopts the commoner too. */
function withAdoption(kinds: readonly PatientKind[], arm: Arm): readonly PatientKind[] {
  const groups = new Map<string, { readonly name: string; readonly uptake: number }[]>();
  for (const intervention of arm.interventions) {
    const { name, adoption, implementation } = intervention;
    const ofAll = adoption.full ? (implementation.fidelity === 1 ? "" : `${name}/fidelity`) : undefined;
    const key = ofAll ?? adoption.luck;
    groups.set(key, [...(groups.get(key) ?? []), { name, uptake: finalReach(intervention) }]);
  }
  let result = kinds;
  for (const group of groups.values()) {
    const cuts = [...new Set([0, 1, ...group.map(({ uptake }) => uptake)])].sort((a, b) => a - b);
    result = result.flatMap((kind) =>
      cuts.slice(1).map((cut, i) => ({
        ...kind,
        weight: kind.weight * (cut - cuts[i]),
        adopts: new Set([...kind.adopts, ...group.filter(({ uptake }) => uptake >= cut).map(({ name }) => name)]),
      })),
    );
  }
  return result;
}

/**
 * Patients who are not eligible adopt nothing; where that depends on the run, they are taken to be eligible.
 * @param asked interventions whose adopters are settled now; left out, all
 */
function withEligibility(kinds: readonly PatientKind[], arm: Arm, asked?: readonly string[]): readonly PatientKind[] {
  return kinds.map((kind) => {
    const barred = arm.interventions.filter(
      ({ name, adoption: { eligible } }) =>
        eligible !== undefined && asked?.includes(name) !== false && evaluate(eligible.tree, kind) === 0,
    );
    if (barred.length === 0) return kind;
    const adopts = new Set(kind.adopts);
    for (const { name } of barred) adopts.delete(name);
    return { ...kind, adopts };
  });
}

function attributesSet(arm: Arm): ReadonlySet<string> {
  const set = new Set<string>();
  for (const stage of arm.stages) for (const { attribute } of assignments(stage)) set.add(attribute);
  return set;
}

function assignments(stage: { readonly setOnEntry: readonly Assignment[]; readonly set: readonly Assignment[] }) {
  return [...stage.setOnEntry, ...stage.set];
}

/** Attributes named anywhere but in measures. */
function attributesRead(...parts: readonly unknown[]): ReadonlySet<string> {
  const found = new Set<string>();
  collect(parts, found);
  return found;
}

/** Walks plain data for expressions: whatever part of a stage may hold one is found, now and later. */
function collect(part: unknown, found: Set<string>): void {
  if (typeof part !== "object" || part === null || part instanceof Map) return;
  if (Array.isArray(part)) {
    for (const item of part) collect(item, found);
    return;
  }
  if ("tree" in part && "text" in part) {
    collectNode((part as TypedExpression).tree, found);
    return;
  }
  for (const [key, value] of Object.entries(part)) if (key !== "span") collect(value, found);
}

function collectNode(node: TypedNode, found: Set<string>): void {
  if ("args" in node) for (const arg of node.args) collectNode(arg, found);
  else if (node.op === "attribute") found.add(node.name);
}
