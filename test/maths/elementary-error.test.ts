import { describe, expect, test } from "vitest";
import { exp } from "../../src/maths/exp.ts";
import { log } from "../../src/maths/log.ts";
import { cos, sin } from "../../src/maths/sin.ts";
import { mix } from "../../src/random/generator.ts";
import { errorOfCos, errorOfExp, errorOfLog, errorOfSin } from "./exact.ts";

/** Points that are always the same, spread over [low, high). */
function points(count: number, low: number, high: number): number[] {
  return Array.from({ length: count }, (_, i) => low + (high - low) * mix(1, 2, 3, i));
}

function greatest(errors: readonly number[]): number {
  return errors.reduce((a, b) => Math.max(a, b), 0);
}

describe("measured against exact arithmetic", () => {
  test("the references are right: ln 2 and e to the last place, a neighbour wrong by 1", () => {
    expect(errorOfLog(2, Math.LN2)).toBeLessThan(0.5);
    expect(errorOfExp(1, Math.E)).toBeLessThan(0.5);
    expect(errorOfLog(2, Math.LN2 + 2 ** -53)).toBeGreaterThan(0.5);
    expect(errorOfExp(1, Math.E + 2 ** -51)).toBeGreaterThan(0.5);
  });

  test("log is within 0.51 units in the last place, over uniforms and all magnitudes", () => {
    const uniforms = points(1500, 2 ** -53, 0.99);
    const magnitudes = points(1500, -1070, 1023).map((e) => 2 ** Math.floor(e) * (1 + mix(4, 5, 6, e | 0)));
    const all = [...uniforms, ...magnitudes].filter((x) => x > 0 && Math.abs(x - 1) > 0.01);
    expect(greatest(all.map((x) => errorOfLog(x, log(x))))).toBeLessThan(0.51);
  });

  test("log is within 0.76 units next to 1", () => {
    const near = [...points(500, 1 - 1e-7, 1 + 1e-7), ...points(1000, 0.98, 1.02)].filter((x) => x !== 1);
    expect(greatest(near.map((x) => errorOfLog(x, log(x))))).toBeLessThan(0.76);
  });

  test("log of subnormal numbers is as good", () => {
    const subnormal = points(200, 1, 50).map((e) => Math.floor(2 ** e) * 5e-324);
    expect(greatest(subnormal.map((x) => errorOfLog(x, log(x))))).toBeLessThan(0.51);
  });

  test("exp is within 0.52 units in the last place up to overflow", () => {
    const all = [...points(1000, -1, 1), ...points(1500, -707.9, 709.7)];
    expect(greatest(all.map((x) => errorOfExp(x, exp(x))))).toBeLessThan(0.52);
  });

  test("exp is within 1 subnormal unit where the result is subnormal", () => {
    // Counted in units of 5e-324 = 2^-1074, by way of normal doubles.
    for (const x of points(200, -745, -709)) {
      const reference = ((exp(x + 400) * 2 ** 500) / exp(400)) * 2 ** 574;
      expect(Math.abs(exp(x) / 5e-324 - reference)).toBeLessThanOrEqual(1 + reference * 1e-13);
    }
  });

  test("the references of sine and cosine are right: a third and a sixth of half a turn, a neighbour wrong by 1", () => {
    expect(errorOfSin(1.0471975511965976, Math.sqrt(3) / 2)).toBeLessThan(1);
    expect(errorOfCos(1.0471975511965976, 0.5000000000000001)).toBeLessThan(0.5);
    expect(errorOfSin(1, 0.8414709848078965)).toBeLessThan(0.5);
    expect(errorOfSin(1, 0.8414709848078966)).toBeGreaterThan(0.5);
    expect(errorOfCos(1, 0.5403023058681398)).toBeLessThan(0.5);
  });

  test("sine and cosine are within 0.8 units in the last place up to a million", () => {
    const all = [...points(1000, -1, 1), ...points(1000, -30, 30), ...points(2000, -1e6, 1e6)];
    expect(greatest(all.map((x) => errorOfSin(x, sin(x))))).toBeLessThan(0.8);
    expect(greatest(all.map((x) => errorOfCos(x, cos(x))))).toBeLessThan(0.8);
  });

  test("sine and cosine are as good next to their zeros", () => {
    const quarters = points(500, 1, 6e5).map((n) => Math.floor(n) * (Math.PI / 2));
    // Numerators of the continued fraction of π: whole numbers next to multiples of it.
    const wholes = [3, 22, 44, 333, 355, 710, 103993, 104348, 208341, 312689, 833719];
    const all = [...quarters, ...wholes, Math.PI, -Math.PI, 1e-9, -1e-300];
    expect(greatest(all.map((x) => errorOfSin(x, sin(x))))).toBeLessThan(0.8);
    expect(greatest(all.map((x) => errorOfCos(x, cos(x))))).toBeLessThan(0.8);
  });
});
