import { describe, expect, test } from "vitest";
import { stepBand, stepLine } from "../../src/render/page/step-path.ts";

const x = (i: number): number => 10 * i;
const y = (value: number): number => 100 - value;

describe("a step line", () => {
  test("holds each value for its whole step, and says nothing twice", () => {
    expect(stepLine([1, 1, 3], x, y)).toBe("M0,99H20V97H30");
  });

  test("is broken where nothing is known", () => {
    expect(stepLine([1, NaN, 2, NaN], x, y)).toBe("M0,99H10M20,98H30");
    expect(stepLine([NaN, NaN], x, y)).toBe("");
  });
});

describe("a band", () => {
  test("goes along the upper line and back along the lower one", () => {
    expect(stepBand([1, 2], [5, 6], x, y)).toBe("M0,95H10V94H20V98H10V99H0Z");
  });

  test("is in parts where either line has a gap", () => {
    expect(stepBand([1, NaN, 2], [5, 5, 6], x, y)).toBe("M0,95H10V99H0ZM20,94H30V98H20Z");
  });
});
