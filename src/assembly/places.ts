import * as at from "../collect/plain-layout.ts";
import * as use from "../collect/resource-row.ts";
import { PLACES } from "../kernel/patient-row.ts";
import * as plain from "../kernel/plain-opcodes.ts";
import { firstUse, from, now, rest } from "./clock.ts";
import * as host from "./host.ts";
import { freed } from "./lines.ts";
import { add, wholeOf } from "./numbers.ts";
import { observe } from "./observations.ts";
import { claimOf } from "./patients.ts";
import { takenForRoots } from "./roots.ts";

// What is taken and given back, for a service or as a place.

export function take(patient: i32, claim: i32, row: i32): void {
  const resource = load<i32>(row, plain.RESOURCE << 2);
  const units = load<i32>(row, plain.UNITS << 2);
  change(resource, f64(units));
  add(load<i32>(at.USE) + (resource << (use.ROW + 3)) + (use.TAKEN << 3), f64(units));
  if (load<i32>(load<i32>(at.PASSES) + (resource << 2)) === 1) takenForRoots(now, patient, resource, units);
  if (load<i32>(row, plain.PLACE << 2) === 1) takePlace(patient, claim, resource, units);
  if (load<i32>(at.TELLS_SPELLS) === 1) host.more(patient, resource, units);
}

export function give(patient: i32, resource: i32, units: i32): void {
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

export function heldOf(patient: i32, resource: i32): i32 {
  return load<i32>(at.HELD) + ((patient * load<i32>(at.RESOURCE_COUNT) + resource) << 2);
}

function takePlace(patient: i32, claim: i32, resource: i32, units: i32): void {
  const place = heldOf(patient, resource);
  const held = load<i32>(place);
  store<i32>(place, held + units);
  store<i32>(claim, load<i32>(claim, PLACES << 2) + units, PLACES << 2);
  if (held === 0) store<f64>(load<i32>(at.HELD_SINCE) + ((place - load<i32>(at.HELD)) << 1), now);
}

export function givePlaces(patient: i32, resource: i32, units: i32): void {
  const place = heldOf(patient, resource);
  const held = load<i32>(place) - units;
  store<i32>(place, held);
  const claim = claimOf(patient);
  store<i32>(claim, load<i32>(claim, PLACES << 2) - units, PLACES << 2);
  give(patient, resource, units);
  if (held !== 0) return;
  const since = load<f64>(load<i32>(at.HELD_SINCE) + ((place - load<i32>(at.HELD)) << 1));
  if (since >= from || load<i32>(at.BY_BEGINNING) === 0) {
    observe(load<i32>(at.STAGE_COUNT) + 2 * load<i32>(at.CLASS_COUNT) + resource, now - since);
  }
}

export function giveAll(patient: i32): void {
  const resources = load<i32>(at.RESOURCE_COUNT);
  for (let resource = 0; resource < resources; resource++) {
    const units = load<i32>(heldOf(patient, resource));
    if (units > 0) givePlaces(patient, resource, units);
  }
}
