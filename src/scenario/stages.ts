import type { Span } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { diagnosticAt } from "../diagnostics/place.ts";
import { type OpeningWindow, parseWindows } from "../time/opening-windows.ts";
import { openingHours } from "../time/weekly.ts";
import { bundle, release } from "./bundles.ts";
import { constant } from "./formula.ts";
import { LOST } from "./lost-exit.ts";
import type { MapNode, Node } from "./node.ts";
import type { Allowed } from "./read-value.ts";
import { mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf, optional, record, required } from "./records.ts";
import { route } from "./routes.ts";
import { nameOf, oneOrMore, text } from "./scalars.ts";
import type {
  Adopted,
  Assignment,
  Attribute,
  Bundle,
  OpeningHours,
  QueueLimit,
  Release,
  Stage,
  Value,
} from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";
import { readValue, valueIn, valueSchema } from "./values.ts";

/** What a stage may refer to in its arm. */
export interface Neighbours {
  readonly stages: () => readonly string[];
  readonly exits: () => readonly string[];
  readonly resources: () => readonly string[];
  /** Of any arm: for `luck`. */
  readonly allStages: () => readonly string[];
  readonly attribute: (name: string) => Attribute | undefined;
}

/**
 * A field that may differ between those who adopt an intervention and the others.
 * @param missing what it is where nothing is written; left out, something must be
 */
function adoptable<T>(reader: Reader<T>, missing?: { readonly value: T }): Reader<Adopted<T>> {
  const part = (node: Node | undefined, intervention: string, reading: Reading): Adopted<T> | undefined => {
    if (node !== undefined) return read(node, reading);
    if (missing !== undefined) return { kind: "plain", value: missing.value };
    const message = `"${intervention}" changes this for its adopters, and the others have nothing`;
    return reading.report(mistake("missing-key", message, reading.at, "state it for everybody first"));
  };
  const read = (node: Node, reading: Reading): Adopted<T> | undefined => {
    if (node.kind !== "adopted") {
      const value = reader.read(node, reading);
      return value === undefined ? undefined : { kind: "plain", value };
    }
    const { intervention } = node;
    const then = part(node.then, intervention, reading);
    const otherwise = part(node.otherwise, intervention, reading);
    if (then === undefined || otherwise === undefined) return undefined;
    return { kind: "adopted", intervention, then, otherwise };
  };
  return { read, schema: (definitions) => reader.schema(definitions) };
}

const NOTHING = { value: undefined };

const PLACES = constant({ what: "a queue limit", unit: NUMBER, least: 0, whole: true });

function queueLimit(targets: () => readonly string[]): Reader<QueueLimit> {
  const full = record("a queue limit", {
    limit: required(PLACES, "places to wait"),
    whenFull: optional(nameOf("a stage or an exit", "unknown-target", targets), "where those go who find it full"),
  });
  return {
    read: (node, reading) => {
      if (node.kind === "map" && !node.entries.has("value")) {
        const read = full.read(node, reading);
        return read && { places: read.limit, whenFull: read.whenFull };
      }
      const places = PLACES.read(node, reading);
      return places === undefined ? undefined : { places, whenFull: undefined };
    },
    schema: (definitions) => ({ anyOf: [PLACES.schema(definitions), full.schema(definitions)] }),
  };
}

const windows: Reader<readonly OpeningWindow[]> = {
  read: (node, reading) => {
    if (node.kind !== "scalar") {
      return reading.report(mistake("wrong-kind", "opening hours are a text", node.span, "such as daily 09:00-20:00"));
    }
    const parsed = parseWindows(node.text);
    return parsed.ok ? parsed.value : reading.report(diagnosticAt(parsed.problem, node.span, node.text));
  },
  schema: () => ({ type: "string", examples: ["daily 09:00-20:00"] }),
};

const listed = oneOrMore("opening hours", windows);
const opening: Reader<OpeningHours> = {
  read: (node, reading) => {
    const read = listed.read(node, reading);
    return read && openingHours(read.flat());
  },
  schema: (definitions) => listed.schema(definitions),
};

/** `{ attribute: value }`, in the order written. */
function assignments(attribute: Neighbours["attribute"]): Reader<readonly Assignment[]> {
  return {
    read: (node, reading) => {
      const map = asMap(node, "attributes to set", reading);
      return map && readAssignments(map, reading, attribute);
    },
    schema: (definitions) => ({ type: "object", additionalProperties: valueSchema(definitions) }),
  };
}

/** What interventions left out for some patients, written out: for an attribute its name, so that they keep its value. */
function filled(node: Node | undefined, text: string, span: Span): Node {
  if (node === undefined) return { kind: "scalar", text, quoted: false, span };
  if (node.kind !== "adopted") return node;
  const [adopters, others] = [node.then, node.otherwise].map((part) => filled(part, text, span));
  // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
  return { ...node, then: adopters, otherwise: others };
}

function readAssignments(
  map: MapNode,
  reading: Reading,
  attribute: Neighbours["attribute"],
): readonly Assignment[] | undefined {
  const name = nameOf("an attribute", "unknown-attribute", () =>
    [...reading.things].filter(([, thing]) => thing.kind === "attribute").map(([key]) => key),
  );
  const read = entriesOf(map).map(({ key, keySpan, value }): Assignment | undefined => {
    if (reading.broken.has(key)) return undefined;
    const known = name.read({ kind: "scalar", text: key, quoted: true, span: keySpan }, reading);
    const declared = known === undefined ? undefined : attribute(known);
    if (declared === undefined) return undefined;
    const of = { attribute: key, words: declared.values };
    const inner = { ...reading, at: keySpan };
    const set = readValue(filled(value, key, keySpan), inner, { wanted: declared.unit, of });
    if (set === undefined) return undefined;
    const stray = set.words.find(({ text: word }) => !declared.values.includes(word));
    if (stray !== undefined) {
      const message = `"${key}" is ${quotedList(declared.values)}, never "${stray.text}"`;
      const hint = didYouMean(stray.text, declared.values) ?? "give it this word in some class";
      return reading.report(mistake("unknown-category", message, stray.span, hint));
    }
    return { attribute: key, value: set.value };
  });
  return read.some((each) => each === undefined) ? undefined : (read as Assignment[]);
}

/** A value that is `missing` for those for whom nothing is stated. */
function valueOr(missing: string, allowed: Allowed): Reader<Value> {
  const reader = valueIn(allowed);
  return {
    read: (node, reading) => reader.read(filled(node, missing, node.span), reading),
    schema: (definitions) => reader.schema(definitions),
  };
}

const ZERO = (at: Reading["at"], unit: typeof DURATION): Value => ({
  kind: "expression",
  expression: { text: "0", span: at, unit, tree: { op: "number", value: 0 } },
});

export function stage(neighbours: Neighbours) {
  const { stages, exits, resources, allStages, attribute } = neighbours;
  const all = [...stages(), ...exits()];
  const targets = (): readonly string[] => all;
  const whenFull = (): readonly string[] => [...all, LOST];
  return record("a stage", {
    label: optional(text("a label"), "what to call it in words"),
    setOnEntry: optional(assignments(attribute), "attributes set on entering, before anything is asked for"),
    queue: optional(adoptable<QueueLimit | undefined>(queueLimit(whenFull), NOTHING), "places to wait", 4, {
      limit: 4,
      whenFull: LOST,
    }),
    priority: optional(valueOr("0", { wanted: NUMBER }), "who is granted first: lower numbers", 1),
    seize: optional(
      adoptable<Bundle | undefined>(bundle(resources), NOTHING),
      "asked for, and held until released",
      "bed",
    ),
    release: optional(
      adoptable<readonly Release[]>(release(resources), { value: [] }),
      "given back when the stage's first request is met (on entering when it has none)",
      "bed",
    ),
    needs: optional(
      adoptable<Bundle | undefined>(bundle(resources), NOTHING),
      "asked for, and held for this stage only",
      {
        nurse: 1,
        room: 1,
      },
    ),
    until: optional(
      adoptable<OpeningHours | undefined>(opening, NOTHING),
      "goes on only within these hours: after seize, before needs",
      "daily 09:00-20:00",
    ),
    duration: optional(
      valueOr("0 min", { wanted: DURATION, notNegative: true }),
      "how long it lasts; 0 when left out",
      "45 min",
      {
        lognormal: { mean: "5 days", sd: "5 days" },
      },
    ),
    set: optional(assignments(attribute), "attributes set at the end, before next is drawn"),
    next: required(adoptable(route(targets)), "where the patient goes", "home"),
    luck: optional(
      nameOf("a stage", "unknown-stage", allStages),
      "draws the luck of this other stage, which it replaces",
    ),
  });
}

export function readStage(name: string, node: Node, reading: Reading, neighbours: Neighbours): Stage | undefined {
  const read = stage(neighbours).read(node, reading);
  if (read === undefined) return undefined;
  const none = { kind: "plain", value: undefined } as const;
  return {
    name,
    label: read.label ?? name,
    luck: read.luck ?? name,
    setOnEntry: read.setOnEntry ?? [],
    queue: read.queue ?? none,
    priority: read.priority ?? ZERO(reading.at, NUMBER),
    seize: read.seize ?? none,
    release: read.release ?? { kind: "plain", value: [] },
    needs: read.needs ?? none,
    until: read.until ?? none,
    duration: read.duration ?? ZERO(reading.at, DURATION),
    set: read.set ?? [],
    next: read.next,
    span: reading.at,
  };
}
