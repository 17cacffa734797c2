import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic, formatDiagnostics, positionOf } from "../../src/diagnostics/format.ts";
import { spanWithin } from "../../src/diagnostics/place.ts";

function at(text: string, part: string, more: Partial<Diagnostic> = {}): Diagnostic {
  const start = text.indexOf(part);
  const span = { source: { name: "ed.yaml", text }, start, end: start + part.length };
  return { code: "some-code", severity: "error", message: "something is wrong", span, ...more };
}

describe("a diagnostic shows place, code, message, the line and a caret", () => {
  test("as in the style guide", () => {
    const text = "stages:\n  triage:\n    seize: nurze\n";
    const diagnostic = at(text, "nurze", {
      code: "unknown-resource",
      message: 'stage "triage" seizes "nurze", which is not a resource',
      hint: 'did you mean "nurse"?',
    });
    expect(formatDiagnostic(diagnostic)).toBe(
      [
        'ed.yaml:3:12 unknown-resource: stage "triage" seizes "nurze", which is not a resource',
        "      3 |     seize: nurze",
        '        |            ^^^^^ did you mean "nurse"?',
      ].join("\n"),
    );
  });
  test("a warning says that it is one", () => {
    expect(formatDiagnostic(at("a: 1", "1", { severity: "warning" }))).toContain("ed.yaml:1:4 warning some-code: ");
  });
  test("a place at the end of the text still has a caret", () => {
    const text = "a: 1 +";
    const diagnostic = { ...at(text, "a"), span: { source: { name: "x", text }, start: 6, end: 6 } };
    expect(formatDiagnostic(diagnostic).split("\n")[2]).toBe("        |       ^");
  });
  test("an empty line is left out, its hint is not", () => {
    const diagnostic = { ...at("\n\n", "\n", { hint: "write something" }) };
    expect(formatDiagnostic(diagnostic)).toBe("ed.yaml:1:1 some-code: something is wrong\n        | write something");
  });
  test("a span over several lines is underlined on its first", () => {
    const lines = formatDiagnostic(at("a: [1,\n 2]", "[1,\n 2]")).split("\n");
    expect(lines[1]).toBe("      1 | a: [1,");
    expect(lines[2]).toBe("        |    ^^^");
  });
});

describe("a long line is cut around the caret to 100 columns", () => {
  test.each([0, 150, 395])("with the mistake at column %i", (column) => {
    const text = `${"x".repeat(column)}WRONG${"y".repeat(400 - column)}`;
    const [, line, carets] = formatDiagnostic(at(text, "WRONG")).split("\n");
    const shown = line.slice("      1 | ".length);
    expect(shown).toHaveLength(100);
    expect(shown.slice(carets.indexOf("^") - 10, carets.lastIndexOf("^") - 9)).toBe("WRONG");
  });
  test("even when the mistake itself is longer", () => {
    const lines = formatDiagnostic(at(`a: ${"x".repeat(5000)}`, "x".repeat(5000))).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(lines[2].trim().length).toBeGreaterThan(1);
  });
});

describe("nothing in a file can steer a terminal", () => {
  test("control characters are replaced in the line, the message and the hint", () => {
    const text = "a: \u001b[31mred\u0007 \u202egnp.exe\u200b";
    const shown = formatDiagnostic(at(text, "red", { message: "bad \u001b[2J\nfake:1:1 ok", hint: "x\u009b1m" }));
    expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cf}\p{Cc}]/u);
    expect(shown.split("\n")).toHaveLength(3);
  });
  test("a tab takes one column, so that the caret stands right", () => {
    const [, line, carets] = formatDiagnostic(at("a:\t\tbad", "bad")).split("\n");
    expect(line.indexOf("bad")).toBe(carets.indexOf("^"));
  });
  test("a carriage return before the line's end is not shown", () => {
    expect(formatDiagnostic(at("a: bad\r\nb: 1", "bad")).split("\n")[1]).toBe("      1 | a: bad");
  });
});

describe("many diagnostics are sorted by place and capped", () => {
  test("by offset, files in the order of first mention", () => {
    const text = "a b c";
    const other = { name: "other.yaml", text };
    const first = at(text, "c");
    const list = [
      first,
      { ...at(text, "a"), span: { source: first.span.source, start: 0, end: 1 } },
      { ...at(text, "b"), span: { source: other, start: 2, end: 3 } },
    ];
    const places = formatDiagnostics(list).match(/^\S+:\d+:\d+/gm);
    expect(places).toEqual(["ed.yaml:1:1", "ed.yaml:1:5", "other.yaml:1:3"]);
  });
  test("fifty are shown and the rest counted", () => {
    const list = Array.from({ length: 62 }, () => at("a b", "b"));
    const lines = formatDiagnostics(list).split("\n");
    expect(lines.filter((line) => line.startsWith("ed.yaml"))).toHaveLength(50);
    expect(lines.at(-1)).toBe("… and 12 more");
  });
  test("none give no text", () => {
    expect(formatDiagnostics([])).toBe("");
  });
});

describe("places count from 1", () => {
  test.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [5, 3, 1],
    [99, 3, 3],
  ])("offset %i is line %i, column %i", (start, line, column) => {
    expect(positionOf({ source: { name: "x", text: "ab\nc\nde" }, start, end: start })).toEqual({ line, column });
  });
});

test("a part of a quoted value has its own place", () => {
  const source = { name: "x", text: "a: 'b + c'" };
  expect(spanWithin({ source, start: 3, end: 10 }, "b + c", 4, 5)).toEqual({ source, start: 8, end: 9 });
});
