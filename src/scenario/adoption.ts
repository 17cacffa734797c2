import { diagnosticAt } from "../diagnostics/place.ts";
import { minutesTo } from "../time/calendar.ts";
import { constant, readExpression } from "./formula.ts";
import { UNREAD_CLOCK } from "./header.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import type { MapNode, Node } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { asMap, noUnknownKeys, record, required, withDefault } from "./records.ts";
import { asText, listOf, nameOf } from "./scalars.ts";
import type { Adoption, AdoptionCurve, Clock } from "./scenario.ts";
import { BOOLEAN, DURATION, NUMBER } from "./units.ts";

const SHARE = constant({ what: "a share", unit: NUMBER, least: 0, most: 1 });
const SPAN = constant({ what: "a time", unit: DURATION, least: 0, above: true });
const TIME = constant({ what: "a time", unit: DURATION, least: 0 });

/** Minutes of a year of 365.25 days, in which the coefficients of Bass are given. */
const YEAR = 525960;

const curves = {
  linear: record("a linear curve", {
    over: required(SPAN, "time from 0 to the ceiling"),
    ceiling: withDefault(SHARE, 1, "share that it ends at"),
  }),
  logistic: record("a logistic curve", {
    half: required(TIME, "time at which half the ceiling is reached"),
    tenToNinety: required(SPAN, "time from 10% to 90% of the ceiling"),
    ceiling: withDefault(SHARE, 1, "share that it ends at"),
  }),
  bass: record("a Bass curve", {
    p: required(
      constant({ what: "p", unit: NUMBER, least: 0, above: true }),
      "a year: those who begin of themselves",
      0.02,
    ),
    q: required(constant({ what: "q", unit: NUMBER, least: 0 }), "a year: those who follow others", 0.6),
    ceiling: withDefault(SHARE, 1, "share that it ends at"),
  }),
};

const POINT = listOf("a point", { read: (node) => node, schema: SHARE.schema } as Reader<Node>);

const curve: Reader<AdoptionCurve> = {
  read: (node, reading) => {
    const map = asMap(node, "a curve", reading);
    if (map === undefined || !noUnknownKeys(map, "a curve", CURVE_KEYS, reading)) return undefined;
    const [entry] = [...map.entries.values()].filter(({ key }) => CURVE_KEYS.includes(key));
    if (entry === undefined)
      return reading.report(mistake("no-curve", `a curve is one of ${CURVE_KEYS.join(", ")}`, map.span));
    const inner = { ...reading, at: entry.keySpan };
    if (entry.key === "share") {
      const share = SHARE.read(entry.value, inner);
      return share === undefined ? undefined : { kind: "share", share };
    }
    if (entry.key === "points") return readPoints(entry.value, inner);
    if (entry.key === "linear") {
      const linear = curves.linear.read(entry.value, inner);
      return linear && { kind: "linear", ...linear };
    }
    if (entry.key === "bass") {
      const bass = curves.bass.read(entry.value, inner);
      return bass && { kind: "bass", p: bass.p / YEAR, q: bass.q / YEAR, ceiling: bass.ceiling };
    }
    const logistic = curves.logistic.read(entry.value, inner);
    return logistic && { kind: "logistic", ...logistic };
  },
  schema: (definitions) => ({
    type: "object",
    properties: {
      share: { ...SHARE.schema(definitions), description: "at once, and for good" },
      linear: curves.linear.schema(definitions),
      logistic: curves.logistic.schema(definitions),
      bass: curves.bass.schema(definitions),
      points: {
        type: "array",
        items: POINT.schema(definitions),
        description: "[time since day 0, share], straight lines between",
      },
    },
    additionalProperties: false,
  }),
};
const CURVE_KEYS = ["share", "linear", "logistic", "bass", "points"];

function readPoints(node: Node, reading: Reading): AdoptionCurve | undefined {
  const read = listOf("points", POINT).read(node, reading);
  if (read === undefined) return undefined;
  const points: (readonly [number, number])[] = [];
  for (const [i, pair] of read.entries()) {
    if (pair.length !== 2) return reading.report(mistake("wrong-kind", "a point is [time, share]", node.span));
    const at = TIME.read(pair[0], { ...reading, at: pair[0].span });
    const share = SHARE.read(pair[1], { ...reading, at: pair[1].span });
    if (at === undefined || share === undefined) return undefined;
    if (i > 0 && at <= points[i - 1][0])
      return reading.report(mistake("out-of-order", "points go forward in time", pair[0].span));
    points.push([at, share]);
  }
  return points.length === 0
    ? reading.report(mistake("empty-list", "a curve of points needs at least one", node.span))
    : { kind: "points", points };
}

const decaying = record("a decay of uptake", {
  halfLife: required(SPAN, "time in which uptake halves", "78 weeks"),
  from: withDefault(TIME, 0, "time since day 0 at which support ends; without it decay begins on day 0", "26 weeks"),
});

const ADOPTION_KEYS = ["from", "curve", "share", "eligible", "by", "luck", "decay"];

/** In force for everybody from time 0. */
export function fullAdoption(name: string): Adoption {
  return {
    full: true,
    dayZero: 0,
    curve: { kind: "share", share: 1 },
    decay: undefined,
    eligible: undefined,
    by: undefined,
    luck: name,
  };
}

export function readAdoption(
  name: string,
  node: Node | undefined,
  reading: Reading,
  clock: Clock,
): Adoption | undefined {
  if (node === undefined || (node.kind === "scalar" && node.text === "full")) return fullAdoption(name);
  if (node.kind !== "map") {
    return reading.report(
      mistake(
        "wrong-kind",
        'adoption is "full" or a map',
        node.span,
        "such as { from: window, curve: { share: 60% } }",
      ),
    );
  }
  if (!noUnknownKeys(node, "adoption", ADOPTION_KEYS, reading)) return undefined;
  const part = (key: string): { node: Node; reading: Reading } | undefined => {
    const entry = node.entries.get(key);
    return entry && { node: entry.value, reading: { ...reading, at: entry.keySpan } };
  };
  const [from, shape, share, eligible, by, luck, fading] = ADOPTION_KEYS.map(part);
  const dayZero = from === undefined ? clock.warmUp : readDayZero(from.node, from.reading, clock);
  const read = readCurve(shape, share, node, reading);
  const condition = eligible && readExpression(eligible.node, { ...eligible.reading, context: "patient" }, BOOLEAN);
  const attribute = by && readBy(by.node, by.reading);
  const decay = fading && decaying.read(fading.node, fading.reading);
  const shared = luck && asText(luck.node, "the name of another intervention", luck.reading)?.text;
  if (
    dayZero === undefined ||
    read === undefined ||
    (eligible && !condition) ||
    (by && !attribute) ||
    (fading && !decay) ||
    (luck && !shared)
  )
    return undefined;
  return { full: false, dayZero, curve: read, decay, eligible: condition, by: attribute, luck: shared ?? name };
}

function readCurve(
  shape: { node: Node; reading: Reading } | undefined,
  share: { node: Node; reading: Reading } | undefined,
  map: MapNode,
  reading: Reading,
) {
  if ((shape === undefined) === (share === undefined)) {
    return reading.report(
      mistake("no-curve", 'adoption that is not full has a "curve" or a "share"', map.span, "such as share: 60%"),
    );
  }
  if (shape !== undefined) return curve.read(shape.node, shape.reading);
  const read = share && SHARE.read(share.node, share.reading);
  return read === undefined ? undefined : ({ kind: "share", share: read } as const);
}

function readDayZero(node: Node, reading: Reading, clock: Clock): number | undefined {
  const scalar = asText(node, "window, or a date", reading);
  if (scalar === undefined) return undefined;
  if (scalar.text === "window") return clock.warmUp;
  const minutes = minutesTo(clock, scalar.text);
  if (!minutes.ok) return reading.report(diagnosticAt(minutes.problem, scalar.span, scalar.text));
  const outside = minutes.value < 0 || minutes.value >= clock.warmUp + clock.run;
  if (outside && clock !== UNREAD_CLOCK) {
    reading.report(
      doubt("date-outside-run", `${scalar.text} is not within the run`, scalar.span, "the run is from clock.start on"),
    );
  }
  return Math.max(0, minutes.value);
}

/** One draw for each of its values: text only, so that there are few. */
function readBy(node: Node, reading: Reading): string | undefined {
  const name = nameOf("an attribute of words", "unknown-attribute", () =>
    [...reading.things].flatMap(([key, thing]) =>
      thing.kind === "attribute" && thing.unit.kind === "text" ? [key] : [],
    ),
  );
  return name.read(node, reading);
}

/** `full`, or how it spreads. */
export function adoptionSchema(definitions: Definitions): Schema {
  const spreads: Schema = {
    type: "object",
    properties: {
      from: { type: "string", description: "day 0: window (default), or a date", examples: ["window", "2026-10-01"] },
      curve: { ...curve.schema(definitions), description: "share of eligible patients who adopt, by time since day 0" },
      share: { ...SHARE.schema(definitions), description: "short for a curve of one share from day 0 on" },
      eligible: { type: ["string", "boolean"], description: "a condition on the patient; everybody when left out" },
      by: { type: "string", description: "a text attribute: one draw for each of its values" },
      luck: { type: "string", description: "interventions with the same luck share their draws" },
      decay: { ...decaying.schema(definitions), description: "uptake is lost again when support ends" },
    },
    additionalProperties: false,
  };
  return { anyOf: [{ const: "full" }, spreads] };
}
