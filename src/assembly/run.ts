import { GRAIN } from "../collect/grain.ts";
import * as at from "../collect/plain-layout.ts";
import { LIST_BITS, LIST_LENGTH } from "../collect/plain-widths.ts";
import * as use from "../collect/resource-row.ts";
import * as figure from "../collect/stage-figures.ts";
import { LOOP_LIMIT } from "../kernel/loop-limit.ts";
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
  ENTERED_AT,
  EXIT_OF,
  KEY0,
  KEY1,
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
import { AWAY, BLOCKED, NONE, QUEUED, SERVED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { DRAW_BITS, MAX_VISITS } from "../random/counter.ts";
import { draw, mix } from "./draws.ts";
import { clearFuture, closeGap, endAt, gap, insert, lesser, moveBeyond, takeFirst } from "./future.ts";
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
  stillAsking,
} from "./lines.ts";
import { add, rowOf } from "./patients.ts";
import {
  arrivedForRoots,
  beginsForRoots,
  clearRoots,
  openRoots,
  overForRoots,
  settleRoots,
  takenForRoots,
} from "./roots.ts";

export { freed, moveBeyond, settleRoots };

/** Steps after which the loop is left, so that it is entered by the best code there is by then. */
const MANY = 4096;

const ROW: i32 = 2 + plain.PLAIN_WIDTH;

let now: f64 = 0;
let from: f64 = 0;
/** Of the present hour, what is left. */
let rest: f64 = 0;
let mark: f64 = 0;
let hourEnd: f64 = 0;
let firstUse: i32 = 0;
let firstWait: i32 = 0;
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
  now = 0;
  entries = 0;
  hasMet = false;
  store<f64>(at.NOW, 0.0);
}

/** Goes on until an event at `stop` or later. 0: to be called again; 1: there is no room for one more; 2: it is over. */
export function goOn(stop: f64): i32 {
  from = load<f64>(at.FROM);
  now = load<f64>(at.NOW);
  openRoots(from);
  marks();
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
      store<i32>(cell, NONE, ASKING << 2);
      if (load<i32>(at.COUNTS_STAGES) === 1) count(at.QUEUE, load<i32>(cell, STAGE_OF << 2), -1);
      const row = load<i32>(cell, COUNTER << 2);
      take(patient, cell, row);
      follow(patient, cell, row + (1 << ROW), 0, false);
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
    }
    if (arrivalAt < next) {
      if (load<i32>(at.FREE_COUNT) === 0 && load<i32>(at.SLOTS) === load<i32>(at.CAPACITY)) return 1;
      arrive();
    } else if (capacityAt < endAt) changeCapacity();
    else if (gap) closeGap();
    else end(takeFirst());
  }
}

function marks(): void {
  mark = load<f64>(at.MARK);
  hourEnd = load<f64>(at.HOUR_END);
  firstUse = load<i32>(at.FIRST_USE);
  firstWait = load<i32>(at.FIRST_WAIT);
  rest = hourEnd - now + f64(GRAIN) - f64(GRAIN);
}

function moveTo(time: f64): void {
  if (load<i32>(at.TELLS_ELAPSED) === 1) host.elapsed(now, time);
  now = time;
  store<f64>(at.NOW, time);
  entries = 0;
  if (now >= hourEnd) {
    let hours = wholeOf((now - hourEnd) * (1.0 / 60.0)) + 1;
    if (hourEnd + 60.0 * f64(hours) <= now) hours++;
    else if (hourEnd + 60.0 * f64(hours - 1) > now) hours--;
    hourEnd += 60.0 * f64(hours);
    firstUse += hours << load<i32>(at.USE_SHIFT);
    firstWait += hours << load<i32>(at.WAIT_SHIFT);
    store<f64>(at.HOUR_END, hourEnd);
    store<i32>(at.FIRST_USE, firstUse);
    store<i32>(at.FIRST_WAIT, firstWait);
  }
  if (now >= mark) {
    host.passMark();
    marks();
  }
  rest = hourEnd - now + f64(GRAIN) - f64(GRAIN);
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
  store<i32>(cell, 0, PLACES << 2);
  store<i32>(cell, NONE, ASKING << 2);
  store<i32>(cell, NONE, EXIT_OF << 2);
  store<i32>(cell, NONE, DOING << 2);
  store<i32>(cell, NONE, CAUSE_OF << 2);
  store<f64>(cell, number, NUMBER_OF << 3);
  store<f64>(cell, now, ARRIVED_AT << 3);
  store<f64>(cell, now, SINCE << 3);
  store<f64>(cell, 0.0, WAITED << 3);
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
  store<i32>(at.EVENTS, load<i32>(at.EVENTS) + 1);
  const entry = load<i32>(row, at.CLASS_ENTRY);
  const target = entry === NONE ? load<i32>(row, at.CLASS_ENTER) : choose(patient, cell, entry);
  follow(patient, cell, target < 0 ? load<i32>(at.LEAVE_AT) : load<i32>(at.ENTER_AT), target, true);
}

function newSlot(): i32 {
  store<i32>(at.PRESENT, load<i32>(at.PRESENT) + 1);
  const free = load<i32>(at.FREE_COUNT) - 1;
  if (free >= 0) {
    store<i32>(at.FREE_COUNT, free);
    return load<i32>(load<i32>(at.FREE) + (free << 2));
  }
  const slot = load<i32>(at.SLOTS);
  store<i32>(at.SLOTS, slot + 1);
  return slot;
}

function freeSlot(patient: i32): void {
  store<i32>(at.PRESENT, load<i32>(at.PRESENT) - 1);
  const free = load<i32>(at.FREE_COUNT);
  store<i32>(load<i32>(at.FREE) + (free << 2), patient);
  store<i32>(at.FREE_COUNT, free + 1);
}

/** The nearest whole number, of one that is not below 0 and below 2³¹: adding 2⁵² rounds to it, and puts it into the low bits. */
function wholeOf(x: f64): i32 {
  return i32(reinterpret<i64>(x + 4503599627370496.0));
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
  store<i32>(at.EVENTS, load<i32>(at.EVENTS) + 1);
  const entered = load<f64>(cell, ENTERED_AT << 3);
  const figures = load<i32>(at.STAGE_SUMS) + (stage << (figure.FIGURES + 3));
  add(figures + (figure.COMPLETED << 3), 1.0);
  const byBeginning = load<i32>(at.BY_BEGINNING) === 1;
  if (entered >= from || !byBeginning) {
    if (byBeginning) add(figures + (figure.COUNTED << 3), 1.0);
    add(figures + (figure.SERVICE_MINUTES << 3), now - load<f64>(cell, BEGUN_AT << 3));
    add(figures + (figure.STAGE_MINUTES << 3), now - entered);
  }
  add(figures + (figure.PRESENT_MINUTES << 3), now - max<f64>(entered, from));
  if (load<i32>(at.COUNTS_STAGES) === 1) {
    add(load<i32>(at.CASES) + (stage << 3), 1.0);
    count(at.INSIDE, stage, -1);
  }
  if (load<i32>(at.TELLS) === 1) host.ended(patient, stage, entered);
  follow(patient, cell, load<i32>(cell, COUNTER << 2), 0, true);
}

/** Where a patient goes by routes. */
function choose(patient: i32, cell: i32, routes: i32): i32 {
  const row = load<i32>(at.ROUTES) + (routes << at.ROUTE_ROW);
  const visit = visitOf(patient, cell);
  if (load<i32>(row, at.ROUTE_IS_KNOWN) === 0 || visit >= MAX_VISITS) return host.choose(patient, routes);
  let condition = load<i32>(row, at.ROUTE_CONDITIONS);
  for (const end = condition + (load<i32>(row, at.ROUTE_CONDITION_COUNT) << 4); condition < end; condition += 16) {
    const visits = load<i32>(visitsOf(patient, load<i32>(condition)));
    if (visits >= load<i32>(condition, 4) && visits <= load<i32>(condition, 8)) return load<i32>(condition, 12);
  }
  const chances = load<i32>(row, at.ROUTE_COUNT);
  if (chances === 0) return load<i32>(row, at.ROUTE_REST);
  const u = mix(
    load<i32>(cell, KEY0 << 2),
    load<i32>(cell, KEY1 << 2),
    load<i32>(row, at.ROUTE_WORD),
    visit << DRAW_BITS,
  );
  const sums = load<i32>(row, at.ROUTE_SUMS) + ((load<i32>(cell, CLASS_OF << 2) * chances) << 3);
  for (let i = 0; i < chances; i++) {
    if (u < load<f64>(sums + (i << 3))) return load<i32>(load<i32>(row, at.ROUTE_TARGETS) + (i << 2));
  }
  return load<i32>(row, at.ROUTE_REST);
}

/** Earlier entries to the present stage; 0 before the first. */
function visitOf(patient: i32, cell: i32): i32 {
  const stage = load<i32>(cell, STAGE_OF << 2);
  return stage === NONE ? 0 : load<i32>(visitsOf(patient, stage)) - 1;
}

function visitsOf(patient: i32, stage: i32): i32 {
  return load<i32>(at.VISITS) + ((patient * load<i32>(at.STAGE_COUNT) + stage) << 2);
}

/** Follows the instructions of a patient from a row on, until he is at work, asks or is gone. @param open at an end or arrival */
function follow(patient: i32, cell: i32, row: i32, target: i32, open: bool): void {
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
        store<f64>(cell, 0.0, WAITED_HERE << 3);
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
            cell,
            load<i32>(row, plain.FIXED << 2) === 1
              ? load<f64>(load<i32>(at.PRIORITIES) + (load<i32>(row, plain.STAGE << 2) << 3))
              : host.priority(patient),
            PRIORITY << 3,
          );
          store<f64>(cell, now, ASKED_AT << 3);
          store<i32>(cell, row, COUNTER << 2);
          const line = load<i32>(row, plain.LINE << 2);
          store<i32>(cell, line, ASKING << 2);
          if (load<i32>(at.COUNTS_STAGES) === 1) count(at.QUEUE, load<i32>(cell, STAGE_OF << 2), 1);
          ask(patient, line);
          return;
        }
        hasMet = true;
        take(patient, cell, row);
        break;
      }
      case plain.GIVE:
        give(patient, load<i32>(row, plain.RESOURCE << 2), load<i32>(row, plain.UNITS << 2));
        break;
      case plain.WORK:
        work(patient, cell, row);
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
        leave(patient, cell, -1 - target);
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

function take(patient: i32, cell: i32, row: i32): void {
  const resource = load<i32>(row, plain.RESOURCE << 2);
  const units = load<i32>(row, plain.UNITS << 2);
  change(resource, f64(units));
  add(load<i32>(at.USE) + (resource << (use.ROW + 3)) + (use.TAKEN << 3), f64(units));
  if (load<i32>(load<i32>(at.PASSES) + (resource << 2)) === 1) takenForRoots(now, patient, resource, units);
  if (load<i32>(row, plain.PLACE << 2) === 1) takePlace(patient, cell, resource, units);
  if (load<i32>(at.TELLS_SPELLS) === 1) host.more(patient, resource, units);
}

function give(patient: i32, resource: i32, units: i32): void {
  change(resource, -f64(units));
  if (load<i32>(load<i32>(at.PASSES) + (resource << 2)) === 1) takenForRoots(now, patient, resource, -units);
  if (load<i32>(at.TELLS_SPELLS) === 1) host.less(patient, resource, units);
  freed(resource);
}

/** So many more units of a resource are in use. */
function change(resource: i32, more: f64): void {
  const place = load<i32>(at.IN_USE) + (resource << 3);
  const inUse = load<f64>(place);
  store<f64>(place, inUse + more);
  const since = load<i32>(at.USE) + (resource << (use.ROW + 3)) + (use.SINCE << 3);
  const level = wholeOf(inUse);
  if (level < use.LOW_LEVELS) {
    add(load<i32>(at.LEVELS) + (((resource << use.LEVEL_BITS) + level) << 3), now - load<f64>(since));
  } else host.lastedHigh(resource, level);
  store<f64>(since, now);
  const hour = load<i32>(at.USE_CELLS) + ((firstUse + resource) << 4);
  add(hour, more * rest);
  add(hour + 8, more);
}

function heldOf(patient: i32, resource: i32): i32 {
  return load<i32>(at.HELD) + ((patient * load<i32>(at.RESOURCE_COUNT) + resource) << 2);
}

function takePlace(patient: i32, cell: i32, resource: i32, units: i32): void {
  const place = heldOf(patient, resource);
  const held = load<i32>(place);
  store<i32>(place, held + units);
  store<i32>(cell, load<i32>(cell, PLACES << 2) + units, PLACES << 2);
  if (held === 0) store<f64>(load<i32>(at.HELD_SINCE) + ((place - load<i32>(at.HELD)) << 1), now);
}

export function givePlaces(patient: i32, resource: i32, units: i32): void {
  const place = heldOf(patient, resource);
  const held = load<i32>(place) - units;
  store<i32>(place, held);
  const cell = rowOf(patient);
  store<i32>(cell, load<i32>(cell, PLACES << 2) - units, PLACES << 2);
  give(patient, resource, units);
  if (held !== 0) return;
  const since = load<f64>(load<i32>(at.HELD_SINCE) + ((place - load<i32>(at.HELD)) << 1));
  if (since >= from || load<i32>(at.BY_BEGINNING) === 0) {
    observe(load<i32>(at.STAGE_COUNT) + 2 * load<i32>(at.CLASS_COUNT) + resource, now - since);
  }
}

/** Adds an observation to a list. */
function observe(list: i32, value: f64): void {
  const listed = load<i32>(at.LISTED) + (list << 2);
  let place = load<i32>(listed);
  if (place === LIST_LENGTH) {
    host.flush(list);
    place = 0;
  }
  store<f64>(load<i32>(at.LISTS) + (((list << LIST_BITS) + place) << 3), value);
  store<i32>(listed, place + 1);
}

/** A service or stay begins. */
function work(patient: i32, cell: i32, row: i32): void {
  const stage = load<i32>(row, plain.STAGE << 2);
  store<i32>(cell, row + (1 << ROW), COUNTER << 2);
  const visit = load<i32>(visitsOf(patient, stage)) - 1;
  const length = draw(load<i32>(row, plain.VALUE << 2), patient, cell, load<i32>(row, plain.WORD << 2), visit);
  if (!(length >= 0.0 && length < Infinity)) host.impossible(patient, length);
  spend(patient, cell, stage);
  const waitedFor = load<i32>(cell, CAUSE_OF << 2);
  if (waitedFor !== NONE) {
    store<i32>(cell, NONE, CAUSE_OF << 2);
    changeWaits(waitedFor, -1);
    if (load<i32>(at.ROOTS) === 1) waitsNoMore(patient, cell, waitedFor);
  }
  const isServed = load<i32>(row, plain.SERVES << 2) === 1 || load<i32>(cell, PLACES << 2) > 0;
  store<i32>(cell, isServed ? SERVED : AWAY, DOING << 2);
  store<i32>(cell, load<i32>(isServed ? at.SERVED_AT : at.AWAY_AT), STATE_COLUMN << 2);
  if (load<i32>(at.TELLS_QALYS) === 1) host.doing(patient);
  if (load<f64>(cell, ENTERED_AT << 3) >= from || load<i32>(at.BY_BEGINNING) === 0) {
    observe(stage, load<f64>(cell, WAITED_HERE << 3));
  }
  store<f64>(cell, now, BEGUN_AT << 3);
  insert(now + length, patient);
}

/** Charges the time since he began what he does, and what he waits for. */
function spend(patient: i32, cell: i32, stage: i32): void {
  const since = load<f64>(cell, SINCE << 3);
  const time = now - since;
  const waitedFor = load<i32>(cell, CAUSE_OF << 2);
  if (time === 0.0) return;
  const span = since >= from ? time : now - from;
  const shift = load<i32>(at.SHIFT) + 3;
  const column = load<i32>(at.MINUTES) + (patient << shift);
  const group = load<i32>(at.WINDOW) + (load<i32>(cell, CLASS_OF << 2) << shift);
  if (waitedFor !== NONE) {
    const other = load<i32>(cell, CAUSE_COLUMN << 2) << 3;
    add(column + other, time);
    add(group + other, span);
    add(cell + (WAITED << 3), time);
    add(cell + (WAITED_HERE << 3), time);
    add(load<i32>(at.STAGE_WAITS) + (stage << 3), span);
  }
  const place = load<i32>(cell, STATE_COLUMN << 2) << 3;
  add(column + place, time);
  add(group + place, span);
  store<f64>(cell, now, SINCE << 3);
}

/** So many more, or less, wait for a resource; or are blocked, when it is the number of resources higher. */
function changeWaits(resource: i32, more: i32): void {
  const cell = load<i32>(at.WAIT_CELLS) + ((firstWait + resource) << 4);
  add(cell, f64(more) * rest);
  add(cell + 8, f64(more));
  add(load<i32>(at.WAIT_LEVELS) + (resource << 3), f64(more));
}

/** Of one who may hold something: he waits no more. */
function waitsNoMore(patient: i32, cell: i32, resource: i32): void {
  if (load<i32>(cell, DOING << 2) === BLOCKED) changeWaits(load<i32>(at.RESOURCE_COUNT) + resource, -1);
  overForRoots(now, patient);
}

/** Those who asked in this instant and have not been given what they asked for begin to wait. */
function settleAsked(): void {
  const asking = stillAsking();
  const asked = load<i32>(at.ASKED);
  for (let i = 0; i < asking; i++) beginWait(load<i32>(asked + (i << 2)));
}

function beginWait(patient: i32): void {
  const cell = rowOf(patient);
  const cause = load<i32>(lineAt(load<i32>(cell, ASKING << 2)), at.LINE_RESOURCE);
  let state = QUEUED;
  if (load<i32>(cell, PLACES << 2) > 0) {
    state = load<i32>(load<i32>(cell, COUNTER << 2), plain.PLACE << 2) === 1 ? BLOCKED : WAITING_FOR_STAFF;
  }
  spend(patient, cell, load<i32>(cell, STAGE_OF << 2));
  const before = load<i32>(cell, CAUSE_OF << 2);
  const roots = load<i32>(at.ROOTS) === 1;
  if (before !== NONE) {
    // He has been given one thing that he waited for, and waits for another.
    changeWaits(before, -1);
    if (load<i32>(cell, DOING << 2) === BLOCKED) changeWaits(load<i32>(at.RESOURCE_COUNT) + before, -1);
    if (roots) overForRoots(now, patient);
  }
  const places = load<i32>(at.PLACE_OF);
  store<i32>(cell, cause, CAUSE_OF << 2);
  store<i32>(cell, state, DOING << 2);
  store<i32>(cell, load<i32>(places + (state << 2)), STATE_COLUMN << 2);
  const first = load<i32>(load<i32>(at.FIRST_CAUSE) + (state << 2));
  store<i32>(cell, load<i32>(places + ((first + cause) << 2)), CAUSE_COLUMN << 2);
  changeWaits(cause, 1);
  if (state === BLOCKED) changeWaits(load<i32>(at.RESOURCE_COUNT) + cause, 1);
  if (roots) beginsForRoots(now, patient, cause, state === BLOCKED);
  if (load<i32>(at.TELLS_QALYS) === 1) host.doing(patient);
}

function leave(patient: i32, cell: i32, exit: i32): void {
  if (load<i32>(cell, PLACES << 2) > 0) giveAll(patient);
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
    const place = load<i32>(cell, STATE_COLUMN << 2) << 3;
    add(column + place, now - since);
    add(load<i32>(at.WINDOW) + (cls << shift) + place, now - max<f64>(since, from));
    store<f64>(cell, now, SINCE << 3);
  }
  const places = load<i32>(at.PLACES);
  if (came >= from || load<i32>(at.BY_BEGINNING) === 0) {
    const list = load<i32>(at.STAGE_COUNT) + cls;
    observe(list, now - came);
    if (load<i32>(at.TELLS) === 1) host.leave(patient, cls, exit, now - came);
    observe(list + load<i32>(at.CLASS_COUNT), waitedBy(cell, column));
    const leavers = load<i32>(at.LEAVERS) + (cls << shift);
    for (let place = 0; place < places << 3; place += 8) {
      add(leavers + place, load<f64>(column + place));
      store<f64>(column + place, 0.0);
    }
  } else for (let place = 0; place < places << 3; place += 8) store<f64>(column + place, 0.0);
  if (load<i32>(at.BESIDE) === 1) host.exited(patient, exit);
  freeSlot(patient);
}

/** All that a patient who leaves has waited: the sum of his columns that are waits. */
function waitedBy(cell: i32, column: i32): f64 {
  let waited: f64 = 0.0;
  if (load<f64>(cell, WAITED << 3) > 0.0) {
    const places = load<i32>(at.WAIT_PLACES);
    const count = load<i32>(at.WAIT_PLACE_COUNT);
    for (let i = 0; i < count; i++) waited += load<f64>(column + (load<i32>(places + (i << 2)) << 3));
  }
  return waited;
}

function giveAll(patient: i32): void {
  const resources = load<i32>(at.RESOURCE_COUNT);
  for (let resource = 0; resource < resources; resource++) {
    const units = load<i32>(heldOf(patient, resource));
    if (units > 0) givePlaces(patient, resource, units);
  }
}
