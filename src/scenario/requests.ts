import { assignments } from "./assignments.ts";
import { bundle, type Declared } from "./bundles.ts";
import { CHOICE_WORDS } from "./expression-words.ts";
import { constant } from "./formula.ts";
import type { MapNode, Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { optional, record, withDefault } from "./records.ts";
import { listOf } from "./scalars.ts";
import type { Attribute, Request, RequestOption } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";
import { valueIn } from "./values.ts";

const SERVER: Reader<string> = {
  read: (node, reading) =>
    node.kind === "scalar" && /^[A-Za-z]\w*$/.test(node.text)
      ? node.text
      : reading.report(mistake("wrong-kind", "`as` is a name for who serves", node.span, "such as as: senior")),
  schema: () => ({ type: "string" }),
};

/**
 * What a stage asks for: a resource, `{ nurse: 1, room: 1 }`, or a list of such bundles of which the first that can be met is
 * taken. A bundle may say who serves (`as`), how fast, what is set, and after which wait it is offered.
 */
export function request(resources: Declared, attribute: (name: string) => Attribute | undefined): Reader<Request> {
  const whole = bundle(resources);
  const extras = record("a choice", {
    after: withDefault(
      constant({ what: "a wait before an offer", unit: DURATION, least: 0 }),
      0,
      "offered only after so much waiting",
      "10 min",
    ),
    as: optional(SERVER, "what by(stage) says when this choice served; the first resource by name when left out"),
    speed: optional(valueIn({ wanted: NUMBER }), "work done per minute: the duration is divided by it", 1.2),
    set: optional(assignments(attribute), "attributes set when this choice is taken"),
  });
  const one: Reader<RequestOption> = {
    read: (node, reading) => {
      const [own, rest] = parted(node);
      const read = extras.read(own, reading);
      const asked = whole.read(rest, reading);
      if (read === undefined || asked === undefined) return undefined;
      const { after, as, speed, set } = read;
      return { bundle: asked, after, server: as ?? asked[0].resource, speed, set: set ?? [] };
    },
    schema: (definitions) => {
      const { properties } = extras.schema(definitions);
      return {
        anyOf: [
          { type: "string" },
          { type: "object", properties: properties ?? {}, additionalProperties: { type: ["number", "string"] } },
        ],
      };
    },
  };
  const several = listOf("choices", one);
  return {
    read: (node, reading) => {
      const read = node.kind === "list" ? several.read(node, reading) : only(one, node, reading);
      if (read === undefined) return undefined;
      if (read.length === 0)
        return reading.report(mistake("empty-list", "a request names at least one choice", node.span));
      if (read.some(({ after }) => after === 0)) return read;
      return reading.report(
        mistake("nothing-offered", "every choice is offered only later", node.span, "leave `after` out of one of them"),
      );
    },
    schema: (definitions) => ({ anyOf: [one.schema(definitions), several.schema(definitions)] }),
  };
}

function only(one: Reader<RequestOption>, node: Node, reading: Reading): Request | undefined {
  const read = one.read(node, reading);
  return read && [read];
}

/** What a choice says of itself, and the bundle. */
function parted(node: Node): [own: MapNode, rest: Node] {
  if (node.kind !== "map") return [{ kind: "map", entries: new Map(), span: node.span }, node];
  const entries = [...node.entries];
  const isOwn = ([key]: readonly [string, unknown]): boolean => CHOICE_WORDS.includes(key);
  return [
    { ...node, entries: new Map(entries.filter(isOwn)) },
    { ...node, entries: new Map(entries.filter((entry) => !isOwn(entry))) },
  ];
}
