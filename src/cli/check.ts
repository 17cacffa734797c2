import { analyse } from "../analysis/analyse.ts";
import { assumptionsTogether } from "../analysis/assumptions.ts";
import { checkText } from "../render/check-text.ts";
import { labelOf } from "../render/findings.ts";
import { jsonOf } from "../render/json.ts";
import { print } from "./output.ts";
import { chooseArms, readFile } from "./read.ts";
import type { RunOptions } from "./run-options.ts";

/** Mistakes first; then what is known of each scenario before it is run. */
export function check(options: RunOptions): void {
  const { scenario, diagnostics } = readFile(options);
  const analyses = chooseArms(scenario, options.scenario).map((arm) => analyse(scenario, arm));
  if (options.json) {
    const doubts = diagnostics.filter(({ severity }) => severity === "warning");
    const warnings = doubts.map(({ code, message }) => ({ code, message }));
    print(jsonOf("check", { title: scenario.title, warnings, analyses }));
    return;
  }
  const labelled = analyses.map(({ arm, assumptions }) => ({ label: labelOf(scenario.arms, arm), assumptions }));
  print(checkText(scenario, analyses, assumptionsTogether(labelled)));
}
