import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  collectRun,
  compile,
  EventLog,
  formatDiagnostics,
  type Model,
  metricsOf,
  readScenario,
  simulate,
} from "../../src/index.ts";

/** What must not move a result, or only in proportion, of dates, parts of units and absences. The numbered laws are in test/laws. */
const ward = readFileSync(new URL("./ward.yaml", import.meta.url), "utf8");

function model(text: string): Model {
  const read = readScenario({ name: "test.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

function trace(text: string): readonly string[] {
  const compiled = model(text);
  const log = new EventLog(compiled);
  simulate(compiled, 3, log);
  expect(log.toTrace().length).toBeGreaterThan(1000);
  return log.toTrace();
}

describe("results", () => {
  test("do not change for a date with what it would have had, nor for dates outside the run", () => {
    const plain = "capacity: { daily 08:00-16:00: 4, daily 16:00-08:00: 1 }, lastStart: 1 h";
    const dates = `{ 2026-05-04 to 2026-05-06: { 08:00-16:00: 4, 16:00-24:00: 1, 00:00-08:00: 1 }, 2026-05-20 onwards: { daily 08:00-16:00: 4, daily 16:00-08:00: 1 }, 2031-01-01: 0 }`;
    const nurses = (text: string): readonly string[] => {
      return trace(ward.replace("{ capacity: 2 }", `{ ${text} }`)).filter((line) => !line.includes("capacity"));
    };
    expect(nurses(`${plain}, dates: ${dates}`)).toEqual(nurses(plain));
  });

  test("are in proportion when a nurse is 20 units and everything asks for 20", () => {
    const shared = ward
      .replace("{ capacity: 2 }", "{ capacity: 2, unit: 1/20 }")
      .replace("needs: nurse", "needs: { nurse: 20 }");
    const plain = (lines: readonly string[]): string[] => lines.filter((line) => !/ (take|give|capacity) /.test(line));
    expect(plain(trace(shared))).toEqual(plain(trace(ward)));
    const ids = metricsOf(model(ward)).map(({ id }) => id);
    const [one, twenty] = [ward, shared].map((text) => collectRun(model(text), 1).values);
    for (const quantity of ["inUse.mean", "inUse.p90", "capacity.mean", "utilisation.share", "overtime.mean"]) {
      const at = ids.indexOf(`resource.nurse.${quantity}`);
      expect(twenty[at]).toBeCloseTo(one[at], 9);
    }
  });

  test("have the same absences in arms with other arrivals, and at most one more of one more nurse", () => {
    const shifts = (units: number, rate: number): string[] => {
      const capacity = `{ capacity: { daily 08:00-20:00: ${units}, daily 20:00-08:00: ${units} }, absence: 20% }`;
      const text = ward.replace("{ capacity: 2 }", capacity).replace("poisson: 3 per day", `poisson: ${rate} per day`);
      return trace(text).filter((line) => line.includes("capacity nurse"));
    };
    expect(shifts(3, 2)).toEqual(shifts(3, 3));
    const present = (lines: readonly string[]): Map<string, number> =>
      new Map(lines.map((line) => [line.split(" ")[0], Number(line.split(" ")[4])]));
    const [three, four] = [present(shifts(3, 3)), present(shifts(4, 3))];
    for (const [at, units] of three) if (four.has(at)) expect([units, units + 1]).toContain(four.get(at));
    expect(three.size).toBeGreaterThan(20);
  });
});
