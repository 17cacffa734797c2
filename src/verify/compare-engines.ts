import { Collector } from "../collect/collector.ts";
import { EventLog, type Fact } from "../collect/event-log.ts";
import { metricsOf } from "../collect/metrics.ts";
import type { RunResult } from "../collect/run-result.ts";
import { tee } from "../collect/tee.ts";
import type { Recorder } from "../kernel/recorder.ts";
import { simulate } from "../kernel/simulate.ts";
import type { Model } from "../model/model.ts";
import { simulateWithSimjs } from "../reference/simulate.ts";
import { FactCheck } from "./fact-check.ts";
import { numbersOf } from "./result-numbers.ts";

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
  /** The first number of the result that is not the same, with all facts alike; undefined where a result has none. */
  readonly number?: {
    /** Its id, for one that no metric has its place in the result: `censusByHour[17]`. */
    readonly metric: string;
    readonly kernel: number | undefined;
    readonly simjs: number | undefined;
  };
  /** Both stopped, and said this. */
  readonly stopped?: string;
  /** They stopped, or did not, for different reasons. */
  readonly stops?: { readonly kernel: string | undefined; readonly simjs: string | undefined };
}

/** Runs one replication, and tells the recorder. */
export type Engine = (model: Model, replication: number, recorder: Recorder) => void;

const SHOWN_BEFORE = 12;

/**
 * Runs a replication in both engines and holds every fact, and every number of the result, of one against the other's. The
 * second run is given up at its first fact that is not the same.
 */
export function compareEngines(
  model: Model,
  replication: number,
  first: Engine = simulate,
  second: Engine = simulateWithSimjs,
): EngineComparison {
  const log = new EventLog(model);
  const kernel = runWith(first, model, replication, log);
  const check = new FactCheck(model, log.facts);
  const simjs = runWith(second, model, replication, check.recorder);
  const differing = check.difference();
  if (differing !== undefined) {
    const { index, expected, said } = differing;
    const before = log.facts.slice(Math.max(0, index - SHOWN_BEFORE), index);
    const at = (expected ?? said)?.at ?? Number.NaN;
    return { events: index, difference: { at, index, kernel: expected, simjs: said, before } };
  }
  const events = log.facts.length;
  if (kernel.stopped !== simjs.stopped) return { events, stops: { kernel: kernel.stopped, simjs: simjs.stopped } };
  if (kernel.stopped !== undefined) return { events, stopped: kernel.stopped };
  const number = firstNumber(model, kernel.result, simjs.result);
  return number === undefined ? { events } : { events, number };
}

interface Ran {
  readonly result: RunResult | undefined;
  /** Why the run stopped: what cannot be, or a fault of the engine. */
  readonly stopped: string | undefined;
}

function runWith(engine: Engine, model: Model, replication: number, recorder: Recorder): Ran {
  const collector = new Collector(model);
  try {
    engine(model, replication, tee([recorder, collector]));
    return { result: collector.result(), stopped: undefined };
  } catch (error) {
    return { result: undefined, stopped: error instanceof Error ? error.message : String(error) };
  }
}

/** Bit by bit: 0 and −0 are two numbers, NaN is one. */
function firstNumber(
  model: Model,
  kernel: RunResult | undefined,
  simjs: RunResult | undefined,
): EngineComparison["number"] {
  const ids = metricsOf(model).map(({ id }) => id);
  const [one, other] = [numbersOf(kernel, ids), numbersOf(simjs, ids)];
  const metric = [...one.keys(), ...other.keys()].find((name) => !Object.is(one.get(name), other.get(name)));
  return metric === undefined ? undefined : { metric, kernel: one.get(metric), simjs: other.get(metric) };
}
