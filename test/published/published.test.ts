import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { formatDiagnostics, readScenario } from "../../src/index.ts";

const folder = fileURLToPath(new URL("../../scenarios/published/", import.meta.url));

test.each(readdirSync(folder).filter((name) => name.endsWith(".yaml")))("%s reads, and names its source", (name) => {
  const read = readScenario({ name, text: readFileSync(`${folder}${name}`, "utf8") });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  expect(read.value.evidence.some(({ confidence }) => confidence !== "assumption")).toBe(true);
});
