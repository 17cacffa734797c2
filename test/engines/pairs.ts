// One share of the comparisons of run.mjs, which bundles this file and starts it: says how far it is, and at the end what it counted.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { compareEngines } from "../../src/verify/compare-engines.ts";
import { plainest } from "../random-scenarios/plainest.ts";
import { longNumbers } from "../random-scenarios/tape.ts";
import { wholeYaml } from "../random-scenarios/whole-scenarios.ts";
import { sayDifference, shortened } from "./alike.ts";

/** What is to be compared: files, each window cut to so many days, or so many random scenarios of a seed. */
type Share =
  | { readonly files: readonly string[]; readonly days: number }
  | { readonly count: number; readonly seed: number };

const share = JSON.parse(process.argv[2]) as Share;
const counts = {
  scenarios: 0,
  refused: 0,
  arms: 0,
  stopped: 0,
  facts: 0,
  differing: [] as string[],
  unread: [] as string[],
};
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
    if ("files" in share) counts.unread.push(`${name} is refused\n${formatDiagnostics(read.diagnostics)}`);
    return undefined;
  }
  for (const arm of read.value.arms) {
    const model = shortened(compile(read.value, arm), longest);
    const compared = compareEngines(model, 1);
    counts.arms++;
    counts.facts += compared.events;
    if (compared.stopped !== undefined) counts.stopped++;
    const difference = sayDifference(model, compared);
    if (difference !== undefined) return difference;
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
