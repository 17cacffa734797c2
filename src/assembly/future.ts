import { NONE } from "../model/opcodes";
import * as at from "../collect/plain-layout";
import { arrivedBefore } from "./patients";

// What is to come, but for arrivals: a 4-ary heap, as the kernel's event list. A patient whose service ends, or −1 − resource whose capacity
// changes. Behind the last are places at infinity.

export let count: i32 = 0;
/** While this is true the first place is empty: what is begun next fills it. */
export let gap: bool = false;

export function clearFuture(): void {
  const times = load<i32>(at.TIMES);
  for (let i = 0; i < count; i++) store<f64>(times + (i << 3), Infinity);
  count = 0;
  gap = false;
}

/** When the next falls due. */
export function nextTime(): f64 {
  const times = load<i32>(at.TIMES);
  if (!gap) return load<f64>(times);
  return min<f64>(
    min<f64>(load<f64>(times, 8), load<f64>(times, 16)),
    min<f64>(load<f64>(times, 24), load<f64>(times, 32)),
  );
}

/** Takes the next, and leaves its place empty. */
export function takeFirst(): i32 {
  gap = true;
  return load<i32>(load<i32>(at.CODES));
}

/** Nothing has come to the empty place: the last does. */
export function closeGap(): void {
  const times = load<i32>(at.TIMES);
  count--;
  const last = times + (count << 3);
  const time = load<f64>(last);
  store<f64>(last, Infinity);
  if (count > 0) insert(time, load<i32>(load<i32>(at.CODES) + (count << 2)));
  else gap = false;
}

export function insert(time: f64, code: i32): void {
  if (gap) sink(time, code);
  else rise(time, code);
}

function sink(time: f64, code: i32): void {
  gap = false;
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  let hole = 0;
  for (;;) {
    const first = (hole << 2) + 1;
    if (first >= count) break;
    const place = times + (first << 3);
    const t0 = load<f64>(place);
    const t1 = load<f64>(place, 8);
    const t2 = load<f64>(place, 16);
    const t3 = load<f64>(place, 24);
    const a = first + i32(t1 < t0);
    const b = first + 2 + i32(t3 < t2);
    const ta = load<f64>(times + (a << 3));
    const tb = load<f64>(times + (b << 3));
    let least = a ^ ((a ^ b) & -i32(tb < ta));
    const leastTime = load<f64>(times + (least << 3));
    if (time < leastTime) break;
    if (ta == tb || (t0 == t1 && t0 == leastTime) || (t2 == t3 && t2 == leastTime)) least = firstOfTied(first, least);
    const leastCode = load<i32>(codes + (least << 2));
    if (time == leastTime && !comesBefore(leastCode, code)) break;
    store<f64>(times + (hole << 3), leastTime);
    store<i32>(codes + (hole << 2), leastCode);
    hole = least;
  }
  store<f64>(times + (hole << 3), time);
  store<i32>(codes + (hole << 2), code);
}

function rise(time: f64, code: i32): void {
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  let hole = count;
  count++;
  while (hole > 0) {
    const parent = (hole - 1) >> 2;
    const parentTime = load<f64>(times + (parent << 3));
    const parentCode = load<i32>(codes + (parent << 2));
    if (parentTime < time || (parentTime == time && !comesBefore(code, parentCode))) break;
    store<f64>(times + (hole << 3), parentTime);
    store<i32>(codes + (hole << 2), parentCode);
    hole = parent;
  }
  store<f64>(times + (hole << 3), time);
  store<i32>(codes + (hole << 2), code);
}

/** Of four children one is the least: of those at the same time, which comes first. */
function firstOfTied(first: i32, least: i32): i32 {
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  const time = load<f64>(times + (least << 3));
  let chosen = least;
  for (let child = first; child < first + 4; child++) {
    if (load<f64>(times + (child << 3)) != time) continue;
    if (comesBefore(load<i32>(codes + (child << 2)), load<i32>(codes + (chosen << 2)))) chosen = child;
  }
  return chosen;
}

/** Of two events at the same time. */
function comesBefore(a: i32, b: i32): bool {
  return a >= 0 && b >= 0 ? arrivedBefore(a, b) : a > b;
}
