import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import type { Expression } from "../../src/model/expression.ts";
import type { Guarded, Model, UtilityTable } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";
import { drafts } from "../random-scenarios/draw-scenario.ts";
import { longNumbers } from "../random-scenarios/tape.ts";
import { wholeYaml } from "../random-scenarios/whole-scenarios.ts";
import { asYaml } from "../random-scenarios/write.ts";
import { withMeasures } from "./draw-measures.ts";

/** A scenario by name, and one model for each of its arms. */
export interface Models {
  readonly name: string;
  readonly models: readonly Model[];
}

/** Runs are shortened to this part of what the file says, so that each takes a moment; what is not named is run whole. */
const PARTS: Readonly<Record<string, number>> = {
  "discharge-to-assess.yaml": 0.04,
  "mm1.yaml": 0.1,
  "prehabilitation.yaml": 0.1,
  "ward.yaml": 0.1,
  "examples/dialysis-chairs.yaml": 0.05,
  "examples/home-blood-pressure.yaml": 0.06,
  "examples/nurse-or-doctor.yaml": 0.1,
  "examples/robot-learning.yaml": 0.5,
  "examples/theatre-lists.yaml": 0.5,
  "examples/training-clinic.yaml": 0.2,
  "examples/virtual-ward.yaml": 0.5,
  "published/clot-retrieval.yaml": 0.008,
  "published/home-visits.yaml": 0.15,
  "published/mental-health.yaml": 0.005,
  "published/nurse-clinic.yaml": 0.02,
  "published/stroke-capacity.yaml": 0.08,
  "published/stroke-reconfiguration.yaml": 0.25,
};

/** Every arm of the files in scenarios/. @param root of the project @param longer so many times as long, but no longer than the file says */
export function scenarioModels(root: URL, longer = 1): Models[] {
  return filesIn(new URL("scenarios/", root)).map(({ name, text }) => {
    const scenario = read(name, text);
    const part = Math.min(1, longer * (PARTS[name] ?? 1));
    const { warmUp, run } = scenario.clock;
    const set = {
      ...(warmUp > 0 ? { "clock.warmUp": `${Math.floor(warmUp * part)} min` } : {}),
      "clock.run": `${Math.ceil(run * part)} min`,
    };
    return { name, models: armsOf(part === 1 ? scenario : read(name, text, set)) };
  });
}

/** Every arm of the hand-made traces. @param root of the project */
export function traceModels(root: URL): Models[] {
  return filesIn(new URL("test/traces/", root)).map(({ name, text }) => ({ name, models: armsOf(read(name, text)) }));
}

/** Random scenarios with random measures; those that the language refuses are left out. */
export function randomModels(count: number, seed: number): Models[] {
  const drawn = fc.sample(fc.tuple(fc.noShrink(drafts), fc.nat()), { numRuns: count, seed });
  return drawn.flatMap(([draft, choice], k) => {
    const name = `random ${k + 1}`;
    const result = readScenario({ name, text: withMeasures(asYaml(draft), choice) });
    return result.ok
      ? [
          {
            name,
            models: armsOf(result.value)
              .slice(-1)
              .map((model) => withUtilities(model, k)),
          },
        ]
      : [];
  });
}

/** Random scenarios of the whole language, with the measures and prices that are drawn with them; those refused are left out. */
export function wholeModels(count: number, seed: number): Models[] {
  return fc.sample(longNumbers, { numRuns: count, seed }).flatMap((numbers, k) => {
    const name = `whole ${k + 1}`;
    const result = readScenario({ name, text: wholeYaml(numbers) });
    return result.ok
      ? [
          {
            name,
            models: armsOf(result.value)
              .slice(-1)
              .map((model) => withUtilities(model, k)),
          },
        ]
      : [];
  });
}

/** Health that reads who a patient is, what has been set and what he adopts; every other time discounted. */
function withUtilities(model: Model, choice: number): Model {
  const { names, clock } = model;
  const number = (value: number): Expression => ({ op: "number", value });
  const either = (condition: Expression, a: number, b: number): Expression => {
    return { op: "if", args: [condition, number(a), number(b)] };
  };
  const conditions: Expression[] = [
    { op: "equal", args: [{ op: "class" }, number(0)] },
    // Of what is not set yet it is false.
    ...names.attributes.map(
      (_, index): Expression => ({ op: "greater", args: [{ op: "attribute", index }, number(0)] }),
    ),
  ];
  const adopted = names.interventions.map((_, index): Guarded<Expression> => {
    return { when: { op: "adopted", index }, use: number(0.9 - index / 100) };
  });
  const health = (k: number): Expression =>
    either(conditions[k % conditions.length], 0.8 - (k % 7) / 10, k / 100 - 0.3);
  const utilities: UtilityTable = {
    horizon: clock.run / (1 + (choice % 3)),
    discount: choice % 2 === 0 ? 0 : 0.9,
    stages: names.stages.map((_, k) => [...(k % 2 === 0 ? adopted : []), { when: undefined, use: health(k) }]),
    exits: names.exits.map((_, k) => health(k + 1)),
  };
  return { ...model, utilities };
}

function armsOf(scenario: Scenario): Model[] {
  return scenario.arms.map((arm) => compile(scenario, arm));
}

function read(name: string, text: string, settings: Readonly<Record<string, string>> = {}): Scenario {
  const set = Object.entries(settings).map(([path, value]) => ({ path, value: { name: `set ${path}`, text: value } }));
  const result = readScenario({ name, text }, { set });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return result.value;
}

function filesIn(folder: URL): { name: string; text: string }[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));
  return names
    .map((name) => name.replaceAll("\\", "/"))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), "utf8") }));
}
