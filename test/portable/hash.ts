import { hashText, threefry } from "../../src/random/generator.ts";

/** Field by field the words of a double: the same bits on every platform, whatever its order of bytes. */
const view = new DataView(new ArrayBuffer(8));

/**
 * Two words from a sequence of numbers and texts: 64 bits at a time chained through Threefry, as `hashText` does with bytes. Every
 * bit of a double counts, the sign of zero too; NaN is one value, for the language leaves its bits open.
 */
export class Hash {
  private readonly state = Int32Array.of(0x243f6a88, 0x85a308d3);
  private readonly words = new Map<string, Int32Array>();

  number(value: number): void {
    view.setFloat64(0, value);
    if (Number.isNaN(value)) this.pair(0x7ff80000, 0);
    else this.pair(view.getInt32(0), view.getInt32(4));
  }

  numbers(values: Iterable<number> & { readonly length: number }): void {
    this.number(values.length);
    for (const value of values) this.number(value);
  }

  text(text: string): void {
    let words = this.words.get(text);
    if (words === undefined) {
      words = hashText(text);
      this.words.set(text, words);
    }
    this.pair(words[0], words[1]);
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return [...this.state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  private pair(w0: number, w1: number): void {
    const { state } = this;
    threefry(state, state[0], state[1], w0, w1);
    state[0] ^= w0;
    state[1] ^= w1;
  }
}
