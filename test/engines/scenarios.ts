import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { Fact } from "../../src/collect/event-log.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines, type EngineComparison } from "../../src/verify/compare-engines.ts";
import { factText } from "../../src/verify/fact-text.ts";

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

function shortened(model: Model, minutes: number): Model {
  const { warmUp, run, coolDown } = model.clock;
  if (run <= minutes) return model;
  const clock = {
    ...model.clock,
    warmUp: Math.min(warmUp, minutes),
    run: minutes,
    coolDown: Math.min(coolDown, minutes),
  };
  return { ...model, clock };
}

/** Both engines state the same facts and come to the same numbers, or stop for the same reason. Returns how many facts. */
export function expectAlike(model: Model, replication = 1): number {
  const compared = compareEngines(model, replication);
  expect(sayDifference(model, compared)).toBeUndefined();
  return compared.events;
}

/** In words, side by side, with the facts before; undefined when there is none. */
export function sayDifference({ names, arm }: Model, compared: EngineComparison): string | undefined {
  const { difference, stops, number } = compared;
  if (stops !== undefined) return `arm ${arm}: the kernel says ${stops.kernel}\nthe second engine says ${stops.simjs}`;
  if (number !== undefined) return `arm ${arm}: metric ${number.metric} is ${number.kernel}, and not ${number.simjs}`;
  if (difference === undefined) return undefined;
  const say = (fact: Fact | undefined): string => (fact === undefined ? "nothing" : factText(fact, names));
  return [
    `arm ${arm}, fact ${difference.index}`,
    ...difference.before.map((fact) => `           ${say(fact)}`),
    `   kernel: ${say(difference.kernel)}`,
    `   simjs:  ${say(difference.simjs)}`,
  ].join("\n");
}
