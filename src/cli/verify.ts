import { createHash } from "node:crypto";
import type { Fact } from "../collect/event-log.ts";
import { metricsOf } from "../collect/metrics.ts";
import { compile } from "../compile/compile.ts";
import type { Model } from "../model/model.ts";
import { jsonOf } from "../render/json.ts";
import type { EngineCheck, EngineDifference, Verification } from "../render/verification.ts";
import { verificationJson } from "../render/verification-json.ts";
import { verificationText } from "../render/verification-text.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { compareEngines, type EngineComparison } from "../verify/compare-engines.ts";
import { factText } from "../verify/fact-text.ts";
import { experiment } from "./experiment.ts";
import { print, tell } from "./output.ts";
import { tryRanges } from "./ranges.ts";
import { chooseArms, readFile } from "./read.ts";
import { rerunCommand } from "./rerun.ts";
import type { RunOptions } from "./run-options.ts";
import { VERSION } from "./version.ts";

export interface VerifyOptions extends RunOptions {
  /** Whether both ends of each parameter's range are tried. */
  readonly ranges: boolean;
}

/** @returns the exit code: 1 when the engines differ or a target is missed, else 0 */
export async function verify(options: VerifyOptions): Promise<number> {
  const file = readFile(options);
  const { scenario, source } = file;
  const plan = {
    replications: options.replications ?? scenario.experiment.replications,
    seed: options.seed ?? scenario.experiment.seed,
    level: scenario.experiment.level,
  };
  const engines = compareAll(scenario, chooseArms(scenario, options.scenario), plan.seed, options.quiet);
  const arms = armsOfTargets(scenario);
  const findings = arms.length === 0 ? undefined : await experiment(file, arms, "verify", options);
  const ranges = findings !== undefined && options.ranges ? await tryRanges(file, arms, plan, options) : undefined;
  const rerun = rerunCommand("verify", options.file, options, { planned: plan.replications, seed: plan.seed });
  const verification: Verification = {
    scenario,
    engines,
    findings,
    ranges,
    replications: plan.replications,
    seed: plan.seed,
    sha256: createHash("sha256").update(source.text).digest("hex"),
    version: VERSION,
    command: options.ranges ? rerun : `${rerun} --no-ranges`,
  };
  print(options.json ? jsonOf("verification", verificationJson(verification)) : verificationText(verification));
  const differ = engines.some(({ difference }) => difference !== undefined);
  const missed = findings?.targets.some(({ outcome }) => outcome === "missed") === true;
  return differ || missed ? 1 : 0;
}

/** One replication of each, from its beginning to its end. */
function compareAll(scenario: Scenario, arms: readonly Arm[], seed: string, quiet: boolean): readonly EngineCheck[] {
  return arms.map((arm, i) => {
    if (!quiet) tell(`Both engines run ${i + 1} of ${arms.length} scenarios: ${arm.label}\n`);
    const model = compile(scenario, arm, seed);
    const compared = compareEngines(model, 1);
    const { events, stopped } = compared;
    return { arm: arm.name, label: arm.label, events, stopped, difference: differenceOf(compared, model) };
  });
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
      where: `${at} min`,
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
  const { id } = metricsOf(model)[number.metric];
  const value = (one: number): string => `${id} ${one}`;
  return { where: "its results", kernel: value(number.kernel), simjs: value(number.simjs), before: [] };
}
