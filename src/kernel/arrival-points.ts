import type { ArrivalPhase } from "../model/model.ts";
import type { ExpectedArrivals } from "../random/expected-arrivals.ts";
import type { ArrivalDraws } from "./arrival-draws.ts";

const WEEK = 10080;

/** Where the arrivals of a class stand, whatever phase it is. */
export class Point {
  /** Time of the point at hand; Infinity when the phase has no more. */
  at = Infinity;
  /** Points of random processes are numbered through the phases as they come; the number is the key of the gap before. */
  number = 0;
}

/** The times at which one phase lets patients come, in order: each moves the point of its class. */
export interface Points {
  /** To the first of the phase. */
  begin(): void;
  /** To the next one. */
  pass(): void;
}

/** One unit Poisson process for all phases that are Poisson: what is left of a gap goes on in the next of them. */
export class UnitProcess {
  /** The point that is to come, from the beginning of all. */
  sum = Number.NaN;
  private drawn = false;
  private readonly draws: ArrivalDraws;
  private readonly point: Point;

  constructor(draws: ArrivalDraws, point: Point) {
    this.draws = draws;
    this.point = point;
  }

  reset(): void {
    this.sum = 0;
    this.drawn = false;
  }

  /** Sees to it that there is a point to come. */
  begin(): void {
    if (this.drawn) this.point.number++;
    else this.pass();
  }

  /** The point to come belongs to a later phase; so does its number. */
  putOff(): void {
    this.point.number--;
  }

  pass(): void {
    this.drawn = true;
    this.sum += this.draws.unitGap(++this.point.number);
  }
}

/** Arrivals at Λ⁻¹ of the points of a unit Poisson process, Λ counted through all Poisson phases. */
export class PoissonPoints implements Points {
  private readonly point: Point;
  private readonly expected: ExpectedArrivals;
  private readonly process: UnitProcess;
  private readonly before: PoissonPoints | undefined;
  /** Expected arrivals in earlier phases: known when this one begins. */
  private earlier = Number.NaN;

  constructor(point: Point, expected: ExpectedArrivals, process: UnitProcess, before: PoissonPoints | undefined) {
    this.point = point;
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
    const expected = this.process.sum - this.earlier;
    if (expected < this.expected.total) this.point.at = this.expected.timeOf(expected);
    else {
      this.point.at = Infinity;
      this.process.putOff();
    }
  }
}

/** Renewal: independent gaps of any distribution, each drawn by the key of the point it leads to. */
export class RenewalPoints implements Points {
  private readonly point: Point;
  private readonly phase: Extract<ArrivalPhase, { kind: "every" }>;
  private readonly until: number;
  private readonly draws: ArrivalDraws;
  private readonly gap: (number: number, time: number) => number;
  private readonly first: (number: number, time: number) => number;

  constructor(
    point: Point,
    phase: Extract<ArrivalPhase, { kind: "every" }>,
    until: number,
    words: { readonly arrivalWord: number; readonly firstWord: number },
    draws: ArrivalDraws,
  ) {
    this.point = point;
    this.phase = phase;
    this.until = until;
    this.draws = draws;
    this.gap = draws.value(phase.gap, words.arrivalWord, "a time between arrivals");
    this.first = phase.first === undefined ? this.gap : draws.value(phase.first, words.firstWord, "a first arrival");
  }

  begin(): void {
    this.go(this.phase.from, this.first);
  }

  pass(): void {
    this.go(this.point.at, this.gap);
  }

  private go(from: number, by: (number: number, time: number) => number): void {
    const { point } = this;
    const gap = by(++point.number, from);
    if (!(gap >= 0 && gap < Infinity)) throw this.draws.impossible(`a time between arrivals of ${gap} min`, from);
    const at = from + gap;
    if (at < this.until) point.at = at;
    else {
      point.at = Infinity;
      point.number--;
    }
  }
}

/** The same list of the week again and again; patients before the beginning of the phase are left out. */
export class BookedPoints implements Points {
  private readonly point: Point;
  private readonly phase: Extract<ArrivalPhase, { kind: "booked" }>;
  private readonly until: number;
  private week = 0;
  private next = 0;

  constructor(point: Point, phase: Extract<ArrivalPhase, { kind: "booked" }>, until: number) {
    this.point = point;
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
    this.point.at = time < this.until ? time : Infinity;
  }
}

/** Times of a list. */
export class ListedPoints implements Points {
  private readonly point: Point;
  private readonly phase: Extract<ArrivalPhase, { kind: "listed" }>;
  private readonly until: number;
  private next = 0;

  constructor(point: Point, phase: Extract<ArrivalPhase, { kind: "listed" }>, until: number) {
    this.point = point;
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
    this.point.at = this.next < at.length && at[this.next] < this.until ? at[this.next] : Infinity;
  }
}

/** So many when the phase begins. */
export class PopulationPoints implements Points {
  private readonly point: Point;
  private readonly from: number;
  private readonly size: number;
  private left = 0;

  constructor(point: Point, from: number, size: number) {
    this.point = point;
    this.from = from;
    this.size = size;
  }

  begin(): void {
    this.left = this.size;
    this.point.at = this.from;
  }

  pass(): void {
    if (--this.left === 0) this.point.at = Infinity;
  }
}

/** Nobody comes. */
export class NoPoints implements Points {
  private readonly point: Point;

  constructor(point: Point) {
    this.point = point;
  }

  begin(): void {
    this.point.at = Infinity;
  }

  pass(): void {}
}
