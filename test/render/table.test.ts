import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Column, formatTable, paragraph, wrap } from "../../src/render/table.ts";
import { widthOf } from "../../src/render/text-width.ts";

const left = (title: string): Column => ({ title, align: "left" });
const right = (title: string): Column => ({ title, align: "right" });

function widest(text: string): number {
  return Math.max(...text.split("\n").map(widthOf));
}

describe("a table", () => {
  test("aligns texts left and numbers right under a rule", () => {
    expect(
      formatTable(
        [left("stage"), right("visits")],
        [
          ["Triage", "1,204"],
          ["Bed", "7"],
        ],
      ),
    ).toBe(["stage   visits", "──────  ──────", "Triage   1,204", "Bed          7", ""].join("\n"));
  });

  test("wraps its widest text at spaces when it does not fit, and leaves numbers whole", () => {
    const table = formatTable([left("resource"), right("cost")], [["A team of many therapists", "£1,234,567"]], 30);
    expect(table.split("\n").slice(2)).toEqual(["A team of many      £1,234,567", "therapists", ""]);
  });

  test("shows more columns than fit in several tables, each with the first column", () => {
    const columns = [left("organisation"), ...Array.from({ length: 12 }, (_, i) => right(String.fromCharCode(65 + i)))];
    const row = ["Acute trust", ...Array.from({ length: 12 }, (_, i) => `£1,000,0${10 + i}`)];
    const table = formatTable(columns, [row]);
    expect(widest(table)).toBeLessThanOrEqual(80);
    expect(table.match(/Acute trust/g)).toHaveLength(3);
    for (const cell of row) expect(table).toContain(cell);
  });

  test("never exceeds its width, whatever stands in it, and loses no cell", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, fc.integer()), { minLength: 1, maxLength: 5 }), (rows) => {
        const cells = rows.map(([a, b, n]) => [a, b, String(n)]);
        const table = formatTable([left("one"), left("another"), right("number")], cells);
        expect(widest(table)).toBeLessThanOrEqual(80);
        for (const [, , n] of cells) expect(table).toContain(n);
      }),
    );
  });

  test("counts columns, not code units: accents take none, East Asian characters and pictures two", () => {
    expect(["é", "e\u0301", "床", "👩", "−", "£"].map(widthOf)).toEqual([1, 1, 2, 2, 1, 1]);
    const lines = formatTable(
      [left("name"), right("n")],
      [
        ["病棟", "1"],
        ["Ward", "2"],
      ],
    ).split("\n");
    expect(lines.slice(2, 4).map(widthOf)).toEqual([7, 7]);
  });

  test("shows control characters and changes of direction of a label as nothing that a terminal obeys", () => {
    const table = formatTable([left("name")], [["\u001b[2JWard\u0007\r\u202eB"]]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(table.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(table).toContain("Ward");
  });
});

describe("a paragraph", () => {
  test("breaks at spaces, and within a word only if the word is longer than a line", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("a pneumonoultramicroscopic case", 10)).toEqual(["a", "pneumonoul", "tramicrosc", "opic case"]);
  });

  test("counts its indent", () => {
    expect(paragraph("one two three", "    ", 12)).toBe("    one two\n    three\n");
  });
});
