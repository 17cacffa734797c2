const QUARTERS_PER_UNIT = 0.6366197723675814; // 2 ÷ π
const ROUND = 6755399441055744; // 1.5 · 2^52: adding and taking it away rounds to a whole number
const TWO_PI = 6.283185307179586;
/** Up to here there are fewer than 2^20 quarter turns, whose products with 33 bits are exact. */
const EXACT_UP_TO = 1_600_000;
/** π ÷ 2 in four parts; the first three have 33 bits each. */
const PART_1 = 1.5707963267341256;
const PART_2 = 6.077100506303966e-11;
const PART_3 = 2.0222662487111665e-21;
const PART_4 = 8.4784276603689e-32;

/** What is left of an angle after whole quarter turns: `high` + `low` in [-π/4, π/4]. */
const rest = { quarter: 0, high: 0, low: 0 };

/**
 * Sine of an angle in radians from plain arithmetic, the same bits on every engine; within 0.8 units in the last place for |x|
 * up to 1,600,000, beyond that as if x were wrong by 4e-17 of itself. NaN for infinities.
 *
 * Method: reduction in parts after Cody & Waite, Software Manual for the Elementary Functions (1980), ch. 8, the remainder kept
 * in two doubles; then Taylor's series, whose first term left out is below 0.02 units.
 */
export function sin(x: number): number {
  if (x === 0) return x;
  reduce(x);
  return turned(rest.quarter);
}

/** Cosine, as `sin`. */
export function cos(x: number): number {
  reduce(x);
  return turned(rest.quarter + 1);
}

function turned(quarter: number): number {
  const value = (quarter & 1) === 0 ? sinOfRest(rest.high, rest.low) : cosOfRest(rest.high, rest.low);
  return (quarter & 2) === 0 ? value : -value;
}

function reduce(angle: number): void {
  const x = angle > -EXACT_UP_TO && angle < EXACT_UP_TO ? angle : angle % TWO_PI;
  const n = x * QUARTERS_PER_UNIT + ROUND - ROUND;
  // The first difference is exact; the next two leave their rounding errors behind.
  const first = x - n * PART_1;
  const second = n * PART_2;
  const a = first - second;
  const third = n * PART_3;
  const b = a - third;
  const tail = lost(first, second, a) + lost(a, third, b) - n * PART_4;
  const high = b + tail;
  rest.quarter = n | 0;
  rest.high = high;
  rest.low = b - high + tail;
}

/** Rounding error of `difference` = a − b (Knuth's two-sum). */
function lost(a: number, b: number, difference: number): number {
  const virtual = a - difference;
  return a - (difference + virtual) + (virtual - b);
}

function sinOfRest(high: number, low: number): number {
  const z = high * high;
  const series =
    -1 / 6 +
    z *
      (1 / 120 +
        z *
          (-1 / 5040 +
            z *
              (1 / 362880 +
                z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368e3 + z / 355687428096e3))))));
  return high + (high * z * series + low * (1 - z / 2));
}

function cosOfRest(high: number, low: number): number {
  const z = high * high;
  const series =
    1 / 24 +
    z *
      (-1 / 720 +
        z *
          (1 / 40320 +
            z *
              (-1 / 3628800 +
                z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888e3 - z / 6402373705728e3))))));
  const half = z / 2;
  const near = 1 - half;
  return near + (1 - near - half + (z * z * series - high * low));
}
