import type { Findings } from "./findings.ts";
import { rangeAt } from "./numbers.ts";
import { formatTable, LEFT } from "./table.ts";
import { sayEnd, sayOutcome, saySimulated } from "./target-numbers.ts";
import { heading } from "./text-parts.ts";

/** Each target with what was published, what is tolerated and what came out; nothing where there are none. */
export function targetsText({ scenario, targets }: Pick<Findings, "scenario" | "targets">, title: string): string {
  if (targets.length === 0) return "";
  const rows = targets.map((target) => [
    target.label,
    target.published === undefined ? "–" : sayEnd(target, target.published, scenario),
    `${sayEnd(target, target.low, scenario)} to ${sayEnd(target, target.high, scenario)}`,
    saySimulated(target, scenario),
    sayOutcome(target),
  ]);
  return `${heading(title)}${formatTable(
    [
      LEFT("target"),
      LEFT("published"),
      LEFT("tolerance"),
      LEFT(`simulated (${rangeAt(scenario.experiment.level)})`),
      LEFT("outcome"),
    ],
    rows,
  )}`;
}
