import { ADDABLE } from "./additions.ts";
import { adoptionSchema, readAdoption } from "./adoption.ts";
import { implement, implementationFields } from "./implementation.ts";
import { interventionCost, namedCosts } from "./intervention-costs.ts";
import type { Schema } from "./json-schema.ts";
import type { Node } from "./node.ts";
import { doubt, type Reading } from "./reading.ts";
import { mapOf, optional, record } from "./records.ts";
import { releases, withShares } from "./release.ts";
import { nameOf, text, word } from "./scalars.ts";
import type { Clock, Intervention } from "./scenario.ts";
import { training } from "./training.ts";

export const LEVERS = ["skillMix", "activation", "flow", "technology", "redesign"] as const;

function parametersIn({ things }: Reading): readonly string[] {
  return [...things].filter(([, { kind }]) => kind === "parameter").map(([name]) => name);
}

function changesSchema(): Schema {
  return { type: "object", propertyNames: { pattern: "^(resources|patients|stages|exits|parameters)[.]" } };
}

/** The sections themselves are described once, where the file has them. */
function additionsSchema(): Schema {
  const described = (section: string): string => (section === "patients" ? "addedPatients" : section);
  const properties = Object.fromEntries(ADDABLE.map((section) => [section, { $ref: `#/$defs/${described(section)}` }]));
  return { type: "object", properties, additionalProperties: false };
}

export function interventionFields(organisations: () => readonly string[]) {
  /** Read with the arms; described here. */
  const anything = { read: (node: Node) => node };
  return record("an intervention", {
    label: optional(text("a label"), "what to call it in words"),
    lever: optional(word("a lever", LEVERS), "the kind of change"),
    target: optional(text("a target"), "what is changed, in words", "minutes of a consultation"),
    mechanism: optional(text("a mechanism"), "how it is supposed to work, in words"),
    size: optional(
      nameOf("a parameter", "unknown-parameter", parametersIn),
      "the parameter that holds the size of its effect: it is shown with its range and its evidence",
    ),
    like: optional(text("the name of an intervention"), "takes over what is not stated here"),
    change: optional({ ...anything, schema: changesSchema }, "path: new value, or { times: 0.95 }, { plus: 2 }", {
      "stages.ward.duration": { times: 0.9 },
    }),
    add: optional(
      { ...anything, schema: additionsSchema },
      "resources, patients, stages, exits and measures to add, as in the file; attributes of a class too",
    ),
    adoption: optional({ ...anything, schema: adoptionSchema }, "full (from time 0, everybody), or how it spreads"),
    ...implementationFields,
    training: optional(training(organisations), "time of its own staff that it takes, by resource", {
      nurse: { hours: "90 h", over: "4 weeks", backfill: "50%" },
    }),
    costs: optional(mapOf("costs", interventionCost(organisations)), "what it costs besides resources"),
    release: optional(releases(declaredResources), "what becomes of the time or beds that it frees, by resource", {
      bed: { share: "60%", whole: 20, value: "£65 per day", cash: "£515 per day", use: "shorterWaits" },
    }),
  });
}

/** @param spreading interventions of the arm whose adoption is not full */
export function readIntervention(
  name: string,
  node: Node,
  reading: Reading,
  clock: Clock,
  organisations: () => readonly string[],
  spreading: number,
): Intervention | undefined {
  const read = interventionFields(organisations).read(node, reading);
  if (node.kind !== "map") return undefined;
  const entry = node.entries.get("adoption");
  const adoption = readAdoption(name, entry?.value, { ...reading, at: entry?.keySpan ?? reading.at }, clock);
  if (read === undefined || adoption === undefined) return undefined;
  const implemented = implement(read, adoption, spreading, reading);
  if (implemented === undefined) return undefined;
  const { releaseShare } = implemented.implementation;
  const release = node.entries.get("release");
  const training = read.training ?? [];
  if (training.length > 0 && adoption.dayZero < clock.warmUp) {
    const when = adoption.full ? "is in force from time 0" : "has its day 0 before the window";
    const message = `this ${when}, so training falls into the warm-up: what it takes and costs there is in no result`;
    reading.report(doubt("training-in-warm-up", message, reading.at, "state adoption: { from: window, share: 100% }"));
  }
  return {
    name,
    label: read.label ?? name,
    lever: read.lever,
    target: read.target,
    mechanism: read.mechanism,
    size: read.size,
    ...implemented,
    training,
    costs: namedCosts(read.costs),
    releases: withShares(read.release, releaseShare, { ...reading, at: release?.keySpan ?? reading.at }),
  };
}

/** Of all arms: what is freed may be there in one alone. */
function declaredResources({ things }: Reading): readonly string[] {
  return [...things].flatMap(([name, { kind }]) => (kind === "resource" ? [name] : []));
}
