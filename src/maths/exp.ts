import { POWERS_OF_TWO } from "./bits.ts";
import { EXP_ROWS } from "./exp-table.ts";

/**
 * e^x from plain arithmetic, the same bits on every engine; at most 0.51 units in the last place, 1 among subnormals. 0 and
 * Infinity where the result is beyond the doubles.
 *
 * Method: a table of 2^(j/128) after Tang, ACM Trans. Math. Softw. 15 (1989) 144–157.
 */
export function exp(x: number): number {
  return x > -708 && x < 709 ? usual(x) : special(x);
}

const mantissa = mantissaBy(EXP_ROWS);
const usual = usualBy(mantissa, POWERS_OF_TWO);

/** What a function uses is given, as in log.ts. */
function usualBy(mantissaOf: typeof mantissa, powers: Float64Array): (x: number) => number {
  return (x) => {
    const stepsPerUnit = 184.6649652337873; // 128 ÷ ln 2
    const round = 6755399441055744; // 1.5 · 2^52: adding and taking it away rounds to a whole number
    const d = x * stepsPerUnit + round - round;
    const k = d | 0;
    return mantissaOf(x, d, k) * powers[1074 + (k >> 7)];
  };
}

function mantissaBy(rows: Float64Array): (x: number, d: number, k: number) => number {
  return (x, d, k) => {
    // ln 2 ÷ 128 in two parts.
    const stepHigh = 0.0054152123482253955;
    const stepLow = 1.0082281460997769e-13;
    const r = x - d * stepHigh + d * stepLow;
    const row = (k & 127) << 1;
    const r2 = r * r;
    const p = r + r2 * (1 / 2 + r / 6 + r2 * (1 / 24 + r / 120));
    const t = rows[row];
    return t + (rows[row + 1] + t * p);
  };
}

function special(x: number): number {
  if (x >= 709.79) return Infinity;
  if (x <= -745.2) return 0;
  if (!(x < Infinity)) return x;
  const stepsPerUnit = 184.6649652337873;
  const round = 6755399441055744;
  const d = x * stepsPerUnit + round - round;
  const k = d | 0;
  const e = k >> 7;
  const half = e >> 1;
  return mantissa(x, d, k) * POWERS_OF_TWO[1074 + half] * POWERS_OF_TWO[1074 + e - half];
}
