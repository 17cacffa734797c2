import { createHash } from "node:crypto";
import { writeFolder } from "../node/files.ts";
import { differencesCsv, metricsCsv, summaryCsv } from "../render/csv.ts";
import type { Findings } from "../render/findings.ts";
import { reportPage } from "../render/report/report-page.ts";
import type { ReadFile } from "./read.ts";
import { VERSION } from "./version.ts";

/** Files with the same bytes on every machine and with any number of workers: no date, no duration, no path of this machine. */
export function saveComparison(folder: string, file: ReadFile, findings: Findings): void {
  const files = commonFiles(file, findings);
  files.set("differences.csv", differencesCsv(findings.comparisons));
  files.set("report.html", reportPage(findings));
  save(folder, file, findings, files);
}

export function saveRun(folder: string, file: ReadFile, findings: Findings): void {
  save(folder, file, findings, commonFiles(file, findings));
}

function commonFiles({ source }: ReadFile, { result }: Findings): Map<string, string> {
  return new Map([
    ["metrics.csv", metricsCsv(result)],
    ["summary.csv", summaryCsv(result)],
    ["scenario.yaml", source.text],
  ]);
}

/** The manifest comes last: where it is, the other files are whole. */
function save(folder: string, { source }: ReadFile, findings: Findings, files: Map<string, string>): void {
  const { result } = findings;
  const manifest = {
    careway: 1,
    version: VERSION,
    scenario: { file: "scenario.yaml", sha256: sha256(source.text) },
    arms: result.arms.map(({ name }) => name),
    seed: result.seed,
    replications: result.planned,
    level: result.level,
    command: findings.command,
    warnings: findings.warnings,
    files: Object.fromEntries([...files].map(([name, content]) => [name, { sha256: sha256(content) }])),
  };
  files.set("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`);
  writeFolder(folder, files);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
