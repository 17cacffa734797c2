// Asks the bank of oracles of a copy of the project: `node oracle-row.mjs FOLDER QUESTION`, the question an Oracle as JSON. Prints the
// rows that are outside their interval as JSON. Of so few replications intervals are wide: theory inside one that is too wide is
// no mistake here.
import { pathToFileURL } from "node:url";
import { feedbackToTheEnd, meanPresentOverShifts } from "./exact.mjs";

/** @typedef {import("../oracles/verify.d.mts").Answer} Answer */

const [folder, question] = process.argv.slice(2);
/** @type {import("./mutants.d.mts").Oracle} */
const oracle = JSON.parse(question);
const load = (/** @type {string} */ path) => import(`${pathToFileURL(folder)}/${path}`);

/** The parts of the day of the oracle scenario shifts.yaml, and how many an hour each of its staff serves. */
const DAY = /** @type {const} */ ([
  [8, 2, 2],
  [8, 6, 5],
  [8, 4, 3],
]);
/** What the bank has no row of, by the names that the page gives it. */
const EXACT = {
  "sd of the stay with feedback": {
    model: "feedback",
    set: {},
    metric: "overall.lengthOfStay.sd",
    value: () => feedbackToTheEnd(0.5, 1, 0.3).sd,
  },
  "present where staff finish after their shift": {
    model: "staff by shifts, services pause",
    set: { "resources.staff.atShiftEnd": "finish" },
    metric: "overall.present.mean",
    value: () => meanPresentOverShifts(DAY, 1.2, true),
  },
};

console.log(JSON.stringify(await redRows()));

/** @returns {Promise<string[]>} */
async function redRows() {
  if (oracle === "formulas") {
    const { verifyFormulas } = await load("test/oracles/formulas.mjs");
    return outside(verifyFormulas());
  }
  const { models } = await load("test/oracles/plan.mjs");
  const { load: loadModel } = await load("test/oracles/load.mjs");
  const { verifyModel } = await load("test/oracles/verify.mjs");
  const { Pool } = await load("test/oracles/pool.mjs");
  const { InlineRunner, estimate } = await load("dist/index.js");
  // By the program alone: the second simulator has no mistake.
  const modelNamed = (/** @type {string} */ name) => ({
    ...models.find((/** @type {{ name: string }} */ one) => one.name === name),
    replications: oracle.replications,
    small: 0,
  });
  if ("model" in oracle) {
    const pool = new Pool(1);
    const answers = await verifyModel(modelNamed(oracle.model), pool);
    await pool.close();
    return outside(answers);
  }
  const { model, set, metric, value } = EXACT[oracle.exact];
  const asked = modelNamed(model);
  const { compiled, at } = loadModel({ ...asked, set: { ...asked.set, ...set } });
  const numbers = Array.from({ length: oracle.replications }, (_, i) => i + 1);
  const runs = await new InlineRunner().run(compiled, numbers);
  const { low, high } = estimate(
    runs.map((/** @type {{ values: ArrayLike<number> }} */ { values }) => values[at(metric)]),
    0.999,
  );
  const exact = value();
  return low <= exact && exact <= high ? [] : [oracle.exact];
}

/** @param {readonly Answer[]} answers */
function outside(answers) {
  return answers.filter(({ verdict }) => verdict === "OUTSIDE").map(({ id }) => id);
}
