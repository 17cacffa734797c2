import { Collector } from "../collect/collector.ts";
import { EventLog, type Fact } from "../collect/event-log.ts";
import { metricsOf } from "../collect/metrics.ts";
import type { RunResult } from "../collect/run-result.ts";
import { tee } from "../collect/tee.ts";
import type { Recorder } from "../kernel/recorder.ts";
import { simulate } from "../kernel/simulate.ts";
import { SimulationError } from "../kernel/simulation-error.ts";
import type { Model } from "../model/model.ts";
import { simulateWithSimjs } from "../reference/simulate.ts";

export interface EngineComparison {
  /** Facts that both engines have stated alike. */
  readonly events: number;
  /** The first fact that is not the same. */
  readonly difference?: {
    readonly at: number;
    readonly index: number;
    readonly kernel: Fact | undefined;
    readonly simjs: Fact | undefined;
    readonly before: readonly Fact[];
  };
  /** The first number of the result that is not the same, with all facts alike. */
  readonly number?: { readonly metric: string; readonly kernel: number; readonly simjs: number };
  /** Both stopped, and said this. */
  readonly stopped?: string;
  /** They stopped, or did not, for different reasons. */
  readonly stops?: { readonly kernel: string | undefined; readonly simjs: string | undefined };
}

type Engine = (model: Model, replication: number, recorder: Recorder) => void;

const SHOWN_BEFORE = 12;

/** Runs a replication in both engines and holds every fact, and every number of the result, of one against the other's. */
export function compareEngines(model: Model, replication: number): EngineComparison {
  const kernel = runWith(simulate, model, replication);
  const simjs = runWith(simulateWithSimjs, model, replication);
  const index = firstDifference(kernel.facts, simjs.facts);
  if (index >= 0) {
    const [one, other] = [kernel.facts[index], simjs.facts[index]];
    const before = kernel.facts.slice(Math.max(0, index - SHOWN_BEFORE), index);
    return { events: index, difference: { at: (one ?? other).at, index, kernel: one, simjs: other, before } };
  }
  const events = kernel.facts.length;
  if (kernel.stopped !== simjs.stopped) return { events, stops: { kernel: kernel.stopped, simjs: simjs.stopped } };
  if (kernel.stopped !== undefined) return { events, stopped: kernel.stopped };
  const i = kernel.numbers.findIndex(({ value }, n) => !Object.is(value, simjs.numbers[n].value));
  if (i < 0) return { events };
  const { name, value } = kernel.numbers[i];
  return { events, number: { metric: name, kernel: value, simjs: simjs.numbers[i].value } };
}

function runWith(engine: Engine, model: Model, replication: number) {
  const log = new EventLog(model);
  const collector = new Collector(model);
  let stopped: string | undefined;
  try {
    engine(model, replication, tee([log, collector]));
  } catch (error) {
    // A fault of one engine is a difference like any other, and is to be told.
    stopped = error instanceof SimulationError ? error.message : String(error);
  }
  return { facts: log.facts, numbers: stopped === undefined ? numbersOf(model, collector.result()) : [], stopped };
}

/** Every number of a result, with what it is called. */
function numbersOf(model: Model, result: RunResult): readonly { readonly name: string; readonly value: number }[] {
  const { values, censusByHour, minutesAtLevel, presentAt, waitingAt, events } = result;
  const metrics = metricsOf(model);
  const named = (name: (i: number) => string, list: ArrayLike<number>) =>
    Array.from(list, (value, i) => ({ name: name(i), value }));
  return [
    ...named((i) => metrics[i].id, values),
    ...named((i) => `censusByHour[${i}]`, censusByHour),
    ...minutesAtLevel.flatMap((list, r) => [
      { name: `minutesAtLevel.${model.names.resources[r]}.length`, value: list.length },
      ...named((i) => `minutesAtLevel.${model.names.resources[r]}[${i}]`, list),
    ]),
    ...named((i) => `presentAt[${i}]`, presentAt),
    ...named((i) => `waitingAt[${i}]`, waitingAt),
    { name: "events", value: events },
  ];
}

function firstDifference(facts: readonly Fact[], others: readonly Fact[]): number {
  const length = Math.max(facts.length, others.length);
  for (let i = 0; i < length; i++) if (!same(facts[i], others[i])) return i;
  return -1;
}

/** Bit by bit: 0 and −0 are two numbers, NaN is one. */
function same(one: Fact | undefined, other: Fact | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [Object.entries(one), Object.entries(other)];
  return a.length === b.length && a.every(([key, value], i) => b[i][0] === key && sameValue(value, b[i][1]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.every((one, i) => Object.is(one, b[i]));
  return Object.is(a, b);
}
