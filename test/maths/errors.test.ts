import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { highWord, POWERS_OF_TWO } from "../../src/maths/bits.ts";
import { log } from "../../src/maths/log.ts";
import {
  add,
  type Big,
  big,
  exponentOf,
  HALF,
  negative,
  ONE,
  over,
  root,
  scaled,
  subtract,
  times,
  ulpsOff,
} from "./big.ts";
import { cosine, exponential, exponentialMinusOne, LN2, ln, lnOnePlus, PI, sine } from "./big-elementary.ts";
import { betaTails, erfcOf, gammaTails, lnGammaOf, normalCdfOf, scaledErfcOf } from "./big-special.ts";
import { measured } from "./measure.ts";
import { measures } from "./measured.ts";

/** Bits to which two references agree. */
function agree(a: Big, b: Big): number {
  return exponentOf(b) - exponentOf(subtract(a, b));
}

/** A decimal with many digits. */
function decimal(text: string): Big {
  const [whole, part] = text.split(".");
  return over({ m: BigInt(whole + part), e: 0 }, { m: 10n ** BigInt(part.length), e: 0 });
}

// Digits from the On-Line Encyclopedia of Integer Sequences: A002162, A002392, A001113, A000796, A049469, A049470, A002161, A202623,
// A099286.
test.each<[string, Big, string]>([
  ["ln 2", LN2, "0.693147180559945309417232121458176568075500134360255"],
  ["ln 10", ln(big(10)), "2.302585092994045684017991454684364207601101488628773"],
  ["e", exponential(ONE), "2.718281828459045235360287471352662497757247093699960"],
  ["π", PI, "3.141592653589793238462643383279502884197169399375106"],
  ["sin 1", sine(ONE), "0.841470984807896506652502321630298999622563060798371"],
  ["cos 1", cosine(ONE), "0.540302305868139717400936607442976603732310420617922"],
  ["Γ(½)", exponential(lnGammaOf(HALF)), "1.772453850905516027298167483341145182797549456122387"],
  ["Γ(4/3)", exponential(lnGammaOf(over(big(4), big(3)))), "0.892979511569249211218564313658225881376229792652434"],
  ["erfc 1", erfcOf(ONE), "0.157299207050285130658779364917390740703933002033698"],
])("the reference of %s has the digits that are known", (_what, found, digits) => {
  expect(agree(found, decimal(digits))).toBeGreaterThan(160);
});

describe("the references keep the laws of their functions to 30 digits", () => {
  const some = [0.003, 0.4, 0.9, 1.7, 5.3, 8.9, 9.1, 26];

  test.each(some)("exponentials, logarithms and angles at %d", (x) => {
    const at = big(x);
    expect(agree(exponential(ln(at)), at)).toBeGreaterThan(200);
    expect(agree(exponentialMinusOne(lnOnePlus(at)), at)).toBeGreaterThan(200);
    const turned = add(times(sine(at), sine(at)), times(cosine(at), cosine(at)));
    expect(agree(turned, ONE)).toBeGreaterThan(200);
    expect(agree(scaled(times(sine(at), cosine(at)), 1), sine(scaled(at, 1)))).toBeGreaterThan(200);
  });

  test.each(some)("the error function is Q(½, x²), and grows with its square, at %d", (x) => {
    const at = big(x);
    expect(agree(erfcOf(at), gammaTails(HALF, times(at, at)).upper)).toBeGreaterThan(100);
    expect(agree(times(scaledErfcOf(at), exponential(negative(times(at, at)))), erfcOf(at))).toBeGreaterThan(100);
    expect(agree(add(normalCdfOf(at), normalCdfOf(negative(at))), ONE)).toBeGreaterThan(100);
  });

  test.each(some)("Γ(2x) √π = 2^(2x − 1) Γ(x) Γ(x + ½), and Γ(x + 1) = x Γ(x), at %d", (x) => {
    const at = big(x);
    const left = add(lnGammaOf(scaled(at, 1)), ln(root(PI)));
    const right = add(times(subtract(scaled(at, 1), ONE), LN2), add(lnGammaOf(at), lnGammaOf(add(at, HALF))));
    expect(agree(exponential(left), exponential(right))).toBeGreaterThan(150);
    expect(agree(exponential(lnGammaOf(add(at, ONE))), times(at, exponential(lnGammaOf(at))))).toBeGreaterThan(150);
  });

  test.each([0.5, 3, 40, 60, 200, 500])("Q(3, x) = e^(−x) (1 + x + x² ÷ 2) at %d", (x) => {
    const at = big(x);
    const terms = add(add(ONE, at), scaled(times(at, at), -1));
    expect(agree(gammaTails(big(3), at).upper, times(exponential(negative(at)), terms))).toBeGreaterThan(100);
  });

  test.each([0.01, 0.3, 0.6, 0.99])("I_x(1, 5) = 1 − (1 − x)⁵ and I_x(2, 1) = x² at %d", (x) => {
    const at = big(x);
    const rest = subtract(ONE, at);
    const fifth = times(times(times(rest, rest), times(rest, rest)), rest);
    expect(agree(betaTails(ONE, big(5), at).upper, fifth)).toBeGreaterThan(150);
    expect(agree(betaTails(big(2), ONE, at).lower, times(at, at))).toBeGreaterThan(150);
  });
});

describe("the measure", () => {
  test("calls a double next to the truth right, and its neighbours wrong by about 1", () => {
    expect(ulpsOff(Math.LN2, LN2)).toBeLessThan(0.5);
    expect(ulpsOff(Math.LN2 + 2 ** -53, LN2)).toBeGreaterThan(0.5);
    expect(ulpsOff(Math.LN2 + 2 ** -53, LN2) + ulpsOff(Math.LN2 - 2 ** -53, LN2)).toBeCloseTo(2, 12);
    expect(ulpsOff(Number.NaN, LN2)).toBe(Infinity);
  });

  test("sees a function that is wrong in its last place alone", () => {
    const [uniforms] = measures;
    const wrong = { ...uniforms, found: (x: number): number => log(x) * (1 + 2 ** -52) };
    expect(measured(wrong, 200).error).toBeGreaterThan(wrong.limit);
  });
});

describe("measured against exact arithmetic", () => {
  test("is every function that src/maths exports; tables are exact", () => {
    const folder = new URL("../../src/maths/", import.meta.url);
    const exported = readdirSync(folder).flatMap((file) =>
      [...readFileSync(new URL(file, folder), "utf8").matchAll(/^export (?:function (\w+)|const (\w+): \()/gm)].map(
        ([, name, constant]) => name ?? constant,
      ),
    );
    const names = new Set(measures.map(({ name }) => name));
    // The logarithm of a uniform is held to `log`, bit by bit, in elementary.test.ts.
    expect(exported.filter((name) => !names.has(name))).toEqual(["highWord", "logOfUniform"]);
    for (let e = -1074; e <= 1023; e++) expect(subtract(big(POWERS_OF_TWO[e + 1074]), scaled(ONE, e)).m).toBe(0n);
    expect([highWord(1), highWord(-2), highWord(5e-324)]).toEqual([0x3ff00000, 0xc0000000 | 0, 0]);
  });

  test.each(measures.map((measure) => [`${measure.name}, ${measure.where}`, measure] as const))(
    "%s",
    (_what, measure) => {
      const { error, worst, limit } = measured(measure, 1000);
      expect(error, `at ${worst.join(", ")}`).toBeLessThanOrEqual(limit);
    },
  );
});
