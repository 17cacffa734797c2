import type { ArmResult } from "../experiment/experiment.ts";
import { type MeanInterval, meanInterval } from "./paired.ts";

type CostLine = NonNullable<ArmResult["costLines"]>[number];
type CostKind = CostLine["kind"];

/** One line of cost in both arms. */
export interface LineDifference {
  readonly line: CostLine;
  readonly baseline: number;
  readonly scenario: number;
  /** Paired, scenario minus baseline. */
  readonly difference: MeanInterval;
}

/**
 * What several lines come to: those that cost more are spent, those that cost less avoided; both are amounts, and their
 * difference is the net cost.
 */
export interface SpentAndAvoided {
  readonly spent: MeanInterval;
  readonly avoided: MeanInterval;
  readonly net: MeanInterval;
}

export interface PayerCosts {
  readonly payer: Payer;
  readonly kinds: Readonly<Record<CostKind, SpentAndAvoided>>;
  readonly all: SpentAndAvoided;
}

export type Payer = { readonly organisation: string } | "nobody" | "everyone";

export interface CostDifferences {
  /** Of all lines that cost anything in either arm, in the order of the arms. */
  readonly lines: readonly LineDifference[];
  /** Organisations in the order asked for, then nobody where some cost belongs to none, then everyone. */
  readonly payers: readonly PayerCosts[];
}

/**
 * What a scenario spends and avoids, by who pays and by kind of cost, in the replications that both arms have. A line is a resource
 * by one basis, or one cost of an intervention; what passes from one payer, or one kind, to another is a line of each. Whether
 * a line is spent or avoided goes by its mean difference, so that chance in one run makes no cost of a saving.
 */
export function costDifferences(
  scenario: ArmResult,
  baseline: ArmResult,
  organisations: readonly string[],
  level: number,
): CostDifferences {
  const replications = shared(scenario, baseline);
  const [after, before] = [byLine(scenario, replications), byLine(baseline, replications)];
  const nothing = new Float64Array(replications.length);
  const lines = [...new Map([...before, ...after])].flatMap(([key, { line }]) => {
    const old = before.get(key)?.amounts ?? nothing;
    const now = after.get(key)?.amounts ?? nothing;
    if ([...old, ...now].every((amount) => amount === 0)) return [];
    const differences = now.map((amount, i) => amount - old[i]);
    return {
      line,
      differences,
      baseline: mean(old),
      scenario: mean(now),
      difference: meanInterval(differences, level),
    };
  });
  type Line = (typeof lines)[number];
  const totalOf = (some: readonly Line[]): SpentAndAvoided => {
    const sum = (which: readonly Line[], sign: number): MeanInterval => {
      const totals = nothing.map((_, i) => which.reduce((all, { differences }) => all + sign * differences[i], 0));
      return meanInterval(totals, level);
    };
    return {
      spent: sum(
        some.filter(({ difference }) => difference.mean > 0),
        1,
      ),
      avoided: sum(
        some.filter(({ difference }) => difference.mean < 0),
        -1,
      ),
      net: sum(some, 1),
    };
  };
  const payerCosts = (payer: Payer, its: readonly Line[]): PayerCosts => {
    const ofKind = (kind: CostKind): SpentAndAvoided => totalOf(its.filter(({ line }) => line.kind === kind));
    const kinds = { fixed: ofKind("fixed"), stepped: ofKind("stepped"), variable: ofKind("variable") };
    return { payer, kinds, all: totalOf(its) };
  };
  const ofNobody = lines.filter(({ line }) => line.organisation === "");
  return {
    lines: lines.map(({ differences, ...line }) => line),
    payers: [
      ...organisations.map((organisation) => {
        return payerCosts(
          { organisation },
          lines.filter(({ line }) => line.organisation === organisation),
        );
      }),
      ...(ofNobody.length === 0 ? [] : [payerCosts("nobody", ofNobody)]),
      payerCosts("everyone", lines),
    ],
  };
}

/** Replications that both arms have, in their order. */
function shared(scenario: ArmResult, baseline: ArmResult): readonly number[] {
  const known = new Set(baseline.runs.map(({ replication }) => replication));
  return scenario.runs
    .map(({ replication }) => replication)
    .filter((replication) => known.has(replication))
    .sort((a, b) => a - b);
}

/** One amount a replication; a line that the arm has twice counts together. */
function byLine(
  { runs, costLines = [] }: ArmResult,
  replications: readonly number[],
): Map<string, { readonly line: CostLine; readonly amounts: Float64Array }> {
  const byNumber = new Map(runs.map((run) => [run.replication, run.costLines]));
  const found = new Map<string, { readonly line: CostLine; readonly amounts: Float64Array }>();
  for (const [column, line] of costLines.entries()) {
    const { of, subject, basis, cost, organisation, kind } = line;
    const key = [of, subject, basis, cost, organisation, kind].join(" ");
    const { amounts } = found.get(key) ?? { amounts: new Float64Array(replications.length) };
    for (const [i, replication] of replications.entries()) amounts[i] += byNumber.get(replication)?.[column] ?? NaN;
    found.set(key, { line, amounts });
  }
  return found;
}

function mean(amounts: Float64Array): number {
  return amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
}
