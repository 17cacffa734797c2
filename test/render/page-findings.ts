import { analyse } from "../../src/analysis/analyse.ts";
import { overloadsOf } from "../../src/cli/experiment.ts";
import { compile } from "../../src/compile/compile.ts";
import { compareArms } from "../../src/experiment/compare.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import { findInstabilities } from "../../src/experiment/stability.ts";
import { holdTargets } from "../../src/experiment/targets.ts";
import type { Findings } from "../../src/render/findings.ts";
import { readScenario } from "../../src/scenario/parse.ts";

/** What would do harm in HTML if it were not escaped. */
export const HOSTILE = `</title></style></svg><script>alert(1)</script><img src=x onerror='alert(2)'>"&`;

/** A clinic that settles with 3 rooms (2.1 are needed) and not with 2; the change is one room more. */
export function clinic({ rooms = 3, label = "Clinic" } = {}): string {
  const quoted = (text: string): string => JSON.stringify(`${label}: ${text}`);
  return `careway: 1
title: ${quoted("title")}
question: ${quoted("question")}
clock: { start: 2026-04-06, warmUp: 2 weeks, run: 8 weeks }
experiment: { replications: 12, seed: clinic }
evidence:
  default: guess
  guess: { citation: ${quoted("guess")}, confidence: assumption }
  study: { citation: ${quoted("study")}, design: trial, confidence: high }
organisations: { trust: ${quoted("trust")}, council: ${quoted("council")} }
money: { currency: GBP, priceYear: 2024/25 }
resources:
  room:
    label: ${quoted("room")}
    capacity: ${rooms}
    organisation: trust
    costs: { rostered: £10 per hour }
  nurse:
    label: ${quoted("nurse")}
    capacity: { daily 08:00-18:00: 2 }
    organisation: council
    costs: { rostered: £30 per hour }
patients:
  adult: { label: ${quoted("adult")}, arrive: { poisson: { value: 44 per day, evidence: study } }, enter: see }
stages:
  see: { label: ${quoted("see")}, needs: room, duration: { exponential: { mean: 70 min } }, next: [{ chance: 30%, to: check }, { to: home }] }
  check: { label: ${quoted("check")}, needs: nurse, duration: 20 min, next: home }
exits: { home: ${quoted("home")} }
measures:
  wait: { mean: start(see) - arrived, better: lower, matters: 5 min, label: ${quoted("wait")} }
  inRoom: { mean: inUse(room), of: time, label: ${quoted("in room")} }
  over: { share: start(see) - arrived > 1 h, better: lower, label: ${quoted("over an hour")} }
interventions:
  more: { label: ${quoted("more")}, lever: redesign, change: { resources.room.capacity: ${rooms} + 1 } }
scenarios:
  before: { interventions: [], label: ${quoted("before")} }
  after: { interventions: [more], label: ${quoted("after")} }
  again: { interventions: [], label: ${quoted("again")} }
targets:
  - { scenario: before, measure: wait, value: 30 min, within: 5 min, label: ${quoted("target")}, evidence: study }
`;
}

/** Reads, runs and compares in this thread. @throws Error with the mistakes of a text that is refused */
export async function findingsOf(text: string, replications = 12): Promise<Findings> {
  const read = readScenario({ name: "clinic.yaml", text });
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join("\n"));
  const scenario = read.value;
  const { arms, experiment, measures } = scenario;
  const models = arms.map((arm) => compile(scenario, arm, experiment.seed));
  const together = scenario.forWhom.length > 0;
  const result = await runExperiment(models, { ...experiment, replications }, new InlineRunner(), undefined, together);
  const analyses = arms.map((arm) => analyse(scenario, arm));
  const overloads = overloadsOf(analyses);
  const headline = measures
    .filter((measure) => measure.headline)
    .map(({ name, matters, better }) => ({ metricId: `measure.${name}`, matters, better }));
  const instabilities = findInstabilities(result, overloads);
  return {
    scenario,
    arms,
    result,
    comparisons: compareArms(result, headline, overloads),
    instabilities,
    freed: [],
    gaps: [],
    targets: holdTargets(result, scenario.targets, new Set(instabilities.map(({ arm }) => arm))),
    analyses,
    warnings: analyses.flatMap(({ warnings }) => warnings),
    command: `careway compare clinic.yaml --replications ${replications} --seed ${experiment.seed}`,
    version: "0.1.0",
  };
}
