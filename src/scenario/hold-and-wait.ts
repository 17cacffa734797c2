import { alternativePairs, alternatives, bundlesIn, resourcesSeized } from "./adopted-fields.ts";
import { type PathwayGraph, waysOf } from "./pathway-graph.ts";
import { doubt, type Reading } from "./reading.ts";
import type { Arm, Bundle, Release, Scenario, Stage } from "./scenario.ts";

/** More different amounts of one resource than this are not told apart. */
const MOST_AMOUNTS = 64;

/**
 * Patients who each hold what the next in a circle asks for can wait for each other for ever, unless they may change places:
 * then only where somebody in the circle gives back nothing of what the others ask for.
 */
export function checkHoldAndWait(
  arm: Arm,
  held: ReadonlyMap<string, ReadonlySet<string>>,
  deadlock: Scenario["deadlock"],
  reading: Reading,
): void {
  const waits = new Map<string, Map<string, Stage>>();
  for (const stage of arm.stages) {
    for (const wanted of resourcesSeized(stage)) {
      for (const holder of held.get(stage.name) ?? []) {
        if (holder === wanted) continue;
        const known = waits.get(holder) ?? new Map<string, Stage>();
        const before = known.get(wanted);
        if (before === undefined || (gives(before, holder) && !gives(stage, holder)))
          waits.set(holder, known.set(wanted, stage));
      }
    }
  }
  const reported = new Set<string>();
  for (const [start, wanted] of waits) {
    for (const [first, stage] of wanted) {
      const way = wayBetween(first, start, waits);
      const circle = way === undefined ? undefined : [...way].sort().join(", ");
      if (way === undefined || circle === undefined || reported.has(circle)) continue;
      if (deadlock === "swap" && givesAll([...way, first], waits)) continue;
      reported.add(circle);
      const message = `patients who hold ${start} ask for ${[...way].join(", whose holders may ask for ")}: they can wait for each other for ever`;
      const hint =
        deadlock === "swap"
          ? "they change places only where each stage that asks releases what is held"
          : "release one before asking for the next";
      reading.report(doubt("hold-and-wait", message, stage.span, hint));
    }
  }
}

/** Whoever adopts what gives the resource back when the stage's first request is met. */
function gives({ release }: Stage, resource: string): boolean {
  return alternatives(release).every((list) => list.some((part) => part.resource === resource));
}

/** Each on the way gives back what is held, when the next on it is met. */
function givesAll(way: readonly string[], waits: ReadonlyMap<string, ReadonlyMap<string, Stage>>): boolean {
  return way.slice(1).every((wanted, i) => {
    const stage = waits.get(way[i])?.get(wanted);
    return stage !== undefined && gives(stage, way[i]);
  });
}

/** The shortest way from one resource to another along "its holders ask for". */
function wayBetween(from: string, to: string, waits: ReadonlyMap<string, ReadonlyMap<string, Stage>>) {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  for (const name of before.keys()) {
    if (name === to) {
      const way: string[] = [];
      for (let at: string | undefined = to; at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    for (const next of waits.get(name)?.keys() ?? []) if (!before.has(next)) before.set(next, name);
  }
  return undefined;
}

/** Patients who each hold some of a resource and ask for more of it can wait for each other for ever. */
export function checkWaitForMore(
  arm: Arm,
  graph: PathwayGraph,
  capacity: ReadonlyMap<string, number>,
  reading: Reading,
): void {
  const several = new Set(arm.stages.flatMap(seizedSeveral));
  for (const resource of several) {
    const most = capacity.get(resource) ?? Number.POSITIVE_INFINITY;
    const held = amountsHeld(arm, graph, resource);
    for (const stage of arm.stages) {
      const wanted = Math.max(...bundlesWith(stage, resource).map(({ units }) => units));
      const stuck = [...(held.get(stage.name) ?? [])].find(([units]) => canStick(units, wanted, most));
      if (stuck === undefined) continue;
      const [units, from] = stuck;
      const message = `patients who hold ${units} of "${resource}" from stage "${from}" ask for ${wanted - units} more at stage "${stage.name}": when all is held by such patients, they wait for each other for ever`;
      const hint = `seize ${wanted} at once, or release before asking for more`;
      reading.report(doubt("hold-and-wait", message, stage.span, hint));
    }
  }
}

/** As many patients as there is room for hold `units` each, two at least, and what is left is not enough for any. */
function canStick(units: number, wanted: number, most: number): boolean {
  const holders = Math.floor(most / units);
  return Number.isFinite(most) && units < wanted && holders > 1 && most - holders * units < wanted - units;
}

function seizedSeveral(stage: Stage): readonly string[] {
  return resourcesSeized(stage).filter((resource) => bundlesWith(stage, resource).some(({ units }) => units > 1));
}

function bundlesWith({ seize }: Stage, resource: string): readonly Bundle[number][] {
  return bundlesIn(seize).flatMap((bundle) => bundle.filter((part) => part.resource === resource));
}

/** Units, above 0, that patients may hold when they come to a stage, each with a stage that took them last. */
type Amounts = ReadonlyMap<number, string>;

function amountsHeld(
  arm: Arm,
  { stages, targets, early }: PathwayGraph,
  resource: string,
): ReadonlyMap<string, Amounts> {
  const found = new Map<string, Map<number, string>>();
  const reach = (to: string, units: number, from: string): void => {
    const known = found.get(to) ?? new Map<number, string>();
    if (!stages.has(to) || known.has(units) || known.size > MOST_AMOUNTS) return;
    found.set(to, known.set(units, from));
    open.add(to);
  };
  const open = new Set<string>();
  for (const start of arm.classes.flatMap(({ enter }) => waysOf(enter))) reach(start, 0, start);
  for (const name of open) {
    open.delete(name);
    const stage = stages.get(name);
    if (stage === undefined) continue;
    for (const [units, from] of [...(found.get(name) ?? [])]) {
      for (const to of early.get(name) ?? []) reach(to, units, from);
      for (const after of amountsAfter(stage, resource, units)) {
        for (const to of targets.get(name) ?? []) reach(to, after, after > units ? name : from);
      }
    }
  }
  return new Map([...found].map(([name, amounts]) => [name, new Map([...amounts].filter(([units]) => units > 0))]));
}

/** Whatever is asked for: what was just seized is not released. */
function amountsAfter(stage: Stage, resource: string, units: number): readonly number[] {
  return alternativePairs(stage.seize, stage.release).flatMap(([request, release]) =>
    (request?.map(({ bundle }) => bundle) ?? [[]]).map((bundle) => {
      const asked = bundle.find((part) => part.resource === resource)?.units ?? 0;
      const given = release.find((part: Release) => part.resource === resource);
      return asked > 0 || given === undefined ? Math.max(units, asked) : Math.max(0, units - (given.units ?? units));
    }),
  );
}
