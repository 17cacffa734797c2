import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, ordered, room, value } from "../parameters.ts";

/** Constants: [min, max − min]. */
export const uniform: Distribution = {
  name: "uniform",
  description: "every value between min and max is as likely as any other",
  forms: [form(value("min", "least value"), value("max", "greatest value"))],
  check: (_form, [min, max]) => firstOf(finite("min", min), finite("max", max), ordered("min", min, "max", max)),
  prepare(_form, [min, max], constants) {
    const c = room(2, constants);
    c[0] = min;
    c[1] = max - min;
    return c;
  },
  sample: (c, source) => c[0] + c[1] * source.next(),
  mean: (c) => c[0] + c[1] / 2,
  sd: (c) => c[1] / Math.sqrt(12),
  cdf: (c, x) => (x < c[0] ? 0 : x >= c[0] + c[1] ? 1 : (x - c[0]) / c[1]),
  quantile: (c, p) => c[0] + c[1] * p,
  min: (c) => c[0],
  max: (c) => c[0] + c[1],
};
