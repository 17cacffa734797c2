import type { Distribution } from "../distribution.ts";
import { firstOf, form, notNegative, room } from "../parameters.ts";

/** The index of a category, from 0. Constants: [n, p₁ … pₙ], made to sum to 1. */
export const categorical: Distribution = {
  name: "categorical",
  description: "one of several named categories, each with its share",
  forms: [form({ name: "categories", kind: "categories", description: "name: share; the shares sum to 1" })],
  check(_form, shares) {
    if (shares.length === 0) return "there must be at least one category";
    const problem = firstOf(...shares.map((share) => notNegative("a share", share)));
    if (problem !== null) return problem;
    const sum = shares.reduce((a, b) => a + b, 0);
    return Math.abs(sum - 1) <= 1e-9 ? null : `shares must sum to 1, found ${sum}`;
  },
  prepare(_form, shares, constants) {
    const c = room(1 + shares.length, constants);
    let sum = 0;
    for (let i = 0; i < shares.length; i++) sum += shares[i];
    c[0] = shares.length;
    for (let i = 0; i < shares.length; i++) c[1 + i] = shares[i] / sum;
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean(c) {
    let sum = 0;
    for (let i = 0; i < c[0]; i++) sum += i * c[1 + i];
    return sum;
  },
  sd(c) {
    const mean = categorical.mean(c);
    let sum = 0;
    for (let i = 0; i < c[0]; i++) sum += c[1 + i] * (i - mean) * (i - mean);
    return Math.sqrt(sum);
  },
  cdf(c, x) {
    if (x >= c[0] - 1) return 1;
    let sum = 0;
    for (let i = 0; i <= x; i++) sum += c[1 + i];
    return sum;
  },
  quantile,
  survival(c, x) {
    let sum = 0;
    for (let i = Math.max(0, Math.floor(x) + 1); i < c[0]; i++) sum += c[1 + i];
    return sum;
  },
  upperQuantile: (c, q) => quantile(c, 1 - q),
  lengthBiased(c, source) {
    let rest = source.next() * categorical.mean(c);
    let chosen = 0;
    for (let i = 1; i < c[0] && rest >= 0; i++) {
      if (c[1 + i] === 0) continue;
      chosen = i;
      rest -= i * c[1 + i];
    }
    return chosen;
  },
  min: () => 0,
  max: (c) => c[0] - 1,
};

function quantile(c: Float64Array, p: number): number {
  return indexOfShare(c, c[0], p);
}

/** The first index whose shares up to it reach p; shares lie at c[1] … c[n]. One without a share is never chosen. */
export function indexOfShare(c: Float64Array, n: number, p: number): number {
  let rest = p;
  let chosen = 0;
  for (let i = 0; i < n; i++) {
    const share = c[1 + i];
    if (share === 0) continue;
    chosen = i;
    if (rest <= share) break;
    rest -= share;
  }
  return chosen;
}
