// Holds the bank against theory and writes docs/verification/oracles.md.
// node test/oracles/run.mjs [--long] [--json FILE] ["name of a model" …]: with names those alone, beside the answers of the others that
// are kept in answers.json. `--long`: by the program alone, twice as long, with a fresh seed, and an alarm at five standard errors.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { writePage } from "../verification-page.mjs";
import { verifyCoverage } from "./coverage.mjs";
import { verifyFormulas } from "./formulas.mjs";
import { models } from "./plan.mjs";
import { Pool } from "./pool.mjs";
import { report } from "./report.mjs";
import { judge, verifyModel } from "./verify.mjs";

const COVERAGE = "coverage";
const { values: options, positionals } = parseArgs({
  options: { long: { type: "boolean", default: false }, json: { type: "string" } },
  allowPositionals: true,
});
const { long } = options;
const store = new URL("answers.json", import.meta.url);
const seed = long ? `night ${Date.now()}` : undefined;
const names = [...models.map(({ name }) => name), COVERAGE];
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`no model is called ${unknown.join(", ")}; there are ${names.join(", ")}`);
const wanted = (/** @type {string} */ name) => positionals.length === 0 || positionals.includes(name);

const formulas = verifyFormulas();
/** By name of the model: what it answered when it was last run. @type {Record<string, any>} */
const kept = positionals.length === 0 || long ? {} : JSON.parse(readFileSync(store, "utf8"));
const pool = new Pool(2);
const before = process.cpuUsage();
for (const model of models.filter(({ name }) => wanted(name))) {
  const start = cpuSeconds();
  kept[model.name] = await verifyModel(model, pool, { long, seed });
  const bad = kept[model.name].filter(
    (/** @type {import("./verify.d.mts").Answer} */ { verdict }) => verdict !== "holds",
  );
  const { length } = kept[model.name];
  console.log(`${model.name}: ${length - bad.length} of ${length} hold, ${(cpuSeconds() - start).toFixed(1)} s of CPU`);
  for (const one of bad) console.log(`  ${one.id} ${one.verdict}: ${one.exact} against ${one.mean} ± ${one.halfWidth}`);
  if (!long) keep();
}
await pool.close();
if (wanted(COVERAGE)) {
  const start = cpuSeconds();
  kept[COVERAGE] = await verifyCoverage(seed);
  const { inside, experiments, verdict } = kept[COVERAGE];
  console.log(`${COVERAGE}: ${inside} of ${experiments}, ${verdict}, ${(cpuSeconds() - start).toFixed(1)} s of CPU`);
  if (!long) keep();
}

const left = names.filter((name) => kept[name] === undefined);
const answers = models.flatMap(({ name }) => kept[name] ?? []).map((answer) => judge(answer.id, answer, long));
const coverage = kept[COVERAGE];
const all = [...answers, ...formulas];
const held = all.filter(({ verdict }) => verdict === "holds").length;
const green = left.length === 0 && held === all.length && coverage.verdict === "holds";
writePage("oracles.md", report({ answers, formulas, coverage, left, seed }), long);
for (const { id, verdict, exact, found } of formulas) {
  if (verdict !== "holds") console.log(`${id} ${verdict}: ${exact} against ${found}`);
}
console.log(
  `oracles: ${held} of ${all.length} rows hold; ${coverage?.inside} of ${coverage?.experiments} intervals cover`,
);
if (options.json !== undefined) {
  const counts = [
    ["rows that hold", `${held} of ${all.length}`],
    ["95 % intervals that contain the exact value", `${coverage?.inside} of ${coverage?.experiments}`],
  ];
  writeFileSync(options.json, `${JSON.stringify({ green, counts })}\n`);
}
process.exitCode = green ? 0 : 1;

function keep() {
  writeFileSync(store, `${JSON.stringify(kept, null, 2)}\n`);
}

function cpuSeconds() {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
