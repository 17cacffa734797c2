import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitOf } from "../oracles/criteria.mjs";
import { verifyFormulas } from "../oracles/formulas.mjs";
import { heldByTraces, outOfScope } from "../oracles/out-of-scope.mjs";
import { models, partsLeftOut } from "../oracles/plan.mjs";
import { Pool } from "../oracles/pool.mjs";
import { rows } from "../oracles/rows.mjs";
import { estimateOf, judge, verifyModel } from "../oracles/verify.mjs";

const TRACES = new URL("../traces/", import.meta.url);
// The quick part of the bank; all of it is `node test/oracles/run.mjs`, with the same criteria.
const QUICK = [
  "mmck.1.5",
  "cubicles, ward, community",
  "M/G/5/5",
  "M/M/1 at 0.5",
  "feedback",
  "line without places between",
  "pathway without queues",
  "years of life",
  "years of life, discounted",
];

describe("oracles", () => {
  let pool: Pool;
  beforeAll(() => {
    pool = new Pool(2);
  });
  afterAll(() => pool.close());

  test.each(QUICK)("%s: theory lies inside a narrow 99.9 % interval", { timeout: 120_000 }, async (name) => {
    const model = models.find((one) => one.name === name);
    if (model === undefined) throw new Error(`no model is called ${name}`);
    const answers = await verifyModel(model, pool);
    expect(answers.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  });

  test("what two simulators differ in moves the answer, and widens its interval", () => {
    const small = [3, 4, 5, 4];
    const agreed = estimateOf([[0, 0, 0], small]);
    expect(agreed.mean).toBe(4);
    expect(estimateOf([[0.5, 0.5, 0.5], small])).toEqual({ ...agreed, mean: 4.5 });
    expect(estimateOf([[0.2, 0.5, 0.8], small]).error).toBeGreaterThan(agreed.error);
  });

  test("a row fails where two simulators part, however near theory it is", () => {
    const found = { mean: 1, halfWidth: 0.005, error: 0.001 };
    const verdicts = [undefined, 1e-15, 1e-9, Number.NaN].map((apart) => {
      return judge("mm1.r50.L", apart === undefined ? found : { ...found, apart }).verdict;
    });
    expect(verdicts).toEqual(["holds", "holds", "APART", "APART"]);
    // As kept in answers.json.
    const kept = JSON.parse(JSON.stringify({ ...found, apart: Number.NaN }));
    expect(judge("mm1.r50.L", kept).verdict).toBe("APART");
  });

  test("a half-width of 2 % is allowed to full lines that nobody leaves, and not to those of few places", () => {
    expect(["mm1.r95.L", "mmck.1.5.Wq", "erlA.over.Wq"].map(limitOf)).toEqual([0.02, 0.01, 0.01]);
  });

  test("every row of two simulators rests on thirty replications by both at least", () => {
    const few = models.filter(({ small, replications }) => small !== undefined && replications < 30);
    expect(few.map(({ name }) => name)).toEqual([]);
  });

  test("with one simulator the interval is Student's", () => {
    // Law, Simulation Modeling and Analysis (2015), §4.5: t of 3 degrees at 0.9995 is 12.924.
    const { mean, halfWidth } = estimateOf([[3, 4, 5, 4]]);
    expect(mean).toBe(4);
    expect(halfWidth).toBeCloseTo((12.924 * Math.sqrt(2 / 3)) / 2, 3);
  });

  test("moments and quantiles of distributions and the NIST statistics are those of their rows", () => {
    expect(verifyFormulas().filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  });

  test("every row of the bank has an id of its own, and is answered by a run, a formula or a trace, or left out with a reason", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const parts = rows.flatMap(({ id, value }) => (Array.isArray(value) ? value.map((_, k) => `${id}[${k}]`) : [id]));
    const byRun = models.flatMap((model) => Object.keys(model.rows)).flatMap(partsAnswered);
    const byFormula = verifyFormulas().map(({ id }) => id);
    const answered = [...byRun, ...byFormula];
    expect(new Set(answered).size).toBe(answered.length);
    const named = [...outOfScope, ...heldByTraces].flatMap(([ids]) => ids);
    const leftOut = named.flatMap((id) => {
      const own = parts.filter((part) => isPartOf(part, id));
      expect(own, id).not.toEqual([]);
      return own;
    });
    for (const [, trace] of heldByTraces) expect(readdirSync(TRACES)).toContain(`${/^[\w-]+/.exec(trace)?.[0]}.trace`);
    expect([...answered, ...leftOut].sort()).toEqual([...parts].sort());
  });

  const isPartOf = (part: string, id: string) => part === id || part.startsWith(`${id}[`);

  function partsAnswered(id: string): readonly string[] {
    const value = rows.find((row) => row.id === id)?.value;
    if (!Array.isArray(value)) return [id];
    return value.flatMap((_, k) => (partsLeftOut[id]?.includes(k) ? [] : [`${id}[${k}]`]));
  }
});
