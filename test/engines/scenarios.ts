import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines } from "../../src/verify/compare-engines.ts";
import { sayDifference, shortened } from "./alike.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The scenario files of a folder below the root, by path from there. */
export function scenariosIn(folder: string): string[] {
  return readdirSync(root + folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => `${folder}/${file}`);
}

/** Every arm. @param longest days of the window, and with it of what comes before and after */
export function armsOf(path: string, longest = Infinity): Model[] {
  return armsOfText(path, readFileSync(root + path, "utf8"), longest);
}

export function armsOfText(name: string, text: string, longest = Infinity): Model[] {
  const read = readScenario({ name, text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return read.value.arms.map((arm) => shortened(compile(read.value, arm), longest * 1440));
}

/** Both engines state the same facts and come to the same numbers, or stop for the same reason. Returns how many facts. */
export function expectAlike(model: Model, replication = 1): number {
  const compared = compareEngines(model, replication);
  expect(sayDifference(model, compared)).toBeUndefined();
  return compared.events;
}
