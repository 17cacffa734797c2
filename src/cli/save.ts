import { createHash } from "node:crypto";
import { writeFolder } from "../node/files.ts";
import { costsCsv, differencesCsv, metricsCsv, patientsCsv, summaryCsv, waitingCsv } from "../render/csv.ts";
import { designCsv, effectsCsv, type FactorialFindings } from "../render/factorial.ts";
import type { Findings } from "../render/findings.ts";
import { productivityCsv } from "../render/productivity.ts";
import { reportPage } from "../render/report.ts";
import { unstableArms } from "../render/text-parts.ts";
import { type DesignOptions, designWords } from "./design.ts";
import { planOf } from "./experiment.ts";
import type { ReadFile } from "./read.ts";
import { rerunCommand } from "./rerun.ts";
import {
  COSTS,
  DESIGN,
  DIFFERENCES,
  EFFECTS,
  PAGE,
  PATIENTS,
  PRODUCTIVITY,
  RESULT_FILES,
  SCENARIO,
} from "./result-files.ts";
import type { RunOptions } from "./run-options.ts";
import { VERSION } from "./version.ts";

/** Files with the same bytes on every machine and with any number of workers: no date, no duration, no path of this machine. */
export function saveComparison(folder: string, file: ReadFile, findings: Findings, options: RunOptions): void {
  const here = { ...findings, command: commandIn("compare", findings, options) };
  const files = commonFiles(file, here);
  files.set(DIFFERENCES, differencesCsv(here.comparisons));
  files.set(COSTS, costsCsv(here));
  if (here.comparisons.some(({ patients }) => patients !== undefined))
    files.set(PATIENTS, patientsCsv(here.comparisons));
  if (here.scenario.productivity !== undefined) files.set(PRODUCTIVITY, productivityCsv(here));
  files.set(PAGE, reportPage(here));
  save(folder, file, here, files);
}

export function saveRun(folder: string, file: ReadFile, findings: Findings, options: RunOptions): void {
  const here = { ...findings, command: commandIn("run", findings, options) };
  save(folder, file, here, commonFiles(file, here));
}

/** The runs of a factorial design and its effects. */
export function saveFactorial(
  folder: string,
  file: ReadFile,
  factorial: FactorialFindings,
  options: RunOptions & DesignOptions,
): void {
  const { findings } = factorial;
  const here = { ...findings, command: `${commandIn("factorial", findings, options)}${designWords(options)}` };
  const files = commonFiles(file, here);
  files.set(DESIGN, designCsv(factorial));
  files.set(EFFECTS, effectsCsv(factorial));
  save(folder, file, here, files);
}

/** In the folder of the results, where the file has a name of its own. */
function commandIn(command: "run" | "compare" | "factorial", { scenario }: Findings, options: RunOptions): string {
  return rerunCommand(command, { ...options, file: SCENARIO }, planOf(scenario, options));
}

/** What the scenario names goes along under its own name, so that the command of the manifest finds it. */
function commonFiles({ source, files }: ReadFile, findings: Findings): Map<string, string> {
  return new Map([
    ...files.map(({ name, source: named }) => [name, named.text] as const),
    ["metrics.csv", metricsCsv(findings.result)],
    ["summary.csv", summaryCsv(findings.result, unstableArms(findings))],
    ["waiting.csv", waitingCsv(findings.result, findings.scenario.names.resources, unstableArms(findings))],
    [SCENARIO, source.text],
  ]);
}

/** The manifest comes last: where it is, the other files are whole. What an earlier command has left goes, since it is not of this one. */
function save(folder: string, { source }: ReadFile, findings: Findings, files: Map<string, string>): void {
  const { result } = findings;
  const manifest = {
    careway: 1,
    version: VERSION,
    scenario: { file: SCENARIO, sha256: sha256(source.text) },
    arms: result.arms.map(({ name }) => name),
    seed: result.seed,
    replications: result.planned,
    level: result.level,
    command: findings.command,
    warnings: findings.warnings,
    files: Object.fromEntries([...files].map(([name, content]) => [name, { sha256: sha256(content) }])),
  };
  files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  const left = RESULT_FILES.filter((name) => !files.has(name));
  writeFolder(folder, files, left);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
