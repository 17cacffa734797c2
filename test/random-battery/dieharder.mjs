// Gives the generator's words to dieharder (Brown, Eddelbuettel, Bauer), which must be installed: apt-get install
// --no-install-recommends dieharder. What has been run is kept in dieharder.jsonl and not run again but with --again; the page is
// made of all that is there. Choose with --pattern m,a --words hl,h --tests diehard_birthdays,rgb_bitdist.3 --generator NAME.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dieharderPage } from "./dieharder-page.mjs";
import { keyOf, last, plan, tests } from "./dieharder-plan.mjs";
import { generators } from "./generators.mjs";

/** @typedef {import("./dieharder-plan.mjs").Result} Result */

const { values } = parseArgs({
  options: {
    pattern: { type: "string" },
    words: { type: "string" },
    tests: { type: "string" },
    generator: { type: "string" },
    again: { type: "boolean", default: false },
  },
});
const file = new URL("dieharder.jsonl", import.meta.url);
const page = new URL("../../docs/verification/dieharder.md", import.meta.url);
const producer = fileURLToPath(new URL("words.mjs", import.meta.url));
/** Numbers from the start of one test's stretch of the sequence to the next one's. */
const STRETCH = 2 ** 34;
/** A weak result is looked at again on fresh words, with so many times the samples, until it is weak no more. */
const LOOKS = [5, 25, 125];

/** @type {Result[]} */
const results = existsSync(file)
  ? readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
  : [];
for (const job of chosen()) {
  const kept = results.findIndex((result) => keyOf(result) === keyOf(job));
  if (kept >= 0 && !values.again) continue;
  const lines = await confirmed(job);
  const result = { ...job, lines };
  if (kept >= 0) results[kept] = result;
  else results.push(result);
  const told = lines.map((line) => [line, ...(line.again ?? [])].map(({ p, says }) => `${p} ${says}`).join(", then "));
  console.log(`${keyOf(job)}: ${told.join("; ")}`);
  writeFileSync(file, results.map((kept) => `${JSON.stringify(kept)}\n`).join(""));
  writeFileSync(page, dieharderPage(results));
}
writeFileSync(page, dieharderPage(results));
const bad = results
  .filter(({ generator }) => generator === generators[0].name)
  .flatMap(({ lines }) => lines)
  .filter((line) => last(line).says !== "PASSED");
console.log(`dieharder: ${results.length} runs kept, ${bad.length} results of the simulator's generator not passed`);
process.exitCode = bad.length === 0 ? 0 : 1;

/** What is to be run: the plan, or every combination of what the arguments name. */
function chosen() {
  if (!values.pattern && !values.words && !values.tests && !values.generator) return plan;
  const names = values.tests?.split(",") ?? tests.map(({ name }) => name);
  return (values.pattern ?? "m")
    .split(",")
    .flatMap((pattern) =>
      (values.words ?? "hl")
        .split(",")
        .flatMap((words) =>
          names.map((test) => ({ generator: values.generator ?? generators[0].name, pattern, words, test })),
        ),
    );
}

/** @param {import("./dieharder-plan.mjs").Job} job @returns {Promise<import("./dieharder-plan.mjs").Line[]>} */
async function confirmed(job) {
  const index = tests.findIndex(({ name }) => name === job.test);
  if (index < 0) throw new Error(`no test is called "${job.test}"`);
  const { options } = tests[index];
  const lines = await run(job, index * STRETCH, options);
  for (const [look, more] of LOOKS.entries()) {
    const weak = lines.filter((line) => last(line).says === "WEAK");
    if (weak.length === 0) break;
    const start = index * STRETCH + STRETCH / 2 + (look * STRETCH) / 8;
    const found = await run(job, start, [...options, "-p", String(more * lines[0].samples)]);
    for (const line of weak) line.again = [...(line.again ?? []), found[lines.indexOf(line)]];
  }
  return lines;
}

/**
 * @param {import("./dieharder-plan.mjs").Job} job
 * @param {number} first index of the first number
 * @param {readonly string[]} options
 * @returns {Promise<import("./dieharder-plan.mjs").Line[]>}
 */
function run({ generator, pattern, words }, first, options) {
  const makes = [process.execPath, producer, pattern, words, String(first), generator];
  const shell = spawn(
    "sh",
    ["-c", `"$1" "$2" "$3" "$4" "$5" "$6" | { shift 6; exec dieharder -g 200 "$@"; }`, "sh", ...makes, ...options],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let text = "";
  shell.stdout.on("data", (data) => {
    text += data;
  });
  return new Promise((resolve, reject) => {
    shell.on("error", reject);
    shell.on("close", () => {
      const lines = [...text.matchAll(/^ *\w+\| *(\d+)\| *\d+\| *(\d+)\|([\d.]+)\| *(\w+) *$/gm)];
      if (lines.length === 0) reject(new Error(`dieharder said: ${text}`));
      else resolve(lines.map(([, , samples, p, says]) => ({ p: Number(p), samples: Number(samples), says })));
    });
  });
}
