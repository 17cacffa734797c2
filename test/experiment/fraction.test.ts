import { describe, expect, test } from "vitest";
import {
  type Design,
  designOf,
  mostHalvings,
  type Signed,
  signIn,
  sizeOf,
  standardGenerators,
} from "../../src/experiment/fraction.ts";

const letters = (set: number): string => [..."ABCDEFG"].filter((_, f) => (set & (1 << f)) !== 0).join("");
const said = ({ set, sign }: Signed): string => (sign < 0 ? "-" : "") + letters(set);
const setOf = (text: string): number => [...text].reduce((set, letter) => set | (1 << (letter.charCodeAt(0) - 65)), 0);

function standard(factors: number, halvings: number): Design {
  return designOf(factors, standardGenerators(factors, halvings));
}

/** Of the effects of one factor and of two: with which effects of as many each is one number. */
function aliases({ sets }: Design, most = 2): Record<string, string[]> {
  return Object.fromEntries(
    sets
      .filter(({ effect }) => sizeOf(effect) <= most)
      .map((set) => [letters(set.effect), set.aliases.filter(({ set: other }) => sizeOf(other) <= most).map(said)]),
  );
}

describe("a full design", () => {
  test("has every combination once, the first without anything, and nothing that cannot be told apart", () => {
    for (let k = 2; k <= 7; k++) {
      const { runs, resolution, words, sets } = designOf(k);
      expect([...runs].sort((a, b) => a - b)).toEqual(Array.from({ length: 2 ** k }, (_, i) => i));
      expect([runs[0], resolution, words.length, sets.length]).toEqual([0, undefined, 0, 2 ** k - 1]);
    }
    expect(designOf(3).sets.map(({ effect }) => letters(effect))).toEqual(["A", "B", "C", "AB", "AC", "BC", "ABC"]);
  });
});

describe("a fraction", () => {
  test("2^(4-1), D = ABC: no main effect is aliased with an interaction of two, these are in pairs", () => {
    const design = standard(4, 1);
    expect([design.runs.length, design.resolution, design.words.map(said)]).toEqual([8, 4, ["ABCD"]]);
    expect(aliases(design)).toEqual({ A: [], B: [], C: [], D: [], AB: ["CD"], AC: ["BD"], AD: ["BC"] });
    expect(design.sets[0].aliases.map(said)).toEqual(["BCD"]);
  });

  test("2^(5-2), D = AB and E = AC: I = ABD = ACE = BCDE, worked out by hand", () => {
    const design = standard(5, 2);
    expect([design.runs.length, design.resolution]).toEqual([8, 3]);
    expect(new Set(design.words.map(said))).toEqual(new Set(["ABD", "ACE", "BCDE"]));
    expect(aliases(design)).toEqual({
      A: ["BD", "CE"],
      B: ["AD"],
      C: ["AE"],
      D: ["AB"],
      E: ["AC"],
      BC: ["DE"],
      BE: ["CD"],
    });
  });

  test("of the other half has aliases of the other sign", () => {
    const design = designOf(3, [{ factor: 2, of: setOf("AB"), sign: -1 }]);
    expect(design.sets.map((set) => [letters(set.effect), set.aliases.map(said)])).toEqual([
      ["A", ["-BC"]],
      ["B", ["-AC"]],
      ["C", ["-AB"]],
    ]);
    expect(design.runs.map(letters)).toEqual(["", "AC", "BC", "AB"]);
  });

  test("of the table has the resolution that is printed there, and columns that are orthogonal", () => {
    const resolutions = { 3: [3], 4: [4], 5: [5, 3], 6: [6, 4, 3], 7: [7, 4, 4, 3] };
    for (const [k, wanted] of Object.entries(resolutions)) {
      expect(mostHalvings(Number(k))).toBe(wanted.length);
      for (const [i, resolution] of wanted.entries()) {
        const design = standard(Number(k), i + 1);
        expect([design.resolution, new Set(design.runs).size]).toEqual([resolution, 2 ** (Number(k) - i - 1)]);
        const columns = design.sets.map(({ effect }) => design.runs.map((run) => signIn(run, effect)));
        for (const [a, one] of columns.entries()) {
          expect(one.reduce((sum: number, sign) => sum + sign, 0)).toBe(0);
          for (const other of columns.slice(a + 1))
            expect(one.reduce((sum, sign, run) => sum + sign * other[run], 0)).toBe(0);
        }
        for (const { effect, aliases } of design.sets) {
          for (const { set, sign } of aliases)
            for (const run of design.runs) expect(signIn(run, set) * sign).toBe(signIn(run, effect));
        }
        expect(design.sets.length).toBe(design.runs.length - 1);
      }
    }
  });

  test("that generates a factor twice, or from one that is generated, is none", () => {
    const generator = (text: string) => ({ factor: setOf(text[0]), of: setOf(text.slice(2)), sign: 1 as const });
    const of = (...texts: string[]) => texts.map((text) => ({ ...generator(text), factor: text.charCodeAt(0) - 65 }));
    expect(() => designOf(4, of("D=AB", "D=AC"))).toThrow("no design");
    expect(() => designOf(4, of("D=AB", "C=AD"))).toThrow("no design");
    expect(() => designOf(3, of("C=AD"))).toThrow("no design");
    expect(() => standardGenerators(4, 2)).toThrow("no fraction 1/4 of 4");
  });
});
