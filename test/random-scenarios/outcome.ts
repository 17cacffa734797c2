import { Collector } from "../../src/collect/collector.ts";
import { EventLog, type Fact } from "../../src/collect/event-log.ts";
import { tee } from "../../src/collect/tee.ts";
import { compile } from "../../src/compile/compile.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareResult } from "../recompute/comparison.ts";
import type { Draft } from "./draft.ts";
import { Books } from "./law-books.ts";
import { Calendars } from "./law-calendars.ts";
import { Deadlock } from "./law-deadlock.ts";
import { Families } from "./law-families.ts";
import { Grants } from "./law-grants.ts";
import { expectLittlesLaw } from "./law-little.ts";
import { Services } from "./law-services.ts";
import { Sessions } from "./law-sessions.ts";
import { ShiftEnds } from "./law-shift-ends.ts";
import { States } from "./law-states.ts";
import { Turnover } from "./law-turnover.ts";
import { Ledger } from "./ledger.ts";
import { Presence } from "./presence.ts";
import { asJsonTurned, asYaml } from "./write.ts";

/** What became of a drawn scenario that kept all laws. */
export type Outcome =
  /** By `check`, with this code. */
  | { readonly kind: "refused"; readonly code: string }
  /** By the kernel: a deadlock. */
  | { readonly kind: "stopped" }
  | { readonly kind: "run"; readonly seen: ReadonlyMap<string, number> };

/** Reads, compiles and runs the scenario and holds it to every law; throws what does not hold. */
export function outcomeOf(draft: Draft): Outcome {
  const model = modelOf(asYaml(draft));
  if (typeof model === "string") return { kind: "refused", code: model };
  const laws = lawsOf();
  const presence = new Presence();
  const collector = new Collector(model);
  const log = new EventLog(model);
  const simulation = new Simulation(model);
  const ledger = new Ledger(draft, model, [...laws, presence]);
  const stopped = stopOf(() => simulation.run(1, tee([log, collector, ledger])));
  expectTheSame(draft, model, simulation, log.facts);
  if (stopped !== undefined) {
    laws.deadlock.expectStuck(ledger, stopped);
    return { kind: "stopped" };
  }
  expectLittlesLaw(model, presence);
  const { observed, wrong } = compareResult(model, collector.result(), log.facts);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
  const seen = new Map([["figures", observed]]);
  for (const { seen: each } of laws) {
    for (const [name, count] of Object.entries(each)) seen.set(name, (seen.get(name) ?? 0) + count);
  }
  return { kind: "run", seen };
}

function lawsOf() {
  const shiftEnds = new ShiftEnds();
  const deadlock = new Deadlock();
  const sessions = new Sessions();
  const grants = new Grants(shiftEnds, sessions);
  const list = [
    new Books(),
    shiftEnds,
    sessions,
    grants,
    new Services(),
    new Turnover(),
    new Families(),
    new Calendars(),
    deadlock,
    new States(grants),
  ];
  return Object.assign(list, { deadlock });
}

/** The order of writing moves nothing, nor does a run with the same tables before. */
function expectTheSame(draft: Draft, model: Model, simulation: Simulation, facts: readonly Fact[]): void {
  const again = new EventLog(model);
  stopOf(() => simulation.run(1, again));
  expectEqual(facts, again.facts, "run again");
  const turned = modelOf(asJsonTurned(draft));
  if (typeof turned === "string") throw new Error(`written in another order it is refused: ${turned}`);
  const other = new EventLog(turned);
  stopOf(() => new Simulation(turned).run(1, other));
  expectEqual(facts, other.facts, "written in another order");
}

export function expectEqual(facts: readonly Fact[], others: readonly Fact[], how: string): void {
  const at = facts.findIndex((fact, i) => JSON.stringify(fact) !== JSON.stringify(others[i]));
  if (at < 0 && facts.length === others.length) return;
  const [one, other] = [facts[at], others[Math.max(0, at)]].map((fact) => JSON.stringify(fact));
  throw new Error(`${how}, fact ${at} is ${other}, not ${one}`);
}

/** The code of the mistake when there is one. */
function modelOf(text: string): Model | string {
  const read = readScenario({ name: "drawn.yaml", text });
  if (!read.ok) return read.diagnostics.find(({ severity }) => severity === "error")?.code ?? "none";
  const { arms } = read.value;
  return compile(read.value, arms[arms.length - 1]);
}

/** The message of a deadlock; any other error is none of the run's. */
export function stopOf(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof SimulationError && error.message.startsWith("deadlock: ")) return error.message;
    throw error;
  }
}
