import { Collector } from "../../src/collect/collector.ts";
import { EventLog, type Fact } from "../../src/collect/event-log.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import { tee } from "../../src/collect/tee.ts";
import { simulate } from "../../src/kernel/simulate.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model } from "../../src/model/model.ts";
import { fromJson, toJson } from "./json.mjs";
import { recompute } from "./results.mjs";

/** Of max(1, |value|). */
const NEAR = 1e-9;

/** A run whose results have been computed again. */
export interface Comparison {
  readonly facts: number;
  /** How many numbers, by scope of the metric and by kind of measure, or as the result calls them. */
  readonly compared: ReadonlyMap<string, number>;
  /** Of these, metrics that were observed: not NaN. */
  readonly observed: number;
  /** The greatest difference, relative to max(1, |value|). */
  readonly worst: number;
  /** One sentence for each that is not the same. */
  readonly wrong: readonly string[];
}

/** A run may stop: patients wait for each other for ever, or a drawn age of a service is none that it can have. */
const STOPS = /^deadlock: |longer than it can/;

/** Undefined when the run stops. */
export function compareRun(model: Model, replication: number): Comparison | undefined {
  const collector = new Collector(model);
  const log = new EventLog(model);
  try {
    simulate(model, replication, tee([collector, log]));
  } catch (error) {
    if (error instanceof SimulationError && STOPS.test(error.message)) return undefined;
    throw error;
  }
  return compareResult(model, collector.result(), log.facts);
}

/** The program sees nothing but plain data, as if it had read it from files. */
export function compareResult(model: Model, result: RunResult, facts: readonly Fact[]): Comparison {
  const again = recompute(facts, fromJson(toJson(model)));
  const compared = new Map<string, number>();
  const wrong: string[] = [];
  let observed = 0;
  let worst = 0;
  const hold = (what: string, name: string, value: number, expected: number | undefined, isCount = false): void => {
    compared.set(what, (compared.get(what) ?? 0) + 1);
    if (expected === undefined) wrong.push(`${name} is not computed again`);
    if (expected === undefined || (Number.isNaN(value) && Number.isNaN(expected))) return;
    observed++;
    const difference = value === expected ? 0 : Math.abs(value - expected) / Math.max(1, Math.abs(expected));
    if (!(difference <= (isCount ? 0 : NEAR))) wrong.push(`${name} is ${value}, computed again ${expected}`);
    else worst = Math.max(worst, difference);
  };
  const holdAll = (what: string, values: ArrayLike<number>, expected: readonly number[]): void => {
    if (values.length !== expected.length) wrong.push(`${what} has ${values.length} numbers, not ${expected.length}`);
    for (let i = 0; i < values.length; i++) hold(what, `${what} ${i}`, values[i], expected[i]);
  };
  metricsOf(model).forEach(({ id, scope, subject, quantity, statistic }, i) => {
    const what = scope === "measure" ? measureKind(model, subject) : scope;
    hold(
      what,
      id,
      result.values[i],
      again.metrics.get(id),
      scope !== "measure" && !quantity.startsWith("measure.") && statistic === "count",
    );
  });
  holdAll("census by hour", result.censusByHour, again.censusByHour);
  holdAll("waiting by hour", result.waitingByHour, again.waitingByHour);
  holdAll("blocked by hour", result.blockedByHour, again.blockedByHour);
  result.minutesAtLevel.forEach((minutes, resource) => {
    holdAll("minutes at each level", minutes, again.minutesAtLevel[resource]);
  });
  holdAll("present at nine moments", result.presentAt, again.presentAt);
  holdAll("waiting at nine moments", result.waitingAt, again.waitingAt);
  holdAll("cost line", result.costLines, again.costLines);
  hold("events", "events", result.events, again.events, true);
  return { facts: facts.length, compared, observed, worst, wrong };
}

/** "measure, mean of visits". */
function measureKind({ names, measures }: Model, name: string): string {
  const { statistic, records } = measures[names.measures.indexOf(name)];
  return statistic === "ratio" ? "measure, ratio" : `measure, ${statistic} of ${records}`;
}
