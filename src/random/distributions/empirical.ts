import type { Distribution } from "../distribution.ts";
import { finite, firstOf, form, room } from "../parameters.ts";
import { biasedWithin } from "./uniform.ts";

/**
 * Between sorted observations by straight lines: the inverse of Hyndman & Fan's quantile of type 7 (The American Statistician 50
 * (1996) 361–365), so never beyond the least or the greatest. Constants: [n, x₁ … xₙ].
 */
export const empirical: Distribution = {
  name: "empirical",
  description: "as observed: between the sorted values by straight lines, never beyond them",
  forms: [form({ name: "values", kind: "values", description: "the observations" })],
  check: (_form, values) =>
    values.length === 0
      ? "values must hold at least one observation"
      : firstOf(...values.map((x) => finite("a value", x))),
  prepare(_form, values, constants) {
    const n = values.length;
    const c = room(1 + n, constants);
    for (let i = 0; i < n; i++) c[1 + i] = values[i];
    c.subarray(1, 1 + n).sort();
    c[0] = n;
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean(c) {
    const n = c[0];
    if (n === 1) return c[1];
    let sum = 0;
    for (let i = 1; i < n; i++) sum += (c[i] + c[i + 1]) / 2;
    return sum / (n - 1);
  },
  sd(c) {
    const n = c[0];
    if (n === 1) return 0;
    const mean = empirical.mean(c);
    let sum = 0;
    for (let i = 1; i < n; i++) {
      const a = c[i] - mean;
      const b = c[i + 1] - mean;
      sum += (a * a + a * b + b * b) / 3;
    }
    return Math.sqrt(sum / (n - 1));
  },
  cdf(c, x) {
    const n = c[0];
    if (x < c[1]) return 0;
    if (x >= c[n]) return 1;
    let i = 1;
    while (c[i + 1] <= x) i++;
    return (i - 1 + (x - c[i]) / (c[i + 1] - c[i])) / (n - 1);
  },
  quantile,
  survival: (c, x) => 1 - empirical.cdf(c, x),
  upperQuantile: (c, q) => quantile(c, 1 - q),
  // A straight piece by its share of the time, then within it.
  lengthBiased(c, source) {
    const n = c[0];
    if (n === 1) return c[1];
    let sum = 0;
    for (let i = 1; i < n; i++) sum += weight(c, i);
    let rest = source.next() * sum;
    let piece = 1;
    for (let i = 1; i < n && rest >= 0; i++) {
      if (weight(c, i) === 0) continue;
      piece = i;
      rest -= weight(c, i);
    }
    return biasedWithin(c[piece], c[piece + 1], source.next());
  },
  min: (c) => c[1],
  max: (c) => c[c[0]],
};

/** ∝ ∫ x f(x) dx over the piece from observation i on, above 0. */
function weight(c: Float64Array, i: number): number {
  const [from, to] = [c[i], c[i + 1]];
  if (from >= 0) return from + to;
  return to > 0 ? (to * to) / (to - from) : 0;
}

function quantile(c: Float64Array, p: number): number {
  const at = p * (c[0] - 1);
  const i = Math.floor(at);
  if (i >= c[0] - 1) return c[c[0]];
  return c[1 + i] + (at - i) * (c[2 + i] - c[1 + i]);
}
