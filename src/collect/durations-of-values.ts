/** Minutes spent at each value of something, whole or not. */
export class DurationsOfValues {
  private readonly minutes = new Map<number, number>();

  clear(): void {
    this.minutes.clear();
  }

  add(value: number, minutes: number): void {
    this.minutes.set(value, (this.minutes.get(value) ?? 0) + minutes);
  }

  /** The lowest value that is not exceeded for a share `p` of the time; NaN when no time went by. */
  quantile(p: number): number {
    const sorted = [...this.minutes].sort(([a], [b]) => a - b);
    const total = sorted.reduce((sum, [, minutes]) => sum + minutes, 0);
    // The sums round; a share that is reached exactly must count as reached.
    const enough = p * total * (1 - 1e-12);
    let sum = 0;
    for (const [value, minutes] of sorted) {
      sum += minutes;
      if (sum >= enough) return value;
    }
    return NaN;
  }
}
