/** Adds to a double. */
export function add(address: i32, more: f64): void {
  store<f64>(address, load<f64>(address) + more);
}

/** By a comparison: the instruction for it also looks for what is no number. */
export function lesser(a: f64, b: f64): f64 {
  if (a < b) return a;
  return b;
}

/** The nearest whole number, of one that is not below 0 and below 2³¹: adding 2⁵² rounds to it, and puts it into the low bits. */
export function wholeOf(x: f64): i32 {
  return i32(reinterpret<i64>(x + 4503599627370496.0));
}
