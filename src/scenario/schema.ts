import { evidenceSource } from "./evidence.ts";
import { forWhom } from "./for-whom.ts";
import { clockFields, deadlock, experimentFields, moneyFields } from "./header.ts";
import { interventionFields } from "./interventions.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import { measureSchema } from "./measures.ts";
import { parameterSchema } from "./parameters.ts";
import { exit } from "./pathway.ts";
import { patientClass } from "./patients.ts";
import { productivitySchema } from "./productivity.ts";
import { NAME_PATTERN } from "./records.ts";
import { resource } from "./resources.ts";
import { ROLES } from "./roles.ts";
import { stage } from "./stages.ts";
import { targetSchema } from "./targets.ts";
import { todaySchema } from "./today.ts";
import { valueFields } from "./utilities.ts";

/** Names but those of the keys that say where numbers come from. */
const OTHER_NAMES = NAME_PATTERN.replace("^", "^(?!(?:evidence|note)$)");

const NOBODY = (): readonly string[] => [];

/** The JSON Schema (draft 2020-12) of scenario files, from the readers themselves: completion and hover text in editors. */
export function scenarioSchema(): Schema {
  const definitions: Definitions = new Map();
  const neighbours = {
    stages: NOBODY,
    exits: NOBODY,
    resources: NOBODY,
    allStages: NOBODY,
    attribute: () => undefined,
  };
  const byName = (description: string, schema: Schema): Schema => ({
    type: "object",
    description,
    patternProperties: { [OTHER_NAMES]: schema, "^(evidence|note)$": { type: "string" } },
    additionalProperties: false,
  });
  // What interventions may add, too.
  definitions.set("resources", byName("what patients compete for", resource(NOBODY).schema(definitions)));
  const oneClass = patientClass(NOBODY).schema(definitions);
  definitions.set("patients", byName("who comes", oneClass));
  definitions.set(
    "addedPatients",
    byName("who comes too, or what else is known of a class", { anyOf: [oneClass, more(oneClass)] }),
  );
  definitions.set("measures", byName("what is measured besides the standard results", measureSchema(definitions)));
  definitions.set("stages", byName("what happens to them", stage(neighbours).schema(definitions)));
  definitions.set("exits", byName("how they leave", exit.schema(definitions)));
  const section = (name: string): Schema => ({
    $ref: `#/$defs/${name}`,
    description: definitions.get(name)?.description ?? "",
  });
  const properties: Record<string, Schema> = {
    careway: { const: 1, description: "version of the language" },
    title: { type: "string", description: "what the scenario is about" },
    question: { type: "string", description: "what the team asks" },
    clock: { ...clockFields.schema(definitions), description: "when time begins, and how long it runs" },
    experiment: { ...experimentFields.schema(definitions), description: "how often it is run, and with which luck" },
    deadlock: {
      ...deadlock.schema(definitions),
      description: "patients who wait for each other for ever stop the run, or swap places in a circle",
    },
    evidence: {
      type: "object",
      description: "where numbers come from; default names the source of those that say nothing",
      properties: { default: { type: "string" } },
      additionalProperties: evidenceSource.schema(definitions),
    },
    parameters: byName("named numbers that can be varied", parameterSchema(definitions)),
    organisations: {
      type: "object",
      description: "who pays: name and label",
      additionalProperties: { type: ["string", "null"] },
    },
    money: { ...moneyFields.schema(definitions), description: "currency and year of prices" },
    value: { ...valueFields.schema(definitions), description: "how health counts, and what it is worth" },
    resources: section("resources"),
    patients: section("patients"),
    stages: section("stages"),
    exits: section("exits"),
    measures: section("measures"),
    forWhom: { ...forWhom.schema(definitions), description: "what to break the figures of patients down by" },
    interventions: byName("what is changed", interventionFields(NOBODY).schema(definitions)),
    scenarios: {
      type: "object",
      description: "sets of interventions to compare",
      additionalProperties: {
        anyOf: [
          { type: "array", items: { type: "string" } },
          {
            type: "object",
            properties: {
              interventions: { type: "array", items: { type: "string" } },
              label: { type: "string" },
              as: { enum: ROLES, description: "as it was published, as is likely here, or the trend alone" },
            },
          },
        ],
      },
    },
    today: { ...todaySchema(definitions), description: "who is in the pathway at time 0" },
    targets: { type: "array", description: "what the evidence says", items: targetSchema(definitions) },
    productivity: {
      ...productivitySchema(definitions),
      description: "activities and their costs, and what the pathway is for: output over input",
    },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Careway scenario",
    type: "object",
    properties,
    required: ["careway", "title", "clock"],
    additionalProperties: false,
    $defs: Object.fromEntries(definitions),
  };
}

/** More attributes of a class that is there. */
function more({ properties }: Schema): Schema {
  const { attributes } = properties as { readonly [key: string]: Schema };
  return { type: "object", properties: { attributes }, required: ["attributes"], additionalProperties: false };
}
