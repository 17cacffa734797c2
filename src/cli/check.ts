import { analyse } from "../analysis/analyse.ts";
import { checkText } from "../render/check-text.ts";
import { jsonOf } from "../render/json.ts";
import { print } from "./output.ts";
import { chooseArms, readFile } from "./read.ts";
import type { RunOptions } from "./run-options.ts";

/** Mistakes first; then what is known of each scenario before it is run. */
export function check(options: RunOptions): void {
  const { scenario, diagnostics } = readFile(options);
  const analyses = chooseArms(scenario, options.scenario).map((arm) => analyse(scenario, arm));
  const warnings = diagnostics.map(({ code, message }) => ({ code, message }));
  print(options.json ? jsonOf("check", { title: scenario.title, warnings, analyses }) : checkText(scenario, analyses));
}
