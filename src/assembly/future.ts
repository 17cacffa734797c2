import * as at from "../collect/plain-layout.ts";
import { FOUR } from "../collect/plain-widths.ts";
import { lesser } from "./numbers.ts";
import { arrivedBefore, rowOf } from "./patients.ts";

// Whose service or stay ends next. What is near is a 4-ary heap, as the kernel's event list. When that grows large, what comes later waits in buckets,
// each of a short time and in no order, and what comes after the last bucket in a list; a bucket is put into the heap when its time comes, and the
// list into buckets when they are empty (the idea of the ladder queue: Tang, Goh and Thng, ACM TOMACS 15 (2005) 175–204). So an event costs much the same
// however many are to come. Buckets and list are links from patient to patient, each of whom has one event at most. All at one time are in one bucket,
// so whoever comes first among them is found by the heap.

/** The end of links, and what is in an empty bucket less 1. */
const NOBODY: i32 = -1;
/** So many are a heap without buckets. */
const FEW = 48;
/** So many in a bucket on average; among many more, so that fewer buckets are touched. What comes soon is often closer together. */
const IN_BUCKET = 1.5;
const IN_BUCKET_OF_MANY = 8.0;
/** With fewer to come, or fewer buckets, all that is kept of patients is near. */
const MANY = 4096;
/** So many places of the heap are made ready at a time: what it never grows to is never written, and so takes no memory. */
const READY = 1024;

/** The heap; while `gap` is true its first place is empty: what is begun next fills it, if it is near. */
let count: i32 = 0;
export let gap: bool = false;
/** When the next ends. */
export let endAt: f64 = Infinity;
/** Places of the heap that hold a time: behind the last are some at infinity, so that each has four children. */
let ready: i32 = 0;
/** So many in the heap are too many. */
let limit: i32 = FEW;
/** In buckets, and in the list. */
let inBuckets: i32 = 0;
let beyond: i32 = 0;
let firstBeyond: i32 = NOBODY;
let beyondSum: f64 = 0;
let beyondLeast: f64 = Infinity;
/** A time is in the bucket (time − base) × inverse; those before `bound` are near. */
let base: f64 = 0;
let inverse: f64 = 0;
let bound: f64 = 1;
let buckets: i32 = 0;
let current: i32 = 0;
/** What was looked at: it has to go somewhere. */
export let seen: i32 = 0;

export function clearFuture(): void {
  const times = load<i32>(at.TIMES);
  for (let i = 0; i < count; i++) store<f64>(times + (i << 3), Infinity);
  const first = load<i32>(at.BUCKETS);
  for (let i = 0; i < buckets; i++) store<i32>(first + (i << 2), 0);
  count = 0;
  gap = false;
  endAt = Infinity;
  limit = FEW;
  if (ready === 0) makeReady();
  withoutBuckets();
}

function makeReady(): void {
  const times = load<i32>(at.TIMES);
  const end = min<i32>(ready + READY, load<i32>(at.EVENT_ROOM));
  for (; ready < end; ready++) store<f64>(times + (ready << 3), Infinity);
}

function withoutBuckets(): void {
  inBuckets = 0;
  buckets = 0;
  base = 0.0;
  inverse = 0.0;
  bound = 1.0;
  beyond = 0;
  firstBeyond = NOBODY;
  beyondSum = 0.0;
  beyondLeast = Infinity;
}

/** Takes the next, and leaves its place empty. */
export function takeFirst(): i32 {
  const patient = load<i32>(load<i32>(at.CODES));
  gap = true;
  if (count === 1) {
    endAt = Infinity;
    if (inBuckets + beyond > 0) advance();
    else withoutBuckets();
  } else {
    const times = load<i32>(at.TIMES);
    const a = load<f64>(times, 8);
    const b = load<f64>(times, 16);
    const c = load<f64>(times, 24);
    const d = load<f64>(times, 32);
    endAt = lesser(lesser(a, b), lesser(c, d));
  }
  return patient;
}

/** Nothing has come to the empty place: the last does. */
export function closeGap(): void {
  const times = load<i32>(at.TIMES);
  count--;
  const last = times + (count << 3);
  const time = load<f64>(last);
  store<f64>(last, Infinity);
  if (count > 0) sink(time, load<i32>(load<i32>(at.CODES) + (count << 2)));
  else gap = false;
}

/** The patient's service or stay ends then. */
export function insert(time: f64, patient: i32): void {
  const place = (time - base) * inverse;
  if (place >= bound) {
    defer(time, patient, place);
    return;
  }
  if (time < endAt) endAt = time;
  if (gap) sink(time, patient);
  else {
    rise(time, patient);
    if (count > limit) spill();
  }
}

function defer(time: f64, patient: i32, place: f64): void {
  if (place < f64(buckets)) {
    const bucket = load<i32>(at.BUCKETS) + (i32(place) << 2);
    link(time, patient, load<i32>(bucket) - 1);
    store<i32>(bucket, patient + 1);
    inBuckets++;
  } else append(time, patient);
}

function append(time: f64, patient: i32): void {
  link(time, patient, firstBeyond);
  firstBeyond = patient;
  beyond++;
  beyondSum += time;
  if (time < beyondLeast) beyondLeast = time;
}

function link(time: f64, patient: i32, next: i32): void {
  store<f64>(load<i32>(at.DUE_AT) + (patient << 3), time);
  store<i32>(load<i32>(at.NEXT_DUE) + (patient << 2), next);
}

/** Nobody is near, and somebody later: the next bucket is. */
function advance(): void {
  if (inBuckets === 0) {
    spread();
    if (inBuckets === 0) return;
  }
  let bucket = load<i32>(at.BUCKETS) + (current << 2);
  let first = 0;
  do {
    current++;
    bucket += 4;
    first = load<i32>(bucket);
  } while (first === 0);
  store<i32>(bucket, 0);
  bound = f64(current + 1);
  inBuckets -= hasten(first - 1);
  foresee();
}

/**
 * Looks at what is kept of those in the next bucket, and at the first of the one after: among many that is far away in memory, and is on its way
 * while others have their turn.
 */
function foresee(): void {
  if (buckets < MANY || current + 2 >= buckets) return;
  const links = load<i32>(at.NEXT_DUE);
  const minutes = load<i32>(at.MINUTES);
  const visits = load<i32>(at.VISITS);
  const stages = load<i32>(at.STAGE_COUNT) << 2;
  const shift = load<i32>(at.SHIFT) + 3;
  const bucket = load<i32>(at.BUCKETS) + ((current + 1) << 2);
  let sum = 0;
  for (let patient = load<i32>(bucket) - 1; patient !== NOBODY; patient = load<i32>(links + (patient << 2))) {
    sum += load<i32>(rowOf(patient));
    sum += load<i32>(minutes + (patient << shift));
    sum += load<i32>(visits + patient * stages);
  }
  const later = load<i32>(bucket, 4) - 1;
  if (later !== NOBODY) {
    sum += load<i32>(links + (later << 2));
    sum += load<i32>(load<i32>(at.DUE_AT) + (later << 3));
  }
  seen = sum;
}

/** Puts all who are linked into the heap. @returns how many they are */
function hasten(patient: i32): i32 {
  const times = load<i32>(at.DUE_AT);
  const links = load<i32>(at.NEXT_DUE);
  let moved = 0;
  while (patient !== NOBODY) {
    const time = load<f64>(times + (patient << 3));
    const next = load<i32>(links + (patient << 2));
    if (time < endAt) endAt = time;
    if (gap) sink(time, patient);
    else rise(time, patient);
    patient = next;
    moved++;
  }
  return moved;
}

/** Puts the list into buckets, or into the heap where it is short or all of one time. */
function spread(): void {
  let patient = firstBeyond;
  const listed = beyond;
  const least = beyondLeast;
  const mean = beyondSum / f64(listed) - least;
  const dense = f64(listed) / (mean * (listed < MANY ? IN_BUCKET : IN_BUCKET_OF_MANY));
  withoutBuckets();
  if (listed <= FEW || !(mean > 0.0) || !(dense < 1e9)) {
    hasten(patient);
    if (count > limit >> 1) limit = count << 1;
    return;
  }
  base = least;
  inverse = dense;
  bound = 0.0;
  buckets = 1 << (32 - clz<i32>(listed - 1));
  current = -1;
  // What comes after the last bucket is put into the list again.
  const times = load<i32>(at.DUE_AT);
  const links = load<i32>(at.NEXT_DUE);
  while (patient !== NOBODY) {
    const time = load<f64>(times + (patient << 3));
    const next = load<i32>(links + (patient << 2));
    defer(time, patient, (time - base) * inverse);
    patient = next;
  }
}

/** Too many are near: all are put into buckets anew. */
function spill(): void {
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  const first = load<i32>(at.BUCKETS);
  const due = load<i32>(at.DUE_AT);
  const links = load<i32>(at.NEXT_DUE);
  while (count > 0) {
    count--;
    const time = load<f64>(times + (count << 3));
    store<f64>(times + (count << 3), Infinity);
    append(time, load<i32>(codes + (count << 2)));
  }
  for (let bucket = first + ((current + 1) << 2), end = first + (buckets << 2); bucket < end; bucket += 4) {
    for (let patient = load<i32>(bucket) - 1; patient !== NOBODY; ) {
      const next = load<i32>(links + (patient << 2));
      append(load<f64>(due + (patient << 3)), patient);
      patient = next;
    }
    store<i32>(bucket, 0);
  }
  inBuckets = 0;
  advance();
  // Where many are near all the same, because they are at one time, it takes more until it is tried again.
  if (count > limit >> 1) limit = count << 1;
}

function sink(time: f64, patient: i32): void {
  gap = false;
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  let hole = 0;
  while (true) {
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
    if (ta === tb || (t0 === t1 && t0 === leastTime) || (t2 === t3 && t2 === leastTime))
      least = firstOfTied(first, least);
    const code = load<i32>(codes + (least << 2));
    if (time === leastTime && !arrivedBefore(code, patient)) break;
    store<f64>(times + (hole << 3), leastTime);
    store<i32>(codes + (hole << 2), code);
    hole = least;
  }
  store<f64>(times + (hole << 3), time);
  store<i32>(codes + (hole << 2), patient);
}

function rise(time: f64, patient: i32): void {
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  let hole = count;
  count++;
  if (count + FOUR > ready) makeReady();
  while (hole > 0) {
    const parent = (hole - 1) >> 2;
    const parentTime = load<f64>(times + (parent << 3));
    const code = load<i32>(codes + (parent << 2));
    if (parentTime < time || (parentTime === time && !arrivedBefore(patient, code))) break;
    store<f64>(times + (hole << 3), parentTime);
    store<i32>(codes + (hole << 2), code);
    hole = parent;
  }
  store<f64>(times + (hole << 3), time);
  store<i32>(codes + (hole << 2), patient);
}

/** Of four children one is the least: of those at the same time, which comes first. */
function firstOfTied(first: i32, least: i32): i32 {
  const times = load<i32>(at.TIMES);
  const codes = load<i32>(at.CODES);
  const time = load<f64>(times + (least << 3));
  let chosen = least;
  for (let child = first; child < first + 4; child++) {
    if (load<f64>(times + (child << 3)) !== time) continue;
    if (arrivedBefore(load<i32>(codes + (child << 2)), load<i32>(codes + (chosen << 2)))) chosen = child;
  }
  return chosen;
}
