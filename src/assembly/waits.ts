import * as at from "../collect/plain-layout.ts";
import {
  ASKING,
  CAUSE_COLUMN,
  CAUSE_OF,
  CLASS_OF,
  COUNTER,
  DOING,
  PLACES,
  SINCE,
  STAGE_OF,
  STATE_COLUMN,
  WAITED,
  WAITED_HERE,
} from "../kernel/patient-row.ts";
import * as plain from "../kernel/plain-opcodes.ts";
import { BLOCKED, NONE, QUEUED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { firstWait, from, now, rest } from "./clock.ts";
import * as host from "./host.ts";
import { lineAt, stillAsking } from "./lines.ts";
import { add } from "./numbers.ts";
import { claimOf, rowOf } from "./patients.ts";
import { beginsForRoots, overForRoots } from "./roots.ts";

// What patients do, above all wait, and for what.

/** Those who asked in this instant and have not been given what they asked for begin to wait. */
export function settleAsked(): void {
  const asking = stillAsking();
  const asked = load<i32>(at.ASKED);
  for (let i = 0; i < asking; i++) beginWait(load<i32>(asked + (i << 2)));
}

function beginWait(patient: i32): void {
  const cell = rowOf(patient);
  const claim = claimOf(patient);
  const cause = load<i32>(lineAt(load<i32>(claim, ASKING << 2)), at.LINE_RESOURCE);
  let state = QUEUED;
  if (load<i32>(claim, PLACES << 2) > 0) {
    state = load<i32>(load<i32>(cell, COUNTER << 2), plain.PLACE << 2) === 1 ? BLOCKED : WAITING_FOR_STAFF;
  }
  const before = load<i32>(claim, CAUSE_OF << 2);
  spend(patient, cell, claim, load<i32>(cell, STAGE_OF << 2));
  const roots = load<i32>(at.ROOTS) === 1;
  if (before !== NONE) {
    // He has been given one thing that he waited for, and waits for another.
    changeWaits(before, -1);
    if (load<i32>(cell, DOING << 2) === BLOCKED) changeWaits(load<i32>(at.RESOURCE_COUNT) + before, -1);
    if (roots) overForRoots(now, patient);
  }
  const places = load<i32>(at.PLACE_OF);
  store<i32>(claim, cause, CAUSE_OF << 2);
  nowDoing(cell, claim, state);
  const first = load<i32>(load<i32>(at.FIRST_CAUSE) + (state << 2));
  store<i32>(claim, load<i32>(places + ((first + cause) << 2)), CAUSE_COLUMN << 2);
  changeWaits(cause, 1);
  if (state === BLOCKED) changeWaits(load<i32>(at.RESOURCE_COUNT) + cause, 1);
  if (roots) beginsForRoots(now, patient, cause, state === BLOCKED);
  if (load<i32>(at.TELLS_QALYS) === 1) host.doing(patient);
}

/** A service or stay begins: what he did until now is over, a wait among it. */
export function endWait(patient: i32, cell: i32, claim: i32, stage: i32): void {
  const waitedFor = load<i32>(claim, CAUSE_OF << 2);
  spend(patient, cell, claim, stage);
  if (waitedFor === NONE) return;
  store<i32>(claim, NONE, CAUSE_OF << 2);
  changeWaits(waitedFor, -1);
  if (load<i32>(at.ROOTS) === 1) waitsNoMore(patient, cell, waitedFor);
}

/** Charges the time since he began what he does, and what he waits for. */
export function spend(patient: i32, cell: i32, claim: i32, stage: i32): void {
  const since = load<f64>(cell, SINCE << 3);
  const time = now - since;
  const waitedFor = load<i32>(claim, CAUSE_OF << 2);
  if (time === 0.0) return;
  const span = since >= from ? time : now - from;
  const shift = load<i32>(at.SHIFT) + 3;
  const column = load<i32>(at.MINUTES) + (patient << shift);
  const group = load<i32>(at.WINDOW) + (load<i32>(cell, CLASS_OF << 2) << shift);
  if (waitedFor !== NONE) {
    const other = load<i32>(claim, CAUSE_COLUMN << 2) << 3;
    add(column + other, time);
    add(group + other, span);
    add(claim + (WAITED << 3), time);
    add(claim + (WAITED_HERE << 3), time);
    add(load<i32>(at.STAGE_WAITS) + (stage << 3), span);
  }
  const place = load<i32>(claim, STATE_COLUMN << 2) << 3;
  add(column + place, time);
  add(group + place, span);
  store<f64>(cell, now, SINCE << 3);
}

/** What he does from now on. */
export function nowDoing(cell: i32, claim: i32, state: i32): void {
  store<i32>(cell, state, DOING << 2);
  store<i32>(claim, load<i32>(load<i32>(at.PLACE_OF) + (state << 2)), STATE_COLUMN << 2);
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

/** All that a patient who leaves has waited: the sum of his columns that are waits. */
export function waitedBy(claim: i32, column: i32): f64 {
  let waited: f64 = 0.0;
  if (load<f64>(claim, WAITED << 3) > 0.0) {
    const places = load<i32>(at.WAIT_PLACES);
    const count = load<i32>(at.WAIT_PLACE_COUNT);
    for (let i = 0; i < count; i++) waited += load<f64>(column + (load<i32>(places + (i << 2)) << 3));
  }
  return waited;
}
