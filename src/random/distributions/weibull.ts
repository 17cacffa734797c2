import { exp } from "../../maths/exp.ts";
import { gammaQuantile } from "../../maths/gamma.ts";
import { lnGamma, lnGammaExcess } from "../../maths/ln-gamma.ts";
import { log } from "../../maths/log.ts";
import { expMinusOne, logOnePlus } from "../../maths/near-one.ts";
import type { Distribution } from "../distribution.ts";
import { between, firstOf, form, number, positive, room, value } from "../parameters.ts";

/** scale · (−ln u)^(1 ÷ shape). Constants: [1 ÷ shape, scale]. */
export const weibull: Distribution = {
  name: "weibull",
  description: "above 0; ends become likelier with time (shape above 1) or less likely (below 1)",
  forms: [form(number("shape", "shape, above 0"), value("scale", "63 % are below it"))],
  check: (_form, [shape, scale]) => firstOf(between("shape", shape, 0.01, 1e9), positive("scale", scale)),
  prepare(_form, [shape, scale], constants) {
    const c = room(2, constants);
    c[0] = 1 / shape;
    c[1] = scale;
    return c;
  },
  sample: (c, source) => c[1] * exp(c[0] * log(-log(source.next()))),
  mean: (c) => c[1] * exp(lnGamma(1 + c[0])),
  sd(c) {
    return weibull.mean(c) * Math.sqrt(expMinusOne(lnGammaExcess(c[0])));
  },
  cdf: (c, x) => (x <= 0 ? 0 : -expMinusOne(-exp(log(x / c[1]) / c[0]))),
  survival: (c, x) => (x <= 0 ? 1 : exp(-exp(log(x / c[1]) / c[0]))),
  upperQuantile: (c, q) => c[1] * exp(c[0] * log(-log(q))),
  // (x ÷ scale)^shape is then gamma of shape 1 + 1 ÷ shape.
  lengthBiased: (c, source) => c[1] * exp(c[0] * log(gammaQuantile(1 + c[0], source.next()))),
  quantile: (c, p) => c[1] * exp(c[0] * log(-logOnePlus(-p))),
  min: () => 0,
  max: () => Infinity,
};
