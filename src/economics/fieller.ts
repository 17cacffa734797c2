import { studentQuantile } from "../statistics/confidence-interval.ts";
import { momentsOfPairs } from "./paired.ts";

/**
 * A ratio of two means with Fieller's set of the ratios that the data do not contradict.
 * - `bounded`: from `low` to `high`
 * - `outside`: below `low` or above `high`, everything but what lies between: the mean below the line cannot be told from 0
 * - `everything`: no ratio is contradicted
 * - `none`: there is no such set, for want of pairs, or because all that stands below the line is 0
 */
export interface FiellerInterval {
  readonly kind: "bounded" | "outside" | "everything" | "none";
  /** Ratio of the means; NaN when the mean below the line is 0. */
  readonly ratio: number;
  /** NaN but for `bounded` and `outside`, where one of them may be infinite. */
  readonly low: number;
  readonly high: number;
}

/**
 * Fieller's interval of mean(above) ÷ mean(below), from pairs: all R for which mean(above) − R mean(below) is within t standard
 * errors of 0, Student's t on n − 1 degrees of freedom (Fieller, JRSS B 16 (1954) 175–185; Willan and O'Brien, Health Economics 5
 * (1996) 297–305, for cost-effectiveness ratios). They are the roots of a quadratic, and its sign tells the three kinds apart. The
 * ratio is in units of `above` a unit of `below`. It is never the mean of the ratios of the pairs, which has no meaning near 0.
 * @param level of the interval, in (0, 1)
 * @throws Error where the numbers do not pair
 */
export function fiellerInterval(above: ArrayLike<number>, below: ArrayLike<number>, level: number): FiellerInterval {
  if (!(level > 0 && level < 1)) throw new Error(`no interval of level ${level}`);
  const { n, meanX, meanY, varianceX, varianceY, covariance } = momentsOfPairs(above, below);
  const ratio = meanY === 0 ? NaN : meanX / meanY;
  const without = { ratio, low: NaN, high: NaN };
  if (n < 2 || (meanY === 0 && varianceY === 0)) return { ...without, kind: "none" };
  const t = studentQuantile(0.5 + level / 2, n - 1);
  const share = (t * t) / n;
  // a R² − 2 b R + c ≤ 0
  const a = meanY * meanY - share * varianceY;
  const b = meanX * meanY - share * covariance;
  const c = meanX * meanX - share * varianceX;
  if (a === 0) return onEdge(b, c, without);
  const discriminant = b * b - a * c;
  if (discriminant < 0 && a < 0) return { ...without, kind: "everything" };
  // With a > 0 the ratio itself fulfils it, so that a negative number is one of rounding.
  const root = Math.sqrt(Math.max(0, discriminant));
  // The root of larger size first: the other follows from their product without losing digits.
  const far = b < 0 ? b - root : b + root;
  const [one, other] = far === 0 ? [0, 0] : [far / a, c / far];
  const [low, high] = one < other ? [one, other] : [other, one];
  return { kind: a > 0 ? "bounded" : "outside", ratio, low, high };
}

/** The mean below the line lies just t standard errors from 0: one end is infinitely far away. */
function onEdge(b: number, c: number, without: { ratio: number; low: number; high: number }): FiellerInterval {
  if (b === 0) return { ...without, kind: c <= 0 ? "everything" : "none" };
  const end = c / (2 * b);
  const { ratio } = without;
  return b > 0
    ? { kind: "bounded", ratio, low: end, high: Infinity }
    : { kind: "bounded", ratio, low: -Infinity, high: end };
}
