import * as at from "../collect/plain-layout.ts";
import * as figure from "../collect/stage-figures.ts";
import { LOOP_LIMIT } from "../kernel/loop-limit.ts";
import {
  ARRIVED_AT,
  ASKED_AT,
  ASKING,
  CAUSE_OF,
  CLASS_OF,
  COUNTER,
  DOING,
  ENTERED_AT,
  EXIT_OF,
  KEY0,
  KEY1,
  NEXT,
  NUMBER_OF,
  PLACES,
  PRIORITY,
  SINCE,
  STAGE_OF,
  STATE_COLUMN,
  WAITED,
  WAITED_HERE,
} from "../kernel/patient-row.ts";
import * as plain from "../kernel/plain-opcodes.ts";
import { AWAY, NONE, SERVED } from "../model/opcodes.ts";
import { beginClock, from, moveTo, now, setClock } from "./clock.ts";
import { draw } from "./draws.ts";
import { clearFuture, closeGap, endAt, gap, insert, takeFirst } from "./future.ts";
import * as host from "./host.ts";
import {
  ask,
  askedCount,
  clearLines,
  dueCount,
  freed,
  lineAt,
  nextLine,
  removeFirst,
  settle,
  sizeOf,
} from "./lines.ts";
import { add, lesser } from "./numbers.ts";
import { observe } from "./observations.ts";
import { claimOf, rowOf } from "./patients.ts";
import { give, giveAll, givePlaces, heldOf, take } from "./places.ts";
import { arrivedForRoots, clearRoots, openRoots, settleRoots } from "./roots.ts";
import { choose, visitsOf } from "./routes.ts";
import { endWait, nowDoing, settleAsked, spend, waitedBy } from "./waits.ts";

export { freed, givePlaces, setClock, settleRoots };

/** Steps after which the loop is left, so that it is entered by the best code there is by then. */
const MANY = 4096;

const ROW: i32 = 2 + plain.PLAIN_WIDTH;

let arrivalAt: f64 = 0;
let arrivalClass: i32 = 0;
/** When capacity changes next, and of which resource. */
let capacityAt: f64 = 0;
let capacityOf: i32 = 0;
/** Stages entered in the present instant. */
let entries: i32 = 0;
/** Whether somebody has been given at once what he asked for, in this event. */
let hasMet: bool = false;

/** Before a replication; nobody is there. */
export function begin(lines: i32): void {
  clearFuture();
  clearLines(lines);
  if (load<i32>(at.ROOTS) === 1) clearRoots();
  beginClock();
  // Of the row that all share where nobody asks: who is there at time 0 finds it so.
  store<i32>(claimOf(0), NONE, CAUSE_OF << 2);
  entries = 0;
  hasMet = false;
}

/** Goes on until an event at `stop` or later. 0: to be called again; 1: there is no room for one more; 2: it is over. */
export function goOn(stop: f64): i32 {
  setClock();
  openRoots(from);
  findArrival();
  findCapacity();
  let granting = false;
  let steps = MANY;
  while (true) {
    steps--;
    if (granting) {
      const line = nextLine();
      if (line === NONE) {
        if (askedCount > 0) settleAsked();
        settle();
        granting = false;
        continue;
      }
      const patient = load<i32>(lineAt(line), at.LINE_FIRST);
      removeFirst(line);
      const cell = rowOf(patient);
      const claim = claimOf(patient);
      store<i32>(claim, NONE, ASKING << 2);
      if (load<i32>(at.COUNTS_STAGES) === 1) count(at.QUEUE, load<i32>(cell, STAGE_OF << 2), -1);
      const row = load<i32>(cell, COUNTER << 2);
      take(patient, claim, row);
      follow(patient, cell, claim, row + (1 << ROW), 0, false);
      continue;
    }
    const next = lesser(endAt, capacityAt);
    const time = lesser(arrivalAt, next);
    if (time > now || arrivalAt < next || hasMet) {
      hasMet = false;
      if (dueCount > 0 || askedCount > 0) {
        granting = true;
        continue;
      }
    }
    if (time > now) {
      if (!(time < stop)) return 2;
      if (steps < 0) return 0;
      moveTo(time);
      entries = 0;
    }
    if (arrivalAt < next) {
      if (load<i32>(at.FIRST_FREE) === NONE && load<i32>(at.SLOTS) === load<i32>(at.CAPACITY)) return 1;
      arrive();
    } else if (capacityAt < endAt) changeCapacity();
    else if (gap) closeGap();
    else end(takeFirst());
  }
}

function findArrival(): void {
  const times = load<i32>(at.NEXT_AT);
  const classes = load<i32>(at.CLASS_COUNT);
  arrivalAt = Infinity;
  for (let cls = 0; cls < classes; cls++) {
    const time = load<f64>(times + (cls << 3));
    if (time < arrivalAt) {
      arrivalAt = time;
      arrivalClass = cls;
    }
  }
}

function findCapacity(): void {
  const times = load<i32>(at.CAPACITY_AT);
  const resources = load<i32>(at.RESOURCE_COUNT);
  capacityAt = Infinity;
  for (let resource = 0; resource < resources; resource++) {
    const time = load<f64>(times + (resource << 3));
    if (time < capacityAt) {
      capacityAt = time;
      capacityOf = resource;
    }
  }
}

function changeCapacity(): void {
  const next = host.capacity(capacityOf);
  store<f64>(load<i32>(at.CAPACITY_AT) + (capacityOf << 3), next);
  findCapacity();
}

function arrive(): void {
  const cls = arrivalClass;
  const row = load<i32>(at.CLASSES) + (cls << at.CLASS_ROW);
  let key0: i32;
  let key1: i32;
  let number: f64;
  if (load<i32>(row, at.CLASS_IN_BLOCKS) === 1) {
    const place = load<i32>(row, at.CLASS_AT);
    number = load<f64>(row, at.CLASS_BEFORE) + f64(place + 1);
    key0 = load<i32>(load<i32>(row, at.CLASS_KEY0) + (place << 2));
    key1 = load<i32>(load<i32>(row, at.CLASS_KEY1) + (place << 2));
    store<i32>(row, place + 1, at.CLASS_AT);
    if (place + 1 === load<i32>(row, at.CLASS_MADE)) host.refill(cls);
    const next = load<f64>(load<i32>(row, at.CLASS_TIMES) + (load<i32>(row, at.CLASS_AT) << 3));
    store<f64>(load<i32>(at.NEXT_AT) + (cls << 3), next);
  } else {
    const comes = host.take(cls);
    if (comes === 0) {
      findArrival();
      return;
    }
    number = load<f64>(at.NUMBER);
    key0 = load<i32>(at.KEY0);
    key1 = load<i32>(at.KEY1);
  }
  findArrival();
  const patient = newSlot();
  const cell = rowOf(patient);
  store<i32>(cell, cls, CLASS_OF << 2);
  store<i32>(cell, NONE, STAGE_OF << 2);
  store<i32>(cell, key0, KEY0 << 2);
  store<i32>(cell, key1, KEY1 << 2);
  store<i32>(cell, NONE, EXIT_OF << 2);
  store<i32>(cell, NONE, DOING << 2);
  store<f64>(cell, number, NUMBER_OF << 3);
  store<f64>(cell, now, ARRIVED_AT << 3);
  store<f64>(cell, now, SINCE << 3);
  const claim = claimOf(patient);
  store<i32>(claim, 0, PLACES << 2);
  store<i32>(claim, NONE, ASKING << 2);
  store<i32>(claim, NONE, CAUSE_OF << 2);
  store<f64>(claim, 0.0, WAITED << 3);
  if (load<i32>(at.CLEARS) === 1) host.clearRows(patient);
  else {
    const stages = load<i32>(at.STAGE_COUNT);
    const visits = load<i32>(at.VISITS) + ((patient * stages) << 2);
    for (let k = 0; k < stages; k++) store<i32>(visits + (k << 2), 0);
  }
  if (load<i32>(row, at.CLASS_IS_SELDOM) === 1 && host.arrive(patient, cls) === 0) {
    freeSlot(patient);
    return;
  }
  if (load<i32>(at.ROOTS) === 1) arrivedForRoots(patient);
  add(at.EVENTS, 1.0);
  const entry = load<i32>(row, at.CLASS_ENTRY);
  const target = entry === NONE ? load<i32>(row, at.CLASS_ENTER) : choose(patient, cell, entry);
  follow(patient, cell, claim, target < 0 ? load<i32>(at.LEAVE_AT) : load<i32>(at.ENTER_AT), target, true);
}

function newSlot(): i32 {
  store<i32>(at.PRESENT, load<i32>(at.PRESENT) + 1);
  const free = load<i32>(at.FIRST_FREE);
  if (free !== NONE) {
    store<i32>(at.FIRST_FREE, load<i32>(rowOf(free), NEXT << 2));
    return free;
  }
  const slot = load<i32>(at.SLOTS);
  store<i32>(at.SLOTS, slot + 1);
  return slot;
}

function freeSlot(patient: i32): void {
  store<i32>(at.PRESENT, load<i32>(at.PRESENT) - 1);
  store<i32>(rowOf(patient), load<i32>(at.FIRST_FREE), NEXT << 2);
  store<i32>(at.FIRST_FREE, patient);
}

/** One more or less of a stage. */
function count(table: i32, stage: i32, more: i32): void {
  const place = load<i32>(table) + (stage << 2);
  store<i32>(place, load<i32>(place) + more);
}

/** A service or stay ends. */
function end(patient: i32): void {
  const cell = rowOf(patient);
  const stage = load<i32>(cell, STAGE_OF << 2);
  add(at.EVENTS, 1.0);
  const entered = load<f64>(cell, ENTERED_AT << 3);
  const figures = load<i32>(at.STAGE_SUMS) + (stage << (figure.FIGURES + 3));
  add(figures + (figure.COMPLETED << 3), 1.0);
  const byBeginning = load<i32>(at.BY_BEGINNING) === 1;
  if (byBeginning ? entered >= from : entered > -Infinity) {
    if (byBeginning) add(figures + (figure.COUNTED << 3), 1.0);
    add(figures + (figure.SERVICE_MINUTES << 3), now - load<f64>(cell, SINCE << 3));
    add(figures + (figure.STAGE_MINUTES << 3), now - entered);
  } else if (!byBeginning) add(figures + (figure.COUNTED << 3), -1.0);
  add(figures + (figure.PRESENT_MINUTES << 3), now - max<f64>(entered, from));
  if (load<i32>(at.COUNTS_STAGES) === 1) {
    add(load<i32>(at.CASES) + (stage << 3), 1.0);
    count(at.INSIDE, stage, -1);
  }
  if (load<i32>(at.TELLS) === 1) host.ended(patient, stage, entered);
  follow(patient, cell, claimOf(patient), load<i32>(cell, COUNTER << 2), 0, true);
}

/** Follows the instructions of a patient from a row on, until he is at work, asks or is gone. @param open at an end or arrival */
function follow(patient: i32, cell: i32, claim: i32, row: i32, target: i32, open: bool): void {
  for (;;) {
    switch (load<i32>(row)) {
      case plain.GO:
      case plain.GO_TO:
      case plain.ENTER: {
        const opcode = load<i32>(row);
        if (opcode === plain.GO_TO) target = load<i32>(row, plain.TARGET << 2);
        else if (opcode === plain.GO) target = choose(patient, cell, load<i32>(row, plain.ROUTES << 2));
        if (target < 0) {
          row = load<i32>(at.LEAVE_AT);
          continue;
        }
        store<i32>(cell, target, STAGE_OF << 2);
        const visits = visitsOf(patient, target);
        store<i32>(visits, load<i32>(visits) + 1);
        entries++;
        if (entries > LOOP_LIMIT) host.enteredBeyond(patient, entries);
        store<f64>(claim, 0.0, WAITED_HERE << 3);
        store<f64>(cell, now, ENTERED_AT << 3);
        if (load<i32>(at.COUNTS_STAGES) === 1) count(at.INSIDE, target, 1);
        if (load<i32>(at.TELLS_QALYS) === 1) host.entered(patient, target);
        row = load<i32>(load<i32>(at.ENTRY) + (target << 2));
        if (row === NONE) row = host.variant(patient, target);
        continue;
      }
      case plain.TAKE: {
        if (!isFree(row, open)) {
          store<f64>(
            claim,
            load<i32>(row, plain.FIXED << 2) === 1
              ? load<f64>(load<i32>(at.PRIORITIES) + (load<i32>(row, plain.STAGE << 2) << 3))
              : host.priority(patient),
            PRIORITY << 3,
          );
          store<f64>(claim, now, ASKED_AT << 3);
          store<i32>(cell, row, COUNTER << 2);
          const line = load<i32>(row, plain.LINE << 2);
          store<i32>(claim, line, ASKING << 2);
          if (load<i32>(at.COUNTS_STAGES) === 1) count(at.QUEUE, load<i32>(cell, STAGE_OF << 2), 1);
          ask(patient, line);
          return;
        }
        hasMet = true;
        take(patient, claim, row);
        break;
      }
      case plain.GIVE:
        give(patient, load<i32>(row, plain.RESOURCE << 2), load<i32>(row, plain.UNITS << 2));
        break;
      case plain.WORK:
        work(patient, cell, claim, row);
        return;
      case plain.RELEASE_ALL: {
        const resource = load<i32>(row, plain.RESOURCE << 2);
        const units = load<i32>(heldOf(patient, resource));
        if (units > 0) givePlaces(patient, resource, units);
        break;
      }
      case plain.RELEASE:
        host.release(patient, load<i32>(row, plain.LIST << 2));
        break;
      case plain.SET:
        host.assign(patient, load<i32>(row, plain.LIST << 2));
        break;
      default:
        leave(patient, cell, claim, -1 - target);
        return;
    }
    row += 1 << ROW;
  }
}

/** Whether what is asked for can be had at once, and nobody else could have it. */
function isFree(row: i32, open: bool): bool {
  const resource = load<i32>(row, plain.RESOURCE << 2) << 3;
  const inUse = load<f64>(load<i32>(at.IN_USE) + resource);
  return (
    open &&
    inUse + f64(load<i32>(row, plain.UNITS << 2)) <= load<f64>(load<i32>(at.OPEN) + resource) &&
    askedCount === 0 &&
    dueCount === 0 &&
    arrivalAt > now &&
    sizeOf(load<i32>(row, plain.LINE << 2)) === 0 &&
    capacityAt > now &&
    endAt > now &&
    load<i32>(row, plain.FIXED << 2) === 1
  );
}

/** A service or stay begins. */
function work(patient: i32, cell: i32, claim: i32, row: i32): void {
  const stage = load<i32>(row, plain.STAGE << 2);
  store<i32>(cell, row + (1 << ROW), COUNTER << 2);
  const visit = load<i32>(visitsOf(patient, stage)) - 1;
  const length = draw(load<i32>(row, plain.VALUE << 2), patient, cell, load<i32>(row, plain.WORD << 2), visit);
  if (!(length >= 0.0 && length < Infinity)) host.impossible(patient, length);
  endWait(patient, cell, claim, stage);
  nowDoing(cell, claim, stateIn(claim, row));
  if (load<i32>(at.TELLS_QALYS) === 1) host.doing(patient);
  if (load<f64>(cell, ENTERED_AT << 3) >= from || load<i32>(at.BY_BEGINNING) === 0) {
    observe(stage, load<f64>(claim, WAITED_HERE << 3));
  }
  insert(now + length, patient);
}

function stateIn(claim: i32, row: i32): i32 {
  return load<i32>(row, plain.SERVES << 2) === 1 || load<i32>(claim, PLACES << 2) > 0 ? SERVED : AWAY;
}

/** Somebody is there at time 0, in a service or stay that ends then; all else is told in his row. @param row his instruction */
export function isThere(patient: i32, row: i32, ends: f64): void {
  const cell = rowOf(patient);
  store<i32>(cell, row + (1 << ROW), COUNTER << 2);
  const claim = claimOf(patient);
  nowDoing(cell, claim, stateIn(claim, row));
  if (load<i32>(at.ROOTS) === 1) arrivedForRoots(patient);
  add(at.EVENTS, 1.0);
  insert(ends, patient);
}

/** Somebody is still there when the run ends, to which the clock has been set. */
export function remains(patient: i32): void {
  const cell = rowOf(patient);
  const stage = load<i32>(cell, STAGE_OF << 2);
  spend(patient, cell, claimOf(patient), stage);
  const figures = load<i32>(at.STAGE_SUMS) + (stage << (figure.FIGURES + 3));
  add(figures + (figure.PRESENT_MINUTES << 3), now - max<f64>(load<f64>(cell, ENTERED_AT << 3), from));
}

function leave(patient: i32, cell: i32, claim: i32, exit: i32): void {
  if (load<i32>(claim, PLACES << 2) > 0) giveAll(patient);
  store<i32>(cell, exit, EXIT_OF << 2);
  if (load<i32>(at.WATCHED) === 1) host.leftWatch(patient);
  const cls = load<i32>(cell, CLASS_OF << 2);
  const came = load<f64>(cell, ARRIVED_AT << 3);
  add(load<i32>(at.LEFT) + ((cls * load<i32>(at.EXIT_COUNT) + exit) << 3), 1.0);
  add(load<i32>(at.PRESENT_MINUTES) + (cls << 3), now - max<f64>(came, from));
  const shift = load<i32>(at.SHIFT) + 3;
  const column = load<i32>(at.MINUTES) + (patient << shift);
  const since = load<f64>(cell, SINCE << 3);
  if (now > since) {
    const place = load<i32>(claim, STATE_COLUMN << 2) << 3;
    add(column + place, now - since);
    add(load<i32>(at.WINDOW) + (cls << shift) + place, now - max<f64>(since, from));
    store<f64>(cell, now, SINCE << 3);
  }
  const ofToday = came <= 0.0 && load<f64>(cell, NUMBER_OF << 3) < 0.0;
  const counts = load<i32>(at.BY_BEGINNING) === 0 || (came >= from && !ofToday);
  const list = load<i32>(at.STAGE_COUNT) + cls;
  let isKnown = true;
  if (counts) {
    if (came > -Infinity) observe(list, now - came);
    if (ofToday) isKnown = host.leaveOfToday(patient, cls) === 1;
    else if (load<i32>(at.TELLS) === 1) host.leave(patient, cls, exit, now - came);
  }
  const length = load<i32>(at.PLACES) << 3;
  if (counts && isKnown) {
    observe(list + load<i32>(at.CLASS_COUNT), waitedBy(claim, column));
    const leavers = load<i32>(at.LEAVERS) + (cls << shift);
    for (let place = 0; place < length; place += 8) {
      add(leavers + place, load<f64>(column + place));
      store<f64>(column + place, 0.0);
    }
  } else for (let place = 0; place < length; place += 8) store<f64>(column + place, 0.0);
  if (load<i32>(at.BESIDE) === 1) host.exited(patient, exit);
  freeSlot(patient);
}
