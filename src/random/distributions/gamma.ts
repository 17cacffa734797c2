import { gammaP, gammaQ, gammaQuantile } from "../../maths/gamma.ts";
import { lnGamma } from "../../maths/ln-gamma.ts";
import type { Distribution, UniformSource } from "../distribution.ts";
import { between, finite, firstOf, form, MEAN, notNegative, number, positive, room, SD, value } from "../parameters.ts";
import { inverseOfSurvival } from "../remaining.ts";

const MOST_CV = 1000;
/** Share of the upper tail that is inverted from its own side. */
const FAR = 1e-4;
/** Below it the spread is lost in the last digits of the mean. */
const LEAST_CV = 1e-15;

/** By inversion. Constants: [shape, scale, ln Γ(shape)]; shape Infinity marks the constant `scale`. */
export const gamma: Distribution = {
  name: "gamma",
  description: "above 0, from nearly exponential to nearly normal by its cv",
  forms: [
    form(MEAN, SD),
    form(MEAN, number("cv", "standard deviation ÷ mean")),
    form(number("shape", "shape, above 0"), value("scale", "scale: mean ÷ shape")),
  ],
  check(which, [a, b]) {
    if (which === 0) return firstOf(positive("mean", a), notNegative("sd", b), between("sd ÷ mean", b / a, 0, MOST_CV));
    if (which === 1) return firstOf(positive("mean", a), between("cv", b, 0, MOST_CV));
    return firstOf(between("shape", a, 1 / (MOST_CV * MOST_CV), Infinity), finite("shape", a), positive("scale", b));
  },
  prepare(which, [a, b], constants) {
    const c = room(3, constants);
    const cv = which === 0 ? b / a : b;
    if (which === 2) {
      c[0] = a;
      c[1] = b;
    } else if (cv < LEAST_CV) {
      c[0] = Infinity;
      c[1] = a;
    } else {
      c[0] = 1 / (cv * cv);
      c[1] = a * cv * cv;
    }
    c[2] = lnGamma(c[0]);
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
  survival(c, x) {
    if (c[0] === Infinity) return x < c[1] ? 1 : 0;
    return x <= 0 ? 1 : gammaQ(c[0], x / c[1]);
  },
  upperQuantile: gammaUpper,
  lengthBiased: gammaLengthBiased,
  min: (c) => (c[0] === Infinity ? c[1] : 0),
  max: (c) => (c[0] === Infinity ? c[1] : Infinity),
};

/** In the far tail, where 1 − q has lost digits, from the survival function. */
export function gammaUpper(c: Float64Array, q: number): number {
  if (c[0] === Infinity) return c[1];
  if (q > FAR) return gammaValue(c, 1 - q);
  const near = gammaQuantile(c[0], 1 - FAR, c[2]);
  return c[1] * inverseOfSurvival((x) => gammaQ(c[0], x), q, near, near);
}

/** Gamma of a shape one higher. */
export function gammaLengthBiased(c: Float64Array, source: UniformSource): number {
  return c[0] === Infinity ? c[1] : c[1] * gammaQuantile(c[0] + 1, source.next());
}

export function gammaValue(c: Float64Array, p: number): number {
  return c[0] === Infinity ? c[1] : c[1] * gammaQuantile(c[0], p, c[2]);
}
