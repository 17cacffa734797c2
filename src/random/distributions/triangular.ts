import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, ordered, room, value } from "../parameters.ts";

/** Constants: [min, mode − min, max − min, max]. */
export const triangular: Distribution = {
  name: "triangular",
  description: "least, most likely and greatest value, with straight sides between them",
  forms: [form(value("min", "least value"), value("mode", "most likely value"), value("max", "greatest value"))],
  check: (_form, [min, mode, max]) =>
    firstOf(
      ordered("min", min, "mode", mode),
      ordered("mode", mode, "max", max),
      finite("min", min),
      finite("max − min", max - min),
    ),
  prepare(_form, [min, mode, max], constants) {
    const c = room(4, constants);
    c[0] = min;
    c[1] = mode - min;
    c[2] = max - min;
    c[3] = max;
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean: (c) => c[0] + (c[1] + c[2]) / 3,
  sd: (c) => Math.sqrt((c[1] * c[1] + c[2] * c[2] - c[1] * c[2]) / 18),
  cdf(c, x) {
    const y = x - c[0];
    if (y < 0) return 0;
    if (x >= c[3] || y >= c[2]) return 1;
    return y < c[1] ? (y * y) / (c[1] * c[2]) : 1 - ((c[2] - y) * (c[2] - y)) / (c[2] * (c[2] - c[1]));
  },
  quantile,
  min: (c) => c[0],
  max: (c) => c[3],
};

function quantile(c: Float64Array, p: number): number {
  const range = c[2];
  const up = c[1];
  if (p * range <= up) return Math.min(c[3], c[0] + Math.sqrt(p * range * up));
  // The sum can round to just above max.
  return Math.min(c[3], c[0] + (range - Math.sqrt((1 - p) * range * (range - up))));
}
