import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";

/** One nurse and one queue by age; the intervention has the younger go first. */
export const QUEUE = `
careway: 1
title: Who goes first
clock: { start: 2026-04-06, run: 10 days }
experiment: { replications: 6, seed: first }
resources: { nurse: { capacity: 1 } }
patients:
  old: { arrive: { poisson: 20 per day }, attributes: { frail: { chance: 40% } }, enter: [{ chance: 20%, to: rest }, clinic] }
  young: { arrive: { poisson: 12 per day }, attributes: { frail: { chance: 5% } }, enter: youngClinic }
stages:
  clinic: { priority: 1, seize: nurse, duration: { exponential: { mean: 36 min } }, next: home }
  youngClinic: { priority: 2, seize: nurse, duration: { exponential: { mean: 36 min } }, next: home }
  rest: { duration: 3 h, next: home }
exits: { home: Home }
measures:
  quick: { share: time - arrived <= 2 h, better: higher }
  long: { label: Waits over an hour, share: waited > 1 h, better: lower }
  delay: { mean: waited, where: visits(rest) == 0, better: lower }
forWhom: [class, frail]
interventions:
  youngFirst: { change: { stages.youngClinic.priority: 0 } }
  nothing: { change: { stages.clinic.priority: 1 } }
  more: { change: { patients.young.arrive.poisson: 14 per day } }
`;

/** One model for each arm. */
export function modelsOf(text: string): readonly Model[] {
  const result = readScenario({ name: "first.yaml", text });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return result.value.arms.map((arm) => compile(result.value, arm));
}
