import { longerDoubles } from "./growable.ts";

/** Minutes spent at each level, 0, 1, 2 … units in use. */
export class Levels {
  private minutes = new Float64Array(8);

  clear(): void {
    this.minutes.fill(0);
  }

  add(level: number, minutes: number): void {
    const { minutes: sums } = this;
    if (level < sums.length) sums[level] += minutes;
    else this.addHigher(level, minutes);
  }

  private addHigher(level: number, minutes: number): void {
    this.minutes = longerDoubles(this.minutes, 2 * level);
    this.minutes[level] += minutes;
  }

  /** Minutes by level, up to the highest that lasted any time. */
  trimmed(): Float64Array {
    return this.minutes.slice(0, this.max() + 1);
  }

  /** The highest level that lasted any time; NaN when no time went by. */
  max(): number {
    let level = this.minutes.length - 1;
    while (level >= 0 && this.minutes[level] === 0) level--;
    return level < 0 ? NaN : level;
  }

  /** The lowest level that is not exceeded for a share `p` of the time; NaN when no time went by. */
  quantile(p: number): number {
    const top = this.max();
    let total = 0;
    for (let level = 0; level <= top; level++) total += this.minutes[level];
    // The sums round; a share that is reached exactly must count as reached.
    const enough = p * total * (1 - 1e-12);
    let sum = 0;
    for (let level = 0; level <= top; level++) {
      sum += this.minutes[level];
      if (sum >= enough) return level;
    }
    return NaN;
  }
}
