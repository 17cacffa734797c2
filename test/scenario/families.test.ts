import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/index.ts";

function codes(stages: string, rest = ""): string[] {
  const text = `
careway: 1
title: families
clock: { start: 2026-04-06, warmUp: 1 weeks, run: 52 weeks }
resources: { r: { capacity: 2 }, b: { capacity: 2 } }
patients: { a: { arrive: { poisson: 1 per day }, attributes: { fit: false }, enter: st } }
stages: { ${stages} }
exits: { home: Home }
${rest}
`;
  return readScenario({ name: "families.yaml", text }).diagnostics.map(({ code }) => code);
}

const TASK = "t: { needs: r, duration: 1 min, next: done }";

describe("tasks, contacts and groups", () => {
  test.each<[string, string, string[]]>([
    ["tasks", `st: { tasks: { start: t, brings: fit }, next: home }, ${TASK}`, []],
    ["contacts", `st: { duration: 1 day, contacts: { c: { every: 1 h, start: t } }, next: home }, ${TASK}`, []],
    [
      "a stage of patients and of tasks",
      `st: { tasks: { start: t }, next: t }, t: { next: home }`,
      ["patients-and-children"],
    ],
    ["patients who go to done", `st: { next: done }`, ["done-outside"]],
    ["a task that leaves by an exit", `st: { tasks: { start: t }, next: home }, t: { next: home }`, ["exit-of-child"]],
    [
      "tasks of tasks",
      `st: { tasks: { start: t }, next: home }, t: { tasks: { start: u }, next: done }, u: { next: done }`,
      ["child-of-child"],
    ],
    ["a task twice", `st: { tasks: { start: [t, t] }, next: home }, ${TASK}`, ["listed-twice"]],
    [
      "tasks of a service that can be broken off",
      `st: { needs: r, whenPreempted: resume, tasks: { start: t }, next: home }, ${TASK}`,
      ["cannot-meet"],
    ],
    ["a group with a queue limit", `st: { meet: 2, queue: 3, needs: r, next: home }`, ["cannot-meet"]],
    [
      "a group with timers",
      `st: { meet: 2, leave: { after: 1 h, while: here, to: home }, next: home }`,
      ["cannot-meet"],
    ],
    [
      "a timer that runs on in a group",
      `st: { leave: { after: 1 h, while: { in: [st, g] }, to: home }, next: g }, g: { meet: 2, next: home }`,
      ["cannot-meet"],
    ],
    ["a group of one", `st: { meet: 1, next: home }`, ["out-of-range"]],
    [
      "a contact called as a stage is",
      `st: { duration: 1 h, contacts: { st: { every: 1 h } }, next: home }`,
      ["name-taken"],
    ],
    ["a count of what is no contact", `st: { set: { fit: count(r) > 2 }, next: home }`, ["unknown-contact"]],
    [
      "a count of one time",
      `st: { duration: 1 h, contacts: { c: { every: 1 h } }, set: { fit: "count(c, time) > 1" }, next: home }`,
      ["wrong-arguments"],
    ],
    [
      "a count over numbers",
      `st: { duration: 1 h, contacts: { c: { every: 1 h } }, set: { fit: "count(c, 1, 2) > 1" }, next: home }`,
      ["wrong-unit"],
    ],
    [
      "an attribute that only a task sets",
      `st: { tasks: { start: t }, next: home }, t: { next: done, duration: "other * 1 min" }`,
      ["unknown-name"],
    ],
  ])("of %s", (_, stages, expected) => {
    expect(codes(stages)).toEqual(expected);
  });

  test("of adopters alone are stages that are reached", () => {
    const rest = `interventions: { i: { change: { stages.st.tasks: { start: t } }, adoption: { share: 50% } } }`;
    expect(codes(`st: { duration: 1 h, next: home }, ${TASK}`, rest)).toEqual([]);
  });

  test("read attributes that their patient has", () => {
    const stages = `st: { tasks: { start: t }, next: u }, t: { duration: "late * 1 min", next: done }, u: { set: { late: 1 }, next: home }`;
    const rest = "measures: { m: { mean: late } }";
    expect(codes(stages, rest)).toContain("unknown-attribute");
  });
});
