// The loop draws by functions of its own (src/assembly/draws.ts). Scenarios show of a draw what is left when it has been added to a time, and
// by the limits of their language never ask for the exponential of much: here each function is asked itself, and must give the library's bits.
import { beforeAll, describe, expect, test } from "vitest";
import * as at from "../../src/collect/plain-layout.ts";
import { CLASS_OF, KEY0, KEY1 } from "../../src/kernel/patient-row.ts";
import { Values } from "../../src/kernel/values.ts";
import { exp } from "../../src/maths/exp.ts";
import { EXP_ROWS } from "../../src/maths/exp-table.ts";
import { log } from "../../src/maths/log.ts";
import { LOG_ROWS } from "../../src/maths/log-table.ts";
import { NORMAL_ROWS, normalOfUniform } from "../../src/maths/normal-table.ts";
import type { Value } from "../../src/model/model.ts";
import { MAX_VISITS } from "../../src/random/counter.ts";
import { mix } from "../../src/random/generator.ts";
import { compiled } from "../../tools/assembly.mjs";
import { armsOfText } from "../engines/scenarios.ts";
import { differenceOfWays, nothingCompared } from "./alike.ts";
import { isPlain } from "./by-facts.ts";

const ENTRY = `export { draw, exp, logOfUniform, mix, normalOfUniform } from "../../src/assembly/draws.ts";`;
const POINTS = 300_000;

interface Draws {
  mix(key0: number, key1: number, counter0: number, counter1: number): number;
  logOfUniform(u: number): number;
  exp(x: number): number;
  normalOfUniform(u: number): number;
  draw(value: number, patient: number, cell: number, purpose: number, visit: number): number;
}

/** Node's types do not know it either. */
interface Platform {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Draws };
}

const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Platform }).WebAssembly;
const memory = new Memory({ initial: 5 });
const ints = new Int32Array(memory.buffer);
const doubles = new Float64Array(memory.buffer);
/** Behind the addresses of all tables. */
let free = 4096;

function place(name: number, table: Int32Array | Float64Array): number {
  const from = free;
  new Uint8Array(memory.buffer).set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), from);
  free += (table.byteLength + 7) & -8;
  ints[name >> 2] = from;
  return from;
}

/** What has been asked of the host. */
const asked = { exp: [] as number[], rows: 0, others: 0 };
let loop: Draws;

beforeAll(async () => {
  const { bytes } = await compiled("test/plain/draws-alone.ts", ENTRY);
  place(at.LOG_ROWS, LOG_ROWS);
  place(at.EXP_ROWS, EXP_ROWS);
  // Empty at first, as that of the library before its first normal.
  place(at.NORMAL_ROWS, new Float64Array(NORMAL_ROWS.length));
  const host = {
    exp: (x: number) => {
      asked.exp.push(x);
      return exp(x);
    },
    normalRow: (u: number) => {
      asked.rows++;
      normalOfUniform(u);
      doubles.set(NORMAL_ROWS, ints[at.NORMAL_ROWS >> 2] >> 3);
    },
    draw: () => {
      asked.others++;
      return -7;
    },
  };
  loop = new Instance(new Module(bytes), { env: { memory }, host }).exports;
}, 60_000);

/** The first of the arguments for which two functions differ in any bit. */
function difference(points: readonly number[], mine: (x: number) => number, other: (x: number) => number): string {
  const x = points.find((point) => !Object.is(mine(point), other(point)));
  return x === undefined ? "" : `of ${x}: ${mine(x)}, in the library ${other(x)}`;
}

/** Words that are no pattern; of the numbers from 0 on. */
const wordOf = (i: number): number => Math.imul(i ^ (i >>> 15), 0x2c1b3c6d) ^ Math.imul(i + 1, 0x297a2d39);

/** As the generator makes them: odd multiples of 2^-53. Least and greatest, the ends of each octave and its tables' steps, and any. */
function uniforms(): number[] {
  const unit = 2 ** -53;
  const found = new Set<number>();
  for (let octave = 1; octave <= 53; octave++) {
    for (let step = 0; step < 256; step++) {
      const low = Math.floor(2 ** -octave * (1 + step / 256) * 2 ** 53);
      for (const multiple of [low - 1, low, low + 1, low + 2]) {
        if (multiple % 2 === 0 || multiple < 1 || multiple >= 2 ** 53) continue;
        found.add(multiple * unit);
        found.add(1 - multiple * unit);
      }
    }
  }
  for (let i = 0; i < POINTS; i++) found.add(mix(wordOf(i), wordOf(i + POINTS), i, -i));
  return [...found];
}

describe("the loop's own functions give the bits of the library", () => {
  test("mix: any words, and those at the ends", () => {
    const ends = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 0x55555555, -0x55555556];
    const counters = ends.flatMap((p) => ends.flatMap((q) => ends.flatMap((a) => ends.map((b) => [p, q, a, b]))));
    for (let i = 0; i < POINTS; i++) counters.push([wordOf(i), wordOf(2 * i + 1), wordOf(3 * i + 2), i << 10]);
    const wrong = counters.find(([p, q, a, b]) => !Object.is(loop.mix(p, q, a, b), mix(p, q, a, b)));
    expect(wrong).toBeUndefined();
  });

  test("log and the normal quantile: uniforms of all sizes", () => {
    const points = uniforms();
    expect(Math.min(...points.slice(0, 50_000))).toBe(2 ** -53);
    expect(Math.max(...points.slice(0, 50_000))).toBe(1 - 2 ** -53);
    expect(difference(points, loop.logOfUniform, log)).toBe("");
    expect(difference(points, loop.normalOfUniform, normalOfUniform)).toBe("");
    // Each row of the table is made once: 32 an octave.
    expect(asked.rows).toBeGreaterThan(1000);
    expect(asked.rows).toBeLessThan(1697);
  });

  test("exp: from what is 0 to what is infinite, and the host is asked for the outermost alone", () => {
    const points = [
      0, -0, 5e-324, -5e-324, 1e-300, 708, 709, -708, -709, 709.78, 709.79, -745.13, -745.2, 1e300, -1e300,
    ];
    points.push(Infinity, -Infinity, Number.NaN, 709 - 2 ** -43, -708 + 2 ** -43, 709 + 2 ** -43, -708 - 2 ** -43);
    // Whole and half steps of the table, where what is left is 0 or changes its sign.
    for (let half = -206_000; half <= 206_000; half++) points.push((half * Math.LN2) / 256);
    for (let i = 0; i < POINTS; i++) points.push((mix(i, 1, 2, 3) - 0.5) * 1600, (mix(i, 4, 5, 6) - 0.5) * 1e-3);
    asked.exp.length = 0;
    expect(difference(points, loop.exp, exp)).toBe("");
    expect(asked.exp).toEqual(points.filter((x) => !(x > -708 && x < 709)));
  });
});

describe("the loop draws the values of the kernel", () => {
  const of = (distribution: string, form: number, ...parameters: readonly number[]): Value => ({
    kind: "draw",
    distribution,
    form,
    parameters: parameters.map((value) => ({ op: "number", value })),
  });
  const values: readonly Value[] = [
    { kind: "constant", value: 12.3 },
    of("exponential", 0, 1),
    of("exponential", 0, 0),
    of("exponential", 0, 1e300),
    of("exponential", 0, 1e-300),
    of("lognormal", 0, 30, 45),
    of("lognormal", 0, 30, 0),
    of("lognormal", 2, 5, 1e6),
    of("lognormal", 3, 1, 1e20),
    of("lognormal", 4, 500, 10, 1),
    of("lognormal", 4, -500, 10, 1),
    // Beyond what a file may say, up to nothing and to what has no end.
    of("lognormal", 4, 0, 400, 1),
    of("uniform", 0, 1, 2),
  ];
  const OTHER = values.length - 1;

  test("of every form, by key, purpose and visit; others are asked of the host", () => {
    const state = { classOf: () => 0 };
    const never = (): never => {
      throw new Error("nothing is linked and nothing fails");
    };
    const kernel = new Values(values, 1, state, never, never);
    place(at.FORMS, kernel.rows.forms);
    place(at.CONSTANTS, kernel.rows.constants);
    place(at.CHOSEN, kernel.rows.chosen);
    const cell = place(at.PATIENTS, new Int32Array(32));
    ints[(cell >> 2) + CLASS_OF] = 0;
    const seen = new Set<number>();
    const wrong: string[] = [];
    for (let i = 0; i < 20_000; i++) {
      const [key0, key1, purpose] = [wordOf(i), wordOf(i + 77_777), wordOf(i >> 4)];
      const visit = i % 3 === 0 ? MAX_VISITS - 1 : i % 7;
      ints[(cell >> 2) + KEY0] = key0;
      ints[(cell >> 2) + KEY1] = key1;
      for (let value = 0; value < OTHER; value++) {
        const mine = loop.draw(value, 0, cell, purpose, visit);
        kernel.draw(value, 0, key0, key1, purpose, visit, "");
        if (!Object.is(mine, kernel.drawn[0])) wrong.push(`value ${value}: ${mine}, in the kernel ${kernel.drawn[0]}`);
        seen.add(mine);
      }
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect([0, 12.3, Infinity].filter((number) => !seen.has(number))).toEqual([]);
    expect([...seen].some((length) => length > 0 && length < 2 ** -1022)).toBe(true);
    expect(asked.others).toBe(0);
    expect(loop.draw(OTHER, 0, cell, 1, 0)).toBe(-7);
    expect(loop.draw(1, 0, cell, 1, MAX_VISITS)).toBe(-7);
    expect(asked.others).toBe(2);
  });
});

/** The most that the language lets a spread be: stays of a picosecond and of longer than there has been time. */
test("a pathway of lengths of every size comes to the same numbers both ways", () => {
  const [model] = armsOfText(
    "spread.yaml",
    `
careway: 1
title: Spread
clock: { start: 2026-04-06, warmUp: 1 h, run: 20 days }
resources: { nurse: { capacity: 3 } }
patients:
  a: { arrive: { poisson: 200 per day }, enter: triage }
  b: { arrive: { poisson: 100 per day }, enter: clinic }
stages:
  triage: { duration: { lognormal: { mu: -4, sigma: 10, unit: 1 min } }, next: ward }
  clinic: { needs: nurse, duration: { lognormal: { mean: 5 min, cv: 1000000 } }, next: desk }
  ward: { duration: { lognormal: { median: 1 min, mean: 1000000000 min } }, next: clinic }
  desk: { duration: { exponential: { mean: 0.000001 min } }, next: [{ chance: 60%, to: triage }, { to: home }] }
exits: { home: Home }
`,
  );
  const compared = nothingCompared();
  expect(isPlain(model)).toBe(true);
  expect(differenceOfWays(model, compared)).toBeUndefined();
  expect(compared.events).toBeGreaterThan(20_000);
});
