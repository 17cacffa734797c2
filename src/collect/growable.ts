/** A longer table with the same beginning. Tables double, so that a run allocates a few times and then no more. */
export function longerDoubles(old: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const fresh = new Float64Array(length);
  fresh.set(old);
  return fresh;
}

/** As `longerDoubles`, for whole numbers. */
export function longerInts(old: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(length);
  fresh.set(old);
  return fresh;
}

/** Rows of `columns` numbers with their sum as a new first row: overall, then each class. */
export function withTotal(rows: Float64Array, columns: number): Float64Array<ArrayBuffer> {
  const all = new Float64Array(columns + rows.length);
  all.set(rows, columns);
  for (let i = 0; i < rows.length; i++) all[i % columns] += rows[i];
  return all;
}
