import type { Findings } from "./findings.ts";
import { type Column, formatTable } from "./table.ts";
import { sayEnd, saySimulated } from "./target-numbers.ts";
import { heading } from "./text-parts.ts";

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
