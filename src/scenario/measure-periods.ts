import { constantSchema, readConstant } from "./formula.ts";
import type { MapNode } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { asText, word } from "./scalars.ts";
import type { Grouping } from "./scenario.ts";
import { DURATION } from "./units.ts";

export const PERIODS: ReadonlyMap<string, number> = new Map([
  ["hour", 60],
  ["day", 1440],
  ["week", 10080],
]);

/** A longer series is a table for another program. */
const MOST_PERIODS = 400;

/** An hour, a day, a week, or any other duration: the periods of a series. */
export const period: Reader<number> = {
  read: (node, reading) => {
    const scalar = asText(node, "a period", reading);
    if (scalar === undefined) return undefined;
    const known = PERIODS.get(scalar.text);
    if (known !== undefined) return known;
    const read = readConstant(node, reading, DURATION)?.value;
    if (read === undefined || read > 0) return read;
    return reading.report(mistake("out-of-range", "a period must be more than 0", node.span, "such as every: week"));
  },
  schema: (definitions) => ({ anyOf: [{ enum: [...PERIODS.keys()] }, constantSchema(definitions)] }),
};

/** How many numbers a series is: of all records together and of each group. @param run minutes of the window */
export function fewEnough(
  every: number,
  by: Grouping | undefined,
  run: number,
  map: MapNode,
  reading: Reading,
): boolean {
  const periods = Math.ceil(run / every);
  const series = 1 + (by?.groups.length ?? 0);
  if (periods * series <= MOST_PERIODS) return true;
  const message =
    series === 1
      ? `${periods} periods: a series has at most ${MOST_PERIODS}`
      : `${periods} periods of ${series} series are ${periods * series} numbers: at most ${MOST_PERIODS}`;
  const span = map.entries.get("every")?.keySpan ?? reading.at;
  reading.report(mistake("too-many-periods", message, span, "take longer periods"));
  return false;
}

/** Minutes of the period by which a count, sum or rate is told; a rate is a day's unless stated. */
export function readPer(
  map: MapNode,
  statistic: string,
  overTime: boolean,
  reading: Reading,
): number | undefined | "broken" {
  const entry = map.entries.get("per");
  if (entry === undefined) return statistic === "rate" ? PERIODS.get("day") : undefined;
  if (overTime || !["rate", "count", "sum"].includes(statistic)) {
    reading.report(mistake("unused-key", '"per" belongs to a rate, a count or a sum', entry.keySpan));
    return "broken";
  }
  const read = word("a period", [...PERIODS.keys()]).read(entry.value, { ...reading, at: entry.keySpan });
  return read === undefined ? "broken" : PERIODS.get(read);
}
