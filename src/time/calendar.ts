import { DAY, type Minutes } from "./duration.ts";
import { refuse, type TimeResult } from "./problem.ts";

/** The moment that simulated time counts from. Local time as on the wall: no time zone, no daylight saving. */
export interface Start {
  /** "2026-04-06". */
  readonly startDate: string;
  /** Minutes since Monday 00:00, 0 to 10,079. */
  readonly startMinuteOfWeek: Minutes;
}

/** The words for days in scenarios, by index: 0 is Monday. */
export const weekdayNames: readonly string[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Moment {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minutes since 00:00. */
  readonly minute: number;
}

/** "2026-04-06" (at 00:00) or "2026-04-06 08:00". */
export function parseStart(text: string): TimeResult<Start> {
  const moment = parseMoment(text);
  if (!moment.ok) return moment;
  const { day, minute } = moment.value;
  return { ok: true, value: { startDate: isoDate(day), startMinuteOfWeek: weekdayOf(day) * DAY + minute } };
}

/** Days since 1970-01-01 of "2026-04-06". */
export function parseDay(text: string): TimeResult<number> {
  const moment = parseMoment(text);
  if (!moment.ok) return moment;
  if (text.length > 10) return refuse("bad-date", "a whole day has no time", "leave the time out", 10, text.length);
  return { ok: true, value: moment.value.day };
}

/** Minutes from the start to 00:00 of a day, given in days since 1970-01-01; negative before it. */
export function minutesToDay(start: Start, day: number): Minutes {
  return (day - startDay(start)) * DAY - (start.startMinuteOfWeek % DAY);
}

/** The day that a moment of the run is in, in days since 1970-01-01. */
export function dayAt(start: Start, minutes: Minutes): number {
  return startDay(start) + Math.floor((minutes + (start.startMinuteOfWeek % DAY)) / DAY);
}

/** Minutes from the start to a date or moment written like the start; negative before it. */
export function minutesTo(start: Start, text: string): TimeResult<Minutes> {
  const moment = parseMoment(text);
  if (!moment.ok) return moment;
  const minutes = (moment.value.day - startDay(start)) * DAY + moment.value.minute - (start.startMinuteOfWeek % DAY);
  return { ok: true, value: minutes };
}

/** "14:20" from minutes since midnight; 1440 is "24:00". */
export function formatClock(minute: Minutes): string {
  const whole = Math.floor(minute);
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Days since 1970-01-01 in the Gregorian calendar. `month` and `date` from 1.
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function dayNumber(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The inverse of `dayNumber`: civil_from_days of the same source. */
export function civilDate(day: number): { year: number; month: number; date: number } {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date };
}

/** 0 for Monday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

function startDay(start: Start): number {
  const [year, month, date] = start.startDate.split("-").map(Number);
  const day = dayNumber(year, month, date);
  if (!Number.isFinite(day)) throw new Error(`start date "${start.startDate}" is not a date`);
  return day;
}

function isoDate(day: number): string {
  const { year, month, date } = civilDate(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

function parseMoment(text: string): TimeResult<Moment> {
  const form = `write the date as 2026-04-06, or with a time as "2026-04-06 08:00"`;
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?(.*)$/s.exec(text);
  if (found === null) return refuse("bad-date", `"${text.slice(0, 40)}" is not a date`, form, 0, text.length);
  const [year, month, date, hour, minute] = found.slice(1, 6).map((part) => Number(part ?? "0"));
  const rest = found[6];
  if (rest !== "") {
    const at = text.length - rest.length;
    const zone = /^(:\d\d(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)$/i.test(rest);
    return zone
      ? refuse(
          "time-zone",
          "a time zone cannot be used: all times are local",
          "leave the time zone out",
          at,
          text.length,
        )
      : refuse("bad-date", `"${rest.slice(0, 40)}" after a date is not understood`, form, at, text.length);
  }
  if (year < 1) return refuse("bad-date", "the year 0000 does not exist", form, 0, 4);
  if (month < 1 || month > 12) return refuse("bad-date", `there is no month ${month}`, form, 5, 7);
  const day = dayNumber(year, month, date);
  const real = civilDate(day);
  if (date < 1 || real.month !== month) {
    const last = dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayNumber(year, month, 1);
    return refuse("bad-date", `${MONTHS[month - 1]} ${year} has no day ${date}`, `it has ${last} days`, 8, 10);
  }
  if (hour > 23 || minute > 59) {
    return refuse("bad-time", `${text.slice(11, 16)} is not a time of day`, "times run from 00:00 to 23:59", 11, 16);
  }
  return { ok: true, value: { day, minute: hour * 60 + minute } };
}
