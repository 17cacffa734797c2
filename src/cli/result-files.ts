import { probeFolder } from "../node/files.ts";
import type { NamedFile } from "../node/files-beside.ts";

export const SCENARIO = "scenario.yaml";
export const DIFFERENCES = "differences.csv";
export const COSTS = "costs.csv";
/** Of a factorial design: its runs, and what they found. */
export const DESIGN = "design.csv";
export const EFFECTS = "effects.csv";
export const PATIENTS = "patients.csv";
/** Of a comparison, where the file says what its output is. */
export const PRODUCTIVITY = "productivity.csv";
export const PAGE = "report.html";
export const WORTH = "worth.csv";
export const WORTH_PAGE = "worth.html";

/** Names of what a run or comparison saves: a file that the scenario names cannot have one of them beside it. */
export const RESULT_FILES: readonly string[] = [
  "metrics.csv",
  "summary.csv",
  "waiting.csv",
  SCENARIO,
  DIFFERENCES,
  COSTS,
  DESIGN,
  EFFECTS,
  PATIENTS,
  PRODUCTIVITY,
  PAGE,
  WORTH,
  WORTH_PAGE,
  "manifest.json",
];

/** Before the runs, whose work would be lost: whether what they give can be saved. @throws FileError */
export function checkFolder(folder: string | undefined, { files }: { readonly files: readonly NamedFile[] }): void {
  if (folder !== undefined) probeFolder(folder, [...RESULT_FILES, ...files.map(({ name }) => name)]);
}
