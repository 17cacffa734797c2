// Plants one mistake after the other in a copy of the project, asks the tests which of them finds it first, and writes
// docs/verification/mutants.md. `node test/mutants/run.mjs [--long] [--only NAME] [--json FILE]`: with --only, once or more, those
// mutants alone, beside what is kept of the others in answers.json; with --long also the whole suite of each, and every test that
// fails.
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { writePage } from "../verification-page.mjs";
import { fast } from "./detectors.mjs";
import { mutants } from "./mutants.mjs";
import { report } from "./report.mjs";
import { Scratch } from "./scratch.mjs";

/** @typedef {import("./mutants.d.mts").Mutant} Mutant */
/** @typedef {import("./mutants.d.mts").Answer} Answer */

const AT_ONCE = 2;
const store = new URL("answers.json", import.meta.url);
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
/** @type {Record<string, Answer>} */
const answers = only === undefined ? {} : JSON.parse(readFileSync(store, "utf8"));

const scratches = Array.from({ length: AT_ONCE }, () => new Scratch());
try {
  await control();
  await inTurn(chosen, judge);
  const alive = chosen.filter(({ name }) => answers[name].file === "");
  await inTurn(alive, askTheRest);
  if (long) await inTurn(chosen, listFailures);
} catch (error) {
  // Told now: in the other copy something may still run, and then it cannot be removed.
  console.error(error);
  throw error;
} finally {
  for (const scratch of scratches) scratch.remove();
}

const known = mutants.flatMap(({ name }) => (answers[name] === undefined ? [] : [answers[name]]));
const caught = known.filter(({ file }) => file !== "").length;
const withRows = known.filter(({ rows }) => rows !== "").length;
const asked = mutants.filter(({ oracle }) => oracle !== undefined).length;
const green = caught === mutants.length && withRows === asked;
keep();
if (json !== undefined) {
  const counts = [
    ["mutants", mutants.length],
    ["caught by a test", caught],
    ["that theory can see, and found red", `${withRows} of ${asked}`],
  ];
  writeFileSync(json, `${JSON.stringify({ green, counts }, null, 2)}\n`);
}
console.log(
  `mutants: ${caught} of ${mutants.length} caught by a test; theory red for ${withRows} of the ${asked} put to it`,
);
process.exitCode = green ? 0 : 1;

/** Writes what is known so far. */
function keep() {
  const known = mutants.flatMap(({ name }) => (answers[name] === undefined ? [] : [[name, answers[name]]]));
  writeFileSync(store, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
  writePage("mutants.md", report(answers), options.long);
}

/** Without any mutant all that is to catch one must hold. */
async function control() {
  const asked = [...new Set(chosen.flatMap(({ after }) => after))];
  const questions = new Map(chosen.flatMap(({ oracle }) => (oracle ? [[JSON.stringify(oracle), oracle]] : [])));
  /** @type {((scratch: Scratch) => Promise<string[]>)[]} */
  const work = [
    ...[...questions.values()].map((oracle) => async (/** @type {Scratch} */ scratch) => {
      const rows = await scratch.redRows(oracle);
      return rows.map((row) => `${row} is outside its interval`);
    }),
    ...asked.map((detector) => async (/** @type {Scratch} */ scratch) => {
      const failures = await scratch.failures([detector], false);
      return failures.map(({ file, test }) => `${file} fails: ${test}`);
    }),
  ];
  const found = (await inTurn(work, (one, scratch) => one(scratch))).flat();
  if (found.length > 0) throw new Error(`without a mutant ${found.join("\n")}`);
  console.log("without a mutant nothing fails");
}

/** The same of a test that has caught one without being named for it. @param {Scratch} scratch @param {import("./scratch.mjs").Failure} failure */
async function mustHold(scratch, { file }) {
  const [failure] = await scratch.failures([{ file: file.slice("test/".length) }], true);
  if (failure !== undefined) throw new Error(`without a mutant ${file} fails: ${failure.test}`);
}

/** The first test that fails of those named for it, and the rows of theory. @param {Mutant} mutant @param {Scratch} scratch */
async function judge(mutant, scratch) {
  const { name, after, oracle } = mutant;
  await scratch.with(mutant, async () => {
    const failure = await scratch.firstFailure(after);
    const rows = oracle === undefined ? [] : await scratch.redRows(oracle);
    answers[name] = { file: failure?.file ?? "", test: failure?.test ?? "", rows: rows.join(", ") };
    const told = failure === undefined ? "not caught so far" : `${failure.file}: ${failure.test}`;
    const byTheory = oracle === undefined ? "" : rows.length === 0 ? "; NO RED ROW" : `; ${rows.join(", ")}`;
    console.log(`${name}: ${told}${byTheory}`);
  });
  keep();
}

/** What the tests named for it have not caught: the first that fails of the quick ones, then of all. @param {Mutant} mutant @param {Scratch} scratch */
async function askTheRest(mutant, scratch) {
  const { name } = mutant;
  const failures = await scratch.with(mutant, async () => {
    const quick = await scratch.failures(fast, false);
    return quick.length > 0 ? quick : await scratch.allFailures();
  });
  const [first] = failures.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  console.log(`${name}: ${first === undefined ? "LIVES" : `${first.file}: ${first.test}`}`);
  if (first === undefined) return;
  await mustHold(scratch, first);
  answers[name] = { ...answers[name], ...first };
  keep();
}

/** @param {Mutant} mutant @param {Scratch} scratch */
async function listFailures(mutant, scratch) {
  const failures = await scratch.with(mutant, () => scratch.allFailures());
  console.log(`${mutant.name}: ${failures.length} tests of the whole suite fail`);
  for (const { file, test } of failures) console.log(`  ${file}: ${test}`);
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
