import { gammaP, gammaQuantile } from "../../maths/gamma.ts";
import type { Distribution } from "../distribution.ts";
import { firstOf, form, MEAN, notNegative, number, positive, room, SD, value } from "../parameters.ts";

/** By inversion. Constants: [shape, scale]; shape Infinity marks the constant `scale`. */
export const gamma: Distribution = {
  name: "gamma",
  description: "above 0, from nearly exponential to nearly normal by its cv",
  forms: [
    form(MEAN, SD),
    form(MEAN, number("cv", "standard deviation ÷ mean")),
    form(number("shape", "shape, above 0"), value("scale", "scale: mean ÷ shape")),
  ],
  check(which, [a, b]) {
    if (which === 0) return firstOf(positive("mean", a), notNegative("sd", b));
    if (which === 1) return firstOf(positive("mean", a), notNegative("cv", b));
    return firstOf(positive("shape", a), positive("scale", b));
  },
  prepare(which, [a, b], constants) {
    const c = room(2, constants);
    if (which === 2) {
      c[0] = a;
      c[1] = b;
      return c;
    }
    const cv = which === 0 ? b / a : b;
    c[0] = 1 / (cv * cv);
    c[1] = cv === 0 ? a : a * cv * cv;
    return c;
  },
  sample: (c, source) => gammaValue(c, source.next()),
  mean: (c) => (c[0] === Infinity ? c[1] : c[0] * c[1]),
  sd: (c) => (c[0] === Infinity ? 0 : Math.sqrt(c[0]) * c[1]),
  cdf(c, x) {
    if (c[0] === Infinity) return x < c[1] ? 0 : 1;
    return gammaP(c[0], x / c[1]);
  },
  quantile: gammaValue,
  min: (c) => (c[0] === Infinity ? c[1] : 0),
  max: (c) => (c[0] === Infinity ? c[1] : Infinity),
};

export function gammaValue(c: Float64Array, p: number): number {
  return c[0] === Infinity ? c[1] : c[1] * gammaQuantile(c[0], p);
}
