import type { Fact } from "../../src/collect/event-log.ts";
import { tee } from "../../src/collect/tee.ts";
import {
  analyse,
  Collector,
  type Comparison,
  compareArms,
  compile,
  EventLog,
  type ExperimentResult,
  formatDiagnostics,
  type Model,
  metricsOf,
  type RunResult,
  readScenario,
  type Scenario,
  Simulation,
  SimulationError,
} from "../../src/index.ts";
import { Hash } from "./hash.ts";

/** A scenario as a page would be given it: its text, the files that it names, and a shorter clock. */
export interface Story {
  readonly name: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  readonly set: Readonly<Record<string, string>>;
}

/** Of one scenario, all arms and replications: three hashes of 16 digits with spaces between. */
export type Fingerprint = string;

const REPLICATIONS = [1, 2];

/** Reads, compiles, analyses, runs and compares each scenario, by the public interface; by name what came of it. */
export function fingerprintsOf(stories: readonly Story[]): Record<string, Fingerprint> {
  return Object.fromEntries(stories.map((story) => [story.name, fingerprintOf(story)]));
}

/** Trajectory: every fact of every run. Results: every number of every run. Findings: the numbers before and across the runs. */
export function fingerprintOf(story: Story): Fingerprint {
  const scenario = read(story);
  const [trajectory, results, findings] = [new Hash(), new Hash(), new Hash()];
  const models = scenario.arms.map((arm) => compile(scenario, arm));
  const arms = models.map((model) => ({ name: model.arm, runs: runsOf(model, trajectory, results) }));
  for (const arm of scenario.arms) hashNumbers(findings, analyse(scenario, arm));
  if (arms.every(({ runs }) => runs.length === REPLICATIONS.length)) {
    hashNumbers(findings, comparisonsOf(scenario, models, arms));
  }
  return [trajectory, results, findings].map((hash) => hash.digest()).join(" ");
}

/** What the fingerprint is of, for reading: the trace of every run and its numbers. */
export function tracesOf(story: Story): string[] {
  const scenario = read(story);
  return scenario.arms.flatMap((arm) => {
    const model = compile(scenario, arm);
    const metrics = metricsOf(model);
    return REPLICATIONS.flatMap((replication) => {
      const log = new EventLog(model);
      const collector = new Collector(model);
      const ending: string[] = [];
      try {
        new Simulation(model).run(replication, tee([log, collector]));
        const { values } = collector.result();
        ending.push(...metrics.map(({ id }, i) => `${id} ${values[i]}`));
      } catch (error) {
        if (!(error instanceof SimulationError)) throw error;
        ending.push(error.message);
      }
      return [`# ${arm.name}, replication ${replication}`, ...log.toTrace(), ...ending];
    });
  });
}

function read({ name, text, files, set }: Story): Scenario {
  const result = readScenario(
    { name, text },
    {
      set: Object.entries(set).map(([path, value]) => ({ path, value: { name: `--set ${path}`, text: value } })),
      files: (file) => (file in files ? { name: file, text: files[file] } : undefined),
    },
  );
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return result.value;
}

/**
 * The runs that came to their end: one that is stopped leaves its facts and its message. A collector by itself is not told of the facts of
 * plain pathways but runs them in WebAssembly, where there is any: its numbers must be those that facts give.
 */
function runsOf(model: Model, trajectory: Hash, results: Hash): RunResult[] {
  const simulation = new Simulation(model);
  const collector = new Collector(model);
  const alone = new Collector(model);
  const log = new EventLog(model);
  const runs: RunResult[] = [];
  for (const replication of REPLICATIONS) {
    trajectory.text(`${model.arm} ${replication}`);
    results.text(`${model.arm} ${replication}`);
    try {
      simulation.run(replication, tee([log, collector]));
      const result = collector.result();
      hashResult(results, result);
      runs.push(result);
      simulation.run(replication, alone);
      const [mine, byFacts] = [alone.result(), result].map(digestOf);
      if (mine !== byFacts) results.text(`by itself the collector comes to ${mine}, by facts to ${byFacts}`);
    } catch (error) {
      if (!(error instanceof SimulationError)) throw error;
      trajectory.text(error.message);
    }
    for (const fact of log.facts) hashFact(trajectory, fact);
    trajectory.number(log.facts.length);
  }
  return runs;
}

/** All that a fact may hold besides its verb and its child, in the order in which it counts. */
const FIELDS = [
  "at",
  "class",
  "number",
  "stage",
  "contact",
  "resource",
  "scheduled",
  "open",
  "rostered",
  "units",
  "late",
  "came",
  "duration",
  "state",
  "cause",
  "place",
  "exit",
  "joined",
  "asks",
  "attribute",
  "value",
  "intervention",
  "adopts",
  "server",
] as const;

function hashFact(hash: Hash, fact: Fact): void {
  const { verb, child = [], ...rest } = { child: undefined, ...fact };
  const numbers: Readonly<Record<string, number | boolean>> = rest;
  hash.text(verb);
  for (const part of child) hash.number(part);
  let left = Object.keys(numbers).length;
  for (const field of FIELDS) {
    if (!(field in numbers)) continue;
    hash.number(Number(numbers[field]));
    left -= 1;
  }
  if (left > 0) throw new Error(`a field of this fact is not in FIELDS: ${JSON.stringify(fact)}`);
}

function digestOf(result: RunResult): string {
  const hash = new Hash();
  hashResult(hash, result);
  return hash.digest();
}

function hashResult(hash: Hash, result: RunResult): void {
  hash.numbers(result.values);
  hash.numbers(result.censusByHour);
  hash.numbers(result.waitingByHour);
  hash.numbers(result.blockedByHour);
  for (const minutes of result.minutesAtLevel) hash.numbers(minutes);
  hash.numbers(result.presentAt);
  hash.numbers(result.waitingAt);
  hash.numbers(result.costLines);
  hash.number(result.events);
}

function comparisonsOf(
  scenario: Scenario,
  models: readonly Model[],
  arms: ExperimentResult["arms"],
): readonly Comparison[] {
  const { seed, level } = scenario.experiment;
  const metrics = metricsOf(models[0]);
  const result = { metrics, arms, seed, level, planned: REPLICATIONS.length, window: scenario.clock.run };
  return compareArms(result, []);
}

/** The numbers in plain data, with the names of their fields in alphabetical order: words may change. */
function hashNumbers(hash: Hash, data: unknown): void {
  if (typeof data === "number" || typeof data === "boolean") hash.number(Number(data));
  else if (Array.isArray(data) || ArrayBuffer.isView(data)) {
    const list = [...(data as unknown as Iterable<unknown>)];
    hash.number(list.length);
    for (const one of list) hashNumbers(hash, one);
  } else if (typeof data === "object" && data !== null) {
    for (const [name, value] of Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (typeof value === "string" || value === undefined) continue;
      hash.text(name);
      hashNumbers(hash, value);
    }
  }
}
