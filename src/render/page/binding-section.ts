import { type BindingHour, bindingByHour } from "../../experiment/binding-hours.ts";
import { type Findings, labelOf, resourceLabels } from "../findings.ts";
import { countRuns, runWordFor, writeNumber } from "../numbers.ts";
import { wrap } from "../table.ts";
import { drawnArms, notDrawnNote } from "./arm-marks.ts";
import { type Drawing, figureOf, textLines } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, type Row, TEXT, tableOf } from "./table.ts";

const HOURS = 168;
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Two of these stand side by side. */
const WIDE = 560;
const CELL = 20;
/** Resources that have a pattern of their own; all others share the last. */
const PATTERNS = 4;

/** What most patients wait for in each hour of the week, a picture for each scenario. @param findings of the arms that settle */
export function bindingSection(findings: Findings): Markup {
  const { names } = findings.scenario;
  const arms = findings.result.arms.filter(({ name }) => drawnArms(findings).includes(name));
  const hours = arms.map((arm) => ({ arm: arm.name, hours: bindingByHour(arm, names.resources) }));
  const found = names.resources.filter((name) =>
    hours.some((one) => one.hours.some(({ resource }) => resource === name)),
  );
  if (found.length === 0) return NOTHING;
  const figures = hours.map((one, i) => hoursFigure(findings, one.arm, one.hours, found, i));
  return markup`<div class="grid">
${joined(figures)}</div>
${notDrawnNote(findings)}`;
}

function hoursFigure(
  findings: Findings,
  arm: string,
  hours: readonly BindingHour[],
  found: readonly string[],
  number: number,
): Markup {
  const label = labelOf(findings.arms, arm);
  const resources = resourceLabels(findings.arms);
  return figureOf({
    id: `binding-${number}`,
    title: `${label}: ${leader(hours, found, resources)}`,
    subtitle: `The resource that most patients wait for in each hour of the week, mean of ${countRuns(findings.result.planned, runWordFor(findings.result.window))}`,
    description:
      "A square for each hour of the week, days one below the other from Monday on, with the number of the resource; the hours are in the table.",
    foot: "Number and pattern say which resource, the darker the square the more wait for it; an empty square: nobody waits. Each wait counts for what is asked for directly.",
    wide: WIDE,
    draw: (width, prefix) => [strip(hours, found, resources, width, prefix)],
    numbers: numbers(label, hours, found, resources),
  });
}

/** "nurse is waited for most in 120 of 168 hours" */
function leader(hours: readonly BindingHour[], found: readonly string[], label: (name: string) => string): string {
  const counts = found.map((name) => hours.filter(({ resource }) => resource === name).length);
  const most = Math.max(...counts);
  if (most === 0) return "nobody waits for a resource";
  return `${label(found[counts.indexOf(most)])} is waited for most in ${most} of ${HOURS} hours`;
}

/** Days from left to right on a narrow screen, from top to bottom on a wide one. */
function strip(
  hours: readonly BindingHour[],
  found: readonly string[],
  label: (name: string) => string,
  width: number,
  prefix: string,
): Drawing {
  const upright = width < WIDE;
  const [left, top] = [44, 22];
  const long = upright ? Math.floor((width - left) / 7) : CELL;
  const at = (hour: number): { readonly x: number; readonly y: number } => {
    const [day, inDay] = [Math.floor(hour / 24), hour % 24];
    return upright ? { x: left + day * long, y: top + inDay * CELL } : { x: left + inDay * long, y: top + day * CELL };
  };
  const most = Math.max(...hours.map(({ waiting }) => (Number.isNaN(waiting) ? 0 : waiting)));
  const cells = hours.map(({ resource, waiting }, hour) => {
    const { x, y } = at(hour);
    const box = markup`x="${x}" y="${y}" width="${long}" height="${CELL}"`;
    if (resource === undefined) return markup`<rect class="outline faint" ${box}/>\n`;
    const kind = found.indexOf(resource);
    return markup`<rect class="waiting" fill-opacity="${0.15 + (0.85 * waiting) / most}" ${box}/>${patterned(kind, box, prefix)}<rect class="outline faint" ${box}/>${tag(kind, x + long / 2, y)}\n`;
  });
  const days = DAYS.map((day, i) => {
    const { x, y } = at(i * 24);
    return upright
      ? markup`<text x="${x + long / 2}" y="${y - 7}" text-anchor="middle">${day.slice(0, 3)}</text>\n`
      : markup`<text x="${left - 8}" y="${y + 15}" text-anchor="end">${day.slice(0, 3)}</text>\n`;
  });
  const clock = [0, 6, 12, 18].map((hour) => {
    const { x, y } = at(hour);
    const text = `${String(hour).padStart(2, "0")}:00`;
    return upright
      ? markup`<text class="soft" x="${left - 6}" y="${y + 14}" text-anchor="end">${text}</text>\n`
      : markup`<text class="soft" x="${x}" y="${top - 7}">${text}</text>\n`;
  });
  const { height, content } = key(found, label, top + (upright ? 24 : 7) * CELL + 12, width, prefix);
  return { width, height, content: markup`${patterns(prefix)}${cells}${days}${clock}${content}` };
}

/** The first has none, the next three one each, all others the last: the number tells them apart. */
function patterned(kind: number, box: Markup, prefix: string): Markup {
  return kind === 0 ? NOTHING : markup`<rect ${box} fill="url(#${prefix}-p${Math.min(kind, PATTERNS - 1)})"/>`;
}

function tag(kind: number, x: number, y: number): Markup {
  const text = String(kind + 1);
  const wide = 8 + 7 * text.length;
  return markup`<rect class="chip" x="${x - wide / 2}" y="${y + 3}" width="${wide}" height="14" rx="3"/><text x="${x}" y="${y + 14.5}" text-anchor="middle">${text}</text>`;
}

function patterns(prefix: string): Markup {
  const pattern = (kind: number, content: Markup): Markup =>
    markup`<pattern id="${prefix}-p${String(kind)}" width="8" height="8" patternUnits="userSpaceOnUse">${content}</pattern>`;
  return markup`<defs>${pattern(1, markup`<path class="hatch" d="M-2 2l4-4M0 8l8-8M6 10l4-4"/>`)}${pattern(2, markup`<circle class="dot" cx="4" cy="4" r="1.2"/>`)}${pattern(3, markup`<path class="hatch" d="M0 4H8M4 0V8"/>`)}</defs>\n`;
}

/** Which number and pattern is which resource, from `top` down. */
function key(found: readonly string[], label: (name: string) => string, top: number, width: number, prefix: string) {
  let y = top;
  const rows = found.map((name, kind) => {
    const at = y;
    const lines = wrap(label(name), Math.floor((width - 42) / 7.6));
    y += Math.max(24, lines.length * 17 + 7);
    const box = markup`x="0" y="${at}" width="34" height="${CELL}"`;
    return markup`<rect class="waiting" ${box}/>${patterned(kind, box, prefix)}<rect class="outline" ${box}/>${tag(kind, 17, at)}${textLines(lines, 42, at + 15, "label")}\n`;
  });
  return { height: y, content: joined(rows) };
}

/** Hours in a row with the same resource are one line. */
function numbers(
  caption: string,
  hours: readonly BindingHour[],
  found: readonly string[],
  label: (name: string) => string,
): Markup {
  const rows: Row[] = [];
  for (let from = 0; from < HOURS; ) {
    const { resource } = hours[from];
    const day = Math.floor(from / 24);
    let to = from + 1;
    while (to < (day + 1) * 24 && hours[to].resource === resource) to++;
    if (resource !== undefined) rows.push(rowOf(hours.slice(from, to), from, found, label));
    from = to;
  }
  return tableOf({
    caption: `${caption}: what most patients wait for, by hour of the week`,
    first: "Hours",
    columns: [TEXT("waited for most"), NUMBER("waiting, mean"), NUMBER("of these blocked"), NUMBER("of all who wait")],
    rows,
  });
}

function rowOf(
  stretch: readonly BindingHour[],
  from: number,
  found: readonly string[],
  label: (name: string) => string,
): Row {
  const mean = (of: (hour: BindingHour) => number): number =>
    stretch.reduce((sum, hour) => sum + of(hour), 0) / stretch.length;
  const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
  const start = from % 24;
  const name = stretch[0].resource ?? "";
  return {
    head: `${DAYS[Math.floor(from / 24)]} ${clock(start)} to ${clock(start + stretch.length)}`,
    cells: [
      `${found.indexOf(name) + 1} ${label(name)}`,
      writeNumber(
        mean(({ waiting }) => waiting),
        { kind: "patients", style: "table" },
      ),
      writeNumber(
        mean(({ blocked }) => blocked),
        { kind: "patients", style: "table" },
      ),
      writeNumber(
        mean(({ share }) => share),
        { kind: "share", style: "table" },
      ),
    ],
  };
}
