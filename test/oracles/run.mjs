// Holds the bank against theory and writes docs/verification.md. `npm run verify:oracles` runs every model; with names of models behind
// `--` those alone, beside the answers of the others that are kept in answers.json.
import { readFileSync, writeFileSync } from "node:fs";
import { verifyFormulas } from "./formulas.mjs";
import { inOrder } from "./plan.mjs";
import { report } from "./report.mjs";
import { judge, verifyModel } from "./verify.mjs";

/** Built by `npm run verify:oracles` before this runs. */
const library = "../../dist/node/index.js";
const { WorkerRunner } = await import(library);
const page = new URL("../../docs/verification.md", import.meta.url);
const store = new URL("answers.json", import.meta.url);
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? inOrder : inOrder.filter(({ name }) => wanted.includes(name));
const formulas = verifyFormulas();
for (const one of formulas) {
  if (one.verdict !== "holds") console.log(`${one.id} ${one.verdict}: ${one.exact} against ${one.found}`);
}
/** By name of the model: what it answered when it was last run. @type {Record<string, { id: string, mean: number, halfWidth: number }[]>} */
const kept = wanted.length === 0 ? {} : JSON.parse(readFileSync(store, "utf8"));
const runner = new WorkerRunner(2);
for (const model of chosen) {
  const start = Date.now();
  const found = await verifyModel(model, runner);
  kept[model.name] = found.map(({ id, mean, halfWidth }) => ({ id, mean, halfWidth }));
  writeResults();
  const bad = found.filter(({ verdict }) => verdict !== "holds");
  console.log(`${model.name}: ${found.length - bad.length} of ${found.length} hold, ${(Date.now() - start) / 1000} s`);
  for (const one of bad) console.log(`  ${one.id} ${one.verdict}: ${one.exact} against ${one.mean} ± ${one.halfWidth}`);
}
await runner.close();
const all = [...writeResults(), ...formulas];
const left = inOrder.filter(({ name }) => kept[name] === undefined);
process.exitCode = left.length === 0 && all.every(({ verdict }) => verdict === "holds") ? 0 : 1;

function writeResults() {
  const run = inOrder.filter(({ name }) => kept[name] !== undefined);
  const answers = run.flatMap(({ name }) =>
    kept[name].map(({ id, mean, halfWidth }) => judge(id, { mean, halfWidth })),
  );
  const missing = inOrder.filter(({ name }) => kept[name] === undefined).map(({ name }) => name);
  writeFileSync(store, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(page, report(answers, formulas, missing));
  return answers;
}
