import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, ordered, room, value } from "../parameters.ts";

/** Constants: [min, max − min, max]. */
export const uniform: Distribution = {
  name: "uniform",
  description: "every value between min and max is as likely as any other",
  forms: [form(value("min", "least value"), value("max", "greatest value"))],
  check: (_form, [min, max]) =>
    firstOf(ordered("min", min, "max", max), finite("min", min), finite("max − min", max - min)),
  prepare(_form, [min, max], constants) {
    const c = room(3, constants);
    c[0] = min;
    c[1] = max - min;
    c[2] = max;
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean: (c) => c[0] + c[1] / 2,
  sd: (c) => c[1] / Math.sqrt(12),
  cdf: (c, x) => (x < c[0] ? 0 : x >= c[2] ? 1 : (x - c[0]) / c[1]),
  quantile,
  survival: (c, x) => (x < c[0] ? 1 : x >= c[2] ? 0 : (c[2] - x) / c[1]),
  upperQuantile: (c, q) => Math.max(c[0], c[2] - c[1] * q),
  lengthBiased: (c, source) => biasedWithin(c[0], c[2], source.next()),
  min: (c) => c[0],
  max: (c) => c[2],
};

/** Of density ∝ x between two bounds, of what lies above 0: from the square. @param u in (0, 1) */
export function biasedWithin(min: number, max: number, u: number): number {
  const least = Math.max(0, min);
  return Math.min(max, Math.sqrt(least * least + u * (max - least) * (max + least)));
}

/** The sum can round to just above max. */
function quantile(c: Float64Array, p: number): number {
  return Math.min(c[2], c[0] + c[1] * p);
}
