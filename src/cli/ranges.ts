import { analyse } from "../analysis/analyse.ts";
import { compile } from "../compile/compile.ts";
import type { Plan, TargetOutcome } from "../experiment/experiment.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { findInstabilities } from "../experiment/stability.ts";
import { RunError } from "../node/run-error.ts";
import type { RangeEnd, RangesTried } from "../render/verification.ts";
import { readScenario } from "../scenario/parse.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { outcomesOf, overloadsOf } from "./experiment.ts";
import { type ReadFile, splitOption } from "./read.ts";
import type { RunOptions } from "./run-options.ts";
import { withWorkers } from "./workers.ts";

/**
 * What becomes of the targets when one parameter alone is taken to an end of its range, the runs and their seed being the same.
 * @param arms those that the targets speak of
 */
export async function tryRanges(
  file: ReadFile,
  arms: readonly Arm[],
  plan: Plan,
  options: RunOptions,
): Promise<RangesTried> {
  const { parameters } = file.scenario;
  const moved = endsOf(file.scenario).map((end) => ({ end, scenario: readMoved(file, end, options) }));
  const readable = moved.filter(({ scenario }) => typeof scenario !== "string").length;
  const without = parameters.filter(({ low, high }) => low === undefined && high === undefined);
  const names = without.map(({ name }) => name);
  const refused = (end: End, why: string): RangeEnd => ({ ...end, outcomes: undefined, refused: why });
  if (readable === 0) return { ends: moved.map(({ end, scenario }) => refused(end, String(scenario))), without: names };
  const total = readable * arms.length * plan.replications;
  const ends = await withWorkers(
    options,
    { most: plan.replications, total, visits: Number.NaN },
    async (runner, ran) => {
      const tried: RangeEnd[] = [];
      for (const { end, scenario } of moved) {
        if (typeof scenario === "string") tried.push(refused(end, scenario));
        else {
          try {
            tried.push({ ...end, outcomes: await outcomes(scenario, arms, plan, runner, ran), refused: undefined });
          } catch (error) {
            // A run that stops says something of this end, and nothing of the others.
            if (!(error instanceof RunError)) throw error;
            tried.push(refused(end, error.message));
          }
        }
      }
      return tried;
    },
  );
  return { ends, without: names };
}

async function outcomes(
  scenario: Scenario,
  arms: readonly Arm[],
  plan: Plan,
  runner: Parameters<typeof runExperiment>[2],
  ran: Parameters<typeof runExperiment>[3],
): Promise<readonly TargetOutcome[]> {
  const those = scenario.arms.filter(({ name }) => arms.some((arm) => arm.name === name));
  const models = those.map((arm) => compile(scenario, arm, plan.seed));
  const result = await runExperiment(models, plan, runner, ran);
  const overloads = overloadsOf(those.map((arm) => analyse(scenario, arm)));
  return outcomesOf(scenario, result, findInstabilities(result, overloads));
}

type End = Pick<RangeEnd, "parameter" | "label" | "value" | "end">;

/** As the file writes them. An end that is the value itself moves nothing. */
function endsOf({ parameters }: Scenario): readonly End[] {
  return parameters.flatMap((parameter) =>
    (["low", "high"] as const).flatMap((end): readonly End[] => {
      const { name, label, value } = parameter;
      const limit = parameter[end];
      if (limit === undefined || limit.value === value) return [];
      return [{ parameter: name, label, value: limit.text, end }];
    }),
  );
}

/** The scenario with the parameter at this end, or why there is none. */
function readMoved(
  { source, readBeside }: ReadFile,
  { parameter, value }: End,
  { set }: RunOptions,
): Scenario | string {
  const options = [...set, `parameters.${parameter}=${value}`].map(splitOption);
  const read = readScenario(source, { set: options, files: readBeside });
  if (read.ok) return read.value;
  return read.diagnostics.find(({ severity }) => severity === "error")?.message ?? "the file is refused";
}
