/**
 * Count, mean, variance and extremes of a series in one pass and constant space (Welford, Technometrics 4 (1962) 419–420).
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
  private least = NaN;
  private most = NaN;

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

  /** Smallest; NaN of nothing. */
  get min(): number {
    return this.least;
  }

  /** Largest; NaN of nothing. */
  get max(): number {
    return this.most;
  }

  /** @throws Error for NaN and infinities, which would spoil the mean for good */
  add(x: number): void {
    if (!(Math.abs(x) < Infinity)) throw new Error(`a tally was given ${x}`);
    this.count++;
    if (!(this.least <= x)) this.least = x;
    if (!(this.most >= x)) this.most = x;
    const before = x - this.high - this.low;
    this.moveMean(before / this.count);
    this.addSquares(before * (x - this.high - this.low));
  }

  /**
   * Adds all that another tally holds, as if its series had been appended to this one: equal to that up to the last bits.
   * Chan, Golub and LeVeque, The American Statistician 37 (1983) 242–247. Merge in a fixed order, such as by replication.
   */
  merge(other: Tally): void {
    if (other.count === 0) return;
    const count = this.count + other.count;
    const apart = other.high - this.high + (other.low - this.low);
    this.addSquares(other.squares);
    this.addSquares(other.squaresLow);
    this.addSquares(apart * apart * ((this.count * other.count) / count));
    if (this.count === 0) {
      this.high = other.high;
      this.low = other.low;
    } else this.moveMean((apart * other.count) / count);
    if (!(this.least <= other.least)) this.least = other.least;
    if (!(this.most >= other.most)) this.most = other.most;
    this.count = count;
  }

  reset(): void {
    this.count = 0;
    this.high = 0;
    this.low = 0;
    this.squares = 0;
    this.squaresLow = 0;
    this.least = NaN;
    this.most = NaN;
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
