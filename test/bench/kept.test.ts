import { describe, expect, test } from "vitest";
import type { Numbers } from "../../bench/limits/kept-numbers.mjs";
import { QueueNumbers } from "../../bench/limits/queue-kept-numbers.mjs";
import { WardNumbers } from "../../bench/limits/ward-kept-numbers.mjs";
import { RESOURCES as WARD_RESOURCES } from "../../bench/limits/ward-kept-state.mjs";
import { scenarioFile } from "../../bench/workloads.mjs";
import { Collector } from "../../src/collect/collector.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { Metric, RunResult } from "../../src/collect/run-result.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";

/** What the programs by hand do not tell: of these models it is always 0, or of nobody. */
const NOT_TOLD = [
  /\.cost\.|attributedCost/,
  /waitingForStaff|pausing|queueOf/,
  /\.(pulled|preempted|turnedAway)\./,
  /\.(absent|overtime|overtimePerWeek)\./,
  /presentAtStart/,
  /queuedFor(PerDay)?\.rehab\./,
  /blockedBy(PerDay)?\.(acute|nurse|therapist|doctor)\./,
  /rootBlockedPerDay\.(acute|nurse|therapist|doctor)\./,
  /blocked(PerDay)?\.\w+$|away(PerDay)?\.\w+$/,
  /resource\.(nurse|therapist|doctor)\.hold\./,
];

function modelOf(name: string): Model {
  const read = readScenario({ name: `${name}.yaml`, text: scenarioFile(name) });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

/** Equal to 1e-9, relatively; a sum that rounds to next to nothing may be nothing. */
function near(told: number, known: number): boolean {
  return Object.is(told, known) || Math.abs(told - known) <= Math.max(1e-9 * Math.abs(known), 1e-12);
}

function unlike(what: string, told: ArrayLike<number>, known: ArrayLike<number>): string[] {
  if (told.length !== known.length) return [`${what}: ${told.length} numbers, not ${known.length}`];
  return Array.from(known).flatMap((value, i) =>
    near(told[i], value) ? [] : [`${what} ${i}: ${told[i]}, not ${value}`],
  );
}

/** Careway's own numbers of a replication of a scenario file. */
class Known {
  readonly model: Model;
  readonly metrics: readonly Metric[];
  private readonly simulation: Simulation;
  private readonly collector: Collector;

  constructor(name: string) {
    this.model = modelOf(name);
    this.metrics = metricsOf(this.model);
    this.simulation = new Simulation(this.model);
    this.collector = new Collector(this.model);
  }

  run(replication: number): RunResult {
    this.simulation.run(replication, this.collector);
    return this.collector.result();
  }

  /** What is told otherwise, not told although there is something, or not known. */
  differences({ values }: RunResult, { names, values: told }: Numbers): string[] {
    const byName = new Map(names.map((name, k) => [name, told[k]]));
    const differences = this.metrics.flatMap(({ id }, k) => {
      const value = byName.get(id);
      byName.delete(id);
      if (value !== undefined) return unlike(id, [value], [values[k]]);
      const isNothing = values[k] === 0 || Number.isNaN(values[k]);
      return NOT_TOLD.some((one) => one.test(id)) && isNothing ? [] : [`${id} is not told: ${values[k]}`];
    });
    return [...differences, ...[...byName.keys()].map((id) => `${id} is not known`)];
  }
}

/** The part of one resource, of so many numbers each. */
const part = (all: Float64Array, resource: number, each: number): Float64Array =>
  all.subarray(resource * each, (resource + 1) * each);

describe("the ward pathway by hand, promises kept", () => {
  const known = new Known("ward");
  const hand = new WardNumbers(365);

  test.each([1, 2, 3, 77, 10_001])("tells in replication %i what Careway tells", (replication) => {
    const result = known.run(replication);
    hand.run(replication);
    expect(hand.numbers.count).toBe(hand.numbers.names.length);
    expect(known.differences(result, hand.numbers)).toEqual([]);
    expect(result.costLines).toHaveLength(0);
    expect(hand.events).toBe(result.events);
    expect([...hand.ward.presentAt]).toEqual([...result.presentAt]);
    WARD_RESOURCES.forEach((name, r) => {
      const its = known.model.names.resources.indexOf(name);
      expect([...part(hand.ward.waitingAt, r, 9)]).toEqual([...part(result.waitingAt, its, 9)]);
      expect(unlike(name, part(hand.censusByHour, r, 168), part(result.censusByHour, its, 168))).toEqual([]);
      expect(unlike(name, part(hand.waitingByHour, r, 168), part(result.waitingByHour, its, 168))).toEqual([]);
      // Whoever waits for rehabilitation is blocked, and nobody else is.
      const nobody = new Float64Array(168);
      const blocked = name === "rehab" ? part(hand.waitingByHour, r, 168) : nobody;
      const itsBlocked = result.blockedByHour.length === 0 ? nobody : part(result.blockedByHour, its, 168);
      expect(unlike(name, blocked, itsBlocked)).toEqual([]);
      const levels = result.minutesAtLevel[its];
      expect(unlike(name, part(hand.ward.levels, r, 64).subarray(0, levels.length), levels)).toEqual([]);
    });
  });
});

describe.each([
  { name: "mm10", rate: 9, servers: 10, minutes: 4000 },
  { name: "mm1", rate: 0.8, servers: 1, minutes: 50_000 },
])("the queue $name by hand, promises kept", ({ name, ...options }) => {
  const known = new Known(name);
  const hand = new QueueNumbers(options);

  test.each([1, 2, 10_001])("tells in replication %i what Careway tells", (replication) => {
    const result = known.run(replication);
    hand.run(replication);
    expect(hand.numbers.count).toBe(hand.numbers.names.length);
    expect(known.differences(result, hand.numbers)).toEqual([]);
    expect(result.costLines).toHaveLength(0);
    expect(hand.events).toBe(result.events);
    expect([...hand.queue.presentAt]).toEqual([...result.presentAt]);
    expect([...hand.queue.waitingAt]).toEqual([...result.waitingAt]);
    expect(unlike("census", hand.censusByHour, result.censusByHour)).toEqual([]);
    expect(unlike("waiting", hand.waitingByHour, result.waitingByHour)).toEqual([]);
    expect(result.blockedByHour).toHaveLength(0);
    const [levels] = result.minutesAtLevel;
    expect(unlike("levels", hand.queue.levels.subarray(0, levels.length), levels)).toEqual([]);
  });
});
