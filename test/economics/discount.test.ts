import { describe, expect, test } from "vitest";
import {
  continuousRate,
  discountedLifeYears,
  discountFactor,
  presentValueOfLumps,
  presentValueOfStream,
  presentValueOfTime,
} from "../../src/economics/discount.ts";

const RATE = 0.035;

/** Simpson's rule. */
function integral(f: (x: number) => number, from: number, to: number, steps = 2000): number {
  const h = (to - from) / steps;
  let sum = f(from) + f(to);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * f(from + i * h);
  return (sum * h) / 3;
}

describe("discounting", () => {
  test("makes what comes in a year worth 1 ÷ 1.035, and leaves what is now or past as it is", () => {
    expect(discountFactor(1, RATE)).toBeCloseTo(1 / 1.035, 14);
    expect(discountFactor(10, RATE)).toBeCloseTo(1.035 ** -10, 14);
    expect([0, -3].map((years) => discountFactor(years, RATE))).toEqual([1, 1]);
    expect(discountFactor(40, 0)).toBe(1);
    expect(discountFactor(Infinity, RATE)).toBe(0);
  });

  test("of a stream is the integral of the factor", () => {
    const found = presentValueOfStream(1000, 10, RATE);
    expect(found / integral((t) => 1000 * 1.035 ** -t, 0, 10)).toBeCloseTo(1, 12);
    expect(presentValueOfTime(2, 7, RATE) / integral((t) => 1.035 ** -t, 2, 7)).toBeCloseTo(1, 12);
    expect(presentValueOfStream(1000, Infinity, RATE)).toBeCloseTo(1000 / Math.log(1.035), 8);
  });

  test("begins now: a flow that began before counts whole up to now", () => {
    expect(presentValueOfTime(-2, 3, RATE)).toBeCloseTo(2 + presentValueOfTime(0, 3, RATE), 13);
    expect(presentValueOfTime(-5, -2, RATE)).toBe(3);
    expect(presentValueOfTime(1, 1, RATE)).toBe(0);
  });

  test("of a flow in parts is that of the whole", () => {
    const cuts = [0, 0.001, 0.3, 1, 2.5, 9, 10];
    const parts = cuts.slice(1).map((to, i) => presentValueOfTime(cuts[i], to, RATE));
    const sum = parts.reduce((a, b) => a + b, 0);
    expect(sum / presentValueOfTime(0, 10, RATE)).toBeCloseTo(1, 14);
  });

  test("keeps its digits over a minute, and at rates near 0", () => {
    const minute = 1 / 525960;
    expect(presentValueOfTime(0, minute, RATE) / minute).toBeCloseTo(1, 7);
    expect(presentValueOfTime(5, 5 + minute, RATE) / minute / 1.035 ** -5).toBeCloseTo(1, 7);
    expect(presentValueOfStream(1, 10, 1e-12)).toBeCloseTo(10 - 50e-12, 13);
    expect(presentValueOfStream(1, 10, 0)).toBe(10);
  });

  test("of lumps adds each at its time", () => {
    const yearly = Array.from({ length: 10 }, (_, t) => [1000, t] as const);
    expect(presentValueOfLumps(yearly, RATE)).toBeCloseTo((1000 * (1 - 1.035 ** -10)) / (1 - 1 / 1.035), 9);
    expect(presentValueOfLumps([], RATE)).toBe(0);
  });

  test("of a life at a constant hazard is that of the stream weighted by survival", () => {
    expect(discountedLifeYears(0.1, 0)).toBe(10);
    const found = integral((t) => Math.exp(-0.1 * t) * 1.035 ** -t, 0, 400, 40_000);
    expect(discountedLifeYears(0.1, RATE) / found).toBeCloseTo(1, 9);
  });

  test("refuses what cannot be", () => {
    expect(() => continuousRate(-0.01)).toThrow("no discount rate of -0.01 a year");
    expect(() => continuousRate(Number.NaN)).toThrow("no discount rate");
    expect(() => presentValueOfTime(2, 1, RATE)).toThrow("no flow from year 2 to year 1");
    expect(() => discountedLifeYears(0, 0)).toThrow("at a hazard of 0 a year");
  });
});
