import type { OutcomeKind } from "../experiment/better-worse.ts";
import type { Comparison, GroupChange, GroupName, WhoChanges } from "../experiment/experiment.ts";
import { type Findings, measureLabels } from "./findings.ts";
import { runWordFor, type UnitKind, writeNumber } from "./numbers.ts";

/** A comparison that may be shown, with what became of its patients. */
export interface WhoComparison {
  readonly comparison: Comparison;
  readonly patients: WhoChanges;
}

/** Comparisons in which patients were held against each other and both arms settle. */
export function whoComparisons({ comparisons }: Findings): readonly WhoComparison[] {
  return comparisons.flatMap((comparison) => {
    const { patients, instabilities } = comparison;
    return patients === undefined || instabilities.length > 0 ? [] : [{ comparison, patients }];
  });
}

/** What an outcome is called, and how its numbers are written. */
export function outcomeLabel(
  { scenario }: Findings,
  { metric, event }: OutcomeKind,
): { readonly label: string; readonly kind: UnitKind } {
  if (metric === "lengthOfStay") return { label: "Length of stay", kind: "min" };
  if (metric === "wait") return { label: "Waiting, in all", kind: "min" };
  const { label, kind } = measureLabels(scenario).get(metric) ?? { label: metric, kind: "number" as const };
  return { label, kind: event ? "share" : kind };
}

/** What a group is called: "Older people", "65 to under 75". */
export function groupLabel({ scenario }: Findings, { grouping, group }: GroupName): string {
  if (grouping === "") return "Everybody";
  if (grouping === "class") return scenario.names.labels.get(group) ?? group;
  const own = scenario.forWhom.find(({ attribute }) => attribute === grouping);
  const label = own?.groups.find(({ name }) => name === group)?.label ?? group;
  return own?.cuts.length === 0 ? label : `${grouping} ${label}`;
}

/** What the same patients have in both, in the words that fit whether the event is wanted. */
export interface EventWords {
  readonly better: string;
  readonly worse: string;
  readonly both: string;
  readonly neither: string;
}

export function eventWords({ better }: OutcomeKind): EventWords {
  return better === "lower"
    ? { better: "avoided", worse: "new", both: "still", neither: "never" }
    : { better: "gained", worse: "lost", both: "in both", neither: "in neither" };
}

/** Of 100 patients: whole numbers that add up to 100, those with the largest remainders rounded up. @param shares that add up to 1 */
export function ofHundred(shares: readonly number[]): readonly number[] {
  const exact = shares.map((share) => 100 * share);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((sum, one) => sum + one, 0);
  const order = exact.map((_, i) => i).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  for (const i of order.slice(0, Math.max(0, missing))) whole[i]++;
  return whole;
}

/** "12", and "under 1" of some that are too few to be one in a hundred. */
export function sayOfHundred(count: number, share: number): string {
  return count === 0 && share > 0 ? "under 1" : String(count);
}

/** Better, the same and worse of 100, in words; empty where nobody was compared. */
export function threeOfHundred({ better, same, worse }: GroupChange): readonly string[] {
  const shares = [better.mean, same.mean, worse.mean];
  if (shares.some(Number.isNaN)) return [];
  return ofHundred(shares).map((count, i) => sayOfHundred(count, shares[i]));
}

/** Who is compared, who is left out, and who is in no group. */
export function leftOut({ result, scenario }: Findings, { groups }: WhoChanges): string {
  const [{ matched, baselineOnly, scenarioOnly }] = groups;
  const word = runWordFor(result.window);
  const compared = `Patients a ${word} who are counted in both scenarios and compared: ${whole(matched.mean)}.`;
  const left =
    baselineOnly.mean === 0 && scenarioOnly.mean === 0
      ? "Nobody is left out."
      : `Left out: ${whole(baselineOnly.mean)} counted in the baseline only, ${whole(scenarioOnly.mean)} in the other only.`;
  const without = scenario.forWhom.flatMap(({ attribute }) => {
    const own = groups.filter(({ grouping }) => grouping === (attribute ?? "class"));
    const rest = matched.mean - own.reduce((sum, group) => sum + group.matched.mean, 0);
    return rest > 1e-6 ? [` In no group by ${attribute ?? "class"}: ${whole(rest)}.`] : [];
  });
  return `${compared} ${left}${without.join("")}`;
}

function whole(mean: number): string {
  return mean > 0 && mean < 0.5 ? "under 1" : writeNumber(Math.round(mean), { kind: "patients", style: "prose" });
}
