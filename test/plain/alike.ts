// A pathway run both ways, and the first number in which they differ.
import { Collector } from "../../src/collect/collector.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import type { Recorder } from "../../src/kernel/recorder.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model } from "../../src/model/model.ts";
import { byFacts } from "./by-facts.ts";

/** What has been compared. */
export interface Compared {
  numbers: number;
  events: number;
  /** Replications that stopped with an error. */
  stopped: number;
}

export const nothingCompared = (): Compared => ({ numbers: 0, events: 0, stopped: 0 });

/** Not in their order, so that one follows a larger one and its own number says nothing. */
export const REPLICATIONS: readonly number[] = [3, 1, 2];

/** Undefined where both ways come to the same bits. Each way runs all replications on one simulation and one collector. */
export function differenceOfWays(
  model: Model,
  compared = nothingCompared(),
  replications = REPLICATIONS,
): string | undefined {
  const ways = [new Collector(model), byFacts(new Collector(model))].map((collector) => runner(model, collector));
  for (const replication of replications) {
    const [plain, facts] = ways.map((run) => run(replication));
    const said = differenceOfOutcomes(model, plain, facts, compared);
    if (said !== undefined) return `arm ${model.arm}, replication ${replication}: ${said}`;
  }
  return undefined;
}

/** A result, or why there is none. */
export type Outcome = RunResult | string;

function runner(model: Model, collector: Collector): (replication: number) => Outcome {
  const simulation = new Simulation(model);
  return (replication) => outcomeOf(simulation, replication, collector, () => collector.result());
}

export function outcomeOf(
  simulation: Simulation,
  replication: number,
  recorder: Recorder,
  result: () => RunResult,
): Outcome {
  try {
    simulation.run(replication, recorder);
    return result();
  } catch (error) {
    if (error instanceof SimulationError) return error.message;
    throw error;
  }
}

/** The first number that differs, by its name. */
export function differenceOfOutcomes(
  model: Model,
  plain: Outcome,
  facts: Outcome,
  compared = nothingCompared(),
): string | undefined {
  if (typeof plain === "string" || typeof facts === "string") {
    compared.stopped++;
    if (plain === facts) return undefined;
    return `the loop says ${said(plain)}\nfacts say ${said(facts)}`;
  }
  compared.events += facts.events;
  const ids = metricsOf(model).map(({ id }) => id);
  const { resources } = model.names;
  for (const [name, mine, others] of numbersOf(plain, facts)) {
    if (mine.length !== others.length) return `${name} has ${mine.length} numbers, by facts ${others.length}`;
    compared.numbers += mine.length;
    const at = mine.findIndex((number, i) => !Object.is(number, others[i]));
    if (at < 0) continue;
    const what = name === "values" ? ids[at] : mine.length === 1 ? name : `${name}[${at}] (of ${resources.join(", ")})`;
    return `${what} is ${mine[at]}, by facts ${others[at]}`;
  }
  if (plain.arm !== facts.arm) return `arm is ${plain.arm}, by facts ${facts.arm}`;
  return undefined;
}

type Numbers = Float64Array | readonly number[];

/** Every key of both results, so that a new one is compared too. */
function numbersOf(plain: RunResult, facts: RunResult): readonly (readonly [string, Numbers, Numbers])[] {
  const keys = new Set([...Object.keys(plain), ...Object.keys(facts)] as (keyof RunResult)[]);
  keys.delete("arm");
  return [...keys].flatMap((key) => {
    const [mine, others] = [tables(plain[key]), tables(facts[key])];
    if (mine.length !== others.length) return [[key, [mine.length], [others.length]] as const];
    return mine.map((table, i) => [mine.length > 1 ? `${key}[${i}]` : key, table, others[i]] as const);
  });
}

/** @throws for what holds no numbers */
function tables(value: RunResult[keyof RunResult] | undefined): readonly Numbers[] {
  if (value instanceof Float64Array) return [value];
  if (typeof value === "number") return [[value]];
  if (Array.isArray(value)) return value.flatMap(tables);
  throw new Error(`no numbers in ${String(value)}`);
}

function said(outcome: Outcome): string {
  return typeof outcome === "string" ? outcome : `${outcome.events} events`;
}
