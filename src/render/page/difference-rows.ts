import type { Comparison, PairedDifference } from "../../experiment/experiment.ts";
import { type Findings, measureLabels } from "../findings.ts";
import { currencySign, type TimeUnit, timeUnitFor, type UnitKind } from "../numbers.ts";
import { MOST_ARMS } from "./arm-marks.ts";

/** One measure, with its difference in each comparison that may be shown. */
export interface DifferenceRow {
  readonly label: string;
  readonly kind: UnitKind;
  readonly better: "higher" | "lower" | undefined;
  readonly differences: readonly { readonly arm: string; readonly difference: PairedDifference }[];
}

/** Rows that share a unit and therefore a scale. */
export interface Panel {
  readonly kind: UnitKind;
  readonly timeUnit: TimeUnit | undefined;
  readonly rows: readonly DifferenceRow[];
}

/** Comparisons in which both arms settle: of the others no difference is shown. */
export function stableComparisons({ comparisons }: Findings): readonly Comparison[] {
  return comparisons.filter(({ instabilities }) => instabilities.length === 0);
}

/** The measures of the file in its order; of more than four comparisons the first four. */
export function differenceRows(findings: Findings): readonly DifferenceRow[] {
  const shown = stableComparisons(findings).slice(0, MOST_ARMS - 1);
  const labels = measureLabels(findings.scenario);
  return findings.scenario.measures.flatMap(({ name, better }) => {
    const id = `measure.${name}`;
    const differences = shown.flatMap(({ arm, differences: all }) =>
      all
        .filter(({ metric, mean }) => metric.id === id && Number.isFinite(mean))
        .map((difference) => ({ arm, difference })),
    );
    if (differences.length === 0) return [];
    const { label, kind } = labels.get(id) ?? { label: name, kind: "number" as const };
    return [{ label, kind, better, differences }];
  });
}

/** In the order in which the units first appear. */
export function panelsOf(rows: readonly DifferenceRow[]): readonly Panel[] {
  return [...new Set(rows.map(({ kind }) => kind))].map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const ends = own.flatMap(({ differences }) => differences.flatMap(({ difference }) => endsOf(difference)));
    return { kind, timeUnit: kind === "min" ? timeUnitFor(ends) : undefined, rows: own };
  });
}

/** Mean and interval, without what is not known. */
export function endsOf({ mean, low, high }: PairedDifference): readonly number[] {
  return [mean, low, high].filter(Number.isFinite);
}

/** Shown = stored × factor, and what the shown numbers count. */
export function unitOf(
  { kind, timeUnit }: Panel,
  currency: string,
): { readonly factor: number; readonly words: string } {
  const times = { minutes: 1, hours: 1 / 60, days: 1 / 1440 };
  if (kind === "min") return { factor: times[timeUnit ?? "minutes"], words: timeUnit ?? "minutes" };
  if (kind === "share") return { factor: 100, words: "percentage points" };
  if (kind === "money") return { factor: 1, words: currencySign(currency).trim() };
  return { factor: 1, words: kind === "units" ? "number in use, or present" : kind };
}
