import { alternatives } from "./adopted-fields.ts";
import { mistake, type Reading } from "./reading.ts";
import type { Arm, Measure } from "./scenario.ts";

/** Nobody's turn comes in a stage that asks for nothing. */
export function checkStarts({ stages }: Arm, reading: Reading): void {
  for (const { name, startIf, seize, needs, span } of stages) {
    const asks = [seize, needs].flatMap(alternatives).some((request) => request !== undefined);
    if (asks || alternatives(startIf).every((route) => route === undefined)) continue;
    const message = `stage "${name}" has startIf, and asks for nothing that could be granted`;
    reading.report(mistake("start-of-nothing", message, span, "use balk, which is asked at the door"));
  }
}

/** Measures of sessions need a resource that has some, in one arm at least. */
export function checkSessionMeasures(measures: readonly Measure[], arms: readonly Arm[], reading: Reading): void {
  const having = new Set(
    arms.flatMap(({ resources }) =>
      resources
        .filter(({ phases }) => phases.some(({ value }) => value.sessions !== undefined))
        .map(({ name }) => name),
    ),
  );
  for (const { records, subject, span } of measures) {
    if (records !== "sessions" || subject === undefined || having.has(subject)) continue;
    const message = `"${subject}" has no sessions`;
    const hint = "give it some: sessions: { opens: weekdays 08:30, length: 4 h }";
    reading.report(mistake("no-sessions", message, span, hint));
  }
}
