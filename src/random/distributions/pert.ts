import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, notNegative, number, ordered, room, value } from "../parameters.ts";
import { beta, betaValue } from "./beta.ts";

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
      finite("min", min),
      finite("max", max),
      finite("mode", mode),
      ordered("min", min, "mode", mode),
      ordered("mode", mode, "max", max),
      notNegative("lambda", lambda),
    ),
  prepare(_form, [min, mode, max, lambda], constants) {
    const c = room(4, constants);
    const range = max - min;
    c[0] = range === 0 ? 0 : 1 + (lambda * (mode - min)) / range;
    c[1] = range === 0 ? 0 : 1 + (lambda * (max - mode)) / range;
    c[2] = min;
    c[3] = range;
    return c;
  },
  sample: (c, source) => betaValue(c, source.next()),
  mean: beta.mean,
  sd: beta.sd,
  cdf: beta.cdf,
  quantile: betaValue,
  min: beta.min,
  max: beta.max,
};
