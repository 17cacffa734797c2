import { expect, test } from "vitest";
import { analyse } from "../../src/analysis/analyse.ts";
import { overloadsOf } from "../../src/cli/experiment.ts";
import { readScenario } from "../../src/scenario/parse.ts";

/** A doctor who is asked for two days' work a day. */
function overloads(doctor: string, leave = "") {
  const text = `
careway: 1
title: Clinic
clock: { start: 2026-01-05, run: 52 weeks }
resources: { doctor: ${doctor} }
patients: { a: { arrive: { every: 1 h }, enter: first } }
stages:
  first: { ${leave}next: visit }
  visit: { needs: doctor, duration: 2 h, next: home }
exits: { home: {}, away: {} }
`;
  const read = readScenario({ name: "clinic.yaml", text });
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join("\n"));
  return overloadsOf(read.value.arms.map((arm) => analyse(read.value, arm)));
}

test("more units are a cure only where there are always as many", () => {
  expect(overloads("{ capacity: 1 }")).toMatchObject([{ resource: "doctor", cure: { needed: 3, has: 1 } }]);
  expect(overloads("{ capacity: { weekdays 08:00-16:00: 1 } }")[0].cure).toBeUndefined();
});

test("a list that is too short is told with how many it holds", () => {
  const list = '{ capacity: 1, sessions: { opens: "weekdays 08:00", length: 4 h, booked: 1 } }';
  expect(overloads(list)).toMatchObject([{ cure: undefined, lists: { asked: 168, called: 5 } }]);
});

test("an overload is no certainty where patients may leave before they come to it", () => {
  expect(overloads("{ capacity: 1 }", "duration: 1 h, leave: [{ after: 1 min, while: here, to: away }], ")).toEqual([]);
});
