import type { TargetOutcome } from "../experiment/experiment.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { measureLabels } from "./findings.ts";
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
import { how } from "./text-parts.ts";

/** What came out for a target, with its range. A scenario that does not settle has no figure. */
export function saySimulated(target: TargetOutcome, scenario: Scenario): string {
  const { kind, simulated, settled } = target;
  if (!settled) return "not shown: unstable";
  const howTo = writingOf(target, scenario);
  return kind === "difference"
    ? sayDifference(writeDifference(simulated, howTo))
    : sayEstimate(writeEstimate(simulated, howTo));
}

/** Of a scenario that does not settle more runs would tell no more. */
export function sayOutcome({ settled, outcome }: TargetOutcome): string {
  return settled ? outcome : "unstable";
}

/** A number that is certain, such as an end of the tolerance. */
export function sayEnd(target: TargetOutcome, value: number, scenario: Scenario): string {
  const howTo = writingOf(target, scenario);
  if (target.kind !== "difference") return writeNumber(value, howTo);
  return sayDifference(writeDifference({ mean: value, halfWidth: 0, low: value, high: value }, howTo));
}

function writingOf({ kind, measure, low, high }: TargetOutcome, scenario: Scenario): HowToWrite {
  const unit: UnitKind =
    kind === "ratio" ? "number" : (measureLabels(scenario).get(`measure.${measure}`)?.kind ?? "number");
  return how(unit, "table", scenario.money.currency, unit === "min" ? timeUnitFor([low, high]) : undefined);
}
