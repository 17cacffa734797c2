import { describe, expect, test } from "vitest";
import { compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import { phaseMadeTogether } from "../../src/kernel/arrival-block.ts";
import { ArrivalStream } from "../../src/kernel/arrivals.ts";
import { Tables } from "../../src/kernel/tables.ts";
import { log } from "../../src/maths/log.ts";
import type { ArrivalPhase, Model } from "../../src/model/model.ts";
import { patientKeyInto, replicationKey, seedKey, uniformAt } from "../../src/random/streams.ts";

type Poisson = Extract<ArrivalPhase, { kind: "poisson" }>;

const DAY = 1440;
const FLAT = new Float64Array();
/** Nobody at night and at weekends. */
const OFFICE = weights((hour) => (hour < 120 && hour % 24 >= 8 && hour % 24 < 17 ? 1 : 0));
const WAVES = weights((hour) => 1.1 + Math.sin(hour / 3));

const read = readScenario({
  name: "a.yaml",
  text: `
careway: 1
title: T
clock: { start: 2026-04-06, run: 1 day }
patients: { a: { arrive: { poisson: 1 per h }, enter: stay } }
stages: { stay: { duration: 10 min, next: home } }
exits: { home: Home }
`,
});
if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
const base = compile(read.value, read.value.arms[0]);

function weights(of: (hour: number) => number): Float64Array {
  const found = Float64Array.from({ length: 168 }, (_, hour) => of(hour));
  const mean = found.reduce((a, b) => a + b, 0) / 168;
  return found.map((weight) => weight / mean);
}

function modelOf(arrivals: readonly ArrivalPhase[], run: number): Model {
  const clock = { ...base.clock, warmUp: 0, run, coolDown: 0 };
  return { ...base, clock, classes: base.classes.map((table) => ({ ...table, arrivals })) };
}

const phase = (rate: number, profile: Float64Array, offset = 0): Poisson => ({
  kind: "poisson",
  from: 0,
  rate,
  profile,
  offset,
  batch: undefined,
});

const seed = seedKey("s");

/** A stream and what it gives in a replication: time, number and key of everybody. */
function streamOf(arrivals: readonly ArrivalPhase[], run: number) {
  const model = modelOf(arrivals, run);
  let key = seed;
  const stream = new ArrivalStream(model, 0, new Tables(model), () => key);
  return {
    stream,
    begin(replication: number): void {
      key = replicationKey(seed, replication);
      stream.reset();
    },
    rest(): readonly (readonly number[])[] {
      const found: number[][] = [];
      // A bound, so that a run without end is a failure as well.
      while (stream.nextAt < Infinity && found.length < 200_000) {
        const at = stream.nextAt;
        expect(stream.take()).toBe(true);
        found.push([at, stream.number, stream.key0, stream.key1]);
      }
      return found;
    },
  };
}

const together = (of: Poisson, run: number) => streamOf([of], run);
/** The same, with a phase that never begins behind it. */
const oneByOne = (of: Poisson, run: number) => streamOf([of, { kind: "none", from: Infinity }], run);

describe("arrivals made together", () => {
  const cases = [
    ["flat", FLAT, 0],
    ["in office hours", OFFICE, 0],
    ["in office hours from a Saturday on", OFFICE, 5 * DAY + 123],
    ["in waves from a Wednesday on", WAVES, 2.5 * DAY],
  ] as const;

  test.each(cases)(
    "%s are those that are found one by one, in each replication of one stream",
    (_, profile, offset) => {
      for (const rate of [1e-9, 2 / (365 * DAY), 1 / DAY, 1 / 60, 0.37, 12]) {
        for (const run of [0.5, 100, DAY, 9 * DAY + 1, 400 * DAY]) {
          if (rate * run > 20_000) continue;
          const [blocks, singles] = [together, oneByOne].map((make) => make(phase(rate, profile, offset), run));
          expect(blocks.stream.block).toBeDefined();
          expect(singles.stream.block).toBeUndefined();
          for (const replication of [1, 2, 3, 1]) {
            blocks.begin(replication);
            singles.begin(replication);
            expect(blocks.rest()).toStrictEqual(singles.rest());
          }
        }
      }
    },
  );

  test("come at the points of a unit Poisson process whose gaps have the patients' own keys", () => {
    const run = together(phase(0.05, FLAT), 3000);
    run.begin(7);
    const key = new Int32Array(2);
    const { word, arrivalWord } = base.classes[0];
    let point = 0;
    const found = run.rest();
    for (const [i, [at, number, key0, key1]] of found.entries()) {
      patientKeyInto(key, replicationKey(seed, 7), word, i + 1);
      point -= log(uniformAt(key[0], key[1], arrivalWord, 0, 0));
      expect([at, number, key0, key1]).toEqual([point / 0.05, i + 1, key[0], key[1]]);
    }
    expect(found.length).toBeGreaterThan(100);
  });

  test("begin anew in a replication that follows one that was left in the middle", () => {
    const { stream, begin, rest } = together(phase(0.1, WAVES), 2000);
    begin(4);
    const all = rest();
    for (const taken of [0, 1, 31, 32, 33, 50]) {
      begin(5);
      for (let i = 0; i < taken; i++) stream.take();
      begin(4);
      expect(rest()).toStrictEqual(all);
    }
  });

  test("are not many more than those who come, few or many", () => {
    for (const [expected, spare] of [
      [0.01, 1],
      [2, 2],
      [20, 7],
      [1000, 12],
    ]) {
      const { stream, begin, rest } = together(phase(expected / DAY, FLAT), DAY);
      let vain = 0;
      for (let replication = 1; replication <= 200; replication++) {
        begin(replication);
        const came = rest().length;
        const block = stream.block as NonNullable<typeof stream.block>;
        expect(block.before + block.at).toBe(came);
        expect(block.before + block.made - came).toBeLessThanOrEqual(32);
        vain += block.before + block.made - came;
      }
      expect(vain / 200).toBeLessThanOrEqual(spare);
    }
  });

  test("are found one by one where a batch, another phase or a rate of 0 asks for it", () => {
    const plain = phase(1, FLAT);
    expect(phaseMadeTogether([plain])).toBe(plain);
    expect(phaseMadeTogether([{ ...plain, batch: 0 as never }])).toBeUndefined();
    expect(phaseMadeTogether([plain, { ...plain, from: 10 }])).toBeUndefined();
    expect(phaseMadeTogether([{ kind: "none", from: 0 }])).toBeUndefined();
    for (const rate of [0, Number.NaN]) {
      const { stream, begin } = together(phase(rate, FLAT), DAY);
      begin(1);
      expect([stream.block, stream.nextAt]).toEqual([undefined, Infinity]);
    }
  });

  test("without time between them stop the run as those that are found one by one", () => {
    const absurd: readonly Poisson[] = [phase(Infinity, FLAT), phase(1e25, WAVES, 2.5 * DAY), phase(1e300, OFFICE, 1)];
    for (const of of absurd) {
      const [blocks, singles] = [together, oneByOne].map((make) => {
        const { begin, rest } = make(of, DAY);
        try {
          begin(1);
          return `${rest().length} came`;
        } catch (error) {
          return String(error);
        }
      });
      expect(blocks).toBe(singles);
      expect(blocks).toContain("more than 100000 arrivals at one time");
    }
  });
});
