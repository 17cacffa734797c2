import { exp } from "../../maths/exp.ts";
import { log } from "../../maths/log.ts";
import { expMinusOne, logOnePlus } from "../../maths/near-one.ts";
import { normalCdf, normalQuantile } from "../../maths/normal.ts";
import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, MEAN, notNegative, number, positive, room, SD, value } from "../parameters.ts";

/** scale · e^(sigma · z). Constants: [scale, sigma]; the scale is the median. */
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
        return firstOf(positive("mean", a), notNegative("sd", b));
      case 1:
        return firstOf(positive("mean", a), notNegative("variance", b));
      case 2:
        return firstOf(positive("mean", a), notNegative("cv", b));
      case 3:
        return firstOf(
          positive("median", a),
          positive("mean", b),
          b >= a ? null : `mean (${b}) must not be below median (${a}): the long tail is on the right`,
        );
      default:
        return firstOf(finite("mu", a), notNegative("sigma", b), positive("unit", c));
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
      const square = which === 2 ? b * b : which === 1 ? b / (a * a) : (b / a) * (b / a);
      k[0] = a / Math.sqrt(1 + square);
      k[1] = Math.sqrt(logOnePlus(square));
    }
    return k;
  },
  sample: (k, source) => k[0] * exp(k[1] * normalQuantile(source.next())),
  mean: (k) => k[0] * exp(0.5 * k[1] * k[1]),
  sd: (k) => k[0] * exp(0.5 * k[1] * k[1]) * Math.sqrt(expMinusOne(k[1] * k[1])),
  cdf(k, x) {
    if (x <= 0) return 0;
    if (k[1] === 0) return x < k[0] ? 0 : 1;
    return normalCdf(log(x / k[0]) / k[1]);
  },
  quantile: (k, p) => k[0] * exp(k[1] * normalQuantile(p)),
  min: (k) => (k[1] === 0 ? k[0] : 0),
  max: (k) => (k[1] === 0 ? k[0] : Infinity),
};
