import type { ArrivalPhase } from "../model/model.ts";
import type { ExpectedArrivals } from "../random/expected-arrivals.ts";
import type { ArrivalDraws } from "./arrival-draws.ts";

const WEEK = 10080;

/** The times at which one phase lets patients come, in order. */
export interface Points {
  /** Time of the next; Infinity when the phase has no more. */
  readonly at: number;
  /** To the first of the phase. */
  begin(): void;
  /** To the next one. */
  pass(): void;
}

/** Points of random processes are numbered through the phases of a class as they come; the number is the key of the gap before. */
export interface PointCount {
  /** Of the point at hand. */
  number: number;
}

/** One unit Poisson process for all phases that are Poisson: what is left of a gap goes on in the next of them. */
export class UnitProcess {
  /** The point that is to come, from the beginning of all. */
  point = 0;
  private drawn = false;
  private readonly draws: ArrivalDraws;
  private readonly count: PointCount;

  constructor(draws: ArrivalDraws, count: PointCount) {
    this.draws = draws;
    this.count = count;
  }

  reset(): void {
    this.point = 0;
    this.drawn = false;
  }

  /** Sees to it that there is a point to come. */
  begin(): void {
    if (this.drawn) this.count.number++;
    else this.pass();
  }

  /** The point to come belongs to a later phase; so does its number. */
  putOff(): void {
    this.count.number--;
  }

  pass(): void {
    this.drawn = true;
    this.point += this.draws.unitGap(++this.count.number);
  }
}

/** Arrivals at Λ⁻¹ of the points of a unit Poisson process, Λ counted through all Poisson phases. */
export class PoissonPoints implements Points {
  at = Infinity;
  private readonly expected: ExpectedArrivals;
  private readonly process: UnitProcess;
  private readonly before: PoissonPoints | undefined;
  /** Expected arrivals in earlier phases: known when this one begins. */
  private earlier = 0;

  constructor(expected: ExpectedArrivals, process: UnitProcess, before: PoissonPoints | undefined) {
    this.expected = expected;
    this.process = process;
    this.before = before;
  }

  begin(): void {
    this.expected.reset();
    this.earlier = this.before === undefined ? 0 : this.before.earlier + this.before.expected.total;
    this.process.begin();
    this.find();
  }

  pass(): void {
    this.process.pass();
    this.find();
  }

  private find(): void {
    const point = this.process.point - this.earlier;
    const comes = point < this.expected.total;
    this.at = comes ? this.expected.timeOf(point) : Infinity;
    if (!comes) this.process.putOff();
  }
}

/** Renewal: independent gaps of any distribution, each drawn by the key of the point it leads to. */
export class RenewalPoints implements Points {
  at = Infinity;
  private readonly phase: Extract<ArrivalPhase, { kind: "every" }>;
  private readonly until: number;
  private readonly draws: ArrivalDraws;
  private readonly count: PointCount;
  private readonly gap: (number: number, time: number) => number;
  private readonly first: (number: number, time: number) => number;

  constructor(
    phase: Extract<ArrivalPhase, { kind: "every" }>,
    until: number,
    words: { readonly arrivalWord: number; readonly firstWord: number },
    draws: ArrivalDraws,
    count: PointCount,
  ) {
    this.phase = phase;
    this.until = until;
    this.draws = draws;
    this.count = count;
    this.gap = draws.value(phase.gap, words.arrivalWord, "a time between arrivals");
    this.first = phase.first === undefined ? this.gap : draws.value(phase.first, words.firstWord, "a first arrival");
  }

  begin(): void {
    this.go(this.phase.from, this.first);
  }

  pass(): void {
    this.go(this.at, this.gap);
  }

  private go(from: number, by: (number: number, time: number) => number): void {
    const gap = by(++this.count.number, from);
    if (!(gap >= 0 && gap < Infinity)) throw this.draws.impossible(`a time between arrivals of ${gap} min`, from);
    const at = from + gap;
    this.at = at < this.until ? at : Infinity;
    if (this.at === Infinity) this.count.number--;
  }
}

/** The same list of the week again and again; patients before the beginning of the phase are left out. */
export class BookedPoints implements Points {
  at = Infinity;
  private readonly phase: Extract<ArrivalPhase, { kind: "booked" }>;
  private readonly until: number;
  private week = 0;
  private next = 0;

  constructor(phase: Extract<ArrivalPhase, { kind: "booked" }>, until: number) {
    this.phase = phase;
    this.until = until;
  }

  begin(): void {
    const { at, from } = this.phase;
    this.week = Math.floor(from / WEEK);
    this.next = 0;
    while (this.next < at.length && this.week * WEEK + at[this.next] < from) this.next++;
    this.find();
  }

  pass(): void {
    this.next++;
    this.find();
  }

  private find(): void {
    const { at } = this.phase;
    if (this.next >= at.length) {
      this.next = 0;
      this.week++;
    }
    const time = at.length === 0 ? Infinity : this.week * WEEK + at[this.next];
    this.at = time < this.until ? time : Infinity;
  }
}

/** Times of a list. */
export class ListedPoints implements Points {
  at = Infinity;
  private readonly phase: Extract<ArrivalPhase, { kind: "listed" }>;
  private readonly until: number;
  private next = 0;

  constructor(phase: Extract<ArrivalPhase, { kind: "listed" }>, until: number) {
    this.phase = phase;
    this.until = until;
  }

  /** What is set for the one to come: pairs of attribute and value. */
  get set(): readonly (readonly [number, number])[] {
    return this.phase.set[this.next];
  }

  begin(): void {
    const { at, from } = this.phase;
    this.next = 0;
    while (this.next < at.length && at[this.next] < from) this.next++;
    this.find();
  }

  pass(): void {
    this.next++;
    this.find();
  }

  private find(): void {
    const { at } = this.phase;
    this.at = this.next < at.length && at[this.next] < this.until ? at[this.next] : Infinity;
  }
}

/** So many when the phase begins. */
export class PopulationPoints implements Points {
  at = Infinity;
  private readonly from: number;
  private readonly size: number;
  private left = 0;

  constructor(from: number, size: number) {
    this.from = from;
    this.size = size;
  }

  begin(): void {
    this.left = this.size;
    this.at = this.from;
  }

  pass(): void {
    if (--this.left === 0) this.at = Infinity;
  }
}

/** Nobody comes. */
export const NOBODY: Points = { at: Infinity, begin: () => {}, pass: () => {} };
