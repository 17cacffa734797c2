// Runs models of the bank and holds their rows against theory.
import { readFileSync } from "node:fs";
import { compile, estimate, formatDiagnostics, metricsOf, readScenario } from "../../dist/index.js";
import { partsLeftOut } from "./plan.mjs";
import { rows } from "./rows.mjs";

const LEVEL = 0.999;
/** Results of so many replications are kept at a time: short runs come by the hundred thousand. */
const CHUNK = 2000;

/** All answers of one model, from one set of runs: id, model, exact, mean, half-width, its limit and whether it is right. */
export async function verifyModel(model, runner) {
  const { compiled, at } = load(model);
  const readers = Object.entries(model.rows).flatMap(([id, reader]) => answersOf(id, reader));
  const values = readers.map(() => new Float64Array(model.replications));
  for (let first = 0; first < model.replications; first += CHUNK) {
    const count = Math.min(CHUNK, model.replications - first);
    const numbers = Array.from({ length: count }, (_, k) => first + k + 1);
    const runs = await runner.run(compiled, numbers);
    runs.forEach((run, k) => {
      readers.forEach(({ read }, reader) => {
        values[reader][first + k] = read(run, at);
      });
    });
  }
  return readers.map(({ id }, reader) => judge(id, estimate(values[reader], LEVEL)));
}

/** A model of the bank compiled, and where in its results a metric stands. */
export function load(model) {
  const text = readFileSync(new URL(`scenarios/${model.file}`, import.meta.url), "utf8");
  const settings = { "clock.warmUp": `${model.warmUp} min`, "clock.run": `${model.run} min`, ...model.set };
  const set = Object.entries(settings).map(([path, value]) => ({ path, value: { name: `set ${path}`, text: value } }));
  const read = readScenario({ name: model.file, text }, { set });
  if (!read.ok) throw new Error(`${model.name}\n${formatDiagnostics(read.diagnostics)}`);
  const compiled = compile(read.value, read.value.arms[0]);
  const places = new Map(metricsOf(compiled).map(({ id }, place) => [id, place]));
  const at = (id) => {
    if (!places.has(id)) throw new Error(`${model.name} has no metric ${id}`);
    return places.get(id);
  };
  return { compiled, at };
}

/** One answer for each value of a row, but for the parts that a run cannot answer. */
function answersOf(id, reader) {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no row is called ${id}`);
  if (!Array.isArray(row.value)) return [{ id, read: reader }];
  const leftOut = partsLeftOut[id] ?? [];
  return row.value.flatMap((_, part) => {
    const read = Array.isArray(reader) ? reader[part] : reader;
    return leftOut.includes(part) ? [] : [{ id: `${id}[${part}]`, read }];
  });
}

/** Holds one answer, whose id may name a part of a row, against the criteria of the bank. */
export function judge(id, { mean, halfWidth }) {
  const [, name, part] = /^(.*?)(?:\[(\d+)\])?$/.exec(id);
  const row = rows.find((one) => one.id === name);
  const exact = part === undefined ? row.value : row.value[Number(part)];
  const small = exact < 0.05 && /^\[?P\(|probability/.test(row.metric);
  const heavy = row.params?.arrival_rate >= 0.95 * row.params?.service_rate * row.params?.servers;
  const limit = small || heavy || /P95/.test(id) ? 0.02 : 0.01;
  const inside = Math.abs(mean - exact) <= halfWidth;
  const narrow = halfWidth <= limit * Math.abs(exact);
  const verdict = !inside ? "OUTSIDE" : narrow ? "holds" : "TOO WIDE";
  return { id, model: row.model, exact, mean, halfWidth, limit, verdict };
}
