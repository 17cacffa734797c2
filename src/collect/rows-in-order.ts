import type { KernelState } from "../kernel/state.ts";

/** Numbers that are looked for at a time. */
const MANY = 1 << 20;

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
    const classes = new Set<number>();
    for (let row = 0; row < count; row++) if (isInside(row)) classes.add(state.classOf(row));
    for (const cls of [...classes].sort((a, b) => a - b)) {
      visitByNumber(state, count, (row) => isInside(row) && state.classOf(row) === cls, visit);
    }
  }
}

/** Each has a number of his own, and is put at the place of it; so many numbers at a time that the places need little memory. */
function visitByNumber(
  state: KernelState,
  count: number,
  isInside: (row: number) => boolean,
  visit: (row: number) => void,
): void {
  let from = Infinity;
  let to = -Infinity;
  for (let row = 0; row < count; row++) {
    if (!isInside(row)) continue;
    const number = state.numberOf(row);
    if (number < from) from = number;
    if (number > to) to = number;
  }
  const places = new Int32Array(Math.min(to - from + 1, MANY));
  while (from <= to) {
    let next = Infinity;
    for (let row = 0; row < count; row++) {
      if (!isInside(row)) continue;
      const number = state.numberOf(row);
      const place = number - from;
      if (place >= places.length) next = Math.min(next, number);
      else if (place >= 0) places[place] = row + 1;
    }
    for (const row of places) if (row > 0) visit(row - 1);
    places.fill(0);
    from = next;
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
