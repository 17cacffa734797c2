// Plants one mistake after the other in a copy of the project and asks the tests which of them finds it first; writes
// docs/verification/mutants.md. `node test/mutants/run.mjs [--long] [--only NAME] [--json FILE]`. With --only (more than once) those
// mutants alone, and no page. With --long the whole suite of each, and every test that fails.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { fast } from "./detectors.mjs";
import { mutants } from "./mutants.mjs";
import { report } from "./report.mjs";
import { Scratch } from "./scratch.mjs";

/** @typedef {import("./mutants.d.mts").Mutant} Mutant */
/** @typedef {import("./report.mjs").Answer} Answer */

const AT_ONCE = 2;
const { values: options } = parseArgs({
  options: {
    long: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    json: { type: "string" },
  },
});
const { long, only, json } = options;
const unknown = only?.filter((name) => mutants.every((mutant) => mutant.name !== name)) ?? [];
if (unknown.length > 0) throw new Error(`no mutant is called ${unknown.join(", ")}`);
const chosen = mutants.filter(({ name }) => only === undefined || only.includes(name));

const scratches = Array.from({ length: AT_ONCE }, () => new Scratch());
let wrong = [];
/** @type {Answer[]} */
let answers = [];
try {
  wrong = await control();
  if (wrong.length === 0) {
    console.log("control: nothing fails without a mutant");
    answers = await inTurn(chosen, judge);
  }
} finally {
  for (const scratch of scratches) scratch.remove();
}
for (const what of wrong) console.log(`control: ${what}`);

const alive = answers.filter(({ caught }) => caught === undefined);
const silent = answers.filter(({ mutant, rows }) => mutant.oracle !== undefined && rows.length === 0);
const green = wrong.length === 0 && alive.length === 0 && silent.length === 0;
if (only === undefined && wrong.length === 0) {
  const page = new URL("../../docs/verification/mutants.md", import.meta.url);
  mkdirSync(new URL("./", page), { recursive: true });
  writeFileSync(page, report(answers));
}
const withRows = answers.filter(({ rows }) => rows.length > 0).length;
if (json !== undefined) {
  const counts = [
    ["mutants", answers.length],
    ["caught by a test", answers.length - alive.length],
    ["caught by a row of the bank of oracles as well", withRows],
  ];
  writeFileSync(json, `${JSON.stringify({ part: "mutants", green, counts }, null, 2)}\n`);
}
console.log(
  `mutants: ${answers.length - alive.length} of ${chosen.length} caught by a test, ${withRows} by a row of the bank as well`,
);
process.exitCode = green ? 0 : 1;

/** What is wrong without any mutant: all that may catch one must hold. */
async function control() {
  const asked = [...new Set(chosen.flatMap(({ after }) => after))];
  const oracles = new Map(
    chosen.flatMap(({ oracle }) => (oracle === undefined ? [] : [[JSON.stringify(oracle), oracle]])),
  );
  /** @type {((scratch: Scratch) => Promise<string[]>)[]} */
  const work = [
    ...asked.map((detector) => async (/** @type {Scratch} */ scratch) => {
      const failures = await scratch.failures([detector], false);
      return failures.map(({ file, test }) => `${file} fails without a mutant: ${test}`);
    }),
    ...[...oracles.values()].map((oracle) => async (/** @type {Scratch} */ scratch) => {
      const rows = await scratch.redRows(oracle);
      return rows.map((row) => `${row} is outside without a mutant`);
    }),
  ];
  const found = await inTurn(work, (one, scratch) => one(scratch));
  return found.flat();
}

/** @param {Mutant} mutant @param {Scratch} scratch @returns {Promise<Answer>} */
async function judge(mutant, scratch) {
  const answer = await scratch.with(mutant, async () => {
    const failures = long ? await scratch.allFailures() : [];
    const others = fast.filter((detector) => !mutant.after.includes(detector));
    const caught =
      (await scratch.firstFailure([...mutant.after, ...others])) ?? failures[0] ?? (await anywhere(scratch));
    const rows = mutant.oracle === undefined ? [] : await scratch.redRows(mutant.oracle);
    return { mutant, caught, rows, failures };
  });
  const { caught, rows, failures } = answer;
  const told = caught === undefined ? "LIVES" : `caught by ${caught.file}, ${caught.test}`;
  const byOracle = mutant.oracle === undefined ? "" : rows.length === 0 ? "; NO ROW IS RED" : `; ${rows.join(", ")}`;
  console.log(`${mutant.name}: ${told}${byOracle}`);
  for (const { file, test } of failures) console.log(`  ${file}: ${test}`);
  return answer;
}

/** The first test that fails in the whole suite, by the name of its file. @param {Scratch} scratch */
async function anywhere(scratch) {
  if (long) return undefined;
  const failures = await scratch.allFailures();
  return failures.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))[0];
}

/**
 * Works through a list with as many hands as there are copies; answers in the order of the list.
 * @template T, R @param {readonly T[]} list @param {(one: T, scratch: Scratch) => Promise<R>} work @returns {Promise<R[]>}
 */
async function inTurn(list, work) {
  /** @type {R[]} */
  const results = [];
  let next = 0;
  await Promise.all(
    scratches.map(async (scratch) => {
      while (next < list.length) {
        const place = next++;
        results[place] = await work(list[place], scratch);
      }
    }),
  );
  return results;
}
