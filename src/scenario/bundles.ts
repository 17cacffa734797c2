import { constant } from "./formula.ts";
import type { Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { entriesOf } from "./records.ts";
import { nameOf } from "./scalars.ts";
import type { Bundle, Release } from "./scenario.ts";
import { NUMBER } from "./units.ts";

/** The resources that this arm has; stages and measures may know others. */
export type Declared = () => readonly string[];

const UNITS = constant({ what: "a number of units", unit: NUMBER, least: 1, whole: true });

/** `bed`, or `{ nurse: 1, room: 2 }`: all of these together. */
export function bundle(resources: Declared): Reader<Bundle> {
  const name = nameOf("a resource", "unknown-resource", resources);
  return {
    read: (node, reading) => {
      if (node.kind !== "map") {
        const resource = name.read(node, reading);
        return resource === undefined ? undefined : [{ resource, units: 1 }];
      }
      const entries = readAmounts(node, reading, resources);
      return entries && [...entries].sort((a, b) => (a.resource < b.resource ? -1 : 1));
    },
    schema: () => ({
      anyOf: [{ type: "string" }, { type: "object", additionalProperties: { type: ["number", "string"] } }],
    }),
  };
}

/** `bed`, `[bed, chair]`, or `{ bed: 1 }` for up to so many units. */
export function release(resources: Declared): Reader<readonly Release[]> {
  const name = nameOf("a resource", "unknown-resource", resources);
  return {
    read: (node, reading) => {
      if (node.kind === "map") return readAmounts(node, reading, resources);
      const names = node.kind === "list" ? node.items : [node];
      const read = names.map((item) => name.read(item, { ...reading, at: item.span }));
      return read.some((each) => each === undefined)
        ? undefined
        : read.map((resource) => ({ resource: resource as string, units: undefined }));
    },
    schema: () => ({
      anyOf: [
        { type: "string" },
        { type: "array", items: { type: "string" } },
        { type: "object", additionalProperties: { type: ["number", "string"] } },
      ],
    }),
  };
}

function readAmounts(
  node: Extract<Node, { kind: "map" }>,
  reading: Reading,
  resources: Declared,
): { readonly resource: string; readonly units: number }[] | undefined {
  const name = nameOf("a resource", "unknown-resource", resources);
  const entries = entriesOf(node);
  if (entries.length === 0) {
    return reading.report(mistake("empty-bundle", "a bundle names at least one resource", node.span));
  }
  const read = entries.map(({ key, keySpan, value }) => {
    const resource = name.read({ kind: "scalar", text: key, quoted: true, span: keySpan }, reading);
    const units = UNITS.read(value, { ...reading, at: keySpan });
    return resource === undefined || units === undefined ? undefined : { resource, units };
  });
  return read.some((each) => each === undefined) ? undefined : (read as { resource: string; units: number }[]);
}
