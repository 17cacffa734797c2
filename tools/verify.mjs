// Runs every part of the proof and puts the counts together in docs/verification.md.
//
//   node tools/verify.mjs [--long] [--allow-missing] [PART…]
//
// A part is a script test/PART/run.mjs that writes its own page, and its counts as JSON where it is told to. Parts run beside each
// other as far as there are cores. Without --long all of them are done within 20 minutes on two cores; the pages of
// a long run go to results/. With --allow-missing a platform that cannot be had here, such as a browser that is not installed, does not
// count against the whole.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * @typedef {{ name: string, page: string, cores: number, question: string }} Part
 * @typedef {{ green: boolean, counts: readonly (readonly [string, string | number])[] }} Outcome
 */

/** @type {readonly Part[]} the longest first, so that the short ones fill the gaps */
const PARTS = [
  { name: "oracles", page: "oracles.md", cores: 2, question: "Does it give the answers that theory knows exactly?" },
  { name: "engines", page: "engines.md", cores: 2, question: "Do two engines tell the same story, event by event?" },
  { name: "mutants", page: "mutants.md", cores: 2, question: "Would the tests notice a fault?" },
  { name: "random-battery", page: "random-numbers.md", cores: 1, question: "Are the random numbers random?" },
  { name: "portable", page: "portable.md", cores: 1, question: "Are the results the same bits everywhere?" },
  {
    name: "laws",
    page: "laws.md",
    cores: 1,
    question: "Do changes of a scenario change what they must, and nothing else?",
  },
  { name: "recompute", page: "measures.md", cores: 1, question: "Do the reported numbers follow from the events?" },
];

const root = fileURLToPath(new URL("../", import.meta.url));
const { values, positionals } = parseArgs({
  options: { long: { type: "boolean", default: false }, "allow-missing": { type: "boolean", default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}; the parts are ${PARTS.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

const chosen = PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const scratch = mkdtempSync(join(tmpdir(), "careway-verify-"));
const started = Date.now();
const outcomes = await runAll(chosen);
rmSync(scratch, { recursive: true, force: true });
for (const [{ name }, { green, counts }] of outcomes) {
  const told = counts.map(([label, value]) => `${label} ${number(value)}`).join(", ");
  console.log(`${green ? "✓" : "✗"} ${name}: ${told}`);
}
const failed = [...outcomes.values()].filter(({ green }) => !green).length;
console.log(`${outcomes.size - failed} of ${outcomes.size} parts are green, in ${minutes(Date.now() - started)}.`);
if (positionals.length === 0) {
  const folder = join(root, values.long ? "results" : "docs");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "verification.md"), overview(outcomes));
}
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Starts each part when there are cores for it.
 * @param {readonly Part[]} parts
 * @returns {Promise<Map<Part, Outcome>>} in the order of the parts
 */
async function runAll(parts) {
  const cores = Math.max(2, availableParallelism());
  /** @type {Map<Part, Outcome>} */
  const done = new Map();
  /** @type {Map<Part, Promise<void>>} */
  const running = new Map();
  const waiting = [...parts];
  while (waiting.length > 0 || running.size > 0) {
    const used = [...running.keys()].reduce((sum, part) => sum + part.cores, 0);
    const next = waiting.findIndex((part) => used + part.cores <= cores);
    if (next >= 0) {
      const [part] = waiting.splice(next, 1);
      running.set(
        part,
        runPart(part).then((outcome) => {
          done.set(part, outcome);
          running.delete(part);
        }),
      );
    } else await Promise.race(running.values());
  }
  return new Map(parts.map((part) => [part, /** @type {Outcome} */ (done.get(part))]));
}

/**
 * @param {Part} part
 * @returns {Promise<Outcome>}
 */
function runPart({ name }) {
  const json = join(scratch, `${name}.json`);
  const args = [join(root, "test", name, "run.mjs"), "--json", json, ...(values.long ? ["--long"] : [])];
  if (name === "portable" && values["allow-missing"]) args.push("--allow-missing");
  const began = Date.now();
  console.log(`${name}: begins`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let rest = "";
    const say = (/** @type {Buffer} */ chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim() !== "") console.log(`${name}: ${line}`);
    };
    child.stdout.on("data", say);
    child.stderr.on("data", say);
    child.on("close", (code) => {
      if (rest.trim() !== "") console.log(`${name}: ${rest}`);
      console.log(`${name}: ends with code ${code} after ${minutes(Date.now() - began)}`);
      resolve(outcomeOf(json, code));
    });
  });
}

/**
 * A part that says nothing is not green.
 * @param {string} json
 * @param {number | null} code
 * @returns {Outcome}
 */
function outcomeOf(json, code) {
  try {
    const { green, counts } = JSON.parse(readFileSync(json, "utf8"));
    return { green: green === true && code === 0, counts };
  } catch {
    return { green: false, counts: [["ended with code", String(code)]] };
  }
}

/** @param {Map<Part, Outcome>} outcomes */
function overview(outcomes) {
  const rows = [...outcomes].map(([{ question, page }, { green, counts }]) => {
    const told = counts.map(([label, value]) => `${label}: ${number(value)}`).join("; ");
    return `| ${question} | ${green ? "yes" : "**no**"} | ${told} | [${page}](verification/${page}) |`;
  });
  return `# Why a number from Careway can be believed

\`npm run verify\` answers the questions below by experiment, and writes this page and those behind it. With \`--long\` it takes longer, and
more of everything. Whether published models of others are reproduced is in [published-models.md](published-models.md);
\`careway verify FILE\` asks the second of these questions, and whether the evidence is met, of a file of your own.
It needs Debian's Chromium and Firefox (or CHROMIUM and FIREFOX with their paths), and fetches Node 22 and 24; \`-- --allow-missing\` does
without what cannot be had.

| question | answer | counted | page |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** @param {string | number} value */
function number(value) {
  return typeof value === "number" ? value.toLocaleString("en-GB") : value;
}

/** @param {number} milliseconds */
function minutes(milliseconds) {
  return `${(milliseconds / 60000).toFixed(1)} min`;
}
