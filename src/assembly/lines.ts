import * as at from "../collect/plain-layout.ts";
import { ASKING, CHILD as CHILD_OF, FRESH, NEXT as NEXT_OF } from "../kernel/patient-row.ts";
import { NONE } from "../model/opcodes.ts";
import { arrivedBefore, claimOf, rowOf, standsBefore } from "./patients.ts";

// Who waits for what, and whose turn may have come. While each who comes stands behind the last, a line is a list; from the first exception
// until it is empty a pairing heap (Fredman, Sedgewick, Sleator and Tarjan, Algorithmica 1 (1986) 111–129). Both are links from patient to patient.

/** The next in the list, or the next child of the same parent in the heap. */
const NEXT = NEXT_OF << 2;
/** The first child in the heap. */
const CHILD = CHILD_OF << 2;
/** 1 while he stands among those who have asked in this instant. */
const HAS_ASKED = FRESH << 2;

/** Lines to look at: their first has changed, or what they ask for has become freer. */
export let dueCount: i32 = 0;
/** Who has asked in this instant, and has not been looked at since. */
export let askedCount: i32 = 0;

export function lineAt(line: i32): i32 {
  return load<i32>(at.LINES) + (line << at.LINE_ROW);
}

export function sizeOf(line: i32): i32 {
  return load<i32>(lineAt(line), at.LINE_SIZE);
}

export function clearLines(count: i32): void {
  const asked = load<i32>(at.ASKED);
  for (let i = 0; i < askedCount; i++) store<i32>(claimOf(load<i32>(asked + (i << 2))), 0, HAS_ASKED);
  askedCount = 0;
  dueCount = 0;
  for (let line = 0; line < count; line++) {
    const row = lineAt(line);
    store<i32>(row, 0, at.LINE_SIZE);
    store<i32>(row, 1, at.LINE_IN_ORDER);
    store<i32>(row, 0, at.LINE_IS_DUE);
  }
}

/** A patient asks, whose time of asking and priority are known. */
export function ask(patient: i32, line: i32): void {
  if (join(lineAt(line), patient)) look(line);
  const claim = claimOf(patient);
  if (load<i32>(claim, HAS_ASKED) === 1) return;
  store<i32>(claim, 1, HAS_ASKED);
  store<i32>(load<i32>(at.ASKED) + (askedCount << 2), patient);
  askedCount++;
}

/** True when he is the first. */
function join(row: i32, patient: i32): bool {
  const size = load<i32>(row, at.LINE_SIZE);
  store<i32>(row, size + 1, at.LINE_SIZE);
  store<i32>(rowOf(patient), NONE, NEXT);
  if (size === 0) {
    store<i32>(row, patient, at.LINE_FIRST);
    store<i32>(row, patient, at.LINE_LAST);
    return true;
  }
  if (load<i32>(row, at.LINE_IN_ORDER) === 1) {
    const last = load<i32>(row, at.LINE_LAST);
    if (standsBefore(last, patient)) {
      store<i32>(rowOf(last), patient, NEXT);
      store<i32>(row, patient, at.LINE_LAST);
      return false;
    }
    becomeHeap(row);
  }
  store<i32>(claimOf(patient), NONE, CHILD);
  const first = meld(load<i32>(row, at.LINE_FIRST), patient);
  store<i32>(row, first, at.LINE_FIRST);
  return first === patient;
}

/** Those in order are a heap in which each has the next for his child. */
function becomeHeap(row: i32): void {
  store<i32>(row, 0, at.LINE_IN_ORDER);
  for (let patient = load<i32>(row, at.LINE_FIRST); patient !== NONE; ) {
    const cell = rowOf(patient);
    const next = load<i32>(cell, NEXT);
    store<i32>(claimOf(patient), next, CHILD);
    store<i32>(cell, NONE, NEXT);
    patient = next;
  }
}

/** Of two heaps one. @returns its first */
function meld(a: i32, b: i32): i32 {
  if (standsBefore(b, a)) {
    adopt(b, a);
    return b;
  }
  adopt(a, b);
  return a;
}

function adopt(parent: i32, child: i32): void {
  const claim = claimOf(parent);
  store<i32>(rowOf(child), load<i32>(claim, CHILD), NEXT);
  store<i32>(claim, child, CHILD);
}

/** The first of a line goes. */
export function removeFirst(line: i32): void {
  const row = lineAt(line);
  const first = load<i32>(row, at.LINE_FIRST);
  const size = load<i32>(row, at.LINE_SIZE) - 1;
  store<i32>(row, size, at.LINE_SIZE);
  if (size === 0) {
    store<i32>(row, 1, at.LINE_IN_ORDER);
    return;
  }
  const inOrder = load<i32>(row, at.LINE_IN_ORDER) === 1;
  store<i32>(row, inOrder ? load<i32>(rowOf(first), NEXT) : joined(load<i32>(claimOf(first), CHILD)), at.LINE_FIRST);
  look(line);
}

/** Of siblings one heap: in pairs, and these from the last to the first. */
function joined(sibling: i32): i32 {
  let pairs = NONE;
  while (sibling !== NONE) {
    const second = load<i32>(rowOf(sibling), NEXT);
    let pair = sibling;
    let rest = NONE;
    if (second !== NONE) {
      rest = load<i32>(rowOf(second), NEXT);
      pair = meld(sibling, second);
    }
    store<i32>(rowOf(pair), pairs, NEXT);
    pairs = pair;
    sibling = rest;
  }
  let first = pairs;
  for (let next = load<i32>(rowOf(first), NEXT); next !== NONE; ) {
    const after = load<i32>(rowOf(next), NEXT);
    first = meld(first, next);
    next = after;
  }
  store<i32>(rowOf(first), NONE, NEXT);
  return first;
}

/** A resource has become freer. */
export function freed(resource: i32): void {
  const sole = load<i32>(load<i32>(at.SOLE) + (resource << 2));
  if (sole !== NONE) {
    if (sizeOf(sole) > 0) look(sole);
    return;
  }
  const from = load<i32>(at.LINES_FROM) + (resource << 2);
  const list = load<i32>(at.LINES_OF);
  for (let i = load<i32>(from), end = load<i32>(from, 4); i < end; i++) {
    const line = load<i32>(list + (i << 2));
    if (sizeOf(line) > 0) look(line);
  }
}

function look(line: i32): void {
  const row = lineAt(line);
  if (load<i32>(row, at.LINE_IS_DUE) === 1) return;
  store<i32>(row, 1, at.LINE_IS_DUE);
  store<i32>(load<i32>(at.DUE) + (dueCount << 2), line);
  dueCount++;
}

/** Nobody more can be given anything. */
export function settle(): void {
  const due = load<i32>(at.DUE);
  for (let i = 0; i < dueCount; i++) store<i32>(lineAt(load<i32>(due + (i << 2))), 0, at.LINE_IS_DUE);
  dueCount = 0;
}

/** Of the lines to look at, that whose first is the first of all who can be given what they ask for; NONE when nobody can. */
export function nextLine(): i32 {
  const due = load<i32>(at.DUE);
  let best = NONE;
  let first = NONE;
  for (let i = 0; i < dueCount; i++) {
    const line = load<i32>(due + (i << 2));
    const row = lineAt(line);
    if (load<i32>(row, at.LINE_SIZE) === 0) continue;
    const resource = load<i32>(row, at.LINE_RESOURCE) << 3;
    const inUse = load<f64>(load<i32>(at.IN_USE) + resource);
    if (inUse + load<f64>(row, at.LINE_UNITS) > load<f64>(load<i32>(at.OPEN) + resource)) continue;
    const patient = load<i32>(row, at.LINE_FIRST);
    if (best !== NONE && !standsBefore(patient, first)) continue;
    best = line;
    first = patient;
  }
  return best;
}

/** Those who have asked in this instant and still do, by who arrived first; they are not asked again. @returns how many, in `asked` */
export function stillAsking(): i32 {
  const asked = load<i32>(at.ASKED);
  let count = 0;
  for (let i = 0; i < askedCount; i++) {
    const patient = load<i32>(asked + (i << 2));
    const claim = claimOf(patient);
    store<i32>(claim, 0, HAS_ASKED);
    if (load<i32>(claim, ASKING << 2) === NONE) continue;
    let hole = asked + (count << 2);
    count++;
    for (; hole > asked && arrivedBefore(patient, load<i32>(hole - 4)); hole -= 4)
      store<i32>(hole, load<i32>(hole - 4));
    store<i32>(hole, patient);
  }
  askedCount = 0;
  return count;
}
