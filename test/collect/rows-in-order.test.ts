import { expect, test } from "vitest";
import { visitInOrder } from "../../src/collect/rows-in-order.ts";
import type { KernelState } from "../../src/kernel/state.ts";

interface Row {
  readonly cls: number;
  readonly number: number;
  readonly stage?: number;
  readonly birth?: number;
}

const GONE: Row = { cls: 0, number: 5 };

function visited(rows: readonly Row[], families = false): number[] {
  const state = {
    classOf: (row: number) => rows[row].cls,
    numberOf: (row: number) => rows[row].number,
    childStage: Int32Array.from(families ? rows : [], ({ stage }) => stage ?? -1),
    birth: Int32Array.from(families ? rows : [], ({ birth }) => birth ?? 0),
  } as unknown as KernelState;
  const order: number[] = [];
  visitInOrder(
    state,
    rows.length,
    (row) => rows[row] !== GONE,
    (row) => order.push(row),
  );
  return order;
}

test("rows are visited by class, then number, those of time 0 from the last", () => {
  const rows = [{ cls: 1, number: 2 }, GONE, { cls: 0, number: 9 }, { cls: 1, number: -3 }, { cls: 0, number: -1 }];
  expect(visited(rows)).toEqual([4, 2, 3, 0]);
});

test("numbers may be far apart, and nobody in a class", () => {
  const numbers = [1_000_000, 3, 131_073, 65_538, 65_539, 131_072, -400_000, 2 ** 31 + 7];
  const rows = numbers.map((number) => ({ cls: 2, number }));
  expect(visited(rows).map((row) => numbers[row])).toEqual([...numbers].sort((a, b) => a - b));
  expect(visited([])).toEqual([]);
  expect(visited([GONE, GONE])).toEqual([]);
});

test("children come behind their patient, by where they began and in which order", () => {
  const rows = [
    { cls: 0, number: 4, stage: 3, birth: 1 },
    { cls: 0, number: 4, stage: 2, birth: 2 },
    { cls: 0, number: 4, stage: 3, birth: 0 },
    { cls: 0, number: 4 },
    GONE,
    { cls: 0, number: 1 },
  ];
  expect(visited(rows, true)).toEqual([5, 3, 1, 2, 0]);
});
