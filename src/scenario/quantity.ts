import type { Result, Span } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { diagnosticAt, type Problem } from "../diagnostics/place.ts";
import { meanDaysIn, minutesIn, timeWords } from "../time/duration.ts";
import { scanNumber } from "./number-literal.ts";
import { DURATION, MONEY, MONEY_PER_TIME, NUMBER, RATE, type Unit } from "./units.ts";

/** A number with its unit, in minutes and in whole units of a currency: `9.5 per day` is 9.5 / 1440, a rate. */
export interface Quantity {
  readonly value: number;
  readonly unit: Unit;
  /** "GBP", "EUR", … or "$", which several currencies share; "" when it is not money. */
  readonly currency: string;
}

export type Scanned<T> =
  | { readonly ok: true; readonly value: T; readonly end: number }
  | { readonly ok: false; readonly problem: Problem };

const SIGNS: ReadonlyMap<string, string> = new Map([
  ["£", "GBP"],
  ["€", "EUR"],
  ["$", "$"],
]);
const CODES: ReadonlySet<string> = new Set(
  "GBP EUR USD AUD CAD NZD CHF DKK NOK SEK ISK JPY PLN CZK HUF INR ZAR SGD HKD".split(" "),
);
const DOLLARS: ReadonlySet<string> = new Set(["USD", "AUD", "CAD", "NZD", "SGD", "HKD"]);
const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["K", 1e3],
  ["m", 1e6],
  ["M", 1e6],
  ["bn", 1e9],
]);
const PER_WORDS = "min, h, day or week";

/**
 * Reads `45 min`, `1.5 h`, `9.5 per day`, `9.5/day`, `50%`, `£12,000`, `GBP 345`, `£53 per hour` or a bare number; a minus
 * may stand before it. Give the text as written, so that `010` and `1_000` are seen; whether the value is in range, and
 * whether the currency is the scenario's (`currencyFits`), is for the caller.
 */
export function readQuantity(text: string | number, span: Span): Result<Quantity> {
  if (typeof text === "number") {
    if (Number.isFinite(text)) return { ok: true, value: { value: text, unit: NUMBER, currency: "" }, diagnostics: [] };
    return { ok: false, diagnostics: [diagnosticAt(notFinite(0, 0), span, "")] };
  }
  const read = readText(text);
  if (read.ok) return { ok: true, value: read.value, diagnostics: [] };
  return { ok: false, diagnostics: [diagnosticAt(read.problem, span, text)] };
}

/** Whether a text is meant as one quantity rather than as an expression, right or wrong: `3 dayz`, `010`, `.inf`, `-£5`. */
export function looksLikeQuantity(text: string): boolean {
  if (NOT_FINITE.test(text)) return true;
  const found = /^\s*[-+]?\s*(?:[£€$]|[A-Z]{3}(?=[\s\d]))?\s*[-+]?\.?\d[\d.,:_]*(?:[eE][-+]?\d+)?(?<rest>.*)$/s.exec(
    text,
  );
  const rest = found?.groups?.rest;
  return (
    rest !== undefined &&
    /^[\s%]*(?:[A-Za-z]+\s*)*(?:\/\s*[A-Za-z]+\s*)?$/.test(rest) &&
    !/\b(and|or|mod|xor|to|in)\b/.test(rest)
  );
}

/** Whether money marked `mark` is money of `currency`; without a declared currency every mark fits. */
export function currencyFits(mark: string, currency: string | undefined): boolean {
  if (mark === "" || currency === undefined || mark === currency) return true;
  return mark === "$" && DOLLARS.has(currency);
}

/** Whether a quantity, without its minus, begins at `at`: a digit, a decimal point before one, a currency. */
export function startsQuantity(text: string, at: number): boolean {
  if (/[0-9£€$]/.test(text.charAt(at))) return true;
  if (text.charAt(at) === ".") return /[0-9]/.test(text.charAt(at + 1));
  return CODES.has(text.slice(at, at + 3)) && /^\s*[0-9]/.test(text.slice(at + 3));
}

/** The quantity that begins at `at`; `end` is where it ends. `alone`: nothing else stands in the text. */
export function scanQuantity(text: string, at: number, alone: boolean): Scanned<Quantity> {
  const currency = currencyAt(text, at);
  const from = currency === "" ? at : skipSpace(text, at + (SIGNS.has(text.charAt(at)) ? 1 : 3));
  const number = scanNumber(text, from, { grouped: currency !== "", alone });
  if (!number.ok) return number;
  let { value, end } = number;
  if (text.charAt(skipSpace(text, end)) === "%") {
    end = skipSpace(text, end) + 1;
    value /= 100;
    if (currency !== "")
      return failed("bad-quantity", "money cannot be a percentage", at, end, "leave out the currency or the %");
    return scanPer(text, end, { value, unit: NUMBER, currency });
  }
  const word = wordAt(text, skipSpace(text, end));
  const minutes = minutesIn(word.text);
  if (minutes !== undefined) {
    if (currency === "") return scanAfterDuration(text, at, word.end, value * minutes);
    return failed(
      "bad-quantity",
      `money and "${word.text}" cannot stand together`,
      at,
      word.end,
      `write "per ${word.text}"`,
    );
  }
  const wrong = wrongWord(text, word, { at, end, value, money: currency !== "", alone });
  if (wrong !== null) return { ok: false, problem: wrong };
  return scanPer(text, end, { value, unit: currency === "" ? NUMBER : MONEY, currency });
}

const NOT_FINITE = /^\s*[-+]?\.?(nan|inf|infinity)\s*$/i;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function readText(text: string): Scanned<Quantity> {
  if (NOT_FINITE.test(text)) return { ok: false, problem: notFinite(0, text.length) };
  let at = skipSpace(text, 0);
  let negative = false;
  if (/[-+]/.test(text.charAt(at))) {
    negative = text.charAt(at) === "-";
    at = skipSpace(text, at + 1);
  }
  if (!startsQuantity(text, at)) {
    const code = /^([A-Z]{3})\s*[\d.]/.exec(text.slice(at));
    if (code !== null)
      return failed(
        "unknown-currency",
        `"${code[1]}" is not a currency known here`,
        at,
        at + 3,
        "write £345, €345, $345 or GBP 345",
      );
    return failed(
      "bad-quantity",
      `"${text.slice(0, 40)}" is not a quantity`,
      0,
      text.length,
      "write a number and its unit, such as 45 min or £345",
    );
  }
  const scanned = scanQuantity(text, at, true);
  if (!scanned.ok) return scanned;
  const end = skipSpace(text, scanned.end);
  if (end < text.length) return { ok: false, problem: leftOver(text, scanned.value, end) };
  const { value } = scanned.value;
  return { ok: true, value: { ...scanned.value, value: negative && value !== 0 ? -value : value }, end };
}

/** `per day` or `/day` after a number or money, if it is there. */
function scanPer(text: string, end: number, quantity: Quantity): Scanned<Quantity> {
  const start = skipSpace(text, end);
  const slash = text.charAt(start) === "/";
  if (!slash && wordAt(text, start).text !== "per") return { ok: true, value: quantity, end };
  const word = wordAt(text, skipSpace(text, start + (slash ? 1 : 3)));
  const minutes = minutesIn(word.text);
  const called = text.charAt(skipSpace(text, word.end)) === "(";
  if (minutes !== undefined && !(slash && called)) {
    const unit = quantity.unit.money === 0 ? RATE : MONEY_PER_TIME;
    return { ok: true, value: { ...quantity, value: quantity.value / minutes, unit }, end: word.end };
  }
  const days = meanDaysIn(word.text);
  if (days !== undefined) {
    const cure = `divide by ${days} and write per day`;
    return failed("loose-unit", `a ${singular(word.text)} has no fixed length`, word.start, word.end, cure);
  }
  if (slash) return { ok: true, value: quantity, end };
  const hint = didYouMean(word.text, timeWords) ?? `only ${PER_WORDS} can follow "per"`;
  const found = word.text === "" ? `"per" without a unit of time` : `"${word.text}" is not a unit of time`;
  return failed(
    "unknown-unit",
    found,
    word.text === "" ? start : word.start,
    word.text === "" ? start + 3 : word.end,
    hint,
  );
}

/** A duration stands alone: `2 h per day` and `2 h/day` say more than one quantity can. */
function scanAfterDuration(text: string, at: number, end: number, minutes: number): Scanned<Quantity> {
  const next = wordAt(text, skipSpace(text, end));
  if (next.text !== "per") return { ok: true, value: { value: minutes, unit: DURATION, currency: "" }, end };
  return failed(
    "bad-quantity",
    `"per" cannot follow a duration`,
    at,
    next.end,
    "a rate is a number or money per unit of time, such as 9.5 per day",
  );
}

/** What is wrong with a word right after a number, or null when the number ends before it. */
function wrongWord(
  text: string,
  word: Word,
  number: { at: number; end: number; value: number; money: boolean; alone: boolean },
): Problem | null {
  if (word.text === "" || word.text === "per") return null;
  const touching = word.start === number.end;
  const days = meanDaysIn(word.text);
  if (days !== undefined) {
    const cure = `write ${number.value * days} days (a ${singular(word.text)} of ${days} days)`;
    return problem("loose-unit", `a ${singular(word.text)} has no fixed length`, word.start, word.end, cure);
  }
  const near = didYouMean(word.text, timeWords);
  if (!number.alone && !touching && (near === undefined || EXPRESSION_WORDS.has(word.text))) return null;
  const multiple = MULTIPLES.get(word.text);
  const sign = number.money ? text.slice(number.at, number.at + (SIGNS.has(text.charAt(number.at)) ? 1 : 4)) : "";
  if (multiple !== undefined && touching) {
    const cure = `write ${sign}${number.value * multiple} in full`;
    return problem("unknown-unit", `"${word.text}" is not a unit`, word.start, word.end, cure);
  }
  if (CODES.has(word.text)) {
    return problem(
      "unknown-unit",
      "the currency stands before the number",
      word.start,
      word.end,
      `write ${word.text} ${number.value}`,
    );
  }
  if (number.money)
    return problem(
      "unknown-unit",
      `"${word.text}" cannot follow money`,
      word.start,
      word.end,
      `only "per" and a unit of time can`,
    );
  return problem(
    "unknown-unit",
    `"${word.text}" is not a unit`,
    word.start,
    word.end,
    near ?? "units are s, min, h, days, weeks and %",
  );
}

const EXPRESSION_WORDS: ReadonlySet<string> = new Set(["and", "or", "not", "mod", "xor", "to", "in"]);

function leftOver(text: string, quantity: Quantity, at: number): Problem {
  const rest = scanQuantityAfter(text, at);
  if (quantity.unit === DURATION && rest !== null) {
    const cure = `write one number with one unit: ${quantity.value + rest} min`;
    return problem("bad-quantity", "two durations side by side", at, text.length, cure);
  }
  return problem(
    "bad-quantity",
    `"${text.slice(at, at + 40)}" after a quantity is not understood`,
    at,
    text.length,
    "a quantity is one number and one unit",
  );
}

function scanQuantityAfter(text: string, at: number): number | null {
  if (!startsQuantity(text, at)) return null;
  const rest = scanQuantity(text, at, true);
  return rest.ok && rest.value.unit === DURATION ? rest.value.value : null;
}

function currencyAt(text: string, at: number): string {
  const sign = SIGNS.get(text.charAt(at));
  if (sign !== undefined) return sign;
  const code = text.slice(at, at + 3);
  return CODES.has(code) ? code : "";
}

function wordAt(text: string, at: number): Word {
  let end = at;
  while (end < text.length && /[A-Za-z_0-9]/.test(text.charAt(end)) && !(end === at && /[0-9]/.test(text.charAt(end))))
    end++;
  return { text: text.slice(at, end), start: at, end };
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text.charAt(next))) next++;
  return next;
}

function singular(word: string): string {
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function notFinite(start: number, end: number): Problem {
  return problem(
    "not-finite",
    "the number is not finite",
    start,
    end,
    "write a finite number; only a capacity may be unlimited",
  );
}

function problem(code: string, message: string, start: number, end: number, hint: string): Problem {
  return { code, message, start, end, hint };
}

function failed(
  code: string,
  message: string,
  start: number,
  end: number,
  hint: string,
): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(code, message, start, end, hint) };
}
