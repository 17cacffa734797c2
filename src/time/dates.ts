import { parseDay } from "./calendar.ts";
import { refuse, type TimeProblem, type TimeResult } from "./problem.ts";

/** Days since 1970-01-01, both included; `last` is Infinity for "onwards". */
export interface Dates {
  readonly first: number;
  readonly last: number;
}

const FORM = 'write "2026-12-25", "2026-12-24 to 2026-12-26" or "2027-01-04 onwards"';

/** "2026-12-25", "2026-12-24 to 2026-12-26" or "2027-01-04 onwards". */
export function parseDates(text: string): TimeResult<Dates> {
  const found = /^(?<first>\d{4}-\d\d-\d\d)(?:(?<to>\s+to\s+)(?<last>\S+)|\s+(?<onwards>onwards))?$/s.exec(
    text,
  )?.groups;
  if (found === undefined) return refuse("bad-date", `"${text.slice(0, 40)}" is not a date`, FORM, 0, text.length);
  const first = parseDay(found.first);
  if (!first.ok) return first;
  if (found.onwards !== undefined) return { ok: true, value: { first: first.value, last: Infinity } };
  if (found.last === undefined) return { ok: true, value: { first: first.value, last: first.value } };
  const last = parseDay(found.last);
  if (!last.ok) return { ok: false, problem: moved(last.problem, found.first.length + found.to.length) };
  if (last.value < first.value) {
    const message = `${found.last} is before ${found.first}`;
    return refuse("bad-date", message, "write the earlier date first", 0, text.length);
  }
  return { ok: true, value: { first: first.value, last: last.value } };
}

function moved(problem: TimeProblem, by: number): TimeProblem {
  return { ...problem, start: problem.start + by, end: problem.end + by };
}
