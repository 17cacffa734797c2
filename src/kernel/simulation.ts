import { log } from "../maths/log.ts";
import type { Assignment, Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import { type Key, PurposeStream, patientKeyInto, replicationKey, seedKey, uniformAt } from "../random/streams.ts";
import { ArrivalStream } from "./arrivals.ts";
import { CapacityCalendar, nextOpening } from "./calendars.ts";
import { ARRIVAL, CALENDAR, END, EventList } from "./event-list.ts";
import { linkProgram, type Program } from "./program.ts";
import { QueuePlaces } from "./queue-places.ts";
import type { Recorder } from "./recorder.ts";
import { SimulationError } from "./simulation-error.ts";
import { Tables } from "./tables.ts";
import { WaitingLines } from "./waiting-lines.ts";

/** A patient who enters this many stages at one time goes round a loop in which no time passes. */
const LOOP_LIMIT = 10_000;

/**
 * The event loop and the interpreter of the primitives (docs/semantics.md says what each means). One simulation can run one
 * replication after another: closures are linked and tables allocated once.
 */
export class Simulation {
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly lines: WaitingLines;
  private readonly queues: QueuePlaces;
  private readonly events: EventList;
  private readonly program: Program;
  private readonly stream = new PurposeStream();
  private readonly arrivals: readonly ArrivalStream[];
  private readonly calendars: readonly CapacityCalendar[];
  private readonly seed: Key;
  private readonly resourceCount: number;
  private readonly stageCount: number;
  private readonly attributeCount: number;
  private readonly key = new Int32Array(2);
  private replicationKey: Key;
  private recorder!: Recorder;
  /** Patients who have asked in this instant and not been looked at since. */
  private readonly asked: number[] = [];
  private readonly recheck = (patient: number): void => this.chargeAnew(patient);

  constructor(model: Model) {
    this.model = model;
    const { names } = model;
    this.resourceCount = names.resources.length;
    this.stageCount = names.stages.length;
    this.attributeCount = names.attributes.length;
    this.tables = new Tables(model);
    this.lines = new WaitingLines(model, this.tables);
    this.queues = new QueuePlaces(model, this.lines);
    this.events = new EventList(this);
    this.seed = seedKey(model.seed);
    this.replicationKey = replicationKey(this.seed, 0);
    this.program = linkProgram(model, this.tables, () => this.replicationKey);
    this.calendars = model.resources.map((table) => new CapacityCalendar(table));
    this.arrivals = model.classes.map(
      (table) =>
        new ArrivalStream(table, (number) => {
          patientKeyInto(this.key, this.replicationKey, table.word, number);
          return -log(uniformAt(this.key[0], this.key[1], table.arrivalWord, 0, 0));
        }),
    );
  }

  run(replication: number, recorder: Recorder): void {
    const { warmUp, run, coolDown } = this.model.clock;
    this.replicationKey = replicationKey(this.seed, replication);
    this.recorder = recorder;
    this.tables.reset(replication);
    this.lines.reset();
    this.queues.reset();
    this.events.clear();
    this.asked.length = 0;
    recorder.begin(this.tables);
    for (let resource = 0; resource < this.resourceCount; resource++) {
      this.calendars[resource].reset();
      this.openCapacity(resource);
    }
    for (let cls = 0; cls < this.arrivals.length; cls++) {
      this.arrivals[cls].reset();
      this.expectArrival(cls);
    }
    this.runUntil(warmUp);
    recorder.windowOpened(warmUp);
    this.runUntil(warmUp + run);
    recorder.windowClosed(warmUp + run);
    if (coolDown > 0) this.runUntil(warmUp + run + coolDown);
    recorder.end(warmUp + run + coolDown);
  }

  /** Ties of one kind: ends by patient, calendars by resource, arrivals by class. */
  comesBefore(kind: number, a: number, b: number): boolean {
    return kind === END ? this.tables.arrivedBefore(a, b) : a < b;
  }

  /**
   * An instant is worked off letter by letter: ends, calendars, grants, then arrivals one by one. After each, the earliest
   * letter that has anything left at this time comes next. Events at `stop` are not executed.
   */
  private runUntil(stop: number): void {
    const { events, lines, tables } = this;
    for (;;) {
      const time = events.nextTime();
      if ((time > tables.now || events.nextKind() > CALENDAR) && (lines.anyDue || this.asked.length > 0)) {
        this.grant();
        continue;
      }
      if (!(time < stop)) break;
      if (time > tables.now) this.moveTo(time);
      const kind = events.nextKind();
      const subject = events.pop();
      if (kind === END) this.end(subject);
      else if (kind === CALENDAR) this.changeCapacity(subject);
      else this.arrive(subject);
    }
    if (stop > tables.now) this.moveTo(stop);
  }

  private moveTo(time: number): void {
    if (this.recorder.wantsElapsed) this.recorder.elapsed(this.tables.now, time);
    this.tables.now = time;
  }

  private expectArrival(cls: number): void {
    const at = this.arrivals[cls].nextAt;
    if (at < Infinity) this.events.push(at, ARRIVAL, cls);
  }

  private arrive(cls: number): void {
    const { tables, model, key } = this;
    const arrivals = this.arrivals[cls];
    const listed = arrivals.take();
    this.expectArrival(cls);
    patientKeyInto(key, this.replicationKey, model.classes[cls].word, arrivals.count);
    const patient = tables.admit(cls, arrivals.count, key[0], key[1]);
    const row = patient * this.attributeCount;
    const attributes = this.program.classAttributes[cls];
    for (let i = 0; i < attributes.length; i++) {
      const { attribute } = attributes[i];
      const given = listed?.find(([name]) => name === attribute);
      if (given === undefined) this.assign(patient, attributes[i], 0);
      else tables.attributes[row + attribute] = given[1];
    }
    this.recorder.arrived(tables.now, patient);
    if (this.enter(patient, model.classes[cls].enter)) this.follow(patient);
  }

  private end(patient: number): void {
    const { tables } = this;
    if (tables.working[patient] === 1) {
      tables.working[patient] = 0;
      const stage = tables.stageOf[patient];
      tables.cases[stage]++;
      if (this.model.uses.stageTimes) tables.endedAt[patient * this.stageCount + stage] = tables.now;
      this.recorder.ended(tables.now, patient, stage);
    }
    this.follow(patient);
  }

  private openCapacity(resource: number): void {
    const calendar = this.calendars[resource];
    const { tables } = this;
    const { scheduled, open } = calendar;
    const more = open > tables.open[resource];
    if (scheduled !== tables.scheduled[resource] || open !== tables.open[resource]) {
      tables.scheduled[resource] = scheduled;
      tables.open[resource] = open;
      this.recorder.capacity(tables.now, resource, scheduled, open);
    }
    if (more) this.lines.freed(resource);
    if (calendar.nextAt < Infinity) this.events.push(calendar.nextAt, CALENDAR, resource);
  }

  private changeCapacity(resource: number): void {
    this.calendars[resource].advance();
    this.openCapacity(resource);
  }

  /** Grants, in order, until none can be met; then those who have asked and must wait begin to. */
  private grant(): void {
    const { lines, queues } = this;
    for (;;) {
      for (let patient = lines.next(); patient !== NONE; patient = lines.next()) this.meet(patient);
      for (let patient = queues.admit(); patient !== NONE; patient = queues.admit()) this.charge(patient);
      const turnedAway = this.settleAsked();
      if (turnedAway === NONE) break;
      this.turnAway(turnedAway);
    }
    lines.settle(this.recheck);
  }

  /** The first in line takes what it asked for, whole, and goes on. */
  private meet(patient: number): void {
    const { tables, lines, model } = this;
    const bundle = tables.asking[patient];
    const counter = tables.counter[patient];
    const seizes = model.program[counter + 2] === op.SEIZE;
    this.withdraw(patient);
    for (let i = lines.first(bundle); i < lines.last(bundle); i++) {
      const resource = lines.resourceAt(i);
      const units = lines.unitsAt(i);
      tables.inUse[resource] += units;
      if (seizes) {
        tables.held[patient * this.resourceCount + resource] += units;
        tables.places[patient] += units;
      }
      this.recorder.taken(tables.now, patient, resource, units, seizes);
    }
    if (!seizes) tables.serving[patient] = bundle;
    tables.counter[patient] = counter + WIDTH;
    this.follow(patient);
  }

  /** Takes a request out of its line, and its place out of the stage's queue. */
  private withdraw(patient: number): void {
    const { tables } = this;
    this.lines.remove(tables.asking[patient], patient);
    tables.asking[patient] = NONE;
    tables.queue[tables.stageOf[patient]]--;
    this.queues.leave(patient);
  }

  /** Those who asked in this instant and were not met begin to wait, patient by patient. NONE, or who found a queue full. */
  private settleAsked(): number {
    const { asked, tables, model } = this;
    if (asked.length > 1) asked.sort((a, b) => (tables.arrivedBefore(a, b) ? -1 : 1));
    let kept = 0;
    let turnedAway = NONE;
    for (let i = 0; i < asked.length; i++) {
      const patient = asked[i];
      if (turnedAway !== NONE) {
        asked[kept++] = patient;
        continue;
      }
      tables.fresh[patient] = 0;
      if (tables.asking[patient] === NONE) continue;
      const queue = model.program[tables.counter[patient] + 3];
      if (queue !== NONE && !this.queues.enter(queue, patient)) turnedAway = patient;
      else this.charge(patient);
    }
    asked.length = kept;
    return turnedAway;
  }

  private turnAway(patient: number): void {
    const { tables, model } = this;
    const { whenFullOutside, whenFullInside } = model.queues[model.program[tables.counter[patient] + 3]];
    const target = tables.fromOutside[patient] === 1 ? whenFullOutside : whenFullInside;
    this.withdraw(patient);
    this.recorder.turnedAway(tables.now, patient, tables.stageOf[patient]);
    if (this.goTo(patient, target)) this.follow(patient);
  }

  /** The patient waits from now on: for what, and held up by which resource. */
  private charge(patient: number): void {
    const { tables, lines, model } = this;
    const stage = tables.stageOf[patient];
    const seizes = model.program[tables.counter[patient] + 2] === op.SEIZE;
    const outside = tables.queuePlace[patient] < 0 && tables.queuePlace[patient] !== NONE;
    const cause = outside ? -1 - stage : lines.shortOf(tables.asking[patient]);
    const holdsPlace = tables.places[patient] > 0;
    const state = !holdsPlace ? op.QUEUED : seizes || outside ? op.BLOCKED : op.WAITING_FOR_STAFF;
    this.nowDoing(patient, state, cause);
  }

  /** A resource that this patient waits for has become freer: if it is not short any more, something else holds him up. */
  private chargeAnew(patient: number): void {
    const cause = this.tables.cause[patient];
    if (cause >= 0 && !this.lines.isShort(this.tables.asking[patient], cause)) this.charge(patient);
  }

  private nowDoing(patient: number, state: number, cause: number): void {
    const { tables } = this;
    const before = tables.doing[patient];
    if (before === op.QUEUED || before === op.BLOCKED || before === op.WAITING_FOR_STAFF) {
      tables.waited[patient] += tables.now - tables.since[patient];
    }
    tables.doing[patient] = state;
    tables.cause[patient] = cause;
    tables.since[patient] = tables.now;
    this.recorder.doing(tables.now, patient, state, cause);
  }

  /** Follows the stage's instructions until the patient has to wait, or has left. */
  private follow(patient: number): void {
    const { tables, model } = this;
    const { program } = model;
    for (;;) {
      const at = tables.counter[patient];
      switch (program[at]) {
        case op.ASK:
          if (this.ask(patient, at)) return;
          break;
        case op.GIVE:
          this.release(patient, program[at + 1]);
          break;
        case op.GIVE_NEEDS:
          this.giveNeeds(patient);
          break;
        case op.PAUSE:
          if (this.pause(patient, program[at + 1])) {
            tables.counter[patient] = at + WIDTH;
            return;
          }
          break;
        case op.WORK:
          this.work(patient, program[at + 1], program[at + 2]);
          tables.counter[patient] = at + WIDTH;
          return;
        case op.SET:
          this.set(patient, program[at + 1]);
          break;
        case op.GO:
          tables.fromOutside[patient] = 0;
          if (!this.goTo(patient, this.choose(patient, program[at + 1]))) return;
          continue;
        default:
          throw new Error(`no instruction ${program[at]} at ${at}`);
      }
      tables.counter[patient] = at + WIDTH;
    }
  }

  /** True when the patient has to wait for the grant. */
  private ask(patient: number, at: number): boolean {
    const { tables, lines, model } = this;
    const seizes = model.program[at + 2] === op.SEIZE;
    const whole = model.program[at + 1];
    const bundle = seizes ? lines.lacking(whole, patient) : whole;
    if (bundle === NONE) return false;
    const stage = tables.stageOf[patient];
    const { priority: value, priorityWord } = model.stages[stage];
    const visit = tables.visits[patient * this.stageCount + stage] - 1;
    const priority = this.draw(patient, value, priorityWord, visit, "a priority");
    if (!(priority >= -Infinity)) throw this.impossible(patient, `priority ${priority}`);
    tables.priority[patient] = priority;
    tables.askedAt[patient] = tables.now;
    tables.asking[patient] = bundle;
    tables.queue[stage]++;
    lines.add(bundle, patient);
    if (tables.fresh[patient] === 0) {
      tables.fresh[patient] = 1;
      this.asked.push(patient);
    }
    return true;
  }

  private release(patient: number, list: number): void {
    const { tables, model } = this;
    const row = patient * this.resourceCount;
    for (let i = model.releaseStart[list]; i < model.releaseStart[list + 1]; i++) {
      const resource = model.releaseResource[i];
      const most = model.releaseUnits[i];
      const held = tables.held[row + resource];
      this.givePlaces(patient, resource, most < 0 || most > held ? held : most);
    }
  }

  private givePlaces(patient: number, resource: number, units: number): void {
    if (units === 0) return;
    const { tables } = this;
    const row = patient * this.resourceCount + resource;
    tables.held[row] -= units;
    tables.places[patient] -= units;
    tables.inUse[resource] -= units;
    if (tables.held[row] === 0 && this.model.uses.left) tables.leftAt[row] = tables.now;
    this.recorder.given(tables.now, patient, resource, units, true);
    this.lines.freed(resource);
  }

  private giveNeeds(patient: number): void {
    const { tables, lines } = this;
    const bundle = tables.serving[patient];
    tables.serving[patient] = NONE;
    for (let i = lines.first(bundle); i < lines.last(bundle); i++) {
      const resource = lines.resourceAt(i);
      tables.inUse[resource] -= lines.unitsAt(i);
      if (this.model.uses.left) tables.leftAt[patient * this.resourceCount + resource] = tables.now;
      this.recorder.given(tables.now, patient, resource, lines.unitsAt(i), false);
      lines.freed(resource);
    }
  }

  /** True when the patient pauses. */
  private pause(patient: number, hours: number): boolean {
    const { tables } = this;
    const { from, to } = this.model.hours[hours];
    const at = nextOpening(from, to, tables.now);
    if (at === tables.now) return false;
    this.nowDoing(patient, tables.places[patient] > 0 ? op.PAUSING : op.AWAY, NONE);
    this.events.push(at, END, patient);
    return true;
  }

  private work(patient: number, value: number, word: number): void {
    const { tables, model } = this;
    const stage = tables.stageOf[patient];
    const row = patient * this.stageCount + stage;
    const duration = this.draw(patient, value, word, tables.visits[row] - 1, "a duration");
    if (!(duration >= 0 && duration < Infinity)) throw this.impossible(patient, `a duration of ${duration} min`);
    if (model.uses.stageTimes) tables.startedAt[row] = tables.now;
    tables.working[patient] = 1;
    this.nowDoing(patient, model.stages[stage].serves || tables.places[patient] > 0 ? op.SERVED : op.AWAY, NONE);
    this.recorder.started(tables.now, patient, stage, duration);
    this.events.push(tables.now + duration, END, patient);
  }

  private set(patient: number, list: number): void {
    const visit = this.tables.visits[patient * this.stageCount + this.tables.stageOf[patient]] - 1;
    const assignments = this.program.assignments[list];
    for (let i = 0; i < assignments.length; i++) this.assign(patient, assignments[i], visit);
  }

  private assign(patient: number, { attribute, value, word }: Assignment, visit: number): void {
    const drawn = this.draw(patient, value, word, visit, this.model.names.attributes[attribute]);
    if (Number.isNaN(drawn))
      throw this.impossible(patient, `attribute "${this.model.names.attributes[attribute]}" is NaN`);
    this.tables.attributes[patient * this.attributeCount + attribute] = drawn;
  }

  private draw(patient: number, value: number, word: number, visit: number, what: string): number {
    const { tables, stream } = this;
    stream.at(tables.key0[patient], tables.key1[patient], word, visit);
    try {
      return this.program.values[value](patient, stream);
    } catch (error) {
      throw this.impossible(patient, `${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  private choose(patient: number, routes: number): number {
    const list = this.program.routes[routes];
    let chosen = 0;
    for (;;) {
      const { when } = list[chosen];
      if (when === undefined || when(patient) !== 0) break;
      chosen++;
    }
    const { conditions, conditionTargets, probabilities, chanceTargets, otherwise, word } = list[chosen].use;
    for (let i = 0; i < conditions.length; i++) if (conditions[i](patient) !== 0) return conditionTargets[i];
    if (probabilities.length === 0) return otherwise;
    const { tables } = this;
    const visit = tables.visits[patient * this.stageCount + tables.stageOf[patient]] - 1;
    const u = uniformAt(tables.key0[patient], tables.key1[patient], word, visit, 0);
    let sum = 0;
    let target = NONE;
    for (let i = 0; i < probabilities.length; i++) {
      const p = probabilities[i](patient);
      if (!(p >= 0 && p <= 1)) throw this.impossible(patient, `a chance of ${p} to go on`);
      sum += p;
      if (target === NONE && u < sum) target = chanceTargets[i];
    }
    if (sum > 1 + 1e-9) throw this.impossible(patient, `chances that sum to ${sum}`);
    if (target !== NONE) return target;
    // Rounding may leave the sum of constants a hair below 1: the last then takes what is left.
    return otherwise === NONE ? chanceTargets[chanceTargets.length - 1] : otherwise;
  }

  /** Goes to a stage, or out by an exit (−1 − exit). False when the patient has left. */
  private goTo(patient: number, target: number): boolean {
    if (target >= 0) return this.enter(patient, target);
    const { tables } = this;
    const row = patient * this.resourceCount;
    for (let resource = 0; resource < this.resourceCount; resource++) {
      this.givePlaces(patient, resource, tables.held[row + resource]);
    }
    tables.exitOf[patient] = -1 - target;
    this.recorder.exited(tables.now, patient, -1 - target);
    tables.dismiss(patient);
    return false;
  }

  private enter(patient: number, stage: number): boolean {
    const { tables } = this;
    const row = patient * this.stageCount + stage;
    tables.stageOf[patient] = stage;
    tables.visits[row]++;
    if (this.model.uses.stageTimes) tables.enteredAt[row] = tables.now;
    if (tables.loopTime[patient] !== tables.now) {
      tables.loopTime[patient] = tables.now;
      tables.loopCount[patient] = 0;
    } else if (++tables.loopCount[patient] > LOOP_LIMIT) {
      throw this.impossible(patient, `a loop in which no time passes: ${LOOP_LIMIT} stages entered at one moment`);
    }
    this.recorder.entered(tables.now, patient, stage);
    const variants = this.program.variants[stage];
    let chosen = 0;
    for (;;) {
      const { when } = variants[chosen];
      if (when === undefined || when(patient) !== 0) break;
      chosen++;
    }
    tables.counter[patient] = variants[chosen].use;
    return true;
  }

  private impossible(patient: number, what: string): SimulationError {
    const { tables, model } = this;
    const { names } = model;
    const stage = tables.stageOf[patient];
    const where = stage === NONE ? "on arrival" : `in stage "${names.stages[stage]}"`;
    const attributes = names.attributes.map(
      (name, i) => `${name} = ${tables.attributes[patient * this.attributeCount + i]}`,
    );
    return new SimulationError(
      `${what}; ${where}, patient ${names.classes[tables.classOf[patient]]} ${tables.numberOf[patient]}, ` +
        `at ${tables.now} min, scenario "${model.arm}", replication ${tables.replication}` +
        (attributes.length > 0 ? `; ${attributes.join(", ")}` : ""),
    );
  }
}
