import type { Fact } from "../collect/event-log.ts";
import type { ModelNames } from "../model/model.ts";
import { NONE, STATE_NAMES } from "../model/opcodes.ts";

/** A fact in one line with all that it says, and every digit of it: to show where two engines differ. */
export function factText(fact: Fact, names: ModelNames): string {
  const { at, verb, ...rest } = fact;
  const said = Object.entries(rest).map(([key, value]) => sayPart(key, value, names));
  return [`${at === -Infinity ? "before time 0" : at} ${verb}`, ...said].join(" ");
}

function sayPart(key: string, value: unknown, names: ModelNames): string {
  if (key === "child" && Array.isArray(value)) return `child ${names.stages[value[0]]}.${value[1]}`;
  const number = Number(value);
  if (key === "state") return STATE_NAMES[number];
  if (key === "cause") return `for ${causeText(number, names)}`;
  const list = LISTS.get(key)?.(names);
  return list === undefined ? `${key} ${value}` : (list[number] ?? `${key} ${value}`);
}

/** Which names an index is of. */
const LISTS: ReadonlyMap<string, (names: ModelNames) => readonly string[]> = new Map([
  ["class", ({ classes }: ModelNames) => classes],
  ["stage", ({ stages }: ModelNames) => stages],
  ["resource", ({ resources }: ModelNames) => resources],
  ["exit", ({ exits }: ModelNames) => exits],
  ["contact", ({ contacts }: ModelNames) => contacts],
  ["attribute", ({ attributes }: ModelNames) => attributes],
  ["intervention", ({ interventions }: ModelNames) => interventions],
  ["server", ({ servers }: ModelNames) => servers],
]);

function causeText(cause: number, names: ModelNames): string {
  if (cause === NONE) return "nothing";
  return cause < 0 ? `a place in ${names.stages[-1 - cause]}` : names.resources[cause];
}
