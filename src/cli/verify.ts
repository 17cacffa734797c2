import { createHash } from "node:crypto";
import { analyse } from "../analysis/analyse.ts";
import type { Fact } from "../collect/event-log.ts";
import { compile } from "../compile/compile.ts";
import type { Model } from "../model/model.ts";
import { RunError } from "../node/run-error.ts";
import type { Findings } from "../render/findings.ts";
import { jsonOf } from "../render/json.ts";
import type { EngineCheck, EngineDifference, Verification } from "../render/verification.ts";
import { verificationJson } from "../render/verification-json.ts";
import { verificationText } from "../render/verification-text.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { compareEngines, type EngineComparison } from "../verify/compare-engines.ts";
import { factText, timeText } from "../verify/fact-text.ts";
import { shortened } from "../verify/shortened.ts";
import { experiment, overloadsOf, planOf } from "./experiment.ts";
import { print, tell } from "./output.ts";
import { tryRanges } from "./ranges.ts";
import { chooseArms, type ReadFile, readFile } from "./read.ts";
import { rerunCommand } from "./rerun.ts";
import type { RunOptions } from "./run-options.ts";
import { VERSION } from "./version.ts";

export interface VerifyOptions extends RunOptions {
  /** Whether both ends of each parameter's range are tried. */
  readonly ranges: boolean;
}

/** @returns the exit code: 1 when the engines differ, a run stops or a target is missed, else 0 */
export async function verify(options: VerifyOptions): Promise<number> {
  const file = readFile(options);
  const { scenario, source } = file;
  const plan = planOf(scenario, options);
  const engines = compareAll(scenario, chooseArms(scenario, options.scenario), plan.seed, options.quiet);
  const arms = armsOfTargets(scenario);
  const { findings, stopped } = await holdToTargets(file, arms, options);
  const ranges = findings !== undefined && options.ranges ? await tryRanges(file, arms, plan, options) : undefined;
  const rerun = rerunCommand("verify", options, plan);
  const verification: Verification = {
    scenario,
    engines,
    findings,
    stopped,
    ranges,
    replications: plan.replications,
    seed: plan.seed,
    files: [{ name: source.name, source }, ...file.files].map(({ name, source: { text } }) => ({
      name,
      sha256: createHash("sha256").update(text).digest("hex"),
    })),
    version: VERSION,
    command: options.ranges ? rerun : `${rerun} --no-ranges`,
  };
  print(options.json ? jsonOf("verification", verificationJson(verification)) : verificationText(verification));
  const differ = engines.some(({ difference }) => difference !== undefined);
  const stops = stopped !== undefined || engines.some((engine) => engine.stopped !== undefined);
  const missed = findings?.targets.some(({ outcome }) => outcome === "missed") === true;
  return differ || stops || missed ? 1 : 0;
}

/** A run that stops leaves nothing to hold to the targets; what the engines have said of it is told all the same. */
async function holdToTargets(
  file: ReadFile,
  arms: readonly Arm[],
  options: RunOptions,
): Promise<{ readonly findings: Findings | undefined; readonly stopped: string | undefined }> {
  if (arms.length === 0) return { findings: undefined, stopped: undefined };
  try {
    return { findings: await experiment(file, arms, "verify", options), stopped: undefined };
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return { findings: undefined, stopped: error.message };
  }
}

/** Of an overloaded scenario, whose lines grow, the second engine would take very long: so many minutes are enough. */
const CROWDED = 4 * 10080;

/** One replication of each, from its beginning to its end; where lines are known to grow, of its first weeks. */
function compareAll(scenario: Scenario, arms: readonly Arm[], seed: string, quiet: boolean): readonly EngineCheck[] {
  return arms.map((arm, i) => {
    if (!quiet)
      tell(`Both engines run ${i + 1} of ${arms.length} scenarios: ${arm.label} (slow where lines are long)\n`);
    const model = shortened(compile(scenario, arm, seed), copes(scenario, arm) ? Infinity : CROWDED);
    const compared = compareEngines(model, 1);
    const { events, stopped } = compared;
    const days = model.clock.run < scenario.clock.run ? model.clock.run / 1440 : undefined;
    return { arm: arm.name, label: arm.label, events, days, stopped, difference: differenceOf(compared, model) };
  });
}

function copes(scenario: Scenario, arm: Arm): boolean {
  return overloadsOf([analyse(scenario, arm)]).length === 0;
}

/** Those that targets speak of, in the order of the file. */
function armsOfTargets({ arms, targets }: Scenario): readonly Arm[] {
  const names = new Set(targets.flatMap(({ scenario, versus }) => [scenario, versus]));
  return arms.filter(({ name }) => names.has(name));
}

/** What differs first, in lines to read: a fact, the reason of a stop, or a number of the result. */
function differenceOf(compared: EngineComparison, model: Model): EngineDifference | undefined {
  const { difference, stops, number } = compared;
  if (difference !== undefined) {
    const line = (fact: Fact | undefined): string | undefined => fact && factText(fact, model.names);
    const { at, kernel, simjs, before } = difference;
    return {
      where: timeText(at, " min"),
      kernel: line(kernel),
      simjs: line(simjs),
      before: before.map((fact) => factText(fact, model.names)),
    };
  }
  if (stops !== undefined) {
    const stop = (why: string | undefined): string => (why === undefined ? "goes on to the end" : `stops: ${why}`);
    return { where: "its end", kernel: stop(stops.kernel), simjs: stop(stops.simjs), before: [] };
  }
  if (number === undefined) return undefined;
  const value = (one: number | undefined): string | undefined =>
    one === undefined ? undefined : `${number.metric} ${one}`;
  return { where: "its results", kernel: value(number.kernel), simjs: value(number.simjs), before: [] };
}
