import { betaQuantile, incompleteBeta } from "../../maths/beta.ts";
import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, MEAN, number, ordered, positive, room, SD, value } from "../parameters.ts";

const MIN = value("min", "least value", 0);
const MAX = value("max", "greatest value", 1);

/** A beta variate stretched over [min, max]. Constants: [alpha, beta, min, max − min]; alpha 0 marks a constant at min. */
export const beta: Distribution = {
  name: "beta",
  description: "a share between 0 and 1 (or between min and max), by its shape or by mean and sd",
  forms: [
    form(number("alpha", "first shape, above 0"), number("beta", "second shape, above 0"), MIN, MAX),
    form(MEAN, SD, MIN, MAX),
  ],
  check(which, [a, b, min, max]) {
    const range = firstOf(finite("min", min), finite("max", max), ordered("min", min, "max", max));
    if (range !== null) return range;
    if (which === 0) return firstOf(positive("alpha", a), positive("beta", b));
    if (b === 0 && a >= min && a <= max) return null;
    if (!(a > min && a < max)) return `mean must lie between min (${min}) and max (${max}), found ${a}`;
    if (!(b > 0 && b * b < (a - min) * (max - a))) {
      return `sd must be below ${Math.sqrt((a - min) * (max - a))} for this mean, found ${b}`;
    }
    return null;
  },
  prepare(which, [a, b, min, max], constants) {
    const c = room(4, constants);
    const range = max - min;
    c[2] = min;
    c[3] = range;
    if (which === 0) {
      c[0] = a;
      c[1] = b;
    } else if (b === 0) {
      c[0] = 0;
      c[1] = 0;
      c[2] = a;
      c[3] = 0;
    } else {
      const m = (a - min) / range;
      const s = b / range;
      const sum = (m * (1 - m)) / (s * s) - 1;
      c[0] = m * sum;
      c[1] = (1 - m) * sum;
    }
    return c;
  },
  sample: (c, source) => betaValue(c, source.next()),
  mean: (c) => (c[0] === 0 ? c[2] : c[2] + (c[3] * c[0]) / (c[0] + c[1])),
  sd(c) {
    if (c[0] === 0) return 0;
    const sum = c[0] + c[1];
    return (c[3] * Math.sqrt((c[0] * c[1]) / (sum + 1))) / sum;
  },
  cdf(c, x) {
    if (x < c[2]) return 0;
    if (x >= c[2] + c[3]) return 1;
    return incompleteBeta(c[0], c[1], (x - c[2]) / c[3]);
  },
  quantile: betaValue,
  min: (c) => c[2],
  max: (c) => c[2] + c[3],
};

export function betaValue(c: Float64Array, p: number): number {
  return c[0] === 0 ? c[2] : c[2] + c[3] * betaQuantile(c[0], c[1], p);
}
