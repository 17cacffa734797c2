import { Collector } from "../../src/collect/collector.ts";
import { EventLog, type Fact } from "../../src/collect/event-log.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import type { Metric, RunResult } from "../../src/collect/run-result.ts";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model, ModelNames } from "../../src/model/model.ts";
import { NONE } from "../../src/model/opcodes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

/** All that a replication told: each fact, and the figures. */
export interface Run {
  readonly model: Model;
  readonly facts: readonly Fact[];
  /** Undefined where a deadlock stopped it. */
  readonly result: RunResult | undefined;
}

export function scenarioOf(text: string): Scenario {
  const read = readScenario({ name: "law.yaml", text });
  if (!read.ok) throw new Error(`${formatDiagnostics(read.diagnostics)}\n${text}`);
  return read.value;
}

/** @param arm its name; the last when left out */
export function modelOf(text: string, arm?: string): Model {
  const scenario = scenarioOf(text);
  const chosen = arm === undefined ? scenario.arms.at(-1) : scenario.arms.find(({ name }) => name === arm);
  if (chosen === undefined) throw new Error(`no arm ${arm}`);
  return compile(scenario, chosen);
}

export function runOf(model: Model, replication = 1): Run {
  const log = new EventLog(model);
  const collector = new Collector(model);
  try {
    new Simulation(model).run(replication, tee([log, collector]));
  } catch (error) {
    if (!(error instanceof SimulationError) || !error.message.startsWith("deadlock: ")) throw error;
    return { model, facts: log.facts, result: undefined };
  }
  return { model, facts: log.facts, result: collector.result() };
}

/**
 * One text a fact, with all that it holds to the last bit, by names: so facts of models with other tables can be compared. Which
 * interventions patients were asked about is left out: it is what the law changes.
 */
export function linesOf({ facts, model }: Run): string[] {
  return facts.filter(({ verb }) => verb !== "asked").map((fact) => lineOf(fact, model.names));
}

export function lineOf(fact: Fact, names: ModelNames): string {
  const { at, verb, ...rest } = fact;
  const parts = Object.entries(rest).map(([key, value]) => `${key} ${told(key, value, names)}`);
  return `${at} ${verb} ${parts.join(" ")}`;
}

function told(key: string, value: unknown, names: ModelNames): unknown {
  if (key === "child" && Array.isArray(value)) return `${names.stages[value[0]]}.${value[1]}`;
  if (typeof value !== "number") return value;
  if (key === "cause") {
    if (value === NONE) return "none";
    return value < 0 ? `queue of ${names.stages[-1 - value]}` : names.resources[value];
  }
  const lists: Readonly<Record<string, readonly string[]>> = {
    resource: names.resources,
    class: names.classes,
    stage: names.stages,
    contact: names.contacts,
    exit: names.exits,
  };
  return lists[key]?.[value] ?? value;
}

/** Figures by the id of their metric. */
export function figuresOf({ model, result }: Run): Map<string, number> {
  const metrics = metricsOf(model);
  return new Map(metrics.map(({ id }, i) => [id, result?.values[i] ?? NaN]));
}

export function metricsById({ model }: Run): Map<string, Metric> {
  return new Map(metricsOf(model).map((metric) => [metric.id, metric]));
}

/** Throws where two lists of facts part for the first time. */
export function expectLines(lines: readonly string[], others: readonly string[], how: string): void {
  const length = Math.max(lines.length, others.length);
  for (let i = 0; i < length; i++) {
    if (lines[i] !== others[i]) throw new Error(`${how}, fact ${i} is\n${others[i]}\nand not\n${lines[i]}`);
  }
}

/** Throws where a figure that both have is another, to the last bit; every figure of the first must be in the other. */
export function expectFigures(run: Run, other: Run, how: string): void {
  const others = figuresOf(other);
  for (const [id, value] of figuresOf(run)) {
    if (!Object.is(others.get(id), value)) throw new Error(`${how}, ${id} is ${others.get(id)} and not ${value}`);
  }
  const [one, two] = [run.result, other.result];
  if ((one === undefined) !== (two === undefined)) throw new Error(`${how}, one of two runs stops`);
}

/** The same facts and the same figures. */
export function expectSameRun(run: Run, other: Run, how: string): void {
  expectLines(linesOf(run), linesOf(other), how);
  expectFigures(run, other, how);
}

/** Both not numbers, or near in proportion to 1 + |expected|. */
export function expectClose(value: number, expected: number, tolerance: number, what: string): void {
  if (Object.is(value, expected) || Math.abs(value - expected) <= tolerance * (1 + Math.abs(expected))) return;
  throw new Error(`${what} is ${value} and not ${expected}`);
}
