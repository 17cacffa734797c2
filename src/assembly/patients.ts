import * as at from "../collect/plain-layout.ts";
import { ARRIVED_AT, ASKED_AT, CLASS_OF, DOUBLES, INTS, NUMBER_OF, PRIORITY } from "../kernel/patient-row.ts";

/** Where the whole numbers and the doubles of a patient begin. */
export function intsOf(patient: i32): i32 {
  return load<i32>(at.INTS) + (patient << (INTS + 2));
}

export function doublesOf(patient: i32): i32 {
  return load<i32>(at.DOUBLES) + (patient << (DOUBLES + 3));
}

/** Adds to a double. */
export function add(address: i32, more: f64): void {
  store<f64>(address, load<f64>(address) + more);
}

/** As tables.ts, of those who have arrived. */
export function arrivedBefore(a: i32, b: i32): bool {
  const ownA = doublesOf(a);
  const ownB = doublesOf(b);
  const arrivedA = load<f64>(ownA, ARRIVED_AT << 3);
  const arrivedB = load<f64>(ownB, ARRIVED_AT << 3);
  if (arrivedA !== arrivedB) return arrivedA < arrivedB;
  const classA = load<i32>(intsOf(a), CLASS_OF << 2);
  const classB = load<i32>(intsOf(b), CLASS_OF << 2);
  if (classA !== classB) return classA < classB;
  return load<f64>(ownA, NUMBER_OF << 3) < load<f64>(ownB, NUMBER_OF << 3);
}

/** Order of the grant rule, as line-heap.ts. */
export function standsBefore(a: i32, b: i32): bool {
  const ownA = doublesOf(a);
  const ownB = doublesOf(b);
  const priorityA = load<f64>(ownA, PRIORITY << 3);
  const priorityB = load<f64>(ownB, PRIORITY << 3);
  if (priorityA !== priorityB) return priorityA < priorityB;
  const askedA = load<f64>(ownA, ASKED_AT << 3);
  const askedB = load<f64>(ownB, ASKED_AT << 3);
  if (askedA !== askedB) return askedA < askedB;
  return arrivedBefore(a, b);
}
