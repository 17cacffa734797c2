import type { Metric, RunResult } from "../../src/collect/run-result.ts";
import type { ArmResult, ExperimentResult } from "../../src/experiment/experiment.ts";

export const YEAR = 52 * 10080;

export function metric(id: string, over: Partial<Metric> = {}): Metric {
  return {
    id,
    scope: "measure",
    subject: id,
    quantity: "value",
    statistic: "mean",
    unit: "number",
    better: undefined,
    ...over,
  };
}

/** A run with these values and an empty, settled system. */
export function run(
  arm: string,
  replication: number,
  values: readonly number[],
  over: Partial<RunResult> = {},
): RunResult {
  return {
    arm,
    replication,
    values: Float64Array.from(values),
    censusByHour: new Float64Array(0),
    waitingByHour: new Float64Array(0),
    blockedByHour: new Float64Array(0),
    minutesAtLevel: [],
    presentAt: new Float64Array(9),
    waitingAt: new Float64Array(9),
    costLines: new Float64Array(0),
    events: 0,
    ...over,
  };
}

/** An arm in which the only metric had these values, from replication 1 on. */
export function arm(name: string, values: readonly number[]): ArmResult {
  return { name, runs: values.map((value, k) => run(name, k + 1, [value])) };
}

export function result(arms: readonly ArmResult[], over: Partial<ExperimentResult> = {}): ExperimentResult {
  return {
    metrics: [metric("measure.x")],
    arms,
    seed: "test",
    level: 0.95,
    planned: arms[0].runs.length,
    window: YEAR,
    ...over,
  };
}

/** Uniform numbers in (0, 1) of Park and Miller, Communications of the ACM 31 (1988) 1192–1201. */
export function parkMiller(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** Standard normal numbers by Box and Muller (1958). */
export function normals(seed: number): () => number {
  const uniform = parkMiller(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
