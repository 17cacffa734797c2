// Runs the laws and writes docs/verification/laws.md. On some random scenarios, with --long on 2,000; --json FILE: the counts.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { writePage } from "../verification-page.mjs";
import { laws, page, VERIFIED } from "./laws.mjs";

const { values: options } = parseArgs({
  options: { long: { type: "boolean", default: false }, json: { type: "string" } },
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const scenarios = String(options.long ? 2000 : VERIFIED);
writePage("laws.md", page(), options.long);

const folder = mkdtempSync(join(tmpdir(), "careway-laws-"));
const output = join(folder, "tests.json");
const reporters = ["--reporter=verbose", "--reporter=json", `--outputFile.json=${output}`];
const run = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", "test/laws", ...reporters], {
  cwd: root,
  env: { ...process.env, RANDOM_SCENARIOS: scenarios },
  stdio: "inherit",
});
const code = await new Promise((resolve) => run.on("close", resolve));
/** @type {{ testResults: { assertionResults: { title: string, status: string }[] }[] }} */
const report = JSON.parse(readFileSync(output, "utf8"));
rmSync(folder, { recursive: true });

const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const applying = laws.filter(({ files, elsewhere }) => files.length > 0 || elsewhere !== undefined);
const here = laws.filter(({ files }) => files.length > 0);
const holding = here.filter(({ number }) => {
  const own = tests.filter(({ title }) => title.startsWith(`D${number}: `));
  return own.length > 0 && own.every(({ status }) => status === "passed");
});
const green = code === 0 && holding.length === here.length;
for (const { number, says } of here.filter((law) => !holding.includes(law)))
  console.log(`D${number} does not hold: ${says}`);
console.log(
  `laws: ${holding.length} of ${here.length} hold, in ${tests.length} tests; ${applying.length - here.length} more is held elsewhere, ${laws.length - applying.length} do not apply`,
);
if (options.json !== undefined) {
  const counts = [
    ["laws that hold", `${holding.length} of ${here.length}`],
    ["laws held by another part", applying.length - here.length],
    ["laws that do not apply", laws.length - applying.length],
    ["tests of laws", tests.filter(({ title }) => /^D\d+: /.test(title)).length],
    ["random scenarios", Number(scenarios)],
  ];
  writeFileSync(options.json, `${JSON.stringify({ green, counts }, null, 2)}\n`);
}
process.exitCode = green ? 0 : 1;
