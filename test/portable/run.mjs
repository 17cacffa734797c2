// Holds that results are the same bits everywhere, and writes docs/verification/portable.md.
//   node test/portable/run.mjs [--long] [--json FILE]   everything; --long measures ten times as many points
//   node test/portable/run.mjs --write                  accepts the fingerprints of this Node
//   node test/portable/run.mjs --trace NAME             what the fingerprint of this scenario is of
// With --allow-missing a platform that cannot be had here does not count against the whole.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { writePage } from "../verification-page.mjs";
import { accept, advice, differences, golden } from "./golden.mjs";
import { load } from "./load.mjs";
import { Missing, onWorkerThread, platforms } from "./platforms.mjs";
import { report } from "./report.mjs";
import { script } from "./script.mjs";
import { stories } from "./stories.mjs";

/** @typedef {import("./report.mjs").PlatformRow} PlatformRow */
/** @typedef {import("../maths/measure.ts").Measured} Measured */

const { values: options } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    json: { type: "string" },
    write: { type: "boolean", default: false },
    trace: { type: "string" },
    "allow-missing": { type: "boolean", default: false },
  },
});
const all = stories();
/** Of each function with a quick reference. */
const points = options.long ? 200_000 : 20_000;

if (options.trace !== undefined) await printTrace(options.trace);
else if (options.write) await write();
else await verify();

/** @param {string} name */
async function printTrace(name) {
  const story = all.find((one) => one.name === name);
  if (story === undefined) throw new Error(`no scenario is called ${name}; fingerprints.json has the names`);
  /** @type {typeof import("./fingerprint.ts")} */
  const { tracesOf } = await load("fingerprint.ts");
  process.stdout.write(`${tracesOf(story).join("\n")}\n`);
}

async function write() {
  const [found] = (await onWorkerThread(await script(all))).answers;
  const changed = differences(golden(), found);
  accept(found);
  for (const line of changed) console.log(line);
  console.log(`Wrote ${Object.keys(found).length} fingerprints, ${changed.length} of them changed.`);
}

async function verify() {
  const functions = await measure();
  /** @type {PlatformRow[]} */
  const rows = [];
  const text = await script(all);
  for (const { name, run } of platforms()) {
    const row = await rowOf(name, () => run(text));
    rows.push(row);
    console.log(`${name}: ${row.version} ${row.verdict}`);
    for (const line of row.different.slice(0, 20)) console.log(`  ${line}`);
    if (row.different.length > 20) console.log(`  and ${row.different.length - 20} more`);
  }
  const wrong = rows.filter(({ verdict }) => verdict !== "the same");
  if (rows.some(({ different }) => different.length > 0)) console.log(advice);
  const exceeding = functions.filter(({ error, limit }) => !(error <= limit));
  const green = exceeding.length === 0 && wrong.every(({ missing }) => missing && options["allow-missing"]);
  writePage("portable.md", report(rows, all.length, functions), options.long);
  const measured = functions.reduce((sum, { points }) => sum + points, 0);
  const counts = [
    ["functions measured against exact arithmetic", new Set(functions.map(({ name }) => name)).size],
    ["points at which they were measured", measured],
    ["ranges within their limits", `${functions.length - exceeding.length} of ${functions.length}`],
    ["scenarios with fingerprints", all.length],
    ["platforms with the same bits", `${rows.length - wrong.length} of ${rows.length}`],
  ];
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ green, counts }, null, 2)}\n`);
  }
  console.log(
    `portable: ${green ? "green" : "NOT green"}; ${counts.map(([label, count]) => `${label}: ${count}`).join(", ")}`,
  );
  process.exitCode = green ? 0 : 1;
}

/** The errors of all functions. @returns {Promise<Measured[]>} */
async function measure() {
  /** @type {typeof import("../maths/measured.ts")} */
  const { measureAll } = await load("../maths/measured.ts");
  /** @type {Measured[]} */
  const functions = [];
  let told = Date.now();
  measureAll(points, (row) => {
    functions.push(row);
    const { name, where, error, limit, unit, worst } = row;
    if (!(error <= limit))
      console.log(`${name}, ${where}: ${error} ${unit}, more than ${limit}, at ${worst.join(", ")}`);
    if (Date.now() - told < 3000) return;
    told = Date.now();
    console.log(`errors of functions: ${functions.length} ranges measured, ${name} the last`);
  });
  return functions;
}

/** @param {string} name @param {() => Promise<import("./platforms.mjs").Answer>} run @returns {Promise<PlatformRow>} */
async function rowOf(name, run) {
  try {
    const { version, answers } = await run();
    const different = [...new Set(answers.flatMap((answer) => differences(golden(), answer)))];
    const verdict = different.length === 0 ? "the same" : `${different.length} scenarios differ`;
    return { name, version, verdict, different, missing: false };
  } catch (error) {
    const message = error instanceof Error ? error.message.split("\n")[0] : String(error);
    const missing = error instanceof Missing;
    return { name, version: "", verdict: `${missing ? "not run here" : "failed"}: ${message}`, different: [], missing };
  }
}
