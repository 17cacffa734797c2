import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";

/** Files with mistakes; beside each the place and code of everything that is to be found, one a line, in order. */
const folder = new URL("../broken/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length));

function textOf(file: string): string {
  return readFileSync(new URL(file, folder), "utf8");
}

/** `file.yaml:14:12 unknown-resource`, with `warning` before the code where it is one. */
function placeAndCode(diagnostic: Diagnostic): string {
  return formatDiagnostic(diagnostic).split(": ", 1)[0];
}

describe("broken scenarios", () => {
  test.each(names)("%s: every mistake is found in one pass, at its line and column, and nothing else", (name) => {
    const { ok, diagnostics } = readScenario({ name: `${name}.yaml`, text: textOf(`${name}.yaml`) });
    expect(diagnostics.map(placeAndCode)).toEqual(textOf(`${name}.expected`).trimEnd().split("\n"));
    expect(ok).toBe(!diagnostics.some(({ severity }) => severity === "error"));
  });

  test("ten different mistakes in one file give exactly ten diagnostics", () => {
    const { diagnostics } = readScenario({ name: "ten-mistakes.yaml", text: textOf("ten-mistakes.yaml") });
    expect(diagnostics).toHaveLength(10);
    expect(new Set(diagnostics.map(({ code }) => code)).size).toBe(10);
  });

  test("every error says what is wrong in words that do not end in a full stop", () => {
    for (const name of names) {
      for (const { message } of readScenario({ name, text: textOf(`${name}.yaml`) }).diagnostics) {
        expect(message).toMatch(/[^.]$/);
      }
    }
  });
});
