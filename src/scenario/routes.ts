import { evaluateConstant } from "./constants.ts";
import type { TypedExpression } from "./expression.ts";
import { readExpression } from "./formula.ts";
import type { ListNode, MapNode, Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { noUnknownKeys } from "./records.ts";
import { nameOf } from "./scalars.ts";
import type { Route } from "./scenario.ts";
import { BOOLEAN } from "./units.ts";
import { readProbability, valueSchema } from "./values.ts";

const KEYS = ["when", "chance", "to"];
const TOLERANCE = 1e-9;

/**
 * Where to go next: a name, or a list of `{ when | chance, to }` with the rest last. Conditions come first, in order; then one
 * draw decides among the chances.
 */
export function route(targets: () => readonly string[]): Reader<Route> {
  const target = nameOf("a stage or an exit", "unknown-target", targets);
  return {
    read: (node, reading) => {
      if (node.kind === "list") return readList(node, reading, target);
      if (node.kind === "map") return readList({ kind: "list", items: [node], span: node.span }, reading, target);
      const to = target.read(node, reading);
      return to === undefined ? undefined : { when: [], chances: [], otherwise: to };
    },
    schema: (definitions) => {
      const item = {
        type: "object",
        properties: {
          when: { type: ["string", "boolean"], description: "a condition: those who meet it go this way" },
          chance: { ...valueSchema(definitions), description: "share of those who met no condition" },
          to: { type: "string", description: "a stage or an exit" },
        },
        required: ["to"],
        additionalProperties: false,
      };
      return { anyOf: [{ type: "string" }, item, { type: "array", items: { anyOf: [{ type: "string" }, item] } }] };
    },
  };
}

function readList(list: ListNode, reading: Reading, target: Reader<string>): Route | undefined {
  const when: Route["when"][number][] = [];
  const chances: Route["chances"][number][] = [];
  let otherwise: string | undefined;
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
    } else {
      otherwise = way.to;
    }
  }
  if (!whole || !isExhaustive(chances, otherwise, list, reading)) return undefined;
  return { when, chances, otherwise };
}

interface Way {
  readonly condition: TypedExpression | undefined;
  readonly chance: TypedExpression | undefined;
  readonly to: string;
}

function readWay(item: Node, reading: Reading, target: Reader<string>): Way | undefined {
  if (item.kind !== "map") {
    const to = target.read(item, reading);
    return to === undefined ? undefined : { condition: undefined, chance: undefined, to };
  }
  const known = noUnknownKeys(item, "a way", KEYS, reading);
  const to = readTo(item, reading, target);
  const { when, chance } = { when: item.entries.get("when"), chance: item.entries.get("chance") };
  if (when !== undefined && chance !== undefined) {
    return reading.report(mistake("when-and-chance", "a way has a condition or a chance, not both", chance.keySpan));
  }
  const condition =
    when === undefined ? undefined : readExpression(when.value, { ...reading, at: when.keySpan }, BOOLEAN);
  const share = chance === undefined ? undefined : readProbability(chance.value, { ...reading, at: chance.keySpan });
  const broken = (when !== undefined && condition === undefined) || (chance !== undefined && share === undefined);
  return to === undefined || !known || broken ? undefined : { condition, chance: share, to };
}

function readTo(item: MapNode, reading: Reading, target: Reader<string>): string | undefined {
  const to = item.entries.get("to");
  if (to !== undefined) return target.read(to.value, { ...reading, at: to.keySpan });
  return reading.report(mistake("missing-key", 'a way needs the key "to"', item.span));
}

/** Somebody must not be left without a way, and shares must not exceed the whole. */
function isExhaustive(
  chances: Route["chances"],
  otherwise: string | undefined,
  list: ListNode,
  reading: Reading,
): boolean {
  const values = chances.map(({ probability }) => evaluateConstant(probability.tree, reading.parameters));
  const known = values.every((value) => value !== undefined);
  const sum = known ? (values as number[]).reduce((a, b) => a + b, 0) : Number.NaN;
  const shown = Number((sum * 100).toPrecision(12));
  if (sum > 1 + TOLERANCE) {
    reading.report(
      mistake("chances-above-one", `the chances sum to ${shown}%`, list.span, "they must not exceed 100%"),
    );
    return false;
  }
  if (otherwise !== undefined) return true;
  if (chances.length > 0 && Math.abs(sum - 1) <= TOLERANCE) return true;
  const found =
    chances.length === 0 ? "those who meet no condition" : known ? `the other ${100 - shown}%` : "whoever is left";
  reading.report(mistake("no-way-for-all", `no way is given for ${found}`, list.span, "end the list with { to: … }"));
  return false;
}
