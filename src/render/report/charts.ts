import { max, min } from "d3-array";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { Estimate, PairedDifference } from "../../experiment/experiment.ts";
import { at, label, short, svg } from "./html-parts.ts";
import { PATTERNS } from "./style.ts";

const MARKS = ["●", "■", "▲", "◆"];
export const COLOURS = ["var(--s1)", "var(--s2)", "var(--s3)", "var(--s4)"];

/** One row of the picture of differences: a dot with its interval for each scenario. */
export interface DifferenceRow {
  readonly label: string;
  readonly ends: { readonly down: string; readonly up: string };
  readonly better: "higher" | "lower" | undefined;
  readonly differences: readonly (PairedDifference | undefined)[];
  readonly said: readonly string[];
}

/** Small multiples: each measure has its own scale, zero is marked in all. */
export function differencesChart(rows: readonly DifferenceRow[], scenarios: readonly string[]): string {
  const width = 1100;
  const [left, right, top] = [330, 770, 10];
  const pitch = 20;
  const heights = rows.map(() => scenarios.length * pitch + 30);
  let y = top;
  const parts = rows.map((row, i) => {
    const shown = row.differences.filter((one) => one !== undefined);
    const low = Math.min(0, min(shown, (d) => d.low) ?? 0);
    const high = Math.max(0, max(shown, (d) => d.high) ?? 0);
    const pad = (high - low || 1) * 0.06;
    const x = scaleLinear([low - pad, high + pad], [left, right]);
    const start = y;
    y += heights[i];
    const zero = x(0);
    const marks = row.differences.map((difference, s) => {
      if (difference === undefined) return "";
      const cy = start + 16 + s * pitch;
      const colour = COLOURS[s % COLOURS.length];
      return `<line x1="${at(x(difference.low))}" x2="${at(x(difference.high))}" y1="${cy}" y2="${cy}" stroke="${colour}" stroke-width="2"/><text x="${at(x(difference.mean))}" y="${cy + 5}" text-anchor="middle" style="fill:${colour}">${MARKS[s % MARKS.length]}</text>${label(right + 20, cy + 5, row.said[s])}`;
    });
    const side = row.better === undefined ? "" : row.better === "lower" ? ` (better ◀)` : ` (▶ better)`;
    return `${label(8, start + 21, short(row.label, 42))}${label(8, start + 39, `${row.ends.down} ◀ 0 ▶ ${row.ends.up}${side}`, "start", "m")}<line class="zero" x1="${at(zero)}" x2="${at(zero)}" y1="${start + 2}" y2="${start + heights[i] - 14}"/>${marks.join("")}<line class="axis" x1="8" x2="${width - 8}" y1="${start + heights[i] - 6}" y2="${start + heights[i] - 6}"/>`;
  });
  return svg(
    width,
    y + 10,
    "What changes, scenario minus baseline",
    "A row a measure, a mark and a 95% interval a scenario; the upright line is no difference.",
    parts.join(""),
  );
}

/** One dot a run on the axis of the difference. */
export function dotsChart(difference: PairedDifference, title: string, ends: DifferenceRow["ends"]): string {
  const values = [...difference.differences].sort((a, b) => a - b);
  const [low, high] = [Math.min(0, values[0] ?? 0), Math.max(0, values[values.length - 1] ?? 0)];
  const x = scaleLinear([low, high === low ? low + 1 : high], [12, 248]);
  const stacks = new Map<number, number>();
  const dots = values.map((value) => {
    const column = Math.round(x(value) / 7);
    const level = stacks.get(column) ?? 0;
    stacks.set(column, level + 1);
    return `<circle cx="${column * 7}" cy="${58 - Math.min(level, 7) * 7}" r="3" fill="var(--s1)"/>`;
  });
  const zero = x(0);
  const content = `<line class="axis" x1="4" x2="256" y1="63" y2="63"/><line class="zero" x1="${at(zero)}" x2="${at(zero)}" y1="4" y2="67"/>${dots.join("")}${label(4, 82, `${ends.down} ◀`, "start", "m")}${label(256, 82, `▶ ${ends.up}`, "end", "m")}`;
  return svg(260, 88, title, "One dot a simulated run; the upright line is no difference.", content);
}

export interface TimeBar {
  readonly label: string;
  readonly parts: readonly {
    readonly label: string;
    readonly kind: "treated" | "waiting" | "blocked" | "moving";
    readonly minutes: number;
  }[];
  readonly total: string;
}

const FILLS = { treated: "var(--treated)", waiting: "url(#waiting)", blocked: "url(#blocked)", moving: "url(#moving)" };
const KIND_LABELS = { treated: "treated", waiting: "waiting", blocked: "blocked", moving: "pausing or away" };

/** Mean time a patient, stacked by what it goes into; all bars on one scale from 0. */
export function timeChart(bars: readonly TimeBar[]): string {
  const width = 1100;
  const most = max(bars, ({ parts }) => parts.reduce((sum, { minutes }) => sum + minutes, 0)) ?? 1;
  const x = scaleLinear([0, most || 1], [0, 640]);
  const rows = bars.map(({ label: name, parts, total }, i) => {
    const y = 34 + i * 38;
    let from = 330;
    const boxes = parts.map(({ kind, minutes }) => {
      const w = x(minutes);
      const box = `<rect x="${at(from)}" y="${y}" width="${at(Math.max(0, w - 1))}" height="24" fill="${FILLS[kind]}" stroke="var(--ink)" stroke-width="${w > 3 ? 1 : 0}"/>`;
      from += w;
      return box;
    });
    return `${label(8, y + 17, short(name, 44))}${boxes.join("")}${label(from + 8, y + 17, total)}`;
  });
  const key = (["treated", "waiting", "blocked", "moving"] as const).map(
    (kind, i) =>
      `<rect x="${330 + i * 160}" y="4" width="18" height="16" fill="${FILLS[kind]}" stroke="var(--ink)"/>${label(354 + i * 160, 17, KIND_LABELS[kind])}`,
  );
  return svg(
    width,
    44 + bars.length * 38,
    "Where a patient's time goes",
    "Stacked bars of mean time a patient who leaves, one bar a scenario.",
    PATTERNS + key.join("") + rows.join(""),
  );
}

/** Who pays more and who less: bars from a common zero, with intervals. */
export function payersChart(
  rows: readonly { readonly label: string; readonly difference: Estimate; readonly said: string }[],
): string {
  const width = 1100;
  const reach = max(rows, ({ difference }) => Math.max(Math.abs(difference.low), Math.abs(difference.high))) || 1;
  const x = scaleLinear([-reach, reach], [280, 780]);
  const bars = rows.map(({ label: name, difference, said }, i) => {
    const y = 30 + i * 34;
    const [from, to] = [Math.min(x(0), x(difference.mean)), Math.max(x(0), x(difference.mean))];
    return `${label(8, y + 17, short(name, 34))}<rect x="${at(from)}" y="${y}" width="${at(to - from)}" height="22" fill="var(--base)"/><line x1="${at(x(difference.low))}" x2="${at(x(difference.high))}" y1="${y + 11}" y2="${y + 11}" stroke="var(--ink)" stroke-width="2"/>${label(800, y + 17, said)}`;
  });
  const height = 40 + rows.length * 34;
  const content = `${label(x(0) - 10, 18, "pays less ◀", "end", "m")}${label(x(0) + 10, 18, "▶ pays more", "start", "m")}<line class="zero" x1="${at(x(0))}" x2="${at(x(0))}" y1="22" y2="${height - 8}"/>${bars.join("")}`;
  return svg(
    width,
    height,
    "Who pays, who gains",
    "Difference in cost by organisation, scenario minus baseline.",
    content,
  );
}

/** Units in use by hour of the week, mean over runs, with the capacity on duty at most. */
export function censusChart(
  name: string,
  lines: readonly { readonly label: string; readonly values: readonly number[] }[],
  capacity: number,
): string {
  const width = 1100;
  const top = Math.max(Number.isFinite(capacity) ? capacity : 0, ...lines.flatMap(({ values }) => values)) * 1.08 || 1;
  const x = scaleLinear([0, 168], [60, 860]);
  const y = scaleLinear([0, top], [220, 16]);
  const path = line<number>()
    .x((_value, hour) => x(hour + 0.5))
    .y((value) => y(value))
    .digits(1);
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const grid = days.map(
    (day, i) =>
      `<line class="axis" x1="${at(x(i * 24))}" x2="${at(x(i * 24))}" y1="16" y2="220"/>${label(x(i * 24 + 12), 238, day, "middle", "m")}`,
  );
  const ticks = y
    .ticks(4)
    .map(
      (tick) =>
        `<line class="axis" x1="60" x2="860" y1="${at(y(tick))}" y2="${at(y(tick))}"/>${label(52, y(tick) + 5, String(tick), "end", "m")}`,
    );
  const limit =
    Number.isFinite(capacity) && capacity > 0
      ? `<line class="cap" x1="60" x2="860" y1="${at(y(capacity))}" y2="${at(y(capacity))}"/>${label(866, y(capacity) + 5, `there are ${capacity}`)}`
      : "";
  let last = -Infinity;
  const ends = lines
    .map(({ label: text, values }, i) => ({ text, i, at: y(values[167] ?? 0) }))
    .sort((a, b) => a.at - b.at)
    .map(({ text, i, at: wanted }) => {
      last = Math.max(wanted, last + 17);
      return `<text x="866" y="${at(last + 5)}" style="fill:var(--ink)">${"○●■▲◆"[i] ?? ""}</text>${label(884, last + 5, short(text, 28))}`;
    });
  const curves = lines.map(
    ({ values }, i) =>
      `<path d="${path([...values]) ?? ""}" fill="none" stroke="${i === 0 ? "var(--base)" : COLOURS[(i - 1) % 4]}" stroke-width="2.5"${i === 0 ? ' stroke-dasharray="6 4"' : ""}/>`,
  );
  return svg(
    width,
    246,
    `${name} in use through the week`,
    "Mean units in use in each hour of the week, a line a scenario; the dotted line is what there is.",
    grid.join("") + ticks.join("") + limit + curves.join("") + ends.join(""),
  );
}
