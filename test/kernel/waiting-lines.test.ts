import { expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

/** Priorities of those who come at minutes 1, 2, … 100: each its own, three times from 3 to above 100. */
const priorityOf = (minute: number): number => (3 * minute) % 127;
/** They give up while all the others still wait. */
const givesUp = (minute: number): boolean => minute % 3 === 0;

const SCENARIO = `careway: 1
title: a long line
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 1, seed: a }
resources: { desk: { capacity: 1 } }
patients:
  first: { arrive: { times: [0 min] }, enter: talk }
  later: { arrive: { times: [${Array.from({ length: 100 }, (_, i) => `${i + 1} min`).join(", ")}] }, enter: visit }
stages:
  talk: { needs: desk, duration: 300 min, next: home }
  visit:
    needs: desk
    priority: 3 * (arrived / 1 min) - 127 * floor(3 * (arrived / 1 min) / 127)
    leave: { after: "(3 * floor((arrived / 1 min) / 3) == arrived / 1 min ? 150 min : 2 days)", while: waiting, to: home }
    duration: 1 min
    next: home
exits: { home: Home }
`;

/** Numbers of the patients of a class, in the order in which their visits start. */
function starts(text: string, cls: string): readonly number[] {
  const read = readScenario({ name: "line.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  return log
    .toTrace()
    .map((line) => line.split(" "))
    .flatMap(([, who, number, verb, stage]) =>
      who === cls && verb === "start" && stage === "visit" ? [Number(number)] : [],
    );
}

test("a line stays in its order, whoever in the midst of it gives up", () => {
  const started = starts(SCENARIO, "later");
  const expected = Array.from({ length: 100 }, (_, i) => i + 1)
    .filter((minute) => !givesUp(minute))
    .sort((a, b) => priorityOf(a) - priorityOf(b));
  expect(started).toEqual(expected);
});

const IN_TURN = `careway: 1
title: a line that moves on while others come
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 1, seed: a }
resources: { desk: { capacity: 1 } }
patients:
  calm: { arrive: { times: [${Array.from({ length: 200 }, (_, i) => `${i + 1} min`).join(", ")}] }, enter: visit }
stages:
  visit:
    needs: desk
    leave: { after: "(arrived > 60 min and 7 * floor((arrived / 1 min) / 7) == arrived / 1 min ? 2.5 min : 2 days)", while: waiting, to: home }
    duration: 2 min
    next: home
exits: { home: Home }
`;

test("who comes later is later in turn, before anybody has given up and after", () => {
  const started = starts(IN_TURN, "calm");
  const expected: number[] = [];
  let free = 0;
  for (let minute = 1; minute <= 200; minute++) {
    const start = Math.max(minute, free);
    if (minute > 60 && minute % 7 === 0 && start > minute + 2.5) continue;
    expected.push(minute);
    free = start + 2;
  }
  expect(started).toEqual(expected);
});
