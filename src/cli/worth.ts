import { createHash } from "node:crypto";
import { analyse } from "../analysis/analyse.ts";
import { metricsOf } from "../collect/metrics.ts";
import type { RunResult } from "../collect/run-result.ts";
import { compile } from "../compile/compile.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import type { HeadlineMeasure, Runner } from "../experiment/experiment.ts";
import { oneMoreOfEach } from "../experiment/one-more.ts";
import { runExperiment } from "../experiment/run-experiment.ts";
import { findInstabilities } from "../experiment/stability.ts";
import { rankingMeasure, worthOf } from "../experiment/worth.ts";
import type { Model } from "../model/model.ts";
import { writeFolder } from "../node/files.ts";
import { jsonOf } from "../render/json.ts";
import { paragraph } from "../render/table.ts";
import { worthCsv, worthJson } from "../render/worth-files.ts";
import type { WorthFindings } from "../render/worth-findings.ts";
import { worthPage } from "../render/worth-page.ts";
import { worthText } from "../render/worth-text.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { collectWarnings, headline, overloadsOf, planOf, visitsOf } from "./experiment.ts";
import { print, tell } from "./output.ts";
import { UsageError } from "./problems.ts";
import { chooseArms, type ReadFile, readFile } from "./read.ts";
import { rerunCommand } from "./rerun.ts";
import { checkFolder, SCENARIO, WORTH, WORTH_PAGE } from "./result-files.ts";
import type { RunOptions } from "./run-options.ts";
import { VERSION } from "./version.ts";
import { withWorkers } from "./workers.ts";

export interface WorthOptions extends RunOptions {
  /** What ranks: a measure of the file or a metric; the first headline measure unless stated. */
  readonly measure: string | undefined;
}

/** One more of each resource, one at a time, on the same patients. */
export async function worth(options: WorthOptions): Promise<void> {
  if (options.scenario.length > 1) throw new UsageError("worth takes one scenario, in which one more is tried.");
  const file = readFile(options);
  const { scenario, diagnostics } = file;
  const [arm] = chooseArms(scenario, options.scenario);
  checkFolder(options.out, file);
  const plan = planOf(scenario, options);
  const model = compile(scenario, arm, plan.seed);
  const measures = headline(scenario);
  const ranking =
    options.measure === undefined ? rankingMeasure(measures) : measureNamed(model, scenario, options.measure);
  const changed = oneMoreOfEach(model);
  const models = [model, ...changed.map((one) => one.model)];
  const analysis = analyse(scenario, arm);
  const { replications } = plan;
  const visits = models.length * replications * visitsOf(scenario, [analysis]);
  const work = { most: replications, total: models.length * replications, visits };
  const result = await withWorkers(options, work, (runner, ran) => runExperiment(models, plan, slim(runner), ran));
  const overloads = overloadsOf([analysis]);
  const findings: WorthFindings = {
    scenario,
    arm,
    result,
    worths: worthOf(result, model, changed, ranking, measures, overloads),
    ranking,
    measures,
    instabilities: findInstabilities({ ...result, arms: result.arms.slice(0, 1) }, overloads),
    warnings: collectWarnings(diagnostics, [analysis], replications),
    command: commandOf(options, plan),
    version: VERSION,
  };
  print(options.json ? jsonOf("worth", worthJson(findings)) : worthText(findings));
  if (options.out !== undefined) {
    save(options.out, file, { ...findings, command: commandOf({ ...options, file: SCENARIO }, plan) });
    tell(`\n${paragraph(`The page is ${options.out}/${WORTH_PAGE}; the numbers are beside it.`)}`);
  }
  if (!options.json) print(`\n${paragraph(`To get exactly these numbers again: ${findings.command}`)}`);
}

function commandOf(options: WorthOptions, plan: ReturnType<typeof planOf>): string {
  const command = rerunCommand("worth", options, plan);
  return options.measure === undefined ? command : `${command} --measure ${options.measure}`;
}

/** @throws UsageError for what is not measured, or has no better side */
function measureNamed(model: Model, scenario: Scenario, name: string): HeadlineMeasure {
  const metrics = metricsOf(model);
  const measure = scenario.measures.find((one) => one.name === name);
  const metric = metrics.find(({ id }) => id === (measure === undefined ? name : `measure.${name}`));
  if (metric === undefined) {
    const near = didYouMean(name, [...scenario.measures.map((one) => one.name), ...metrics.map(({ id }) => id)]);
    const known = scenario.measures.map((one) => one.name);
    const there =
      known.length === 0
        ? "a metric such as overall.wait.mean"
        : `one of: ${known.join(", ")}, or a metric such as overall.wait.mean`;
    throw new UsageError(
      `There is no measure "${name}"${near === undefined ? "" : `: ${near}`}. --measure takes ${there}.`,
    );
  }
  const better = measure?.better ?? metric.better;
  if (better === undefined) {
    throw new UsageError(
      `--measure ${name} has no better side, so nothing can be ranked by it: state better: higher or better: lower of the measure.`,
    );
  }
  return { metricId: metric.id, matters: measure?.matters, better };
}

/** Keeps of the runs what is compared: there may be many models. */
function slim(runner: Runner): Runner {
  const none = new Float64Array(0);
  const less = (run: RunResult): RunResult => ({
    ...run,
    censusByHour: none,
    waitingByHour: none,
    blockedByHour: none,
    minutesAtLevel: [],
  });
  return {
    run: async (model, replications, onRun) => (await runner.run(model, replications, onRun)).map(less),
    takesNext: runner.takesNext === true,
    close: () => runner.close(),
  };
}

/** The manifest comes last: where it is, the other files are whole. */
function save(folder: string, { source, files: named }: ReadFile, findings: WorthFindings): void {
  const { result, arm, command, warnings } = findings;
  const files = new Map([
    ...named.map(({ name, source: { text } }) => [name, text] as const),
    [WORTH, worthCsv(findings)],
    [SCENARIO, source.text],
    [WORTH_PAGE, worthPage(findings)],
  ]);
  const manifest = {
    careway: 1,
    version: VERSION,
    scenario: { file: SCENARIO, sha256: sha256(source.text) },
    arms: [arm.name],
    seed: result.seed,
    replications: result.planned,
    level: result.level,
    command,
    warnings,
    files: Object.fromEntries([...files].map(([name, content]) => [name, { sha256: sha256(content) }])),
  };
  files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  writeFolder(folder, files);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
