// Holds every published table against our own runs and writes docs/published-models.md. Run it by `npm run verify:published`; with
// names of files behind `--` it runs those alone and writes no page.
import { readFileSync, writeFileSync } from "node:fs";
import { compile, formatDiagnostics, metricsOf, readScenario } from "../../dist/index.js";
import { judge } from "./judge.mjs";
import { models } from "./plan.mjs";
import { report } from "./report.mjs";

/** Built by `npm run verify:published` before this runs. */
const library = "../../dist/node/index.js";
const { WorkerRunner } = await import(library);
/** Results of so many replications are kept at a time. */
const CHUNK = 500;

const wanted = process.argv.slice(2);
const chosen = models.filter(({ file }) => wanted.length === 0 || wanted.includes(file));
const runner = new WorkerRunner(2);
/** @type {{ model: import("./plan.d.mts").PublishedModel, tables: import("./judge.d.mts").TableLines[] }[]} */
const answers = [];
for (const model of chosen) {
  const start = Date.now();
  const tables = await verify(model);
  answers.push({ model, tables });
  const found = tables.flatMap(({ lines }) => lines);
  const met = found.filter(({ verdict }) => verdict === "within").length;
  console.log(
    `${model.name}: ${met} of ${found.length} within three standard errors, ${(Date.now() - start) / 1000} s`,
  );
  for (const { row, ours, z, verdict } of found) {
    if (verdict !== "within")
      console.log(
        `  ${row.arm}, ${row.label}: ${row.published} published, ${ours.mean} ours, z ${z.toFixed(1)}, ${verdict}`,
      );
  }
}
await runner.close();
if (wanted.length === 0) writeFileSync(new URL("../../docs/published-models.md", import.meta.url), report(answers));
const outside = answers
  .flatMap(({ tables }) => tables.flatMap(({ lines }) => lines))
  .filter(({ verdict }) => verdict === "OUTSIDE");
process.exitCode = outside.length === 0 ? 0 : 1;

/**
 * All tables of one model, from one set of runs for each arm that a row asks for.
 * @param {import("./plan.d.mts").PublishedModel} model
 */
async function verify(model) {
  const rows = model.tables.flatMap(({ rows }) => rows);
  /** @type {Map<import("./plan.d.mts").Row, import("./judge.d.mts").Value[]>} */
  const values = new Map(rows.map((row) => [row, []]));
  for (const arm of new Set(rows.map((row) => row.arm))) {
    const { compiled, at } = load(model, arm);
    const asked = rows.filter((row) => row.arm === arm);
    for (let first = 0; first < model.replications; first += CHUNK) {
      const count = Math.min(CHUNK, model.replications - first);
      const runs = await runner.run(
        compiled,
        Array.from({ length: count }, (_, k) => first + k + 1),
      );
      for (const run of runs) for (const row of asked) values.get(row)?.push(row.read(run, at));
    }
  }
  return model.tables.map((table) => ({
    table,
    lines: table.rows.map((row) => judge(row, table.runs, values.get(row) ?? [])),
  }));
}

/**
 * An arm of a model compiled, and where in its results a metric stands.
 * @param {import("./plan.d.mts").PublishedModel} model
 * @param {string} arm
 */
function load(model, arm) {
  const text = readFileSync(new URL(`../../scenarios/published/${model.file}`, import.meta.url), "utf8");
  const set = Object.entries(model.set).map(([path, value]) => ({ path, value: { name: `set ${path}`, text: value } }));
  const read = readScenario({ name: model.file, text }, { set });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const found = read.value.arms.find(({ name }) => name === arm);
  if (found === undefined) throw new Error(`${model.file} has no scenario ${arm}`);
  const compiled = compile(read.value, found);
  const places = new Map(metricsOf(compiled).map(({ id }, place) => [id, place]));
  /** @param {string} id */
  const at = (id) => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`${model.file} has no metric ${id}`);
    return place;
  };
  return { compiled, at };
}
