import type { LinkedGuard, LinkedRoute } from "../kernel/program.ts";
import type { Expression } from "../model/expression.ts";
import type { Guarded, Route } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import * as at from "./plain-layout.ts";
import type { PlainMemory } from "./plain-memory.ts";

/** That a patient has entered a stage so many times at least, and at most. */
interface Visits {
  readonly stage: number;
  readonly least: number;
  readonly most: number;
}

/** Puts into the memory which routes hang on how often somebody was where, and on chances by class, alone; the loop asks for all others. */
export function placeRoutes(
  memory: PlainMemory,
  lists: readonly (readonly Guarded<Route>[])[],
  linked: readonly (readonly LinkedGuard<LinkedRoute>[])[],
): void {
  const first = memory.place(at.ROUTES, new Int32Array(lists.length << (at.ROUTE_ROW - 2)));
  lists.forEach(([{ when, use }, ...others], list) => {
    if (others.length > 0 || when !== undefined) return;
    placeRoute(memory, first + (list << at.ROUTE_ROW), use, linked[list][0].use);
  });
}

function placeRoute(memory: PlainMemory, from: number, { when }: Route, route: LinkedRoute): void {
  const { chanceTargets, otherwise, exhaustive, word, sums, shortest } = route;
  const conditions = when.map(({ condition }) => visitsOf(condition));
  if (sums === undefined || shortest.length > 0 || !conditions.every((one) => one !== undefined)) return;
  const rows = conditions.flatMap(({ stage, least, most }, i) => [stage, within(least), within(most), when[i].to]);
  memory.place(from + at.ROUTE_CONDITIONS, Int32Array.from(rows));
  memory.place(from + at.ROUTE_TARGETS, chanceTargets);
  memory.place(from + at.ROUTE_SUMS, sums);
  const say = (name: number, number: number): void => {
    memory.ints[(from + name) >> 2] = number;
  };
  say(at.ROUTE_IS_KNOWN, 1);
  say(at.ROUTE_CONDITION_COUNT, conditions.length);
  say(at.ROUTE_COUNT, chanceTargets.length);
  say(at.ROUTE_WORD, word);
  // Rounding may leave the sum of constants a hair below 1: the last then takes what is left.
  say(at.ROUTE_REST, otherwise === NONE && exhaustive ? chanceTargets[chanceTargets.length - 1] : otherwise);
}

/** What a condition says of visits, if that is all it says. */
function visitsOf(condition: Expression): Visits | undefined {
  if (!("args" in condition)) return undefined;
  const [visits, number] = condition.args;
  if (visits?.op !== "visits" || number?.op !== "number") return undefined;
  const { value } = number;
  const stage = visits.index;
  switch (condition.op) {
    case "less":
      return { stage, least: 0, most: Math.ceil(value) - 1 };
    case "lessEqual":
      return { stage, least: 0, most: Math.floor(value) };
    case "greater":
      return { stage, least: Math.floor(value) + 1, most: MOST };
    case "greaterEqual":
      return { stage, least: Math.ceil(value), most: MOST };
    case "equal":
      return { stage, least: Math.ceil(value), most: Math.floor(value) };
    default:
      return undefined;
  }
}

/** More visits than there can be. */
const MOST = 0x7fffffff;

function within(visits: number): number {
  return Math.max(-1, Math.min(MOST, visits));
}
