import { exp } from "../../maths/exp.ts";
import { gammaQ, lnGamma } from "../../maths/gamma.ts";
import { log } from "../../maths/log.ts";
import type { Distribution } from "../distribution.ts";
import { form, notNegative, number, room } from "../parameters.ts";

const LARGEST = 1e9;

/** By inversion, searched from the mode. Constants: [mean, mode, P(N ≤ mode), P(N = mode)]. */
export const poisson: Distribution = {
  name: "poisson",
  description: "a count of independent events",
  forms: [form(number("mean", "mean of the count"))],
  check: (_form, [mean]) => (mean > LARGEST ? `mean must be at most ${LARGEST}, found ${mean}` : notNegative("mean", mean)),
  prepare(_form, [mean], constants) {
    const c = room(4, constants);
    const mode = Math.floor(mean);
    c[0] = mean;
    c[1] = mode;
    c[2] = mean === 0 ? 1 : gammaQ(mode + 1, mean);
    c[3] = mean === 0 ? 1 : exp(mode * log(mean) - mean - lnGamma(mode + 1));
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean: (c) => c[0],
  sd: (c) => Math.sqrt(c[0]),
  cdf: (c, x) => (x < 0 ? 0 : c[0] === 0 ? 1 : gammaQ(Math.floor(x) + 1, c[0])),
  quantile,
  min: () => 0,
  max: (c) => (c[0] === 0 ? 0 : Infinity),
};

function quantile(c: Float64Array, p: number): number {
  let count = c[1];
  let below = c[2];
  let share = c[3];
  if (p > below) {
    while (p > below && share > 0) {
      count++;
      share *= c[0] / count;
      below += share;
    }
    return count;
  }
  while (count > 0 && p <= below - share) {
    below -= share;
    share *= count / c[0];
    count--;
  }
  return count;
}
