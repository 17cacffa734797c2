import { readFileSync } from "node:fs";
import { compile } from "../../src/compile/compile.ts";
import type { Estimate } from "../../src/experiment/experiment.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { pairRuns, sharedRuns } from "../../src/experiment/pairs.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import { armNamed, estimate, metricIndex, summarise } from "../../src/experiment/summarise.ts";
import { holdTargets } from "../../src/experiment/targets.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/scenario.ts";

export const folder = new URL("../../scenarios/", import.meta.url);

export function textOf(file: string): string {
  return readFileSync(new URL(file, folder), "utf8");
}

export function read(file: string, set: Readonly<Record<string, string>> = {}): Scenario {
  const options = Object.entries(set).map(([path, text]) => ({ path, value: { name: `--set ${path}`, text } }));
  const result = readScenario({ name: file, text: textOf(file) }, { set: options });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join("\n"));
  return result.value;
}

/** Runs some arms of a scenario; only their targets are held. Seed and level are the scenario's unless stated. */
export async function run(
  scenario: Scenario,
  arms: readonly string[],
  replications: number,
  options: { readonly seed?: string; readonly level?: number } = {},
) {
  const chosen = scenario.arms.filter(({ name }) => arms.includes(name));
  const { seed, level } = { ...scenario.experiment, ...options };
  const models = chosen.map((arm) => compile(scenario, arm));
  const result = await runExperiment(models, { replications, seed, level }, new InlineRunner());
  const targets = scenario.targets.filter((target) => arms.includes(target.scenario));
  const mean = (arm: string, measure: string): number =>
    summarise(result, armNamed(result, arm), metricIndex(result, `measure.${measure}`)).mean;
  /** Difference to the baseline, patient by patient the same luck; not of a ratio. */
  const change = (arm: string, measure: string): Estimate => {
    const metric = metricIndex(result, `measure.${measure}`);
    const pairs = pairRuns(sharedRuns(armNamed(result, arm), armNamed(result, "baseline")), metric);
    return estimate(
      pairs.scenario.map((value, i) => value - pairs.baseline[i]),
      level,
    );
  };
  return { targets: holdTargets(result, targets), mean, change };
}
