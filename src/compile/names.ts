import type { ModelNames } from "../model/model.ts";
import { DONE } from "../model/opcodes.ts";
import type { Scenario } from "../scenario/scenario.ts";

/** Names to indices, one numbering for all arms of a scenario. */
export interface NameIndex {
  readonly names: ModelNames;
  readonly class: (name: string) => number;
  readonly attribute: (name: string) => number;
  /** Index of one of the values of a text attribute. */
  readonly attributeValue: (attribute: string, value: string) => number;
  readonly stage: (name: string) => number;
  readonly exit: (name: string) => number;
  readonly resource: (name: string) => number;
  readonly server: (name: string) => number;
  readonly intervention: (name: string) => number;
  /** −1 for undefined. */
  readonly organisation: (name: string | undefined) => number;
  readonly contact: (name: string) => number;
  /** A stage, −1 − exit, or DONE at the end of a child's pathway. */
  readonly target: (name: string) => number;
}

export function indexNames(scenario: Scenario): NameIndex {
  const { names } = scenario;
  const attributes = names.attributes.map(({ name }) => name);
  const modelNames: ModelNames = {
    classes: names.classes,
    attributes,
    stages: names.stages,
    exits: names.exits,
    resources: names.resources,
    interventions: names.interventions,
    organisations: names.organisations,
    servers: names.servers,
    measures: scenario.measures.map(({ name }) => name),
    attributeValues: names.attributes.map(({ values }) => values),
    contacts: names.contacts,
  };
  const attribute = finder("attribute", attributes);
  const stages = new Map(names.stages.map((name, index) => [name, index]));
  const exit = finder("exit", names.exits);
  const organisation = finder("organisation", names.organisations);
  return {
    names: modelNames,
    class: finder("class", names.classes),
    attribute,
    attributeValue: (name, value) => names.attributes[attribute(name)].values.indexOf(value),
    stage: finder("stage", names.stages),
    exit,
    resource: finder("resource", names.resources),
    server: finder("server", names.servers),
    intervention: finder("intervention", names.interventions),
    organisation: (name) => (name === undefined ? -1 : organisation(name)),
    contact: finder("contact", names.contacts),
    target: (name) => (name === "done" ? DONE : (stages.get(name) ?? -1 - exit(name))),
  };
}

function finder(kind: string, names: readonly string[]): (name: string) => number {
  const indices = new Map(names.map((name, index) => [name, index]));
  return (name) => {
    const index = indices.get(name);
    if (index === undefined)
      throw new Error(`${kind} "${name}" passed the reader but is not among the scenario's names`);
    return index;
  };
}
