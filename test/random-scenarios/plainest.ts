/** The plainest tape found that still fails: in blocks, then one by one, numbers are made 0, the plain choice, as long as it does. */
export function plainest(
  numbers: readonly number[],
  fails: (numbers: readonly number[]) => boolean,
): readonly number[] {
  let best = numbers;
  for (let size = 2 ** Math.floor(Math.log2(numbers.length)); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < numbers.length; from += size) {
      const plainer = best.map((number, i) => (i >= from && i < from + size ? 0 : number));
      if (plainer.some((number, i) => number !== best[i]) && fails(plainer)) best = plainer;
    }
  }
  return best;
}
