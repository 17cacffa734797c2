import { describe, expect, test } from "vitest";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import { RunError } from "../../src/node/run-error.ts";
import { ThisThreadRunner } from "../../src/node/this-thread-runner.ts";
import { WorkerRunner } from "../../src/node/worker-runner.ts";
import { modelsOf, QUEUE } from "../experiment/together.ts";

const script = new URL("../../dist/node/worker.js", import.meta.url);
const plan = { replications: 5, seed: "first", level: 0.95 };

/** Of those who rest for 5 minutes a measure comes to infinity: one arm stops. */
const STOPPING = QUEUE.replace(
  "forWhom:",
  "  worth: { max: 'if(visits(rest) == 1 and time - arrived < 10 min, 1 / (visits(rest) - 1), 0)' }\nforWhom:",
).replace("nothing: { change: { stages.clinic.priority: 1 } }", "nothing: { change: { stages.rest.duration: 5 min } }");

describe("arms run together on workers", () => {
  const models = modelsOf(QUEUE);

  test.each([1, 2, 3])("%i of them give what one thread gives, to the last bit, patients included", async (count) => {
    const runner = new WorkerRunner(count, script);
    const told: string[] = [];
    try {
      const result = await runExperiment(models, plan, runner, ({ arm, done }) => told.push(`${arm} ${done}`), true);
      expect(result).toEqual(await runExperiment(models, plan, new InlineRunner(), undefined, true));
      expect(result).toEqual(await runExperiment(models, plan, new ThisThreadRunner(), undefined, true));
      expect(told).toHaveLength(models.length * plan.replications);
      // The same workers run arms one by one again.
      expect(await runExperiment(models, plan, runner)).toEqual(await runExperiment(models, plan, new InlineRunner()));
    } finally {
      await runner.close();
    }
  });

  test("an arm that stops is told by its name and replication, by all runners alike", async () => {
    const stopping = modelsOf(STOPPING);
    const failures: string[] = [];
    for (const runner of [new ThisThreadRunner(), new WorkerRunner(2, script)]) {
      try {
        await runExperiment(stopping, plan, runner, undefined, true);
      } catch (error) {
        if (!(error instanceof RunError)) throw error;
        failures.push(error.message);
        expect([error.arm, error.replication]).toEqual(["nothing", 1]);
      } finally {
        await runner.close();
      }
    }
    expect(failures).toHaveLength(2);
    expect(failures[1]).toBe(failures[0]);
  });
});
