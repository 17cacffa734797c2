import { costLinesOf } from "../collect/cost-lines.ts";
import { metricsOf } from "../collect/metrics.ts";
import type { RunResult } from "../collect/run-result.ts";
import type { Model } from "../model/model.ts";
import { outcomeKinds } from "./better-worse.ts";
import type { ArmResult, ExperimentResult, ForWhomPlan, Plan, Progress, Runner } from "./experiment.ts";
import type { ArmsTogether } from "./run-together.ts";

/**
 * Runs all replications of all arms of a scenario. The arms share the seed, so that replication k of each meets the same
 * patients with the same luck. Results are put in the order of replications, whoever finished first: the same bytes from any
 * runner with any number of workers.
 * @param models the arms, the baseline first; the plan's seed replaces theirs
 * @param onProgress told after each replication
 * @param together holds the patients of each arm against those of the first, replication by replication
 * @throws Error when there is nothing to run, or when the runner loses a replication or runs one twice
 */
export async function runExperiment(
  models: readonly Model[],
  plan: Plan,
  runner: Runner,
  onProgress?: (progress: Progress) => void,
  together = false,
): Promise<ExperimentResult> {
  const { replications, seed, level } = plan;
  if (models.length === 0 || !(replications >= 1))
    throw new Error(`${models.length} arms × ${replications} replications`);
  const numbers = Array.from({ length: replications }, (_, k) => k + 1);
  const metrics = metricsOf(models[0]);
  const total = models.length * replications;
  const result = { metrics, seed, level, planned: replications, window: models[0].clock.run };
  let done = 0;
  const onRun = ({ arm }: Pick<RunResult, "arm">): void => {
    done++;
    onProgress?.({ arm, done, total });
  };
  if (together) {
    const seeded = models.map((model) => ({ ...model, seed }));
    if (runner.runTogether === undefined)
      throw new Error("this runner cannot hold patients of arms against each other");
    const all = await runner.runTogether(seeded, numbers, onRun);
    const forWhom = forWhomPlan(models[0]);
    return {
      ...result,
      forWhom,
      arms: models.map((model, arm) => armTogether(model, arm, all, numbers, metrics.length)),
    };
  }
  const begin = (model: Model): Promise<RunResult[]> => runner.run({ ...model, seed }, numbers, () => onRun(model));
  const ahead = runner.takesNext === true ? models.map(begin) : [];
  for (const runs of ahead) runs.catch(() => {}); // awaited below: the first arm that fails is told
  const arms: ArmResult[] = [];
  for (const [index, model] of models.entries()) {
    const runs = await (ahead[index] ?? begin(model));
    const sorted = inOrder(runs, numbers, model.arm, metrics.length);
    arms.push({ name: model.arm, runs: sorted, costLines: costLinesOf(model) });
  }
  return { ...result, arms };
}

function forWhomPlan(model: Model): ForWhomPlan {
  const groups = model.forWhom.groupings.flatMap(({ name, names }) =>
    names.map((group) => ({ grouping: name, group })),
  );
  return { groups: [{ grouping: "", group: "" }, ...groups], outcomes: outcomeKinds(model) };
}

function armTogether(
  model: Model,
  arm: number,
  all: readonly ArmsTogether[],
  numbers: readonly number[],
  width: number,
): ArmResult {
  const runs = inOrder(
    all.map((one) => one.runs[arm]),
    numbers,
    model.arm,
    width,
  );
  const one = { name: model.arm, runs, costLines: costLinesOf(model) };
  if (arm === 0) return one;
  return { ...one, changes: all.map(({ changes }) => changes[arm - 1]).sort((a, b) => a.replication - b.replication) };
}

function inOrder(runs: readonly RunResult[], numbers: readonly number[], arm: string, width: number): RunResult[] {
  const sorted = [...runs].sort((a, b) => a.replication - b.replication);
  const complete = sorted.length === numbers.length && sorted.every((run, k) => run.replication === numbers[k]);
  if (!complete)
    throw new Error(`arm ${arm}: replications ${sorted.map((run) => run.replication).join(", ")} came back`);
  const odd = sorted.find((run) => run.arm !== arm || run.values.length !== width);
  if (odd !== undefined) throw new Error(`arm ${arm}: got ${odd.values.length} values of ${odd.arm}, not ${width}`);
  return sorted;
}
