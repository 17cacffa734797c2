import { mean, quantile } from "d3-array";
import { scaleLinear } from "d3-scale";
import type { Capacity, Resource } from "../../scenario/scenario.ts";
import { type Findings, labelOf } from "../findings.ts";
import { countRuns, rangeAt, runWordFor, sayEstimate, type UnitKind, writeEstimate, writeNumber } from "../numbers.ts";
import { estimateNamed } from "../text-parts.ts";
import { armKey, armMark, drawnArms, notDrawnNote, orderOf } from "./arm-marks.ts";
import { roomFor } from "./axis.ts";
import { type Drawing, figureOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { stepBand, stepLine } from "./step-path.ts";
import { NUMBER, type Row, tableOf } from "./table.ts";

const HOURS = 168;
const DAY = 1440;
const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/** Of the means of single runs, 8 in 10 lie between these quantiles. */
const BAND = [0.1, 0.9] as const;
/** Fewer runs than this have no band. */
const FEWEST = 10;
/** Two of these stand side by side. */
const WIDE = 560;

/** Use of each resource by hour of the week against what is there. @param findings of the arms that settle */
export function weekSection(findings: Findings): Markup {
  const names = [...new Set(findings.arms.flatMap(({ resources }) => resources.map(({ name }) => name)))];
  const figures = names.map((name) => resourceFigure(findings, name));
  return markup`${armKey(findings, drawnArms(findings), true)}<div class="grid">
${joined(figures)}</div>
${notDrawnNote(findings)}`;
}

interface Curve {
  readonly arm: string;
  readonly values: readonly number[];
  /** Of the runs' own means in each hour; empty of few runs. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly capacity: readonly number[] | undefined;
}

function resourceFigure(findings: Findings, name: string): Markup {
  const curves = drawnArms(findings).flatMap((arm) => curveOf(findings, arm, name));
  if (curves.every(({ values }) => values.every((value) => value === 0))) return NOTHING;
  const label = labelOf(
    findings.arms.flatMap(({ resources }) => resources),
    name,
  );
  const word = runWordFor(findings.result.window);
  return figureOf({
    id: `week-${findings.scenario.names.resources.indexOf(name)}`,
    title: titleOf(findings, name, label),
    subtitle: `Mean number in use by hour of the week, ${countRuns(findings.result.planned, word)}`,
    description:
      "A line and a band for each scenario from Monday to Sunday, and a thin line for what is there; averages are in the table.",
    foot: `Lines are averages of each hour over all weeks.${bandSaid(curves)} Single weeks go above and below, see “9 in 10 of the time at most”. The thin dark line is what is there.`,
    wide: WIDE,
    draw: (width) => [weekChart(curves, (arm) => orderOf(findings, arm), width)],
    numbers: numbers(findings, name, label),
  });
}

function curveOf(findings: Findings, name: string, resource: string): readonly Curve[] {
  const found = findings.arms.find((arm) => arm.name === name)?.resources.find((one) => one.name === resource);
  const runs = findings.result.arms.find((arm) => arm.name === name)?.runs ?? [];
  const row = findings.scenario.names.resources.indexOf(resource);
  if (found === undefined || runs.length === 0) return [];
  const hours = Array.from({ length: HOURS }, (_, hour) =>
    runs.map(({ censusByHour }) => censusByHour[row * HOURS + hour]),
  );
  const edge = (p: number): number[] =>
    runs.length < FEWEST ? [] : hours.map((means) => quantile(means, p) ?? Number.NaN);
  const values = hours.map((means) => mean(means) ?? 0);
  return [{ arm: name, values, low: edge(BAND[0]), high: edge(BAND[1]), capacity: capacityByHour(found) }];
}

function bandSaid(curves: readonly Curve[]): string {
  if (curves.every(({ low }) => low.length === 0)) return "";
  return " Bands hold the averages of 8 in 10 runs, without the highest and the lowest tenth.";
}

/** What is there in each hour of the week at the end of the run, on no special date; undefined when unlimited. */
function capacityByHour({ parts, phases }: Resource): readonly number[] | undefined {
  const { capacity, dates, absence } = phases[phases.length - 1].value;
  const regular = dates.filter(({ lastDay }) => lastDay === Infinity).at(-1)?.capacity ?? capacity;
  const present = (1 - absence) / parts;
  const units = Array.from({ length: HOURS }, (_, hour) => unitsAt(regular, hour * 60 + 30) * present);
  return units.every(Number.isFinite) ? units : undefined;
}

/** Of a cycle, the mean over the weeks after which it meets the week again. */
function unitsAt(capacity: Capacity, minute: number): number {
  if (capacity.kind === "constant") return capacity.units;
  const { steps } = capacity;
  const at = (inCycle: number): number =>
    steps.reduce((units, step) => (step.minute <= inCycle ? step.units : units), 0);
  if (capacity.kind === "weekly") return at(minute);
  const { period, firstDay } = capacity;
  // Day 4 after 1970-01-01 is a Monday.
  const since = minute - (firstDay - 4) * DAY;
  return mean(Array.from({ length: period / DAY }), (_, week) => at(modulo(since + week * HOURS * 60, period))) ?? 0;
}

function modulo(value: number, period: number): number {
  return value - Math.floor(value / period) * period;
}

/** Units in use; of what is there at some hours only, the share of those hours that it is busy. */
function titleOf(findings: Findings, name: string, label: string): string {
  const those = findings.result.arms.flatMap((arm) => {
    const resource = findings.arms.find((one) => one.name === arm.name)?.resources.find((one) => one.name === name);
    return resource === undefined ? [] : [{ arm, resource }];
  });
  const always = those.every(({ resource }) =>
    resource.phases.every(({ value }) => value.capacity.kind === "constant"),
  );
  const [id, kind, words] = always
    ? (["inUse.mean", "units", "in use on average"] as const)
    : (["utilisation.share", "share", "of its hours busy"] as const);
  const all = those
    .map(({ arm }) => ({
      order: orderOf(findings, arm.name),
      ...estimateNamed(findings.result, arm, `resource.${name}.${id}`),
    }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.mean - b.mean)
    .map((estimate) => ({ order: estimate.order, value: writeEstimate(estimate, { kind, style: "prose" }).value }));
  const before = all.find(({ order }) => order === 0)?.value;
  const after = all.filter(({ order }) => order > 0).map(({ value }) => value);
  const [least, most] = [after[0], after[after.length - 1]];
  if (least === undefined) return before === undefined ? label : `${label}: ${before} ${words}`;
  const range = least === most ? least : `${least} to ${most}`;
  if (before === undefined) return `${label}: ${range} ${words}`;
  return range === before ? `${label}: ${before} ${words}` : `${label}: ${before} ${words}, ${range} with change`;
}

function weekChart(curves: readonly Curve[], order: (arm: string) => number, width: number): Drawing {
  const [right, top, bottom] = [width - 16, 10, 170];
  const all = curves.flatMap(({ values, high, capacity }) => [...values, ...high, ...(capacity ?? [])]);
  const y = scaleLinear()
    .domain([0, Math.max(...all.filter(Number.isFinite)) || 1])
    .range([bottom, top])
    .nice(4);
  const amounts = y.ticks(4).map((tick) => ({ tick, text: writeNumber(tick, { kind: "number", style: "prose" }) }));
  const left = Math.max(...amounts.map(({ text }) => roomFor(text))) + 8;
  const x = scaleLinear().domain([0, HOURS]).range([left, right]);
  const grid = amounts.map(({ tick, text }) => {
    return markup`<line class="grid-line" x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="soft" x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${text}</text>\n`;
  });
  const days = DAYS.map((day, i) => {
    const middle = x(i * 24 + 12);
    return markup`<line class="axis" x1="${x(i * 24)}" x2="${x(i * 24)}" y1="${bottom}" y2="${bottom + 6}"/><text x="${middle}" y="${bottom + 20}" text-anchor="middle">${day}</text>\n`;
  });
  const capacities = new Map(curves.map(({ arm, capacity }) => [capacity?.join(" "), { capacity, order: order(arm) }]));
  const steps = [...capacities.values()].map(({ capacity, order: of }) => {
    if (capacity === undefined) return NOTHING;
    const old = of === 0 && capacities.size > 1 ? " cap-old" : "";
    return markup`<path class="cap${old}" d="${stepLine(capacity, x, y)}"/>\n`;
  });
  const lines = curves.map(({ arm, values }) => {
    return markup`<path class="line stroke c${order(arm)}" d="${stepLine(values, x, y)}"/>\n`;
  });
  const bands = curves.map(({ arm, low, high }) => {
    if (low.length === 0) return NOTHING;
    return markup`<path class="spread c${order(arm)}" d="${stepBand(low, high, x, y)}"/>\n`;
  });
  const marks = apart(curves.map(({ values }) => y(values[HOURS - 1]))).map((at, i) => {
    return armMark(order(curves[i].arm), right + 8, at);
  });
  const axis = markup`<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>\n`;
  return { width, height: bottom + 28, content: markup`${grid}${bands}${axis}${days}${steps}${lines}${marks}` };
}

/** The same heights, moved so that marks 11 px high do not cover one another. */
export function apart(heights: readonly number[]): readonly number[] {
  const order = [...heights.keys()].sort((a, b) => heights[b] - heights[a]);
  const moved = [...heights];
  for (const [i, at] of order.entries()) {
    if (i > 0) moved[at] = Math.min(moved[at], moved[order[i - 1]] - 11);
  }
  return moved;
}

const COLUMNS: readonly (readonly [string, string, UnitKind])[] = [
  ["in use, mean", "inUse.mean", "units"],
  ["half of the time at most", "inUse.p50", "units"],
  ["9 in 10 of the time at most", "inUse.p90", "units"],
  ["there, mean", "capacity.mean", "units"],
  ["share busy", "utilisation.share", "share"],
  ["share of time full", "full.share", "share"],
  ["waiting for it, mean", "waiting.mean", "patients"],
];

function numbers(findings: Findings, name: string, label: string): Markup {
  const { result } = findings;
  const rows = result.arms.map((arm): Row => {
    const has = findings.arms.find((one) => one.name === arm.name)?.resources.some((one) => one.name === name) === true;
    const cells = COLUMNS.map(([, id, kind]) => {
      const estimate = estimateNamed(result, arm, `resource.${name}.${id}`);
      if (!has) return "not in this scenario";
      return estimate.n === 0 ? "not applicable" : sayEstimate(writeEstimate(estimate, { kind, style: "table" }));
    });
    return { head: labelOf(findings.arms, arm.name), cells };
  });
  return tableOf({
    caption: `${label}: means of all runs (${rangeAt(result.level)})`,
    first: "Scenario",
    columns: COLUMNS.map(([title]) => NUMBER(title)),
    rows,
  });
}
