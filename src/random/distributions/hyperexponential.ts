import { exp } from "../../maths/exp.ts";
import { log } from "../../maths/log.ts";
import { expMinusOne } from "../../maths/near-one.ts";
import type { Distribution } from "../distribution.ts";
import { firstOf, form, notNegative, room } from "../parameters.ts";
import { inverseOfSurvival } from "../remaining.ts";
import { indexOfShare } from "./categorical.ts";

/**
 * An exponential whose mean is drawn first: two uniforms, always. Constants: [n, p₁ … pₙ, mean₁ … meanₙ], the p made to sum to 1.
 */
export const hyperexponential: Distribution = {
  name: "hyperexponential",
  description: "a mixture of exponentials: many short, a few long",
  forms: [
    form(
      { name: "probabilities", kind: "probabilities", description: "share of each kind; they sum to 1" },
      { name: "means", kind: "values", description: "mean of each kind" },
    ),
  ],
  check(_form, parameters) {
    const n = parameters.length / 2;
    if (!(n >= 1 && n === Math.floor(n))) return "probabilities and means must be lists of the same length";
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const problem = firstOf(notNegative("a probability", parameters[i]), notNegative("a mean", parameters[n + i]));
      if (problem !== null) return problem;
      sum += parameters[i];
    }
    return Math.abs(sum - 1) <= 1e-9 ? null : `probabilities must sum to 1, found ${sum}`;
  },
  prepare(_form, parameters, constants) {
    const n = parameters.length / 2;
    const c = room(1 + 2 * n, constants);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += parameters[i];
    c[0] = n;
    for (let i = 0; i < n; i++) {
      c[1 + i] = parameters[i] / sum;
      c[1 + n + i] = parameters[n + i];
    }
    return c;
  },
  sample(c, source) {
    const n = c[0];
    const kind = indexOfShare(c, n, source.next());
    return -log(source.next()) * c[1 + n + kind];
  },
  mean: (c) => moment(c, 1),
  sd: (c) => Math.sqrt(2 * moment(c, 2) - moment(c, 1) * moment(c, 1)),
  cdf(c, x) {
    if (x < 0) return 0;
    let below = 0;
    for (let i = 0; i < c[0]; i++) {
      const mean = c[1 + c[0] + i];
      below += c[1 + i] * (mean === 0 ? 1 : -expMinusOne(-x / mean));
    }
    return below;
  },
  quantile(c, p) {
    // The quantile of the slowest kind alone is not below it, but for rounding.
    let high = 0;
    for (let i = 0; i < c[0]; i++) {
      if (c[1 + i] > 0) high = Math.max(high, -log(1 - p) * c[1 + c[0] + i]);
    }
    let low = 0;
    for (let halvings = 0; halvings < 1100 && high - low > 1e-15 * high; halvings++) {
      const middle = 0.5 * (low + high);
      if (hyperexponential.cdf(c, middle) < p) low = middle;
      else high = middle;
    }
    return high;
  },
  survival(c, x) {
    if (x < 0) return 1;
    let above = 0;
    for (let i = 0; i < c[0]; i++) {
      const mean = c[1 + c[0] + i];
      if (mean > 0) above += c[1 + i] * exp(-x / mean);
    }
    return above;
  },
  upperQuantile: (c, q) => inverseOfSurvival((x) => hyperexponential.survival(c, x), q, 0, moment(c, 1) || 1),
  // A kind by its share of the time, then the sum of two exponentials.
  lengthBiased(c, source) {
    let rest = source.next() * moment(c, 1);
    let kind = 0;
    for (let i = 0; i < c[0] && rest >= 0; i++) {
      if (c[1 + i] === 0 || c[1 + c[0] + i] === 0) continue;
      kind = i;
      rest -= c[1 + i] * c[1 + c[0] + i];
    }
    return -(log(source.next()) + log(source.next())) * c[1 + c[0] + kind];
  },
  min: () => 0,
  max: (c) => (moment(c, 1) === 0 ? 0 : Infinity),
};

function moment(c: Float64Array, order: 1 | 2): number {
  let sum = 0;
  for (let i = 0; i < c[0]; i++) {
    const mean = c[1 + c[0] + i];
    sum += c[1 + i] * (order === 1 ? mean : mean * mean);
  }
  return sum;
}
