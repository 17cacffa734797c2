// One share of the comparisons of run.mjs, which bundles this file and starts it: says how far it is, and at the end what it counted.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { compile } from "../../src/compile/compile.ts";
import type { Model } from "../../src/model/model.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines } from "../../src/verify/compare-engines.ts";
import { factText } from "../../src/verify/fact-text.ts";
import { plainest } from "../random-scenarios/plainest.ts";
import { longNumbers } from "../random-scenarios/tape.ts";
import { wholeYaml } from "../random-scenarios/whole-scenarios.ts";

/** What is to be compared: files, each window cut to so many days, or so many random scenarios of a seed. */
type Share =
  | { readonly files: readonly string[]; readonly days: number }
  | { readonly count: number; readonly seed: number };

const share = JSON.parse(process.argv[2]) as Share;
const counts = { scenarios: 0, refused: 0, arms: 0, stopped: 0, facts: 0, differing: [] as string[] };
let told = Date.now();
if ("files" in share) {
  for (const path of share.files) {
    const difference = compare(path, readFileSync(path, "utf8"), share.days * 1440);
    if (difference !== undefined) counts.differing.push(`${path}: ${difference}`);
  }
} else {
  for (const numbers of fc.sample(longNumbers, { numRuns: share.count, seed: share.seed })) {
    const difference = compare("drawn.yaml", wholeYaml(numbers), Infinity);
    if (difference !== undefined) counts.differing.push(plain(numbers));
  }
}
process.stdout.write(`${JSON.stringify({ done: counts })}\n`);

/** Counts all arms of a scenario; the first difference in words. */
function compare(name: string, text: string, longest: number): string | undefined {
  counts.scenarios++;
  const read = readScenario({ name, text });
  if (!read.ok) {
    counts.refused++;
    return undefined;
  }
  for (const arm of read.value.arms) {
    const model = shortened(compile(read.value, arm), longest);
    const compared = compareEngines(model, 1);
    counts.arms++;
    counts.facts += compared.events;
    if (compared.stopped !== undefined) counts.stopped++;
    const { difference, stops, number } = compared;
    if (difference !== undefined) {
      const [kernel, simjs] = [difference.kernel, difference.simjs].map((fact) => fact && factText(fact, model.names));
      return `${arm.name}, fact ${difference.index}: kernel ${kernel}, simjs ${simjs}`;
    }
    if (stops !== undefined) return `${arm.name}: kernel stops for ${stops.kernel}, simjs for ${stops.simjs}`;
    if (number !== undefined) return `${arm.name}, metric ${number.metric}: ${number.kernel}, simjs ${number.simjs}`;
  }
  if (Date.now() - told > 5000) {
    told = Date.now();
    process.stdout.write(`${JSON.stringify({ scenarios: counts.scenarios })}\n`);
  }
  return undefined;
}

/** The plainest scenario that differs as well, to look at. */
function plain(numbers: readonly number[]): string {
  const { scenarios, refused, arms, stopped, facts } = counts;
  const text = wholeYaml(plainest(numbers, (one) => compare("drawn.yaml", wholeYaml(one), Infinity) !== undefined));
  const difference = compare("drawn.yaml", text, Infinity);
  Object.assign(counts, { scenarios, refused, arms, stopped, facts });
  return `${difference}\n${text}`;
}

function shortened(model: Model, minutes: number): Model {
  const { warmUp, run, coolDown } = model.clock;
  if (run <= minutes) return model;
  const cut = (length: number): number => Math.min(length, minutes);
  return { ...model, clock: { ...model.clock, warmUp: cut(warmUp), run: minutes, coolDown: cut(coolDown) } };
}
