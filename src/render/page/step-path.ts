/** Screen place of a number. */
type Scale = (value: number) => number;

/**
 * The path of a step line: value i from i to i + 1, in shorthand without repeats, broken where a value is NaN.
 * One decimal of a px is enough for the eye.
 */
export function stepLine(values: readonly number[], x: Scale, y: Scale): string {
  const parts: string[] = [];
  let level = NaN;
  values.forEach((value, i) => {
    if (!Number.isNaN(value) && Number.isNaN(level)) parts.push(`M${px(x(i))},${px(y(value))}`);
    else if (!Number.isNaN(level) && value !== level) parts.push(`H${px(x(i))}`);
    if (!Number.isNaN(value) && !Number.isNaN(level) && value !== level) parts.push(`V${px(y(value))}`);
    level = value;
  });
  if (!Number.isNaN(level)) parts.push(`H${px(x(values.length))}`);
  return parts.join("");
}

/** The area between two step lines, in as many parts as NaN on either side leaves. */
export function stepBand(low: readonly number[], high: readonly number[], x: Scale, y: Scale): string {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i <= low.length; i++) {
    if (i < low.length && !Number.isNaN(low[i]) && !Number.isNaN(high[i])) continue;
    if (i > from) parts.push(bandPart(low, high, from, i, x, y));
    from = i + 1;
  }
  return parts.join("");
}

function bandPart(low: readonly number[], high: readonly number[], from: number, to: number, x: Scale, y: Scale) {
  const parts = [`M${px(x(from))},${px(y(high[from]))}`];
  for (let i = from + 1; i < to; i++) {
    if (high[i] !== high[i - 1]) parts.push(`H${px(x(i))}V${px(y(high[i]))}`);
  }
  parts.push(`H${px(x(to))}V${px(y(low[to - 1]))}`);
  for (let i = to - 1; i > from; i--) {
    if (low[i] !== low[i - 1]) parts.push(`H${px(x(i))}V${px(y(low[i - 1]))}`);
  }
  parts.push(`H${px(x(from))}Z`);
  return parts.join("");
}

function px(place: number): number {
  return Math.round(place * 10) / 10;
}
