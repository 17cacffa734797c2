/** Longer names are not compared: a typing mistake in one is not worth the time a hostile file could take. */
const LONGEST = 64;

/**
 * The candidate most like `name`, or undefined when none is like it: at most a third of its characters may be wrong,
 * missing, added or swapped with a neighbour; upper and lower case count as the same. Of equals, the one
 * that begins like it for longest; of these the first by code unit.
 * Distance: optimal string alignment, Damerau (1964), Communications of the ACM 7(3), and Wagner & Lowrance (1975).
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  let best: string | undefined;
  let bestDistance = Math.floor((name.length + 1) / 3);
  for (const candidate of candidates) {
    if (candidate === name || candidate.length > LONGEST) continue;
    if (Math.abs(candidate.length - name.length) > bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance || (distance === bestDistance && comesBefore(candidate, best, name))) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function comesBefore(candidate: string, best: string | undefined, name: string): boolean {
  if (best === undefined) return true;
  const [one, other] = [sameBeginning(candidate, name), sameBeginning(best, name)];
  return one === other ? candidate < best : one > other;
}

/** How many characters two texts begin alike with, upper and lower case the same. */
function sameBeginning(a: string, b: string): number {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** `did you mean "nurse"?`, or undefined when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(name, candidates);
  return found === undefined ? undefined : `did you mean "${found}"?`;
}

/** Least number of characters inserted, deleted, replaced or swapped with a neighbour that turns `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, beforeLast[j - 2] + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}
