import { OWN_COLUMNS, type PatientDigest } from "../collect/patient-digest.ts";
import type { ForWhomTable, Model } from "../model/model.ts";

/** Figures closer than this are the same: what rounding leaves of times of the clock, and of large numbers. */
const ROUNDING = 1e-6;
const RELATIVE = 1e-9;

/** What is counted of each outcome in each group, in this order. */
const FIELDS = ["compared", "better", "worse", "change", "betterBy", "worseBy", "before", "after", "both"] as const;
type Field = (typeof FIELDS)[number];
export const CHANGE_FIELDS: readonly Field[] = FIELDS;

/** By what it is told who is better off. */
export interface OutcomeKind {
  /** `lengthOfStay`, `wait`, or the id of the measure's metric. */
  readonly metric: string;
  readonly better: "higher" | "lower";
  /** It happens to a patient or not: a share, a count or a rate. */
  readonly event: boolean;
}

/** Stay and wait, then the judged measures in their order. */
export function outcomeKinds({ forWhom, measures, names }: Model): readonly OutcomeKind[] {
  return [
    ...OWN_COLUMNS.map((metric) => ({ metric, better: "lower" as const, event: false })),
    ...forWhom.judged.map((m) => {
      const { statistic, better } = measures[m];
      if (better === undefined) throw new Error(`measure "${names.measures[m]}" has no better direction`);
      return {
        metric: `measure.${names.measures[m]}`,
        better,
        event: statistic === "share" || statistic === "count" || statistic === "rate",
      };
    }),
  ];
}

/** Everybody, then the groups of each grouping: where its first stands. */
export function groupOffsets({ groupings }: ForWhomTable): {
  readonly first: readonly number[];
  readonly count: number;
} {
  const first: number[] = [];
  let count = 1;
  for (const { names } of groupings) {
    first.push(count);
    count += names.length;
  }
  return { first, count };
}

/** One replication of a scenario against the same of the baseline: numbers of patients, a row for each group. */
export interface PatientChanges {
  readonly replication: number;
  /** Of each group: counted in both, in the baseline alone, in the scenario alone. */
  readonly matched: Float64Array;
  readonly baselineOnly: Float64Array;
  readonly scenarioOnly: Float64Array;
  /**
   * outcome × group × CHANGE_FIELDS: patients compared, better off, worse off; the change summed over all, over those better and those
   * worse off; and to whom what happens or not has happened before, after, in both.
   */
  readonly changes: Float64Array;
}

/**
 * Matches patients by class and number: in both arms the same person with the same luck. Only those who are counted in both are
 * compared, and of an outcome only those of whom both tell something. A patient is of the group that the baseline says.
 */
export function comparePatients(
  replication: number,
  baseline: PatientDigest,
  scenario: PatientDigest,
  forWhom: ForWhomTable,
  kinds: readonly OutcomeKind[],
): PatientChanges {
  const { first, count: groups } = groupOffsets(forWhom);
  const result = {
    replication,
    matched: new Float64Array(groups),
    baselineOnly: new Float64Array(groups),
    scenarioOnly: new Float64Array(groups),
    changes: new Float64Array(kinds.length * groups * FIELDS.length),
  };
  const rows = rowsByPatient(baseline);
  for (let row = 0; row < scenario.count; row++) {
    const own = rows[scenario.classOf[row]];
    const before = own?.get(scenario.numberOf[row]);
    if (own === undefined || before === undefined) {
      addTo(result.scenarioOnly, scenario, row, first);
      continue;
    }
    own.delete(scenario.numberOf[row]);
    addTo(result.matched, baseline, before, first);
    kinds.forEach((kind, k) => {
      const told = changeOf(kind, baseline.columns[k][before], scenario.columns[k][row]);
      if (told === undefined) return;
      const start = k * groups;
      addChange(result.changes, start, told);
      for (let g = 0; g < first.length; g++) {
        const group = baseline.groups[g][before];
        if (group >= 0) addChange(result.changes, start + first[g] + group, told);
      }
    });
  }
  for (const left of rows) for (const row of left?.values() ?? []) addTo(result.baselineOnly, baseline, row, first);
  return result;
}

/** One patient's part of each of the fields. */
function changeOf({ better, event }: OutcomeKind, before: number, after: number): readonly number[] | undefined {
  if (Number.isNaN(before) || Number.isNaN(after)) return undefined;
  const difference = after - before;
  const same = Math.abs(difference) <= Math.max(ROUNDING, RELATIVE * Math.max(Math.abs(before), Math.abs(after)));
  const change = same ? 0 : difference;
  const isBetter = !same && change > 0 === (better === "higher");
  const isWorse = !same && !isBetter;
  const [was, is] = event ? [before !== 0 ? 1 : 0, after !== 0 ? 1 : 0] : [0, 0];
  const to = (condition: boolean, value: number): number => (condition ? value : 0);
  return [1, to(isBetter, 1), to(isWorse, 1), change, to(isBetter, change), to(isWorse, change), was, is, was * is];
}

function addChange(table: Float64Array, cell: number, parts: readonly number[]): void {
  const at = cell * FIELDS.length;
  for (let i = 0; i < parts.length; i++) table[at + i] += parts[i];
}

function addTo(counts: Float64Array, digest: PatientDigest, row: number, first: readonly number[]): void {
  counts[0]++;
  for (let g = 0; g < first.length; g++) {
    const group = digest.groups[g][row];
    if (group >= 0) counts[first[g] + group]++;
  }
}

/** By class: the row of each number. @throws Error when a patient is there twice */
function rowsByPatient({ count, classOf, numberOf }: PatientDigest): (Map<number, number> | undefined)[] {
  const rows: (Map<number, number> | undefined)[] = [];
  for (let row = 0; row < count; row++) {
    rows[classOf[row]] ??= new Map();
    const own = rows[classOf[row]];
    if (own?.has(numberOf[row])) throw new Error(`patient ${numberOf[row]} of class ${classOf[row]} left twice`);
    own?.set(numberOf[row], row);
  }
  return rows;
}
