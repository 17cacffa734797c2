import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didYouMean, editDistance, nearest } from "../../src/diagnostics/nearest.ts";

const names = ["nurse", "doctor", "bed", "homeTeam", "homeSupport"];

describe("the nearest name is at most a third wrong", () => {
  test.each([
    ["nurze", "nurse"],
    ["nrse", "nurse"],
    ["nusre", "nurse"],
    ["Nurse", "nurse"],
    ["hometeam", "homeTeam"],
    ["homeSuport", "homeSupport"],
    ["bde", "bed"],
  ])("%s → %s", (name, candidate) => {
    expect(nearest(name, names)).toBe(candidate);
  });
  test.each(["porter", "xyz", "n", "", "a".repeat(1000)])("nothing is near %s", (name) => {
    expect(nearest(name, names)).toBeUndefined();
  });
  test("of equals the one that begins alike for longest, whatever their order", () => {
    expect(nearest("swop", ["stop", "swap"])).toBe("swap");
    expect(nearest("swop", ["swap", "stop"])).toBe("swap");
  });
  test("of equals that begin alike the first by code unit, whatever their order", () => {
    expect(nearest("bat", ["cat", "rat"])).toBe("cat");
    expect(nearest("bat", ["rat", "cat"])).toBe("cat");
  });
  test("the suggestion is a question", () => {
    expect(didYouMean("nurze", names)).toBe('did you mean "nurse"?');
    expect(didYouMean("porter", names)).toBeUndefined();
  });
});

describe("the edit distance counts inserted, deleted, replaced and swapped characters", () => {
  // Swapping neighbours is one step: Damerau (1964). "ca" → "abc" is 3 under optimal string alignment, 2 without its limit.
  test.each([
    ["kitten", "sitting", 3],
    ["ab", "ba", 1],
    ["ca", "abc", 3],
    ["", "abc", 3],
    ["same", "same", 0],
  ])("%s to %s: %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
  test("it is the same both ways and at least the difference in length", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[abc]{0,8}$/), fc.stringMatching(/^[abc]{0,8}$/), (a, b) => {
        const distance = editDistance(a, b);
        return (
          distance === editDistance(b, a) &&
          distance >= Math.abs(a.length - b.length) &&
          distance <= Math.max(a.length, b.length)
        );
      }),
    );
  });
});
