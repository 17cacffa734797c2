import { evaluateConstant } from "./constants.ts";
import type { TypedExpression } from "./expression.ts";
import { readExpression } from "./formula.ts";
import type { ListNode, MapNode, Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { noUnknownKeys } from "./records.ts";
import { listOf, nameOf } from "./scalars.ts";
import type { Route } from "./scenario.ts";
import { BOOLEAN } from "./units.ts";
import { readProbability, valueSchema } from "./values.ts";

const KEYS = ["when", "chance", "to", "shortest"];
const TOLERANCE = 1e-9;

/**
 * Where to go next: a name, or a list of `{ when | chance, to }` with the rest last. Conditions come first, in order; then one
 * draw decides among the chances. The rest may be the shortest of several stages.
 */
export function route(
  targets: () => readonly string[],
  what = "a stage or an exit",
  code = "unknown-target",
): Reader<Route> {
  return routeReader(nameOf(what, code, targets), true);
}

/** The same for some: whoever is given no way stays. */
export function someRoute(targets: () => readonly string[]): Reader<Route> {
  return routeReader(nameOf("a stage or an exit", "unknown-target", targets), false);
}

function routeReader(target: Reader<string>, exhaustive: boolean): Reader<Route> {
  return {
    read: (node, reading) => {
      const list: ListNode = node.kind === "list" ? node : { kind: "list", items: [node], span: node.span };
      return readList(list, reading, target, exhaustive);
    },
    schema: (definitions) => {
      const item = {
        type: "object",
        properties: {
          when: { type: ["string", "boolean"], description: "a condition: those who meet it go this way" },
          chance: { ...valueSchema(definitions), description: "share of those who met no condition" },
          to: { type: "string", description: "a stage or an exit" },
          shortest: {
            type: "array",
            items: { type: "string" },
            description: "the stage of these with the fewest patients in it; a draw decides between equal ones",
          },
        },
        additionalProperties: false,
      };
      return { anyOf: [{ type: "string" }, item, { type: "array", items: { anyOf: [{ type: "string" }, item] } }] };
    },
  };
}

function readList(list: ListNode, reading: Reading, target: Reader<string>, exhaustive: boolean): Route | undefined {
  const when: Route["when"][number][] = [];
  const chances: Route["chances"][number][] = [];
  let otherwise: string | undefined;
  let shortest: readonly string[] = [];
  let whole = list.items.length > 0;
  if (!whole) reading.report(mistake("empty-list", "a route names at least one way", list.span));
  for (const [i, item] of list.items.entries()) {
    const inner = { ...reading, at: item.span };
    const way = readWay(item, inner, target);
    if (way === undefined) {
      whole = false;
    } else if (way.condition !== undefined) {
      when.push({ condition: way.condition, to: way.to });
    } else if (way.chance !== undefined) {
      chances.push({ probability: way.chance, to: way.to });
    } else if (i < list.items.length - 1) {
      whole = false;
      reading.report(
        mistake(
          "unreachable-way",
          "everybody left goes this way, so those below are never taken",
          item.span,
          "give it a `when` or a `chance`, or put it last",
        ),
      );
    } else if (way.shortest.length > 0) {
      shortest = way.shortest;
    } else {
      otherwise = way.to;
    }
  }
  if (!whole) return undefined;
  const rest = otherwise ?? shortest[0];
  if (!isPossible(chances, list, reading)) return undefined;
  if (exhaustive && !isExhaustive(chances, rest, list, reading)) return undefined;
  return { when, chances, otherwise, shortest, exhaustive };
}

interface Way {
  readonly condition: TypedExpression | undefined;
  readonly chance: TypedExpression | undefined;
  readonly to: string;
  readonly shortest: readonly string[];
}

function readWay(item: Node, reading: Reading, target: Reader<string>): Way | undefined {
  if (item.kind !== "map") {
    const to = target.read(item, reading);
    return to === undefined ? undefined : { condition: undefined, chance: undefined, to, shortest: [] };
  }
  const known = noUnknownKeys(item, "a way", KEYS, reading);
  if (item.entries.has("shortest")) return known ? readShortest(item, reading, target) : undefined;
  const to = readTo(item, reading, target);
  const { when, chance } = { when: item.entries.get("when"), chance: item.entries.get("chance") };
  if (when !== undefined && chance !== undefined) {
    return reading.report(mistake("when-and-chance", "a way has a condition or a chance, not both", chance.keySpan));
  }
  const condition =
    when === undefined ? undefined : readExpression(when.value, { ...reading, at: when.keySpan }, BOOLEAN);
  const share = chance === undefined ? undefined : readProbability(chance.value, { ...reading, at: chance.keySpan });
  const broken = (when !== undefined && condition === undefined) || (chance !== undefined && share === undefined);
  return to === undefined || !known || broken ? undefined : { condition, chance: share, to, shortest: [] };
}

/** `{ shortest: [a, b] }`, which is for everybody left. */
function readShortest(item: MapNode, reading: Reading, target: Reader<string>): Way | undefined {
  const entry = item.entries.get("shortest");
  if (entry === undefined) return undefined;
  if (item.entries.size > 1) {
    const message = "`shortest` stands alone: it is the way of everybody left";
    return reading.report(mistake("when-and-chance", message, entry.keySpan, "end the list with { shortest: [a, b] }"));
  }
  const stages = listOf("stages to choose from", target).read(entry.value, { ...reading, at: entry.keySpan });
  if (stages === undefined) return undefined;
  const exit = stages.find((name) => reading.things.get(name)?.kind === "exit");
  if (stages.length < 2 || exit !== undefined) {
    const message =
      exit === undefined ? "a choice needs at least two stages" : `"${exit}" is an exit, which has no queue`;
    return reading.report(mistake("wrong-choice", message, entry.value.span, "name the stages to choose from"));
  }
  return { condition: undefined, chance: undefined, to: stages[0], shortest: [...stages].sort() };
}

function readTo(item: MapNode, reading: Reading, target: Reader<string>): string | undefined {
  const to = item.entries.get("to");
  if (to !== undefined) return target.read(to.value, { ...reading, at: to.keySpan });
  return reading.report(mistake("missing-key", 'a way needs the key "to"', item.span));
}

/** Shares must not exceed the whole. */
function isPossible(chances: Route["chances"], list: ListNode, reading: Reading): boolean {
  const sum = sumOf(chances, reading);
  if (!(sum > 1 + TOLERANCE)) return true;
  const message = `the chances sum to ${percent(sum)}`;
  reading.report(mistake("chances-above-one", message, list.span, "they must not exceed 100%"));
  return false;
}

/** Somebody must not be left without a way. */
function isExhaustive(
  chances: Route["chances"],
  otherwise: string | undefined,
  list: ListNode,
  reading: Reading,
): boolean {
  const sum = sumOf(chances, reading);
  if (otherwise !== undefined) return true;
  if (chances.length > 0 && Math.abs(sum - 1) <= TOLERANCE) return true;
  const rest = Number.isNaN(sum) ? "whoever is left" : `the other ${percent(1 - sum)}`;
  const found = chances.length === 0 ? "those who meet no condition" : rest;
  reading.report(mistake("no-way-for-all", `no way is given for ${found}`, list.span, "end the list with { to: … }"));
  return false;
}

/** NaN when only the run knows. */
function sumOf(chances: Route["chances"], reading: Reading): number {
  return chances
    .map(({ probability }) => evaluateConstant(probability.tree, reading.parameters) ?? Number.NaN)
    .reduce((a, b) => a + b, 0);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(12))}%`;
}
