import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";
import { byClass } from "../../src/kernel/by-class.ts";
import { linkExpression } from "../../src/kernel/evaluate.ts";
import { Tables } from "../../src/kernel/tables.ts";
import type { Expression } from "../../src/model/expression.ts";

const CLASS: Expression = { op: "class" };
const number = (value: number): Expression => ({ op: "number", value });

function modelOf(lines: string) {
  const text = `
careway: 1
title: by class
clock: { start: 2026-01-05, run: 100 min }
experiment: { replications: 1, seed: "1" }
patients:
  a: { arrive: { every: 20 min }, enter: st, attributes: { old: 0 } }
  b: { arrive: { every: 20 min }, enter: st, attributes: { old: 1 } }
  c: { arrive: { every: 20 min }, enter: st, attributes: { old: 1 } }
stages: { st: { ${lines} } }
exits: { out: Out, away: Away }
`;
  const read = readScenario({ name: "by-class.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

/** Of the first patient of each class: when he leaves and by which exit. */
function leaves(lines: string): Readonly<Record<string, string>> {
  const model = modelOf(lines);
  const log = new EventLog(model);
  simulate(model, 1, log);
  const found: Record<string, string> = {};
  for (const line of log.toTrace()) {
    const [time, cls, patient, verb, exit] = line.split(" ");
    if (verb === "exit" && patient === "1") found[cls] = `${time} ${exit}`;
  }
  return found;
}

describe("what depends on the class alone", () => {
  const model = modelOf("duration: 1 min, next: out");
  const tables = new Tables(model);
  const settle = (expression: Expression) => byClass(expression, 3, (inner) => linkExpression(inner, model, tables));

  test("is settled for each class", () => {
    const expression: Expression = { op: "if", args: [{ op: "equal", args: [CLASS, number(1)] }, number(0.2), CLASS] };
    expect(settle(expression)).toEqual(Float64Array.of(0, 0.2, 2));
  });

  test("is one number where the class is not read either", () => {
    expect(settle({ op: "add", args: [number(1), number(2)] })).toEqual(Float64Array.of(3));
  });

  test("is nothing else: what is read of a patient, the clock or the stages is not settled", () => {
    expect(settle({ op: "and", args: [CLASS, { op: "attribute", index: 0 }] })).toBeUndefined();
    expect(settle({ op: "time" })).toBeUndefined();
    expect(settle({ op: "count", index: 0, args: [] })).toBeUndefined();
  });
});

describe("cases by class", () => {
  test("come before, between and after cases of the patient, in their order", () => {
    const duration = `[
      { when: class == "a", use: 1 min },
      { when: old > 0 and class == "c", use: 2 min },
      { when: class == "b", use: 3 min },
      { when: old > 0, use: 4 min },
      { use: 5 min }]`;
    expect(leaves(`duration: ${duration}, next: out`)).toEqual({ a: "21 out", b: "23 out", c: "22 out" });
  });

  test("leave whoever is of another class to the cases that follow", () => {
    const duration = `[
      { when: class == "a", use: 1 min },
      { when: old == 0, use: 2 min },
      { use: 3 min }]`;
    expect(leaves(`duration: ${duration}, next: out`)).toEqual({ a: "21 out", b: "23 out", c: "23 out" });
  });
});

describe("chances by class", () => {
  test("are those of the patient's own class", () => {
    const next = `[{ chance: 'if(class == "b", 100%, 0%)', to: away }, { to: out }]`;
    expect(leaves(`duration: 1 min, next: ${next}`)).toEqual({ a: "21 out", b: "21 away", c: "21 out" });
  });

  test("that cannot be stop whoever meets them, and nobody else", () => {
    const next = `[{ chance: 'if(class == "c", 200%, 100%)', to: away }, { to: out }]`;
    expect(() => leaves(`duration: 1 min, next: ${next}`)).toThrow(
      'a chance of 2 to go on; in stage "st", patient c 1',
    );
  });
});
