import type { Distribution, UniformSource } from "./distribution.ts";

/**
 * What is left of a duration that is going on.
 *
 * With `elapsed` known it is X − elapsed given X > elapsed, by inversion of the survival function: S(x) = u S(elapsed). Unknown
 * (NaN), it is what an observer finds who comes at any time: a uniform share of a length-biased duration, of density S(x) ÷ mean
 * (Cox, Renewal Theory, 1962, §5.4).
 *
 * NaN when no duration lasts so long, or when there is no mean.
 */
export function remaining(
  distribution: Distribution,
  constants: Float64Array,
  elapsed: number,
  source: UniformSource,
): number {
  if (Number.isNaN(elapsed)) return source.next() * distribution.lengthBiased(constants, source);
  const lasting = distribution.survival(constants, elapsed);
  if (!(lasting > 0)) return elapsed <= distribution.max(constants) ? 0 : Number.NaN;
  return Math.max(0, distribution.upperQuantile(constants, source.next() * lasting) - elapsed);
}

/**
 * x with survival(x) = q, for a function that falls to 0, by halving: slow, and as exact as the function.
 * @param from a place where survival is q or more
 * @param step above 0, of about the size of the answer
 */
export function inverseOfSurvival(survival: (x: number) => number, q: number, from: number, step: number): number {
  let low = from;
  let width = step;
  while (survival(low + width) > q) {
    low += width;
    width *= 2;
  }
  let high = low + width;
  for (let halvings = 0; halvings < 1100 && high - low > 1e-15 * Math.abs(high); halvings++) {
    const middle = 0.5 * (low + high);
    if (!(middle > low && middle < high)) break;
    if (survival(middle) > q) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * A length-biased draw where some values lie below 0 and none above a bound: values are drawn until one is kept, by its share of
 * the greatest. NaN when there is none above 0.
 */
export function biasedByRejection(distribution: Distribution, constants: Float64Array, source: UniformSource): number {
  const most = distribution.max(constants);
  if (!(most > 0)) return Number.NaN;
  for (;;) {
    const x = distribution.quantile(constants, source.next());
    if (source.next() * most < x) return x;
  }
}
