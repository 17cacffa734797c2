/**
 * One table for the sums that change with every event, so that they lie side by side, and a loop that changes them need know but one table.
 * Whose table is placed goes on with the view that it gets instead.
 */
export class Room {
  readonly numbers: Float64Array<ArrayBuffer>;
  private used = 0;

  constructor(size: number) {
    this.numbers = new Float64Array(size);
  }

  /** A view with what is in the table. Where it begins: `startOf`. */
  place(table: Float64Array): Float64Array<ArrayBuffer> {
    const view = this.numbers.subarray(this.used, this.used + table.length);
    if (view.length < table.length) throw new Error(`no room for a table of ${table.length}`);
    view.set(table);
    this.used += table.length;
    return view;
  }

  /** The index of its first number in `numbers`. */
  startOf(view: Float64Array): number {
    if (view.buffer !== this.numbers.buffer) throw new Error("a table that has no place here");
    return view.byteOffset / view.BYTES_PER_ELEMENT;
  }
}
