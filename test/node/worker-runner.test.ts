import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import type { Runner } from "../../src/experiment/experiment.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import type { Model } from "../../src/model/model.ts";
import { RunError } from "../../src/node/run-error.ts";
import { ThisThreadRunner } from "../../src/node/this-thread-runner.ts";
import { WorkerRunner } from "../../src/node/worker-runner.ts";
import { readScenario } from "../../src/scenario/parse.ts";

const script = new URL("../../dist/node/worker.js", import.meta.url);
const ward = readFileSync(fileURLToPath(new URL("../invariance/ward.yaml", import.meta.url)), "utf8");
const folder = mkdtempSync(join(tmpdir(), "careway-workers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function modelOf(text: string, arm = 0): Model {
  const read = readScenario({ name: "ward.yaml", text });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return compile(read.value, read.value.arms[arm]);
}

/** A worker that does this with each message. */
function workerThat(name: string, does: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort } from "node:worker_threads";\nparentPort.on("message", (message) => { ${does} });\n`,
  );
  return pathToFileURL(path);
}

async function withRunner<T>(count: number, from: URL, use: (runner: WorkerRunner) => Promise<T>): Promise<T> {
  const runner = new WorkerRunner(count, from);
  try {
    return await use(runner);
  } finally {
    await runner.close();
  }
}

async function failureOf(runner: Runner, model: Model, replications: readonly number[]): Promise<RunError> {
  try {
    await runner.run(model, replications);
  } catch (error) {
    if (error instanceof RunError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

describe("workers", () => {
  const model = modelOf(ward);
  const numbers = [1, 2, 3, 4, 5];

  test.each([1, 2, 7])(
    "give what one thread gives, %i of them, to the last bit and in the order asked for",
    async (count) => {
      const inline = await new InlineRunner().run(model, numbers);
      const results = await withRunner(count, script, (runner) => runner.run(model, numbers));
      expect(results).toEqual(inline);
    },
  );

  test("run one arm after the other, and tell of each replication once", async () => {
    const told: string[] = [];
    await withRunner(2, script, async (runner) => {
      for (const arm of [0, 1]) {
        await runner.run(modelOf(ward, arm), numbers, (one) => told.push(`${one.arm} ${one.replication}`));
      }
    });
    const arms = [model.arm, modelOf(ward, 1).arm];
    expect(told.sort()).toEqual(arms.flatMap((arm) => numbers.map((k) => `${arm} ${k}`)).sort());
  });

  test("that cannot go on tell arm, replication, seed, stage, patient, time and values", async () => {
    const broken = modelOf(ward.replace("{ exponential: { mean: 3 h } }", "3 h - urgency * 2 h"));
    const error = await withRunner(2, script, (runner) => failureOf(runner, broken, numbers));
    expect([error.arm, error.replication]).toEqual([model.arm, 1]);
    expect(error.message).toMatch(
      /replication 1 \(seed ".+"\) stopped: .*stage "triage", patient old \d+, at .*urgency = 2/,
    );
  });

  test("tell of the first replication that failed, even if another failed before it", async () => {
    const does = `
      if (message.kind !== "run") return;
      const [replication] = message.replications;
      const say = () => parentPort.postMessage({ results: [], failed: { replication, message: "it broke" } });
      setTimeout(say, replication === 1 ? 200 : 0);`;
    const error = await withRunner(3, workerThat("slow", does), (runner) => failureOf(runner, model, numbers));
    expect(error.replication).toBe(1);
  });

  test("take the next model before the last has ended, and give and fail as one after the other", async () => {
    const broken = modelOf(ward.replace("{ exponential: { mean: 3 h } }", "3 h - urgency * 2 h"));
    const models = [modelOf(ward, 1), model];
    const [results, error] = await withRunner(2, script, async (runner) => {
      const failure = failureOf(runner, broken, numbers);
      return [await Promise.all(models.map((one) => runner.run(one, numbers))), await failure];
    });
    expect(error.replication).toBe(1);
    expect(results).toEqual(await Promise.all(models.map((one) => new InlineRunner().run(one, numbers))));
  });

  test("go on with another model after one that could not be run", async () => {
    const broken = modelOf(ward.replace("{ exponential: { mean: 3 h } }", "3 h - urgency * 2 h"));
    const results = await withRunner(2, script, async (runner) => {
      await failureOf(runner, broken, [...numbers, 6, 7, 8, 9]);
      return runner.run(model, numbers);
    });
    expect(results).toEqual(await new InlineRunner().run(model, numbers));
  });

  test("are given more replications at a time when they are short, and tell of the first that failed", async () => {
    const does = `
      if (message.kind !== "run") return;
      const { replications } = message;
      const results = replications.map((replication) => ({ replication, events: replications.length }));
      parentPort.postMessage(replications.includes(150) ? { results, failed: { replication: 150, message: "it broke" } } : { results });`;
    const [many, more] = [100, 200].map((count) => Array.from({ length: count }, (_, k) => k + 1));
    await withRunner(2, workerThat("short", does), async (runner) => {
      const told: number[] = [];
      const results = await runner.run(model, many, ({ replication }) => told.push(replication));
      expect(results.map(({ replication }) => replication)).toEqual(many);
      expect(told.sort((a, b) => a - b)).toEqual(many);
      const together = results.map(({ events }) => events);
      expect(Math.max(...together)).toBeGreaterThan(4);
      expect(together.slice(-2)).toEqual([1, 1]);
      expect((await failureOf(runner, model, more)).replication).toBe(150);
    });
  });

  test("hold one replication and the next, but the last ones singly", async () => {
    const does = `
      if (message.kind !== "run") return;
      globalThis.held = (globalThis.held ?? 0) + 1;
      const results = message.replications.map((replication) => ({ replication, events: globalThis.held }));
      setTimeout(() => { globalThis.held--; parentPort.postMessage({ results }); }, 30);`;
    const many = Array.from({ length: 20 }, (_, k) => k + 1);
    const results = await withRunner(2, workerThat("held", does), (runner) => runner.run(model, many));
    const held = results.map(({ events }) => events);
    expect(Math.max(...held)).toBe(2);
    expect(held.slice(-2)).toEqual([1, 1]);
  });

  test.each([
    ["throws", 'throw new Error("out of order")', "out of order"],
    ["ends", "process.exit(7)", "a worker ended by itself with code 7"],
  ])("never hang when one of them %s, and cannot be used again", async (name, does, words) => {
    await withRunner(2, workerThat(name, does), async (runner) => {
      for (let time = 1; time <= 2; time++) {
        const error = await failureOf(runner, model, numbers);
        expect(error.message).toContain(words);
      }
    });
  });

  test("that cannot be started are told of", async () => {
    const nowhere = pathToFileURL(join(folder, "nowhere.mjs"));
    const error = await withRunner(1, nowhere, (runner) => failureOf(runner, model, numbers));
    expect(error.message).toContain("nowhere.mjs");
  });
});

test("this thread gives and fails as workers do", async () => {
  const model = modelOf(ward);
  const broken = modelOf(ward.replace("{ exponential: { mean: 3 h } }", "3 h - urgency * 2 h"));
  const here = new ThisThreadRunner();
  const [results, error] = await withRunner(2, script, async (runner) => [
    await runner.run(model, [2, 1]),
    await failureOf(runner, broken, [2, 3]),
  ]);
  expect(await here.run(model, [2, 1])).toEqual(results);
  expect(await failureOf(here, broken, [2, 3])).toEqual(error);
});
