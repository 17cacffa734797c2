import type { ArrivalStream } from "../kernel/arrivals.ts";
import { LOOP_LIMIT } from "../kernel/loop-limit.ts";
import { impossible } from "../kernel/machine.ts";
import {
  ARRIVED_AT,
  ASKED_AT,
  ASKING,
  BEGUN_AT,
  CAUSE_COLUMN,
  CAUSE_OF,
  CLASS_OF,
  COUNTER,
  DOING,
  DOUBLES,
  ENTERED_AT,
  EXIT_OF,
  INTS,
  KEY0,
  KEY1,
  NUMBER_OF,
  PLACES,
  PRIORITY,
  SINCE,
  STAGE_OF,
  STATE_COLUMN,
  VOIDS,
  WAITED,
  WAITED_HERE,
} from "../kernel/patient-row.ts";
import type { PlainKernel } from "../kernel/plain.ts";
import { type PlainCode, placeOf, plainCode } from "../kernel/plain-code.ts";
import * as plain from "../kernel/plain-opcodes.ts";
import type { LeaverRecorder } from "../kernel/recorder.ts";
import type { Tables } from "../kernel/tables.ts";
import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counted } from "./counted.ts";
import { GRAIN } from "./level-hours.ts";
import * as row from "./patient-row.ts";
import { PlainCounts } from "./plain-counts.ts";
import { PlainLines } from "./plain-lines.ts";
import { FOUR, LIST_BITS, LIST_LENGTH } from "./plain-widths.ts";
import * as use from "./resource-row.ts";
import * as figure from "./stage-figures.ts";

const STEP = 1 << plain.PLAIN_WIDTH;
/** Steps after which the loop is left: an event is about three. */
const MANY = 16;
/** Any exit, of somebody who is not there. */
const GONE = 0;

/**
 * Runs plain pathways (kernel/plain.ts): what happens, by the rules of docs/semantics.md, and what the collector counts of it, in one loop over
 * tables. It gives the same bits as the kernel and the collector that is told of facts; test/plain holds them against each other. What can be
 * left to them is: expressions, routes, calendars, everything that few patients or models need.
 */
export class PlainRun {
  readonly kernel: PlainKernel;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly collector: Counted;
  private readonly counts: PlainCounts;
  private readonly lines: PlainLines;
  private readonly code: PlainCode;
  /** Of each stage its priority, where that is the same for everybody. */
  private readonly priorities: Float64Array;
  /** Of each resource: 1 where a wait for it may be passed on. */
  private readonly passes: Uint8Array;
  /** Whether anything is told of patients beside the usual: the collector is asked what. */
  private readonly tells: boolean;
  private readonly resourceCount: number;
  private readonly stageCount: number;
  private readonly nextAt: Float64Array;
  /**
   * What is to come, but for arrivals: a 4-ary heap, as the kernel's event list. A patient whose service ends, or −1 − resource whose capacity
   * changes. While `gap`, the first place is empty.
   */
  private times = new Float64Array(0);
  private codes = new Int32Array(0);
  private count = 0;
  private gap = false;
  /** Stages entered in the present instant. */
  private entries = 0;
  /** From when on is counted: no whole number at first, so that an engine keeps it as what it will be. */
  private from = 0.5;

  constructor(kernel: PlainKernel, collector: Counted) {
    const { machine, routing } = kernel;
    const { model, tables } = machine;
    this.kernel = kernel;
    this.model = model;
    this.tables = tables;
    this.collector = collector;
    this.counts = new PlainCounts(model, tables, collector);
    this.code = plainCode(model, routing.only);
    this.lines = new PlainLines(tables, this.code.lines, model.names.resources.length);
    this.priorities = Float64Array.from(model.stages, ({ priority }) => {
      const value = model.values[priority];
      return value?.kind === "constant" ? value.value : Number.NaN;
    });
    this.passes = Uint8Array.from(model.uses.passes, Number);
    const { ofSpells, ofVisits, qalys, wantsElapsed, reads, forWhom } = collector;
    this.tells = ofSpells || ofVisits || qalys !== undefined || wantsElapsed || reads || forWhom.any;
    this.resourceCount = model.names.resources.length;
    this.stageCount = model.names.stages.length;
    this.nextAt = new Float64Array(model.names.classes.length);
  }

  /** The replication that the kernel stands at the beginning of. @param beside is told of the window and of who leaves */
  run(beside: LeaverRecorder | undefined): void {
    const { tables, collector, counts, nextAt } = this;
    const { arrivals } = this.kernel;
    const { warmUp, run } = this.model.clock;
    this.times.fill(Infinity);
    this.count = 0;
    this.gap = false;
    this.entries = 0;
    this.from = 0;
    this.lines.reset();
    counts.begin();
    this.makeRoom(tables.capacity);
    collector.begin(tables);
    beside?.begin(tables);
    for (let resource = 0; resource < this.resourceCount; resource++) this.beginCapacity(resource);
    for (let cls = 0; cls < arrivals.length; cls++) {
      arrivals[cls].reset();
      nextAt[cls] = arrivals[cls].nextAt;
    }
    counts.passMark();
    if (warmUp > 0) this.runUntil(warmUp, beside);
    counts.open(warmUp);
    this.from = warmUp;
    beside?.windowOpened(warmUp);
    this.runUntil(warmUp + run, beside);
    counts.close(warmUp + run);
    beside?.windowClosed(warmUp + run);
    beside?.end(warmUp + run);
  }

  /** Events at `stop` are not executed. */
  private runUntil(stop: number, beside: LeaverRecorder | undefined): void {
    const { tables, collector } = this;
    while (!this.goOn(stop, beside)) if (tables.isFull()) this.makeRoom(tables.capacity * 2);
    if (stop <= tables.now) return;
    if (collector.wantsElapsed) collector.elapsed(tables.now, stop);
    tables.now = stop;
    collector.counting.now = stop;
  }

  private makeRoom(patients: number): void {
    const { tables } = this;
    if (patients > tables.capacity) tables.grow(patients);
    this.counts.grow(patients);
    // Each patient has one event at most, and each resource.
    const room = patients + this.resourceCount + FOUR + 1;
    if (room <= this.times.length) return;
    const times = new Float64Array(room).fill(Infinity);
    times.set(this.times);
    this.times = times;
    const codes = new Int32Array(room);
    codes.set(this.codes);
    this.codes = codes;
  }

  /**
   * One function, and numbers as `let` one by one, so that an engine keeps them at hand; tables are reached once. False when it is to be called
   * again: when there is no room for one more patient, and every so many steps, for what is called often is compiled best. The loop stands in
   * another that goes round once: the code of an outermost loop is replaced while it goes on, by code that knows little of what variables hold, and
   * stays.
   */
  private goOn(stop: number, beside: LeaverRecorder | undefined): boolean {
    const { tables, collector, lines, counts, nextAt, stageCount, priorities, passes, tells, from, times, codes } =
      this;
    const { machine, arrivals: streams, interpreter, routing, loops } = this.kernel;
    const { values } = machine.program;
    const { drawn } = values;
    const { entry, words } = this.code;
    const { resourceCount } = this;
    const { ints, doubles, visits, held } = tables;
    const { heaps, due } = lines;
    const { numbers, listed, minutes, shift, places, useHours, waitHours } = counts;
    const { stageAt, useAt, levelAt, useCellAt, waitCellAt, waitLevelAt, windowAt, leaverAt, stageWaitAt } = counts;
    const { leftAt, presentAt, inUseAt, openAt, listAt } = counts;
    const { counting, roots } = collector;
    const { exitCount } = collector.flow;
    const { byBeginning } = counting;
    const countsStages = this.model.uses.stages;
    const clears = this.model.names.attributes.length + this.model.names.interventions.length > 0;
    const servedAt = counts.placeOf[op.SERVED];
    const awayAt = counts.placeOf[op.AWAY];
    const stayList = stageCount;
    const waitList = stayList + nextAt.length;
    const leaveAt = words.length - STEP;
    const enterAt = leaveAt - STEP;
    let { count, gap } = this;
    let { mark, firstUse, firstWait, hourEnd } = counts;
    let now = tables.now;
    let rest = hourEnd - now + GRAIN - GRAIN;
    let events = 0;
    let { entries } = this;
    let isOver = false;
    let granting = false;
    let hasMet = false;
    let inserted = NONE;
    let dueAt = 0;
    let arrivalAt = Infinity;
    let arrivalClass = 0;
    for (let cls = 0; cls < nextAt.length; cls++) {
      if (nextAt[cls] < arrivalAt) {
        arrivalAt = nextAt[cls];
        arrivalClass = cls;
      }
    }
    let steps = MANY;
    do {
      for (; ; steps--) {
        // What was begun last falls due: in the place of the first, where that is empty.
        if (inserted !== NONE) {
          let hole = 0;
          if (gap === true) {
            gap = false;
            for (;;) {
              const first = (hole << 2) + 1;
              if (first >= count) break;
              const t0 = times[first];
              const t1 = times[first + 1];
              const t2 = times[first + 2];
              const t3 = times[first + 3];
              const a = (first + Number(t1 < t0)) | 0;
              const b = (first + 2 + Number(t3 < t2)) | 0;
              const ta = times[a];
              const tb = times[b];
              let least = a ^ ((a ^ b) & -Number(tb < ta));
              const leastTime = times[least];
              if (dueAt < leastTime) break;
              if (ta === tb || (t0 === t1 && t0 === leastTime) || (t2 === t3 && t2 === leastTime)) {
                least = this.firstOfTied(first, least);
              }
              if (dueAt === leastTime && !this.comesBefore(codes[least], inserted)) break;
              times[hole] = leastTime;
              codes[hole] = codes[least];
              hole = least;
            }
          } else {
            hole = count++;
            while (hole > 0) {
              const parent = (hole - 1) >> 2;
              const parentTime = times[parent];
              if (parentTime < dueAt || (parentTime === dueAt && !this.comesBefore(inserted, codes[parent]))) break;
              times[hole] = parentTime;
              codes[hole] = codes[parent];
              hole = parent;
            }
          }
          times[hole] = dueAt;
          codes[hole] = inserted;
          inserted = NONE;
        }
        let patient = NONE;
        let target = 0;
        let at = 0;
        let open = false;
        let granted = granting;
        if (granting === true) {
          let line = NONE;
          if (lines.dueCount === 1) {
            const sole = due[0];
            const resource = lines.resource[sole];
            const heap = heaps[sole];
            if (heap.size > 0 && numbers[inUseAt + resource] + lines.units[sole] <= numbers[openAt + resource]) {
              line = sole;
              patient = heap.first;
            }
          } else if (lines.dueCount > 1) {
            patient = lines.next();
            if (patient !== NONE) line = ints[(patient << INTS) | ASKING];
          }
          if (line === NONE) {
            if (lines.askedCount > 0) this.settleAsked();
            lines.settle();
            granting = false;
            continue;
          }
          const cell = patient << INTS;
          if (heaps[line].remove(patient) === true) lines.look(line);
          ints[cell | ASKING] = NONE;
          if (countsStages === true) tables.queue[ints[cell | STAGE_OF]]--;
          at = ints[cell | COUNTER];
        } else {
          const next = gap === true ? Math.min(times[1], times[2], times[3], times[4]) : times[0];
          const time = Math.min(arrivalAt, next);
          if (time > now || arrivalAt < next || hasMet === true) {
            hasMet = false;
            if (lines.dueCount > 0 || lines.askedCount > 0) {
              granting = true;
              continue;
            }
          }
          if (time > now) {
            if (!(time < stop)) {
              isOver = true;
              break;
            }
            if (steps < 0) break;
            if (tells === true && collector.wantsElapsed) collector.elapsed(now, time);
            now = time;
            tables.now = now;
            counting.now = now;
            entries = 0;
            if (now >= hourEnd) {
              let hours = (((now - hourEnd) * (1 / 60)) | 0) + 1;
              if (hourEnd + 60 * hours <= now) hours++;
              else if (hourEnd + 60 * (hours - 1) > now) hours--;
              hourEnd += 60 * hours;
              firstUse += hours << useHours.shift;
              firstWait += hours << waitHours.shift;
              counts.hourEnd = hourEnd;
              counts.firstUse = firstUse;
              counts.firstWait = firstWait;
            }
            if (now >= mark) {
              counts.passMark();
              ({ mark, firstUse, firstWait, hourEnd } = counts);
            }
            rest = hourEnd - now + GRAIN - GRAIN;
          }
          open = true;
          if (arrivalAt < next) {
            if (tables.isFull()) break;
            const cls = arrivalClass;
            const arrivals = streams[cls];
            const { block } = arrivals;
            let comes = true;
            let number = 0;
            let key0 = 0;
            let key1 = 0;
            if (block !== undefined) {
              const next = block.at;
              number = block.before + next + 1;
              key0 = block.key0[next];
              key1 = block.key1[next];
              block.at = next + 1;
              if (next + 1 === block.made) block.refill();
              nextAt[cls] = block.times[block.at];
            } else {
              comes = arrivals.take();
              nextAt[cls] = arrivals.nextAt;
              ({ number, key0, key1 } = arrivals);
            }
            arrivalAt = Infinity;
            for (let k = 0; k < nextAt.length; k++) {
              if (nextAt[k] < arrivalAt) {
                arrivalAt = nextAt[k];
                arrivalClass = k;
              }
            }
            if (comes === false) continue;
            patient = tables.newSlot();
            const cell = patient << INTS;
            ints[cell | CLASS_OF] = cls;
            ints[cell | STAGE_OF] = NONE;
            ints[cell | KEY0] = key0;
            ints[cell | KEY1] = key1;
            ints[cell | PLACES] = 0;
            ints[cell | ASKING] = NONE;
            ints[cell | EXIT_OF] = NONE;
            ints[cell | DOING] = NONE;
            ints[cell | CAUSE_OF] = NONE;
            const own = patient << DOUBLES;
            doubles[own | NUMBER_OF] = number;
            doubles[own | ARRIVED_AT] = now;
            doubles[own | SINCE] = now;
            doubles[own | WAITED] = 0;
            if (clears === true) tables.clearRows(patient);
            else {
              const firstVisit = Math.imul(patient, stageCount);
              for (let k = 0; k < stageCount; k++) visits[firstVisit + k] = 0;
            }
            if (tells === true || arrivals.hasAttributes === true || arrivals.noShow !== NONE) {
              if (!this.arriveSeldom(patient, cls, arrivals)) continue;
            }
            if (roots !== undefined) roots.arrived(patient);
            events++;
            target = arrivals.entry === NONE ? arrivals.enter : routing.choose(patient, arrivals.entry);
            at = target < 0 ? leaveAt : enterAt;
          } else {
            if (gap === true) {
              // Nothing came to the empty place: the last does.
              const last = --count;
              dueAt = times[last];
              times[last] = Infinity;
              if (last > 0) inserted = codes[last];
              else gap = false;
              continue;
            }
            patient = codes[0];
            gap = true;
            if (patient < 0) {
              const resource = -1 - patient;
              const calendar = this.kernel.calendars[resource];
              calendar.advance();
              this.openCapacity(resource);
              if (calendar.nextAt < Infinity) {
                dueAt = calendar.nextAt;
                inserted = -1 - resource;
              }
              continue;
            }
            const cell = patient << INTS;
            const own = patient << DOUBLES;
            const stage = ints[cell | STAGE_OF];
            events++;
            const entered = doubles[own | ENTERED_AT];
            const figures = stageAt + (stage << figure.FIGURES);
            numbers[figures + figure.COMPLETED]++;
            if (entered >= from || byBeginning === false) {
              if (byBeginning === true) numbers[figures + figure.COUNTED]++;
              numbers[figures + figure.SERVICE_MINUTES] += now - doubles[own | BEGUN_AT];
              numbers[figures + figure.STAGE_MINUTES] += now - entered;
            }
            numbers[figures + figure.PRESENT_MINUTES] += now - Math.max(entered, from);
            if (countsStages === true) {
              tables.cases[stage]++;
              tables.inside[stage]--;
            }
            if (tells === true) this.endSeldom(patient, stage, entered);
            at = ints[cell | COUNTER];
          }
        }
        follow: for (;;) {
          switch (words[at]) {
            case plain.GO:
            case plain.GO_TO:
            case plain.ENTER: {
              if (words[at] === plain.GO_TO) target = words[at | plain.TARGET];
              else if (words[at] === plain.GO) target = routing.choose(patient, words[at | plain.ROUTES]);
              if (target < 0) {
                at = leaveAt;
                continue;
              }
              const own = patient << DOUBLES;
              ints[(patient << INTS) | STAGE_OF] = target;
              visits[Math.imul(patient, stageCount) + target]++;
              if (++entries > LOOP_LIMIT) loops.enteredBeyond(patient, entries);
              doubles[own | WAITED_HERE] = 0;
              doubles[own | ENTERED_AT] = now;
              if (countsStages === true) tables.inside[target]++;
              if (tells === true) collector.qalys?.entered(now, patient, target);
              at = entry[target];
              if (at === NONE) at = placeOf(interpreter.variantOf(patient, target));
              continue;
            }
            case plain.TAKE: {
              const cell = patient << INTS;
              const resource = words[at | plain.RESOURCE];
              const units = words[at | plain.UNITS];
              const inUse = numbers[inUseAt + resource];
              if (granted === true) granted = false;
              else {
                const line = words[at | plain.LINE];
                if (
                  open === true &&
                  inUse + units <= numbers[openAt + resource] &&
                  lines.askedCount === 0 &&
                  lines.dueCount === 0 &&
                  arrivalAt > now &&
                  heaps[line].size === 0 &&
                  (gap === true
                    ? times[1] > now && times[2] > now && times[3] > now && times[4] > now
                    : times[0] > now) &&
                  words[at | plain.FIXED] === 1
                ) {
                  hasMet = true;
                } else {
                  const own = patient << DOUBLES;
                  doubles[own | PRIORITY] =
                    words[at | plain.FIXED] === 1
                      ? priorities[words[at | plain.STAGE]]
                      : this.kernel.requests.priorityOf(patient);
                  doubles[own | ASKED_AT] = now;
                  ints[cell | COUNTER] = at;
                  ints[cell | ASKING] = line;
                  if (countsStages === true) tables.queue[ints[cell | STAGE_OF]]++;
                  lines.ask(patient, line);
                  break follow;
                }
              }
              numbers[inUseAt + resource] = inUse + units;
              const used = useAt + (resource << use.ROW);
              const level = inUse | 0;
              if (level < use.LOW_LEVELS)
                numbers[levelAt + (resource << use.LEVEL_BITS) + level] += now - numbers[used + use.SINCE];
              else counts.lastedHigh(resource, level);
              numbers[used + use.SINCE] = now;
              numbers[used + use.TAKEN] += units;
              const hour = useCellAt + ((firstUse + resource) << 1);
              numbers[hour] += units * rest;
              numbers[hour + 1] += units;
              if (passes[resource] === 1) roots?.taken(patient, resource, units);
              if (words[at | plain.PLACE] === 1) this.takePlace(patient, resource, units);
              if (tells === true && collector.ofSpells) collector.more(now, patient, resource, units);
              break;
            }
            case plain.GIVE: {
              const resource = words[at | plain.RESOURCE];
              const units = words[at | plain.UNITS];
              const inUse = numbers[inUseAt + resource];
              numbers[inUseAt + resource] = inUse - units;
              const used = useAt + (resource << use.ROW);
              const level = inUse | 0;
              if (level < use.LOW_LEVELS)
                numbers[levelAt + (resource << use.LEVEL_BITS) + level] += now - numbers[used + use.SINCE];
              else counts.lastedHigh(resource, level);
              numbers[used + use.SINCE] = now;
              const hour = useCellAt + ((firstUse + resource) << 1);
              numbers[hour] -= units * rest;
              numbers[hour + 1] -= units;
              if (passes[resource] === 1) roots?.taken(patient, resource, -units);
              if (tells === true && collector.ofSpells) collector.less(now, patient, resource, units);
              const line = lines.sole[resource];
              if (line === NONE) lines.freed(resource);
              else if (heaps[line].size > 0) lines.look(line);
              break;
            }
            case plain.WORK: {
              const cell = patient << INTS;
              const own = patient << DOUBLES;
              ints[cell | COUNTER] = at + STEP;
              const stage = words[at | plain.STAGE];
              values.draw(
                words[at | plain.VALUE],
                patient,
                ints[cell | KEY0],
                ints[cell | KEY1],
                words[at | plain.WORD],
                visits[Math.imul(patient, stageCount) + stage] - 1,
                "a duration",
              );
              const length = drawn[0];
              if (!(length >= 0 && length < Infinity))
                throw impossible(machine, patient, `a duration of ${length} min`);
              const since = doubles[own | SINCE];
              const time = now - since;
              const span = since >= from ? time : now - from;
              const column = patient << shift;
              const group = windowAt + (ints[cell | CLASS_OF] << shift);
              const waitedFor = ints[cell | CAUSE_OF];
              if (waitedFor !== NONE) {
                ints[cell | CAUSE_OF] = NONE;
                const hour = waitCellAt + ((firstWait + waitedFor) << 1);
                numbers[hour] -= rest;
                numbers[hour + 1] -= 1;
                numbers[waitLevelAt + waitedFor]--;
                if (roots !== undefined) this.waitsNoMore(patient, waitedFor);
                const other = ints[cell | CAUSE_COLUMN];
                minutes[column + other] += time;
                numbers[group + other] += span;
                doubles[own | WAITED] += time;
                doubles[own | WAITED_HERE] += time;
                numbers[stageWaitAt + stage] += span;
              }
              if (time > 0) {
                const place = ints[cell | STATE_COLUMN];
                minutes[column + place] += time;
                numbers[group + place] += span;
                doubles[own | SINCE] = now;
              }
              const isServed = words[at | plain.SERVES] === 1 || ints[cell | PLACES] > 0;
              ints[cell | DOING] = isServed ? op.SERVED : op.AWAY;
              ints[cell | STATE_COLUMN] = isServed ? servedAt : awayAt;
              if (tells === true) collector.qalys?.doing(now, patient);
              if (doubles[own | ENTERED_AT] >= from || byBeginning === false) {
                let at = listed[stage];
                if (at === LIST_LENGTH) at = counts.flush(stage);
                numbers[listAt + (stage << LIST_BITS) + at] = doubles[own | WAITED_HERE];
                listed[stage] = at + 1;
              }
              doubles[own | BEGUN_AT] = now;
              dueAt = now + length;
              inserted = patient;
              break follow;
            }
            case plain.RELEASE_ALL: {
              const resource = words[at | plain.RESOURCE];
              const units = held[Math.imul(patient, resourceCount) + resource];
              if (units > 0) this.givePlaces(patient, resource, units);
              break;
            }
            case plain.RELEASE:
              this.release(patient, words[at | plain.LIST]);
              break;
            case plain.SET:
              interpreter.set(patient, words[at | plain.LIST]);
              break;
            case plain.LEAVE: {
              const cell = patient << INTS;
              const own = patient << DOUBLES;
              if (ints[cell | PLACES] > 0) this.giveAll(patient);
              const exit = -1 - target;
              ints[cell | EXIT_OF] = exit;
              loops.left(patient);
              const cls = ints[cell | CLASS_OF];
              const came = doubles[own | ARRIVED_AT];
              numbers[leftAt + Math.imul(cls, exitCount) + exit]++;
              numbers[presentAt + cls] += now - Math.max(came, from);
              const column = patient << shift;
              const since = doubles[own | SINCE];
              if (now > since) {
                const place = ints[cell | STATE_COLUMN];
                minutes[column + place] += now - since;
                numbers[windowAt + (cls << shift) + place] += now - Math.max(since, from);
                doubles[own | SINCE] = now;
              }
              if (came >= from || byBeginning === false) {
                const stays = stayList + cls;
                let at = listed[stays];
                if (at === LIST_LENGTH) at = counts.flush(stays);
                numbers[listAt + (stays << LIST_BITS) + at] = now - came;
                listed[stays] = at + 1;
                if (tells === true) this.leaveSeldom(patient, cls, exit, now - came);
                const waits = waitList + cls;
                at = listed[waits];
                if (at === LIST_LENGTH) at = counts.flush(waits);
                const place = listAt + (waits << LIST_BITS) + at;
                numbers[place] = 0;
                if (doubles[own | WAITED] > 0) counts.addWaits(column, place);
                listed[waits] = at + 1;
                const leavers = leaverAt + (cls << shift);
                for (let place = 0; place < places; place++) {
                  numbers[leavers + place] += minutes[column + place];
                  minutes[column + place] = 0;
                }
              } else for (let place = 0; place < places; place++) minutes[column + place] = 0;
              beside?.exited(now, patient, exit);
              tables.freeSlot(patient);
              break follow;
            }
          }
          at += STEP;
        }
      }
    } while (steps > MANY);
    this.count = count;
    this.gap = gap;
    this.entries = entries;
    collector.events += events;
    return isOver;
  }

  /** @returns whether he comes */
  private arriveSeldom(patient: number, cls: number, arrivals: ArrivalStream): boolean {
    const { tables, collector, kernel } = this;
    if (arrivals.hasAttributes === true) kernel.interpreter.setAtArrival(patient, cls, arrivals.given);
    if (arrivals.noShow !== NONE) {
      const cell = patient << INTS;
      tables.ints[cell | VOIDS] = 0;
      // Whoever stays away is not inside, when those are counted.
      tables.ints[cell | EXIT_OF] = GONE;
      if (kernel.misses(patient, cls, arrivals.noShow)) return false;
      tables.ints[cell | EXIT_OF] = NONE;
    }
    collector.qalys?.arrived(tables.now, patient);
    if (collector.ofSpells) {
      collector.spells.arrived(patient);
      collector.costs.arrived(patient);
    }
    return true;
  }

  private leaveSeldom(patient: number, cls: number, exit: number, stay: number): void {
    const { tables, collector } = this;
    const { forWhom, measures, adoption, costs, qalys, rows } = collector;
    // His minutes are charged already.
    rows.minutes[(patient << row.ROW) | row.SINCE] = tables.now;
    if (forWhom.any) forWhom.leaves(stay, patient, false);
    if (collector.reads) {
      measures.exited(tables.now, patient);
      adoption.exited(patient, tables);
    }
    costs.exited(patient);
    qalys?.exited(tables.now, patient, cls, exit);
  }

  private endSeldom(patient: number, stage: number, entered: number): void {
    const { tables, collector } = this;
    if (collector.ofVisits && collector.counting.includes(entered, tables.now)) {
      collector.measures.visited(tables.now, patient, stage, entered);
    }
  }

  private takePlace(patient: number, resource: number, units: number): void {
    const { tables } = this;
    tables.held[Math.imul(patient, this.resourceCount) + resource] += units;
    tables.ints[(patient << INTS) | PLACES] += units;
    this.collector.holdings.taken(patient, resource, units);
  }

  private givePlaces(patient: number, resource: number, units: number): void {
    const { tables, counts, lines, collector } = this;
    const { numbers } = counts;
    const { now } = tables;
    tables.held[Math.imul(patient, this.resourceCount) + resource] -= units;
    tables.ints[(patient << INTS) | PLACES] -= units;
    const level = numbers[counts.inUseAt + resource] | 0;
    numbers[counts.inUseAt + resource] = level - units;
    const used = counts.useAt + (resource << use.ROW);
    if (level < use.LOW_LEVELS)
      numbers[counts.levelAt + (resource << use.LEVEL_BITS) + level] += now - numbers[used + use.SINCE];
    else counts.lastedHigh(resource, level);
    numbers[used + use.SINCE] = now;
    const cell = counts.useCellAt + ((counts.firstUse + resource) << 1);
    numbers[cell] -= units * (counts.hourEnd - now + GRAIN - GRAIN);
    numbers[cell + 1] -= units;
    if (this.passes[resource] === 1) collector.roots?.taken(patient, resource, -units);
    if (this.tells === true && collector.ofSpells) collector.less(now, patient, resource, units);
    collector.holdings.given(patient, resource, units);
    const line = lines.sole[resource];
    if (line === NONE) lines.freed(resource);
    else if (lines.heaps[line].size > 0) lines.look(line);
  }

  private giveAll(patient: number): void {
    const first = Math.imul(patient, this.resourceCount);
    for (let resource = 0; resource < this.resourceCount; resource++) {
      const units = this.tables.held[first + resource];
      if (units > 0) this.givePlaces(patient, resource, units);
    }
  }

  private release(patient: number, list: number): void {
    const { model, tables } = this;
    const first = Math.imul(patient, this.resourceCount);
    for (let i = model.releaseStart[list]; i < model.releaseStart[list + 1]; i++) {
      const resource = model.releaseResource[i];
      const most = model.releaseUnits[i];
      const held = tables.held[first + resource];
      if (held > 0) this.givePlaces(patient, resource, most < 0 || most > held ? held : most);
    }
  }

  /** Those who asked in this instant and have not been given what they asked for begin to wait. */
  private settleAsked(): void {
    const { lines } = this;
    const count = lines.stillAsking();
    for (let i = 0; i < count; i++) this.beginWait(lines.asked[i]);
  }

  private beginWait(patient: number): void {
    const { tables, counts, collector, from } = this;
    const { ints, doubles, now } = tables;
    const { shift, minutes, numbers, placeOf } = counts;
    const { roots, qalys } = collector;
    const cell = patient << INTS;
    const own = patient << DOUBLES;
    const cause = this.lines.resource[ints[cell | ASKING]];
    let state: number = op.QUEUED;
    if (ints[cell | PLACES] > 0) {
      state = this.code.words[ints[cell | COUNTER] | plain.PLACE] === 1 ? op.BLOCKED : op.WAITING_FOR_STAFF;
    }
    const time = now - doubles[own | SINCE];
    const span = now - Math.max(doubles[own | SINCE], from);
    const group = counts.windowAt + (ints[cell | CLASS_OF] << shift);
    const before = ints[cell | CAUSE_OF];
    if (before !== NONE) {
      // He has been given one thing that he waited for, and waits for another.
      counts.changeWaits(before, -1);
      this.waitsNoMore(patient, before);
      const place = ints[cell | CAUSE_COLUMN];
      minutes[(patient << shift) + place] += time;
      numbers[group + place] += span;
      doubles[own | WAITED] += time;
      doubles[own | WAITED_HERE] += time;
      numbers[counts.stageWaitAt + ints[cell | STAGE_OF]] += span;
    }
    if (time > 0) {
      const place = ints[cell | STATE_COLUMN];
      minutes[(patient << shift) + place] += time;
      numbers[group + place] += span;
      doubles[own | SINCE] = now;
    }
    ints[cell | CAUSE_OF] = cause;
    ints[cell | DOING] = state;
    ints[cell | STATE_COLUMN] = placeOf[state];
    ints[cell | CAUSE_COLUMN] = placeOf[counts.firstCause[state] + cause];
    counts.changeWaits(cause, 1);
    if (state === op.BLOCKED) counts.changeWaits(this.resourceCount + cause, 1);
    if (roots !== undefined) roots.begins(patient, cause, state === op.BLOCKED);
    if (qalys !== undefined) qalys.doing(now, patient);
  }

  /** Of one who may hold something: he waits no more. */
  private waitsNoMore(patient: number, resource: number): void {
    if (this.tables.doing(patient) === op.BLOCKED) this.counts.changeWaits(this.resourceCount + resource, -1);
    this.collector.roots?.over(patient);
  }

  private beginCapacity(resource: number): void {
    const calendar = this.kernel.calendars[resource];
    calendar.reset();
    this.openCapacity(resource);
    if (calendar.nextAt === Infinity) return;
    const { times, codes } = this;
    let hole = this.count++;
    for (; hole > 0; hole = (hole - 1) >> 2) {
      const parent = (hole - 1) >> 2;
      if (times[parent] <= calendar.nextAt) break;
      times[hole] = times[parent];
      codes[hole] = codes[parent];
    }
    times[hole] = calendar.nextAt;
    codes[hole] = -1 - resource;
  }

  private openCapacity(resource: number): void {
    const { tables, collector, counts } = this;
    const { scheduled, open, rostered, rosterChanged } = this.kernel.calendars[resource];
    const more = open > tables.open[resource];
    if (scheduled !== tables.scheduled[resource] || open !== tables.open[resource] || rosterChanged) {
      tables.scheduled[resource] = scheduled;
      tables.open[resource] = open;
      counts.tellLevels();
      collector.capacity(tables.now, resource, scheduled, open, rostered);
    }
    if (more) this.lines.freed(resource);
  }

  /** Of four children one is the least: of those at the same time, which comes first. */
  private firstOfTied(first: number, least: number): number {
    const { times, codes } = this;
    let chosen = least;
    for (let child = first; child < first + FOUR; child++) {
      if (times[child] === times[least] && this.comesBefore(codes[child], codes[chosen])) chosen = child;
    }
    return chosen;
  }

  /** Of two events at the same time. */
  private comesBefore(a: number, b: number): boolean {
    return a >= 0 && b >= 0 ? this.tables.arrivedBefore(a, b) : a > b;
  }
}
