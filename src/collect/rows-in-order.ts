import type { KernelState } from "../kernel/state.ts";

/** Numbers that are looked for at a time. */
const MANY = 1 << 20;
/** Rows are sorted where there are so many numbers for each. */
const SPARSE = 16;

/**
 * Visits rows of patients and children by class, number and birth: sums over those inside come to the same, to the last bit, whichever rows
 * were free when they came. @param count rows in all @param isInside whether the row is somebody's
 */
export function visitInOrder(
  state: KernelState,
  count: number,
  isInside: (row: number) => boolean,
  visit: (row: number) => void,
): void {
  if (state.childStage.length > 0) visitFamilies(state, count, isInside, visit);
  else {
    const inside: number[] = [];
    for (let row = 0; row < count; row++) {
      if (isInside(row)) inside[state.classOf(row)] = (inside[state.classOf(row)] ?? 0) + 1;
    }
    inside.forEach((length, cls) => {
      const rows = new Int32Array(length);
      let found = 0;
      for (let row = 0; row < count; row++) if (isInside(row) && state.classOf(row) === cls) rows[found++] = row;
      visitByNumber(state, rows, visit);
    });
  }
}

/** Of one class, in which each has a number of his own. */
function visitByNumber(state: KernelState, rows: Int32Array, visit: (row: number) => void): void {
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < rows.length; i++) {
    const number = state.numberOf(rows[i]);
    if (number < from) from = number;
    if (number > to) to = number;
  }
  if (to - from >= SPARSE * rows.length) {
    for (const row of rows.sort((a, b) => state.numberOf(a) - state.numberOf(b))) visit(row);
  } else visitByPlaces(state, rows, from, to, visit);
}

/** Each is put at the place of his number: of a crowd far less to do than to sort it. */
function visitByPlaces(
  state: KernelState,
  rows: Int32Array,
  from: number,
  to: number,
  visit: (row: number) => void,
): void {
  const places = new Int32Array(Math.min(to - from + 1, MANY));
  for (let first = from; first <= to; first += places.length) {
    for (let i = 0; i < rows.length; i++) {
      const place = state.numberOf(rows[i]) - first;
      if (place >= 0 && place < places.length) places[place] = rows[i] + 1;
    }
    for (let place = 0; place < places.length; place++) {
      const row = places[place] - 1;
      if (row < 0) continue;
      places[place] = 0;
      visit(row);
    }
  }
}

function visitFamilies(
  state: KernelState,
  count: number,
  isInside: (row: number) => boolean,
  visit: (row: number) => void,
): void {
  const { childStage, birth } = state;
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isInside(row)) rows.push(row);
  rows.sort(
    (a, b) =>
      state.classOf(a) - state.classOf(b) ||
      state.numberOf(a) - state.numberOf(b) ||
      childStage[a] - childStage[b] ||
      birth[a] - birth[b],
  );
  for (const row of rows) visit(row);
}
