import { scaleLinear } from "d3-scale";
import type { Estimate } from "../../experiment/experiment.ts";
import type { Measure } from "../../scenario/scenario.ts";
import { type Findings, measureLabels } from "../findings.ts";
import { countRuns, type HowToWrite, rangeAt, runWordFor, timeUnitFor, type UnitKind } from "../numbers.ts";
import { estimateNamed, weeks } from "../text-parts.ts";
import { armKey, armMark, drawnArms, notDrawnNote, orderOf } from "./arm-marks.ts";
import { roomFor, writeTick } from "./axis.ts";
import { type Drawing, figureOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { stepBand, stepLine } from "./step-path.ts";
import { apart } from "./week-section.ts";

/** Two of these stand side by side. */
const WIDE = 560;

/** The measures that the file tells as a series, period by period. @param findings of the arms that settle */
export function seriesSection(findings: Findings): Markup {
  const figures = findings.scenario.measures.map((measure, i) =>
    measure.every === undefined ? NOTHING : seriesFigure(findings, measure, measure.every, i),
  );
  if (figures.every(({ source }) => source === "")) return NOTHING;
  return markup`${armKey(findings, drawnArms(findings), true)}<div class="grid">
${joined(figures)}</div>
${notDrawnNote(findings)}`;
}

interface Curve {
  readonly arm: string;
  /** By period; nothing observed is NaN. */
  readonly estimates: readonly Estimate[];
}

function seriesFigure(findings: Findings, measure: Measure, every: number, number: number): Markup {
  const { result, scenario } = findings;
  const periods = result.metrics.filter(
    ({ subject, group, period }) => subject === measure.name && group === undefined && period !== undefined,
  );
  const curves = result.arms
    .filter(({ name }) => drawnArms(findings).includes(name))
    .map((arm): Curve => ({ arm: arm.name, estimates: periods.map(({ id }) => estimateNamed(result, arm, id)) }));
  if (curves.every(({ estimates }) => estimates.every(({ n }) => n === 0))) return NOTHING;
  const { label, kind } = measureLabels(scenario).get(`measure.${measure.name}`) ?? {
    label: measure.name,
    kind: "number" as const,
  };
  const length = periodName(every);
  return figureOf({
    id: `series-${number}`,
    title: `${label}, ${length} by ${length}`,
    subtitle: `${periods.length} periods from the start of the window on, mean of ${countRuns(result.planned, runWordFor(result.window))}`,
    description: `A stepped line for each scenario with a band for its ${rangeAt(result.level)}, from the first ${length} to the last.`,
    foot: `Bands are each the ${rangeAt(result.level)} of a mean, judged on its own; every number is in summary.csv.`,
    wide: WIDE,
    draw: (width) => [
      seriesChart(curves, (arm) => orderOf(findings, arm), kind, scenario.money.currency, length, width),
    ],
    numbers: NOTHING,
  });
}

/** "week", "day", "hour", else the length itself: "3 days". */
function periodName(every: number): string {
  if (every === 60) return "hour";
  if (every === 1440) return "day";
  if (every === 10080) return "week";
  return every < 1440 ? `${every} minutes` : weeks(every);
}

function seriesChart(
  curves: readonly Curve[],
  order: (arm: string) => number,
  kind: UnitKind,
  currency: string,
  period: string,
  width: number,
): Drawing {
  const [right, top, bottom] = [width - 16, 10, 170];
  const count = curves[0].estimates.length;
  // What is never below 0 is not drawn below it, however wide the interval of its mean.
  const least = curves.every(({ estimates }) => estimates.every(({ mean }) => !(mean < 0))) ? 0 : -Infinity;
  const ends = curves.flatMap(({ estimates }) =>
    estimates.flatMap(({ mean, low, high }) => [mean, Math.max(least, low), high]),
  );
  const finite = ends.filter(Number.isFinite);
  const y = scaleLinear()
    .domain([Math.min(0, ...finite), Math.max(0, ...finite) || 1])
    .range([bottom, top])
    .nice(4);
  const how: HowToWrite =
    kind === "min" ? { kind, style: "table", timeUnit: timeUnitFor(finite) } : { kind, style: "table", currency };
  const amounts = y.ticks(4).map((tick) => ({ tick, text: writeTick(tick, Math.max(...y.domain()), how) }));
  const left = Math.max(...amounts.map(({ text }) => roomFor(text)), roomFor(period)) + 8;
  const x = scaleLinear().domain([0, count]).range([left, right]);
  const grid = amounts.map(({ tick, text }) => {
    return markup`<line class="grid-line" x1="${left}" x2="${right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="soft" x="${left - 6}" y="${y(tick) + 4}" text-anchor="end">${text}</text>\n`;
  });
  const ticks = [...new Set([1, ...x.ticks(6).filter((tick) => tick >= 1 && Number.isInteger(tick)), count])];
  const labels = ticks
    .filter((tick, i) => i === ticks.length - 1 || x(ticks[ticks.length - 1]) - x(tick) > 24)
    .map((tick) => markup`<text x="${x(tick - 0.5)}" y="${bottom + 20}" text-anchor="middle">${tick}</text>\n`);
  const bands = curves.map(({ arm, estimates }) => {
    const [low, high] = [estimates.map((one) => Math.max(least, one.low)), estimates.map((one) => one.high)];
    return markup`<path class="spread c${order(arm)}" d="${stepBand(low, high, x, y)}"/>\n`;
  });
  const lines = curves.map(({ arm, estimates }) => {
    const means = estimates.map(({ mean }) => mean);
    return markup`<path class="line stroke c${order(arm)}" d="${stepLine(means, x, y)}"/>\n`;
  });
  const last = curves.map(({ estimates }) => estimates.filter(({ n }) => n > 0).at(-1)?.mean ?? 0);
  const marks = apart(last.map((mean) => y(mean))).map((at, i) => armMark(order(curves[i].arm), right + 8, at));
  const axis = markup`<line class="axis" x1="${left}" x2="${right}" y1="${y(0)}" y2="${y(0)}"/><text class="soft" x="${left - 6}" y="${bottom + 20}" text-anchor="end">${period}</text>\n`;
  return { width, height: bottom + 28, content: markup`${grid}${bands}${axis}${labels}${lines}${marks}` };
}
