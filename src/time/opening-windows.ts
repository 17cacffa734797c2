import { formatClock, weekdayNames } from "./calendar.ts";
import { DAY, type Minutes } from "./duration.ts";
import { refuse, type TimeProblem, type TimeResult } from "./problem.ts";

/** Open on one day of the week, 0 for Monday, from `from` to before `to`, minutes since midnight, 0 ≤ from < to ≤ 1440. */
export interface OpeningWindow {
  readonly day: number;
  readonly from: Minutes;
  readonly to: Minutes;
}

const FULL_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const GROUPS: ReadonlyMap<string, readonly number[]> = new Map([
  ["daily", [0, 1, 2, 3, 4, 5, 6]],
  ["weekdays", [0, 1, 2, 3, 4]],
  ["weekends", [5, 6]],
]);

const FORM = 'write days and hours, such as "weekdays 08:00-17:00"';
const MOST_CHARACTERS = 1000;

export type Piece = { readonly text: string; readonly start: number; readonly end: number };

/**
 * Hours of the week: `weekdays 08:00-17:00`, `tue, thu 10:00-12:00`, `mon-fri 08:00-12:00, 13:00-17:00`,
 * `weekdays 08:00-18:00, sat 09:00-12:00`. Days: mon to sun or in full, ranges of them, weekdays, weekends, daily.
 * A window lies within one day; 24:00 is its end. Sorted by day and time.
 */
export function parseWindows(text: string): TimeResult<readonly OpeningWindow[]> {
  if (text.length > MOST_CHARACTERS) {
    return refuse("bad-hours", `opening hours longer than ${MOST_CHARACTERS} characters`, FORM, 0, text.length);
  }
  const windows: OpeningWindow[] = [];
  let days: number[] = [];
  let hoursSeen = false;
  for (const item of pieces(text)) {
    const found = /^(?<days>[^\d]*?)\s*(?<hours>\d.*)?$/s.exec(item.text);
    const dayText = found?.groups?.days ?? "";
    const hourText = found?.groups?.hours ?? "";
    if (dayText !== "") {
      if (hoursSeen) days = [];
      hoursSeen = false;
      const read = readDays({ text: dayText, start: item.start, end: item.start + dayText.length });
      if (!read.ok) return read;
      days.push(...read.value.filter((day) => !days.includes(day)));
    }
    if (hourText !== "") {
      if (days.length === 0) return refuse("bad-hours", "hours without a day", FORM, item.start, item.end);
      const read = readHours({ text: hourText, start: item.end - hourText.length, end: item.end });
      if (!read.ok) return read;
      hoursSeen = true;
      for (const day of days) windows.push({ day, ...read.value });
    }
    if (item.text === "")
      return refuse("bad-hours", "nothing where days or hours are expected", FORM, item.start, item.end);
  }
  if (!hoursSeen)
    return refuse("bad-hours", "days without hours", `${FORM}; a whole day is 00:00-24:00`, 0, text.length);
  return { ok: true, value: windows.sort((a, b) => a.day - b.day || a.from - b.from || a.to - b.to) };
}

/** "Mon 08:00-17:00". */
export function formatWindow(window: OpeningWindow): string {
  const name = weekdayNames[window.day];
  return `${name[0].toUpperCase()}${name.slice(1)} ${formatClock(window.from)}-${formatClock(window.to)}`;
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

/** Days by one name: a day, a range of days, or a group of them. */
export function readDays(piece: Piece): TimeResult<readonly number[]> {
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

function readHours(piece: Piece): TimeResult<{ readonly from: Minutes; readonly to: Minutes }> {
  const found = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(piece.text);
  if (found === null) {
    return refuse(
      "bad-hours",
      `"${piece.text}" is not a stretch of hours`,
      "write it as 08:00-17:00",
      piece.start,
      piece.end,
    );
  }
  const [fromHour, fromMinute, toHour, toMinute] = found.slice(1).map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  const bad = fromMinute > 59 || toMinute > 59 || from >= DAY || to > DAY;
  if (bad)
    return refuse(
      "bad-time",
      `"${piece.text}" is not within a day`,
      "times run from 00:00 to 24:00",
      piece.start,
      piece.end,
    );
  if (to <= from) return { ok: false, problem: overnight(piece, from, to) };
  return { ok: true, value: { from, to } };
}

function overnight(piece: Piece, from: Minutes, to: Minutes): TimeProblem {
  const message = `"${piece.text}" ends before it begins`;
  const hint =
    to === 0
      ? `write ${formatClock(from)}-24:00`
      : to === from
        ? "a whole day is 00:00-24:00"
        : `write ${formatClock(from)}-24:00 and the next day's 00:00-${formatClock(to)}`;
  return {
    code: "overnight-hours",
    message: to === from ? `"${piece.text}" has no length` : message,
    hint,
    start: piece.start,
    end: piece.end,
  };
}
