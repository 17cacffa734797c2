import type { Distribution } from "../distribution.ts";
import { finite, form, room, value } from "../parameters.ts";

/** Constants: [value]. Takes no uniform. */
export const constant: Distribution = {
  name: "constant",
  description: "always the same value",
  forms: [form(value("value", "the value"))],
  check: (_form, [x]) => finite("value", x),
  prepare(_form, [x], constants) {
    const c = room(1, constants);
    c[0] = x;
    return c;
  },
  sample: (c) => c[0],
  mean: (c) => c[0],
  sd: () => 0,
  cdf: (c, x) => (x < c[0] ? 0 : 1),
  quantile: (c) => c[0],
  survival: (c, x) => (x < c[0] ? 1 : 0),
  upperQuantile: (c) => c[0],
  lengthBiased: (c) => c[0],
  min: (c) => c[0],
  max: (c) => c[0],
};
