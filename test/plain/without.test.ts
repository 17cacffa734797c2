// Where there is no WebAssembly, or not the memory for it, facts are told of plain pathways too, and come to the same numbers.
import { afterEach, expect, test, vi } from "vitest";

/** More and more are there, so that the memory grows again and again. */
const text = `
careway: 1
title: Crowd
clock: { start: 2026-04-06, warmUp: 6 h, run: 2 days }
resources: { clerk: { capacity: 3 }, room: { capacity: unlimited } }
patients:
  a: { arrive: { poisson: 400 per day }, enter: desk }
  b: { arrive: { poisson: 300 per day, batch: 3 }, enter: hall }
stages:
  desk: { needs: clerk, duration: { exponential: { mean: 5 min } }, next: hall }
  hall: { seize: room, duration: { lognormal: { mean: 1 days, sd: 2 days } }, next: home }
exits: { home: Home }
`;

/** What stands for WebAssembly in a test: TypeScript has it among the types of browsers. */
interface Platform {
  Memory: new (size: object) => { grow(pages: number): number };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => object;
}
const real = (globalThis as unknown as { WebAssembly: Platform }).WebAssembly;

/** How often a memory that grew has been asked to, and how often one is that always does. */
let grown = 0;
const GROWS = 5;

class NoModule {
  constructor() {
    throw new Error("refused by a policy");
  }
}
class NotOne {
  constructor() {
    throw new RangeError("could not allocate memory");
  }

  grow(): number {
    return 0;
  }
}
/** So many times it grows, and not once more. */
const growing = (times: number) =>
  class extends real.Memory {
    override grow(pages: number): number {
      if (grown++ >= times) throw new RangeError("maximum memory size exceeded");
      return super.grow(pages);
    }
  };

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The results of two runs in a library that is loaded anew. */
async function runAnew(platform: Partial<Platform> | undefined): Promise<unknown[]> {
  vi.stubGlobal("WebAssembly", platform);
  vi.resetModules();
  grown = 0;
  const { Collector, compile, readScenario, Simulation } = await import("../../src/index.ts");
  const read = readScenario({ name: "crowd.yaml", text });
  if (!read.ok) throw new Error("the scenario is broken");
  const model = compile(read.value, read.value.arms[0]);
  const collector = new Collector(model);
  const simulation = new Simulation(model);
  return [3, 1].map((replication) => {
    simulation.run(replication, collector);
    return structuredClone(collector.result());
  });
}

test("a memory is asked to grow many times", async () => {
  await runAnew({ ...members(), Memory: growing(GROWS) });
  expect(grown).toBe(GROWS);
});

test.each<[string, Partial<Platform> | undefined]>([
  ["there is none", undefined],
  ["a page is not allowed to compile any", { ...members(), Module: NoModule }],
  ["there is no memory for it", { ...members(), Memory: NotOne }],
  ["its memory cannot grow for the tables of the model", { ...members(), Memory: growing(0) }],
  ["its memory cannot grow for more patients", { ...members(), Memory: growing(GROWS - 2) }],
  ["its memory cannot grow for the most patients", { ...members(), Memory: growing(GROWS - 1) }],
])("where %s", async (_why, platform) => {
  expect(await runAnew(platform)).toEqual(await runAnew(real));
});

function members(): Platform {
  const { Memory, Module, Instance } = real;
  return { Memory, Module, Instance };
}
