import { highWord } from "./bits.ts";
import { normalQuantile } from "./normal.ts";

/**
 * The normal quantile of a uniform by a table of polynomials: 32 intervals an octave from 2^-54 to ½, each with its centre and
 * eight coefficients of the powers of the distance from it. A row is made from AS 241 when it is first asked for; nine in ten
 * uniforms need but some 100 of them.
 */
const WIDTH = 9;
export const NORMAL_ROWS = new Float64Array(1697 * WIDTH);
const SIGN = Float64Array.of(-1, 1);

/**
 * Standard normal variate by inversion of one uniform; absolute error below 4e-15, 6e-15 beyond 4 standard deviations.
 * @param u a multiple of 2^-53 in (0, 1), as the generator makes; for other probabilities take `normalQuantile`
 */
export const normalOfUniform: (u: number) => number = normalBy(NORMAL_ROWS, SIGN, highWord);

/** What the function uses is given, as in log.ts. */
function normalBy(rows: Float64Array, sign: Float64Array, wordOf: (x: number) => number): (u: number) => number {
  return function normal(u) {
    const y = 0.5 - Math.abs(u - 0.5);
    // From the high word of 2^-54 on, without its last 15 bits; WIDTH numbers a row.
    const row = Math.imul((wordOf(y) >> 15) - 31008, 9);
    const centre = rows[row];
    if (centre === 0) {
      makeRow(row);
      return normal(u);
    }
    const s = y - centre;
    const s2 = s * s;
    // Estrin's order: the halves do not wait for one another.
    const low = rows[row + 1] + rows[row + 2] * s + (rows[row + 3] + rows[row + 4] * s) * s2;
    const high = rows[row + 5] + rows[row + 6] * s + (rows[row + 7] + rows[row + 8] * s) * s2;
    // Not by a branch: on a random bit the processor guesses wrong half the time.
    return sign[(u + u) | 0] * (low + high * (s2 * s2));
  };
}

/** cos((2i + 1) π ÷ 16) */
const NODES = [
  0.9807852804032304, 0.8314696123025452, 0.5555702330196022, 0.19509032201612828, -0.19509032201612828,
  -0.5555702330196022, -0.8314696123025452, -0.9807852804032304,
];

/** Interpolates at eight Chebyshev nodes: Newton's divided differences, multiplied out to powers. */
function makeRow(row: number): void {
  const index = row / WIDTH;
  const octave = Math.floor(index / 32);
  let unit = 5.551115123125783e-17; // 2^-54
  for (let i = 0; i < octave; i++) unit *= 2;
  const half = unit / 64;
  const centre = unit + ((index % 32) * 2 + 1) * half;
  // Not lists, whose kind an engine guesses: it made this function anew three times, in a tenth of a second.
  const at = new Float64Array(8);
  const difference = new Float64Array(8);
  for (let i = 0; i < 8; i++) {
    at[i] = NODES[i] * half;
    difference[i] = -normalQuantile(centre + at[i]);
  }
  for (let order = 1; order < 8; order++) {
    for (let i = 7; i >= order; i--) difference[i] = (difference[i] - difference[i - 1]) / (at[i] - at[i - order]);
  }
  const powers = new Float64Array(8);
  for (let i = 7; i >= 0; i--) {
    for (let j = 7; j > 0; j--) powers[j] = powers[j - 1] - at[i] * powers[j];
    powers[0] = difference[i] - at[i] * powers[0];
  }
  NORMAL_ROWS.set(powers, row + 1);
  NORMAL_ROWS[row] = centre;
}
