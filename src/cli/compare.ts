import { compareText } from "../render/compare-text.ts";
import { comparisonJson, jsonOf } from "../render/json.ts";
import { paragraph } from "../render/table.ts";
import { experiment } from "./experiment.ts";
import { print, tell } from "./output.ts";
import { UsageError } from "./problems.ts";
import { chooseArms, readFile } from "./read.ts";
import { checkFolder } from "./result-files.ts";
import type { RunOptions } from "./run-options.ts";

export async function compare(options: RunOptions): Promise<void> {
  const file = readFile(options);
  const chosen = chooseArms(file.scenario, options.scenario);
  const [baseline] = file.scenario.arms;
  const arms = chosen.includes(baseline) ? chosen : [baseline, ...chosen];
  if (arms.length < 2) {
    throw new UsageError(
      "There is only one scenario, so there is nothing to compare: add an intervention, or use careway run.",
    );
  }
  checkFolder(options.out, file);
  const findings = await experiment(file, arms, "compare", options);
  print(options.json ? jsonOf("comparison", comparisonJson(findings)) : compareText(findings));
  if (options.out !== undefined) {
    (await import("./save.ts")).saveComparison(options.out, file, findings, options);
    tell(`\n${paragraph(`The page is ${options.out}/report.html; the numbers are beside it.`)}`);
  }
  if (!options.json) print(`\n${paragraph(`To get exactly these numbers again: ${findings.command}`)}`);
}
