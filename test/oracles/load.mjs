// Models of the bank, ready to run.
import { readFileSync } from "node:fs";
import { compile, formatDiagnostics, metricsOf, readScenario } from "../../dist/index.js";

/**
 * A model compiled, and where in its results a metric stands.
 * @param {import("./plan.d.mts").OracleModel} model
 * @param {string} [seed] the scenario's own when left out
 */
export function load(model, seed) {
  const text = readFileSync(new URL(`scenarios/${model.file}`, import.meta.url), "utf8");
  const settings = { "clock.warmUp": `${model.warmUp} min`, "clock.run": `${model.run} min`, ...model.set };
  const set = Object.entries(settings).map(([path, value]) => ({ path, value: { name: `set ${path}`, text: value } }));
  const read = readScenario({ name: model.file, text }, { set });
  if (!read.ok) throw new Error(`${model.name}\n${formatDiagnostics(read.diagnostics)}`);
  const stated = compile(read.value, read.value.arms[0]);
  const compiled = seed === undefined ? stated : { ...stated, seed };
  const places = new Map(metricsOf(compiled).map(({ id }, place) => [id, place]));
  const at = (id) => {
    if (!places.has(id)) throw new Error(`${model.name} has no metric ${id}`);
    return places.get(id);
  };
  return { compiled, at };
}
