import { jsonOf, resultJson } from "../render/json.ts";
import { runText } from "../render/run-text.ts";
import { experiment } from "./experiment.ts";
import { print } from "./output.ts";
import { UsageError } from "./problems.ts";
import { chooseArms, readFile } from "./read.ts";
import { checkFolder } from "./result-files.ts";
import type { RunOptions } from "./run-options.ts";

export async function run(options: RunOptions): Promise<void> {
  const file = readFile(options);
  const arms = chooseArms(file.scenario, options.scenario);
  if (options.scenario.length > 1) throw new UsageError("run takes one scenario; careway compare takes several.");
  checkFolder(options.out, file);
  const findings = await experiment(file, [arms[0]], "run", options);
  print(options.json ? jsonOf("run", resultJson(findings)) : runText(findings));
  if (options.out !== undefined) (await import("./save.ts")).saveRun(options.out, file, findings, options);
}
