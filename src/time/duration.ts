/** Simulated time and its differences, everywhere inside: minutes. */
export type Minutes = number;

export const MINUTE: Minutes = 1;
export const HOUR: Minutes = 60;
export const DAY: Minutes = 1440;
export const WEEK: Minutes = 10080;

const WORDS: ReadonlyMap<string, Minutes> = new Map([
  ["s", 1 / 60],
  ["sec", 1 / 60],
  ["secs", 1 / 60],
  ["second", 1 / 60],
  ["seconds", 1 / 60],
  ["min", MINUTE],
  ["mins", MINUTE],
  ["minute", MINUTE],
  ["minutes", MINUTE],
  ["h", HOUR],
  ["hr", HOUR],
  ["hrs", HOUR],
  ["hour", HOUR],
  ["hours", HOUR],
  ["d", DAY],
  ["day", DAY],
  ["days", DAY],
  ["wk", WEEK],
  ["wks", WEEK],
  ["week", WEEK],
  ["weeks", WEEK],
]);

/** Days in the words that have no fixed length, for the cure: 365.25 days a year, a twelfth of it a month. */
const LOOSE_WORDS: ReadonlyMap<string, number> = new Map([
  ["month", 30.4375],
  ["months", 30.4375],
  ["year", 365.25],
  ["years", 365.25],
]);

/** Every word that `minutesIn` knows. */
export const timeWords: readonly string[] = [...WORDS.keys()];

/** Minutes in a unit of time written "days", "h", "min" …; undefined for any other word. Case matters. */
export function minutesIn(word: string): Minutes | undefined {
  return WORDS.get(word);
}

/** Days in a "month" or "year" of mean length: they are refused as units, and this is what to write instead. */
export function meanDaysIn(word: string): number | undefined {
  return LOOSE_WORDS.get(word);
}

/**
 * A duration for people, at most two units of it: "3 days", "1 h 30 min", "2 days 4 h", "45 s", "0 min".
 * Rounded to the last unit shown; from 10 weeks on to whole days. NaN and infinities are named as they are.
 */
export function formatDuration(minutes: Minutes): string {
  if (!Number.isFinite(minutes)) return Number.isNaN(minutes) ? "unknown" : minutes > 0 ? "unlimited" : "-unlimited";
  const size = Math.abs(minutes);
  const sign = minutes < 0 ? "-" : "";
  if (size < 1) return shortDuration(sign, size);
  const whole = Math.round(size);
  if (whole < HOUR) return `${sign}${twoUnits(Math.round(size * 60), [60, "min"], [1, "s"])}`;
  if (whole < DAY) return `${sign}${twoUnits(whole, [60, "h"], [1, "min"])}`;
  const hours = Math.round(size / HOUR);
  if (hours < 70 * 24) return `${sign}${twoUnits(hours, [24, "day"], [1, "h"])}`;
  return `${sign}${plural(Math.round(size / DAY), "day")}`;
}

function shortDuration(sign: string, size: Minutes): string {
  const seconds = Math.round(size * 600) / 10;
  if (seconds === 0) return "0 min";
  return seconds === 60 ? `${sign}1 min` : `${sign}${seconds} s`;
}

function twoUnits(amount: number, large: readonly [number, string], small: readonly [number, string]): string {
  const rest = amount % large[0];
  const first = (amount - rest) / large[0];
  const second = rest / small[0];
  if (first === 0) return plural(second, small[1]);
  return second === 0 ? plural(first, large[1]) : `${plural(first, large[1])} ${plural(second, small[1])}`;
}

function plural(count: number, word: string): string {
  return word === "day" && count !== 1 ? `${count} days` : `${count} ${word}`;
}
