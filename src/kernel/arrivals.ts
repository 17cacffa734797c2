import type { ArrivalPhase, ClassTable, Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { ProfiledArrivals } from "../random/expected-arrivals.ts";
import type { Key } from "../random/streams.ts";
import { VaryingArrivals } from "../random/varying-rate.ts";
import { ArrivalBlock, phaseMadeTogether } from "./arrival-block.ts";
import { ArrivalDraws } from "./arrival-draws.ts";
import {
  BookedPoints,
  ListedPoints,
  NoPoints,
  Point,
  type Points,
  PoissonPoints,
  PopulationPoints,
  RenewalPoints,
  UnitProcess,
} from "./arrival-points.ts";
import type { Tables } from "./tables.ts";

const WEEK = 10080;

/** What a listed patient has instead of drawn attributes: pairs of attribute and value. */
export type Given = readonly (readonly [number, number])[];

/**
 * When the patients of one class come, phase by phase, and which number each has. Poisson arrival k comes at Λ⁻¹ of the k-th
 * point of a unit Poisson process, whose gaps are drawn from the patients' own keys: a rate × 0.95 keeps everybody's identity.
 */
export class ArrivalStream {
  /** Where whoever comes goes first: a stage, or by routes unless these are NONE; and whether attributes are set before. */
  readonly enter: number;
  readonly entry: number;
  readonly hasAttributes: boolean;
  /** Time of the next arrival; Infinity when nobody comes any more. */
  nextAt = Infinity;
  /** Of the patient taken last: number within the class, key, what the list sets, and the chance (a value) not to come, or NONE. */
  number = 0;
  key0 = 0;
  key1 = 0;
  given: Given | undefined = undefined;
  noShow = NONE;
  /** The next arrivals, where they are made together: nothing else of the stream moves, then. */
  readonly block: ArrivalBlock | undefined;
  private readonly draws: ArrivalDraws;
  private readonly phases: readonly Phase[];
  private readonly point = new Point();
  private readonly process: UnitProcess;
  /** Who is booked may come up to a week early, or late: bookings then queue here by the time at which they come. */
  private readonly waiting: Booking[] | undefined;
  /** Beyond this nobody who comes in the run is booked. */
  private readonly horizon: number;
  private readonly replaces: boolean;
  /** Nobody is booked, listed or one of a population: whoever comes is the next, without more ado. */
  private readonly plain: boolean;
  private phase = 0;
  private current: Phase;
  private patients = 0;
  /** Left of the batch that comes at the current point. */
  private companions = 0;
  private inside = 0;
  private replacing = 0;

  constructor(model: Model, cls: number, tables: Tables, replicationKey: () => Key) {
    const table = model.classes[cls];
    this.enter = table.enter;
    this.entry = table.entry;
    this.hasAttributes = table.attributes.length > 0;
    const { warmUp, run, coolDown } = model.clock;
    const stop = warmUp + run + coolDown;
    this.draws = new ArrivalDraws(model, cls, tables, replicationKey);
    this.process = new UnitProcess(this.draws, this.point);
    this.phases = linkPhases(table, this.draws, this.process, this.point, stop, model.clock.startMinuteOfWeek);
    this.waiting = this.phases.some(({ late }) => late !== undefined) ? [] : undefined;
    this.horizon = this.waiting === undefined ? stop : stop + WEEK;
    this.replaces = this.phases.some(({ size }) => size !== undefined);
    this.plain = table.arrivals.every(({ kind }) => PLAIN.has(kind));
    this.current = this.phases[0];
    const together = phaseMadeTogether(table.arrivals);
    this.block = together && new ArrivalBlock(together, this.draws, stop);
  }

  reset(): void {
    this.draws.reset();
    const { block } = this;
    if (block !== undefined) {
      block.reset();
      this.nextAt = block.times[0];
      return;
    }
    this.point.number = 0;
    this.process.reset();
    this.phase = 0;
    this.current = this.phases[0];
    this.patients = 0;
    this.inside = 0;
    this.replacing = 0;
    this.given = undefined;
    this.noShow = NONE;
    if (this.waiting !== undefined) this.waiting.length = 0;
    this.current.points.begin();
    this.settle();
    this.expect();
  }

  /** So many of this class are there already: a population counts them. */
  startWith(count: number): void {
    this.inside += count;
  }

  /** Takes the next arrival. False when nobody is needed after all: the population is whole. */
  take(): boolean {
    const { block } = this;
    if (block !== undefined) {
      const { at } = block;
      this.number = block.before + at + 1;
      this.key0 = block.key0[at];
      this.key1 = block.key1[at];
      block.at = at + 1;
      if (block.at === block.made) block.refill();
      this.nextAt = block.times[block.at];
      return true;
    }
    this.draws.countAt(this.nextAt, 1);
    if (this.plain === true) {
      this.name(++this.patients);
      this.pass();
      this.nextAt = this.point.at;
      return true;
    }
    return this.takeBooked();
  }

  private takeBooked(): boolean {
    const { waiting } = this;
    const phase = this.current;
    if (waiting === undefined) {
      if (!this.admits(phase)) {
        this.pass();
        this.expect();
        return false;
      }
      this.name(++this.patients);
      this.given = phase.points instanceof ListedPoints ? phase.points.set : undefined;
      this.noShow = phase.noShow;
      this.pass();
    } else {
      const booking = waiting.shift() as Booking;
      this.name(booking.number);
      this.given = booking.given;
      this.noShow = booking.phase.noShow;
      if (!this.admits(booking.phase)) {
        this.expect();
        return false;
      }
    }
    this.inside++;
    this.expect();
    return true;
  }

  /** Somebody of this class has left. True when another comes in the same instant. */
  left(now: number): boolean {
    if (!this.replaces) return false;
    this.inside--;
    let current = this.phases.length - 1;
    while (this.phases[current].from > now) current--;
    if (this.phases[current].size === undefined || !this.admits(this.phases[current])) return false;
    this.replacing++;
    return true;
  }

  /** Takes the one who comes for somebody who has left. */
  replace(now: number): void {
    this.draws.countAt(now, 1);
    this.replacing--;
    this.inside++;
    this.name(++this.patients);
    this.given = undefined;
    this.noShow = NONE;
  }

  private name(number: number): void {
    const key = this.draws.keyOf(number);
    this.number = number;
    this.key0 = key[0];
    this.key1 = key[1];
  }

  private admits({ size }: Phase): boolean {
    return size === undefined || this.inside + this.replacing < size;
  }

  private expect(): void {
    const { waiting, point } = this;
    if (waiting === undefined) this.nextAt = point.at;
    else {
      while (point.at - WEEK < (waiting[0]?.at ?? Infinity) && point.at < Infinity) this.book(waiting);
      this.nextAt = waiting[0]?.at ?? Infinity;
    }
  }

  /** The next patient of the phases, with the time at which that patient really comes. */
  private book(waiting: Booking[]): void {
    const phase = this.current;
    const number = ++this.patients;
    const booked = this.point.at;
    const late = phase.late === undefined ? 0 : phase.late(number, booked);
    if (!(late > -WEEK && late < Infinity)) {
      throw this.draws.impossible(`a booked patient ${late} min late (a week early at most)`, booked);
    }
    const given = phase.points instanceof ListedPoints ? phase.points.set : undefined;
    const booking = { at: Math.max(0, booked + late), number, phase, given };
    let place = waiting.length;
    while (place > 0 && waiting[place - 1].at > booking.at) place--;
    waiting.splice(place, 0, booking);
    this.pass();
  }

  /** On to the next patient of the phases. */
  private pass(): void {
    if (--this.companions > 0) return;
    const { current } = this;
    current.points.pass();
    if (current.batch === undefined && this.point.at < this.horizon) this.companions = 1;
    else this.settle();
  }

  /** To a point that brings somebody, in this phase or in one that follows. */
  private settle(): void {
    const { point } = this;
    for (;;) {
      const { points, batch } = this.current;
      if (point.at < this.horizon) {
        this.companions = batch === undefined ? 1 : this.sizeOf(batch, point.at);
        if (this.companions > 0) return;
        points.pass();
      } else if (++this.phase < this.phases.length) {
        this.current = this.phases[this.phase];
        this.current.points.begin();
      } else {
        point.at = Infinity;
        return;
      }
    }
  }

  private sizeOf(batch: (number: number, time: number) => number, at: number): number {
    const size = batch(this.point.number, at);
    if (size >= 0 && size === Math.floor(size) && size < Infinity) return size;
    throw this.draws.impossible(`a batch of ${size} patients: a whole number is needed`, at);
  }
}

const PLAIN: ReadonlySet<ArrivalPhase["kind"]> = new Set(["none", "poisson", "varying", "every"]);

interface Phase {
  readonly from: number;
  readonly points: Points;
  readonly batch: ((number: number, time: number) => number) | undefined;
  readonly late: ((number: number, time: number) => number) | undefined;
  readonly noShow: number;
  /** Of a fixed population. */
  readonly size: number | undefined;
}

interface Booking {
  readonly at: number;
  readonly number: number;
  readonly phase: Phase;
  readonly given: Given | undefined;
}

function linkPhases(
  table: ClassTable,
  draws: ArrivalDraws,
  process: UnitProcess,
  point: Point,
  stop: number,
  offset: number,
): readonly Phase[] {
  let lastPoisson: PoissonPoints | undefined;
  return table.arrivals.map((phase, i) => {
    const until = i + 1 < table.arrivals.length ? table.arrivals[i + 1].from : Infinity;
    const points = pointsOf(phase, until);
    if (points instanceof PoissonPoints) lastPoisson = points;
    const batch = "batch" in phase ? phase.batch : undefined;
    const late = phase.kind === "booked" ? phase.late : undefined;
    return {
      from: phase.from,
      points,
      batch: batch && draws.value(batch, table.batchWord, "a batch"),
      late: late && draws.value(late, table.lateWord, "how late a booked patient is"),
      noShow: phase.kind === "booked" ? phase.noShow : NONE,
      size: phase.kind === "population" ? phase.size : undefined,
    };
  });

  function pointsOf(phase: ArrivalPhase, until: number): Points {
    switch (phase.kind) {
      case "none":
        return new NoPoints(point);
      case "poisson":
        return new PoissonPoints(point, new ProfiledArrivals(phase, until), process, lastPoisson);
      case "varying": {
        const evaluate = draws.atTime(phase.rate);
        const rate = (time: number): number => {
          const found = evaluate(time);
          if (found >= 0 && found < Infinity) return found;
          throw draws.impossible(`a rate of arrival of ${found * 1440} per day`, time);
        };
        const expected = new VaryingArrivals(rate, phase.from, until, stop, offset);
        return new PoissonPoints(point, expected, process, lastPoisson);
      }
      case "every":
        return new RenewalPoints(point, phase, until, table, draws);
      case "booked":
        return new BookedPoints(point, phase, until);
      case "listed":
        return new ListedPoints(point, phase, until);
      case "population":
        return new PopulationPoints(point, phase.from, phase.size);
    }
  }
}
