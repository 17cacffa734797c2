import { type Analysis, analyse } from "../analysis/analyse.ts";
import { compile } from "../compile/compile.ts";
import { freedOf, type ScenarioFreed } from "../economics/freed.ts";
import { compareArms } from "../experiment/compare.ts";
import type {
  Comparison,
  ExperimentResult,
  HeadlineMeasure,
  Instability,
  Overload,
  Plan,
  TargetOutcome,
} from "../experiment/experiment.ts";
import { findGaps } from "../experiment/gap.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { findInstabilities } from "../experiment/stability.ts";
import { holdTargets } from "../experiment/targets.ts";
import type { Findings } from "../render/findings.ts";
import type { Arm, FreedRelease, GapPlan, Scenario } from "../scenario/scenario.ts";
import type { ReadFile } from "./read.ts";
import { rerunCommand } from "./rerun.ts";
import type { RunOptions } from "./run-options.ts";
import { VERSION } from "./version.ts";
import { withWorkers } from "./workers.ts";

/** Assumptions of the analysis that the runs may overrule: an overload that rests on one is no certainty. */
const GUESSES = new Set([
  "unknown-share",
  "chance-without-waiting",
  "unknown-duration",
  "nobody-turned-away",
  "left-early",
]);

/** Analyses, runs and compares the arms; everything that is then told or written is in the findings. */
export async function experiment(
  { scenario, diagnostics }: ReadFile,
  chosen: readonly Arm[],
  command: "run" | "compare" | "verify" | "factorial",
  options: RunOptions,
): Promise<Findings> {
  const arms = command === "compare" ? leadersFirst(chosen) : chosen;
  const plan = planOf(scenario, options);
  const gaps = command === "compare" ? gapsAmong(scenario, arms) : [];
  const all = [...arms, ...stepsOf(scenario, gaps)];
  const analysesOfAll = all.map((arm) => analyse(scenario, arm));
  const analyses = analysesOfAll.slice(0, arms.length);
  const together = command === "compare" && scenario.forWhom.length > 0;
  const whole = await runAll(scenario, all, plan, analysesOfAll, options, together);
  const result = { ...whole, arms: whole.arms.slice(0, arms.length) };
  const overloads = overloadsOf(analysesOfAll);
  const comparisons = compareArms(result, headline(scenario), overloads);
  const instabilitiesOfAll = findInstabilities(whole, overloads);
  const instabilities = instabilitiesOfAll.filter(({ arm }) => arms.some(({ name }) => name === arm));
  const unstable = new Set(instabilitiesOfAll.map(({ arm }) => arm));
  return {
    scenario,
    arms,
    result,
    comparisons,
    instabilities,
    freed: freedBy(arms, comparisons),
    gaps: findGaps(whole, gaps, ({ likely }) => gapMetrics(scenario, arms, likely), unstable),
    targets: outcomesOf(scenario, result, instabilities),
    analyses,
    warnings: collectWarnings(diagnostics, analyses, plan.replications),
    command: rerunCommand(command, options, plan),
    version: VERSION,
  };
}

/** In the order of writing, but that what was published, and the trend alone, lead no answer: neither is what is likely here. */
function leadersFirst([baseline, ...scenarios]: readonly Arm[]): readonly Arm[] {
  const leads = ({ role }: Arm): boolean => role !== "published" && role !== "trend";
  return [baseline, ...scenarios.filter(leads), ...scenarios.filter((one) => !leads(one))];
}

/** Gaps both of whose scenarios are to be run. */
function gapsAmong({ gaps }: Scenario, arms: readonly Arm[]): readonly GapPlan[] {
  const names = new Set(arms.map(({ name }) => name));
  return gaps.filter(({ published, likely }) => names.has(published) && names.has(likely));
}

function stepsOf({ steps }: Scenario, gaps: readonly GapPlan[]): readonly Arm[] {
  const needed = new Set(gaps.flatMap((gap) => gap.steps.map(({ arm }) => arm)));
  return steps.filter(({ name }) => needed.has(name));
}

/** The measures that the answer leads with, and what is in use of the resources that are freed. */
function gapMetrics(scenario: Scenario, arms: readonly Arm[], likely: string): readonly string[] {
  const freed = releasesOf(arms, likely).map(({ resource }) => `resource.${resource}.inUse.mean`);
  return [...freed, ...headline(scenario).map(({ metricId }) => metricId)];
}

function releasesOf(arms: readonly Arm[], name: string): readonly FreedRelease[] {
  return arms.find((arm) => arm.name === name)?.interventions.flatMap(({ releases }) => releases) ?? [];
}

export function freedBy(arms: readonly Arm[], comparisons: readonly Comparison[]): readonly ScenarioFreed[] {
  return comparisons.flatMap((comparison) => {
    const releases = releasesOf(arms, comparison.arm);
    if (releases.length === 0 || comparison.instabilities.length > 0) return [];
    return [{ arm: comparison.arm, resources: freedOf(comparison, releases) }];
  });
}

/** What the file plans, where no option says otherwise. */
export function planOf({ experiment: { replications, seed, level } }: Scenario, options: RunOptions): Plan {
  return { replications: options.replications ?? replications, seed: options.seed ?? seed, level };
}

/** Of the targets whose scenarios have been run. */
export function outcomesOf(
  scenario: Scenario,
  result: ExperimentResult,
  instabilities: readonly Instability[],
): readonly TargetOutcome[] {
  const names = new Set(result.arms.map(({ name }) => name));
  const targets = scenario.targets.filter(
    (target) => names.has(target.scenario) && (target.versus === undefined || names.has(target.versus)),
  );
  return holdTargets(result, targets, new Set(instabilities.map(({ arm }) => arm)));
}

/** What is certain before any run. A number of units is a cure only where they are always as many. */
export function overloadsOf(analyses: readonly Analysis[]): readonly Overload[] {
  return analyses.flatMap(({ arm, resources, assumptions }) =>
    resources
      .filter(({ state }) => state === "unstable" && !assumptions.some(({ code }) => GUESSES.has(code)))
      .map(({ resource, offered, capacity, least, lists }) => ({
        arm,
        resource,
        cure: capacity === least ? { needed: Math.floor(offered) + 1, has: capacity } : undefined,
        lists,
      })),
  );
}

async function runAll(
  scenario: Scenario,
  arms: readonly Arm[],
  plan: Plan,
  analyses: readonly Analysis[],
  options: RunOptions,
  together: boolean,
): Promise<ExperimentResult> {
  const models = arms.map((arm) => compile(scenario, arm, plan.seed));
  const { replications } = plan;
  const visits = replications * visitsOf(scenario, analyses);
  return withWorkers(options, { most: replications, total: arms.length * replications, visits }, (runner, ran) =>
    runExperiment(models, plan, runner, ran, together),
  );
}

/** Visits of stages to be expected in one replication of all arms: a measure of the work. */
export function visitsOf({ clock }: Scenario, analyses: readonly Analysis[]): number {
  const weeks = (clock.warmUp + clock.run) / 10080;
  return analyses.reduce((all, { stages }) => stages.reduce((sum, { perWeek }) => sum + perWeek * weeks, all), 0);
}

export function headline(scenario: Scenario): readonly HeadlineMeasure[] {
  return scenario.measures
    .filter((measure) => measure.headline)
    .map(({ name, matters, better }) => ({ metricId: `measure.${name}`, matters, better }));
}

/** Each once, in the order of the file and then of the arms; what only one arm warns of names it. */
export function collectWarnings(
  diagnostics: ReadFile["diagnostics"],
  analyses: Findings["analyses"],
  replications: number,
): Findings["warnings"] {
  const all = diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ code, message }) => ({ code, message }));
  if (replications === 1) {
    all.push({ code: "one-replication", message: "One run has no range: differences may be chance; use 30 or more" });
  }
  for (const { warnings } of analyses) all.push(...warnings);
  const seen = new Set<string>();
  return all.filter(({ message }) => !seen.has(message) && seen.add(message));
}
