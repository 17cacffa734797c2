import * as at from "../collect/plain-layout.ts";
import { ARRIVED_AT, ASKED_AT, BYTES, CLASS_OF, NUMBER_OF, PRIORITY } from "../kernel/patient-row.ts";
import * as host from "./host.ts";

/** Where a patient's own row begins. */
export function rowOf(patient: i32): i32 {
  return load<i32>(at.PATIENTS) + (patient << BYTES);
}

/** Where the row of his claims begins. Where nobody asks for anything all have the same row: what stands in it is the same for all. */
export function claimOf(patient: i32): i32 {
  return load<i32>(at.CLAIMS) + ((patient << BYTES) & load<i32>(at.CLAIMS_APART));
}

/** As tables.ts. */
export function arrivedBefore(a: i32, b: i32): bool {
  const rowA = rowOf(a);
  const rowB = rowOf(b);
  const arrivedA = load<f64>(rowA, ARRIVED_AT << 3);
  const arrivedB = load<f64>(rowB, ARRIVED_AT << 3);
  if (arrivedA !== arrivedB) return arrivedA < arrivedB;
  const numberA = load<f64>(rowA, NUMBER_OF << 3);
  const numberB = load<f64>(rowB, NUMBER_OF << 3);
  if (numberA < 0.0 || numberB < 0.0) return host.arrivedBefore(a, b) === 1;
  const classA = load<i32>(rowA, CLASS_OF << 2);
  const classB = load<i32>(rowB, CLASS_OF << 2);
  if (classA !== classB) return classA < classB;
  return numberA < numberB;
}

/** Order of the grant rule, as line-heap.ts. */
export function standsBefore(a: i32, b: i32): bool {
  const claimA = claimOf(a);
  const claimB = claimOf(b);
  const priorityA = load<f64>(claimA, PRIORITY << 3);
  const priorityB = load<f64>(claimB, PRIORITY << 3);
  if (priorityA !== priorityB) return priorityA < priorityB;
  const askedA = load<f64>(claimA, ASKED_AT << 3);
  const askedB = load<f64>(claimB, ASKED_AT << 3);
  if (askedA !== askedB) return askedA < askedB;
  return arrivedBefore(a, b);
}
