/**
 * The number of n independent events of probability p, from one uniform: the least k with P(X ≤ k) > u, summed from the side
 * on which fewer are expected. For n up to 1,000 the first term, at least 0.5^1000, is no underflow. Rises with u, n and p.
 * Source: inversion by sequential search, Devroye, Non-Uniform Random Variate Generation, 1986, ch. III.2.1 and X.4.3.
 */
export function binomialQuantile(n: number, p: number, u: number): number {
  return p <= 0.5 ? search(n, p, u) : n - search(n, 1 - p, 1 - u);
}

/** Terms this small cannot lift the sum any more: what is left is rounding. */
const NOTHING = 1e-18;

function search(n: number, p: number, u: number): number {
  let term = 1;
  for (let i = 0; i < n; i++) term *= 1 - p;
  const odds = p / (1 - p);
  let sum = term;
  let k = 0;
  while (k < n && u >= sum && (k < n * p || term > NOTHING)) {
    term *= ((n - k) / (k + 1)) * odds;
    sum += term;
    k++;
  }
  return k;
}
