import { ADDABLE } from "./additions.ts";
import { adoptionSchema, readAdoption } from "./adoption.ts";
import type { Schema } from "./json-schema.ts";
import type { Node } from "./node.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { mapOf, optional, record } from "./records.ts";
import { amount } from "./resources.ts";
import { mapped, nameOf, text, word } from "./scalars.ts";
import type { Clock, Intervention, InterventionCost } from "./scenario.ts";
import { MONEY, MONEY_PER_TIME } from "./units.ts";

export const LEVERS = ["skillMix", "activation", "flow", "technology", "redesign"] as const;

const cost = (
  organisations: () => readonly string[],
): Reader<Omit<InterventionCost, "name" | "label"> & { label: string | undefined }> => {
  const fields = record("a cost of an intervention", {
    label: optional(text("a label"), "what to call it in words"),
    once: optional(amount(MONEY), "paid at day 0", "£12000"),
    rate: optional(amount(MONEY_PER_TIME), "paid from day 0 on", "£500 per week"),
    organisation: optional(nameOf("an organisation", "unknown-organisation", organisations), "who pays"),
  });
  return mapped(fields, ({ label, once, rate, organisation }, node, reading) => {
    if (organisation === undefined && organisations().length > 0) {
      const message = "no organisation pays this cost: it counts in the total alone";
      reading.report(
        doubt("nobody-pays", message, reading.at, `say who pays, such as organisation: ${organisations()[0]}`),
      );
    }
    if (once !== undefined && rate === undefined) return { label, organisation, basis: "once", amount: once };
    if (rate !== undefined && once === undefined) return { label, organisation, basis: "rate", amount: rate };
    return reading.report(
      mistake("no-basis", "a cost is paid `once` or at a `rate`, one of them", node.span, "such as once: £12000"),
    );
  });
};

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
    like: optional(text("the name of an intervention"), "takes over what is not stated here"),
    change: optional({ ...anything, schema: changesSchema }, "path: new value, or { times: 0.95 }, { plus: 2 }", {
      "stages.ward.duration": { times: 0.9 },
    }),
    add: optional(
      { ...anything, schema: additionsSchema },
      "resources, patients, stages, exits and measures to add, as in the file; attributes of a class too",
    ),
    adoption: optional({ ...anything, schema: adoptionSchema }, "full (from time 0, everybody), or how it spreads"),
    costs: optional(mapOf("costs", cost(organisations)), "what it costs besides resources"),
  });
}

export function readIntervention(
  name: string,
  node: Node,
  reading: Reading,
  clock: Clock,
  organisations: () => readonly string[],
): Intervention | undefined {
  const read = interventionFields(organisations).read(node, reading);
  if (node.kind !== "map") return undefined;
  const entry = node.entries.get("adoption");
  const adoption = readAdoption(name, entry?.value, { ...reading, at: entry?.keySpan ?? reading.at }, clock);
  if (read === undefined || adoption === undefined) return undefined;
  const costs = [...(read.costs ?? [])].map(
    ([key, each]): InterventionCost => ({ ...each, name: key, label: each.label ?? key }),
  );
  return { name, label: read.label ?? name, lever: read.lever, adoption, costs };
}
