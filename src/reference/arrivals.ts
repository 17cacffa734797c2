import { SimulationError } from "../kernel/simulation-error.ts";
import { log } from "../maths/log.ts";
import type { ArrivalPhase, Value } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { type ExpectedArrivals, ProfiledArrivals } from "../random/expected-arrivals.ts";
import { uniformAt } from "../random/streams.ts";
import { VaryingArrivals } from "../random/varying-rate.ts";
import { admit } from "./admission.ts";
import { ARRIVAL } from "./events.ts";
import { evaluate } from "./expressions.ts";
import { drawn, streamAt } from "./values.ts";
import type { World } from "./world.ts";

const WEEK = 10080;
const MOST_AT_ONCE = 100000;

type Phase<K extends ArrivalPhase["kind"]> = Extract<ArrivalPhase, { kind: K }>;

/** How the patients of a class come, phase by phase. */
export class Arrivals {
  private readonly world: World;
  private readonly cls: number;
  private readonly stop: number;
  /** Patients, and points of a process, up to now. */
  private patients = 0;
  private points = 0;
  /** Of a unit Poisson process: the point to come, and how many are expected before the phase that is next. */
  private point = Number.NaN;
  private expectedBefore = 0;
  /** Of a population, who is on the way. */
  private coming = 0;
  private planned = 0;
  private atOnce = 0;
  private last = -Infinity;

  constructor(world: World, cls: number, stop: number) {
    this.world = world;
    this.cls = cls;
    this.stop = stop;
  }

  begin(): void {
    this.phases.forEach((phase, i) => {
      const until = this.phases[i + 1]?.from ?? Infinity;
      if (phase.from >= this.stop) return;
      if (phase.from <= 0) this.start(phase, until);
      else this.plan(phase.from, () => this.start(phase, until));
    });
  }

  private get phases(): readonly ArrivalPhase[] {
    return this.world.model.classes[this.cls].arrivals;
  }

  /** Those of one time come as they were planned. */
  private plan(at: number, act: () => void): void {
    this.world.plan({ at, letter: "e", kind: ARRIVAL, whose: this.cls, order: this.planned++, act });
  }

  private start(phase: ArrivalPhase, until: number): void {
    if (phase.kind === "poisson") this.poisson(new ProfiledArrivals(phase, until), phase);
    else if (phase.kind === "varying") this.poisson(this.expected(phase, until), phase);
    else if (phase.kind === "every") this.every(phase, phase.from, until, phase.first);
    else if (phase.kind === "booked") this.booked(phase, until);
    else if (phase.kind === "listed") this.listed(phase, until);
    else this.fill();
  }

  private expected(phase: Phase<"varying">, until: number): ExpectedArrivals {
    const rate = (time: number): number => this.rateAt(phase, time);
    return new VaryingArrivals(rate, phase.from, until, this.stop, this.world.model.clock.startMinuteOfWeek);
  }

  private poisson(expected: ExpectedArrivals, phase: Phase<"poisson" | "varying">): void {
    if (Number.isNaN(this.point)) this.point = this.unitGap();
    this.nextPoint(expected, phase, this.expectedBefore);
    this.expectedBefore += expected.total;
  }

  private unitGap(): number {
    const { word, arrivalWord } = this.world.model.classes[this.cls];
    const { k0, k1 } = this.world.keyOf(word, this.points + 1);
    return -log(uniformAt(k0, k1, arrivalWord, 0, 0));
  }

  private nextPoint(expected: ExpectedArrivals, phase: Phase<"poisson" | "varying">, before: number): void {
    const point = this.point - before;
    if (!(point < expected.total)) return;
    const at = expected.timeOf(point);
    if (at >= this.stop) return;
    this.plan(at, () => {
      this.points++;
      this.batch(phase.batch, at);
      this.point += this.unitGap();
      this.nextPoint(expected, phase, before);
    });
  }

  private rateAt({ rate }: Phase<"varying">, time: number): number {
    const found = this.atTime(time, () => evaluate(rate, this.world, undefined));
    if (found >= 0 && found < Infinity) return found;
    throw this.impossible(`a rate of arrival of ${found * 1440} per day`, time);
  }

  /** What sees the clock of another time than now. */
  private atTime<T>(time: number, see: () => T): T {
    const { now } = this.world;
    this.world.now = time;
    try {
      return see();
    } finally {
      this.world.now = now;
    }
  }

  private value(value: Value, number: number, word: number, what: string, time: number): number {
    const key = this.world.keyOf(this.world.model.classes[this.cls].word, number);
    try {
      return this.atTime(time, () => drawn(value, this.world, undefined, streamAt(key, word, 0)));
    } catch (error) {
      throw this.impossible(`${what}: ${error instanceof Error ? error.message : String(error)}`, time);
    }
  }

  private every(phase: Phase<"every">, from: number, until: number, first: Value | undefined): void {
    const { arrivalWord, firstWord } = this.world.model.classes[this.cls];
    const number = this.points + 1;
    const gap =
      first === undefined
        ? this.value(phase.gap, number, arrivalWord, "a time between arrivals", from)
        : this.value(first, number, firstWord, "the time to the first arrival", from);
    if (!(gap >= 0 && gap < Infinity)) throw this.impossible(`a time between arrivals of ${gap} min`, from);
    const at = from + gap;
    if (at >= until || at >= this.stop) return;
    this.plan(at, () => {
      this.points++;
      this.batch(phase.batch, at);
      this.every(phase, at, until, undefined);
    });
  }

  /** All of a batch come at the same time, one by one. */
  private batch(size: Value | undefined, at: number): void {
    const { batchWord } = this.world.model.classes[this.cls];
    const count = size === undefined ? 1 : this.value(size, this.points, batchWord, "the size of a batch", at);
    if (!(count >= 0 && Number.isInteger(count)))
      throw this.impossible(`a batch of ${count} patients: a whole number is needed`, at);
    for (let i = 0; i < count; i++) {
      if (i === 0) this.comes([], NONE);
      else this.plan(at, () => this.comes([], NONE));
    }
  }

  private booked(phase: Phase<"booked">, until: number): void {
    const { lateWord } = this.world.model.classes[this.cls];
    const bookings: number[] = [];
    for (let week = Math.floor(phase.from / WEEK); week * WEEK < Math.min(until, this.stop + WEEK); week++)
      for (const at of phase.at) bookings.push(week * WEEK + at);
    for (const booked of bookings) {
      if (booked < phase.from || booked >= until || booked >= this.stop + WEEK) continue;
      const number = ++this.patients;
      const late = phase.late === undefined ? 0 : this.value(phase.late, number, lateWord, "lateness", booked);
      if (!(late >= -WEEK && late < Infinity)) {
        const fail = (): never => {
          throw this.impossible(`a booked patient ${late} min late (a week early at most)`, booked);
        };
        this.plan(Math.max(this.world.now, booked - WEEK), fail);
        return;
      }
      const at = Math.max(0, booked + late);
      this.plan(at, () => this.comesAs(number, [], phase.noShow));
    }
  }

  private listed({ from, at, set }: Phase<"listed">, until: number): void {
    at.forEach((time, i) => {
      if (time >= from && time < until) this.plan(time, () => this.comes(set[i] ?? [], NONE));
    });
  }

  /** So many come that the population is whole again: as large as it is from this moment on. */
  fill(): void {
    const phase = this.phases.filter(({ from }) => from <= this.world.now).at(-1);
    const size = phase?.kind === "population" ? phase.size : 0;
    const comes = (): void => {
      this.coming--;
      this.comes([], NONE);
    };
    for (; this.world.population[this.cls] + this.coming < size; this.coming++) this.plan(this.world.now, comes);
  }

  private comes(given: readonly (readonly [number, number])[], noShow: number): void {
    this.comesAs(++this.patients, given, noShow);
  }

  private comesAs(number: number, given: readonly (readonly [number, number])[], noShow: number): void {
    const { now } = this.world;
    this.atOnce = this.last === now ? this.atOnce + 1 : 1;
    this.last = now;
    if (this.atOnce > MOST_AT_ONCE)
      throw this.impossible(`more than ${MOST_AT_ONCE} arrivals at one time: no time passes between them`, now);
    admit(this.world, this.cls, number, given, noShow);
  }

  private impossible(what: string, time: number): SimulationError {
    const { names, arm } = this.world.model;
    return new SimulationError(
      `${what}; arrivals of class ${names.classes[this.cls]}, at ${time} min, scenario "${arm}", replication ${this.world.replication}`,
    );
  }
}
