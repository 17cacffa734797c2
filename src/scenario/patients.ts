import { didYouMean } from "../diagnostics/nearest.ts";
import type { AttributeWords } from "./attribute-words.ts";
import { isReservedWord } from "./expression-words.ts";
import { constant, readConstant } from "./formula.ts";
import { isNothing, type ListNode, type MapNode, type Node } from "./node.ts";
import type { ReadValue } from "./read-value.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf, noUnknownKeys, optional, record, required } from "./records.ts";
import { asTruth, listOf, nameOf, text } from "./scalars.ts";
import type { Arrivals, Attribute, PatientClass, Phases, Value } from "./scenario.ts";
import { DURATION, NUMBER, RATE } from "./units.ts";
import { readValue, valueSchema } from "./values.ts";

const WEIGHT = constant({ what: "a weight", unit: NUMBER, least: 0 });
const RATE_OF_ARRIVAL = constant({ what: "a rate of arrival", unit: RATE, least: 0 });

function weights(what: string, count: number): Reader<readonly number[]> {
  const list = listOf(what, WEIGHT);
  return {
    read: (node, reading) => {
      const read = list.read(node, reading);
      if (read === undefined) return undefined;
      const sum = read.reduce((a, b) => a + b, 0);
      if (read.length === count && sum > 0) return read.map((weight) => (weight * count) / sum);
      const message =
        read.length === count ? `${what} cannot all be 0` : `${what} are ${count} numbers, these are ${read.length}`;
      return reading.report(mistake("wrong-profile", message, node.span));
    },
    schema: (definitions) => ({ ...list.schema(definitions), minItems: count, maxItems: count }),
  };
}

const PROFILE = record("a profile", {
  hours: optional(weights("weights of the hours of a day", 24), "24 weights, 00:00 first; scaled to mean 1"),
  days: optional(weights("weights of the days of a week", 7), "7 weights, Monday first; scaled to mean 1"),
});

/** Known attributes, for what a list of arrivals sets. */
export type AttributesOf = (name: string) => Attribute | undefined;

const ARRIVE_KEYS = ["poisson", "profile", "times"];

/** `{ poisson: 9.5 per day, profile: … }` or `{ times: [5 min, { at: 10 min, set: … }] }`. */
export function arrivals(attributesOf: AttributesOf): Reader<Arrivals> {
  return {
    read: (node, reading) => {
      const map = asMap(node, "arrivals", reading);
      if (map === undefined || !noUnknownKeys(map, "arrivals", ARRIVE_KEYS, reading)) return undefined;
      const [poisson, times] = [map.entries.get("poisson"), map.entries.get("times")];
      if ((poisson === undefined) === (times === undefined)) {
        return reading.report(
          mistake("how-they-arrive", "arrivals are given by `poisson` or by `times`, one of them", map.span),
        );
      }
      if (times !== undefined) return readTimes(times.value, { ...reading, at: times.keySpan }, attributesOf);
      const written = map.entries.get("profile");
      const rate = poisson && RATE_OF_ARRIVAL.read(poisson.value, { ...reading, at: poisson.keySpan });
      const profile = written && PROFILE.read(written.value, { ...reading, at: written.keySpan });
      if (rate === undefined || (written !== undefined && profile === undefined)) return undefined;
      if (rate === 0)
        reading.report(doubt("no-arrivals", "nobody comes at a rate of 0", poisson?.value.span ?? map.span));
      return { kind: "poisson", rate, profile: profile && hourly(profile) };
    },
    schema: (definitions) => ({
      type: "object",
      properties: {
        poisson: {
          type: ["string"],
          description: "a rate: patients come independently of each other",
          examples: ["9.5 per day"],
        },
        profile: { ...PROFILE.schema(definitions), description: "how the rate varies by hour and by day" },
        times: {
          type: "array",
          description: "times of arrival, counted from clock.start",
          items: {
            anyOf: [
              { type: ["string", "number"] },
              { type: "object", properties: { at: { type: "string" }, set: { type: "object" } }, required: ["at"] },
            ],
          },
        },
      },
      additionalProperties: false,
    }),
  };
}

function hourly({
  hours,
  days,
}: {
  readonly hours: readonly number[] | undefined;
  readonly days: readonly number[] | undefined;
}) {
  if (hours === undefined && days === undefined) return undefined;
  return Array.from({ length: 168 }, (_, h) => (hours?.[h % 24] ?? 1) * (days?.[Math.floor(h / 24)] ?? 1));
}

const AT = constant({ what: "a time of arrival", unit: DURATION, least: 0 });

function readTimes(node: Node, reading: Reading, attributesOf: AttributesOf): Arrivals | undefined {
  if (node.kind !== "list") {
    return reading.report(mistake("wrong-kind", "times of arrival are a list", node.span, "such as [0 min, 5 min]"));
  }
  const read = node.items.map((item) => readTime(item, { ...reading, at: item.span }, attributesOf));
  if (read.some((each) => each === undefined)) return undefined;
  const patients = read as { at: number; set: (readonly [string, number])[] }[];
  return { kind: "listed", patients: [...patients].sort((a, b) => a.at - b.at) };
}

function readTime(item: ListNode["items"][number], reading: Reading, attributesOf: AttributesOf) {
  if (item.kind !== "map" || item.entries.has("value")) {
    const at = AT.read(item, reading);
    return at === undefined ? undefined : { at, set: [] };
  }
  if (!noUnknownKeys(item, "an arrival", ["at", "set"], reading)) return undefined;
  const [atEntry, setEntry] = [item.entries.get("at"), item.entries.get("set")];
  if (atEntry === undefined) return reading.report(mistake("missing-key", 'an arrival needs the key "at"', item.span));
  const at = AT.read(atEntry.value, { ...reading, at: atEntry.keySpan });
  const set =
    setEntry === undefined ? [] : readGiven(setEntry.value, { ...reading, at: setEntry.keySpan }, attributesOf);
  return at === undefined || set === undefined ? undefined : { at, set };
}

/** Attributes that a listed patient has instead of drawn ones. */
function readGiven(
  node: Node,
  reading: Reading,
  attributesOf: AttributesOf,
): (readonly [string, number])[] | undefined {
  const map = asMap(node, "attributes of an arrival", reading);
  if (map === undefined) return undefined;
  const read = entriesOf(map).map(({ key, keySpan, value }): readonly [string, number] | undefined => {
    const attribute = attributesOf(key);
    if (attribute === undefined) {
      return reading.broken.has(key)
        ? undefined
        : reading.report(mistake("unknown-attribute", `"${key}" is not an attribute of this class`, keySpan));
    }
    if (attribute.unit.kind === "text") {
      const index = value.kind === "scalar" ? attribute.values.indexOf(value.text) : -1;
      if (index >= 0) return [key, index];
      const message = `"${key}" is one of ${attribute.values.join(", ")}`;
      return reading.report(mistake("unknown-category", message, value.span));
    }
    const constantRead = readConstant(value, { ...reading, at: keySpan }, attribute.unit);
    return constantRead && [key, constantRead.value];
  });
  return read.some((each) => each === undefined) ? undefined : (read as (readonly [string, number])[]);
}

/** Attributes of one class, each seeing the earlier ones; what they are is noted in `found`. */
export function readAttributes(
  map: MapNode,
  reading: Reading,
  words: AttributeWords,
  note: (name: string, value: ReadValue, node: Node) => boolean,
  broken: (name: string) => void,
): readonly { readonly name: string; readonly value: Value }[] {
  const own = new Set(entriesOf(map).map(({ key }) => key));
  const later = new Set(own);
  const attributes: { name: string; value: Value }[] = [];
  for (const { key, keySpan, value } of entriesOf(map)) {
    if (isStrayWord(value, own, reading)) {
      broken(key);
      continue;
    }
    // What only other classes have is not seen.
    const things = new Map([...reading.things].filter(([name, { kind }]) => kind !== "attribute" || own.has(name)));
    const inner: Reading = { ...reading, context: "attribute", things, later, at: keySpan };
    const read = readValue(value, inner, {
      wanted: undefined,
      of: { attribute: key, words: words.get(key) ?? [] },
    });
    later.delete(key);
    if (read === undefined || !note(key, read, value)) broken(key);
    else attributes.push({ name: key, value: read.value });
  }
  return attributes;
}

/** Reports a word where a value is wanted: text stands in `{ text: … }`, so that a misspelt name is seen. */
function isStrayWord(node: Node, own: ReadonlySet<string>, reading: Reading): boolean {
  if (node.kind !== "scalar" || !/^[A-Za-z]\w*$/.test(node.text) || isReservedWord(node.text)) return false;
  const { text: stray, span } = node;
  const names = [...own, ...[...reading.things].flatMap(([name, { kind }]) => (kind === "parameter" ? [name] : []))];
  if (names.includes(stray) || reading.broken.has(stray) || reading.things.has(stray)) return false;
  const cure = asTruth(stray);
  const hint = didYouMean(stray, names) ?? `a text is written { text: ${stray} }`;
  reading.report(
    cure === undefined
      ? mistake("unknown-name", `"${stray}" is not a name known here`, span, hint)
      : mistake("not-true-or-false", `"${stray}" is neither true nor false`, span, `write ${cure}`),
  );
  return true;
}

/** What a class has besides its attributes, which are read before everything else. */
export function patientClass(stages: () => readonly string[]) {
  return record("a patient class", {
    label: optional(text("a label"), "what to call the patients in words"),
    arrive: required(passed(arrivals(() => undefined)), "when they come", { poisson: "9.5 per day" }),
    attributes: optional(passed({ read: () => undefined, schema: attributesSchema }), "what differs between patients"),
    enter: required(nameOf("a stage", "unknown-stage", stages), "the first stage"),
  });
}

function attributesSchema(definitions: Parameters<typeof valueSchema>[0]) {
  return { type: "object", additionalProperties: valueSchema(definitions) } as const;
}

/** Kept as it is: read elsewhere, described here. */
function passed(reader: Reader<unknown>): Reader<Node> {
  return { read: (node) => node, schema: (definitions) => reader.schema(definitions) };
}

/** Arrivals by phase; before a class is there nobody comes. */
export function readArrive(node: Node, reading: Reading, attributesOf: AttributesOf): Phases<Arrivals> | undefined {
  const reader = arrivals(attributesOf);
  const phases = node.kind === "phases" ? node.phases : [{ from: 0, node }];
  const read = phases.map(({ from, node: written }): { from: number; value: Arrivals | undefined } => ({
    from,
    value:
      written === undefined || (node.kind === "phases" && isNothing(written))
        ? { kind: "none" }
        : reader.read(written, reading),
  }));
  return read.some(({ value }) => value === undefined)
    ? undefined
    : (read as Phases<Arrivals> as PatientClass["arrive"]);
}
