// All results of a run from its facts.
import { measureMetrics } from "./measures.mjs";
import { costLines, moneyMetrics } from "./money.mjs";
import { patientMetrics } from "./patients.mjs";
import { qalyMetrics } from "./qalys.mjs";
import { rootMetrics } from "./roots.mjs";
import { runOf } from "./run-of.mjs";
import { atMoments, censusByHour, minutesAtLevel, resourceMetrics, stageMetrics, waitingByHour } from "./system.mjs";

/**
 * @param {readonly Record<string, any>[]} facts of a run, in their order
 * @param {Record<string, any>} model
 */
export function recompute(facts, model) {
  const run = runOf(facts, model);
  /** @type {Map<string, number>} */
  const metrics = new Map();
  /** @param {string} id @param {number} value */
  const say = (id, value) => metrics.set(id, value);
  const tellers = [
    patientMetrics,
    qalyMetrics,
    rootMetrics,
    stageMetrics,
    resourceMetrics,
    moneyMetrics,
    measureMetrics,
  ];
  for (const tell of tellers) tell(run, say);
  return {
    metrics,
    censusByHour: censusByHour(run),
    ...waitingByHour(run),
    minutesAtLevel: minutesAtLevel(run),
    ...atMoments(run),
    costLines: costLines(run),
    events: run.facts.filter(({ verb }) => verb === "arrive" || verb === "end").length,
  };
}
