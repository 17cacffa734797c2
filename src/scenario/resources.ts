import { RESOURCE_COSTS } from "../model/cost-kinds.ts";
import type { AtShiftEnd } from "../model/model.ts";
import { capacity } from "./capacity.ts";
import { datedCapacities } from "./dated-capacity.ts";
import { constant, inContext } from "./formula.ts";
import { isNothing, type Node } from "./node.ts";
import { atPricesOfFile, price, priceFields, steppedPrice } from "./prices.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { optional, record, required, withDefault } from "./records.ts";
import { mapped, nameOf, text, word } from "./scalars.ts";
import type {
  Capacity,
  Clock,
  DatedCapacity,
  Resource,
  ResourceCost,
  ResourcePhase,
  SessionRules,
  Value,
} from "./scenario.ts";
import { hoursOf, sessions } from "./sessions.ts";
import { DURATION, MONEY, MONEY_PER_TIME, NUMBER } from "./units.ts";
import { valueIn } from "./values.ts";

const COSTS = record("costs", {
  held: optional(price(MONEY_PER_TIME), "money per time while a unit is in use", "£345 per day"),
  rostered: optional(price(MONEY_PER_TIME), "money per time while a unit is on duty, used or not", "£53 per hour"),
  overtime: optional(
    price(MONEY_PER_TIME),
    "money per time while a unit is in use beyond those on duty; that of rostered when it is left out",
    "£80 per hour",
  ),
  use: optional(price(MONEY), "money each time a unit is taken", "£40"),
  fixed: optional(price(MONEY_PER_TIME), "money per time for the resource as a whole"),
  stepped: optional(steppedPrice, "money per time for each begun block of units on duty", {
    every: 6,
    cost: "£3000 per week",
  }),
  ...priceFields,
});

const ABSENCE = constant({ what: "an absence", unit: NUMBER, least: 0, most: 1 });
/** Whose absences are drawn: as many as one draw can count without loss. */
const MOST_ABSENT = 1000;
const MOST_PARTS = 10_000;

/** `1/20`: how many units make a whole. */
const parts = mapped(constant({ what: "a unit", unit: NUMBER, least: 0, above: true }), (unit, node, reading) => {
  const whole = Math.round(1 / unit);
  if (whole <= MOST_PARTS && Math.abs(1 / unit - whole) <= 1e-9 * whole) return whole;
  const message = `a unit is one of up to ${MOST_PARTS} equal parts of a whole`;
  return reading.report(mistake("bad-unit", message, node.span, "such as 1/20 of a person who is shared by 20"));
});

const MINUTES = valueIn({ wanted: DURATION, notNegative: true });
/** Drawn for the patient who gives the unit back. */
const TURNOVER: Reader<Value> = {
  read: (node, reading) => MINUTES.read(node, inContext(reading, "patient")),
  schema: MINUTES.schema,
};

/** Both spellings of one key. */
interface Written {
  readonly label: string | undefined;
  readonly organisation: string | undefined;
  readonly parts: number;
  readonly capacity: Capacity;
  readonly dates: readonly DatedCapacity[];
  readonly absence: number;
  readonly lastStart: number;
  readonly atShiftEnd: AtShiftEnd;
  readonly turnover: Value | undefined;
  readonly sessions: SessionRules | undefined;
  readonly costs: readonly ResourceCost[];
}

/** @param clock of the run, to say which dates lie outside it */
export function resource(organisations: () => readonly string[], clock?: Clock): Reader<Written> {
  const fields = record("a resource", {
    label: optional(text("a label"), "what to call it in words"),
    organisation: optional(nameOf("an organisation", "unknown-organisation", organisations), "who pays for it"),
    capacity: required(
      capacity,
      "units there are: a whole number, `unlimited`, or by windows of the week or of a cycle",
      72,
      { "weekdays 08:00-17:00": 5 },
    ),
    unit: withDefault(parts, 1, "the part of a whole that a unit is, where one is shared", "1/20"),
    dates: withDefault(datedCapacities(clock), [], "capacity on some dates, or from a date onwards, instead", {
      "2026-12-25": 0,
      "2026-12-24 to 2026-12-26": { "09:00-12:00": 2 },
      "2027-01-04 onwards": { "weekdays 08:00-17:00": 6 },
    }),
    absence: withDefault(ABSENCE, 0, "probability that each one rostered is absent for a shift", "8%"),
    lastStart: withDefault(
      constant({ what: "a last start", unit: DURATION, least: 0 }),
      0,
      "no use begins later than this before capacity falls",
      "30 min",
    ),
    atShiftEnd: withDefault(
      word<AtShiftEnd>("what becomes of a service", ["finish", "pause", "preempt"]),
      "finish" as AtShiftEnd,
      "what becomes of services when capacity falls below use: they finish, pause until there is room again, or are broken off where their stage says whenPreempted",
    ),
    turnover: optional(TURNOVER, "how long a unit stays occupied after it is given back", "20 min", {
      uniform: { min: "10 min", max: "30 min" },
    }),
    sessions: optional(sessions, "when it is there, as sessions that may begin late and have a list of patients", {
      opens: "weekdays 08:30, 13:30",
      length: "4 h",
    }),
    cost: optional(COSTS, "what it costs, by basis"),
    costs: optional(COSTS, "what it costs, by basis"),
  });
  return {
    read: (node, reading) => {
      const read = fields.read(node, reading);
      if (read === undefined) return undefined;
      const twice = node.kind === "map" && node.entries.has("costs") ? node.entries.get("cost") : undefined;
      if (twice !== undefined) {
        const message = '"cost" and "costs" are two words for one key, and both are here';
        return reading.report(mistake("already-there", message, twice.keySpan, "put all of them into one"));
      }
      const { label, organisation, unit, absence, lastStart, atShiftEnd, turnover } = read;
      const hours =
        read.sessions === undefined ? read : hoursOf(read.sessions, read.capacity, read.dates, node, reading);
      if (hours === undefined) return undefined;
      const { capacity, dates } = hours;
      const costs = costsOf(read.costs ?? read.cost ?? {}, reading);
      if (costs === undefined) return undefined;
      if (absence > 0 && !canBeAbsent(capacity, dates, reading)) return undefined;
      const ofDuty = costs.find(({ basis }) => basis === "rostered" || basis === "stepped")?.basis;
      if (ofDuty !== undefined && most(capacity, dates) === Infinity) {
        const message = `${ofDuty} is a price of the units on duty, and this capacity is unlimited: the cost would be, too`;
        return reading.report(mistake("endless-cost", message, node.span, "write held or use, or state the capacity"));
      }
      return {
        label,
        organisation,
        parts: unit,
        capacity: inParts(capacity, unit),
        dates: dates.map((one) => ({ ...one, capacity: inParts(one.capacity, unit) })),
        absence,
        lastStart,
        atShiftEnd,
        turnover,
        sessions: read.sessions?.rules,
        costs,
      };
    },
    schema: (definitions) => fields.schema(definitions),
  };
}

type Prices = NonNullable<ReturnType<typeof COSTS.read>>;

/** At the prices of the file's year, in the order of their bases. */
function costsOf(stated: Partial<Prices>, reading: Reading): ResourceCost[] | undefined {
  const costs = RESOURCE_COSTS.flatMap((basis): (ResourceCost | undefined)[] => {
    const one = stated[basis];
    if (one === undefined) return [];
    const amount = atPricesOfFile(one, stated, reading);
    const { every, kind = stated.kind } = one;
    return [amount === undefined ? undefined : { basis, amount, kind, ...(every === undefined ? {} : { every }) }];
  });
  return costs.every((one) => one !== undefined) ? costs : undefined;
}

/** The largest number in a capacity. */
export function mostUnits(capacity: Capacity): number {
  return capacity.kind === "constant" ? capacity.units : Math.max(...capacity.steps.map(({ units }) => units));
}

function most(regular: Capacity, dates: readonly DatedCapacity[]): number {
  return Math.max(...[regular, ...dates.map(({ capacity }) => capacity)].map(mostUnits));
}

/** Absence is drawn shift by shift, so there must be shifts, and so many that they can be counted. */
function canBeAbsent(regular: Capacity, dates: readonly DatedCapacity[], reading: Reading): boolean {
  const units = most(regular, dates);
  if (units > MOST_ABSENT) {
    const message = `absence is for up to ${MOST_ABSENT} at a time, here there are ${units === Infinity ? "unlimited" : units}`;
    reading.report(mistake("absence-of-many", message, reading.at, "split the resource, or leave absence out"));
    return false;
  }
  if (regular.kind === "constant" || dates.some(({ capacity }) => capacity.kind === "constant")) {
    const message = "absence is drawn anew for each shift, and this capacity has none";
    const cure = "write shifts, such as capacity: { daily 08:00-20:00: 5, daily 20:00-08:00: 5 }";
    reading.report(mistake("absence-without-shifts", message, reading.at, cure));
    return false;
  }
  return true;
}

/** Wholes in their units. */
function inParts(capacity: Capacity, parts: number): Capacity {
  if (capacity.kind === "constant") return { ...capacity, units: capacity.units * parts };
  return { ...capacity, steps: capacity.steps.map(({ minute, units }) => ({ minute, units: units * parts })) };
}

/** One resource with all its phases; a phase that is not there yet has no capacity. */
export function readResource(
  name: string,
  node: Node,
  reading: Reading,
  organisations: () => readonly string[],
  clock?: Clock,
): Resource | undefined {
  const reader = resource(organisations, clock);
  const phases = node.kind === "phases" ? node.phases : [{ from: 0, node: isNothing(node) ? undefined : node }];
  const read = phases.map(({ from, node: written }) => ({
    from,
    value: written === undefined ? ABSENT : reader.read(written, reading),
  }));
  if (node.kind !== "phases" && isNothing(node)) reader.read(node, reading);
  if (read.some(({ value }) => value === undefined)) return undefined;
  const whole = read as { from: number; value: Written }[];
  const last = whole[whole.length - 1].value;
  if (whole.some(({ value }) => value !== ABSENT && value.parts !== last.parts)) {
    const hint = "state adoption: full, or add a resource";
    return reading.report(mistake("cannot-spread", "a unit cannot change in the course of a run", node.span, hint));
  }
  return {
    name,
    label: last.label ?? name,
    organisation: last.organisation,
    parts: last.parts,
    phases: whole.map(
      ({ from, value: { label, organisation, parts, ...value } }): { from: number; value: ResourcePhase } => {
        return { from, value };
      },
    ),
    span: reading.at,
  };
}

const ABSENT: Written = {
  label: undefined,
  organisation: undefined,
  parts: 1,
  capacity: { kind: "constant", units: 0 },
  dates: [],
  absence: 0,
  lastStart: 0,
  atShiftEnd: "finish",
  turnover: undefined,
  sessions: undefined,
  costs: [],
};
