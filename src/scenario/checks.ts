import { alternativePairs, alternatives, resourcesSeized } from "./adopted-fields.ts";
import { type ByPlaces, checkAttributes } from "./attribute-use.ts";
import { DONE } from "./children.ts";
import { checkFamilies } from "./families.ts";
import { checkHoldAndWait, checkWaitForMore } from "./hold-and-wait.ts";
import {
  childStarts,
  graphOf,
  heldOnEntry,
  isTimeless,
  leadingTo,
  type PathwayGraph,
  reachableWithChildren,
  waysOf,
} from "./pathway-graph.ts";
import { doubt, mistake, type Reading } from "./reading.ts";
import { mostUnits } from "./resources.ts";
import type { Arm, Bundle, Resource, Scenario, Stage } from "./scenario.ts";
import { checkStarts } from "./session-checks.ts";
import { checkShiftEnds } from "./shift-ends.ts";

/** What only the whole pathway shows: who can be served, who can leave, where no time passes. */
export function checkArm(arm: Arm, byPlaces: ByPlaces, deadlock: Scenario["deadlock"], reading: Reading): void {
  const graph = graphOf(arm);
  const held = heldOnEntry(graph);
  const capacity = new Map(arm.resources.map((resource) => [resource.name, largestCapacity(resource)]));
  const seized = new Set(arm.stages.flatMap(resourcesSeized));
  for (const stage of arm.stages) {
    checkRequests(stage, capacity, reading);
    checkReleases(stage, seized, reading);
    checkQueue(stage, graph, held, reading);
  }
  checkExits(arm, graph, checkTimelessLoops(graph, reading), reading);
  checkFamilies(arm, graph, startsOf(arm), reading);
  checkHoldAndWait(arm, held, deadlock, reading);
  checkWaitForMore(arm, graph, capacity, reading);
  checkAttributes(arm, graph, byPlaces, reading);
  checkShiftEnds(arm, reading);
  checkStarts(arm, reading);
}

/** Stages that no scenario uses: one that a redesign leaves out is no mistake. */
export function checkUnreachable(arms: readonly Arm[], reading: Reading): void {
  const used = new Set<string>();
  const all = new Map<string, Stage>();
  for (const arm of arms) {
    const graph = graphOf(arm);
    for (const [name, stage] of graph.stages) all.set(name, stage);
    const starts = [...startsOf(arm), ...arm.today.map(({ stage }) => stage)];
    for (const name of reachableWithChildren(graph, starts)) used.add(name);
  }
  for (const [name, { span }] of all) {
    if (!used.has(name)) reading.report(doubt("unreachable-stage", `no patient can reach stage "${name}"`, span));
  }
}

function startsOf({ classes }: Arm): readonly string[] {
  return classes.flatMap(({ enter }) => waysOf(enter));
}

function largestCapacity({ phases }: Resource): number {
  const all = phases.flatMap(({ value }) => [value.capacity, ...value.dates.map(({ capacity }) => capacity)]);
  return Math.max(...all.map(mostUnits));
}

/** What one patient asks for at a stage, place and staff together. */
function checkRequests(stage: Stage, capacity: ReadonlyMap<string, number>, reading: Reading): void {
  const pairs = alternativePairs(stage.seize, stage.needs).flatMap(([seize, needs]) =>
    (seize ?? [undefined]).flatMap((place) => (needs ?? [undefined]).map((staff) => [place?.bundle, staff?.bundle])),
  );
  for (const [seize, needs] of pairs) {
    const asked = new Map<string, number>();
    for (const { resource, units } of [...(seize ?? []), ...(needs ?? [])]) {
      asked.set(resource, (asked.get(resource) ?? 0) + units);
    }
    for (const [resource, units] of asked) {
      const most = capacity.get(resource);
      if (most === undefined || units <= most) continue;
      const asks = `stage "${stage.name}" asks for`;
      const message =
        most === 0
          ? `${asks} "${resource}", which never has any`
          : `${asks} ${units} of "${resource}", which has ${most} at most: it can never be served`;
      const hint = most === 0 ? "give it a capacity" : `ask for ${most} or fewer, or raise the capacity`;
      reading.report(mistake("never-served", message, stage.span, hint));
    }
  }
}

function checkReleases(stage: Stage, seized: ReadonlySet<string>, reading: Reading): void {
  for (const [list, request] of alternativePairs(stage.release, stage.seize)) {
    const bundle = request?.length === 1 ? request[0].bundle : undefined;
    for (const { resource } of list) {
      if (!seized.has(resource)) {
        const message = `stage "${stage.name}" releases "${resource}", which no stage seizes`;
        const hint = "needs are given back by themselves; release is for what was seized";
        reading.report(mistake("never-held", message, stage.span, hint));
      }
      if (contains(bundle, resource)) {
        const message = `stage "${stage.name}" both seizes and releases "${resource}"`;
        const hint = "a place just taken is not given back: use two stages";
        reading.report(mistake("seize-and-release", message, stage.span, hint));
      }
    }
  }
}

function contains(bundle: Bundle | undefined, resource: string): boolean {
  return bundle?.some((part) => part.resource === resource) === true;
}

function checkQueue(
  stage: Stage,
  { sources }: PathwayGraph,
  held: ReadonlyMap<string, ReadonlySet<string>>,
  reading: Reading,
): void {
  if (!alternatives(stage.queue).some((queue) => queue !== undefined && queue.whenFull === undefined)) return;
  const inner = (sources.get(stage.name) ?? []).some((name) => name !== stage.name);
  if (!inner || held.get(stage.name)?.size !== 0) return;
  const message = `who comes to stage "${stage.name}" from another stage and finds its queue full waits outside, holding nothing`;
  reading.report(doubt("waits-outside", message, stage.span, "say whenFull, or seize a place before"));
}

/** Told once, where patients come into what has no way out; a timeless loop has been told already. */
function checkExits(arm: Arm, graph: PathwayGraph, looping: ReadonlySet<string>, reading: Reading): void {
  const exits = [...arm.exits.map(({ name }) => name), DONE];
  const leaving = leadingTo(graph, [...exits, ...looping]);
  const starts = [...startsOf(arm), ...arm.stages.flatMap(childStarts)];
  for (const name of reachableWithChildren(graph, starts)) {
    const stage = graph.stages.get(name);
    const entered = starts.includes(name) || graph.sources.get(name)?.some((source) => leaving.has(source)) === true;
    if (stage === undefined || leaving.has(name) || !entered) continue;
    const message = `patients who come to stage "${name}" can never leave`;
    reading.report(mistake("never-leaves", message, stage.span, "let some way lead to an exit"));
  }
}

/** Cycles that patients must follow and in which nothing takes time; gives the stages in them. */
function checkTimelessLoops({ stages, targets }: PathwayGraph, reading: Reading): ReadonlySet<string> {
  const looping = new Set<string>();
  const seen = new Set<string>();
  const only = (name: string): string | undefined => {
    const stage = stages.get(name);
    const to = targets.get(name) ?? [];
    return stage !== undefined && isTimeless(stage) && to.length === 1 ? to[0] : undefined;
  };
  for (const [start, stage] of stages) {
    const path: string[] = [];
    let name: string | undefined = start;
    for (; name !== undefined && !seen.has(name); name = only(name)) {
      seen.add(name);
      path.push(name);
    }
    const loop = name === undefined ? [] : path.slice(path.indexOf(name));
    if (name === undefined || !path.includes(name) || only(name) === undefined) continue;
    for (const each of loop) looping.add(each);
    const shown = loop.length > 6 ? `${loop.slice(0, 5).join(" → ")} → … → ${loop[0]}` : [...loop, loop[0]].join(" → ");
    const message = `patients go round ${shown} without any time passing`;
    const span = stages.get(loop[0])?.span ?? stage.span;
    reading.report(mistake("timeless-loop", message, span, "give one of these stages a duration"));
  }
  return looping;
}
