import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

/** Patients swap places: those in the ward ask for intensive care, and the other way round. */
const swap = (extra = "", leave = ""): string => `
careway: 1
title: swap
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 2, seed: "1" }
resources: { ward: { capacity: 1 }, icu: { capacity: 1 } }
patients:
  a: { arrive: { times: [0 min] }, enter: onWard }
  b: { arrive: { times: [1 min] }, enter: inIcu }
  ${extra}
stages:
  onWard: { seize: ward, duration: 10 min, next: toIcu }
  inIcu: { seize: icu, duration: 20 min, next: toWard }
  toIcu: { seize: icu, release: ward, duration: 5 min, next: home${leave} }
  toWard: { seize: ward, release: icu, duration: 5 min, next: home }
exits: { home: Home, gone: Gone }
`;

function run(text: string): string[] {
  const read = readScenario({ name: "swap.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  return log.toTrace();
}

describe("deadlock", () => {
  test("two patients who hold what the other waits for stop the replication, with their names, when the second begins to wait", () => {
    expect(() => run(swap())).toThrow(
      'deadlock: 2 patients wait for each other for ever, at 21 min, scenario "baseline", replication 1: ' +
        'a 1 holds ward and waits in "toIcu" for icu; b 1 holds icu and waits in "toWard" for ward',
    );
  });

  test("a patient who waits for them, holding something that neither wants, is in the deadlock too", () => {
    const third = "c: { arrive: { times: [21 min] }, enter: onWard }";
    expect(() => run(swap(third))).toThrow("deadlock: 2 patients");
  });

  test("a timer that takes one of them out of the wait is a way out", () => {
    const trace = run(swap("", ", leave: { after: 60 min, while: waiting, to: gone }"));
    expect(trace).toContain("70 a 1 pulled toIcu");
    expect(trace).toContain("70 b 1 start toWard");
  });

  /** A patient keeps a bed, and his doctor by `needs`, until what he starts is done. */
  const family = (tasks: string, others: string, more = ""): string => `
careway: 1
title: family
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 2, seed: "1" }
resources: { bed: { capacity: 1 }, doctor: { capacity: 1 }, nurse: { capacity: 1 } }
patients: { a: { arrive: { times: [0 min] }, enter: ward } }
stages:
  ward: { seize: bed, needs: doctor, duration: 10 min, tasks: ${tasks}, next: home${more} }
  ${others}
exits: { home: Home, gone: Gone }
`;
  const review = "review: { needs: doctor, duration: 5 min, next: done }";

  test("a patient who waits for a task that waits for what he keeps stops the replication when he begins to wait", () => {
    expect(() => run(family("{ start: review }", review))).toThrow(
      'deadlock: 2 patients wait for each other for ever, at 10 min, scenario "baseline", replication 1: ' +
        'a 1 holds bed and waits in "ward" for its tasks or contacts; a 1/review.1 waits in "review" for doctor',
    );
    const place = "review: { seize: bed, duration: 5 min, next: done }";
    expect(() => run(family("{ start: review }", place))).toThrow("deadlock: 2 patients");
  });

  test("a task that waits for others, one of several of which any will do, and a timer are ways out", () => {
    const nurse = "talk: { needs: nurse, duration: 30 min, next: done }";
    expect(run(family("{ start: talk }", nurse))).toContain("30 a 1 exit home");
    expect(() => run(family("{ start: [review, talk] }", `${review}\n  ${nurse}`))).toThrow("at 10 min");
    expect(run(family("{ start: [review, talk], join: any }", `${review}\n  ${nurse}`))).toContain("30 a 1 exit home");
    const leave = ", leave: { after: 60 min, while: here, to: gone }";
    expect(run(family("{ start: review }", review, leave))).toContain("60 a 1 exit gone");
  });

  test("a second choice that is still to come is a way out until it has come for the last of them, and helps nobody", () => {
    const text = `
careway: 1
title: more
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 2, seed: "1" }
resources: { bed: { capacity: 2 }, chair: { capacity: 2 } }
patients: { a: { arrive: { times: [0 min, 1 min] }, enter: first } }
stages:
  first: { seize: { bed: 1, chair: 1 }, duration: 10 min, next: more }
  more: { seize: [{ bed: 2 }, { chair: 2, after: 30 min }], duration: 5 min, next: home }
exits: { home: Home }
`;
    expect(() => run(text)).toThrow("deadlock: 2 patients wait for each other for ever, at 41 min");
  });

  test("a second choice of a task is a way out until it has come, for the patient who waits for it too", () => {
    const text = `
careway: 1
title: task
clock: { start: 2026-01-05, run: 1 day }
experiment: { replications: 2, seed: "1" }
resources: { bed: { capacity: 1 }, doctor: { capacity: 1 } }
patients: { a: { arrive: { times: [0 min] }, enter: ward } }
stages:
  ward: { seize: bed, needs: doctor, tasks: { start: check }, duration: 5 min, next: home }
  check: { needs: [doctor, { bed: 1, after: 20 min }], duration: 5 min, next: done }
exits: { home: Home }
`;
    expect(() => run(text)).toThrow("deadlock: 2 patients wait for each other for ever, at 20 min");
  });

  test("who is blocked behind somebody who will be done is not in a deadlock", () => {
    const trace = run(swap("").replace("b: { arrive: { times: [1 min] }", "b: { arrive: { times: [30 min] }"));
    expect(trace).toContain("15 a 1 exit home");
  });
});
