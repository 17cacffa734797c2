import { doubt, mistake, type Reading } from "./reading.ts";
import type { Adopted, Arm, Bundle, Capacity, Release, Resource, Route, Stage } from "./scenario.ts";

/** What only the whole pathway shows: who can be served, who can leave, where no time passes. */
export function checkArm(arm: Arm, reading: Reading): void {
  const capacity = new Map(arm.resources.map((resource) => [resource.name, largestCapacity(resource)]));
  const stages = new Map(arm.stages.map((stage) => [stage.name, stage]));
  const reachable = reachableFrom(
    arm.classes.map(({ enter }) => enter),
    stages,
  );
  for (const stage of arm.stages) {
    checkRequests(stage, capacity, reading);
    checkReleases(stage, arm, reading);
  }
  checkExits(arm, stages, reachable, reading);
  checkTimelessLoops(arm, stages, reading);
  checkHoldAndWait(arm, reading);
  checkQueues(arm, stages, reading);
}

/** Stages that no scenario uses: one that a redesign leaves out is no mistake. */
export function checkUnreachable(arms: readonly Arm[], reading: Reading): void {
  const used = new Set<string>();
  const all = new Map<string, Stage>();
  for (const { classes, stages } of arms) {
    const byName = new Map(stages.map((stage) => [stage.name, stage]));
    for (const [name, stage] of byName) all.set(name, stage);
    for (const name of reachableFrom(
      classes.map(({ enter }) => enter),
      byName,
    ))
      used.add(name);
  }
  for (const [name, { span }] of all) {
    if (!used.has(name)) reading.report(doubt("unreachable-stage", `no patient can reach stage "${name}"`, span));
  }
}

/** Every value that a field can take, whoever adopts what. */
export function alternatives<T>(field: Adopted<T>): readonly T[] {
  return field.kind === "plain" ? [field.value] : [...alternatives(field.then), ...alternatives(field.otherwise)];
}

function unitsOf(capacity: Capacity): number {
  return capacity.kind === "constant" ? capacity.units : Math.max(...capacity.steps.map(({ units }) => units));
}

function largestCapacity({ phases }: Resource): number {
  return Math.max(...phases.map(({ value }) => unitsOf(value.capacity)));
}

function checkRequests(stage: Stage, capacity: ReadonlyMap<string, number>, reading: Reading): void {
  for (const needs of alternatives(stage.needs)) {
    for (const seize of alternatives(stage.seize)) {
      const asked = new Map<string, number>();
      for (const { resource, units } of [...(needs ?? []), ...(seize ?? [])]) {
        asked.set(resource, (asked.get(resource) ?? 0) + units);
      }
      for (const [resource, units] of asked) {
        const most = capacity.get(resource);
        if (most === undefined || units <= most) continue;
        const message =
          most === 0
            ? `stage "${stage.name}" asks for "${resource}", which never has any`
            : `stage "${stage.name}" asks for ${units} of "${resource}", which has ${most} at most: it can never be served`;
        reading.report(
          mistake(
            "never-served",
            message,
            stage.span,
            most === 0 ? "give it a capacity" : `ask for ${most} or fewer, or raise the capacity`,
          ),
        );
      }
    }
  }
}

function checkReleases(stage: Stage, arm: Arm, reading: Reading): void {
  const holdable = new Set(
    arm.stages.flatMap(({ seize }) => alternatives(seize).flatMap((b) => (b ?? []).map(({ resource }) => resource))),
  );
  for (const list of alternatives(stage.release)) {
    for (const { resource } of list) {
      if (!holdable.has(resource)) {
        const message = `stage "${stage.name}" releases "${resource}", which no stage seizes`;
        reading.report(
          mistake(
            "never-held",
            message,
            stage.span,
            "needs are given back by themselves; release is for what was seized",
          ),
        );
      }
      if (alternatives(stage.seize).some((b) => seizes(b, resource) && isPaired(stage, b, list))) {
        const message = `stage "${stage.name}" both seizes and releases "${resource}"`;
        reading.report(
          mistake("seize-and-release", message, stage.span, "a place just taken is not given back: use two stages"),
        );
      }
    }
  }
}

function seizes(bundle: Bundle | undefined, resource: string): boolean {
  return bundle?.some((part) => part.resource === resource) === true;
}

/** Whether one and the same patient can meet this seize with this release. */
function isPaired(stage: Stage, bundle: Bundle | undefined, list: readonly Release[]): boolean {
  const interventions = new Set([...namesIn(stage.seize), ...namesIn(stage.release)]);
  const all = [...interventions];
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const adopters = new Set(all.filter((_, i) => (mask >> i) & 1));
    if (pick(stage.seize, adopters) === bundle && pick(stage.release, adopters) === list) return true;
  }
  return false;
}

function namesIn(field: Adopted<unknown>): readonly string[] {
  return field.kind === "plain" ? [] : [field.intervention, ...namesIn(field.then), ...namesIn(field.otherwise)];
}

function pick<T>(field: Adopted<T>, adopters: ReadonlySet<string>): T {
  if (field.kind === "plain") return field.value;
  return pick(adopters.has(field.intervention) ? field.then : field.otherwise, adopters);
}

/** Stages and exits that a stage can send patients to. */
export function targetsOf(stage: Stage): readonly string[] {
  const routes = alternatives(stage.next).flatMap(({ when, chances, otherwise }: Route) => [
    ...when.filter(({ condition }) => !isNever(condition.tree)).map(({ to }) => to),
    ...chances.filter(({ probability }) => !isNever(probability.tree)).map(({ to }) => to),
    ...(otherwise === undefined ? [] : [otherwise]),
  ]);
  const full = alternatives(stage.queue).flatMap((queue) => (queue === undefined ? [] : [queue.whenFull ?? "lost"]));
  return [...new Set([...routes, ...full])];
}

function isNever(tree: { readonly op: string; readonly value?: unknown }): boolean {
  return tree.op === "number" && tree.value === 0;
}

function reachableFrom(starts: readonly string[], stages: ReadonlyMap<string, Stage>): ReadonlySet<string> {
  const seen = new Set<string>();
  const queue = [...starts];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const stage = stages.get(name);
    if (stage === undefined || seen.has(name)) continue;
    seen.add(name);
    queue.push(...targetsOf(stage));
  }
  return seen;
}

function checkExits(
  arm: Arm,
  stages: ReadonlyMap<string, Stage>,
  reachable: ReadonlySet<string>,
  reading: Reading,
): void {
  const exits = new Set(arm.exits.map(({ name }) => name));
  const leaves = new Set<string>();
  for (let grown = true; grown; ) {
    grown = false;
    for (const [name, stage] of stages) {
      if (leaves.has(name) || !targetsOf(stage).some((to) => exits.has(to) || leaves.has(to))) continue;
      leaves.add(name);
      grown = true;
    }
  }
  for (const [name, stage] of stages) {
    if (reachable.has(name) && !leaves.has(name) && targetsOf(stage).every((to) => stages.has(to) || exits.has(to))) {
      reading.report(
        mistake(
          "never-leaves",
          `from stage "${name}" patients can never leave`,
          stage.span,
          "let some way lead to an exit",
        ),
      );
    }
  }
}

/** A cycle of stages in which nothing takes time, and which some patient cannot leave but by time passing. */
function checkTimelessLoops(arm: Arm, stages: ReadonlyMap<string, Stage>, reading: Reading): void {
  const timeless = new Map(arm.stages.filter(isTimeless).map((stage) => [stage.name, stage]));
  for (const [name, stage] of timeless) {
    const path = [name];
    for (let at: Stage | undefined = stage; at !== undefined; ) {
      const to = targetsOf(at);
      const next: string | undefined = to.length === 1 ? to[0] : undefined;
      if (next === undefined || !timeless.has(next)) break;
      if (next === name) {
        const message = `patients go round ${[...path, name].join(" → ")} without any time passing`;
        reading.report(mistake("timeless-loop", message, stage.span, "give one of these stages a duration"));
        break;
      }
      if (path.includes(next)) break;
      path.push(next);
      at = stages.get(next);
    }
  }
}

function isTimeless({ duration, until }: Stage): boolean {
  return (
    duration.kind === "expression" &&
    isNever(duration.expression.tree) &&
    alternatives(until).every((hours) => hours === undefined)
  );
}

/** Two stages that each hold what the other asks for can wait for each other for ever. */
function checkHoldAndWait(arm: Arm, reading: Reading): void {
  const waits = new Map<string, Set<string>>();
  for (const stage of arm.stages) {
    const asked = alternatives(stage.seize).flatMap((b) => (b ?? []).map(({ resource }) => resource));
    for (const resource of asked) {
      for (const holder of heldBefore(stage, arm)) {
        if (holder !== resource) waits.set(holder, new Set([...(waits.get(holder) ?? []), resource]));
      }
    }
  }
  for (const [a, wanted] of waits) {
    for (const b of wanted) {
      if (a < b && waits.get(b)?.has(a) === true) {
        const stage = arm.stages.find((one) => alternatives(one.seize).some((bundle) => seizes(bundle, b)));
        const message = `patients who hold "${a}" wait for "${b}", and others the other way round: they can wait for each other for ever`;
        reading.report(
          doubt("hold-and-wait", message, stage?.span ?? reading.at, "release one before asking for the other"),
        );
      }
    }
  }
}

/** What patients may hold when they come to a stage: seized on some way to it and not released before. */
function heldBefore(target: Stage, arm: Arm): ReadonlySet<string> {
  const held = new Map<string, Set<string>>(arm.stages.map(({ name }) => [name, new Set<string>()]));
  for (let grown = true; grown; ) {
    grown = false;
    for (const stage of arm.stages) {
      const after = new Set(held.get(stage.name));
      for (const list of alternatives(stage.release))
        for (const { resource, units } of list) if (units === undefined) after.delete(resource);
      for (const bundle of alternatives(stage.seize)) for (const { resource } of bundle ?? []) after.add(resource);
      for (const to of targetsOf(stage)) {
        const before = held.get(to);
        for (const resource of after) {
          if (before === undefined || before.has(resource)) continue;
          before.add(resource);
          grown = true;
        }
      }
    }
  }
  return held.get(target.name) ?? new Set();
}

function checkQueues(arm: Arm, stages: ReadonlyMap<string, Stage>, reading: Reading): void {
  for (const stage of arm.stages) {
    const limited = alternatives(stage.queue).some((queue) => queue !== undefined && queue.whenFull === undefined);
    if (!limited) continue;
    const inner = [...stages.values()].some((other) => other !== stage && targetsOf(other).includes(stage.name));
    if (inner && heldBefore(stage, arm).size === 0) {
      const message = `who comes to stage "${stage.name}" from another stage and finds its queue full waits outside, holding nothing`;
      reading.report(doubt("waits-outside", message, stage.span, "say whenFull, or seize a place before"));
    }
  }
}
