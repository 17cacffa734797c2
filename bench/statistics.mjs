// What is told of repeated measurements, and when two engines answer alike.

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** @param {readonly number[]} values */
export const spread = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) });

/** @param {readonly number[]} values */
export const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * Mean of independent runs with the half-width of its interval (Student's t on n − 1 degrees of freedom).
 * @param {readonly number[]} values two or more
 * @param {number} level of the two-sided interval, in (0, 1)
 */
export function interval(values, level) {
  const n = values.length;
  const mean = sum(values) / n;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / (n - 1);
  return { n, mean, halfWidth: studentQuantile(0.5 + level / 2, n - 1) * Math.sqrt(variance / n) };
}

/**
 * By halving: with t = √ν tan θ the distribution is an integral of cos^(ν−1). To about 1e-6, which is enough for a comparison.
 * @param {number} p in (0.5, 1)
 * @param {number} degrees 1 or more
 */
export function studentQuantile(p, degrees) {
  const whole = cosineIntegral(Math.PI / 2, degrees - 1);
  let low = 0;
  let high = Math.PI / 2;
  for (let k = 0; k < 60; k++) {
    const angle = (low + high) / 2;
    if (0.5 + cosineIntegral(angle, degrees - 1) / whole / 2 < p) low = angle;
    else high = angle;
  }
  return Math.sqrt(degrees) * Math.tan(low);
}

/** ∫ cos^power from 0 to the angle, by Simpson's rule. @param {number} angle @param {number} power */
function cosineIntegral(angle, power) {
  const steps = 2000;
  const h = angle / steps;
  let total = 1 + Math.cos(angle) ** power;
  for (let k = 1; k < steps; k++) total += (k % 2 === 1 ? 4 : 2) * Math.cos(k * h) ** power;
  return (total * h) / 3;
}

/** Of all the comparisons of one table together. */
const ERROR = 0.001;

/**
 * Holds the runs of several engines against those of the first: each mean, and the number of events of a run. Two differ when their
 * means lie further apart than the two half-widths, added in quadrature, at 99.9 % for all comparisons together (Bonferroni).
 * @param {readonly { name: string, outcome: import("./program.mjs").Outcome }[]} engines
 * @returns {{ compared: number, differences: string[], unknown: string[] }} a sentence for each that differs, and for those that have
 * too few runs for an interval
 */
export function compareAnswers(engines) {
  const [first, ...others] = engines.map(({ name, outcome }) => ({ name, columns: columnsOf(outcome) }));
  const few = [first, ...others].filter(({ columns }) => [...columns.values()].some(({ length }) => length < 2));
  const unknown = few.map(({ name }) => `${name} has a single run, so that its answers have no interval`);
  const held = few.includes(first) ? [] : others.filter((engine) => !few.includes(engine));
  const pairs = held.flatMap(({ name, columns }) => [...columns].map(([column, values]) => ({ name, column, values })));
  const level = 1 - ERROR / pairs.length;
  const differences = pairs.flatMap(({ name, column, values }) => {
    const known = first.columns.get(column);
    if (known === undefined) return [`${name} tells ${column}, and ${first.name} does not`];
    const a = interval(known, level);
    const b = interval(values, level);
    const alike = Math.abs(a.mean - b.mean) <= Math.hypot(a.halfWidth, b.halfWidth);
    return alike ? [] : [`${column}: ${first.name} ${told(a)}, ${name} ${told(b)}`];
  });
  return { compared: pairs.length, differences, unknown };
}

/** @param {import("./program.mjs").Outcome} outcome */
const columnsOf = ({ events, means }) => new Map([["events", events], ...Object.entries(means)]);

/** @param {{ n: number, mean: number, halfWidth: number }} of */
const told = ({ n, mean, halfWidth }) => `${mean.toPrecision(5)} ± ${halfWidth.toPrecision(2)} (${n} runs)`;
