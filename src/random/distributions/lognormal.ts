import { exp } from "../../maths/exp.ts";
import { log } from "../../maths/log.ts";
import { expMinusOne, logOnePlus } from "../../maths/near-one.ts";
import { normalCdf, normalQuantile } from "../../maths/normal.ts";
import { normalOfUniform } from "../../maths/normal-table.ts";
import type { Distribution } from "../distribution.ts";
import { between, firstOf, form, MEAN, notNegative, number, positive, room, SD, value } from "../parameters.ts";

const MOST_CV = 1e6;
const MOST_RATIO = 1e20;
const MOST_SIGMA = 10;

/** scale · e^(sigma · z), z the normal quantile of a uniform u; the scale is the median. */
export function lognormalOf(u: number, scale: number, sigma: number): number {
  return scale * exp(sigma * normalOfUniform(u));
}

/** Constants: [scale, sigma]. */
export const lognormal: Distribution = {
  name: "lognormal",
  description: "above 0 with a long right tail, as lengths of stay have",
  forms: [
    form(MEAN, SD),
    form(MEAN, { name: "variance", kind: "variance", description: "variance of the variate itself" }),
    form(MEAN, number("cv", "standard deviation ÷ mean")),
    form(value("median", "half are below"), MEAN),
    form(
      number("mu", "mean of the logarithm of the variate in `unit`"),
      number("sigma", "standard deviation of the logarithm"),
      value("unit", "unit in which the logarithm was taken", 1),
    ),
  ],
  check(which, [a, b, c]) {
    switch (which) {
      case 0:
        return firstOf(positive("mean", a), notNegative("sd", b), between("sd ÷ mean", b / a, 0, MOST_CV));
      case 1:
        return firstOf(
          positive("mean", a),
          notNegative("variance", b),
          between("sd ÷ mean", Math.sqrt(b) / a, 0, MOST_CV),
        );
      case 2:
        return firstOf(positive("mean", a), between("cv", b, 0, MOST_CV));
      case 3:
        return firstOf(
          positive("median", a),
          positive("mean", b),
          between("mean ÷ median", b / a, 0, MOST_RATIO),
          b >= a ? null : `mean (${b}) must not be below median (${a}): the long tail is on the right`,
        );
      default:
        return firstOf(between("mu", a, -500, 500), between("sigma", b, 0, MOST_SIGMA), positive("unit", c));
    }
  },
  prepare(which, [a, b, c], constants) {
    const k = room(2, constants);
    if (which === 4) {
      k[0] = c * exp(a);
      k[1] = b;
    } else if (which === 3) {
      k[0] = a;
      k[1] = Math.sqrt(2 * logOnePlus((b - a) / a));
    } else {
      const square = which === 2 ? b * b : which === 1 ? b / a / a : (b / a) * (b / a);
      k[0] = a / Math.sqrt(1 + square);
      k[1] = Math.sqrt(logOnePlus(square));
    }
    return k;
  },
  sample: (k, source) => lognormalOf(source.next(), k[0], k[1]),
  mean: (k) => k[0] * exp(0.5 * k[1] * k[1]),
  sd: (k) => k[0] * exp(0.5 * k[1] * k[1]) * Math.sqrt(expMinusOne(k[1] * k[1])),
  cdf(k, x) {
    if (x <= 0) return 0;
    if (k[1] === 0) return x < k[0] ? 0 : 1;
    return normalCdf(log(x / k[0]) / k[1]);
  },
  survival(k, x) {
    if (x <= 0) return 1;
    if (k[1] === 0) return x < k[0] ? 1 : 0;
    return normalCdf(-log(x / k[0]) / k[1]);
  },
  upperQuantile: (k, q) => k[0] * exp(-k[1] * normalQuantile(q)),
  // Lognormal of a mu higher by sigma².
  lengthBiased: (k, source) => k[0] * exp(k[1] * (k[1] + normalOfUniform(source.next()))),
  quantile: (k, p) => k[0] * exp(k[1] * normalQuantile(p)),
  min: (k) => (k[1] === 0 ? k[0] : 0),
  max: (k) => (k[1] === 0 ? k[0] : Infinity),
};
