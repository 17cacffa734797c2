import type { Distribution } from "../distribution.ts";
import { between, finite, firstOf, form, number, ordered, value } from "../parameters.ts";
import { beta, betaConstants, betaLengthBiased, betaSurvival, betaUpper, betaValue } from "./beta.ts";

/** A beta variate whose mode is given: alpha = 1 + λ (mode − min) ÷ (max − min). Constants as of `beta`. */
export const pert: Distribution = {
  name: "pert",
  description: "least, most likely and greatest value, rounded at the top and thin at the ends",
  forms: [
    form(
      value("min", "least value"),
      value("mode", "most likely value"),
      value("max", "greatest value"),
      number("lambda", "weight of the most likely value, 4 by custom", 4),
    ),
  ],
  check: (_form, [min, mode, max, lambda]) =>
    firstOf(
      ordered("min", min, "mode", mode),
      ordered("mode", mode, "max", max),
      finite("min", min),
      finite("max − min", max - min),
      between("lambda", lambda, 0, 1e9),
    ),
  prepare(_form, [min, mode, max, lambda], constants) {
    const range = max - min;
    if (range === 0) return betaConstants(constants, 0, 0, min, min);
    return betaConstants(constants, 1 + (lambda * (mode - min)) / range, 1 + (lambda * (max - mode)) / range, min, max);
  },
  sample: (c, source) => betaValue(c, source.next()),
  mean: beta.mean,
  sd: beta.sd,
  cdf: beta.cdf,
  quantile: betaValue,
  survival: betaSurvival,
  upperQuantile: betaUpper,
  lengthBiased: betaLengthBiased,
  min: beta.min,
  max: beta.max,
};
