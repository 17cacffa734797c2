import { exp } from "./exp.ts";
import { log } from "./log.ts";

/**
 * x^y, the same bits on every engine (the language's own differs between versions of one engine). Whole exponents up to ±1,024 by
 * repeated squaring, ½ by the square root; others as e^(y · ln x), with a relative error of about |y · ln x| · 2^-53.
 * NaN for a negative x with an exponent that is not whole.
 */
export function power(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x);
  if (Math.floor(y) === y && Math.abs(y) < Infinity) {
    if (Math.abs(y) <= 1024) {
      const result = wholePower(x, Math.abs(y));
      if (y >= 0) return result;
      // What overflows can have an inverse among the subnormals.
      if (Math.abs(result) < Infinity) return 1 / result;
    }
    if (x < 0) return y % 2 === 0 ? exp(y * log(-x)) : -exp(y * log(-x));
  }
  if (x === 0) return y > 0 ? 0 : Infinity;
  return exp(y * log(x));
}

function wholePower(x: number, y: number): number {
  let result = 1;
  let square = x;
  for (let rest = y; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
