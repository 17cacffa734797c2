// Computes the results of many runs again from their event logs and writes docs/verification/measures.md:
// node test/recompute/run.mjs [--long] [--json FILE]. With --long runs are longer, twice as many, and there are more random scenarios.
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { assemble } from "../../tools/assembly.mjs";
import { writePage } from "../verification-page.mjs";
import { difference, report } from "./report.mjs";

const root = new URL("../../", import.meta.url);
const long = process.argv.includes("--long");
const json = process.argv.includes("--json") ? process.argv[process.argv.indexOf("--json") + 1] : undefined;
const plan = long
  ? { longer: 4, replications: 2, random: 3000, whole: 3000 }
  : { longer: 1, replications: 1, random: 400, whole: 400 };
const SEED = 20260406;
const SECONDS_APART = 5;
/** Of the random scenarios that are drawn, so many at least must run to their end: what stops or is refused shows nothing. */
const ENDING = 0.8;

const { compareRun, scenarioModels, traceModels, randomModels, wholeModels } = await typeScript();
const modelsOf = (/** @type {import("./models.ts").Models[]} */ list) => list.flatMap(({ models }) => models);
const traces = { name: "hand-made traces", models: modelsOf(traceModels(root)) };
const random = {
  name: "random scenarios with measures of all kinds",
  models: modelsOf(randomModels(plan.random, SEED)),
  drawn: plan.random,
};
const whole = {
  name: "random scenarios of the whole language",
  models: modelsOf(wholeModels(plan.whole, SEED)),
  drawn: plan.whole,
};
/** @type {import("./report.mjs").Line[]} */
const lines = [];
/** @type {string[]} */
const wrong = [];
/** Rows of which too few runs came to their end. @type {string[]} */
const short = [];
let told = Date.now();
/** @type {(import("./models.ts").Models & { drawn?: number })[]} */
const rows = [...scenarioModels(root, plan.longer), traces, random, whole];
for (const { name, models, drawn } of rows) {
  /** @type {import("./report.mjs").Line} */
  const line = {
    name,
    models: models.length,
    runs: 0,
    stopped: 0,
    facts: 0,
    observed: 0,
    worst: 0,
    compared: new Map(),
  };
  for (const model of models) {
    for (let replication = 1; replication <= plan.replications; replication++) {
      const comparison = compareRun(model, replication);
      if (comparison === undefined) line.stopped++;
      else add(line, comparison, `${name}, ${model.arm}, replication ${replication}`);
      if (Date.now() - told < SECONDS_APART * 1000) continue;
      told = Date.now();
      console.log(`${name}: ${line.runs} runs, ${line.facts} facts, ${wrong.length} numbers that are not the same`);
    }
  }
  lines.push(line);
  const least = drawn === undefined ? models.length : ENDING * drawn;
  if (models.length === 0 || line.runs < least * plan.replications) {
    short.push(`${name}: ${line.runs} runs of ${drawn ?? models.length} scenarios, ${line.stopped} stopped`);
  }
}
writePage("measures.md", report(lines, wrong), long);
for (const one of [...short, ...wrong.slice(0, 50)]) console.log(one);
const numbers = lines.reduce((sum, { observed }) => sum + observed, 0);
const worst = difference(Math.max(...lines.map((line) => line.worst)));
const runs = lines.reduce((sum, line) => sum + line.runs, 0);
const green = wrong.length === 0 && short.length === 0;
console.log(
  `measures: ${numbers} numbers of ${runs} runs computed again, ${wrong.length} not the same, greatest difference ${worst}`,
);
if (json !== undefined) {
  const counts = [
    ["runs", runs],
    ["numbers computed again", numbers],
    ["not the same", wrong.length],
    ["greatest relative difference", worst],
  ];
  writeFileSync(json, `${JSON.stringify({ green, counts }, null, 2)}\n`);
}
process.exitCode = green ? 0 : 1;

/** @param {import("./report.mjs").Line} line @param {import("./comparison.ts").Comparison} comparison @param {string} where */
function add(line, { facts, observed, worst, compared, wrong: found }, where) {
  line.runs++;
  line.facts += facts;
  line.observed += observed;
  line.worst = Math.max(line.worst, worst);
  for (const [what, count] of compared) line.compared.set(what, (line.compared.get(what) ?? 0) + count);
  wrong.push(...found.map((one) => `${where}: ${one}`));
}

/**
 * What draws, simulates and compares, made into one file that Node can run.
 * @returns {Promise<typeof import("./comparison.ts") & typeof import("./models.ts")>}
 */
async function typeScript() {
  const outfile = fileURLToPath(new URL("node_modules/.cache/careway/recompute.mjs", root));
  const contents = 'export * from "./comparison.ts"; export * from "./models.ts";';
  const resolveDir = fileURLToPath(new URL(".", import.meta.url));
  /** @type {import("esbuild").BuildOptions} */
  const options = { bundle: true, platform: "node", format: "esm", packages: "external", outfile };
  await assemble();
  await build({ ...options, stdin: { contents, resolveDir, loader: "ts" } });
  return await import(pathToFileURL(outfile).href);
}
