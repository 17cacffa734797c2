import { diagnosticAt } from "../diagnostics/place.ts";
import type { Cohort } from "../model/model.ts";
import { parseStart } from "../time/calendar.ts";
import { constant } from "./formula.ts";
import type { MapNode, Node } from "./node.ts";
import { child } from "./node.ts";
import { priceIndex } from "./prices.ts";
import { doubt, mistake, type Reader, type Reading } from "./reading.ts";
import { optional, record, required, withDefault } from "./records.ts";
import { asText, mapped, text, word } from "./scalars.ts";
import type { Clock, ExperimentPlan, Scenario } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";

const start: Reader<{ startDate: string; startMinuteOfWeek: number }> = {
  read: (node, reading) => {
    const scalar = asText(node, "a date", reading);
    if (scalar === undefined) return undefined;
    const parsed = parseStart(scalar.text);
    return parsed.ok ? parsed.value : reading.report(diagnosticAt(parsed.problem, scalar.span, scalar.text));
  },
  schema: () => ({ type: "string" }),
};

const COHORTS: readonly Cohort[] = ["exits", "arrivals", "bothEnds"];

export const clockFields = record("a clock", {
  start: required(start, "local date at which time begins, 00:00 unless a time is given", "2026-04-06"),
  warmUp: withDefault(constant({ what: "a warm-up", unit: DURATION, least: 0 }), 0, "cut from the start", "26 weeks"),
  run: required(constant({ what: "a run", unit: DURATION, least: 0, above: true }), "length of the window", "52 weeks"),
  cohort: withDefault(word("a cohort", COHORTS), "exits" as Cohort, "whose stays, visits and waits count"),
  coolDown: withDefault(
    constant({ what: "a cool-down", unit: DURATION, least: 0 }),
    0,
    "after the window, to follow those who arrived in it",
    "8 weeks",
  ),
});

const seed: Reader<string> = {
  read: (node, reading) => {
    const scalar = asText(node, "a seed", reading);
    if (scalar === undefined) return undefined;
    const number = !scalar.quoted && /^[-+]?[\d.]+$/.test(scalar.text);
    const fine = !number || (/^\d+$/.test(scalar.text) && Number(scalar.text) <= Number.MAX_SAFE_INTEGER);
    if (fine) return scalar.text;
    return reading.report(
      mistake(
        "bad-seed",
        `a seed is a text, or a whole number up to 2^53 − 1, this is ${scalar.text}`,
        scalar.span,
        `write "${scalar.text}" in quotes`,
      ),
    );
  },
  schema: () => ({ type: ["string", "integer"] }),
};

const REPLICATIONS = constant({
  what: "a number of replications",
  unit: NUMBER,
  least: 1,
  most: 1_000_000,
  whole: true,
});
const replications = mapped(REPLICATIONS, (value, node, reading) => {
  if (value === 1)
    reading.report(doubt("one-replication", "one replication gives no interval", node.span, "use 30 or more"));
  return value;
});
const LEVEL = constant({ what: "a level", unit: NUMBER, least: 0.5, above: true, most: 0.9999 });

export const experimentFields = record("an experiment", {
  replications: withDefault(replications, 30, "runs of each scenario, each with its own luck", 50),
  seed: withDefault(seed, "1", "text from which all random numbers come", "frailty"),
  level: withDefault(LEVEL, 0.95, "of the intervals", "95%"),
});

/** What becomes of patients who wait for each other for ever. */
export const deadlock = word<Scenario["deadlock"]>("what becomes of a deadlock", ["stop", "swap"]);

const CURRENCIES = ["GBP", "EUR", "USD"] as const;

export const moneyFields = record("money", {
  currency: withDefault(word("a currency", CURRENCIES), "GBP" as (typeof CURRENCIES)[number], "of all amounts"),
  priceYear: optional(text("a year"), "of the prices", "2024/25"),
  index: optional(priceIndex, "how dear each year was, to bring prices of other years to priceYear", {
    "2022/23": 0.95,
    "2024/25": 1,
  }),
});

export interface Header {
  readonly title: string;
  readonly question: string | undefined;
  readonly clock: Clock;
  readonly experiment: ExperimentPlan;
  readonly deadlock: Scenario["deadlock"];
  readonly money: Scenario["money"];
}

/** What stands at the top; undefined parts were reported, and stand-ins let the reading go on. */
export function readHeader(root: MapNode, reading: Reading): Header {
  readVersion(root, reading);
  const at = (key: string): Reading => ({ ...reading, at: root.entries.get(key)?.keySpan ?? reading.at });
  const part = <T>(key: string, reader: Reader<T>, otherwise: T): T => {
    const node = child(root, key);
    return (node === undefined ? undefined : reader.read(node, at(key))) ?? otherwise;
  };
  return {
    title: required1(root, "title", reading) === undefined ? "" : part("title", text("a title"), ""),
    question: part<string | undefined>("question", text("a question"), undefined),
    clock: readClock(root, reading, at("clock")),
    experiment: part("experiment", experimentFields, { replications: 30, seed: "1", level: 0.95 }),
    deadlock: part("deadlock", deadlock, "stop"),
    money: part("money", moneyFields, { currency: "GBP", priceYear: undefined, index: undefined }),
  };
}

function required1(root: MapNode, key: string, reading: Reading): Node | undefined {
  const node = child(root, key);
  if (node !== undefined) return node;
  return reading.report(mistake("missing-key", `a scenario needs the key "${key}"`, reading.at));
}

function readVersion(root: MapNode, reading: Reading): void {
  const entry = root.entries.get("careway");
  if (entry === undefined) {
    reading.report(
      mistake(
        "missing-key",
        'this is not a Careway file: they start with "careway: 1"',
        reading.at,
        "write careway: 1 at the top",
      ),
    );
  } else if (entry.value.kind !== "scalar" || entry.value.text !== "1") {
    reading.report(
      mistake(
        "unknown-version",
        "this version of Careway reads careway: 1",
        entry.value.span,
        "write careway: 1, or use a newer Careway",
      ),
    );
  }
}

/** Stands in for a clock with a mistake: nothing is said of dates that lie outside it. */
export const UNREAD_CLOCK: Clock = {
  startDate: "2026-04-06",
  startMinuteOfWeek: 0,
  warmUp: 0,
  run: 10080,
  coolDown: 0,
  cohort: "exits",
};

function readClock(root: MapNode, reading: Reading, at: Reading): Clock {
  const node = required1(root, "clock", reading);
  const read = node && clockFields.read(node, at);
  if (read === undefined) return UNREAD_CLOCK;
  const { start: begins, warmUp, run, cohort, coolDown } = read;
  if (warmUp > run) {
    reading.report(
      doubt(
        "long-warm-up",
        "the warm-up is longer than the window that is measured",
        at.at,
        "most of the run is thrown away",
      ),
    );
  }
  if (cohort !== "arrivals" && coolDown > 0) {
    const message = "a cool-down follows those who arrived in the window: it belongs to the cohort of arrivals";
    const { keySpan } = (node as MapNode).entries.get("coolDown") ?? { keySpan: at.at };
    reading.report(mistake("unused-key", message, keySpan, "add cohort: arrivals"));
  }
  if (cohort === "arrivals" && coolDown === 0) {
    const message = "without a cool-down those who arrive late and stay long are not counted";
    reading.report(doubt("no-cool-down", message, at.at, "add coolDown, longer than nearly every stay"));
  }
  return { ...begins, warmUp, run, cohort, coolDown };
}
