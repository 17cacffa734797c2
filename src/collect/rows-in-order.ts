import type { KernelState } from "../kernel/state.ts";

/** Numbers of one class from the least to the greatest, each of whom is looked for: so many for each row that there is, and beside. */
const SPARSE = 8;
const FEW = 4096;

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
  if (!visitByNumber(state, count, isInside, visit)) visitSorted(state, count, isInside, visit);
}

/** Each at the place of his number, where nobody has the same and few numbers are nobody's: at a million inside, far less to do than to sort. */
function visitByNumber(
  state: KernelState,
  count: number,
  isInside: (row: number) => boolean,
  visit: (row: number) => void,
): boolean {
  if (state.childStage.length > 0) return false;
  const least: number[] = [];
  const most: number[] = [];
  let inside = 0;
  for (let row = 0; row < count; row++) {
    if (!isInside(row)) continue;
    const cls = state.classOf(row);
    const number = state.numberOf(row);
    least[cls] = Math.min(number, least[cls] ?? Infinity);
    most[cls] = Math.max(number, most[cls] ?? -Infinity);
    inside++;
  }
  const first: number[] = [];
  let places = 0;
  least.forEach((number, cls) => {
    first[cls] = places - number;
    places += most[cls] - number + 1;
  });
  if (!(places <= SPARSE * inside + FEW)) return false;
  const rows = new Int32Array(places);
  for (let row = 0; row < count; row++) {
    if (isInside(row)) rows[first[state.classOf(row)] + state.numberOf(row)] = row + 1;
  }
  for (const place of rows) if (place > 0) visit(place - 1);
  return true;
}

function visitSorted(
  state: KernelState,
  count: number,
  isInside: (row: number) => boolean,
  visit: (row: number) => void,
): void {
  const { childStage, birth } = state;
  const families = childStage.length > 0;
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isInside(row)) rows.push(row);
  rows.sort(
    (a, b) =>
      state.classOf(a) - state.classOf(b) ||
      state.numberOf(a) - state.numberOf(b) ||
      (families ? childStage[a] - childStage[b] || birth[a] - birth[b] : 0),
  );
  for (const row of rows) visit(row);
}
