export const SCENARIO = "scenario.yaml";
export const DIFFERENCES = "differences.csv";
export const PAGE = "report.html";

/** Names of what a run or comparison saves: a file that the scenario names cannot have one of them beside it. */
export const RESULT_FILES: readonly string[] = [
  "metrics.csv",
  "summary.csv",
  SCENARIO,
  DIFFERENCES,
  PAGE,
  "manifest.json",
];
