import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Fingerprint, fingerprintOf, fingerprintsOf } from "./fingerprint.ts";
import { advice, differences, golden } from "./golden.mjs";
import { Hash } from "./hash.ts";
import { onChromium, onWorkerThread } from "./platforms.mjs";
import { script } from "./script.mjs";
import { stories } from "./stories.mjs";

const all = stories();
/** Those that run by their own clock are small. */
const small = all.filter(({ set }) => Object.keys(set).length === 0);
const expected = golden();

function hold(found: Readonly<Record<string, Fingerprint>>): void {
  const names = new Set(Object.keys(found));
  const known = Object.fromEntries(Object.entries(expected).filter(([name]) => names.has(name)));
  expect(differences(known, found), advice).toEqual([]);
}

describe("the hash", () => {
  const of = (...numbers: readonly number[]): string => {
    const hash = new Hash();
    for (const number of numbers) hash.number(number);
    return hash.digest();
  };

  test("tells the neighbours of a double, the zeros and the order of numbers apart, and has one NaN", () => {
    const same = [
      of(1, 2),
      of(2, 1),
      of(1 + 2 ** -52, 2),
      of(1 - 2 ** -53, 2),
      of(0),
      of(-0),
      of(5e-324),
      of(1),
      of(NaN),
    ];
    expect(new Set(same).size).toBe(same.length);
    expect(of(Number.NaN)).toBe(of(0 * Infinity));
  });

  test("has these digits on every platform", () => {
    expect(of()).toBe("243f6a8885a308d3");
    expect(of(1)).toBe("cb11a357d37adc94");
  });
});

describe("fingerprints", () => {
  test("are kept of every scenario; four models of one queue go the same way, and no others", () => {
    expect(Object.keys(expected).sort()).toEqual(all.map(({ name }) => name).sort());
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(Object.values(expected).map((one) => one.split(" ")[0])).size).toBe(all.length - 3);
  });

  test("change with the seed, and when one duration is longer by a little", () => {
    const [queue] = all.filter(({ name }) => name.endsWith("/queue.yaml"));
    const of = (text: string): string[] => fingerprintOf({ ...queue, text }).split(" ");
    const plain = of(queue.text);
    const seeded = of(queue.text.replace("seed: oracles", "seed: other"));
    const longer = of(queue.text.replace("mean: 1 min", "mean: 1.0000000000000002 min"));
    for (const other of [seeded, longer]) {
      expect(other[0]).not.toBe(plain[0]);
      expect(other[1]).not.toBe(plain[1]);
    }
  });

  test("are those of this Node, from the sources", () => hold(fingerprintsOf(small)), 120_000);

  test("are those of a worker thread, from the script that all platforms are given", async () => {
    const { answers } = await onWorkerThread(await script(all));
    for (const answer of answers) hold(answer);
  }, 120_000);

  test("are those of a worker thread that has no WebAssembly", async () => {
    const { answers } = await onWorkerThread(`delete globalThis.WebAssembly;\n${await script(small)}`);
    expect(answers.length).toBe(1);
    for (const answer of answers) hold(answer);
  }, 120_000);

  /** Where no browser is installed there is none to ask. */
  test.skipIf(!existsSync(process.env.CHROMIUM ?? "/usr/bin/chromium"))(
    "are those of Chromium, in a page and its worker",
    async () => {
      const { answers } = await onChromium(await script(small));
      expect(answers.length).toBe(2);
      for (const answer of answers) hold(answer);
    },
    120_000,
  );
});
