import type { Source } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { diagnosticAt } from "../diagnostics/place.ts";
import { minutesTo } from "../time/calendar.ts";
import { type CsvField, readCsv } from "./csv.ts";
import { constant, readConstant } from "./formula.ts";
import { UNREAD_CLOCK } from "./header.ts";
import type { ListNode, Node, ScalarNode } from "./node.ts";
import { mistake, quotedList, type Reading } from "./reading.ts";
import { asMap, entriesOf, noUnknownKeys } from "./records.ts";
import { asText } from "./scalars.ts";
import type { Arrivals, Attribute, Clock } from "./scenario.ts";
import { DURATION, NUMBER } from "./units.ts";

/** What is known of the class whose patients are listed. */
export interface GivenOf {
  readonly attributes: readonly string[];
  readonly attribute: (name: string) => Attribute | undefined;
}

type Given = readonly (readonly [string, number])[];
type Listed = { readonly at: number; readonly set: Given };

const AT = constant({ what: "a time of arrival", unit: DURATION, least: 0 });

/** `[5 min, { at: 10 min, set: { age: 40 } }]`. */
export function readTimes(node: Node, reading: Reading, known: GivenOf): Arrivals | undefined {
  if (node.kind !== "list") {
    return reading.report(mistake("wrong-kind", "times of arrival are a list", node.span, "such as [0 min, 5 min]"));
  }
  return listed(node.items.map((item) => readTime(item, { ...reading, at: item.span }, known)));
}

function listed(read: readonly (Listed | undefined)[]): Arrivals | undefined {
  if (read.some((each) => each === undefined)) return undefined;
  return { kind: "listed", patients: [...(read as readonly Listed[])].sort((a, b) => a.at - b.at) };
}

function readTime(item: ListNode["items"][number], reading: Reading, known: GivenOf): Listed | undefined {
  if (item.kind !== "map" || item.entries.has("value")) {
    const at = AT.read(item, reading);
    return at === undefined ? undefined : { at, set: [] };
  }
  if (!noUnknownKeys(item, "an arrival", ["at", "set"], reading)) return undefined;
  const [atEntry, setEntry] = [item.entries.get("at"), item.entries.get("set")];
  if (atEntry === undefined) return reading.report(mistake("missing-key", 'an arrival needs the key "at"', item.span));
  const at = AT.read(atEntry.value, { ...reading, at: atEntry.keySpan });
  const set = setEntry === undefined ? [] : readSet(setEntry.value, { ...reading, at: setEntry.keySpan }, known);
  return at === undefined || set === undefined ? undefined : { at, set };
}

/** Attributes that a listed patient has instead of drawn ones. */
export function readSet(node: Node, reading: Reading, known: GivenOf): Given | undefined {
  const map = asMap(node, "attributes of an arrival", reading);
  if (map === undefined) return undefined;
  const read = entriesOf(map).map(({ key, keySpan, value }): Given[number] | undefined => {
    const attribute = known.attribute(key);
    if (attribute !== undefined) return readGiven(attribute, value, { ...reading, at: keySpan });
    return reading.broken.has(key)
      ? undefined
      : reading.report(mistake("unknown-attribute", `"${key}" is not an attribute of this class`, keySpan));
  });
  return read.some((each) => each === undefined) ? undefined : (read as Given);
}

function readGiven({ name, unit, values }: Attribute, value: Node, reading: Reading): Given[number] | undefined {
  if (unit.kind === "text") {
    const index = value.kind === "scalar" ? values.indexOf(value.text) : -1;
    if (index >= 0) return [name, index];
    const message = `"${name}" is one of ${values.join(", ")}`;
    return reading.report(mistake("unknown-category", message, value.span));
  }
  const read = readConstant(value, reading, unit);
  return read && [name, read.value];
}

/** `arrivals.csv`: a line for each patient, with `time` or `date` and attributes. */
export function readFile(node: Node, reading: Reading, known: GivenOf, clock: Clock): Arrivals | undefined {
  const name = asText(node, "the name of a CSV file", reading);
  const source = name && openFile(name, reading, "write the arrivals as times");
  const table = source && readCsv(source, reading);
  if (table === undefined) return undefined;
  const columns = table.head.map((field) => readColumn(field, reading, known));
  const times = table.head.filter(({ text }) => WHEN.includes(text));
  if (times.length !== 1) {
    const message = times.length === 0 ? 'no column is called "time" or "date"' : '"time" and "date" are both here';
    const [first] = times.length === 0 ? table.head : times.slice(1);
    return reading.report(mistake("when-they-arrive", message, first.span, "one of them says when patients come"));
  }
  const twice = table.head.find(({ text }, i) => table.head.findIndex((other) => other.text === text) < i);
  if (twice !== undefined) {
    return reading.report(mistake("column-twice", `two columns are called "${twice.text}"`, twice.span));
  }
  if (columns.some((column) => column === undefined)) return undefined;
  return listed(table.rows.map((row) => readRow(row, columns as readonly Column[], reading, clock)));
}

const WHEN = ["time", "date"];

type Column = "time" | "date" | Attribute;

/** The text of a file that lies beside the scenario. @param otherwise what to do where no file can be read */
export function openFile({ text: name, span }: ScalarNode, reading: Reading, otherwise: string): Source | undefined {
  const steps = name.split(/[/\\]/);
  if (steps.includes("..") || steps[0] === "" || /^[A-Za-z]:/.test(name)) {
    const message = "a file must lie beside the scenario or in a folder below it";
    return reading.report(mistake("file-outside", message, span, "such as arrivals.csv or data/arrivals.csv"));
  }
  if (reading.files === undefined) {
    return reading.report(mistake("no-files", "files cannot be read here", span, otherwise));
  }
  const source = reading.files(name);
  return source ?? reading.report(mistake("no-such-file", `there is no file "${name}" beside the scenario`, span));
}

function readColumn({ text, span }: CsvField, reading: Reading, known: GivenOf): Column | undefined {
  if (text === "time" || text === "date") return text;
  const attribute = known.attribute(text);
  if (attribute !== undefined) return attribute;
  if (reading.broken.has(text)) return undefined;
  const names = [...WHEN, ...known.attributes];
  const message = `"${text}" is not an attribute of this class`;
  const hint = didYouMean(text, names) ?? `columns are ${quotedList(names, "and")}; leave the others out`;
  return reading.report(mistake("unknown-attribute", message, span, hint));
}

/** An empty field is drawn, like an attribute without a column. */
function readRow(
  row: readonly CsvField[],
  columns: readonly Column[],
  reading: Reading,
  clock: Clock,
): Listed | undefined {
  let at: number | undefined;
  const set: (readonly [string, number])[] = [];
  let whole = true;
  for (const [i, field] of row.entries()) {
    const column = columns[i];
    const inner: Reading = { ...reading, at: field.span };
    if (column === "time") at = readMinutes(field, inner);
    else if (column === "date") at = readDate(field, inner, clock);
    else if (field.text !== "") {
      const given = isPlainNumber(field, column)
        ? ([column.name, Number(field.text)] as const)
        : readGiven(column, scalar(field), inner);
      if (given === undefined) whole = false;
      else set.push(given);
    }
  }
  return at === undefined || !whole ? undefined : { at, set };
}

/** Most fields are plain numbers: no expression need be parsed. */
const PLAIN = /^-?\d{1,15}(\.\d{1,15})?$/;

function isPlainNumber({ text }: CsvField, { unit }: Attribute): boolean {
  return unit.kind === NUMBER.kind && unit.time === 0 && unit.money === 0 && PLAIN.test(text);
}

function scalar({ text, span }: CsvField): ScalarNode {
  return { kind: "scalar", text, quoted: false, span };
}

/** A number is minutes; anything else says its unit. */
function readMinutes(field: CsvField, reading: Reading): number | undefined {
  const minutes = PLAIN.test(field.text) ? Number(field.text) : undefined;
  return minutes !== undefined && minutes >= 0
    ? minutes
    : AT.read(minutes === undefined ? scalar(field) : minute(field), reading);
}

function minute(field: CsvField): ScalarNode {
  return { ...scalar(field), text: `${field.text} min` };
}

/** A local date and time, seconds allowed. */
function readDate({ text, span }: CsvField, reading: Reading, clock: Clock): number | undefined {
  const parts = /^(.*\d\d:\d\d):([0-5]\d)$/.exec(text);
  const date = parts === null ? text : parts[1];
  const moment = minutesTo(clock, date);
  if (!moment.ok) return reading.report(diagnosticAt(moment.problem, span, text));
  const minutes = moment.value + (parts === null ? 0 : Number(parts[2]) / 60);
  if (minutes >= 0 || clock === UNREAD_CLOCK) return Math.max(0, minutes);
  const message = `"${text}" is before the start of the clock`;
  return reading.report(mistake("before-start", message, span, "let the clock start earlier, or leave the line out"));
}
