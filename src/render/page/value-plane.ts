import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { ArmValue, ValueOfArms } from "../../economics/value.ts";
import type { Findings } from "../findings.ts";
import { writeNumber } from "../numbers.ts";
import { armMark, orderOf } from "./arm-marks.ts";
import { roomFor, tickText, writeTick } from "./axis.ts";
import type { Drawing } from "./figure.ts";
import { type Markup, markup, NOTHING } from "./markup.ts";

const TOP = 44;
const BOTTOM = 44;
const RIGHT = 14;
const DOT = 3;

type Scale = ScaleLinear<number, number>;

interface Plane {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
}

/** The cost-effectiveness plane: QALYs gained to the right, cost upwards, a dot a run, and a line for each value of a QALY. */
export function planeDrawing(
  findings: Findings,
  { arms: all }: ValueOfArms,
  arms: readonly ArmValue[],
  width: number,
): Drawing {
  const { currency } = findings.scenario.money;
  const height = width > 400 ? 420 : 360;
  const y = scaleOf(arms.flatMap((one) => [...one.costs, ...ends(one.cost)])).range([height - BOTTOM, TOP]);
  const largest = Math.max(...y.domain().map(Math.abs));
  const ticks = y.ticks(6).map((tick) => ({
    at: y(tick),
    text: writeTick(Math.abs(tick), largest, { kind: "money", style: "prose", currency }),
  }));
  const left = Math.max(...ticks.map(({ text }) => roomFor(text))) + 12;
  const x = scaleOf(arms.flatMap((one) => [...one.qalys, ...ends(one.qaly)])).range([left, width - RIGHT]);
  const plane: Plane = { x, y, width, height };
  const rows = ticks.map(
    ({ at, text }) =>
      markup`<line class="grid-line" x1="${left}" x2="${width - RIGHT}" y1="${at}" y2="${at}"/><text class="soft" x="${left - 8}" y="${at + 4}" text-anchor="end">${text}</text>\n`,
  );
  const base = height - BOTTOM;
  const columns = x.ticks(width > 400 ? 6 : 3).map((tick) => {
    const text = writeNumber(Math.abs(tick), { kind: "number", style: "prose" });
    return markup`<line class="axis" x1="${x(tick)}" x2="${x(tick)}" y1="${base}" y2="${base + 5}"/>${tickText(text, x(tick), base + 19, width)}\n`;
  });
  const [fewest, most] = x.domain();
  const [least, dearest] = y.domain();
  const words = markup`<text class="soft" x="0" y="14">${dearest > 0 ? "▲ costs more" : ""}</text>
<text class="soft" x="0" y="${height - 6}">${least < 0 ? "▼ costs less" : ""}</text>
<text class="soft" x="${width}" y="${height - 6}" text-anchor="end">${sides(fewest < 0, most > 0)}</text>\n`;
  const zeros = markup`<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="${TOP}" y2="${base}"/><line class="zero" x1="${left}" x2="${width - RIGHT}" y1="${y(0)}" y2="${y(0)}"/>\n`;
  const values = (all[0]?.netBenefits ?? []).map(({ perQaly }) => perQaly);
  const levels = values.map((perQaly, i) =>
    levelLine(plane, left, perQaly, i, i === values.length - 1, perQaly === findings.scenario.value?.perQaly, currency),
  );
  const dots = arms.map((one) => dotsOf(plane, one, orderOf(findings, one.arm)));
  const means = arms.map((one) => meanOf(plane, one, orderOf(findings, one.arm)));
  return { width, height, content: markup`${rows}${columns}${words}${dots}${zeros}${levels}${means}` };
}

/** Which way is more, in words, as far as the axis goes there. */
function sides(fewer: boolean, more: boolean): string {
  if (fewer && more) return "◀ fewer QALYs · more QALYs ▶";
  return more ? "more QALYs ▶" : "◀ fewer QALYs";
}

function scaleOf(values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return scaleLinear()
    .domain(low === high ? [-1, 1] : [low, high])
    .nice(5);
}

function ends({ low, high }: { readonly low: number; readonly high: number }): readonly number[] {
  return [low, high].filter(Number.isFinite);
}

function dotsOf({ x, y }: Plane, { qalys, costs }: ArmValue, order: number): Markup {
  const dots = Array.from(qalys, (qaly, i) => markup`<circle cx="${x(qaly)}" cy="${y(costs[i])}" r="${DOT}"/>`);
  return markup`<g class="fill c${order}" fill-opacity="0.45">${dots}</g>\n`;
}

function meanOf({ x, y }: Plane, { qaly, cost }: ArmValue, order: number): Markup {
  const [cx, cy] = [x(qaly.mean), y(cost.mean)];
  const known = Number.isFinite(qaly.low);
  const path = known ? `M${x(qaly.low)} ${cy}H${x(qaly.high)}M${cx} ${y(cost.low)}V${y(cost.high)}` : `M${cx} ${cy}`;
  return markup`<path class="whisker ink" d="${path}"/>${armMark(order, cx, cy)}\n`;
}

/**
 * Where cost = value × QALYs, as far as the plane goes, with its value at the end farther from the middle.
 * @param steepest of all: its label is on the other side than those of the others
 * @param stated what a QALY is worth in the file: its line is solid
 */
function levelLine(
  { x, y, width }: Plane,
  left: number,
  perQaly: number,
  i: number,
  steepest: boolean,
  stated: boolean,
  currency: string,
): Markup {
  if (!(perQaly > 0)) return NOTHING;
  const [fewest, most] = x.domain();
  const [least, dearest] = y.domain();
  const from = Math.max(fewest, least / perQaly);
  const to = Math.min(most, dearest / perQaly);
  const text = `${writeNumber(perQaly, { kind: "money", style: "prose", currency })} a QALY`;
  const far = to >= -from ? to : from;
  const at = { x: x(far), y: y(far * perQaly) };
  const room = roomFor(text);
  const clamp = (start: number): number => Math.max(left + 6, Math.min(start, width - RIGHT - room));
  const onLine = (place: number): number => y(perQaly * x.invert(place));
  const base = y.range()[0];
  let start = clamp(at.x - room / 2);
  const upwards = far > 0 ? steepest : !steepest;
  const between = i > 0 && !steepest;
  const edge = start;
  // Labels on the same side of lines that lie close stand one beside the other.
  if (between) start = clamp(start + (far > 0 ? -1 : 1) * (room + 14));
  // Above or below the line over its whole length.
  let height = upwards ? onLine(start + room) - 6 : onLine(start) + 16;
  if (far > 0 && at.y < TOP + 24) {
    // It leaves the plane by the upper edge: there labels stand one above the other.
    height = TOP - 8 - 17 * (i % 2);
    start = edge;
  } else if (far < 0 && at.y > base - 24) {
    height = base - 8 - 17 * (i % 2);
    start = clamp(x(y.invert(height) / perQaly) - room - 10);
  }
  const line = `M${x(from)} ${y(from * perQaly)}L${x(to)} ${y(to * perQaly)}`;
  return markup`<path class="${stated ? "cap" : "cap cap-old"}" d="${line}"/><text class="soft" x="${start}" y="${height}">${text}</text>\n`;
}
