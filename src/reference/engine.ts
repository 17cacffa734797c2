import type { Model } from "../model/model.ts";
import { Arrivals } from "./arrivals.ts";
import { openCalendars } from "./calendars.ts";
import { watchDeadlock } from "./deadlock.ts";
import { type Event, type Letter, MARK } from "./events.ts";
import type { Facts } from "./facts.ts";
import { grant } from "./grants.ts";
import { byPatient, compare, Patient } from "./patient.ts";
import { breakOff, endStage, endWork, go, goOn } from "./program.ts";
import { Resource } from "./resource.ts";
import { placeToday } from "./today.ts";
import { World } from "./world.ts";

/** One replication: instant after instant, each worked off by its letters. */
export class Engine {
  private readonly world: World;
  private readonly arrivals: readonly Arrivals[];
  private readonly closes: number;
  private readonly stop: number;
  /** Something has happened since grants were last looked at. */
  private touched = true;

  constructor(model: Model, replication: number, facts: Facts) {
    const resources = model.resources.map((table, i) => new Resource(table, i));
    const world = new World(model, replication, facts, resources);
    this.world = world;
    world.steps = {
      goOn: (patient) => goOn(world, patient),
      go: (patient, target) => go(world, patient, target),
      endWork: (patient) => endWork(world, patient),
      endStage: (patient) => endStage(world, patient),
      breakOff: (patient) => breakOff(world, patient),
    };
    const { warmUp, run, coolDown } = model.clock;
    this.closes = warmUp + run;
    this.stop = this.closes + coolDown;
    this.arrivals = model.classes.map((_, cls) => new Arrivals(world, cls, this.stop));
  }

  run(): void {
    const { world, stop, closes } = this;
    const { warmUp } = world.model.clock;
    world.facts.begin(world);
    openCalendars(world);
    placeToday(world);
    for (const arrivals of this.arrivals) arrivals.begin();
    this.mark(warmUp);
    if (closes < stop) this.mark(closes);
    for (let at = world.clock.next(); at < stop; at = world.clock.next()) {
      world.clock.deliver(at);
      if (world.clock.due.length === 0) continue;
      this.passTo(at);
      if (at === warmUp) world.facts.windowOpened(at);
      if (at === closes) world.facts.windowClosed(at);
      this.instant();
    }
    this.passTo(stop);
    world.facts.end(stop);
  }

  private mark(at: number): void {
    this.world.plan({ at, letter: "e", kind: MARK, whose: 0, order: 0, act: () => {} });
  }

  private passTo(at: number): void {
    const { world } = this;
    const before = world.now;
    if (at > before) world.facts.elapsed(before, at);
    world.now = at;
  }

  /** The earliest letter that has anything left is next, until nothing is left at this time. */
  private instant(): void {
    const { world } = this;
    do this.letters();
    while (watchDeadlock(world));
  }

  private letters(): void {
    const { world } = this;
    this.touched = true;
    for (;;) {
      world.clock.deliver(world.now);
      for (const arrivals of this.arrivals) arrivals.fill();
      if (this.workOff("a", Infinity) || this.workOff("b", Infinity)) continue;
      if (this.touched) {
        this.touched = false;
        grant(world);
        continue;
      }
      if (!this.workOff("d", 1) && !this.workOff("e", 1)) break;
    }
  }

  /** Events of a letter in their order, so many at most. True when there was one. */
  private workOff(letter: Letter, most: number): boolean {
    const { clock } = this.world;
    let done = 0;
    while (done < most) {
      clock.deliver(this.world.now);
      const [first] = clock.due.filter((event) => event.letter === letter).sort(byOrder);
      if (first === undefined) break;
      clock.due.splice(clock.due.indexOf(first), 1);
      first.act();
      done++;
      this.touched = true;
    }
    return done > 0;
  }
}

function byOrder(a: Event, b: Event): number {
  return a.kind - b.kind || byWhose(a.whose, b.whose) || compare(a.order, b.order);
}

function byWhose(a: unknown, b: unknown): number {
  if (a instanceof Patient && b instanceof Patient) return byPatient(a, b);
  return Number(a) - Number(b);
}
