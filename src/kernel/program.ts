import type { Expression } from "../model/expression.ts";
import type { Assignment, Guarded, Model, Route } from "../model/model.ts";
import type { Key } from "../random/streams.ts";
import { patientKeyInto, uniformAt } from "../random/streams.ts";
import { byClass, ofOne } from "./by-class.ts";
import type { Adopts, Evaluate } from "./evaluate.ts";
import { linkExpression } from "./evaluate.ts";
import { INTS, KEY0, KEY1 } from "./patient-row.ts";
import { SimulationError } from "./simulation-error.ts";
import type { Tables } from "./tables.ts";
import { uptake } from "./uptake.ts";
import { Values } from "./values.ts";

/** The model's expressions and values as closures over one set of tables: made once, used by every replication. */
export interface Program {
  /** Links one expression more, as the others are. */
  readonly link: (expression: Expression) => Evaluate;
  readonly values: Values;
  readonly assignments: readonly (readonly Assignment[])[];
  readonly classAttributes: readonly (readonly Assignment[])[];
  readonly routes: readonly (readonly LinkedGuard<LinkedRoute>[])[];
  readonly variants: readonly (readonly LinkedGuard<number>[])[];
}

/** Chances sum to 1, but for rounding. */
export const SUM_LIMIT = 1 + 1e-9;

export interface LinkedGuard<T> {
  readonly when: Evaluate | undefined;
  readonly use: T;
}

export interface LinkedRoute {
  readonly conditions: readonly Evaluate[];
  readonly conditionTargets: readonly number[];
  readonly probabilities: readonly Evaluate[];
  /** Of the chances, one after another, for each class; undefined where they have to be asked of the patient. */
  readonly sums: Float64Array | undefined;
  readonly chanceTargets: Int32Array;
  readonly otherwise: number;
  /** Somebody goes one of these ways, whatever is drawn. */
  readonly exhaustive: boolean;
  readonly shortest: readonly number[];
  readonly word: number;
}

export function linkProgram(
  model: Model,
  tables: Tables,
  replicationKey: () => Key,
  explain: (patient: number, what: string, error: unknown) => Error,
): Program {
  const adopts = linkAdoption(model, tables, replicationKey);
  const link = (expression: Expression): Evaluate => linkExpression(expression, model, tables, undefined, adopts);
  const guard = <T, U>(list: readonly Guarded<T>[], use: (value: T) => U): readonly LinkedGuard<U>[] =>
    list.map((item) => ({ when: item.when === undefined ? undefined : link(item.when), use: use(item.use) }));
  const classes = model.classes.length;
  const route = (from: Route): LinkedRoute => ({
    conditions: from.when.map(({ condition }) => link(condition)),
    conditionTargets: from.when.map(({ to }) => to),
    probabilities: from.chances.map(({ probability }) => link(probability)),
    sums: sumsByClass(
      from.chances.map(({ probability }) => byClass(probability, classes, link)),
      classes,
    ),
    chanceTargets: Int32Array.from(from.chances, ({ to }) => to),
    otherwise: from.otherwise,
    exhaustive: from.exhaustive,
    shortest: from.shortest,
    word: from.word,
  });
  return {
    link,
    values: new Values(model.values, classes, tables, link, explain),
    assignments: model.assignments,
    classAttributes: model.classes.map(({ attributes }) => attributes),
    routes: model.routes.map((list) => guard(list, route)),
    variants: model.stages.map(({ variants }) => guard(variants, (entry) => entry)),
  };
}

/** Sums of these chances, class by class; undefined where one is not known or they cannot be, which stops whoever meets them. */
function sumsByClass(chances: readonly (Float64Array | undefined)[], classes: number): Float64Array | undefined {
  const sums = new Float64Array(classes * chances.length);
  for (let cls = 0; cls < classes; cls++) {
    let sum = 0;
    for (let i = 0; i < chances.length; i++) {
      const known = chances[i];
      if (known === undefined) return undefined;
      const p = ofOne(known, cls);
      if (!(p >= 0 && p <= 1)) return undefined;
      sum += p;
      sums[cls * chances.length + i] = sum;
    }
    if (sum > SUM_LIMIT) return undefined;
  }
  return sums;
}

const ASKED_YES = 1;
const ASKED_NO = 2;

/** Whether a patient adopts is drawn when first asked, by the uptake of that moment, and kept until the exit; for whom changes of structure hold is a draw of his own. */
function linkAdoption(model: Model, tables: Tables, replicationKey: () => Key): Adopts {
  const count = model.names.interventions.length;
  const attributes = model.names.attributes.length;
  const eligible = model.interventions.map(({ eligible }) =>
    eligible === undefined ? undefined : linkExpression(eligible, model, tables),
  );
  const shared = new Int32Array(2);
  const adopts = (intervention: number, patient: number): boolean => {
    const row = patient * count + intervention;
    if (tables.adoption[row] !== 0) return tables.adoption[row] === ASKED_YES;
    const { by, word, curve, decay, dayZero } = model.interventions[intervention];
    const ofRoot = model.uses.children;
    let key0 = ofRoot ? tables.rootKey0[patient] : tables.ints[(patient << INTS) | KEY0];
    let key1 = ofRoot ? tables.rootKey1[patient] : tables.ints[(patient << INTS) | KEY1];
    if (by >= 0) {
      // One draw for each value of the attribute: a pseudo-class named for the intervention, numbered by the value.
      const value = tables.attributes[patient * attributes + by];
      if (Number.isNaN(value)) {
        const { interventions, attributes: known } = model.names;
        throw new SimulationError(
          `"${interventions[intervention]}" is adopted by "${known[by]}", which this patient does not have yet; list "${known[by]}" above what the intervention changes`,
        );
      }
      patientKeyInto(shared, replicationKey(), word, value);
      [key0, key1] = [shared[0], shared[1]];
    }
    const condition = eligible[intervention];
    const yes =
      (condition === undefined || condition(patient) > 0) &&
      uniformAt(key0, key1, word, 0, 0) < uptake(curve, tables.now - dayZero, decay);
    tables.adoption[row] = yes ? ASKED_YES : ASKED_NO;
    return yes;
  };
  const isFaithful = (intervention: number, patient: number): boolean => {
    const { fidelity, fidelityWord } = model.interventions[intervention];
    const root = model.uses.children;
    const key0 = root ? tables.rootKey0[patient] : tables.ints[(patient << INTS) | KEY0];
    const key1 = root ? tables.rootKey1[patient] : tables.ints[(patient << INTS) | KEY1];
    return uniformAt(key0, key1, fidelityWord, 0, 0) < fidelity;
  };
  return { adopts, isFaithful };
}
