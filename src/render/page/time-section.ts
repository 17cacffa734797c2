import { scaleLinear } from "d3-scale";
import { type Findings, labelOf } from "../findings.ts";
import { rangeAt, sayEstimate, type TimeUnit, writeEstimate } from "../numbers.ts";
import { wrap } from "../table.ts";
import { estimateNamed, type TimeRow, timesSpent, unitOfTimes } from "../text-parts.ts";
import { armMark, drawnArms, orderOf } from "./arm-marks.ts";
import { roomFor } from "./axis.ts";
import { type Drawing, figureOf, textLines } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { rootTable } from "./root-table.ts";
import { NUMBER, type Row, tableOf } from "./table.ts";

type Spent = ReturnType<typeof timesSpent>;

const BAR = 30;
const KINDS: readonly (readonly [TimeRow["kind"], string])[] = [
  ["treated", "treated"],
  ["waiting", "waiting"],
  ["blocked", "blocked in a place"],
  ["moving", "away or pausing"],
];

/** Where the mean patient's time goes, one bar an arm. @param findings of the arms that settle */
export function timeSection(findings: Findings): Markup {
  const spent = timesSpent(findings);
  if (spent.length === 0) return NOTHING;
  const unit = unitOfTimes(spent.flatMap(({ estimates }) => estimates));
  const figure = figureOf({
    id: "figure-time",
    title: titleOf(findings),
    subtitle: `Mean ${unit} a patient, of those who left in the window, by what the time went into`,
    description: `One bar for each scenario, in the order ${KINDS.map(([, words]) => words).join(", ")}; the numbers are in the table.`,
    foot: "The figures in the bars are the rows of the table. Waiting is for a first place or member of staff; blocked is in a place, with nothing left to do there.",
    draw: (width, prefix) => [bars(findings, spent, width, prefix)],
    numbers: numbers(findings, spent, unit),
  });
  return joined([figure, rootTable(findings)]);
}

/** "From coming to leaving: 9.1 days without change, 6.2 days to 7 days with it" */
function titleOf(findings: Findings): string {
  const totals = totalsOf(findings);
  const timeUnit = unitOfTimes(totals);
  const written = (estimates: typeof totals): string => {
    const sorted = [...estimates].sort((a, b) => a.mean - b.mean);
    const ends = sorted.map((estimate) => writeEstimate(estimate, { kind: "min", style: "prose", timeUnit }).value);
    return ends[0] === ends[ends.length - 1] ? ends[0] : `${ends[0]} to ${ends[ends.length - 1]}`;
  };
  const [first, ...others] = totals;
  const start = "From coming to leaving:";
  const withBaseline = findings.result.arms[0].name === findings.arms[0].name;
  if (!withBaseline || others.length === 0) return `${start} ${written(totals)} on average`;
  return `${start} ${written([first])} without change, ${written(others)} with it`;
}

function totalsOf({ result }: Findings) {
  return result.arms.map((arm) => estimateNamed(result, arm, "overall.lengthOfStay.mean"));
}

function bars(findings: Findings, spent: Spent, width: number, prefix: string): Drawing {
  const names = drawnArms(findings);
  const sums = names.map((_, arm) => spent.reduce((sum, { estimates }) => sum + timeOf(estimates[arm].mean), 0));
  const scale = scaleLinear()
    .domain([0, Math.max(...sums)])
    .range([0, width - roomFor("10.5 days") - 16]);
  const unit = unitOfTimes(totalsOf(findings));
  let y = 0;
  const parts = names.map((name, arm) => {
    const lines = wrap(labelOf(findings.arms, name), Math.floor((width - 20) / 7.6));
    const top = y + lines.length * 17 + 4;
    const total = writeEstimate(totalsOf(findings)[arm], { kind: "min", style: "prose", timeUnit: unit }).value;
    y = top + BAR + 14;
    return markup`${armMark(orderOf(findings, name), 6, top - lines.length * 17 + 4)}${textLines(lines, 18, top - lines.length * 17 + 9, "label")}
${segments(spent, arm, top, scale, prefix)}${textLines(wrap(total, 9), scale(sums[arm]) + 6, top + (total.length > 9 ? 12 : 20), "strong")}
`;
  });
  const kinds = KINDS.filter(([kind]) => spent.some(({ row }) => row.kind === kind));
  const columns = width > 400 ? kinds.length : 2;
  const key = kinds.map(([kind, words], i) => {
    const x = (i % columns) * (width / columns);
    const top = y + Math.floor(i / columns) * 22;
    return markup`${filled(kind, x, top, 18, 14, prefix)}<text x="${x + 24}" y="${top + 12}">${words}</text>\n`;
  });
  const height = y + Math.ceil(kinds.length / columns) * 22;
  return { width, height, content: markup`${patterns(prefix)}${joined(parts)}${key}` };
}

function timeOf(mean: number): number {
  return Number.isNaN(mean) ? 0 : mean;
}

function segments(spent: Spent, arm: number, top: number, scale: (value: number) => number, prefix: string): Markup {
  let from = 0;
  const parts = spent.map(({ row, estimates }, i) => {
    const x = scale(from);
    from += timeOf(estimates[arm].mean);
    const long = scale(from) - x - 2;
    if (long < 1) return NOTHING;
    const number = String(i + 1);
    const tag =
      long < 24
        ? NOTHING
        : markup`<rect class="tag" x="${x + long / 2 - 10}" y="${top + 6}" width="20" height="18" rx="4"/>
<text x="${x + long / 2}" y="${top + 20}" text-anchor="middle">${number}</text>`;
    return markup`${filled(row.kind, x, top, long, BAR, prefix)}${tag}\n`;
  });
  return joined(parts);
}

/** Fill and pattern together: told apart in grey too. */
function filled(kind: TimeRow["kind"], x: number, y: number, width: number, height: number, prefix: string): Markup {
  const box = markup`x="${x}" y="${y}" width="${width}" height="${height}"`;
  const pattern = kind === "treated" ? NOTHING : markup`<rect ${box} fill="url(#${prefix}-${kind})"/>`;
  return markup`<rect class="${kind}" ${box}/>${pattern}<rect class="outline" ${box}/>`;
}

function patterns(prefix: string): Markup {
  const pattern = (kind: string, content: Markup): Markup =>
    markup`<pattern id="${prefix}-${kind}" width="8" height="8" patternUnits="userSpaceOnUse">${content}</pattern>`;
  return markup`<defs>${pattern("waiting", markup`<path class="hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>`)}${pattern(
    "blocked",
    markup`<path class="hatch cross" d="M0 8l8-8M0 0l8 8"/>`,
  )}${pattern("moving", markup`<circle class="dot" cx="4" cy="4" r="1.2"/>`)}</defs>
`;
}

function numbers(findings: Findings, spent: Spent, unit: TimeUnit): Markup {
  const { arms } = findings.result;
  const write = (estimate: Spent[number]["estimates"][number]): string =>
    sayEstimate(writeEstimate(estimate, { kind: "min", style: "table", timeUnit: unit }));
  const rows = spent.map(
    ({ row, estimates }, i): Row => ({ head: `${i + 1} ${row.label}`, cells: estimates.map(write) }),
  );
  const total: Row = { head: "From coming to leaving", cells: totalsOf(findings).map(write), total: true };
  return tableOf({
    caption: `Where the time of a patient goes: mean (${rangeAt(findings.result.level)})`,
    first: "Time",
    columns: arms.map(({ name }) => NUMBER(labelOf(findings.arms, name))),
    rows: [...rows, total],
  });
}
