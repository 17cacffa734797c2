import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WorkerRunner } from "../../src/node/index.ts";
import { verifyFormulas } from "../oracles/formulas.mjs";
import { models } from "../oracles/plan.mjs";
import { rows, verifyModel } from "../oracles/verify.mjs";

// The quick part of the bank; all of it is `npm run verify:oracles`, with the same criteria.
const QUICK = [
  "mmck.1.5",
  "cubicles, ward, community",
  "M/G/5/5",
  "M/G/inf from empty, 20 min",
  "Mt/M/inf by the hour",
  "four rates a day",
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

  test("every row of the bank has an id of its own", () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });
});
