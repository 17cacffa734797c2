// Whether intervals of 95 % contain the exact value 95 times in 100, as Careway computes them: 1,000 experiments of a row that needs no
// warm-up. The count is binomial(1000, 0.95) and lies in 921 … 975 but for one time in 10,000.
import { InlineRunner, metricsOf, runExperiment, summarise } from "../../dist/index.js";
import { load } from "./load.mjs";
import { exactOf } from "./rows.mjs";

const ROW = "mm1.r80.transient.avg100";
const EXPERIMENTS = 1000;
/** Means of so many runs of 100 minutes are as good as normal, and Student's quantile is still far from the normal one. */
const REPLICATIONS = 60;
const [LEAST, MOST] = [921, 975];

const model = { name: "coverage", file: "queue.yaml", warmUp: 0, run: 100, set: {} };

/** Every experiment has a seed of its own. @param {string} [seed] that theirs begin with */
export async function verifyCoverage(seed = "coverage") {
  const { compiled } = load(model);
  const place = metricsOf(compiled).findIndex(({ id }) => id === "overall.present.mean");
  const exact = exactOf(ROW);
  const runner = new InlineRunner();
  let [inside, below] = [0, 0];
  for (let experiment = 1; experiment <= EXPERIMENTS; experiment++) {
    const plan = { replications: REPLICATIONS, seed: `${seed} ${experiment}`, level: 0.95 };
    const result = await runExperiment([compiled], plan, runner);
    const { low, high } = summarise(result, result.arms[0], place);
    if (low <= exact && exact <= high) inside++;
    else if (high < exact) below++;
  }
  const verdict = inside >= LEAST && inside <= MOST ? "holds" : "OUTSIDE";
  return { row: ROW, exact, experiments: EXPERIMENTS, replications: REPLICATIONS, inside, below, verdict };
}
