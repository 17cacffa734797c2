import { readArrive } from "./arrivals.ts";
import { namesOf } from "./declared-names.ts";
import type { NamedThing } from "./expression.ts";
import type { MapNode } from "./node.ts";
import { child } from "./node.ts";
import { entry, patientClass, withOwnAttributes } from "./patients.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { asMap, entriesOf, optional, record, withDefault } from "./records.ts";
import { readResource } from "./resources.ts";
import { text, truth } from "./scalars.ts";
import type { Arm, Attribute, Clock, Exit, Labelled, PatientClass, Resource, Stage } from "./scenario.ts";
import { readStage } from "./stages.ts";
import { utility } from "./utilities.ts";

/** What an arm's pathway is read with. */
export interface PathwayContext {
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Attributes of each class of this arm, read before. */
  readonly drawn: ReadonlyMap<string, PatientClass["attributes"]>;
  readonly allStages: readonly string[];
  readonly organisations: readonly string[];
  readonly things: ReadonlyMap<string, NamedThing>;
  readonly clock: Clock;
}

export type Pathway = Pick<Arm, "resources" | "classes" | "stages" | "exits">;

/** Resources, patients, stages and exits of one laid tree. */
export function readPathway(tree: MapNode, reading: Reading, context: PathwayContext): Pathway {
  const own = (section: string) => {
    const names = namesOf(tree, section);
    return (): readonly string[] => names;
  };
  const organisations = (): readonly string[] => context.organisations;
  const resources = section(tree, "resources", reading).flatMap(({ key, keySpan, value }): Resource[] =>
    kept(readResource(key, value, { ...reading, context: "parameter", at: keySpan }, organisations, context.clock)),
  );
  const exits = section(tree, "exits", reading).flatMap(({ key, keySpan, value }): Exit[] => {
    const read = exit.read(value, { ...reading, at: keySpan });
    return read === undefined
      ? []
      : [{ name: key, label: read.label ?? key, death: read.death, utility: read.utility }];
  });
  const neighbours = {
    stages: own("stages"),
    exits: own("exits"),
    resources: own("resources"),
    allStages: () => context.allStages,
    attribute: (name: string) => context.attributes.get(name),
  };
  const stages = section(tree, "stages", reading).flatMap(({ key, keySpan, value }): Stage[] =>
    kept(readStage(key, value, { ...reading, context: "patient", at: keySpan }, neighbours)),
  );
  const starts = own("stages");
  const classes = section(tree, "patients", reading).flatMap(({ key, keySpan, value }): PatientClass[] => {
    const inner: Reading = { ...reading, context: "parameter", at: keySpan };
    const read = patientClass(starts).read(value, inner);
    if (read === undefined) return [];
    const drawn = context.drawn.get(key) ?? [];
    const names = new Set(drawn.map(({ name }) => name));
    const own = withOwnAttributes(inner, names);
    const at = (field: string): Reading => ({ ...own, at: child(value, field)?.span ?? keySpan });
    const arrive = readArrive(read.arrive, at("arrive"), {
      attributes: [...names],
      attribute: (name) => (names.has(name) ? context.attributes.get(name) : undefined),
      clock: context.clock,
    });
    const enter = entry(starts).read(read.enter, at("enter"));
    return arrive === undefined || enter === undefined
      ? []
      : [{ name: key, label: read.label ?? key, arrive, attributes: drawn, enter }];
  });
  return { resources, classes, stages, exits };
}

function kept<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function section(tree: MapNode, key: string, reading: Reading) {
  const node = child(tree, key);
  const map = node && asMap(node, key, { ...reading, at: tree.entries.get(key)?.keySpan ?? reading.at });
  return map === undefined ? [] : entriesOf(map);
}

const EXIT = record("an exit", {
  label: optional(text("a label"), "what to call it in words"),
  death: withDefault(truth, false, "whether leaving here is dying"),
  utility: optional(utility, "health from then on: a number, or an expression of attributes", 0.8),
});

/** A map, a label alone, or nothing. */
export const exit: Reader<Omit<Exit, keyof Labelled> & { readonly label: string | undefined }> = {
  read: (node, reading) => {
    if (node.kind === "map") return EXIT.read(node, reading);
    if (node.kind === "scalar")
      return { label: node.text === "" ? undefined : node.text, death: false, utility: undefined };
    return reading.report(mistake("wrong-kind", "an exit is a map or a label", node.span));
  },
  schema: (definitions) => ({ anyOf: [{ type: ["string", "null"] }, EXIT.schema(definitions)] }),
};
