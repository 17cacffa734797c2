import { highWord, POWERS_OF_TWO } from "./bits.ts";
import { LOG_ROWS } from "./log-table.ts";

const TWO_54 = 18014398509481984;

/**
 * Natural logarithm from plain arithmetic, the same bits on every engine; at most 0.505 units in the last place, 0.75 within 1e-7
 * of 1. log(0) is -Infinity; NaN below 0.
 *
 * Method: a table of 128 reciprocals after Tang, ACM Trans. Math. Softw. 16 (1990) 378–400, exact reduction by splitting.
 */
export function log(x: number): number {
  const leastNormal = 2.2250738585072014e-308;
  if (x >= leastNormal && x < Infinity) return reduced(x, 0);
  return special(x);
}

/** `log` of what is above 0 and finite, and not below 2^-1022, such as a uniform in (0, 1): without asking. */
export function logOfUniform(u: number): number {
  return reduced(u, 0);
}

const reduced = reducedBy(LOG_ROWS, POWERS_OF_TWO, highWord);

/** What the function uses is given, so that it is a constant to an engine: what belongs to a module is looked up at each use. */
function reducedBy(
  rows: Float64Array,
  powers: Float64Array,
  wordOf: (x: number) => number,
): (x: number, shift: number) => number {
  return (x, shift) => {
    // ln 2 in two parts; the first is a multiple of 2^-42.
    const ln2High = 0.6931471805598903;
    const ln2Low = 5.497923018708371e-14;
    const two26 = 67108864;
    const t = (wordOf(x) - 0x3fe5f000) | 0;
    const exponent = t >> 20;
    const row = ((t >> 13) & 127) * 3;
    const z = x * powers[1074 - exponent];
    const v = rows[row];
    const zh = z + two26 - two26;
    const rh = zh * v - 1;
    const rl = (z - zh) * v;
    const r = rh + rl;
    const r2 = r * r;
    const k = exponent - shift;
    const tail = k * ln2Low + rows[row + 2] + rl;
    const series = -1 / 2 + r / 3 + r2 * (-1 / 4 + r / 5 + r2 * (-1 / 6 + r / 7));
    return k * ln2High + rows[row + 1] + rh + (tail + r2 * series);
  };
}

function special(x: number): number {
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  if (x > 0) return reduced(x * TWO_54, 54);
  return Number.NaN;
}
