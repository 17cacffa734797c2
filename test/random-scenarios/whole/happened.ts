import type { Fact } from "../../../src/collect/event-log.ts";
import { metricsOf } from "../../../src/collect/metrics.ts";
import { BLOCKED, NONE } from "../../../src/model/opcodes.ts";
import { STATE_NAMES } from "../../../src/model/state-names.ts";
import type { Tree } from "../draft.ts";
import type { ArmOutcome } from "../whole-outcome.ts";
import { Marks } from "./marks.ts";

type Map = { readonly [key: string]: Tree };

/**
 * The constructs of a scenario that came to bear when it was run: what is written of a stage, when somebody came there; of a class,
 * when somebody came of it; of a resource, when a unit of it was taken; of an intervention, when facts of its arm differ from those of
 * the baseline; of a measure, when it has a value. And what the facts themselves show.
 */
export function happenedIn(tree: Map, arms: readonly ArmOutcome[]): ReadonlySet<string> {
  const names = namesIn(tree);
  const happened = new Set<string>();
  const note = (part: Tree | undefined, path: string): void => {
    for (const mark of new Marks(names).read(part, path).found) happened.add(mark);
  };
  const [baseline] = arms;
  for (const arm of arms) {
    const met = thingsMet(arm);
    for (const section of ["resources", "patients", "stages"]) {
      for (const [name, part] of Object.entries(mapAt(tree, section))) if (met.has(name)) note(part, section);
    }
    for (const name of measured(arm)) note(mapAt(tree, "measures")[name], "measures");
    if (met.size > 0) for (const key of ["clock", "today", "deadlock"]) note(tree[key], key);
    if (arm !== baseline && differ(arm.facts, baseline.facts)) {
      for (const name of interventionsIn(tree, arm.model.arm))
        note(mapAt(tree, "interventions")[name], "interventions");
      if (interventionsIn(tree, arm.model.arm).length > 1) happened.add("several interventions in one arm");
    }
    for (const mark of shownByFacts(tree, arm)) happened.add(mark);
  }
  if (arms.length > 1) happened.add("several arms");
  return happened;
}

function mapAt(tree: Map, key: string): Map {
  return (tree[key] ?? {}) as Map;
}

/** All names that the file gives, additions too. */
function namesIn(tree: Map): ReadonlySet<string> {
  const parts = [tree, ...Object.values(mapAt(tree, "interventions")).map((one) => mapAt(one as Map, "add"))];
  const sections = ["resources", "patients", "stages", "exits", "measures", "interventions", "scenarios"];
  const classes = Object.values(mapAt(tree, "patients")).flatMap((one) => Object.keys(mapAt(one as Map, "attributes")));
  return new Set([
    ...parts.flatMap((part) => sections.flatMap((section) => Object.keys(mapAt(part, section)))),
    ...classes,
    "call",
    "event",
  ]);
}

function thingsMet({ model, facts }: ArmOutcome): ReadonlySet<string> {
  const { stages, classes, resources } = model.names;
  const met = new Set<string>();
  for (const fact of facts) {
    if (fact.verb === "enter") met.add(stages[fact.stage]);
    if (fact.verb === "take" || fact.verb === "sessionOpened") met.add(resources[fact.resource]);
    if (fact.verb === "arrive" || fact.verb === "missed") met.add(classes[fact.class]);
  }
  return met;
}

function measured({ model, result }: ArmOutcome): readonly string[] {
  if (result === undefined) return [];
  const told = metricsOf(model).flatMap(({ id }, i) => (Number.isNaN(result.values[i]) ? [] : [id]));
  return model.names.measures.filter((name) => told.some((id) => id.split(".").includes(name)));
}

function interventionsIn(tree: Map, arm: string): readonly string[] {
  const plan = mapAt(tree, "scenarios")[arm] ?? [];
  return (
    Array.isArray(plan) ? plan : (plan as { interventions: readonly string[] }).interventions
  ) as readonly string[];
}

function differ(facts: readonly Fact[], others: readonly Fact[]): boolean {
  return facts.length !== others.length || facts.some((fact, i) => JSON.stringify(fact) !== JSON.stringify(others[i]));
}

/** Verbs and states, and with some of them the rule by which it came to that. */
function shownByFacts(tree: Map, { model, facts, stopped }: ArmOutcome): ReadonlySet<string> {
  const shown = new Set<string>(stopped === undefined ? [] : ["stopped by a deadlock"]);
  const stages = mapAt(tree, "stages");
  const together = new Map<string, number>();
  let before: Fact | undefined;
  for (const fact of facts) {
    shown.add(`fact ${fact.verb}`);
    if ("child" in fact) shown.add(`child ${fact.verb}`);
    if (fact.verb === "doing") {
      shown.add(STATE_NAMES[fact.state]);
      if (fact.cause < 0 && fact.cause !== NONE)
        shown.add(fact.state === BLOCKED ? "blocked by a full queue" : "waits outside");
    }
    if (fact.verb === "sessionOpened" && fact.late > 0) shown.add("a session begins late");
    if (fact.verb === "sessionOpened" && fact.came < Infinity) shown.add("a session with a list");
    if ("stage" in fact)
      for (const mark of byRule((stages[model.names.stages[fact.stage]] ?? {}) as Map, fact)) shown.add(mark);
    if (fact.verb === "arrive" && fact.number < 0) shown.add("there at time 0");
    if (fact.verb === "start") {
      const key = `${fact.stage} ${fact.at}`;
      together.set(key, (together.get(key) ?? 0) + 1);
    }
    if (
      before !== undefined &&
      "class" in fact &&
      "class" in before &&
      before.at === fact.at &&
      before.number !== fact.number
    )
      shown.add("two patients at one instant");
    if (fact.at > 0 && fact.at % 15 !== 0) shown.add("a time off the grid");
    before = fact;
  }
  for (const [key, count] of together) {
    const { meet } = (stages[model.names.stages[Number(key.split(" ")[0])]] ?? {}) as Map;
    if (meet !== undefined && count > 1) shown.add("goes on as a group");
  }
  return shown;
}

/** The rule of the stage by which somebody is broken off, taken out or turned away, where there is but one. */
function byRule(stage: Map, { verb }: Fact): readonly string[] {
  if (verb === "preempted") return [`preempted to ${String(stage.whenPreempted ?? "what an intervention says")}`];
  const scopes = [stage.leave ?? []].flat() as readonly Map[];
  if (verb === "pulled")
    return scopes.map((one) => (typeof one.while === "string" ? `pulled while ${one.while}` : "pulled in stages"));
  const doors = ["balk", "startIf", "queue"].filter((key) => stage[key] !== undefined);
  return verb === "turnedAway" && doors.length === 1 ? [`turned away by ${doors[0]}`] : [];
}
