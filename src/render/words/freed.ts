import type { Freed, Range } from "../../economics/freed.ts";
import type { Arm, Capacity, FreedUse } from "../../scenario/scenario.ts";
import { type HowToWrite, runWordFor, writeEstimate, writeNumber } from "../numbers.ts";

/** One of the three lines of what is freed, in words. */
export interface FreedLine {
  readonly head: string;
  /** Mean number, with its range. */
  readonly number: string;
  /** The same as days or hours in the window. */
  readonly time: string;
  readonly money: string;
}

const DAY = 1440;
const HOUR = 60;

/** Gross, released and cashable of one resource, to stand together and never to be added. */
export function freedLines(freed: Freed, byDay: boolean, window: number, currency: string): readonly FreedLine[] {
  const { release, gross, released, cashable, money } = freed;
  const share = writeNumber(release.share, { kind: "share", style: "prose" });
  return [
    line("Freed in all (gross)", gross, byDay, window, onPaper(money.onPaper, currency)),
    line(`Released for other use: ${share} of it`, released, byDay, window, price(money.released, currency)),
    line(
      `Cashable: ${wholesOf(release.whole)}`,
      { ...cashable, halfWidth: (cashable.high - cashable.low) / 2 },
      byDay,
      window,
      price(money.cashable, currency),
    ),
  ];
}

const UNITS: HowToWrite = { kind: "units", style: "prose" };

function wholesOf(whole: number): string {
  if (whole === 1) return "whole ones only";
  const written = writeNumber(whole, UNITS);
  return Number.isInteger(whole) ? `whole ${written}s only` : `multiples of ${written} only`;
}

function line(
  head: string,
  amount: Range & { readonly halfWidth: number },
  byDay: boolean,
  window: number,
  money: string,
): FreedLine {
  const written = writeEstimate(amount, UNITS);
  const per = byDay ? DAY : HOUR;
  const time = writeEstimate(
    {
      mean: (amount.mean * window) / per,
      halfWidth: (amount.halfWidth * window) / per,
      low: (amount.low * window) / per,
      high: (amount.high * window) / per,
    },
    UNITS,
  );
  return { head, number: both(written), time: `${time.value} ${byDay ? "days" : "hours"}`, money };
}

function both({ value, range }: { readonly value: string; readonly range: string }): string {
  return range === "" ? value : `${value} (${range})`;
}

function onPaper(range: Range | undefined, currency: string): string {
  return range === undefined ? price(range, currency) : `${price(range, currency)} on paper`;
}

function price(range: Range | undefined, currency: string): string {
  if (range === undefined) return "no price stated";
  const how: HowToWrite = { kind: "money", style: "prose", currency };
  return both(writeEstimate({ ...range, halfWidth: (range.high - range.low) / 2 }, how));
}

/** "20", "12", "0": gross, released and cashable without their ranges. */
export function freedNumbers({ gross, released, cashable }: Freed): readonly [string, string, string] {
  return [writeEstimate(gross, UNITS).value, writeEstimate(released, UNITS).value, writeNumber(cashable.mean, UNITS)];
}

/** What becomes of what is released, as the file states it. @param away units that the scenario itself has fewer of */
export function sayUse(
  { release: { use, share }, released, morePatients }: Freed,
  window: number,
  away: number,
): string {
  if (!(released.mean > 0)) return "Nothing is freed, so nothing is released.";
  if (away > 0)
    return `The file itself takes ${writeNumber(away, UNITS)} away in this scenario: what that saves is in the costs already, and is not to be counted again as cashable.`;
  if (use === "morePatients" && !Number.isFinite(morePatients)) {
    return "What is released is meant for more patients, but nobody here needs any of it: how many it would do for is not known.";
  }
  return USES[use](writeNumber(morePatients, { kind: "patients", style: "prose" }), runWordFor(window), share);
}

const USES: Readonly<Record<FreedUse, (patients: string, word: string, share: number) => string>> = {
  morePatients: (patients, word) =>
    `What is released is meant for more patients: it would do for about ${patients} more a ${word}, by arithmetic and not simulated.`,
  shorterWaits: (_, __, share) =>
    `What is released stays for those who wait. The waits of this scenario are simulated with all that is freed${share < 1 ? ": with what is released alone they can be longer" : ""}.`,
  nothing: () => "The file gives what is released no use: it is worth nothing to anybody until it has one.",
};

/** How many units fewer a scenario has of a resource than the baseline, averaged over the calendar that is in force in the end; 0 where it has as many. */
export function takenAway(arms: readonly Arm[], resource: string, scenario: string, baseline: string): number {
  const [before, after] = [baseline, scenario].map((name) => {
    const found = arms.find((arm) => arm.name === name)?.resources.find((one) => one.name === resource);
    const last = found?.phases.at(-1);
    return last === undefined ? Number.NaN : meanUnits(last.value.capacity);
  });
  const fewer = before - after;
  return Number.isFinite(fewer) ? Math.max(0, fewer) : 0;
}

function meanUnits(capacity: Capacity): number {
  if (capacity.kind === "constant") return capacity.units;
  const length = capacity.kind === "weekly" ? 7 * DAY : capacity.period;
  const { steps } = capacity;
  const times = steps.map(({ minute, units }, i) => units * ((steps[i + 1]?.minute ?? length) - minute));
  return times.reduce((sum, one) => sum + one, 0) / length;
}

/** Whether what is in use of a resource is told in days: places that are there day and night. Staff with hours are told in hours. */
export function isByDay(arms: readonly Arm[], resource: string): boolean {
  const found = arms.flatMap(({ resources }) => resources).find(({ name }) => name === resource);
  return found?.phases.every(({ value }) => alwaysOpen(value.capacity)) ?? true;
}

function alwaysOpen(capacity: Capacity): boolean {
  return capacity.kind === "constant" || capacity.steps.every(({ units }) => units > 0);
}
