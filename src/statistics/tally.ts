/**
 * Count, mean and variance of a series in one pass and constant space (Welford, Technometrics 4 (1962) 419–420).
 * The mean is kept as a sum of two numbers and the squares with a correction, so that the standard deviation of readings
 * with a large common part (10,000,000.2 ± 0.1) keeps every digit that the readings have.
 */
export class Tally {
  count = 0;

  private high = 0;
  /** What `high` lacks of the mean. */
  private low = 0;
  private squares = 0;
  private squaresLow = 0;

  /** NaN of nothing. */
  get mean(): number {
    return this.count === 0 ? NaN : this.high + this.low;
  }

  /** On n − 1; NaN of fewer than two. */
  get variance(): number {
    return this.count < 2 ? NaN : Math.max(0, this.squares + this.squaresLow) / (this.count - 1);
  }

  /** Standard deviation on n − 1; NaN of fewer than two. */
  get sd(): number {
    return Math.sqrt(this.variance);
  }

  /** @throws Error for NaN and infinities, which would spoil the mean for good */
  add(x: number): void {
    if (!(Math.abs(x) < Infinity)) throw new Error(`a tally was given ${x}`);
    this.count++;
    const before = x - this.high - this.low;
    this.moveMean(before / this.count);
    this.addSquares(before * (x - this.high - this.low));
  }

  /** Keeps what rounding loses of the mean: the exact error of a sum (Knuth, The Art of Computer Programming 2, 4.2.2). */
  private moveMean(step: number): void {
    const by = step + this.low;
    const sum = this.high + by;
    const part = sum - this.high;
    this.low = this.high - (sum - part) + (by - part);
    this.high = sum;
  }

  /** Squares are never negative, but a product of two rounded differences may be, by a hair. */
  private addSquares(square: number): void {
    const sum = this.squares + square;
    this.squaresLow +=
      Math.abs(this.squares) >= Math.abs(square) ? this.squares - sum + square : square - sum + this.squares;
    this.squares = sum;
  }
}
