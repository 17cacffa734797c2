import type { Nullary, Operator, SessionFigure } from "../model/expression.ts";
import { minutesIn, timeWords } from "../time/duration.ts";
import type { Context, ThingKind, TypedNamed } from "./expression.ts";
import { BOOLEAN, DURATION, MONEY, NUMBER, TEXT, type Unit } from "./units.ts";

/** A word that reads one thing of the patient or the clock. */
interface NullaryWord {
  readonly op: Nullary;
  readonly unit: Unit;
  readonly contexts: readonly Context[];
}

/** A function of one name. */
interface NamedWord {
  /** What its argument may be, and what is then read. */
  readonly reads: readonly { readonly kind: ThingKind; readonly op: TypedNamed }[];
  readonly unit: Unit;
  readonly contexts: readonly Context[];
}

/** A function of values: how many it takes; its units are settled by its group. */
interface ValueFunction {
  readonly op: Operator;
  readonly least: number;
  readonly most: number;
  /** same: arguments of one unit give that unit · number: a number gives a number. */
  readonly units: "same" | "number";
}

const SEEN_BY_PATIENTS: readonly Context[] = ["patient", "attribute", "measure", "visit"];
const LATER: readonly Context[] = ["patient", "measure", "visit"];
const MEASURES: readonly Context[] = ["measure", "visit"];
/** Where a patient's contacts can be counted. */
export const COUNTS: readonly Context[] = LATER;
const SYSTEM: readonly Context[] = ["patient", "system"];
const CLOCK: readonly Context[] = ["patient", "attribute", "measure", "visit", "session", "system", "clock"];

/** Words without arguments and where each can be used: DESIGN of the language, "Expressions see". */
export const nullaryWords: ReadonlyMap<string, NullaryWord> = new Map<string, NullaryWord>([
  ["time", { op: "time", unit: DURATION, contexts: CLOCK }],
  ["hour", { op: "hour", unit: NUMBER, contexts: CLOCK }],
  ["weekday", { op: "weekday", unit: TEXT, contexts: CLOCK }],
  ["class", { op: "class", unit: TEXT, contexts: SEEN_BY_PATIENTS }],
  ["arrived", { op: "arrived", unit: DURATION, contexts: SEEN_BY_PATIENTS }],
  ["waited", { op: "waited", unit: DURATION, contexts: LATER }],
  ["exit", { op: "exit", unit: TEXT, contexts: ["measure"] }],
]);

/** What a measure of sessions reads of one: these words have this meaning nowhere else, so that anything may have such a name. */
export const sessionWords: ReadonlyMap<SessionFigure, Unit> = new Map([
  ["opened", DURATION],
  ["closed", DURATION],
  ["late", DURATION],
  ["firstStart", DURATION],
  ["lastEnd", DURATION],
  ["used", DURATION],
  ["cases", NUMBER],
  ["came", NUMBER],
]);

/** Functions that take the name of a stage, a resource, an intervention or an organisation. */
export const namedFunctions: ReadonlyMap<string, NamedWord> = new Map<string, NamedWord>([
  ["adopted", named(BOOLEAN, MEASURES, ["intervention", "adopted"])],
  ["since", named(DURATION, CLOCK, ["intervention", "since"])],
  ["visits", named(NUMBER, LATER, ["stage", "visits"])],
  ["enter", named(DURATION, LATER, ["stage", "enter"])],
  ["start", named(DURATION, LATER, ["stage", "start"])],
  ["end", named(DURATION, LATER, ["stage", "end"])],
  ["time", named(DURATION, LATER, ["stage", "stageTime"])],
  ["left", named(DURATION, LATER, ["resource", "left"])],
  ["taken", named(DURATION, MEASURES, ["resource", "taken"])],
  ["held", named(NUMBER, ["patient"], ["resource", "held"])],
  ["queue", named(NUMBER, SYSTEM, ["stage", "queue"])],
  ["present", named(NUMBER, SYSTEM, ["stage", "present"])],
  ["by", named(TEXT, LATER, ["stage", "by"])],
  ["cases", named(NUMBER, SYSTEM, ["stage", "cases"])],
  ["inUse", named(NUMBER, SYSTEM, ["resource", "inUse"])],
  ["free", named(NUMBER, SYSTEM, ["resource", "free"])],
  ["closes", named(DURATION, ["patient"], ["resource", "closes"])],
  ["midnights", named(NUMBER, MEASURES, ["resource", "midnightsHeld"], ["stage", "midnightsIn"])],
  ["cost", named(MONEY, MEASURES, ["organisation", "cost"])],
]);

/** Functions of values, allowed everywhere; `if` apart, whose condition and branches differ. */
export const valueFunctions: ReadonlyMap<string, ValueFunction> = new Map<string, ValueFunction>([
  ["min", { op: "min", least: 2, most: 50, units: "same" }],
  ["max", { op: "max", least: 2, most: 50, units: "same" }],
  ["abs", { op: "abs", least: 1, most: 1, units: "same" }],
  // clamp(x, low, high) is written out as min(max(x, low), high).
  ["clamp", { op: "min", least: 3, most: 3, units: "same" }],
  ["floor", { op: "floor", least: 1, most: 1, units: "number" }],
  ["ceil", { op: "ceil", least: 1, most: 1, units: "number" }],
  ["round", { op: "round", least: 1, most: 1, units: "number" }],
  ["sqrt", { op: "sqrt", least: 1, most: 1, units: "number" }],
  ["log", { op: "log", least: 1, most: 1, units: "number" }],
  ["exp", { op: "exp", least: 1, most: 1, units: "number" }],
  ["sin", { op: "sin", least: 1, most: 1, units: "number" }],
  ["cos", { op: "cos", least: 1, most: 1, units: "number" }],
]);

/** Every function, for suggestions. */
export const functionNames: readonly string[] = [
  "if",
  "count",
  "mean",
  ...valueFunctions.keys(),
  ...namedFunctions.keys(),
];

const CHANCE = "numbers drawn in an expression would not repeat: use a distribution as the value, or an attribute";
const CLOCK_HINT = "simulated time is `time`, the minutes since the start of the run";

/** Words that people bring from elsewhere, and what to do instead. */
export const foreignWords: ReadonlyMap<string, string> = new Map([
  ["random", CHANCE],
  ["randomInt", CHANCE],
  ["rand", CHANCE],
  ["pickRandom", CHANCE],
  ["now", CLOCK_HINT],
  ["Date", CLOCK_HINT],
  ["date", CLOCK_HINT],
  ["pi", "write 3.14159265358979"],
  ["e", "write exp(1)"],
  ["ln", "write log(x), which is the natural logarithm"],
  ["log10", "write log(x) / log(10)"],
  ["pow", "write x ^ y"],
  ["factorial", "there is no factorial"],
  ["null", "every name has a value; times that have not happened compare as false"],
]);

/** A place of expressions: after "in", and in a list of places. */
export const contextWords: Readonly<Record<Context, { readonly here: string; readonly many: string }>> = {
  patient: { here: "in a stage", many: "stages" },
  attribute: { here: "in an attribute", many: "attributes" },
  measure: { here: "in a measure", many: "measures" },
  visit: { here: "in a measure of visits or stays", many: "measures" },
  session: { here: "in a measure of sessions", many: "measures of sessions" },
  system: { here: "in an average over time", many: "averages over time" },
  clock: { here: "where nobody has come yet", many: "arrivals" },
  parameter: { here: "where only numbers and parameters can stand", many: "parameters" },
};

/** What a choice of a request says of itself, beside the names of resources. */
export const CHOICE_WORDS: readonly string[] = ["after", "as", "speed", "set"];

const RESERVED: ReadonlySet<string> = new Set([
  ...nullaryWords.keys(),
  ...functionNames,
  ...foreignWords.keys(),
  ...timeWords,
  ..."done and or not true false mod xor per unlimited month months year years nan inf NaN Infinity undefined".split(
    " ",
  ),
]);

/** Whether a word has a meaning of its own in expressions or quantities, so that nothing can be called it. */
export function isReservedWord(name: string): boolean {
  return RESERVED.has(name);
}

/** What a reserved word is, for messages: "a unit of time, as in 5 h". */
export function meaningOf(name: string): string {
  if (minutesIn(name) !== undefined) return `a unit of time, as in 5 ${name}`;
  if (functionNames.includes(name)) return "a function of expressions";
  return nullaryWords.has(name)
    ? "what expressions call something of the patient or the clock"
    : "a word of the language";
}

function named(
  unit: Unit,
  contexts: readonly Context[],
  ...reads: readonly (readonly [ThingKind, TypedNamed])[]
): NamedWord {
  return { unit, contexts, reads: reads.map(([kind, op]) => ({ kind, op })) };
}
