import type { ExpectedArrivals } from "./expected-arrivals.ts";

/** Cells of a quarter of an hour by the clock: a rate that steps on the quarter hour is integrated exactly. */
const CELL = 15;
/** Nodes and weights of Gauss–Legendre with five points, on [0, 1]: Abramowitz & Stegun, table 25.4. */
const NODES = [0.046910077030668, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332];
const WEIGHTS = [
  0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454,
];
const PRECISION = 1e-10;
const MOST_STEPS = 100;

/**
 * Λ of a rate that is an expression of the clock: Gauss–Legendre quadrature cell by cell, inverted within a cell by Newton's
 * method, kept between bounds by bisection, to 1e-10 minutes. What is found is kept for the replications to come.
 */
export class VaryingArrivals implements ExpectedArrivals {
  private readonly rate: (time: number) => number;
  private readonly from: number;
  private readonly until: number;
  private readonly firstEdge: number;
  /** Whether another phase follows, which needs the total. */
  private readonly ends: boolean;
  /** Expected from the beginning of the phase to that of each cell. */
  private readonly cumulative: number[] = [0];
  private cell = 0;

  /**
   * @param rate per minute at a time; it throws where it cannot be
   * @param until end of the phase, Infinity in the last
   * @param stop end of the run, beyond which nobody asks
   * @param offset minutes from Monday 00:00 to time 0
   */
  constructor(rate: (time: number) => number, from: number, until: number, stop: number, offset: number) {
    this.rate = rate;
    this.from = from;
    this.until = Math.min(until, stop);
    this.ends = until < stop;
    this.firstEdge = (Math.floor((from + offset) / CELL) + 1) * CELL - offset;
  }

  get total(): number {
    if (!this.ends) return Infinity;
    let cell = this.cumulative.length - 1;
    while (this.edge(cell) < this.until) cell = this.extend();
    return this.cumulative[cell];
  }

  reset(): void {
    this.cell = 0;
  }

  timeOf(point: number): number {
    const { cumulative } = this;
    for (;;) {
      const start = this.edge(this.cell);
      if (start >= this.until) return Infinity;
      if (this.cell + 1 === cumulative.length) this.extend();
      if (cumulative[this.cell + 1] > point) {
        return this.within(
          start,
          this.edge(this.cell + 1),
          point - cumulative[this.cell],
          cumulative[this.cell + 1] - cumulative[this.cell],
        );
      }
      this.cell++;
    }
  }

  /** Beginning of a cell; that after the last is the end. */
  private edge(cell: number): number {
    return cell === 0 ? this.from : Math.min(this.until, this.firstEdge + (cell - 1) * CELL);
  }

  /** Adds a cell and gives its number. */
  private extend(): number {
    const { cumulative } = this;
    const cell = cumulative.length - 1;
    const start = this.edge(cell);
    return cumulative.push(cumulative[cell] + this.integral(start, this.edge(cell + 1) - start)) - 1;
  }

  private integral(start: number, length: number): number {
    let sum = 0;
    for (let i = 0; i < NODES.length; i++) sum += WEIGHTS[i] * this.rate(start + NODES[i] * length);
    return sum * length;
  }

  private within(start: number, end: number, wanted: number, whole: number): number {
    let low = 0;
    let high = end - start;
    let at = Math.min(high, (high * wanted) / whole);
    for (let step = 0; step < MOST_STEPS; step++) {
      const excess = this.integral(start, at) - wanted;
      if (excess > 0) high = at;
      else low = at;
      const rate = this.rate(start + at);
      const newton = at - excess / rate;
      const next = rate > 0 && newton >= low && newton <= high ? newton : (low + high) / 2;
      if (Math.abs(next - at) < PRECISION) return start + next;
      at = next;
    }
    return start + at;
  }
}
