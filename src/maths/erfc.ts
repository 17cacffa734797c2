import { exp } from "./exp.ts";

/**
 * Chebyshev coefficients of (1 + 2x) e^(x²) erfc(x) in (x − 3.75) ÷ (x + 3.75), the expansion of Shepherd & Laframboise,
 * Mathematics of Computation 36 (1981) 249–253; computed anew with 50 digits.
 */
// biome-ignore format: as many coefficients a line as fit
const COEFFICIENTS = Float64Array.of(
  1.1775789345674017, -0.004590054580646478, -0.08424913336651792, 0.05920993999819189, -0.026658668435305753,
  0.009074997670705265, -0.002413163540417608, 0.0004907758365258086, -0.00006916973302501207,
  0.00000413902798607301, 7.74038306619849e-7, -2.1886401049234397e-7, 1.076499946567091e-8, 4.521959811218287e-9,
  -7.754400208831351e-10, -6.318088340886684e-11, 2.86879501093067e-11, 1.9455868545777347e-13,
  -9.65469674843344e-13, 3.25254814814874e-14, 3.3478119482868056e-14, -1.864562880419313e-15,
  -1.2507950530688648e-15, 7.418235256624044e-17, 5.068148904796111e-17, -2.2370566594359995e-18,
  -2.187342944303018e-18,
);

/** Complementary error function, relative error about 1e-15 wherever the result is a normal double. Portable. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (!(x < 27.3)) return x >= 27.3 ? 0 : Number.NaN;
  return expOfSquare(x, 1) * scaledErfc(x);
}

/** e^(x²) · erfc(x) for x ≥ 0: what is left of erfc when its steep part is taken out. */
export function scaledErfc(x: number): number {
  if (x > 1e15) return 0.5641895835477563 / x; // 1 ÷ √π
  const t = (x - 3.75) / (x + 3.75);
  const twice = t + t;
  let b = 0;
  let next = 0;
  for (let i = COEFFICIENTS.length - 1; i > 0; i--) {
    const last = b;
    b = twice * b - next + COEFFICIENTS[i];
    next = last;
  }
  return (t * b - next + COEFFICIENTS[0]) / (1 + x + x);
}

const TWO_27_PLUS_1 = 134217729;

/**
 * e^(−share · x²) for share 1 or ½ and |x| < 40, without the error that rounding x² would bring: x is split into a part whose
 * square is exact and a rest.
 */
export function expOfSquare(x: number, share: 1 | 0.5): number {
  const stretched = x * TWO_27_PLUS_1;
  const high = stretched - (stretched - x);
  const rest = share * (x - high) * (x + high);
  return exp(-share * high * high) * (1 - rest * (1 - rest * (0.5 - rest / 6)));
}
