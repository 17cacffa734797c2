import { describe, expect, test } from "vitest";
import {
  BOOLEAN,
  DURATION,
  describeUnit,
  divideUnits,
  equalUnits,
  MONEY,
  MONEY_PER_TIME,
  multiplyUnits,
  NUMBER,
  RATE,
  TEXT,
  wrongUnit,
} from "../../src/scenario/units.ts";

const span = { source: { name: "a.yaml", text: "x: 5" }, start: 3, end: 4 };

describe("units follow the algebra of what they measure", () => {
  test("money per time times a duration is money", () => {
    expect(equalUnits(multiplyUnits(MONEY_PER_TIME, DURATION), MONEY)).toBe(true);
  });
  test("a number divided by a duration is a rate", () => {
    expect(equalUnits(divideUnits(NUMBER, DURATION), RATE)).toBe(true);
  });
  test("true or false is not a number, nor text", () => {
    expect(equalUnits(BOOLEAN, NUMBER)).toBe(false);
    expect(equalUnits(BOOLEAN, TEXT)).toBe(false);
  });
});

describe("units are named in words", () => {
  test.each([
    [NUMBER, "a number"],
    [DURATION, "a duration"],
    [RATE, "a rate"],
    [MONEY, "money"],
    [MONEY_PER_TIME, "money per time"],
    [BOOLEAN, "true or false"],
    [TEXT, "text"],
    [multiplyUnits(DURATION, DURATION), "time^2"],
    [divideUnits(RATE, DURATION), "a number per time^2"],
    [multiplyUnits(MONEY, DURATION), "money × time"],
    [divideUnits(DURATION, MONEY), "time per money"],
  ])("%o is %s", (unit, words) => {
    expect(describeUnit(unit)).toBe(words);
  });
});

describe("a wrong unit says what is needed, what was found, and the likely cure", () => {
  test("money where a duration is needed", () => {
    expect(wrongUnit(MONEY, DURATION, span)?.message).toBe("a duration is needed here, this is money");
  });
  test("a bare number where a duration is needed lacks its unit", () => {
    expect(wrongUnit(NUMBER, DURATION, span)?.hint).toContain("min, h, days or weeks");
    expect(wrongUnit(NUMBER, RATE, span)?.hint).toContain("per day");
    expect(wrongUnit(NUMBER, MONEY, span)?.hint).toContain("£345");
    expect(wrongUnit(NUMBER, MONEY_PER_TIME, span)?.hint).toContain("£53 per hour");
  });
  test("one of several units is enough", () => {
    expect(wrongUnit(RATE, [NUMBER, RATE], span)).toBeNull();
    expect(wrongUnit(TEXT, [NUMBER, RATE], span)?.message).toBe("a number or a rate is needed here, this is text");
  });
});
