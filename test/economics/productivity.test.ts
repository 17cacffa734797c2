import { describe, expect, test } from "vitest";
import {
  chained,
  discountOfWait,
  laspeyres,
  productivityIndex,
  qualityIndex,
  qualityOfPoints,
  weighted,
} from "../../src/economics/productivity.ts";

/** In per cent, to one digit, as the statistics print it. */
function printed(index: number, digits = 1): string {
  return ((index - 1) * 100).toFixed(digits);
}

describe("published growths of productivity", () => {
  // Office for National Statistics, Public service productivity: healthcare, England, financial years ending 2018 and 2019,
  // as told by the Health Foundation, Agility (2021).
  test("financial year ending 2019: inputs +2.7 %, output +1.8 %, quality +0.4 points are −0.5 %, and −0.9 % without quality", () => {
    const quality = qualityOfPoints(1.018, 0.004);
    expect(printed(productivityIndex(1.018, quality, 1.027))).toBe("-0.5");
    expect(productivityIndex(1.018, quality, 1.027)).toBeCloseTo((1.018 + 0.004) / 1.027, 14);
    expect(printed(productivityIndex(1.018, 1, 1.027))).toBe("-0.9");
  });

  test("financial year ending 2018: inputs +1.7 %, output +2.0 %, quality +0.4 points are +0.7 %, and +0.3 % without quality", () => {
    expect(printed(productivityIndex(1.02, qualityOfPoints(1.02, 0.004), 1.017))).toBe("0.7");
    expect(printed(productivityIndex(1.02, 1, 1.017))).toBe("0.3");
  });

  // Bojke et al., Health Economics 26 (2017) 547–565: output +88.96 %, inputs +81.58 %, productivity +4.07 % from 1998/99 to
  // 2013/14. The quotient of the two printed figures is 4.06 %; 4.07 % lies in what their rounding leaves open, and no other
  // figure of two digits but 4.06 does.
  test("1998/99 to 2013/14: 4.07 % lies within the rounding of output +88.96 % and inputs +81.58 %", () => {
    expect(printed(productivityIndex(1.8896, 1, 1.8158), 2)).toBe("4.06");
    const least = productivityIndex(1.88955, 1, 1.81585);
    const most = productivityIndex(1.88965, 1, 1.81575);
    expect([printed(least, 2), printed(most, 2)]).toEqual(["4.06", "4.07"]);
    expect(least).toBeLessThan(1.04065);
    expect(most).toBeGreaterThan(1.04065); // from here on 4.07 is printed
  });

  test("are chained by their product: two years of the statistics together", () => {
    const years = [productivityIndex(1.02, 1, 1.017), productivityIndex(1.018, 1, 1.027)];
    expect(chained(years)).toBeCloseTo((1.02 * 1.018) / (1.017 * 1.027), 14);
    expect(chained([])).toBe(1);
  });
});

describe("indices", () => {
  const activities = [
    { before: 100, after: 110, price: 40, qualityBefore: 0.8, qualityAfter: 0.88 },
    { before: 10, after: 5, price: 200, qualityBefore: 0.5, qualityAfter: 0.5 },
  ];

  test("of volume weigh both periods with the prices of the first", () => {
    expect(laspeyres(activities)).toBe((110 * 40 + 5 * 200) / (100 * 40 + 10 * 200));
    expect(laspeyres([])).toBeNaN();
    expect(laspeyres([{ before: 0, after: 3, price: 2 }])).toBeNaN();
    expect(laspeyres([...activities, { before: Number.NaN, after: 1, price: 0 }])).toBe(0.9);
  });

  test("of quality weigh each activity with what is done of it now", () => {
    // 4400 and 1000 of 5400, of which the first is a tenth better.
    expect(qualityIndex(activities)).toBeCloseTo(1 + (0.1 * 4400) / 5400, 14);
    expect(qualityIndex(activities.map((one) => ({ ...one, after: 0 })))).toBe(1);
    const unseen = { before: 1, after: 0, price: 1, qualityBefore: Number.NaN, qualityAfter: Number.NaN };
    expect(qualityIndex([...activities, unseen])).toBe(qualityIndex(activities));
  });

  test("do not move at all where only weights of equal volumes differ", () => {
    const volumes = [0.1, 0.7, 1 / 3].map((volume, i) => ({ before: volume, after: volume, price: 0.3 + i / 7 }));
    expect(laspeyres(volumes)).toBe(1);
    expect(qualityIndex(volumes.map((one) => ({ ...one, qualityBefore: 0.3, qualityAfter: 0.3 })))).toBe(1);
  });

  test("a wait of a year takes the rate away, and none nothing; an exponent of 0 leaves a factor out", () => {
    expect(discountOfWait(0, 0.035)).toBe(1);
    expect(discountOfWait(365.25 * 1440, 0.035)).toBeCloseTo(1 / 1.035, 14);
    expect(weighted(0.25, 0.5)).toBeCloseTo(0.5, 14);
    expect([weighted(0, 0), weighted(Number.NaN, 0)]).toEqual([1, 1]);
  });
});
