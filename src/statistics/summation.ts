/**
 * A running sum that carries what rounding loses (Neumaier, ZAMM 54 (1974) 39–51): 1 + 1e100 + 1 − 1e100 is 2.
 * Its value depends on the order only in the last bit, but add in a fixed order all the same.
 */
class Sum {
  private main = 0;
  private lost = 0;

  get value(): number {
    return this.main + this.lost;
  }

  add(x: number): void {
    const sum = this.main + x;
    this.lost += Math.abs(this.main) >= Math.abs(x) ? this.main - sum + x : x - sum + this.main;
    this.main = sum;
  }
}

/** As `Sum`; 0 of nothing. */
export function sum(values: Iterable<number>): number {
  const total = new Sum();
  for (const value of values) total.add(value);
  return total.value;
}
