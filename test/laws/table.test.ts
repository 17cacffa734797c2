import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { laws, page } from "./laws.mjs";

const folder = new URL("./", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".test.ts") && name !== "table.test.ts");
const sources = new Map(files.map((name) => [name, readFileSync(new URL(name, folder), "utf8")]));

/** Numbers of laws with which names of tests begin in a file of this folder. */
function numbersIn(file: string): number[] {
  const names = (sources.get(file) ?? "").matchAll(/\btest(?:\.each\([^;]*?\))?\(\s*"D(\d+): [^"]{20,}"/g);
  return [...names].map(([, number]) => Number(number));
}

describe("the table of laws", () => {
  test("has each of the 42 once", () => {
    expect(laws.map(({ number }) => number)).toEqual(Array.from({ length: 42 }, (_, i) => i + 1));
  });

  test.each(laws)(
    "D$number names tests that are there, or says why there is none",
    ({ number, files: named, on, elsewhere }) => {
      for (const file of named) expect(numbersIn(file), file).toContain(number);
      if (elsewhere !== undefined) {
        expect(readFileSync(new URL(`../../${elsewhere.file}`, folder), "utf8")).toContain(`"${elsewhere.test}`);
      } else if (named.length === 0) expect(on).toMatch(/^Does not apply: .{20}/);
    },
  );

  test("names every file in which a law is tested, and no test is left out or stands alone", () => {
    let found = 0;
    for (const [file, source] of sources) {
      for (const number of numbersIn(file)) expect(laws[number - 1].files, `D${number}`).toContain(file);
      found += numbersIn(file).length;
      expect(source.match(/"D\d+: /g)?.length ?? 0, file).toBe(numbersIn(file).length);
      expect(source, file).not.toMatch(/\.(skip|only|todo|skipIf|runIf|fails)\b/);
    }
    expect(found).toBeGreaterThan(40);
  });

  test("is docs/verification/laws.md; node test/laws/run.mjs writes it", () => {
    expect(readFileSync(new URL("../../docs/verification/laws.md", folder), "utf8")).toBe(page());
  });
});
