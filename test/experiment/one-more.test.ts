import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { oneMoreOfEach } from "../../src/experiment/one-more.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";

function clinic(resource: string): Model {
  const text = `
careway: 1
title: a clinic
clock: { start: 2026-04-08, warmUp: 1 week, run: 4 weeks }
experiment: { replications: 3, seed: "1" }
resources:
  open: { capacity: unlimited }
  team: { ${resource} }
patients: { all: { arrive: { poisson: 4 per day }, enter: see } }
stages: { see: { needs: { team: 1, open: 1 }, duration: 10 min, next: home } }
exits: { home: Home }
`;
  const read = readScenario({ name: "clinic.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

const changed = (model: Model) => oneMoreOfEach(model).map(({ change: { kind, resource } }) => [kind, resource]);

describe("one more of each", () => {
  test.each([
    ["a number", "capacity: 2", "capacity: 3"],
    [
      "hours with a last start",
      "capacity: { weekdays 08:00-12:00: 3, weekdays 12:00-18:00: 1 }, lastStart: 45 min",
      "capacity: { weekdays 08:00-12:00: 4, weekdays 12:00-18:00: 2 }, lastStart: 45 min",
    ],
    [
      "dates, and those who may be absent",
      'capacity: { daily 09:00-17:00: 2 }, absence: 10%, lastStart: 20 min, dates: { 2026-04-20: 1, "2026-04-27 onwards": { weekdays 10:00-12:00: 5 } }',
      'capacity: { daily 09:00-17:00: 3 }, absence: 10%, lastStart: 20 min, dates: { 2026-04-20: 2, "2026-04-27 onwards": { weekdays 10:00-12:00: 6 } }',
    ],
    ["parts of a whole", "capacity: 2, unit: 1/20", "capacity: 3, unit: 1/20"],
  ])("of %s is what the file would say with one more", (_, before, after) => {
    const model = clinic(before);
    const [one, ...others] = oneMoreOfEach(model);
    expect(others).toEqual([]);
    expect(one.change).toEqual({ kind: "unit", resource: "team", arm: "+1 team" });
    expect({ ...one.model, arm: "baseline" }).toEqual(clinic(after));
  });

  test("of a session is a unit, and a slot where so many can be called", () => {
    const sessions = (units: number, booked: number) =>
      `capacity: ${units}, sessions: { opens: "weekdays 08:30", length: 4 h, booked: ${booked} }`;
    const model = clinic(sessions(1, 5));
    expect(changed(model)).toEqual([
      ["unit", "team"],
      ["slot", "team"],
    ]);
    const [unit, slot] = oneMoreOfEach(model);
    expect({ ...unit.model, arm: "baseline" }).toEqual(clinic(sessions(2, 5)));
    expect({ ...slot.model, arm: "baseline" }).toEqual(clinic(sessions(1, 6)));
    expect(slot.change.arm).toBe("+1 slot team");
    expect(changed(clinic('capacity: 1, sessions: { opens: "weekdays 08:30", length: 4 h }'))).toEqual([
      ["unit", "team"],
    ]);
  });

  test("of nothing that is never open", () => {
    const model = clinic("capacity: 2");
    const calendars = model.resources[1].calendars.map((one) => ({ ...one, scheduled: one.scheduled.map(() => 0) }));
    const closed = { ...model, resources: [model.resources[0], { ...model.resources[1], calendars }] };
    expect(model.names.resources).toEqual(["open", "team"]);
    expect(changed(closed)).toEqual([]);
  });
});
