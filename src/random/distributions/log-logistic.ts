import { betaQuantile } from "../../maths/beta.ts";
import { exp } from "../../maths/exp.ts";
import { lnReflection, lnReflectionExcess } from "../../maths/ln-gamma.ts";
import { log } from "../../maths/log.ts";
import { expMinusOne } from "../../maths/near-one.ts";
import type { Distribution } from "../distribution.ts";
import { between, firstOf, form, number, positive, room, value } from "../parameters.ts";

/** scale · (u ÷ (1 − u))^(1 ÷ shape). Constants: [1 ÷ shape, scale]; the scale is the median. */
export const logLogistic: Distribution = {
  name: "logLogistic",
  description: "above 0 with a heavy right tail: no mean unless shape is above 1, no sd unless above 2",
  forms: [form(number("shape", "shape, above 0"), value("scale", "the median"))],
  check: (_form, [shape, scale]) => firstOf(between("shape", shape, 0.1, 1e9), positive("scale", scale)),
  prepare(_form, [shape, scale], constants) {
    const c = room(2, constants);
    c[0] = 1 / shape;
    c[1] = scale;
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean: (c) => (c[0] < 1 ? c[1] * exp(lnReflection(c[0])) : Infinity),
  sd(c) {
    if (c[0] >= 0.5) return Infinity;
    return logLogistic.mean(c) * Math.sqrt(expMinusOne(lnReflectionExcess(c[0])));
  },
  cdf: (c, x) => (x <= 0 ? 0 : 1 / (1 + exp(-log(x / c[1]) / c[0]))),
  quantile,
  survival: (c, x) => (x <= 0 ? 1 : 1 / (1 + exp(log(x / c[1]) / c[0]))),
  upperQuantile: (c, q) => c[1] * exp(c[0] * log((1 - q) / q)),
  lengthBiased(c, source) {
    if (c[0] >= 1) return Number.NaN;
    // P(X ≤ x) is then beta of shapes 1 + 1 ÷ shape and 1 − 1 ÷ shape; from the side where the smaller part keeps its digits.
    const u = source.next();
    const below = betaQuantile(1 + c[0], 1 - c[0], u);
    const odds = below < 0.5 ? below / (1 - below) : 1 / betaQuantile(1 - c[0], 1 + c[0], 1 - u) - 1;
    return c[1] * exp(c[0] * log(odds));
  },
  min: () => 0,
  max: () => Infinity,
};

function quantile(c: Float64Array, p: number): number {
  return c[1] * exp(c[0] * log(p / (1 - p)));
}
