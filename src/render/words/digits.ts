/**
 * Where a decimal number is cut: at the place 10^exponent, rounded half away from zero on its decimal expansion. Never "-0";
 * "−" (U+2212) before a negative number, a comma every three digits.
 */
export function writeAt(value: number, exponent: number, trim: boolean): string {
  const size = roundAt(Math.abs(value), exponent);
  const decimals = Math.max(0, -exponent);
  const [whole, part = ""] = size.toFixed(decimals).split(".");
  const rest = trim ? part.replace(/0+$/, "") : part;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 && size !== 0 ? "−" : ""}${grouped}${rest === "" ? "" : `.${rest}`}`;
}

/** @param size ≥ 0 */
export function roundAt(size: number, exponent: number): number {
  // Moving the decimal point in the text, not by multiplication, keeps 1.005 from becoming 1.00.
  const [digits, power = "0"] = String(size).split("e");
  const shifted = Math.round(Number(`${digits}e${Number(power) - exponent}`));
  return Number(`${shifted}e${exponent}`);
}

/** ⌊log₁₀ size⌋, exactly. @param size > 0 */
export function exponentOf(size: number): number {
  return Number(size.toExponential().split("e")[1]);
}

/** The place that a half-width leaves certain: that of its first digit, one finer if that digit is 1. @param halfWidth > 0 */
export function certainPlace(halfWidth: number): number {
  const [digits, exponent] = halfWidth.toExponential().split("e");
  return Number(exponent) - (digits.startsWith("1") ? 1 : 0);
}

/** The place of the third digit of a value whose precision is not known; whole numbers are kept whole. */
export function thirdDigit(value: number): number {
  return value === 0 ? 0 : Math.min(0, exponentOf(Math.abs(value)) - 2);
}
