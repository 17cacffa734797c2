import { Sum, sum } from "./summation.ts";

/**
 * Correlation of a series with itself one step later, Σ (xᵢ − x̄)(xᵢ₊₁ − x̄) ÷ Σ (xᵢ − x̄)², both about the mean of the whole
 * (Box and Jenkins). Between −1 and 1; NaN of fewer than two values or of a constant series.
 */
export function lagOneAutocorrelation(values: ArrayLike<number>): number {
  const mean = sum(Array.from(values)) / values.length;
  const products = new Sum();
  const squares = new Sum();
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i] - mean;
    squares.add(deviation * deviation);
    if (i > 0) products.add(deviation * (values[i - 1] - mean));
  }
  return values.length < 2 ? NaN : products.value / squares.value;
}
