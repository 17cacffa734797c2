// Runs scenarios in both engines and holds every fact and every number of the results of one against the other's, then writes
// docs/verification/engines.md. `node test/engines/run.mjs [--long] [--json FILE] [--count N] [--seed N]`: so many random scenarios, of
// another seed than that of the tests.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

/** @typedef {{ scenarios: number, refused: number, arms: number, stopped: number, facts: number, differing: string[] }} Counts */

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
const AT_ONCE = 2;

const FOLDERS = [
  { name: "Scenarios that come with Careway", folder: "scenarios", days: values.long ? Infinity : 14 },
  { name: "Published models", folder: "scenarios/published", days: values.long ? 28 : 3 },
  { name: "Small examples", folder: "scenarios/examples", days: values.long ? 182 : 28 },
  { name: "Traces worked out by hand", folder: "test/traces", days: Infinity },
  { name: "Queues with exact answers", folder: "test/oracles/scenarios", days: values.long ? 3 : 1 },
  { name: "Scenarios in which they once differed", folder: "test/regressions", days: Infinity },
];

const scratch = mkdtempSync(join(tmpdir(), "careway-engines-"));
const script = join(scratch, "pairs.mjs");
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
  name: "Random scenarios of the whole language",
  shares: numbers.map((i) => ({ count: Math.min(SHARE, count - i * SHARE), seed: seed + i })),
});
const told = await compareAll(rows);
rmSync(scratch, { recursive: true, force: true });

const total = sum(told.map(({ counts }) => counts));
const random = told[told.length - 1].counts;
const green = total.differing.length === 0;
for (const difference of total.differing) console.log(difference);
mkdirSync(join(root, "docs/verification"), { recursive: true });
if (values.count === undefined) writeFileSync(join(root, "docs/verification/engines.md"), page());
if (values.json !== undefined) {
  const counted = [
    ["random scenarios compared", random.scenarios - random.refused],
    ["arms of all scenarios", total.arms],
    ["facts", total.facts],
    ["scenarios that differ", total.differing.length],
  ];
  writeFileSync(values.json, `${JSON.stringify({ part: "engines", green, counts: counted }, null, 2)}\n`);
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
  const total = { scenarios: 0, refused: 0, arms: 0, stopped: 0, facts: 0, differing: /** @type {string[]} */ ([]) };
  for (const one of list) {
    total.scenarios += one.scenarios;
    total.refused += one.refused;
    total.arms += one.arms;
    total.stopped += one.stopped;
    total.facts += one.facts;
    total.differing.push(...one.differing);
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
lists, looked through anew whenever something may have changed, on the clock and entities of simjs. They share the compiled scenario and
the random numbers, and nothing else. Of each arm of each scenario one replication is run in both. Every fact is compared with all that it
says, times to the last bit, in order; then every number of the results, bit by bit. Both may stop a run, for the same reason at the same time.

| scenarios | read | arms | facts compared | arms that both stop | scenarios that differ |
| --- | ---: | ---: | ---: | ---: | ---: |
${lines.join("\n")}

Windows of long scenarios are cut short. Random scenarios are drawn anew from seed ${seed} on; those that the tests draw come from another. Each time that the
engines differed one of them was wrong, and the scenario is kept in \`test/regressions\`. The second engine was first written from
[semantics.md](../semantics.md); where the two differed and that page did not settle it, the page now does. The formulas of what is left of
a service that goes on, and of a mean, are alike in both, so that a mistake in these would be in both: their theory is tested by itself.
`;
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString("en-GB");
}
