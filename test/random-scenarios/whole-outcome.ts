import { parse } from "yaml";
import { Collector } from "../../src/collect/collector.ts";
import { EventLog, type Fact } from "../../src/collect/event-log.ts";
import type { RunResult } from "../../src/collect/run-result.ts";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareResult } from "../recompute/comparison.ts";
import type { Draft, StageDraft, Tree } from "./draft.ts";
import { Books } from "./law-books.ts";
import { expectLittlesLaw } from "./law-little.ts";
import { Ledger } from "./ledger.ts";
import { expectEqual, stopOf } from "./outcome.ts";
import { Presence } from "./presence.ts";
import { Room } from "./whole/law-room.ts";
import { Work } from "./whole/law-work.ts";
import { jsonTurned } from "./write.ts";

/** What became of a scenario of the whole language that kept the laws which hold always. */
export type WholeOutcome =
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "read"; readonly tree: { readonly [key: string]: Tree }; readonly arms: readonly ArmOutcome[] };

/** Of one arm, the baseline first. */
export interface ArmOutcome {
  readonly model: Model;
  readonly facts: readonly Fact[];
  /** The message of a deadlock. */
  readonly stopped: string | undefined;
  /** Nothing of a run that stopped. */
  readonly result: RunResult | undefined;
  /** Numbers of the collector that were counted again. */
  readonly compared: number;
}

/** Reads, compiles and runs all arms; throws what does not hold. */
export function wholeOutcomeOf(text: string): WholeOutcome {
  const models = modelsOf(text);
  if (typeof models === "string") return { kind: "refused", code: models };
  const tree = parse(text) as { readonly [key: string]: Tree };
  const turned = modelsOf(jsonTurned(tree));
  if (typeof turned === "string") throw new Error(`written in another order it is refused: ${turned}`);
  const others = new Map(turned.map((model) => [model.arm, model]));
  return { kind: "read", tree, arms: models.map((model) => armOutcomeOf(model, others.get(model.arm))) };
}

function armOutcomeOf(model: Model, turned: Model | undefined): ArmOutcome {
  const books = new Books(false);
  const presence = new Presence();
  const collector = new Collector(model);
  const log = new EventLog(model);
  const simulation = new Simulation(model);
  const ledger = new Ledger(blankDraft(model), model, [books, new Room(), new Work(), presence]);
  const stopped = stopOf(() => simulation.run(1, tee([log, collector, ledger])));
  const again = new EventLog(model);
  stopOf(() => simulation.run(1, again));
  expectEqual(log.facts, again.facts, `${model.arm}, run again`);
  if (turned === undefined) throw new Error(`written in another order there is no ${model.arm}`);
  const other = new EventLog(turned);
  stopOf(() => new Simulation(turned).run(1, other));
  expectEqual(log.facts, other.facts, `${model.arm}, written in another order`);
  if (stopped !== undefined) return { model, facts: log.facts, stopped, result: undefined, compared: 0 };
  expectLittlesLaw(model, presence);
  const result = collector.result();
  const { observed, wrong } = compareResult(model, result, log.facts);
  if (wrong.length > 0) throw new Error(`${model.arm}: ${wrong.join("\n")}`);
  return { model, facts: log.facts, stopped, result, compared: observed };
}

/** The code of the mistake when there is one. */
function modelsOf(text: string): readonly Model[] | string {
  const read = readScenario({ name: "drawn.yaml", text });
  if (!read.ok) return read.diagnostics.find(({ severity }) => severity === "error")?.code ?? "none";
  const scenario = read.value;
  return scenario.arms.map((arm) => compile(scenario, arm));
}

/** A ledger that knows the names alone: what a stage asks for is not looked at by laws that hold always. */
function blankDraft({ names, today }: Model): Draft {
  const stage: StageDraft = {
    setOnEntry: undefined,
    balk: undefined,
    leave: [],
    queue: undefined,
    priority: "0",
    strict: false,
    preempts: false,
    whenPreempted: "never",
    seize: [],
    release: {},
    until: [],
    needs: [],
    startIf: undefined,
    meet: undefined,
    tasks: undefined,
    contacts: {},
    duration: "0 min",
    set: undefined,
    next: "home",
  };
  return {
    warmUp: 0,
    run: 0,
    seed: "",
    swaps: false,
    resources: {},
    classes: {},
    stages: Object.fromEntries(names.stages.map((name) => [name, stage])),
    today: today.map(() => ({ class: "", stage: "", state: "served", since: undefined, count: 1 })),
    spread: undefined,
  };
}
