// Computes every result of a run again from its event log, as docs/measures.md defines it: plainly and slowly, with all facts at hand.
// It shares with the simulator the words of the log and the tables of the model, and no code.
//   node test/recompute/recompute.mjs events.jsonl model.json > metrics.json
// A fact a line; numbers that JSON has not are the texts "NaN", "Infinity" and "-Infinity".
import { readFileSync } from "node:fs";
import { fromJson, toJson } from "./json.mjs";
import { recompute } from "./results.mjs";

const [events, model] = process.argv.slice(2);
if (model === undefined)
  throw new Error("two files are needed: the facts of a run, a line each, and the tables of its scenario");
const lines = readFileSync(events, "utf8").trimEnd().split("\n");
const { metrics, ...others } = recompute(lines.map(fromJson), fromJson(readFileSync(model, "utf8")));
console.log(toJson({ metrics: Object.fromEntries(metrics), ...others }));
