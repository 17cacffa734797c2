import { formatClock } from "./calendar.ts";
import { type DayWords, type Piece, pieces, weekWords } from "./day-words.ts";
import { DAY, type Minutes } from "./duration.ts";
import { refuse, type TimeResult } from "./problem.ts";

/**
 * Open from `from` to before `to`, minutes since the midnight at which `day` begins: 0 ≤ from < 1440, from < to. A window over
 * midnight belongs to the day on which it begins: its `to` is above 1440, and less than a day after `from`.
 */
export interface OpeningWindow {
  readonly day: number;
  readonly from: Minutes;
  readonly to: Minutes;
}

const MOST_CHARACTERS = 1000;

/**
 * Days and hours: `weekdays 08:00-17:00`, `tue, thu 10:00-12:00`, `mon-fri 08:00-12:00, 13:00-17:00`, `daily 20:00-08:00`,
 * `weekdays 08:00-18:00, sat 09:00-12:00`. Sorted by day and time.
 * @param words how days are called; of the week unless said otherwise
 */
export function parseWindows(text: string, words: DayWords = weekWords): TimeResult<readonly OpeningWindow[]> {
  const { form } = words;
  if (text.length > MOST_CHARACTERS) {
    return refuse("bad-hours", `opening hours longer than ${MOST_CHARACTERS} characters`, form, 0, text.length);
  }
  const windows: OpeningWindow[] = [];
  let days: number[] = [...words.unnamed];
  let isNamed = false;
  let hoursSeen = false;
  for (const item of pieces(text)) {
    const found = words.parts.exec(item.text);
    const dayText = found?.groups?.days ?? "";
    const hourText = found?.groups?.hours ?? "";
    if (dayText !== "") {
      if (hoursSeen || !isNamed) days = [];
      isNamed = true;
      hoursSeen = false;
      const read = words.read({ text: dayText, start: item.start, end: item.start + dayText.length });
      if (!read.ok) return read;
      days.push(...read.value.filter((day) => !days.includes(day)));
    }
    if (hourText !== "") {
      if (days.length === 0) return refuse("bad-hours", "hours without a day", form, item.start, item.end);
      const place = { text: hourText, start: item.end - hourText.length, end: item.end };
      const read = readHours(place, words.overMidnight);
      if (!read.ok) return read;
      hoursSeen = true;
      for (const day of days) windows.push({ day, ...read.value });
    }
    if (item.text === "")
      return refuse("bad-hours", "nothing where days or hours are expected", form, item.start, item.end);
  }
  if (!hoursSeen)
    return refuse("bad-hours", "days without hours", `${form}; a whole day is 00:00-24:00`, 0, text.length);
  return { ok: true, value: windows.sort((a, b) => a.day - b.day || a.from - b.from || a.to - b.to) };
}

function readHours(piece: Piece, overMidnight: boolean): TimeResult<{ readonly from: Minutes; readonly to: Minutes }> {
  const { text, start, end } = piece;
  const found = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(text);
  if (found === null) {
    return refuse("bad-hours", `"${text}" is not a stretch of hours`, "write it as 08:00-17:00", start, end);
  }
  const [fromHour, fromMinute, toHour, toMinute] = found.slice(1).map(Number);
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  if (fromMinute > 59 || toMinute > 59 || from >= DAY || to > DAY) {
    return refuse("bad-time", `"${text}" is not within a day`, "times run from 00:00 to 24:00", start, end);
  }
  if (to === from) {
    return refuse("overnight-hours", `"${text}" has no length`, "a whole day is 00:00-24:00", start, end);
  }
  if (to > from) return { ok: true, value: { from, to } };
  if (overMidnight) return { ok: true, value: { from, to: to + DAY } };
  const morning = to === 0 ? "" : ` here, and 00:00-${formatClock(to)} for the next date`;
  const hint = `write ${formatClock(from)}-24:00${morning}`;
  return refuse("overnight-hours", `"${text}" ends on another date`, hint, start, end);
}
