// Holds the random numbers to their known answers and to the battery, and the battery to weak generators that it must find. Writes
// docs/verification/random-numbers.md.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { hashText, mix, threefry } from "../../dist/random/generator.js";
import { writePage } from "../verification-page.mjs";
import { judge, runBattery } from "./battery.mjs";
import { generators } from "./generators.mjs";
import { knownAnswers, unlikeTheSimulator } from "./known.mjs";
import { page } from "./page.mjs";

const { values } = parseArgs({ options: { long: { type: "boolean", default: false }, json: { type: "string" } } });
/** @param {number} words @param {number} samples @param {number} pairs */
const size = (words, samples, pairs) => ({ words, samples, pairs });
const [own, reserve, planted] = values.long
  ? [size(2 ** 24, 2 ** 19, 1_000_000), size(2 ** 23, 2 ** 18, 500_000), size(2 ** 20, 2 ** 15, 100_000)]
  : [size(2 ** 21, 2 ** 16, 100_000), size(2 ** 20, 2 ** 15, 50_000), size(2 ** 18, 2 ** 13, 25_000)];
/** Numbers of each pattern in which the battery's words are compared with the simulator's uniforms. */
const COMPARED = 2 ** 18;

const known = knownAnswers({ threefry, hashText, mix });
const count = known.reduce((sum, kind) => sum + kind.count, 0);
const held = known.reduce((sum, kind) => sum + kind.held, 0);
console.log(`known answers: ${held} of ${count} hold`);
const unlike = unlikeTheSimulator(mix, generators[0], COMPARED);
console.log(`words of the battery: ${unlike} uniforms unlike the simulator's`);

const judged = generators.map((generator, i) => {
  const size = i === 0 ? own : generator.planted ? planted : reserve;
  const verdict = judge(runBattery(generator, size));
  console.log(`${generator.name}: ${verdict.failed.length} of ${verdict.findings.length} tests fail`);
  return { generator, size, verdict };
});

const [simulator, ...rest] = judged;
const weak = rest.filter(({ generator }) => generator.planted);
const caught = weak.filter(({ verdict }) => verdict.failed.length > 0);
const green = held === count && unlike === 0 && simulator.verdict.green && caught.length === weak.length;
writePage("random-numbers.md", page({ known, compared: COMPARED, unlike, judged }), values.long);
if (values.json !== undefined) {
  /** @type {[string, number | string][]} */
  const counts = [
    ["known answers that hold", `${held} of ${count}`],
    ["tests of the generator", simulator.verdict.findings.length],
    ["of these failed", simulator.verdict.failed.length],
    ["weak generators found", `${caught.length} of ${weak.length}`],
  ];
  writeFileSync(values.json, `${JSON.stringify({ green, counts })}\n`);
}
console.log(
  `random numbers: ${held} of ${count} known answers, ${simulator.verdict.failed.length} of ${simulator.verdict.findings.length} tests fail, ${caught.length} of ${weak.length} weak generators found: ${green ? "green" : "NOT GREEN"}`,
);
process.exitCode = green ? 0 : 1;
