import type { FiellerInterval } from "../economics/fieller.ts";
import type { Standing } from "../economics/frontier.ts";
import type { MeanInterval } from "../economics/paired.ts";
import { type ArmValue, type ValueOfArms, valueOfArms } from "../economics/value.ts";
import { type Findings, labelOf } from "./findings.ts";
import { countRuns, runWordFor, sayDifference, writeDifference, writeNumber } from "./numbers.ts";
import { settled } from "./text-parts.ts";

/** Values of a QALY between which NICE decides, in pounds: what is worth it is told at both. */
const USUAL = [20_000, 30_000];
/** Runs from which there are findings. */
const FINDING = 10;
const NO_FINDING = "not yet a finding";

/** What the scenarios that settle are worth; undefined without utilities, without a second scenario, or where the baseline does not settle. */
export function valueOfFindings(findings: Findings): ValueOfArms | undefined {
  const { value, money } = findings.scenario;
  const { result } = settled(findings);
  if (value === undefined || result.arms[0]?.name !== findings.result.arms[0]?.name) return undefined;
  const beside = money.currency === "GBP" ? USUAL : [];
  const worth = valueOfArms(result, { perQaly: value.perQaly, beside, discount: value.discount });
  return worth === undefined || worth.arms.length === 0 ? undefined : worth;
}

/** The sentences about one value. */
export class ValueWords {
  private readonly findings: Findings;
  private readonly worth: ValueOfArms;

  constructor(findings: Findings, worth: ValueOfArms) {
    this.findings = findings;
    this.worth = worth;
  }

  /** Health and cost together, then what they are worth. */
  sentence(one: ArmValue): string {
    const finding = this.findingSaid(one);
    const settings = this.findings.scenario.value;
    const main = one.netBenefits.find(({ perQaly }) => perQaly === settings?.perQaly);
    if (one.finding === "the same" || main === undefined) return finding;
    const benefit = this.benefitSaid(main.perQaly, main.benefit);
    if (one.qaly.n >= FINDING) return `${finding} ${benefit}`;
    const runs = countRuns(one.qaly.n, runWordFor(this.findings.result.window));
    return `So far, after ${runs}, ${labelOf(this.findings.arms, one.arm)} has ${this.amounts(one)} Not yet a finding.`;
  }

  /** "11,000 a QALY gained (£9,000 to £14,000)", or why there is no such number. */
  ratio({ finding, ratio, qaly }: ArmValue): string {
    if (finding !== "the same" && qaly.n < FINDING) return NO_FINDING;
    switch (finding) {
      case "dominates":
        return "none: it dominates";
      case "is dominated":
        return "none: it is dominated";
      case "costs a gain":
        return `${this.cost(ratio)} a QALY gained`;
      case "saves a loss":
        return `${this.cost(ratio)} saved for a QALY lost`;
      case "no bounded interval":
        return `no bounded interval${this.unbounded(ratio)}`;
      case "the same":
        return "none: nothing differs";
      case "too few":
        return NO_FINDING;
    }
  }

  /** Where an arm stands among all, in words. */
  standing(one: Standing): string {
    if (this.worth.arms.some(({ qaly }) => qaly.n < FINDING)) return NO_FINDING;
    const name = (arm: string): string => labelOf(this.findings.arms, arm);
    switch (one.standing) {
      case "frontier":
        if (one.ratio === undefined) return "on the frontier: costs least";
        return `on the frontier: a QALY more for ${this.money(Number(one.ratio.toPrecision(3)))}`;
      case "same":
        return `the same as ${name(one.as)}`;
      case "dominated":
        return `left out: ${name(one.by)} gains as much or more, and costs no more`;
      case "extendedly dominated":
        return `left out: a mixture of ${name(one.by[0])} and ${name(one.by[1])} gains as much for less`;
    }
  }

  /** Which has the most net benefit, by its mean, at each value of a QALY. */
  best(): string {
    const { best } = this.worth;
    const arms = [...new Set(best.map(({ arm }) => arm))];
    const said = arms.map((arm) => {
      const at = best.filter((one) => one.arm === arm).map(({ perQaly }) => this.money(perQaly));
      return `${labelOf(this.findings.arms, arm)} at ${at.join(" and at ")} a QALY`;
    });
    return `Most net benefit on average: ${said.join(", ")}.`;
  }

  /** Net benefit, which is what decides. */
  benefit(benefit: MeanInterval) {
    return writeDifference(benefit, this.how("table"));
  }

  qalys({ qaly }: ArmValue, style: "prose" | "table") {
    return writeDifference(qaly, { kind: "units", style });
  }

  costs({ cost }: ArmValue, style: "prose" | "table") {
    return writeDifference(cost, this.how(style));
  }

  money(amount: number): string {
    return writeNumber(amount, this.how("prose"));
  }

  private how(style: "prose" | "table") {
    return { kind: "money", style, currency: this.findings.scenario.money.currency } as const;
  }

  private amounts(one: ArmValue): string {
    const { value, range, direction, across } = this.qalys(one, "prose");
    const size = `${value} ${direction === "" ? "" : `${direction} `}QALYs`;
    const same = direction === "" && !across;
    const health = same ? "the same QALYs" : `${size}${range === "" ? "" : ` (${range})`}`;
    const costs = this.costs(one, "prose");
    const money = costs.direction === "" && !costs.across ? "the same cost" : sayDifference(costs);
    return `${health} and ${money} a patient.`;
  }

  private findingSaid(one: ArmValue): string {
    const scenario = labelOf(this.findings.arms, one.arm);
    switch (one.finding) {
      case "dominates":
        return `${scenario} dominates: it gives up neither health nor money. It has ${this.amounts(one)}`;
      case "is dominated":
        return `${scenario} is dominated: it gains neither health nor money. It has ${this.amounts(one)}`;
      case "costs a gain":
        return one.ratio.low > 0
          ? `${scenario} gains health for ${this.cost(one.ratio)} a QALY.`
          : `${scenario} gains health, and may even save money: it has ${this.amounts(one)}`;
      case "saves a loss":
        return one.ratio.low > 0
          ? `${scenario} loses health, and saves ${this.cost(one.ratio)} for each QALY lost.`
          : `${scenario} loses health, and may save nothing: it has ${this.amounts(one)}`;
      case "no bounded interval":
        return `We cannot tell whether ${scenario} gains health, so that a cost by QALY has no bounded interval: it has ${this.amounts(one)}`;
      case "the same":
        return `${scenario}: no patient's health changed, and nothing was spent or saved.`;
      case "too few":
        return `${scenario} needs more runs.`;
    }
  }

  private benefitSaid(perQaly: number, benefit: MeanInterval): string {
    const at = `At ${this.money(perQaly)} a QALY`;
    const written = writeDifference(benefit, this.how("prose"));
    if (benefit.low <= 0 && benefit.high >= 0) return `${at} we cannot tell whether it is worth it: ${written.range}.`;
    const range = written.range === "" ? "" : ` (${written.range})`;
    if (benefit.low > 0) return `${at} it is worth it, by ${written.value} a patient${range}.`;
    return `${at} it is not worth it, by ${written.value} a patient${range}.`;
  }

  /** The ratio with its interval; below 0 it is the other way round. */
  private cost({ ratio, low, high }: FiellerInterval): string {
    const written = writeDifference({ mean: ratio, halfWidth: (high - low) / 2, low, high }, this.how("prose"));
    if (written.across) return `${sayDifference(written)}`;
    return written.range === "" ? written.value : `${written.value} (${written.range})`;
  }

  private unbounded({ kind, low, high }: FiellerInterval): string {
    if (kind === "everything") return ": any ratio would fit";
    if (kind !== "outside" || !Number.isFinite(low) || !Number.isFinite(high)) return "";
    const end = (amount: number): string => `${amount < 0 ? "minus " : ""}${this.money(Math.abs(amount))}`;
    return `: any ratio but those from ${end(low)} to ${end(high)} would fit`;
  }
}

/** Machine-readable, in full precision. */
export function valueJson(findings: Findings): object | undefined {
  const worth = valueOfFindings(findings);
  if (worth === undefined) return undefined;
  const { perQaly, horizon, discount } = findings.scenario.value ?? {};
  return {
    perQaly,
    horizon,
    discount,
    baseline: worth.baseline,
    patients: worth.patients,
    otherPatients: worth.otherPatients,
    scenarios: worth.arms.map(({ arm, finding, qaly, cost, ratio, netBenefits }) => ({
      arm,
      finding,
      qalys: qaly,
      cost,
      ratio,
      netBenefits: netBenefits.map(({ perQaly: at, benefit }) => ({ perQaly: at, ...benefit })),
    })),
    frontier: worth.frontier,
    best: worth.best,
  };
}
