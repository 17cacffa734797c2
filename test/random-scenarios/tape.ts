import fc from "fast-check";

const LARGEST = 0xfffff;

/** Choices read from a tape of numbers: the smaller the number, the plainer the choice, so that what fails shrinks to what is plain. */
export class Tape {
  private readonly numbers: readonly number[];
  private at = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  /** A whole number from 0 to n − 1. */
  below(n: number): number {
    return Math.floor((this.next() / (LARGEST + 1)) * n);
  }

  whether(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  /** The end of the tape is all plain choices. */
  private next(): number {
    return this.numbers[this.at++] ?? 0;
  }
}

export const tapes: fc.Arbitrary<Tape> = numbersOf(300).map((numbers) => new Tape(numbers));

/** Of a tape that is long enough for several interventions. */
export const longNumbers: fc.Arbitrary<readonly number[]> = numbersOf(1200);

function numbersOf(length: number): fc.Arbitrary<readonly number[]> {
  return fc.noBias(fc.array(fc.nat({ max: LARGEST }), { minLength: length, maxLength: length }));
}
