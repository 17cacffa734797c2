import type { Fact } from "../collect/event-log.ts";
import type { ModelNames } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { STATE_NAMES } from "../model/state-names.ts";

/** A fact in one line with all that it says, and every digit of it: to show where two engines differ. */
export function factText(fact: Fact, names: ModelNames): string {
  const { at, verb, ...rest } = fact;
  const said = Object.entries(rest).map(([key, value]) =>
    key === "value" && fact.verb === "is"
      ? attributeText(fact.attribute, fact.value, names)
      : sayPart(key, value, names),
  );
  return [timeText(at), verb, ...said].join(" ");
}

/** Of what was so before the run began nobody says since when. */
export function timeText(at: number, unit = ""): string {
  return at === -Infinity ? "before time 0" : `${at}${unit}`;
}

/** How a part of a fact is said that is an index. */
const WORDS: Readonly<Record<string, (index: number, names: ModelNames) => string | undefined>> = {
  class: (index, { classes }) => classes[index],
  stage: (index, { stages }) => stages[index],
  resource: (index, { resources }) => resources[index],
  exit: (index, { exits }) => exits[index],
  contact: (index, { contacts }) => contacts[index],
  attribute: (index, { attributes }) => attributes[index],
  intervention: (index, { interventions }) => interventions[index],
  server: (index, { servers }) => (index === NONE ? "by nobody" : `by ${servers[index]}`),
  state: (index) => STATE_NAMES[index],
  cause: (index, names) => `for ${causeText(index, names)}`,
};

function sayPart(key: string, value: unknown, names: ModelNames): string {
  if (key === "child" && Array.isArray(value)) return `child ${names.stages[value[0]]}.${value[1]}`;
  return WORDS[key]?.(Number(value), names) ?? `${key} ${value}`;
}

/** Of an attribute with named values the name of this one; else the number as it is. */
function attributeText(attribute: number, value: number, { attributeValues }: ModelNames): string {
  return attributeValues[attribute]?.[value] ?? String(value);
}

function causeText(cause: number, names: ModelNames): string {
  if (cause === NONE) return "nothing";
  return cause < 0 ? `a place in ${names.stages[-1 - cause]}` : names.resources[cause];
}
