import { type CostDifferences, costDifferences, type Payer, type PayerCosts } from "../economics/cost-lines.ts";
import type { Comparison, Estimate } from "../experiment/experiment.ts";
import { armNamed } from "../experiment/summarise.ts";
import { type Findings, labelOf } from "./findings.ts";

/** Runs from which there are verdicts; with fewer nobody is said to gain or to lose. */
const FINDING = 10;

/** The costs of a comparison line by line; its runs may be fewer in the settled findings. */
export function costsOf({ result, scenario }: Findings, { arm, baseline }: Comparison): CostDifferences {
  const organisations = scenario.organisations.map(({ name }) => name);
  return costDifferences(armNamed(result, arm), armNamed(result, baseline), organisations, result.level);
}

/** Those by whom it is told who wins and who loses; nobody where the file has no organisations. */
export function payersOf(findings: Findings, comparison: Comparison): readonly PayerCosts[] {
  if (findings.scenario.organisations.length === 0) return [];
  const { lines, payers } = costsOf(findings, comparison);
  return lines.length === 0 ? [] : payers;
}

export function payerLabel({ scenario }: Findings, payer: Payer): string {
  if (payer === "everyone") return "Everyone";
  return payer === "nobody" ? NO_ORGANISATION : labelOf(scenario.organisations, payer.organisation);
}

/** What belongs to no organisation, so that all rows add up to everyone's. */
export const NO_ORGANISATION = "No organisation";

/** Mark and word of who pays more or less. */
export function payerVerdict({ n, low, high, halfWidth, mean }: Estimate): {
  readonly mark: string;
  readonly word: string;
} {
  if (mean === 0 && !(halfWidth > 0)) return { mark: "=", word: "no change" };
  if (n < FINDING) return { mark: "◔", word: "not yet a finding" };
  if (low > 0) return { mark: "▲", word: "pays more" };
  return high < 0 ? { mark: "▼", word: "pays less" } : { mark: "?", word: "can't tell" };
}

/** Said beside each table of spent and avoided. */
export const HOW_TO_READ =
  "Spent is what costs more than before, avoided what costs less; the one less the other is the net change. Fixed, stepped and variable are its kinds.";
