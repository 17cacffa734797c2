// Runs scenarios in both engines and holds every fact and every number of the results of one against the other's, then writes
// docs/verification/engines.md. `node test/engines/run.mjs [--long] [--json FILE] [--count N] [--seed N]`: so many random scenarios, of
// another seed than that of the tests.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { assemble } from "../../tools/assembly.mjs";
import { writePage } from "../verification-page.mjs";

/** @typedef {{ scenarios: number, refused: number, arms: number, stopped: number, facts: number, differing: string[], unread: string[] }} Counts */

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    json: { type: "string" },
    count: { type: "string" },
    seed: { type: "string", default: "2026" },
  },
});
const count = Number(values.count ?? (values.long ? 20_000 : 2_000));
const seed = Number(values.seed);
/** Random scenarios of one process; each share has a seed of its own. */
const SHARE = 250;
/** Of random scenarios: refused at most, and arms that stop at most. What is not run in both engines shows nothing. */
const [REFUSED, STOPPED] = [0.05, 0.2];
const AT_ONCE = 2;

/** Some of these are of runs that stop. */
const STOPPING = "Scenarios in which they once differed";
const RANDOM = "Random scenarios of the whole language";
const FOLDERS = [
  { name: "Scenarios that come with Careway", folder: "scenarios", days: values.long ? Infinity : 14 },
  { name: "Published models", folder: "scenarios/published", days: values.long ? 28 : 3 },
  { name: "Small examples", folder: "scenarios/examples", days: values.long ? 182 : 28 },
  { name: "Traces worked out by hand", folder: "test/traces", days: Infinity },
  { name: "Queues with exact answers", folder: "test/oracles/scenarios", days: values.long ? 3 : 1 },
  { name: STOPPING, folder: "test/regressions", days: Infinity },
];

const scratch = mkdtempSync(join(tmpdir(), "careway-engines-"));
const script = join(scratch, "pairs.mjs");
await assemble();
await build({
  entryPoints: [join(root, "test/engines/pairs.ts")],
  outfile: script,
  bundle: true,
  platform: "node",
  format: "esm",
  logLevel: "warning",
  banner: {
    js: 'import { createRequire as nodeRequire } from "node:module"; const require = nodeRequire(import.meta.url);',
  },
});

/** @type {{ name: string, shares: object[] }[]} */
const rows = FOLDERS.map(({ name, folder, days }) => ({
  name,
  shares: [{ files: yamlIn(folder), days: days === Infinity ? 1e9 : days }],
}));
const numbers = Array.from({ length: Math.ceil(count / SHARE) }, (_, i) => i);
rows.push({
  name: RANDOM,
  shares: numbers.map((i) => ({ count: Math.min(SHARE, count - i * SHARE), seed: seed + i })),
});
const told = await compareAll(rows);
rmSync(scratch, { recursive: true, force: true });

const total = sum(told.map(({ counts }) => counts));
const random = told[told.length - 1].counts;
const failures = [...total.differing, ...total.unread, ...told.flatMap(nothingCompared)];
const green = failures.length === 0;
for (const failure of failures) console.log(failure);
if (values.count === undefined) writePage("engines.md", page(), values.long);
if (values.json !== undefined) {
  const counted = [
    ["random scenarios compared", random.scenarios - random.refused],
    ["arms of all scenarios", total.arms],
    ["facts", total.facts],
    ["scenarios that differ", total.differing.length],
  ];
  writeFileSync(values.json, `${JSON.stringify({ green, counts: counted }, null, 2)}\n`);
}
console.log(
  `engines: ${total.scenarios - total.refused} scenarios, ${total.arms} arms, ${total.facts} facts; ${total.differing.length} scenarios differ`,
);
process.exitCode = green ? 0 : 1;

/** @param {string} folder */
function yamlIn(folder) {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => join(root, folder, name));
}

/**
 * @param {typeof rows} all
 * @returns {Promise<{ name: string, counts: Counts }[]>}
 */
async function compareAll(all) {
  const tasks = all.flatMap(({ shares }, row) => shares.map((share) => ({ row, share })));
  /** @type {Counts[][]} */
  const found = all.map(() => []);
  let ended = 0;
  const work = async () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      found[task.row].push(await compareShare(task.share));
      ended++;
      console.log(`${ended} of ${ended + tasks.length} shares compared, ${sum(found.flat()).facts} facts`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all.map(({ name }, row) => ({ name, counts: sum(found[row]) }));
}

/**
 * Why a green row would say too little.
 * @param {{ name: string, counts: Counts }} row
 */
function nothingCompared({ name, counts: { scenarios, refused, arms, stopped, facts } }) {
  const reasons = [];
  if (facts === 0) reasons.push(`${name}: no fact was compared`);
  if (name === RANDOM && refused >= REFUSED * scenarios)
    reasons.push(`${name}: ${refused} of ${scenarios} are refused`);
  const most = name === RANDOM ? STOPPED * arms : name === STOPPING ? Infinity : 1;
  if (stopped >= most) reasons.push(`${name}: ${stopped} of ${arms} arms stop`);
  return reasons;
}

/**
 * @param {object} share
 * @returns {Promise<Counts>}
 */
function compareShare(share) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--max-old-space-size=4096", script, JSON.stringify(share)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    /** @type {Counts | undefined} */
    let counts;
    createInterface({ input: child.stdout }).on("line", (line) => {
      counts = JSON.parse(line).done ?? counts;
    });
    child.on("close", (code) => {
      if (counts === undefined) reject(new Error(`a share ended with code ${code}: ${JSON.stringify(share)}`));
      else resolve(counts);
    });
  });
}

/**
 * @param {readonly Counts[]} list
 * @returns {Counts}
 */
function sum(list) {
  /** @type {Counts} */
  const total = { scenarios: 0, refused: 0, arms: 0, stopped: 0, facts: 0, differing: [], unread: [] };
  for (const one of list) {
    total.scenarios += one.scenarios;
    total.refused += one.refused;
    total.arms += one.arms;
    total.stopped += one.stopped;
    total.facts += one.facts;
    total.differing.push(...one.differing);
    total.unread.push(...one.unread);
  }
  return total;
}

function page() {
  const lines = told.map(
    ({ name, counts }) =>
      `| ${name} | ${number(counts.scenarios - counts.refused)} | ${number(counts.arms)} | ${number(counts.facts)} | ${number(counts.stopped)} | ${number(counts.differing.length)} |`,
  );
  return `# Two engines

The kernel (\`src/kernel\`) is fast: tables, heaps, lines that know their first. The second engine (\`src/reference\`) is plain: objects and
lists, looked through anew whenever something may have changed, on the clock and entities of simjs. Of each arm of each scenario one replication is run in both. Every fact is compared with all that it
says, times to the last bit, in order; then every number of the results, bit by bit. Both may stop a run, for the same reason at the same time.

| scenarios | read | arms | facts compared | arms that both stop | scenarios that differ |
| --- | ---: | ---: | ---: | ---: | ---: |
${lines.join("\n")}

Windows of long scenarios are cut short. A file that cannot be read fails, and so do more than ${100 * REFUSED} % of random scenarios that the language
refuses (${number(random.refused)} of ${number(random.scenarios)}), more than ${100 * STOPPED} % of their arms that stop, and any arm that stops outside them and the scenarios in which the
engines once differed. Random scenarios are drawn anew from seed ${seed} on; those that the tests draw come from another. Each time that the
engines differed one of them was wrong, and the scenario is kept in \`test/regressions\`. The second engine was first written from
[semantics.md](../semantics.md); where the two differed and that page did not settle it, the page now does.

## What both use

A mistake in what both engines use is made by both, and cannot show here. Each is held by something else:

| in common | held by |
| --- | --- |
| reading and compiling of scenarios | \`test/scenario\` and the hand-made traces in \`test/traces\`, whose stories are of the text |
| random numbers and who gets which | [random-numbers.md](random-numbers.md), \`test/random/generator.test.ts\` |
| distributions, and functions of mathematics | [portable.md](portable.md), [oracles.md](oracles.md) by formula, \`test/random/distributions.test.ts\`, \`test/maths\` |
| integral and inversion of arrival rates that vary | \`nhpp.count\` and \`mtginf\` of [oracles.md](oracles.md) |
| what is left of a duration that goes on | \`test/random/remaining.test.ts\`, \`test/theory/today.test.ts\` |
| the binomial quantile of absence | \`test/random/binomial.test.ts\`, \`test/traces/absence.yaml\` |
| event log and collector, which listen to both | [measures.md](measures.md): every number computed again from the events; the traces hold the events |

The formulas of a mean and of what is left of a service by its attributes are written twice, but alike.
`;
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString("en-GB");
}
