import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { type Key, patientKeyInto, replicationKey, seedKey, uniformAt } from "../random/streams.ts";
import { ArrivalStream } from "./arrivals.ts";
import { AtOnce } from "./at-once.ts";
import { Bundles } from "./bundles.ts";
import { CapacityCalendar } from "./calendars.ts";
import { DeadlockWatch } from "./deadlock.ts";
import { ARRIVAL, CALENDAR, CONTACT, END, EventList, GATHER, OFFER, TIMER, TURNOVER } from "./event-list.ts";
import { Grants } from "./grants.ts";
import { Interpreter } from "./interpreter.ts";
import { LoopWatch } from "./loop-watch.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { ASKING, DOUBLES, DUE_AT, INTS } from "./patient-row.ts";
import { PausedServices } from "./paused-services.ts";
import { isPlain, type PlainKernel } from "./plain.ts";
import { isPlainRunner } from "./plain-runner.ts";
import { Preemption } from "./preemption.ts";
import { linkProgram } from "./program.ts";
import { QueuePlaces } from "./queue-places.ts";
import type { Recorder } from "./recorder.ts";
import { Requests } from "./requests.ts";
import { Routing } from "./routing.ts";
import { hasSessions, Sessions } from "./sessions.ts";
import { ShiftEnds } from "./shift-ends.ts";
import { roomFor, Tables } from "./tables.ts";
import { Timers } from "./timers.ts";
import { TodaysPatients } from "./today.ts";
import { Turnovers } from "./turnovers.ts";
import { WaitingLines } from "./waiting-lines.ts";

/**
 * The event loop: what happens when. One simulation can run one replication after another: closures are linked and tables
 * allocated once.
 */
export class Simulation {
  /** For a recorder who runs the pathway himself: undefined unless it is plain. */
  private readonly plain: PlainKernel | undefined;
  private readonly machine: Machine;
  private readonly tables: Tables;
  private readonly events: EventList;
  private readonly requests: Requests;
  private readonly timers: Timers;
  private readonly routing: Routing;
  private readonly atOnce: AtOnce;
  private readonly loops: LoopWatch;
  private readonly lines: WaitingLines;
  private readonly interpreter: Interpreter;
  private readonly grants: Grants;
  private readonly deadlock: DeadlockWatch;
  private readonly today: TodaysPatients | undefined;
  private readonly turnovers: Turnovers | undefined;
  private readonly shiftEnds: ShiftEnds | undefined;
  private readonly sessions: Sessions | undefined;
  /** Whether anything is granted but to those who have asked: places in queues, or the way on after a pause. */
  private readonly mayGrantMore: boolean;
  private readonly arrivals: readonly ArrivalStream[];
  private readonly calendars: readonly CapacityCalendar[];
  private readonly seed: Key;
  private readonly key = new Int32Array(2);

  constructor(model: Model) {
    const tables = new Tables(model);
    const bundles = new Bundles(model, tables);
    const lines = new WaitingLines(model, tables, bundles, {
      priorityOf: (patient) => this.requests.priorityOf(patient),
      canMakeRoom: (patient, bundle) => preemption.canMakeRoom(patient, bundle),
    });
    this.tables = tables;
    this.lines = lines;
    const plain = isPlain(model);
    // Whoever runs a plain pathway himself has a future of his own.
    this.events = new EventList(this, (plain ? 0 : roomFor(model)) + MANY_VOIDS);
    this.seed = seedKey(model.seed);
    this.machine = {
      model,
      tables,
      bundles,
      lines,
      queues: new QueuePlaces(model, tables, lines),
      events: this.events,
      program: linkProgram(
        model,
        tables,
        () => this.machine.replicationKey,
        (patient, what, error) =>
          impossible(this.machine, patient, `${what}: ${error instanceof Error ? error.message : String(error)}`),
      ),
      replicationKey: replicationKey(this.seed, 0),
      recorder: SILENT,
      left: (cls) => {
        if (this.arrivals[cls].left(tables.now)) this.events.push(tables.now, ARRIVAL, cls * 2 + REPLACEMENT);
      },
    };
    const rules = model.resources.flatMap(({ phases }) => phases);
    const paused = rules.some(({ atShiftEnd }) => atShiftEnd === "pause")
      ? new PausedServices(tables, bundles)
      : undefined;
    if (rules.some(({ turnover }) => turnover !== NONE)) this.turnovers = new Turnovers(this.machine);
    this.requests = new Requests(this.machine, this.turnovers, paused);
    this.timers = new Timers(this.machine);
    this.routing = new Routing(this.machine);
    this.atOnce = new AtOnce(this.machine, this.requests);
    this.loops = new LoopWatch(this.machine);
    this.interpreter = new Interpreter(this.machine, this.requests, this.timers, this.routing, this.atOnce, this.loops);
    this.sessions = hasSessions(model) ? new Sessions(this.machine) : undefined;
    const preemption = new Preemption(this.machine, this.requests);
    if (rules.some(({ atShiftEnd }) => atShiftEnd !== "finish")) {
      this.shiftEnds = new ShiftEnds(this.machine, this.requests, preemption, paused);
    }
    const { requests, interpreter, routing, shiftEnds, sessions } = this;
    this.grants = new Grants(this.machine, requests, interpreter, routing, preemption, shiftEnds, sessions);
    this.mayGrantMore = model.queues.length > 0 || shiftEnds !== undefined;
    if (model.today.length > 0) {
      this.today = new TodaysPatients(this.machine, this.requests, this.interpreter, this.grants, this.timers);
    }
    this.deadlock = new DeadlockWatch(this.machine, this.requests.waitingHolders, this.grants);
    this.calendars = model.resources.map((table, resource) => {
      const { word, absenceWord } = table;
      return new CapacityCalendar(table, {
        uniform: (minute) => {
          patientKeyInto(this.key, this.machine.replicationKey, word, minute);
          return uniformAt(this.key[0], this.key[1], absenceWord, 0, 0);
        },
        late: (value, minute) => this.sessions?.lateness(resource, value, minute) ?? 0,
      });
    });
    this.arrivals = model.classes.map(
      (_, cls) => new ArrivalStream(model, cls, tables, () => this.machine.replicationKey),
    );
    const { machine, arrivals, calendars, loops, today } = this;
    const misses = (patient: number, cls: number, noShow: number): boolean => this.misses(patient, cls, noShow);
    if (plain) {
      this.plain = { machine, arrivals, calendars, requests, routing, interpreter, loops, today, misses };
    }
  }

  run(replication: number, recorder: Recorder): void {
    const { machine, tables } = this;
    machine.replicationKey = replicationKey(this.seed, replication);
    machine.recorder = recorder;
    tables.reset(replication);
    this.loops.reset();
    if (this.plain !== undefined && isPlainRunner(recorder)) {
      if (recorder.runPlain(this.plain)) return;
      tables.reset(replication);
      this.loops.reset();
    }
    const { warmUp, run, coolDown } = machine.model.clock;
    machine.lines.reset();
    machine.queues.reset();
    this.events.clear();
    this.atOnce.reset();
    this.requests.reset();
    this.timers.reset();
    this.interpreter.reset();
    this.turnovers?.reset();
    this.shiftEnds?.reset();
    this.sessions?.reset();
    recorder.begin(tables);
    for (let resource = 0; resource < this.calendars.length; resource++) {
      this.calendars[resource].reset();
      this.openCapacity(resource);
    }
    for (let cls = 0; cls < this.arrivals.length; cls++) {
      this.arrivals[cls].reset();
      this.expectArrival(cls);
    }
    if (this.today !== undefined) {
      this.today.admit(this.arrivals);
      // Who is there has not entered in this instant.
      this.loops.timeMoves();
      if (this.shiftEnds !== undefined) this.expectExcess();
    }
    if (warmUp > 0) this.runUntil(warmUp);
    recorder.windowOpened(warmUp);
    this.runUntil(warmUp + run);
    recorder.windowClosed(warmUp + run);
    if (coolDown > 0) this.runUntil(warmUp + run + coolDown);
    recorder.end(warmUp + run + coolDown);
  }

  /**
   * Ties of one kind: turnovers and calendars by resource, ends and offers by patient, timers and contacts by theirs, meetings by
   * stage, arrivals by class.
   */
  comesBefore(kind: number, a: number, b: number): boolean {
    if (kind === END || kind === OFFER) return this.tables.arrivedBefore(a, b);
    if (kind === TIMER) return this.timers.comesBefore(a, b);
    if (kind === TURNOVER && this.turnovers !== undefined) return this.turnovers.comesBefore(a, b);
    return kind === CONTACT ? this.interpreter.contactBefore(a, b) : a < b;
  }

  /**
   * An instant is worked off letter by letter: ends, calendars, grants, then timers, contacts and arrivals one by one. After each, the
   * earliest letter that has anything left at this time comes next. Events at `stop` are not executed.
   */
  private runUntil(stop: number): void {
    for (;;) {
      const time = this.events.nextTime();
      const kind = this.events.nextKind();
      const isLater = time > this.tables.now;
      if (this.events.held.length > 0 && (isLater || kind < CALENDAR || kind > GATHER)) {
        this.events.release(this.tables.now);
        continue;
      }
      if (isLater || kind > GATHER || this.atOnce.hasMet === true) {
        this.atOnce.hasMet = false;
        if (
          this.lines.anyDue ||
          this.requests.asked.count > 0 ||
          (this.mayGrantMore === true && this.grants.mayGrant)
        ) {
          this.grants.grant();
          continue;
        }
        this.lines.grantsOver();
      }
      if (isLater) {
        if (this.requests.waitingHolders.count > 0 && this.deadlock.check()) continue;
        if (!(time < stop)) break;
        if (this.tables.voidCount > 0) {
          if (this.tables.voidCount > MANY_VOIDS && this.tables.voidCount * 2 > this.events.size) this.purge();
          if (this.dropVoids() || this.events.nextTime() > time) continue;
        }
        this.moveTo(time);
      }
      const subject = this.events.take();
      if (kind === END || kind === ARRIVAL) {
        this.atOnce.open = true;
        if (kind === END) this.interpreter.end(subject);
        else this.arrive(subject);
        this.atOnce.open = false;
      } else this.dispatch(kind, subject);
    }
    if (stop > this.tables.now) this.moveTo(stop);
  }

  /** Events that are seldom beside ends and arrivals. */
  private dispatch(kind: number, subject: number): void {
    const { events } = this;
    events.holdsEnds = kind >= CALENDAR && kind <= GATHER;
    if (kind === CALENDAR) this.changeCapacity(subject);
    else if (kind === OFFER) this.requests.offer(subject);
    else if (kind === GATHER) this.interpreter.gather(subject);
    else if (kind === TURNOVER) this.turnovers?.end(subject);
    else if (kind === TIMER) this.expire(subject);
    else this.interpreter.contact(subject);
    events.holdsEnds = false;
  }

  /** An instant at which nothing happens is none: what is void leaves before the clock moves to it. True when something has left. */
  private dropVoids(): boolean {
    const { events } = this;
    let dropped = false;
    while (events.size > 0 && this.isVoid(events.nextTime(), events.nextKind(), events.nextSubject())) {
      const kind = events.nextKind();
      this.voidCame(kind, events.take());
      dropped = true;
    }
    return dropped;
  }

  /** Most of the future is void: long timers of patients who have left. Their rows are free again. */
  private purge(): void {
    this.events.purge((time, kind, subject) => {
      if (!this.isVoid(time, kind, subject)) return false;
      this.voidCame(kind, subject);
      return true;
    });
  }

  private isVoid(time: number, kind: number, subject: number): boolean {
    const { tables } = this;
    if (kind === END || kind === OFFER) {
      return (
        tables.doubles[(subject << DOUBLES) | DUE_AT] !== time ||
        (kind === END) === (tables.claimInts[(subject << INTS) | ASKING] !== NONE)
      );
    }
    if (kind === TIMER) return this.timers.isVoid(subject);
    if (kind === CONTACT) return this.interpreter.isVoidContact(subject);
    return kind === GATHER && this.interpreter.isVoidMeeting(subject, time);
  }

  private voidCame(kind: number, subject: number): void {
    if (kind === TIMER) this.timers.expire(subject);
    else if (kind === CONTACT) this.interpreter.contact(subject);
    else if (kind === GATHER) this.interpreter.voidMeetingCame();
    else this.tables.voidCame(subject);
  }

  private moveTo(time: number): void {
    const { recorder } = this.machine;
    if (recorder.wantsElapsed === true) recorder.elapsed(this.tables.now, time);
    this.tables.now = time;
    this.loops.timeMoves();
  }

  private expire(row: number): void {
    const patient = this.timers.expire(row);
    if (patient !== NONE) this.interpreter.pull(patient, this.timers.targetOf(row));
  }

  private expectArrival(cls: number): void {
    const at = this.arrivals[cls].nextAt;
    if (at < Infinity) this.events.push(at, ARRIVAL, cls * 2);
  }

  /** @param subject twice the class, and 1 more for who takes the place of somebody who has left */
  private arrive(subject: number): void {
    const { tables, machine, interpreter } = this;
    const { recorder } = machine;
    const cls = subject >> 1;
    const arrivals = this.arrivals[cls];
    if ((subject & REPLACEMENT) !== 0) arrivals.replace(tables.now);
    else {
      const comes = arrivals.take();
      this.expectArrival(cls);
      if (comes === false) return;
    }
    const { noShow } = arrivals;
    const patient = tables.admit(cls, arrivals.number, arrivals.key0, arrivals.key1);
    if (arrivals.hasAttributes === true) interpreter.setAtArrival(patient, cls, arrivals.given);
    if (noShow !== NONE && this.misses(patient, cls, noShow)) return;
    recorder.arrived(tables.now, patient);
    const first = arrivals.entry === NONE ? arrivals.enter : this.routing.choose(patient, arrivals.entry);
    if (interpreter.goTo(patient, first)) interpreter.follow(patient);
  }

  /** Whether a booked patient does not come: he is gone again, then. */
  private misses(patient: number, cls: number, noShow: number): boolean {
    const { tables, machine } = this;
    const { noShowWord } = machine.model.classes[cls];
    if (draw(machine, patient, noShow, noShowWord, 0, "noShow") === 0) return false;
    machine.recorder.missed(tables.now, patient);
    tables.dismiss(patient);
    machine.left(cls);
    return true;
  }

  private openCapacity(resource: number): void {
    const calendar = this.calendars[resource];
    const { tables } = this;
    const { recorder, lines } = this.machine;
    const { scheduled, rostered, rosterChanged } = calendar;
    if (this.machine.model.uses.closes) tables.closesAt[resource] = calendar.closesAt;
    const open = this.sessions === undefined ? calendar.open : this.sessions.changed(resource, calendar);
    const more = open > tables.open[resource];
    if (scheduled !== tables.scheduled[resource] || open !== tables.open[resource] || rosterChanged) {
      tables.scheduled[resource] = scheduled;
      tables.open[resource] = open;
      recorder.capacity(tables.now, resource, scheduled, open, rostered);
    }
    if (more) lines.freed(resource);
    if (calendar.nextAt < Infinity) this.events.push(calendar.nextAt, CALENDAR, resource * 2);
  }

  /** More may be at work at time 0 than are on duty. */
  private expectExcess(): void {
    for (let resource = 0; resource < this.calendars.length; resource++) {
      this.events.push(0, CALENDAR, resource * 2 + EXCESS);
    }
  }

  /** @param subject twice the resource, and 1 more where nothing but what is in use is new */
  private changeCapacity(subject: number): void {
    const resource = subject >> 1;
    if ((subject & EXCESS) === 0) {
      this.calendars[resource].advance();
      this.openCapacity(resource);
      if (this.calendars[resource].ended) this.grants.shiftOver(resource);
    }
    this.shiftEnds?.capacityChanged(resource);
  }
}

/** So many void events do no harm. */
const MANY_VOIDS = 256;
/** Beside twice the class, in the subject of an arrival. */
const REPLACEMENT = 1;
/** Beside twice the resource, in the subject of a calendar. */
const EXCESS = 1;

/** Nobody listens before a run. */
const SILENT: Recorder = {
  wantsElapsed: false,
  begin: () => {},
  elapsed: () => {},
  windowOpened: () => {},
  windowClosed: () => {},
  capacity: () => {},
  arrived: () => {},
  missed: () => {},
  entered: () => {},
  doing: () => {},
  taken: () => {},
  given: () => {},
  started: () => {},
  ended: () => {},
  preempted: () => {},
  paused: () => {},
  resumed: () => {},
  setAside: () => {},
  takenUp: () => {},
  turnover: () => {},
  ready: () => {},
  sessionOpened: () => {},
  sessionOver: () => {},
  pulled: () => {},
  turnedAway: () => {},
  born: () => {},
  finished: () => {},
  contact: () => {},
  exited: () => {},
  end: () => {},
};
