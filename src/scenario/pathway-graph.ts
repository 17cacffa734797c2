import { alternatives, bundlesIn } from "./adopted-fields.ts";
import type { Arm, Route, Stage } from "./scenario.ts";

/** Which stage sends patients where, whoever adopts what. Ways that nobody can take (`chance: 0%`) are left out. */
export interface PathwayGraph {
  readonly stages: ReadonlyMap<string, Stage>;
  /** Of each stage the stages and exits that it sends to. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
  /** Those to which patients go before the stage is over: who turns back, finds the queue full, or is taken out by a timer. */
  readonly early: ReadonlyMap<string, readonly string[]>;
  /** Of each stage and exit the stages that send to it. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
}

export function graphOf({ stages, classes }: Pick<Arm, "stages" | "classes">): PathwayGraph {
  const first = new Set(classes.flatMap(({ enter }) => waysOf(enter)));
  const early = new Map(stages.map((stage) => [stage.name, earlyTargets(stage, first.has(stage.name))]));
  const targets = new Map(
    stages.map((stage) => [stage.name, [...new Set([...onwardTargets(stage), ...(early.get(stage.name) ?? [])])]]),
  );
  const sources = new Map<string, string[]>();
  for (const [from, all] of targets) {
    for (const to of all) {
      const known = sources.get(to);
      if (known === undefined) sources.set(to, [from]);
      else known.push(from);
    }
  }
  return { stages: new Map(stages.map((stage) => [stage.name, stage])), targets, early, sources };
}

/** Where patients go when the stage is over. */
export function onwardTargets({ next }: Stage): readonly string[] {
  return alternatives(next).flatMap(waysOf);
}

/** @param first patients come from outside: when the queue is full they are lost, unless the file says where they go */
function earlyTargets(stage: Stage, first: boolean): readonly string[] {
  const turned = [stage.balk, stage.startIf]
    .flatMap(alternatives)
    .flatMap((route) => (route === undefined ? [] : waysOf(route)));
  const pulled = alternatives(stage.leave).flatMap((timers) => timers.map(({ to }) => to));
  const full = alternatives(stage.queue).flatMap((queue) => {
    const to = queue?.whenFull ?? (first ? "lost" : undefined);
    return queue === undefined || to === undefined ? [] : [to];
  });
  return [...turned, ...pulled, ...full];
}

/** Where a route can lead. */
export function waysOf({ when, chances, otherwise, shortest }: Route): readonly string[] {
  return [
    ...when.filter(({ condition }) => !isNever(condition.tree)).map(({ to }) => to),
    ...chances.filter(({ probability }) => !isNever(probability.tree)).map(({ to }) => to),
    ...(otherwise === undefined ? [] : [otherwise]),
    ...shortest,
  ];
}

function isNever(tree: { readonly op: string; readonly value?: unknown }): boolean {
  return tree.op === "number" && tree.value === 0;
}

/** The stages that patients who begin at `starts` can come to. */
export function reachableFrom({ stages, targets }: PathwayGraph, starts: readonly string[]): ReadonlySet<string> {
  return closure(
    starts,
    (name) => targets.get(name),
    (name) => stages.has(name),
  );
}

/** The same with the stages of their tasks and contacts. */
export function reachableWithChildren(graph: PathwayGraph, starts: readonly string[]): ReadonlySet<string> {
  return closure(
    starts,
    (name) => {
      const stage = graph.stages.get(name);
      return [...(graph.targets.get(name) ?? []), ...(stage === undefined ? [] : childStarts(stage))];
    },
    (name) => graph.stages.has(name),
  );
}

/** The first stages of the tasks and contacts of a stage. */
export function childStarts({ tasks, contacts }: Stage): readonly string[] {
  return [
    ...alternatives(tasks).flatMap((each) => each?.start ?? []),
    ...alternatives(contacts).flatMap((list) => list.flatMap(({ start }) => (start === undefined ? [] : [start]))),
  ];
}

/** The stages from which one of the goals can be reached. */
export function leadingTo({ sources }: PathwayGraph, goals: readonly string[]): ReadonlySet<string> {
  return closure(
    goals,
    (name) => sources.get(name),
    () => true,
  );
}

function closure(
  starts: readonly string[],
  next: (name: string) => readonly string[] | undefined,
  counts: (name: string) => boolean,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...starts];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name) || !counts(name)) continue;
    seen.add(name);
    open.push(...(next(name) ?? []));
  }
  return seen;
}

/** What patients may hold when they come to each stage: seized on some way to it and not released before. */
export function heldOnEntry({ stages, targets }: PathwayGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const held = new Map([...stages.keys()].map((name) => [name, new Set<string>()]));
  const open = new Set(stages.keys());
  for (const name of open) {
    open.delete(name);
    const stage = stages.get(name);
    if (stage === undefined) continue;
    const after = heldAfter(stage, held.get(name) ?? new Set());
    for (const to of targets.get(name) ?? []) {
      const before = held.get(to);
      if (before === undefined) continue;
      const size = before.size;
      for (const resource of after) before.add(resource);
      if (before.size > size) open.add(to);
    }
  }
  return held;
}

/** A release counts only where every patient makes it and it gives back all. */
function heldAfter(stage: Stage, before: ReadonlySet<string>): ReadonlySet<string> {
  const releases = alternatives(stage.release);
  const given = (resource: string): boolean =>
    releases.every((list) => list.some((part) => part.resource === resource && part.units === undefined));
  const seized = bundlesIn(stage.seize).flatMap((bundle) => bundle.map(({ resource }) => resource));
  return new Set([...[...before].filter((resource) => !given(resource)), ...seized]);
}

/** Round a cycle of such stages no time passes by itself. */
export function isTimeless({ duration, until }: Stage): boolean {
  return (
    duration.kind === "expression" &&
    isNever(duration.expression.tree) &&
    alternatives(until).every((hours) => hours === undefined)
  );
}
