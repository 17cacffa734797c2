import { constant } from "./formula.ts";
import { mistake, type Reader } from "./reading.ts";
import { mapOf, optional, record, required, withDefault } from "./records.ts";
import { nameOf, oneOrMore, word } from "./scalars.ts";
import type { Contact, Meeting, Tasks } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";
import { valueIn } from "./values.ts";

/** The end of a child's pathway: where `next` leads when a task or a contact is done. */
export const DONE = "done";

const attributes = oneOrMore(
  "attributes",
  nameOf("an attribute", "unknown-attribute", ({ things }) =>
    [...things].filter(([, thing]) => thing.kind === "attribute").map(([name]) => name),
  ),
);
const brings = optional(attributes, "attributes that the patient takes over from one that is done", "fit");

/** `{ start: [stages], join: all | any | none }`. */
export function tasks(stages: () => readonly string[]): Reader<Tasks> {
  const reader = record("tasks", {
    start: required(
      oneOrMore("stages", nameOf("a stage", "unknown-stage", stages)),
      "the first stage of each: they begin together with the service",
      ["therapyReview", "socialReview"],
    ),
    join: withDefault(
      word<Tasks["join"]>("how tasks are joined", ["all", "any", "none"]),
      "all" as Tasks["join"],
      "all: the stage ends when all are done; any: when one is, and the others stop; none: they go their own way",
    ),
    brings,
  });
  return {
    read: (node, reading) => {
      const read = reader.read(node, reading);
      if (read === undefined) return undefined;
      const again = read.start.find((name, i) => read.start.indexOf(name) < i);
      if (again === undefined) return { start: [...read.start].sort(), join: read.join, brings: read.brings ?? [] };
      const message = `the task "${again}" stands twice`;
      return reading.report(mistake("listed-twice", message, node.span, "make a second stage of it"));
    },
    schema: (definitions) => reader.schema(definitions),
  };
}

/** `{ name: { every, first, count, late, start } }`, sorted by name. */
export function contacts(stages: () => readonly string[]): Reader<readonly Contact[]> {
  const contact = record("a contact", {
    every: required(valueIn({ wanted: DURATION, notNegative: true }), "time from one to the next", "1 day", {
      exponential: { mean: "90 days" },
    }),
    first: optional(
      valueIn({ wanted: DURATION, notNegative: true }),
      "from the start of service to the first; `every` when left out",
      "2 h",
    ),
    count: optional(
      valueIn({ wanted: NUMBER, notNegative: true }),
      "so many at most; to the end of the stay without",
      5,
    ),
    late: withDefault(
      word<Contact["late"]>("what becomes of a late contact", ["skip", "queue"]),
      "skip" as Contact["late"],
      "what becomes of one that falls due while the last is not done: left out, or made as soon as that is done",
    ),
    start: optional(
      nameOf("a stage", "unknown-stage", stages),
      "the first stage of its pathway, which ends at `done`; an event that is only counted without",
      "nurseVisit",
    ),
    brings,
  });
  const all = mapOf("contacts", contact);
  return {
    read: (node, reading) => {
      const read = all.read(node, reading);
      if (read === undefined) return undefined;
      const list = [...read].map(([name, one]): Contact => ({ name, ...one, brings: one.brings ?? [] }));
      return list.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    schema: (definitions) => all.schema(definitions),
  };
}

/** `8`, or `{ count: 8, after: 2 days }`. */
export function meeting(): Reader<Meeting> {
  const count = constant({ what: "a group", unit: NUMBER, least: 2, whole: true });
  const full = record("a meeting", {
    count: required(count, "so many go on together", 8),
    after: withDefault(
      constant({ what: "the longest wait for a group", unit: DURATION, least: 0 }),
      Infinity,
      "when the first has waited so long, those who are there go",
      "2 days",
    ),
  });
  return {
    read: (node, reading) => {
      if (node.kind === "map" && !node.entries.has("value")) return full.read(node, reading);
      const read = count.read(node, reading);
      return read === undefined ? undefined : { count: read, after: Infinity };
    },
    schema: (definitions) => ({ anyOf: [count.schema(definitions), full.schema(definitions)] }),
  };
}
