/** Simulated time and its differences, everywhere inside: minutes. */
export type Minutes = number;

const MINUTE: Minutes = 1;
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
