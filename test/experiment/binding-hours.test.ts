import { expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { bindingByHour, waitingByHour } from "../../src/experiment/binding-hours.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { arm, run } from "./results.ts";

/** By day everybody comes to the one porter, by night to the one doctor; each wait is over before the other begins. */
function dayAndNight() {
  const text = `
careway: 1
title: day and night
clock: { start: 2026-04-08 10:00, warmUp: 1 week, run: 2 weeks }
experiment: { replications: 3, seed: "1" }
resources: { porter: { capacity: 1 }, doctor: { capacity: 1 } }
patients:
  moved: { arrive: { booked: { "daily 09:00": 9 } }, enter: move }
  seen: { arrive: { booked: { "daily 22:00": 5 } }, enter: see }
stages:
  move: { needs: porter, duration: 30 min, next: home }
  see: { needs: doctor, duration: 30 min, next: home }
exits: { home: Home }
`;
  const read = readScenario({ name: "day.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

test("one resource binds by day, another by night", () => {
  const model = dayAndNight();
  const { resources } = model.names;
  const runs = [1, 2, 3].map((replication) => collectRun(model, replication));
  const hours = bindingByHour({ name: "baseline", runs }, resources);
  const waits = waitingByHour({ name: "baseline", runs }, resources);
  for (let day = 0; day < 7; day++) {
    for (const [from, to, resource] of [
      [9, 13, "porter"],
      [22, 24, "doctor"],
    ] as const) {
      for (let hour = from; hour < to; hour++) {
        expect(hours[day * 24 + hour], `${day} ${hour}`).toMatchObject({ resource, share: 1, blocked: 0 });
      }
    }
    for (const hour of [0, 8, 13, 14, 21]) expect(hours[day * 24 + hour].resource).toBeUndefined();
    // Nine come at 9: eight wait for the first half hour, seven for the second.
    expect(hours[day * 24 + 9].waiting).toBeCloseTo(7.5, 12);
    expect(hours[day * 24 + 23].waiting).toBeCloseTo(1.5, 12);
    expect(waits[resources.indexOf("doctor")][day * 24 + 9].waiting).toBe(0);
  }
});

test("all hours together are the mean number waiting, whatever hour the run begins in", () => {
  const model = dayAndNight();
  const [result] = [collectRun(model, 1)];
  // The window is two whole weeks.
  const mean = [...result.waitingByHour.subarray(0, 168)].reduce((a, b) => a + b, 0) / 168;
  const doctor = (4 + 3 + 2 + 1) * 30;
  expect(model.names.resources[0]).toBe("doctor");
  expect(mean).toBeCloseTo(doctor / 1440, 10);
});

test("means leave out runs that do not reach an hour; nobody waits, and no hour, are told apart", () => {
  const table = (value: number): Float64Array => new Float64Array(336).fill(value);
  const some = table(0)
    .fill(Number.NaN, 5, 6)
    .fill(Number.NaN, 168 + 5, 168 + 6)
    .fill(2, 7, 8)
    .fill(3, 168 + 7, 168 + 8);
  const runs = [
    run("a", 1, [], { waitingByHour: some, blockedByHour: new Float64Array(0) }),
    run("a", 2, [], {
      waitingByHour: table(1).fill(Number.NaN, 5, 6).fill(Number.NaN, 173, 174),
      blockedByHour: table(0.5),
    }),
  ];
  const hours = bindingByHour({ ...arm("a", []), runs }, ["bed", "nurse"]);
  expect(hours[7]).toEqual({ resource: "nurse", waiting: 2, blocked: 0.25, share: 2 / 3.5 });
  // Of equals the first by name.
  expect(hours[6]).toEqual({ resource: "bed", waiting: 0.5, blocked: 0.25, share: 0.5 });
  expect(hours[5]).toEqual({ resource: undefined, waiting: Number.NaN, blocked: Number.NaN, share: Number.NaN });
  const idle = bindingByHour({ name: "b", runs: [run("b", 1, [], { waitingByHour: table(0) })] }, ["bed", "nurse"]);
  expect(idle[0]).toEqual({ resource: undefined, waiting: 0, blocked: 0, share: Number.NaN });
});
