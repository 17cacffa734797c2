import type { Analysis } from "../../analysis/analyse.ts";
import type { Arm } from "../../scenario/scenario.ts";
import type { Findings } from "../findings.ts";
import { estimateNamed } from "../text-parts.ts";
import { all } from "./pathway-hosts.ts";

const WEEK = 10080;

/** How many patients come to and leave each place of a pathway: what the ways between them are worked out from. */
export interface Traffic {
  /** counted in the runs, or expected from the inputs, as if nobody waited or turned back. */
  readonly source: "counted" | "expected";
  readonly per: "a week" | "a run";
  readonly arrivals: (patientClass: string) => number;
  readonly entries: (stage: string) => number;
  /** Who go on by `next`; undefined where it is not known apart from those who leave early. */
  readonly completed: (stage: string) => number | undefined;
  /** Who balk, find the queue full, or are taken out by a timer. */
  readonly early: (stage: string) => number | undefined;
  readonly exits: (exit: string) => number | undefined;
}

/** Of an arm that does not settle, or was not run, the inputs': a count over a run that grows is a number of nothing. */
export function trafficOf(findings: Findings, arm: Arm, analysis: Analysis, settles: boolean): Traffic {
  const { result } = findings;
  const run = result.arms.find(({ name }) => name === arm.name);
  if (run === undefined || !settles) return expected(analysis);
  const perWeek = result.window >= WEEK;
  const count = (id: string): number =>
    estimateNamed(result, run, `${id}.count`).mean * (perWeek ? WEEK / result.window : 1);
  // A timer that watches several stages takes patients out of stages that are not where its way begins.
  const apart = arm.stages.every(({ leave }) =>
    all(leave).every((timers) => timers.every(({ scope }) => typeof scope === "string")),
  );
  return {
    source: "counted",
    per: perWeek ? "a week" : "a run",
    arrivals: (name) => count(`class.${name}.arrivals`),
    entries: (name) => count(`stage.${name}.visits`),
    completed: (name) => count(`stage.${name}.completed`),
    early: (name) => (apart ? count(`stage.${name}.pulled`) + count(`stage.${name}.turnedAway`) : undefined),
    exits: (name) => count(`exit.${name}.exits`),
  };
}

function expected({ stages, classes }: Analysis): Traffic {
  const none = (): undefined => undefined;
  const entries = (name: string): number =>
    stages.reduce((sum, { stage, perWeek }) => (stage === name ? sum + perWeek : sum), 0);
  const arrivals = (name: string): number => 7 * (classes.find(({ className }) => className === name)?.perDay ?? 0);
  return { source: "expected", per: "a week", arrivals, entries, completed: entries, early: none, exits: none };
}

/** A way between two places, by id: "class x", "stage x", "exit x". */
export interface Way {
  readonly from: string;
  readonly to: string;
  /** early: not by `next`. both: by `next` and early. */
  readonly kind: "next" | "early" | "both";
  readonly unused: boolean;
}

/**
 * What comes to a place is the sum of the ways to it, and what leaves it of the ways from it: wherever only one way of such a sum
 * is unknown it is the rest. Nothing is guessed: the others stay undefined. Counts of entries come first, since they are exact;
 * who is in a stage when the count begins or ends makes ends and entries differ a little.
 */
export function flowsOf(ways: readonly Way[], traffic: Traffic): readonly (number | undefined)[] {
  const flows: (number | undefined)[] = ways.map(({ unused }) => (unused ? 0 : undefined));
  const sums = sumsOf(ways, traffic);
  const settle = ({ total, parts }: Sum): boolean => {
    const unknown = parts.filter((part) => flows[part] === undefined);
    if (total === undefined || unknown.length !== 1) return false;
    flows[unknown[0]] = Math.max(
      0,
      parts.reduce((rest, part) => rest - (flows[part] ?? 0), total),
    );
    return true;
  };
  let found = true;
  while (found) found = sums.some(settle);
  return flows;
}

interface Sum {
  readonly total: number | undefined;
  /** Places in the list of ways. */
  readonly parts: readonly number[];
}

/** Those of entries before those of ends. */
function sumsOf(ways: readonly Way[], { arrivals, entries, completed, early, exits }: Traffic): readonly Sum[] {
  const places = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const at = (holds: (way: Way) => boolean): number[] => [...ways.keys()].filter((i) => holds(ways[i]));
  const into: Sum[] = [];
  const out: Sum[] = [];
  for (const id of places) {
    const [kind, name] = [id.slice(0, id.indexOf(" ")), id.slice(id.indexOf(" ") + 1)];
    const total = kind === "stage" ? entries(name) : kind === "exit" ? exits(name) : undefined;
    into.push({ total, parts: at(({ to }) => to === id) });
    const from = (...kinds: Way["kind"][]): number[] => at((way) => way.from === id && kinds.includes(way.kind));
    if (kind === "class") out.push({ total: arrivals(name), parts: from("next") });
    if (kind !== "stage") continue;
    const [next, soon] = [completed(name), early(name)];
    if (from("both").length > 0) {
      const sum = next === undefined || soon === undefined ? undefined : next + soon;
      out.push({ total: sum, parts: from("next", "early", "both") });
    } else out.push({ total: next, parts: from("next") }, { total: soon, parts: from("early") });
  }
  return [...into, ...out];
}
