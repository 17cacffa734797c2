import { expect, test } from "vitest";
import { ColumnMinutes } from "../../src/collect/column-minutes.ts";
import { NONE } from "../../src/model/opcodes.ts";

test("a row keeps what it has when columns come up that no row had before", () => {
  const minutes = new ColumnMinutes(9);
  minutes.grow(2);
  minutes.add(0, 7, NONE, 1);
  minutes.add(1, 7, 3, 10);
  minutes.grow(4);
  minutes.add(0, 0, 8, 100);
  minutes.add(3, 5, 7, 1000);
  const row = (patient: number): number[] =>
    Array.from({ length: 9 }, (_, column) => minutes.sumOf(patient, Int32Array.of(column)));
  expect(row(0)).toEqual([100, 0, 0, 0, 0, 0, 0, 1, 100]);
  expect(row(1)).toEqual([0, 0, 0, 10, 0, 0, 0, 10, 0]);
  expect(row(2)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(row(3)).toEqual([0, 0, 0, 0, 0, 1000, 0, 1000, 0]);
});

test("a row that is emptied is added to the sums when it counts, and is zero in either case", () => {
  const minutes = new ColumnMinutes(3);
  minutes.grow(2);
  minutes.add(0, 2, 1, 5);
  minutes.add(1, 2, NONE, 50);
  expect(minutes.sumOf(0, Int32Array.of(0, 1, 2))).toBe(10);
  const sums = new Float64Array(6);
  minutes.empty(0, sums, 3, true);
  minutes.empty(1, sums, 3, false);
  expect([...sums]).toEqual([0, 0, 0, 0, 5, 5]);
  expect([minutes.sumOf(0, Int32Array.of(1, 2)), minutes.sumOf(1, Int32Array.of(2))]).toEqual([0, 0]);
});
