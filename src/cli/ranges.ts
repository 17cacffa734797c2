import { analyse } from "../analysis/analyse.ts";
import { compile } from "../compile/compile.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { findInstabilities } from "../experiment/stability.ts";
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
  plan: Parameters<typeof runExperiment>[1],
  options: RunOptions,
): Promise<RangesTried> {
  const { scenario } = file;
  const ends = endsOf(scenario);
  const names = arms.map(({ name }) => name);
  const tried: RangeEnd[] = [];
  const total = ends.length * arms.length * plan.replications;
  await withWorkers(options, plan.replications, total, async (runner, ran) => {
    for (const end of ends) {
      const moved = readMoved(file, end, options);
      if (typeof moved === "string") {
        tried.push({ ...end, outcomes: undefined, refused: moved });
        continue;
      }
      const those = moved.arms.filter(({ name }) => names.includes(name));
      const models = those.map((arm) => compile(moved, arm, plan.seed));
      const result = await runExperiment(models, plan, runner, ran);
      const instabilities = findInstabilities(result, overloadsOf(those.map((arm) => analyse(moved, arm))));
      tried.push({ ...end, outcomes: outcomesOf(moved, result, instabilities), refused: undefined });
    }
  });
  const withRange = new Set(ends.map(({ parameter }) => parameter));
  return {
    ends: tried,
    without: scenario.parameters.filter(({ name }) => !withRange.has(name)).map(({ name }) => name),
  };
}

type End = Pick<RangeEnd, "parameter" | "label" | "value" | "end">;

/** As the file writes them. An end that is the value itself moves nothing. */
function endsOf({ parameters, inputs }: Scenario): readonly End[] {
  const written = new Map(inputs.map(({ path, text }) => [path, text]));
  return parameters.flatMap(({ name, label, value, low, high }) =>
    (["low", "high"] as const).flatMap((end): readonly End[] => {
      const moved = end === "low" ? low : high;
      const text = written.get(`parameters.${name}.${end}`);
      if (moved === undefined || moved === value || text === undefined) return [];
      return [{ parameter: name, label, value: text, end }];
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
