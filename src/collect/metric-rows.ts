import { CANCELLED, DUE, SKIPPED } from "../kernel/recorder.ts";
import type { MeasureTable, Model } from "../model/model.ts";
import { COST_KINDS } from "./money.ts";
import type { Summary } from "./observations.ts";
import type { Parts } from "./parts.ts";
import type { Metric } from "./run-result.ts";
import {
  COMPLETED,
  COUNTED,
  PAUSED,
  PREEMPTED,
  PRESENT_MINUTES,
  PULLED,
  SERVICE_MINUTES,
  STAGE_MINUTES,
  TURNED_AWAY,
  VISITS,
} from "./stage-figures.ts";
import { columnsOf, type StateTime } from "./state-time.ts";

/** One thing that is measured of each subject of a scope, and where it is read. */
export interface Row {
  readonly quantity: string;
  readonly statistic: Metric["statistic"];
  readonly unit: Metric["unit"];
  readonly better: Metric["better"];
  readonly value: (parts: Parts, subject: number) => number;
}

type Value = Row["value"];

/** A metric and where its number is read at the end of a run. */
export interface ReadMetric {
  readonly metric: Metric;
  readonly read: (parts: Parts) => number;
}

const DAY = 1440;
const WEEK = 10080;

/** Of everybody and of each class: subject 0 is overall, 1 + c is class c. */
export function groupRows(model: Model): readonly Row[] {
  const exits = model.names.exits;
  return [
    row("arrivals", "count", "patients", undefined, ({ flow }, g) => flow.arrivals[g]),
    ...(model.uses.noShows ? [row("missed", "count", "patients", undefined, ({ flow }, g) => flow.missed[g])] : []),
    row("exits", "count", "patients", undefined, ({ flow }, g) => flow.exits[g]),
    ...exits.map((name, exit) =>
      row(`exitsTo.${name}`, "count", "patients", undefined, ({ flow }, g) => flow.exitsTo[g * exits.length + exit]),
    ),
    row("throughput", "rate", "per day", "higher", ({ flow, window }, g) => (flow.exits[g] / window) * DAY),
    row("present", "mean", "patients", undefined, ({ flow, window }, g) => flow.presentMinutes[g] / window),
    row("presentAtStart", "count", "patients", undefined, ({ flow }, g) => flow.presentAtStart[g]),
    row("presentAtEnd", "count", "patients", undefined, ({ flow }, g) => flow.presentAtEnd[g]),
    ...cohortRows(model),
    ...spread("lengthOfStay", "lower", ({ flow }, g) => flow.lengthOfStay[g]),
    ...spread("wait", "lower", ({ states }, g) => states.wait[g]),
    row("wait", "share", "share", "lower", ({ states }, g) => states.wait[g].share),
    ...(model.utilities === undefined ? [] : qalyRows),
    ...timeRows(model),
  ];
}

const qalyRows: readonly Row[] = [
  row("qalys", "mean", "QALYs", "higher", ({ qalys }, g) => (qalys?.total[g] ?? NaN) / (qalys?.patients[g] ?? NaN)),
  row("qalys", "total", "QALYs", undefined, ({ qalys }, g) => qalys?.total[g] ?? NaN),
];

/** Whom the numbers of whole patients are of, where they are not those who leave in the window. */
function cohortRows({ clock, today }: Model): Row[] {
  const unknown = row("arrivalUnknown", "count", "patients", undefined, ({ flow }, g) => flow.arrivalUnknown[g]);
  const followed = row("followed", "count", "patients", undefined, ({ flow }, g) => flow.lengthOfStay[g].count);
  const inside = row("stillInside", "count", "patients", undefined, ({ flow }, g) => flow.stillInside[g]);
  if (clock.cohort === "exits") return today.length === 0 ? [] : [unknown];
  return clock.cohort === "arrivals" ? [followed, inside] : [followed];
}

function timeRows(model: Model): Row[] {
  const columns = columnsOf(model);
  return columns.flatMap(({ name, subject, wait }, column) => {
    const better = wait ? "lower" : undefined;
    const dot = subject === "" ? "" : `.${subject}`;
    const cell = (g: number): number => g * columns.length + column;
    return [
      row(name + dot, "mean", "min", better, ({ states }, g) => {
        return states.ofLeavers[cell(g)] / states.wait[g].count;
      }),
      row(`${name}PerDay${dot}`, "rate", "min", better, ({ states, window }, g) => {
        return (states.inWindow[cell(g)] / window) * DAY;
      }),
    ];
  });
}

/** Of everybody: waits by what is at their root. Of what never passes a wait on, all waits for it are, and those passed on to it. */
export const rootRows = ({ names, uses }: Model): readonly Row[] =>
  names.resources.flatMap((name, r) => {
    const own = (states: StateTime, blocked: boolean): number => (uses.passes[r] ? 0 : states.chargedTo(r, blocked));
    return [
      row(`rootBlockedPerDay.${name}`, "rate", "min", "lower", ({ roots, states, window }) => {
        return ((own(states, true) + (roots?.blocked[r] ?? 0)) / window) * DAY;
      }),
      row(`rootWaitPerDay.${name}`, "rate", "min", "lower", ({ roots, states, window }) => {
        return ((own(states, false) + (roots?.waited[r] ?? 0)) / window) * DAY;
      }),
    ];
  });

export const exitRows: readonly Row[] = [
  row("exits", "count", "patients", undefined, ({ flow }, exit) => flow.exitsTo[exit]),
  row("exits", "share", "share", undefined, ({ flow }, exit) => flow.exitsTo[exit] / flow.exits[0]),
];

export const stageRows = ({ uses }: Model): readonly Row[] => [
  row("visits", "count", "patients", undefined, ({ stages }, s) => stages.sum(s, VISITS)),
  row("completed", "count", "patients", undefined, ({ stages }, s) => stages.sum(s, COMPLETED)),
  row("pulled", "count", "patients", undefined, ({ stages }, s) => stages.sum(s, PULLED)),
  row("preempted", "count", "patients", undefined, ({ stages }, s) => stages.sum(s, PREEMPTED)),
  ...(uses.pauses ? [row("paused", "count", "patients", undefined, ({ stages }, s) => stages.sum(s, PAUSED))] : []),
  row("turnedAway", "count", "patients", "lower", ({ stages }, s) => stages.sum(s, TURNED_AWAY)),
  ...spread("wait", "lower", ({ stages }, s) => stages.wait[s]),
  row("wait", "share", "share", "lower", ({ stages }, s) => stages.wait[s].share),
  row("service", "mean", "min", undefined, ({ stages }, s) => stages.sum(s, SERVICE_MINUTES) / stages.sum(s, COUNTED)),
  row("time", "mean", "min", "lower", ({ stages }, s) => stages.sum(s, STAGE_MINUTES) / stages.sum(s, COUNTED)),
  row("present", "mean", "patients", undefined, ({ stages, window }, s) => stages.sum(s, PRESENT_MINUTES) / window),
  row("queue", "mean", "patients", "lower", ({ states, window }, s) => states.waitedForStage[s] / window),
];

/** Wholes, where units are parts of them, but for `taken`. */
export const resourceRows = ({ uses }: Model): readonly Row[] => [
  row(
    "inUse",
    "mean",
    "units",
    undefined,
    ({ resources, window }, r) => resources.used[r] / window / resources.parts[r],
  ),
  row("inUse", "p50", "units", undefined, inUseAt(0.5)),
  row("inUse", "p90", "units", undefined, inUseAt(0.9)),
  row("inUse", "p95", "units", undefined, inUseAt(0.95)),
  row("inUse", "max", "units", undefined, ({ resources }, r) => resources.levels[r].max() / resources.parts[r]),
  row("capacity", "mean", "units", undefined, ({ resources, window }, r) => {
    return limited(resources.onDuty[r]) / window / resources.parts[r];
  }),
  row("absent", "mean", "units", "lower", ({ resources, window }, r) => {
    return (limited(resources.onRoster[r]) - resources.onDuty[r]) / window / resources.parts[r];
  }),
  row("utilisation", "share", "share", undefined, ({ resources }, r) => {
    return (resources.used[r] - resources.overtime[r]) / limited(resources.onDuty[r]);
  }),
  row("full", "share", "share", undefined, ({ resources }, r) => resources.fullMinutes[r] / resources.dutyMinutes[r]),
  row("overtime", "mean", "units", "lower", ({ resources, window }, r) => {
    return resources.overtime[r] / window / resources.parts[r];
  }),
  row("overtimePerWeek", "rate", "min", "lower", ({ resources, window }, r) => {
    return (resources.overtime[r] / window / resources.parts[r]) * WEEK;
  }),
  ...(uses.turnover ? turnoverRows : []),
  ...(uses.pauses ? [row("paused", "mean", "units", undefined, pausedUnits)] : []),
  row("waiting", "mean", "patients", "lower", ({ states, window }, r) => states.waitedForResource(r) / window),
  row("taken", "count", "units", undefined, ({ resources }, r) => resources.taken[r]),
  row("hold", "count", "number", undefined, ({ holdings }, r) => holdings.hold[r].count),
  ...spread("hold", undefined, ({ holdings }, r) => holdings.hold[r]),
];

const turningUnits: Value = ({ resources, window }, r) => resources.turning.minutes[r] / window / resources.parts[r];
const pausedUnits: Value = ({ resources, window }, r) => resources.aside.minutes[r] / window / resources.parts[r];
const turnoverRows: readonly Row[] = [
  row("turnover", "mean", "units", undefined, turningUnits),
  row("turnoverPerWeek", "rate", "min", undefined, (parts, r) => turningUnits(parts, r) * WEEK),
];

function inUseAt(p: number): Value {
  return ({ resources }, r) => resources.levels[r].quantile(p) / resources.parts[r];
}

/** What belongs to no organisation, so that with it all organisations make everybody. */
export const unpaidRows = ({ names }: Model): readonly Row[] => [
  row("cost.noOrganisation", "total", "money", "lower", (parts) => costOf(parts, 1 + names.organisations.length)),
];

/** Of everybody (subject 0) and of each organisation (1 + o). */
export const moneyRows: readonly Row[] = [
  ...COST_KINDS.map((name, kind) =>
    row(`cost.${name}`, "total", "money", "lower", (parts, o) => spent(parts, o, kind)),
  ),
  row("cost", "total", "money", "lower", costOf),
  row("attributedCost", "mean", "money", "lower", ({ costs }, o) => {
    return costs.attributed[o] / costs.payees;
  }),
];

export const interventionRows: readonly Row[] = [
  row("asked", "count", "patients", undefined, ({ adoption }, i) => adoption.asked[i]),
  row("adopted", "count", "patients", undefined, ({ adoption }, i) => adoption.adopted[i]),
  row("adopted", "share", "share", undefined, ({ adoption }, i) => adoption.adopted[i] / adoption.asked[i]),
];

export const contactRows: readonly Row[] = [
  row("due", "count", "number", undefined, ({ contacts }, c) => contacts.counts[3 * c + DUE]),
  row("skipped", "count", "number", "lower", ({ contacts }, c) => contacts.counts[3 * c + SKIPPED]),
  row("cancelled", "count", "number", "lower", ({ contacts }, c) => contacts.counts[3 * c + CANCELLED]),
];

function row(
  quantity: string,
  statistic: Metric["statistic"],
  unit: Metric["unit"],
  better: Metric["better"],
  value: Value,
): Row {
  return { quantity, statistic, unit, better, value };
}

/** Mean, standard deviation and percentiles of minutes; more spread is neither better nor worse. */
function spread(quantity: string, better: Metric["better"], of: (parts: Parts, subject: number) => Summary): Row[] {
  return [
    row(quantity, "mean", "min", better, (parts, subject) => of(parts, subject).mean),
    row(quantity, "sd", "min", undefined, (parts, subject) => of(parts, subject).sd),
    row(quantity, "p50", "min", better, (parts, subject) => of(parts, subject).p50),
    row(quantity, "p90", "min", better, (parts, subject) => of(parts, subject).p90),
    row(quantity, "p95", "min", better, (parts, subject) => of(parts, subject).p95),
  ];
}

/** NaN for unlimited capacity, of which there is no mean and no share. */
function limited(unitMinutes: number): number {
  return unitMinutes === Infinity ? NaN : unitMinutes;
}

function costOf(parts: Parts, subject: number): number {
  return COST_KINDS.reduce((sum, _, kind) => sum + spent(parts, subject, kind), 0);
}

function spent({ spending }: Parts, subject: number, kind: number): number {
  return spending[subject * COST_KINDS.length + kind];
}

/** What the statistic of a measure is called among metrics. */
export const MEASURE_STATISTICS = {
  mean: "mean",
  share: "share",
  percentile: "value",
  max: "max",
  count: "count",
  rate: "rate",
  sum: "total",
  ratio: "value",
} as const satisfies Record<MeasureTable["statistic"], Metric["statistic"]>;
