import type { TargetOutcome } from "../experiment/experiment.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { type Findings, measureLabels } from "./findings.ts";
import {
  type HowToWrite,
  sayDifference,
  sayEstimate,
  timeUnitFor,
  type UnitKind,
  writeDifference,
  writeEstimate,
  writeNumber,
} from "./numbers.ts";
import { type Column, formatTable } from "./table.ts";
import { heading, how } from "./text-parts.ts";

const LEFT = (title: string): Column => ({ title, align: "left" });

/** Each target with what was published, what is tolerated and what came out; nothing where there are none. */
export function targetsText({ scenario, targets }: Pick<Findings, "scenario" | "targets">, title: string): string {
  if (targets.length === 0) return "";
  const rows = targets.map((target) => [
    target.label,
    target.published === undefined ? "–" : sayEnd(target, target.published, scenario),
    `${sayEnd(target, target.low, scenario)} to ${sayEnd(target, target.high, scenario)}`,
    saySimulated(target, scenario),
    target.outcome,
  ]);
  return `${heading(title)}${formatTable(
    [LEFT("target"), LEFT("published"), LEFT("tolerance"), LEFT("simulated (95% range)"), LEFT("outcome")],
    rows,
  )}`;
}

export function saySimulated(target: TargetOutcome, scenario: Scenario): string {
  const { kind, simulated } = target;
  const howTo = writingOf(target, scenario);
  return kind === "difference"
    ? sayDifference(writeDifference(simulated, howTo))
    : sayEstimate(writeEstimate(simulated, howTo));
}

/** A number that is certain, such as an end of the tolerance. */
function sayEnd(target: TargetOutcome, value: number, scenario: Scenario): string {
  const howTo = writingOf(target, scenario);
  if (target.kind !== "difference") return writeNumber(value, howTo);
  return sayDifference(writeDifference({ mean: value, halfWidth: 0, low: value, high: value }, howTo));
}

function writingOf({ kind, measure, low, high }: TargetOutcome, scenario: Scenario): HowToWrite {
  const unit: UnitKind =
    kind === "ratio" ? "number" : (measureLabels(scenario).get(`measure.${measure}`)?.kind ?? "number");
  return how(unit, "table", scenario.money.currency, unit === "min" ? timeUnitFor([low, high]) : undefined);
}
