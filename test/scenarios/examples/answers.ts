import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { armNamed, metricIndex } from "../../../src/experiment/summarise.ts";
import {
  compile,
  type Estimate,
  formatDiagnostics,
  holdTargets,
  InlineRunner,
  readScenario,
  runExperiment,
  type Scenario,
  summarise,
} from "../../../src/index.ts";

const folder = new URL("../../../scenarios/examples/", import.meta.url);

/** A file of scenarios/examples, with settings laid over it. */
export function readExample(name: string, settings: Readonly<Record<string, string>> = {}): Scenario {
  const set = Object.entries(settings).map(([path, text]) => ({ path, value: { name: `set ${path}`, text } }));
  const result = readScenario({ name, text: readFileSync(new URL(name, folder), "utf8") }, { set });
  if (!result.ok) throw new Error(formatDiagnostics(result.diagnostics));
  return result.value;
}

/** Runs some arms of a scenario with its seed, for intervals of 99.9 % unless stated. */
function runArms(scenario: Scenario, arms: readonly string[], replications: number, level = 0.999) {
  const models = scenario.arms.filter(({ name }) => arms.includes(name)).map((arm) => compile(scenario, arm));
  return runExperiment(models, { replications, seed: scenario.experiment.seed, level }, new InlineRunner());
}

/** Holds a file, as it stands but for its replications, against its targets. */
export async function outcomesOf(name: string, replications: number): Promise<readonly string[]> {
  const scenario = readExample(name);
  const { targets, experiment } = scenario;
  const arms = targets.flatMap(({ scenario, versus }) => [scenario, versus ?? scenario]);
  const result = await runArms(scenario, arms, replications, experiment.level);
  return holdTargets(result, targets).map(({ outcome }) => outcome);
}

/** What comes out of such a run for a metric of an arm. */
export async function answersOf(
  scenario: Scenario,
  arms: readonly string[],
  replications: number,
): Promise<(arm: string, metric: string) => Estimate> {
  const result = await runArms(scenario, arms, replications);
  return (arm, metric) => summarise(result, armNamed(result, arm), metricIndex(result, metric));
}

/** The exact answer lies in an interval whose half-width is at most 1 % of it. */
export function expectExact({ low, high, halfWidth }: Estimate, exact: number): void {
  expect(low).toBeLessThanOrEqual(exact);
  expect(high).toBeGreaterThanOrEqual(exact);
  expect(halfWidth).toBeLessThanOrEqual(0.01 * Math.abs(exact));
}

/** The interval tells the answer of another model from that of this one. */
export function expectNot({ low, high }: Estimate, other: number): void {
  expect(low <= other && other <= high).toBe(false);
}
