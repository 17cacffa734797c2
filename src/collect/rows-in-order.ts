import type { KernelState } from "../kernel/state.ts";

/**
 * Rows of patients and children by class, number and birth: sums over those inside come to the same, to the last bit, whichever rows
 * were free when they came. @param count rows in all @param isInside whether the row is somebody's
 */
export function rowsInOrder(state: KernelState, count: number, isInside: (row: number) => boolean): number[] {
  const { childStage, birth } = state;
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isInside(row)) rows.push(row);
  const families = childStage.length > 0;
  return rows.sort(
    (a, b) =>
      state.classOf(a) - state.classOf(b) ||
      state.numberOf(a) - state.numberOf(b) ||
      (families ? childStage[a] - childStage[b] || birth[a] - birth[b] : 0),
  );
}
