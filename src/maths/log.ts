import { highWord, POWERS_OF_TWO } from "./bits.ts";
import { LOG_ROWS } from "./log-table.ts";

/** ln 2 in two parts; the first is a multiple of 2^-42. */
const LN2_HIGH = 0.6931471805598903;
const LN2_LOW = 5.497923018708371e-14;
const TWO_26 = 67108864;
const TWO_54 = 18014398509481984;
const LEAST_NORMAL = 2.2250738585072014e-308;

/**
 * Natural logarithm from plain arithmetic, the same bits on every engine; at most 0.505 units in the last place, 0.75 within 1e-7
 * of 1. log(0) is -Infinity; NaN below 0.
 *
 * Method: a table of 128 reciprocals after Tang, ACM Trans. Math. Softw. 16 (1990) 378–400, exact reduction by splitting.
 */
export function log(x: number): number {
  if (x >= LEAST_NORMAL && x < Infinity) return reduced(x, 0);
  return special(x);
}

function reduced(x: number, shift: number): number {
  const t = (highWord(x) - 0x3fe5f000) | 0;
  const exponent = t >> 20;
  const row = ((t >> 13) & 127) * 3;
  const z = x * POWERS_OF_TWO[1074 - exponent];
  const v = LOG_ROWS[row];
  const zh = z + TWO_26 - TWO_26;
  const rh = zh * v - 1;
  const rl = (z - zh) * v;
  const r = rh + rl;
  const r2 = r * r;
  const k = exponent - shift;
  const tail = k * LN2_LOW + LOG_ROWS[row + 2] + rl;
  const series = -1 / 2 + r / 3 + r2 * (-1 / 4 + r / 5 + r2 * (-1 / 6 + r / 7));
  return k * LN2_HIGH + LOG_ROWS[row + 1] + rh + (tail + r2 * series);
}

function special(x: number): number {
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  if (x > 0) return reduced(x * TWO_54, 54);
  return Number.NaN;
}
