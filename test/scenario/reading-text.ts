import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { type ReadOptions, readScenario } from "../../src/scenario/parse.ts";
import type { Arm, Scenario, Stage, Value } from "../../src/scenario/scenario.ts";

/** The head that every small scenario of these tests has: a run of ten weeks from a Monday, day 0 after two. */
export const HEAD = "careway: 1\ntitle: T\nclock: { start: 2026-04-06, warmUp: 2 weeks, run: 8 weeks }\n";

/** Reads the head and what follows it. @throws Error with the mistakes */
export function read(rest: string, set: Readonly<Record<string, string>> = {}): Scenario {
  const result = readScenario({ name: "a.yaml", text: HEAD + rest }, optionsOf(set));
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return result.value;
}

/** Severity left out, `code: message` of all that is said. */
export function said(rest: string, set: Readonly<Record<string, string>> = {}): string[] {
  const { diagnostics } = readScenario({ name: "a.yaml", text: HEAD + rest }, optionsOf(set));
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

function optionsOf(set: Readonly<Record<string, string>>): ReadOptions {
  return { set: Object.entries(set).map(([path, text]) => ({ path, value: { name: `--set ${path}`, text } })) };
}

export function armOf({ arms }: Scenario, name: string): Arm {
  return found(arms, name);
}

export function stageOf(scenario: Scenario, arm: string, stage: string): Stage {
  return found(armOf(scenario, arm).stages, stage);
}

/** The one of that name. */
export function found<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const one = all.find((each) => each.name === name);
  if (one === undefined) throw new Error(`there is no ${name} among ${all.map((each) => each.name).join()}`);
  return one;
}

/** A value in few words: `20`, `exponential(5)`, `adopts i ? 10 : 20`, `(20) * 0.9`; minutes and numbers as they are. */
export function brief(value: Value): string {
  switch (value.kind) {
    case "expression":
      return value.expression.tree.op === "number" ? String(value.expression.tree.value) : value.expression.text;
    case "draw":
      return `${value.distribution}(${value.parameters.map(({ text }) => text).join(", ")})`;
    case "cases":
      return value.cases.map(({ when, use }) => `${when === undefined ? "else" : when.text}: ${brief(use)}`).join("; ");
    case "chance":
      return `chance ${value.probability.text}`;
    case "adopted":
      return `adopts ${value.intervention} ? [${brief(value.then)}] : [${brief(value.otherwise)}]`;
    case "times":
      return `[${brief(value.of)}] * ${value.amount.text}`;
    case "plus":
      return `[${brief(value.of)}] + ${value.amount.text}`;
  }
}
