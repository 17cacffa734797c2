// Whether intervals of 95 % contain the exact value 95 times in 100, as Careway computes them: 1,000 experiments of a row whose runs
// are as good as normal. The count is binomial(1000, 0.95) and lies in 921 … 975 but for one time in 10,000.
import { InlineRunner, metricsOf, runExperiment, summarise } from "../../dist/index.js";
import { normalQuantile } from "../../dist/maths/normal.js";
import { studentQuantile } from "../../dist/statistics/confidence-interval.js";
import { load } from "./load.mjs";
import { exactOf } from "./rows.mjs";

const ROW = "mginf.L";
const EXPERIMENTS = 1000;
/** So few that the quantile matters: with the normal one for Student's, intervals would contain it 878 times in 1,000. */
const REPLICATIONS = 5;
const LEVEL = 0.95;
const [LEAST, MOST] = [921, 975];

/** A stay of over 200 minutes comes once in 100,000, so that the number present is what it is for ever. */
const model = { name: "coverage", file: "unlimited.yaml", warmUp: 200, run: 100, set: {} };
/** Half-width by the normal quantile, of one by Student's. */
const NORMAL = normalQuantile(0.5 + LEVEL / 2) / studentQuantile(0.5 + LEVEL / 2, REPLICATIONS - 1);

/** Every experiment has a seed of its own. @param {string} [seed] that theirs begin with */
export async function verifyCoverage(seed = "coverage") {
  const { compiled } = load(model);
  const place = metricsOf(compiled).findIndex(({ id }) => id === "overall.present.mean");
  const exact = exactOf(ROW);
  const runner = new InlineRunner();
  let [inside, below, insideNormal] = [0, 0, 0];
  for (let experiment = 1; experiment <= EXPERIMENTS; experiment++) {
    const plan = { replications: REPLICATIONS, seed: `${seed} ${experiment}`, level: LEVEL };
    const result = await runExperiment([compiled], plan, runner);
    const { low, high } = summarise(result, result.arms[0], place);
    if (Math.abs(exact - (low + high) / 2) <= (NORMAL * (high - low)) / 2) insideNormal++;
    if (low <= exact && exact <= high) inside++;
    else if (high < exact) below++;
  }
  const verdict = inside >= LEAST && inside <= MOST ? "holds" : "OUTSIDE";
  return {
    row: ROW,
    exact,
    experiments: EXPERIMENTS,
    replications: REPLICATIONS,
    inside,
    below,
    insideNormal,
    verdict,
  };
}
