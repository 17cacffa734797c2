// Holds the whole bank against theory and writes docs/verification.md. Run it by `npm run verify:oracles`; with names of models
// behind `--` it runs those alone and writes no page.
import { writeFileSync } from "node:fs";
import { verifyFormulas } from "./formulas.mjs";
import { inOrder } from "./plan.mjs";
import { report } from "./report.mjs";
import { verifyModel } from "./verify.mjs";

/** Built by `npm run verify:oracles` before this runs. */
const library = "../../dist/node/index.js";
const { WorkerRunner } = await import(library);
const page = new URL("../../docs/verification.md", import.meta.url);
const formulas = verifyFormulas();
for (const one of formulas) {
  if (one.verdict !== "holds") console.log(`${one.id} ${one.verdict}: ${one.exact} against ${one.found}`);
}
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? inOrder : inOrder.filter(({ name }) => wanted.includes(name));
const left = chosen.map(({ name }) => name);
const runner = new WorkerRunner(2);
/** @type {import("./verify.d.mts").Answer[]} */
const answers = [];
for (const model of chosen) {
  const start = Date.now();
  const found = await verifyModel(model, runner);
  answers.push(...found);
  left.shift();
  if (wanted.length === 0) writeFileSync(page, report(answers, formulas, left));
  const bad = found.filter(({ verdict }) => verdict !== "holds");
  console.log(`${model.name}: ${found.length - bad.length} of ${found.length} hold, ${(Date.now() - start) / 1000} s`);
  for (const one of bad) console.log(`  ${one.id} ${one.verdict}: ${one.exact} against ${one.mean} ± ${one.halfWidth}`);
}
await runner.close();
process.exitCode = [...answers, ...formulas].every(({ verdict }) => verdict === "holds") ? 0 : 1;
