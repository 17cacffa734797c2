import * as at from "../collect/plain-layout.ts";
import { BLOCKED, HELD, HOLDING, NODE, NOT, WAITS, WAY } from "../collect/root-row.ts";
import { NONE } from "../model/opcodes.ts";

// Waits charged to what is at their root, as root-causes.ts and root-shares.ts, where each number and method is explained: of plain pathways, in
// which all nodes are resources.

/** Nodes that patients wait for now: so many. */
let active: i32 = 0;
/** Since when nothing has been charged. */
let since: f64 = 0;
/** Whether shares are to be found anew. */
let dirty: bool = true;
/** Nodes that pass on, reached from what is waited for. */
let found: i32 = 0;

export function clearRoots(): void {
  const nodes = load<i32>(at.RESOURCE_COUNT);
  for (let node = 0; node < nodes; node++) {
    for (let table = at.ROOT_WAITING; table <= at.ROOT_USED; table += 4) store<i32>(load<i32>(table) + (node << 2), 0);
    store<i32>(load<i32>(at.ROOT_PLACE) + (node << 2), NONE);
  }
  const links = load<i32>(at.ROOT_LINKS);
  for (let i = 0; i < nodes * nodes; i++) store<i32>(links + (i << 2), 0);
  active = 0;
  since = 0.0;
  dirty = true;
  found = 0;
}

/** What was before the window does not count. */
export function openRoots(from: f64): void {
  if (since < from) since = from;
}

export function arrivedForRoots(patient: i32): void {
  const row = rowOf(patient);
  store<i32>(row, NONE, NODE << 2);
  store<i32>(row, NOT, WAY << 2);
  if (load<i32>(row, HOLDING << 2) === 0) return;
  for (let i = HOLDING << 2, end = load<i32>(at.ROOT_WIDTH) << 2; i < end; i += 4) store<i32>(row + i, 0);
}

/** A patient waits for a resource from now on. */
export function beginsForRoots(now: f64, patient: i32, node: i32, blocked: bool): void {
  if (passerOf(node) === NONE && load<i32>(rowOf(patient), HOLDING << 2) === 0) return;
  change(now, patient, node, blocked ? BLOCKED : WAITS);
}

/** Such a wait is over. */
export function overForRoots(now: f64, patient: i32): void {
  if (load<i32>(rowOf(patient), WAY << 2) !== NOT) change(now, patient, NONE, NOT);
}

/** A patient has so many units more, or less, of a resource that may pass on. */
export function takenForRoots(now: f64, patient: i32, resource: i32, units: i32): void {
  if (linkedOf(resource) > 0) {
    settleRoots(now);
    dirty = true;
  }
  add(at.ROOT_USED, resource, units);
  const row = rowOf(patient);
  const held = row + ((HELD + passerOf(resource)) << 2);
  store<i32>(held, load<i32>(held) + units);
  store<i32>(row, load<i32>(row, HOLDING << 2) + units, HOLDING << 2);
  const node = load<i32>(row, NODE << 2);
  if (node === NONE) return;
  settleRoots(now);
  link(resource, node, units);
}

function change(now: f64, patient: i32, node: i32, way: i32): void {
  const row = rowOf(patient);
  const before = load<i32>(row, NODE << 2);
  if (before === NONE && node === NONE) return;
  settleRoots(now);
  if (before !== NONE) {
    leave(before, load<i32>(row, WAY << 2));
    hold(row, before, -1);
  }
  store<i32>(row, node, NODE << 2);
  store<i32>(row, way, WAY << 2);
  if (node === NONE) return;
  join(node, way);
  hold(row, node, 1);
}

function join(node: i32, way: i32): void {
  if (passerOf(node) === NONE) return;
  const waiting = load<i32>(load<i32>(at.ROOT_WAITING) + (node << 2));
  add(at.ROOT_WAITING, node, 1);
  if (waiting === 0) {
    store<i32>(load<i32>(at.ROOT_ACTIVE_AT) + (node << 2), active);
    store<i32>(load<i32>(at.ROOT_ACTIVE) + (active << 2), node);
    active++;
    dirty = true;
  }
  if (way === BLOCKED) add(at.ROOT_STUCK, node, 1);
}

function leave(node: i32, way: i32): void {
  if (passerOf(node) === NONE) return;
  if (way === BLOCKED) add(at.ROOT_STUCK, node, -1);
  add(at.ROOT_WAITING, node, -1);
  if (load<i32>(load<i32>(at.ROOT_WAITING) + (node << 2)) > 0) return;
  active--;
  const list = load<i32>(at.ROOT_ACTIVE);
  const places = load<i32>(at.ROOT_ACTIVE_AT);
  const last = load<i32>(list + (active << 2));
  const place = load<i32>(places + (node << 2));
  store<i32>(list + (place << 2), last);
  store<i32>(places + (last << 2), place);
}

/** What somebody who waits for a node has in his hands. */
function hold(row: i32, node: i32, sign: i32): void {
  if (load<i32>(row, HOLDING << 2) <= 0) return;
  const resources = load<i32>(at.RESOURCE_COUNT);
  for (let resource = 0; resource < resources; resource++) {
    const passer = passerOf(resource);
    if (passer === NONE) continue;
    const units = load<i32>(row + ((HELD + passer) << 2));
    if (units > 0) link(resource, node, sign * units);
  }
}

function link(from: i32, to: i32, units: i32): void {
  const place = load<i32>(at.ROOT_LINKS) + ((from * load<i32>(at.RESOURCE_COUNT) + to) << 2);
  store<i32>(place, load<i32>(place) + units);
  add(at.ROOT_LINKED, from, units);
  dirty = true;
}

/** Charges the time since the last change. */
export function settleRoots(now: f64): void {
  const minutes = now - since;
  if (!(minutes > 0.0)) return;
  since = now;
  const list = load<i32>(at.ROOT_ACTIVE);
  for (let k = 0; k < active; k++) {
    const node = load<i32>(list + (k << 2));
    const waiting = f64(load<i32>(load<i32>(at.ROOT_WAITING) + (node << 2)));
    const stuck = f64(load<i32>(load<i32>(at.ROOT_STUCK) + (node << 2)));
    if (linkedOf(node) > 0) {
      if (dirty) solve();
      spread(node, waiting * minutes, load<i32>(at.ROOT_WAITED));
      if (stuck > 0.0) spread(node, stuck * minutes, load<i32>(at.ROOT_BLOCKED));
    } else {
      const place = node << 3;
      charge(load<i32>(at.ROOT_WAITED) + place, waiting * minutes);
      charge(load<i32>(at.ROOT_BLOCKED) + place, stuck * minutes);
    }
  }
}

function spread(node: i32, minutes: f64, sums: i32): void {
  const nodes = load<i32>(at.RESOURCE_COUNT);
  const stays = load<i32>(at.ROOT_STAYS) + ((placeOf(node) * nodes) << 3);
  for (let root = 0; root < nodes; root++) {
    const share = load<f64>(stays + (root << 3));
    if (share > 0.0) charge(sums + (root << 3), share * minutes);
  }
}

function solve(): void {
  dirty = false;
  find();
  fill();
  const nodes = load<i32>(at.RESOURCE_COUNT);
  const moves = load<i32>(at.ROOT_MOVES);
  const stays = load<i32>(at.ROOT_STAYS);
  for (let pivot = 0; pivot < found; pivot++) {
    const out = leaving(pivot);
    for (let row = 0; row < found; row++) {
      const share = load<f64>(moves + ((row * found + pivot) << 3));
      if (row === pivot || share === 0.0) continue;
      const times = share / out;
      for (let k = 0; k < found; k++) {
        if (k === pivot) continue;
        charge(moves + ((row * found + k) << 3), times * load<f64>(moves + ((pivot * found + k) << 3)));
      }
      for (let k = 0; k < nodes; k++) {
        charge(stays + ((row * nodes + k) << 3), times * load<f64>(stays + ((pivot * nodes + k) << 3)));
      }
      store<f64>(moves + ((row * found + pivot) << 3), 0.0);
    }
  }
  for (let row = 0; row < found; row++) {
    const all = leaving(row);
    for (let k = row * nodes; k < (row + 1) * nodes; k++) {
      const place = stays + (k << 3);
      store<f64>(place, load<f64>(place) / all);
    }
  }
}

/** What does not come back to a passer at once. */
function leaving(passer: i32): f64 {
  const nodes = load<i32>(at.RESOURCE_COUNT);
  const moves = load<i32>(at.ROOT_MOVES);
  const stays = load<i32>(at.ROOT_STAYS);
  let sum: f64 = 0.0;
  for (let k = 0; k < found; k++) if (k !== passer) sum += load<f64>(moves + ((passer * found + k) << 3));
  for (let k = passer * nodes, end = k + nodes; k < end; k++) sum += load<f64>(stays + (k << 3));
  return sum;
}

function find(): void {
  const nodes = load<i32>(at.RESOURCE_COUNT);
  const passers = load<i32>(at.ROOT_FOUND);
  const places = load<i32>(at.ROOT_PLACE);
  const links = load<i32>(at.ROOT_LINKS);
  const list = load<i32>(at.ROOT_ACTIVE);
  for (let k = 0; k < found; k++) store<i32>(places + (load<i32>(passers + (k << 2)) << 2), NONE);
  found = 0;
  for (let k = 0; k < active; k++) reach(load<i32>(list + (k << 2)));
  for (let k = 0; k < found; k++) {
    const first = links + ((load<i32>(passers + (k << 2)) * nodes) << 2);
    for (let to = 0; to < nodes; to++) if (load<i32>(first + (to << 2)) > 0) reach(to);
  }
}

function reach(node: i32): void {
  if (linkedOf(node) === 0 || placeOf(node) !== NONE) return;
  store<i32>(load<i32>(at.ROOT_PLACE) + (node << 2), found);
  store<i32>(load<i32>(at.ROOT_FOUND) + (found << 2), node);
  found++;
}

function fill(): void {
  const nodes = load<i32>(at.RESOURCE_COUNT);
  const moves = load<i32>(at.ROOT_MOVES);
  const stays = load<i32>(at.ROOT_STAYS);
  const links = load<i32>(at.ROOT_LINKS);
  for (let k = 0; k < found * found; k++) store<f64>(moves + (k << 3), 0.0);
  for (let k = 0; k < found * nodes; k++) store<f64>(stays + (k << 3), 0.0);
  findEnds();
  for (let row = 0; row < found; row++) {
    const node = load<i32>(load<i32>(at.ROOT_FOUND) + (row << 2));
    const move = moves + ((row * found) << 3);
    const stay = stays + ((row * nodes) << 3);
    if (load<i32>(load<i32>(at.ROOT_ENDS) + (row << 2)) === 0) {
      store<f64>(stay + (node << 3), 1.0);
      continue;
    }
    const kept = keptBy(node);
    const all = f64(kept + linkedOf(node));
    store<f64>(stay + (node << 3), f64(kept) / all);
    for (let to = 0; to < nodes; to++) {
      const units = load<i32>(links + ((node * nodes + to) << 2));
      if (units === 0) continue;
      const place = placeOf(to);
      if (place === NONE) charge(stay + (to << 3), f64(units) / all);
      else charge(move + (place << 3), f64(units) / all);
    }
  }
}

function findEnds(): void {
  const nodes = load<i32>(at.RESOURCE_COUNT);
  const ends = load<i32>(at.ROOT_ENDS);
  const list = load<i32>(at.ROOT_FOUND);
  const links = load<i32>(at.ROOT_LINKS);
  for (let row = 0; row < found; row++) {
    store<i32>(ends + (row << 2), i32(keptBy(load<i32>(list + (row << 2))) > 0));
  }
  let hasMore = true;
  while (hasMore) {
    hasMore = false;
    for (let row = 0; row < found; row++) {
      const first = links + ((load<i32>(list + (row << 2)) * nodes) << 2);
      for (let to = 0; to < nodes && load<i32>(ends + (row << 2)) === 0; to++) {
        if (load<i32>(first + (to << 2)) === 0) continue;
        const place = placeOf(to);
        if (place !== NONE && load<i32>(ends + (place << 2)) === 0) continue;
        store<i32>(ends + (row << 2), 1);
        hasMore = true;
      }
    }
  }
}

/** Units in use whose holders do not wait. */
function keptBy(node: i32): i32 {
  return load<i32>(load<i32>(at.ROOT_USED) + (node << 2)) - linkedOf(node);
}

function linkedOf(node: i32): i32 {
  return load<i32>(load<i32>(at.ROOT_LINKED) + (node << 2));
}

function placeOf(node: i32): i32 {
  return load<i32>(load<i32>(at.ROOT_PLACE) + (node << 2));
}

/** The place of a node that may pass on among them, else NONE. */
function passerOf(node: i32): i32 {
  return load<i32>(load<i32>(at.ROOT_PASSERS) + (node << 2));
}

function rowOf(patient: i32): i32 {
  return load<i32>(at.ROOT_ROWS) + ((patient * load<i32>(at.ROOT_WIDTH)) << 2);
}

function add(table: i32, node: i32, more: i32): void {
  const place = load<i32>(table) + (node << 2);
  store<i32>(place, load<i32>(place) + more);
}

function charge(place: i32, more: f64): void {
  store<f64>(place, load<f64>(place) + more);
}
