import { weekdayNames } from "./calendar.ts";
import { refuse, type TimeResult } from "./problem.ts";

/** A part of a text, trimmed, with its place. */
export interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** How the days of a calendar are called. */
export interface DayWords {
  /** Splits "mon 08:00-17:00" into its groups `days` and `hours`; either may be missing. */
  readonly parts: RegExp;
  /** Indices of the days that a text names. */
  readonly read: (piece: Piece) => TimeResult<readonly number[]>;
  /** Days of hours that stand alone; empty when they may not. */
  readonly unnamed: readonly number[];
  /** Whether a window may end on the day after. */
  readonly overMidnight: boolean;
  /** The cure of a text without days or hours. */
  readonly form: string;
}

const FULL_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const WEEK_PARTS = /^(?<days>[^\d]*?)\s*(?<hours>\d.*)?$/s;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

const GROUPS: ReadonlyMap<string, readonly number[]> = new Map([
  ["daily", EVERY_DAY],
  ["weekdays", [0, 1, 2, 3, 4]],
  ["weekends", [5, 6]],
]);

/** Days of the week: mon to sun or in full, ranges of them, weekdays, weekends, daily. 0 is Monday. */
export const weekWords: DayWords = {
  parts: WEEK_PARTS,
  read: readWeekdays,
  unnamed: [],
  overMidnight: true,
  form: 'write days and hours, such as "weekdays 08:00-17:00"',
};

/** Of dates: hours alone hold on each of them; a date ends at its midnight. */
export const dateWords: DayWords = {
  parts: WEEK_PARTS,
  read: readWeekdays,
  unnamed: EVERY_DAY,
  overMidnight: false,
  form: 'write hours, such as "09:00-12:00"',
};

/** Days of a cycle, counted from 1: `day 1`, `days 1-4`, `days 1, 3`, `daily`. */
export function cycleWords(days: number): DayWords {
  return {
    parts: /^(?<days>.*?)\s*(?<hours>\d+:.*)?$/s,
    read: (piece) => readCycleDays(piece, days),
    unnamed: [],
    overMidnight: true,
    form: 'write days of the cycle and hours, such as "days 1-4 07:00-19:00"',
  };
}

/** What stands between commas, trimmed, with its place. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const part of text.split(",")) {
    const start = at + part.length - part.trimStart().length;
    const trimmed = part.trim();
    found.push({
      text: trimmed,
      start: trimmed === "" ? at : start,
      end: trimmed === "" ? at + part.length : start + trimmed.length,
    });
    at += part.length + 1;
  }
  return found;
}

/** Days of the week by one name: a day, a range of days, or a group of them. */
export function readWeekdays(piece: Piece): TimeResult<readonly number[]> {
  const word = piece.text.toLowerCase();
  const group = GROUPS.get(word);
  if (group !== undefined) return { ok: true, value: group };
  const ends = word.split(/\s*[-–]\s*/);
  const [first, last] = [dayIndex(ends[0]), dayIndex(ends[ends.length - 1])];
  if (ends.length > 2 || first < 0 || last < 0) {
    const hint = `days are ${weekdayNames.join(", ")}, weekdays, weekends, daily`;
    return refuse("unknown-day", `"${piece.text}" is not a day of the week`, hint, piece.start, piece.end);
  }
  const days: number[] = [];
  for (let day = first; ; day = (day + 1) % 7) {
    days.push(day);
    if (day === last) return { ok: true, value: days };
  }
}

function dayIndex(word: string): number {
  const short = weekdayNames.indexOf(word);
  return short >= 0 ? short : FULL_NAMES.indexOf(word);
}

function readCycleDays(piece: Piece, count: number): TimeResult<readonly number[]> {
  const all = Array.from({ length: count }, (_, day) => day);
  if (piece.text.toLowerCase() === "daily") return { ok: true, value: all };
  const found = /^(?:days?\s+)?(?<first>\d{1,4})(?:\s*[-–]\s*(?<last>\d{1,4}))?$/i.exec(piece.text)?.groups;
  if (found === undefined) {
    const hint = `days of the cycle are numbered: "day 1", "days 1-${count}"`;
    return refuse("unknown-day", `"${piece.text}" is not a day of the cycle`, hint, piece.start, piece.end);
  }
  const [first, last] = [Number(found.first), Number(found.last ?? found.first)];
  if (first < 1 || last > count || last < first) {
    const hint = `days run from 1 to ${count}`;
    return refuse("unknown-day", `a cycle of ${count} days has no days "${piece.text}"`, hint, piece.start, piece.end);
  }
  return { ok: true, value: all.slice(first - 1, last) };
}
