import type { Span } from "../diagnostics/diagnostic.ts";
import { diagnosticAt } from "../diagnostics/place.ts";
import { minutesTo } from "../time/calendar.ts";
import { bundle, release } from "./bundles.ts";
import { readCsv } from "./csv.ts";
import { constant } from "./formula.ts";
import { UNREAD_CLOCK } from "./header.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import { type GivenOf, openFile, readSet } from "./listed-arrivals.ts";
import { child, type Entry, isNothing, type MapNode, type Node, type ScalarNode } from "./node.ts";
import type { Pathway } from "./pathway.ts";
import {
  covers,
  distinct,
  optionHeld,
  type Places,
  placesInService,
  placesOnEntry,
  signatureOf,
  unadopted,
} from "./places-held.ts";
import { doubt, mistake, quotedList, type Reader, type Reading } from "./reading.ts";
import { asMap, noUnknownKeys, optional, record, required, type ValuesOf, withDefault } from "./records.ts";
import { asText, nameOf, text, word } from "./scalars.ts";
import type { Bundle, Clock, Stage, TodaysPatients } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";

/** What a start from today is read with: the pathway of one arm, whole. */
export interface TodayContext extends GivenOf {
  readonly pathway: Pathway;
  readonly clock: Clock;
}

const STATES = ["served", "waiting"] as const;
const LENGTH = constant({ what: "a time that has passed", unit: DURATION, least: 0 });
const DATE = /^\d{4}-\d\d/;

/** `3 days`, or the moment itself, `2026-04-03 09:30`: minutes before time 0. */
function past(clock: Clock | undefined): Reader<number> {
  return {
    read: (node, reading) => {
      if (clock === undefined || node.kind !== "scalar" || !DATE.test(node.text)) return LENGTH.read(node, reading);
      const moment = minutesTo(clock, node.text);
      if (!moment.ok) return reading.report(diagnosticAt(moment.problem, node.span, node.text));
      if (moment.value <= 0 || clock === UNREAD_CLOCK) return Math.max(0, -moment.value);
      const message = `"${node.text}" is after the start of the clock`;
      return reading.report(mistake("after-start", message, node.span, "what is to come belongs to arrive"));
    },
    schema: () => ({ type: ["string", "number"] }),
  };
}

/** `bed`, `[bed, chair]`, `{ bed: 2 }`; `none`, or an empty list, for nothing. */
function held(resources: () => readonly string[]): Reader<Bundle> {
  const [names, amounts] = [release(resources), bundle(resources)];
  return {
    read: (node, reading) => {
      if ((node.kind === "scalar" && node.text === "none") || (node.kind === "list" && node.items.length === 0))
        return [];
      if (node.kind !== "list") return amounts.read(node, reading);
      return names.read(node, reading)?.map(({ resource, units }) => ({ resource, units: units ?? 1 }));
    },
    schema: names.schema,
  };
}

function rowFields(clock: Clock | undefined, resources: () => readonly string[]) {
  return {
    class: required(text("a class"), "of patients"),
    stage: required(text("a stage"), "where they are"),
    state: withDefault(word("a state", STATES), "served" as const, "served, or waiting for what the stage asks for"),
    since: optional(past(clock), "how long it has lasted, or when it began: the service, or the wait", "3 days"),
    arrived: optional(past(clock), "how long ago they arrived, or when", "2026-04-01 10:30"),
    holds: optional(held(resources), "places that they hold; left out: what anybody would hold here", "bed"),
    by: optional(text("a name"), "who serves, where needs has several choices"),
    count: withDefault(
      constant({ what: "a number of patients", unit: NUMBER, least: 1, most: 1_000_000, whole: true }),
      1,
      "so many of them",
    ),
    set: optional(passed({ type: "object" }), "attributes that are known; the others are drawn"),
  };
}

type Row = ValuesOf<ReturnType<typeof rowFields>>;
const KEYS: readonly string[] = Object.keys(rowFields(undefined, () => [])).filter((key) => key !== "set");

/** The patients who are there at time 0, in the order of writing; undefined when any has a mistake. */
export function readToday(
  entry: Entry,
  reading: Reading,
  context: TodayContext,
): readonly TodaysPatients[] | undefined {
  const { clock, pathway } = context;
  const inner: Reading = { ...reading, at: entry.keySpan };
  if (clock.warmUp > 0) {
    const message = "a start from today has no warm-up: the state at time 0 is what the run begins with";
    inner.report(mistake("today-and-warm-up", message, entry.keySpan, "leave warmUp out of clock"));
  }
  const nodes = rowsOf(entry.value, inner, context);
  const fields = rowFields(clock, () => pathway.resources.map(({ name }) => name));
  const one = record("a patient of today", fields);
  const entries = new Map<string, ReadonlyMap<string, readonly Places[]>>();
  const read = nodes?.map((node): TodaysPatients | undefined => {
    const row = one.read(node, { ...inner, at: node.span });
    return (
      row &&
      settle(row, node, inner, context, (name) => {
        const known = entries.get(name) ?? placesOnEntry(pathway, name);
        entries.set(name, known);
        return known;
      })
    );
  });
  return read?.every((each) => each !== undefined) ? (read as readonly TodaysPatients[]) : undefined;
}

/** Rows as they are written, or a row for each line of a file. */
function rowsOf(node: Node, reading: Reading, context: TodayContext): readonly Node[] | undefined {
  if (node.kind === "list") return node.items;
  const map = asMap(node, "a start from today, if no list of patients,", reading);
  if (map === undefined || !noUnknownKeys(map, "a start from today", ["file"], reading)) return undefined;
  const file = map.entries.get("file");
  if (file === undefined)
    return reading.report(mistake("missing-key", 'a start from today needs the key "file", or is a list', map.span));
  const name = asText(file.value, "the name of a CSV file", { ...reading, at: file.keySpan });
  const source = name && openFile(name, reading, "write the patients as a list");
  const table = source && readCsv(source, reading);
  if (table === undefined) return undefined;
  const twice = table.head.find(({ text: title }, i) => table.head.findIndex((other) => other.text === title) < i);
  if (twice !== undefined) {
    return reading.report(mistake("column-twice", `two columns are called "${twice.text}"`, twice.span));
  }
  for (const { text: column, span } of table.head) {
    if (KEYS.includes(column) || context.attribute(column) !== undefined) continue;
    const hint = `columns are ${quotedList([...KEYS, ...context.attributes], "and")}; leave the others out`;
    reading.report(mistake("unknown-attribute", `"${column}" is not an attribute of any class`, span, hint));
    return undefined;
  }
  return table.rows.map((fields) =>
    rowOf(
      fields,
      table.head.map(({ text: title }) => title),
    ),
  );
}

/** A line as the map that would say the same; what is empty is left out. */
function rowOf(fields: readonly { readonly text: string; readonly span: Span }[], columns: readonly string[]): MapNode {
  const entries = new Map<string, Entry>();
  const set = new Map<string, Entry>();
  for (const [i, { text: written, span }] of fields.entries()) {
    if (written === "") continue;
    const key = columns[i];
    const scalar: ScalarNode = { kind: "scalar", text: written, quoted: false, span };
    const minutes = (key === "since" || key === "arrived") && /^\d+(\.\d+)?$/.test(written);
    const value = minutes ? { ...scalar, text: `${written} min` } : key === "holds" ? placesOf(scalar) : scalar;
    (KEYS.includes(key) ? entries : set).set(key, { key, keySpan: span, value });
  }
  const span = { ...fields[0].span, end: fields[fields.length - 1].span.end };
  if (set.size > 0) entries.set("set", { key: "set", keySpan: span, value: { kind: "map", entries: set, span } });
  return { kind: "map", entries, span };
}

/** `bed; chair: 2` in a field. */
function placesOf(field: ScalarNode): Node {
  if (!/[;:]/.test(field.text)) return field;
  const entries = field.text.split(";").map((part): [string, Entry] => {
    const [key, units = "1"] = part.split(":").map((each) => each.trim());
    return [key, { key, keySpan: field.span, value: { ...field, text: units } }];
  });
  return { kind: "map", entries: new Map(entries), span: field.span };
}

/** What the row leaves out, from the pathway. */
function settle(
  row: Row,
  node: Node,
  reading: Reading,
  { pathway, attribute, attributes }: TodayContext,
  entries: (className: string) => ReadonlyMap<string, readonly Places[]>,
): TodaysPatients | undefined {
  const span = node.span;
  const place = (key: string): Span => child(node, key)?.span ?? span;
  const named = <T extends { readonly name: string }>(
    what: string,
    code: string,
    key: string,
    name: string,
    of: readonly T[],
  ) => {
    const scalar: ScalarNode = { kind: "scalar", text: name, quoted: true, span: place(key) };
    const found = nameOf(what, code, () => of.map((each) => each.name)).read(scalar, reading);
    return of.find((each) => each.name === found);
  };
  const cls = named("a class", "unknown-class", "class", row.class, pathway.classes);
  const stage = named("a stage", "unknown-stage", "stage", row.stage, pathway.stages);
  const written = node.kind === "map" ? node.entries.get("set") : undefined;
  const set =
    written === undefined ? [] : readSet(written.value, { ...reading, at: written.keySpan }, { attribute, attributes });
  if (row.since !== undefined && row.arrived !== undefined && row.arrived < row.since) {
    const message = "they arrived after this began";
    return reading.report(
      mistake(
        "arrived-later",
        message,
        place("arrived"),
        "since is how long this has lasted, arrived how long ago they came",
      ),
    );
  }
  if (cls === undefined || stage === undefined || set === undefined) return undefined;
  if (!isAlone(stage, row.state, place("stage"), reading)) return undefined;
  const asks = asksOf(stage);
  if (row.state === "waiting" && !asks.seize && !asks.later) {
    const message = `stage "${stage.name}" asks for nothing: nobody waits there`;
    return reading.report(mistake("nothing-to-wait-for", message, place("state"), "say state: served"));
  }
  const places =
    row.holds === undefined
      ? usualPlaces(row.state, stage, cls.name, entries(cls.name).get(stage.name) ?? [], span, reading)
      : new Map(row.holds.map(({ resource, units }) => [resource, units]));
  if (places === undefined) return undefined;
  const seize = unadopted(stage.seize);
  const seizeOption = seize === undefined ? 0 : optionHeld(seize, places);
  if (row.state === "served" && seizeOption < 0) {
    const wanted = seize?.map((option) =>
      signatureOf(new Map(option.bundle.map(({ resource, units }) => [resource, units]))),
    );
    const message = `who is served in stage "${stage.name}" holds ${wanted?.join(" or ")}, here is held ${signatureOf(places)}`;
    return reading.report(mistake("place-not-held", message, place("holds"), "add it, or say state: waiting"));
  }
  if (row.state === "waiting" && asks.seize && seizeOption >= 0 && !asks.later) {
    const message = `who holds ${signatureOf(places)} waits for nothing in stage "${stage.name}"`;
    return reading.report(
      mistake("nothing-to-wait-for", message, place("holds"), "say state: served, or what is held while waiting"),
    );
  }
  const needsOption = row.state === "served" ? whoServes(row.by, stage, place("by"), reading) : 0;
  if (needsOption === undefined) return undefined;
  return {
    class: cls.name,
    stage: stage.name,
    state: row.state,
    since: row.since,
    arrived: row.arrived,
    held: [...places].map(([resource, units]) => ({ resource, units })),
    seizeOption: Math.max(0, seizeOption),
    needsOption,
    count: row.count,
    set,
    span,
  };
}

/** Who belongs to a group of today, and which contacts are to come, cannot be said. */
function isAlone(stage: Stage, state: Row["state"], span: Span, reading: Reading): boolean {
  if (unadopted(stage.meet) !== undefined) {
    const message = `patients meet in stage "${stage.name}": who is in a group at time 0 cannot be said`;
    reading.report(mistake("today-in-a-group", message, span, "put them into the stage before or behind it"));
    return false;
  }
  const begun = unadopted(stage.tasks) !== undefined || unadopted(stage.contacts).length > 0;
  if (state === "served" && begun) {
    const message = `stage "${stage.name}" starts tasks or contacts: those who are served there at time 0 have none in this visit`;
    reading.report(doubt("today-without-contacts", message, span, "the work that they still bring is left out"));
  }
  return true;
}

function asksOf(stage: Stage): { readonly seize: boolean; readonly later: boolean } {
  return {
    seize: unadopted(stage.seize) !== undefined,
    later: unadopted(stage.needs) !== undefined || unadopted(stage.until) !== undefined,
  };
}

/** What anybody in this state would hold, where there is one answer. */
function usualPlaces(
  state: Row["state"],
  stage: Stage,
  className: string,
  onEntry: readonly Places[],
  span: Span,
  reading: Reading,
): Places | undefined {
  const seize = unadopted(stage.seize);
  const inService = onEntry.flatMap((places) => placesInService(stage, places));
  const lacking =
    seize === undefined ? [] : onEntry.filter((places) => !seize.some((option) => covers(places, option.bundle)));
  const needs = unadopted(stage.needs) !== undefined;
  const before = seize === undefined && needs ? onEntry : lacking.length > 0 ? lacking : inService;
  const sets = distinct(state === "served" ? inService : before);
  if (sets.length === 1) return sets[0];
  const who = `patients of class "${className}" who are ${state === "served" ? "served" : "waiting"} in stage "${stage.name}"`;
  const message =
    sets.length === 0
      ? `no way leads patients of class "${className}" to stage "${stage.name}"`
      : `${who} may hold ${sets.slice(0, 3).map(signatureOf).join(" or ")}`;
  return reading.report(mistake("holds-unclear", message, span, "say which in holds: bed, { bed: 2 } or none"));
}

/** Which choice of `needs` serves. */
function whoServes(by: string | undefined, stage: Stage, span: Span, reading: Reading): number | undefined {
  const needs = unadopted(stage.needs) ?? [];
  const servers = needs.map(({ server }) => server);
  if (by === undefined && needs.length < 2) return 0;
  const found = by === undefined ? -1 : servers.indexOf(by);
  if (found >= 0) return found;
  const message =
    by === undefined
      ? `in stage "${stage.name}" several can serve: who does?`
      : `"${by}" does not serve in stage "${stage.name}"`;
  const hint = servers.length === 0 ? "leave it out" : `say by: ${[...new Set(servers)].join(" or ")}`;
  return reading.report(mistake("who-serves", message, span, hint));
}

/** Described here, read where the attributes are known. */
function passed(schema: Schema): Reader<Node> {
  return {
    read: (node, reading) => (isNothing(node) ? asMap(node, "attributes", reading) : node),
    schema: () => schema,
  };
}

/** Describes `today`. */
export function todaySchema(definitions: Definitions): Schema {
  const row = record(
    "a patient of today",
    rowFields(undefined, () => []),
  ).schema(definitions);
  const file = { type: "string", description: "a CSV file with a line for each patient", examples: ["census.csv"] };
  return {
    anyOf: [
      { type: "array", items: row },
      { type: "object", properties: { file }, required: ["file"], additionalProperties: false },
    ],
  };
}
