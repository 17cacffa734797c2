/**
 * Two-level factorial designs, full and fractional: Box, Hunter and Hunter, Statistics for Experimenters (2005), chapters 5 and 6;
 * Montgomery, Design and Analysis of Experiments (2013), chapters 6 and 8. A set of factors is a number whose bit f is factor f.
 */

/** Of so many factors at most: 128 runs. */
export const MOST_FACTORS = 7;

/** A factor that is set by the product of others: D = ABC, or D = −ABC. */
export interface Generator {
  readonly factor: number;
  /** Factors that are not generated themselves. */
  readonly of: number;
  readonly sign: 1 | -1;
}

/** Effects that the runs of a design cannot tell apart: what is estimated is the sum of them all, with their signs. */
export interface AliasSet {
  /** Of the fewest factors, the first of these. */
  readonly effect: number;
  readonly aliases: readonly Signed[];
}

export interface Signed {
  readonly set: number;
  readonly sign: 1 | -1;
}

export interface Design {
  readonly factors: number;
  readonly generators: readonly Generator[];
  /** The factors at high in each run; in standard order of those that are not generated. */
  readonly runs: readonly number[];
  /** Fewest factors in a word of the defining relation; undefined of a full design, which has none. */
  readonly resolution: number | undefined;
  /** The defining relation: products of factors that are the same in all runs. */
  readonly words: readonly Signed[];
  /** Every effect in one of them: those of one factor first, then of two … */
  readonly sets: readonly AliasSet[];
}

/**
 * Generators of minimum aberration for fractions 1/2^p, by number of factors, then p: Box, Hunter and Hunter (2005), table 6.22;
 * Montgomery (2013), table 8.14; that no design of the size has fewer short words is from Fries and Hunter, Technometrics 22
 * (1980) 601–608.
 */
const STANDARD: ReadonlyMap<number, readonly (readonly string[])[]> = new Map([
  [3, [["C=AB"]]],
  [4, [["D=ABC"]]],
  [5, [["E=ABCD"], ["D=AB", "E=AC"]]],
  [6, [["F=ABCDE"], ["E=ABC", "F=BCD"], ["D=AB", "E=AC", "F=BC"]]],
  [7, [["G=ABCDEF"], ["F=ABCD", "G=ABDE"], ["E=ABC", "F=BCD", "G=ACD"], ["D=AB", "E=AC", "F=BC", "G=ABC"]]],
]);

/** The fractions 1/2, 1/4 … that have generators in the table: as many as this. */
export function mostHalvings(factors: number): number {
  return STANDARD.get(factors)?.length ?? 0;
}

/** Of the fraction 1/2^p, in the table above. @throws Error where it has none */
export function standardGenerators(factors: number, halvings: number): readonly Generator[] {
  if (halvings === 0) return [];
  const written = STANDARD.get(factors)?.[halvings - 1];
  if (written === undefined) throw new Error(`no fraction 1/${1 << halvings} of ${factors} factors`);
  return written.map((text) => {
    const [factor, of] = text.split("=");
    return { factor: letterAt(factor), of: [...of].reduce((set, letter) => set | (1 << letterAt(letter)), 0), sign: 1 };
  });
}

/** Factors in the order of the alphabet. */
function letterAt(letter: string): number {
  return letter.charCodeAt(0) - 65;
}

/**
 * @param factors 2 to 7
 * @throws Error for generators that generate a factor twice or from one that is generated
 */
export function designOf(factors: number, generators: readonly Generator[] = []): Design {
  const generated = generators.reduce((set, { factor }) => set | (1 << factor), 0);
  const wrong = generators.some(({ of }) => of === 0 || (of & generated) !== 0 || of >= 1 << factors);
  if (wrong || sizeOf(generated) !== generators.length) throw new Error("generators that are no design");
  const base = Array.from({ length: factors }, (_, f) => f).filter((f) => (generated & (1 << f)) === 0);
  const runs = Array.from({ length: 1 << base.length }, (_, run) => {
    const high = base.reduce((set, f, i) => ((run & (1 << i)) === 0 ? set : set | (1 << f)), 0);
    return generators.reduce(
      (set, { factor, of, sign }) => (sign * signIn(high, of) > 0 ? set | (1 << factor) : set),
      high,
    );
  });
  const words = wordsOf(generators);
  const lengths = words.map(({ set }) => sizeOf(set));
  const resolution = lengths.length === 0 ? undefined : Math.min(...lengths);
  return { factors, generators, runs, resolution, words, sets: setsOf(factors, words) };
}

/** +1 or −1: the product of the levels of some factors in a run. */
export function signIn(run: number, set: number): 1 | -1 {
  return (sizeOf(set) - sizeOf(run & set)) % 2 === 0 ? 1 : -1;
}

export function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest > 0; rest >>= 1) size += rest & 1;
  return size;
}

/** All products of what each generator says to be 1. */
function wordsOf(generators: readonly Generator[]): readonly Signed[] {
  const words: Signed[] = [{ set: 0, sign: 1 }];
  for (const { factor, of, sign } of generators) {
    words.push(...words.map((word) => times(word, { set: of | (1 << factor), sign })));
  }
  return words.slice(1);
}

/** A factor times itself is 1. */
function times(one: Signed, other: Signed): Signed {
  return { set: one.set ^ other.set, sign: one.sign === other.sign ? 1 : -1 };
}

function setsOf(factors: number, words: readonly Signed[]): readonly AliasSet[] {
  const seen = new Set(words.map(({ set }) => set));
  const sets: AliasSet[] = [];
  for (const effect of inOrder(Array.from({ length: (1 << factors) - 1 }, (_, i) => i + 1))) {
    if (seen.has(effect)) continue;
    const aliases = words.map((word) => times({ set: effect, sign: 1 }, word));
    for (const { set } of aliases) seen.add(set);
    const order = inOrder(aliases.map(({ set }) => set));
    sets.push({ effect, aliases: order.flatMap((set) => aliases.filter((alias) => alias.set === set)) });
  }
  return sets;
}

/** Fewer factors first; then as in a list of names: AB, AC, BC. */
function inOrder(sets: readonly number[]): readonly number[] {
  const reversed = (set: number): number => {
    let turned = 0;
    for (let f = 0; f < MOST_FACTORS; f++) turned = turned * 2 + ((set >> f) & 1);
    return turned;
  };
  return [...sets].sort((a, b) => sizeOf(a) - sizeOf(b) || reversed(b) - reversed(a));
}
