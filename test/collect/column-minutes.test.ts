import { expect, test } from "vitest";
import { ColumnMinutes } from "../../src/collect/column-minutes.ts";
import { NONE } from "../../src/model/opcodes.ts";

test("a row keeps what it has when columns come up that no row had before", () => {
  const minutes = new ColumnMinutes(9, 4, new Int32Array(0));
  minutes.grow(2);
  minutes.add(0, 0, 7, NONE, 1, 0);
  minutes.add(1, 1, 7, 3, 10, 2);
  minutes.grow(4);
  minutes.add(0, 0, 0, 8, 100, 20);
  minutes.add(3, 3, 5, 7, 1000, 200);
  for (let patient = 0; patient < 4; patient++) minutes.empty(patient, patient, true);
  expect(rowsOf(minutes.ofLeavers(), 9)).toEqual([
    [100, 0, 0, 0, 0, 0, 0, 1, 100],
    [0, 0, 0, 10, 0, 0, 0, 10, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 1000, 0, 1000, 0],
  ]);
  expect(rowsOf(minutes.ofWindow(), 9)).toEqual([
    [20, 0, 0, 0, 0, 0, 0, 0, 20],
    [0, 0, 0, 2, 0, 0, 0, 2, 0],
    [0, 0, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0, 200, 0, 200, 0],
  ]);
});

test("a row that is emptied is added to those of its group when it counts, and is zero in either case", () => {
  const minutes = new ColumnMinutes(3, 2, Int32Array.of(0, 2));
  minutes.grow(2);
  minutes.add(0, 1, 2, 1, 5, 5);
  minutes.add(1, 1, 2, NONE, 50, 50);
  expect([minutes.waited(0), minutes.waited(1)]).toEqual([5, 50]);
  minutes.empty(0, 1, true);
  minutes.empty(1, 1, false);
  expect(rowsOf(minutes.ofLeavers(), 3)).toEqual([
    [0, 0, 0],
    [0, 5, 5],
  ]);
  expect([minutes.waited(0), minutes.waited(1)]).toEqual([0, 0]);
  minutes.clear();
  expect([...minutes.ofLeavers(), ...minutes.ofWindow()]).toEqual(Array(12).fill(0));
});

test("waits are summed in their order, whichever came up first", () => {
  const [a, b, c] = [0.1, 0.2, 0.3];
  const minutes = new ColumnMinutes(3, 1, Int32Array.of(0, 1, 2));
  minutes.grow(1);
  minutes.add(0, 0, 2, NONE, c, 0);
  minutes.add(0, 0, 1, NONE, b, 0);
  minutes.add(0, 0, 0, NONE, a, 0);
  expect(minutes.waited(0)).toBe(a + b + c);
});

function rowsOf(table: Float64Array, columns: number): number[][] {
  return Array.from({ length: table.length / columns }, (_, row) => [
    ...table.slice(row * columns, (row + 1) * columns),
  ]);
}
