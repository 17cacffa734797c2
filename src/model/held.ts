import type { Model } from "./model.ts";
import { ASK, BALK, GIVE, GO, NONE, SEIZE, WIDTH } from "./opcodes.ts";

type Tables = Omit<Model, "uses">;

/**
 * Of each instruction that somebody may come to: places that he may hold then. What `needs` takes is given back before anything else is
 * asked for.
 */
export function whatIsHeld(tables: Tables): ReadonlyMap<number, ReadonlySet<number>> {
  const { program, requests, timers } = tables;
  const held = new Map<number, ReadonlySet<number>>();
  const stageAt = new Map<number, number>();
  const todo: number[] = [];
  const come = (at: number, stage: number, places: ReadonlySet<number>): void => {
    const known = held.get(at);
    const all = new Set([...(known ?? []), ...places]);
    if (known?.size === all.size) return;
    held.set(at, all);
    stageAt.set(at, stage);
    todo.push(at);
  };
  const goTo = (target: number, places: ReadonlySet<number>): void => {
    if (target >= 0) for (const { use } of tables.stages[target].variants) come(use, target, places);
  };
  const route = (routes: number, places: ReadonlySet<number>): void => {
    if (routes !== NONE) for (const target of targetsOf(tables, routes)) goTo(target, places);
  };
  const nothing = new Set<number>();
  for (const { enter, entry } of tables.classes) {
    goTo(enter, nothing);
    route(entry, nothing);
  }
  for (const { stage } of tables.today) goTo(stage, nothing);
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const places = held.get(at) ?? nothing;
    const stage = stageAt.get(at) ?? NONE;
    const operand = program[at + 1];
    for (const { scope, stage: own, to } of timers) {
      if (typeof scope === "string" ? own === stage : scope[stage]) goTo(to, places);
    }
    if (program[at] === GO) {
      route(operand, places);
      continue;
    }
    // Who is turned away goes with what he had.
    if (program[at] === BALK) route(operand, places);
    if (program[at] === ASK) route(requests[operand].unless, places);
    come(at + WIDTH, stage, placesAfter(tables, at, places));
  }
  return held;
}

function placesAfter(tables: Tables, at: number, places: ReadonlySet<number>): ReadonlySet<number> {
  const { program, requests, bundleStart, bundleResource, releaseStart, releaseResource, releaseUnits } = tables;
  const operand = program[at + 1];
  const after = new Set(places);
  if (program[at] === ASK && program[at + 2] === SEIZE) {
    for (const { bundle } of requests[operand].options) {
      for (let i = bundleStart[bundle]; i < bundleStart[bundle + 1]; i++) after.add(bundleResource[i]);
    }
  }
  if (program[at] === GIVE) {
    for (let i = releaseStart[operand]; i < releaseStart[operand + 1]; i++) {
      // Of so many units something may be left.
      if (releaseUnits[i] < 0) after.delete(releaseResource[i]);
    }
  }
  return after;
}

function targetsOf({ routes }: Tables, list: number): readonly number[] {
  return routes[list].flatMap(({ use: { when, chances, otherwise, shortest } }) => [
    ...when.map(({ to }) => to),
    ...chances.map(({ to }) => to),
    otherwise,
    ...shortest,
  ]);
}
