import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WorkerRunner } from "../../src/node/index.ts";
import { verifyFormulas } from "../oracles/formulas.mjs";
import { outOfScope } from "../oracles/out-of-scope.mjs";
import { models, partsLeftOut } from "../oracles/plan.mjs";
import { rows } from "../oracles/rows.mjs";
import { verifyModel } from "../oracles/verify.mjs";

// The quick part of the bank; all of it is `npm run verify:oracles`, with the same criteria.
const QUICK = [
  "mmck.1.5",
  "cubicles, ward, community",
  "M/G/5/5",
  "mg1.det, short waits",
  "Mt/M/inf by the hour",
  "pathway without queues",
];

describe("oracles", () => {
  let runner: WorkerRunner;
  beforeAll(() => {
    runner = new WorkerRunner(2, new URL("../../dist/node/worker.js", import.meta.url));
  });
  afterAll(() => runner.close());

  test.each(QUICK)("%s: theory lies inside a narrow 99.9 % interval", { timeout: 120_000 }, async (name) => {
    const model = models.find((one) => one.name === name);
    if (model === undefined) throw new Error(`no model is called ${name}`);
    const answers = await verifyModel(model, runner);
    expect(answers.filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  });

  test("moments and quantiles of distributions and the NIST statistics are those of their rows", () => {
    expect(verifyFormulas().filter(({ verdict }) => verdict !== "holds")).toEqual([]);
  });

  test("every row of the bank has an id of its own, and is answered by a run, by a formula or left out with a reason", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const parts = rows.flatMap(({ id, value }) => (Array.isArray(value) ? value.map((_, k) => `${id}[${k}]`) : [id]));
    const byRun = models.flatMap((model) => Object.keys(model.rows)).flatMap(partsAnswered);
    const byFormula = verifyFormulas().map(({ id }) => id);
    const answered = [...byRun, ...byFormula];
    expect(new Set(answered).size).toBe(answered.length);
    const leftOut = outOfScope.flatMap(([ids]) => ids).flatMap((id) => parts.filter((part) => isPartOf(part, id)));
    expect([...answered, ...leftOut].sort()).toEqual([...parts].sort());
  });

  const isPartOf = (part: string, id: string) => part === id || part.startsWith(`${id}[`);

  function partsAnswered(id: string): readonly string[] {
    const value = rows.find((row) => row.id === id)?.value;
    if (!Array.isArray(value)) return [id];
    return value.flatMap((_, k) => (partsLeftOut[id]?.includes(k) ? [] : [`${id}[${k}]`]));
  }
});
