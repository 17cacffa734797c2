const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "6 April 2026" of "2026-04-06". @throws Error for anything else */
export function writeDate(isoDate: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  const month = parts === null ? undefined : MONTHS[Number(parts[2]) - 1];
  if (parts === null || month === undefined) throw new Error(`"${isoDate}" is not a date such as 2026-04-06`);
  return `${Number(parts[3])} ${month} ${Number(parts[1])}`;
}

/**
 * A time of day: "8am", "2:20pm", "midday", "midnight" in prose, "08:00" on axes and in tables.
 * @param minute after midnight; whole days are taken off
 */
export function writeTimeOfDay(minute: number, style: "prose" | "table"): string {
  const ofDay = ((Math.floor(minute) % 1440) + 1440) % 1440;
  const hour = Math.floor(ofDay / 60);
  const rest = String(ofDay % 60).padStart(2, "0");
  if (style === "table") return `${String(hour).padStart(2, "0")}:${rest}`;
  if (ofDay === 0) return "midnight";
  if (ofDay === 720) return "midday";
  return `${((hour + 11) % 12) + 1}${rest === "00" ? "" : `:${rest}`}${hour < 12 ? "am" : "pm"}`;
}

const YEARS = [364, 365, 366];

/** A replication is a year only when its window is 52 weeks or a calendar year. @param window in minutes */
export function runWordFor(window: number): "year" | "run" {
  return YEARS.includes(window / 1440) ? "year" : "run";
}

/** "1 simulated year", "50 simulated runs", "1,000 simulated years" */
export function countRuns(n: number, word: "year" | "run"): string {
  return `${String(n).replace(/\B(?=(\d{3})+$)/g, ",")} simulated ${word}${n === 1 ? "" : "s"}`;
}
