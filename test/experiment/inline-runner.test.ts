import { expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { ward } from "../collect/ward.ts";

test("a runner in this thread gives each replication as if it were run alone, in the order asked for", async () => {
  const model = ward();
  const runner = new InlineRunner();
  const told: number[] = [];
  const runs = await runner.run(model, [3, 1, 2], ({ replication }) => told.push(replication));
  expect(told).toEqual([3, 1, 2]);
  expect(runs).toEqual([3, 1, 2].map((replication) => collectRun(model, replication)));
  await runner.close();
});
