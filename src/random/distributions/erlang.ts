import { lnGamma } from "../../maths/ln-gamma.ts";
import type { Distribution } from "../distribution.ts";
import { firstOf, form, MEAN, notNegative, number, room } from "../parameters.ts";
import { gamma, gammaLengthBiased, gammaUpper, gammaValue } from "./gamma.ts";

/** The sum of k exponentials, drawn by inversion of the gamma distribution of shape k. Constants as of `gamma`. */
export const erlang: Distribution = {
  name: "erlang",
  description: "the sum of k exponential steps of equal mean",
  forms: [form(number("k", "number of steps, a whole number from 1"), MEAN)],
  check: (_form, [k, mean]) =>
    firstOf(
      k >= 1 && k === Math.floor(k) && k < Infinity ? null : `k must be a whole number from 1, found ${k}`,
      notNegative("mean", mean),
    ),
  prepare(_form, [k, mean], constants) {
    const c = room(3, constants);
    c[0] = k;
    c[1] = mean / k;
    c[2] = lnGamma(k);
    return c;
  },
  sample: (c, source) => gammaValue(c, source.next()),
  mean: gamma.mean,
  sd: gamma.sd,
  cdf: (c, x) => (c[1] === 0 ? (x < 0 ? 0 : 1) : gamma.cdf(c, x)),
  quantile: gammaValue,
  survival: (c, x) => (c[1] === 0 ? (x < 0 ? 1 : 0) : gamma.survival(c, x)),
  upperQuantile: gammaUpper,
  lengthBiased: gammaLengthBiased,
  min: () => 0,
  max: (c) => (c[1] === 0 ? 0 : Infinity),
};
