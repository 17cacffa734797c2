/** Of the two words of a double in memory, which is the high one on this machine. */
export const HIGH = new Uint8Array(Float64Array.of(1).buffer)[7] === 0x3f ? 1 : 0;

/** One double seen as two words, to read its high word. Written as a double only: writing halves stalls the processor. */
const double = new Float64Array(1);
const high = new Int32Array(double.buffer, 4 * HIGH, 1);

/** Sign, exponent and the first 20 bits of the mantissa, as a signed word. */
export function highWord(x: number): number {
  double[0] = x;
  return high[0];
}

/** 2^e for e from -1074 to 1023, at index e + 1074: exact. */
export const POWERS_OF_TWO = powersOfTwo();

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024);
  let power = 1;
  for (let e = 0; e <= 1023; e++, power *= 2) powers[1074 + e] = power;
  power = 1;
  for (let e = 0; e >= -1074; e--, power /= 2) powers[1074 + e] = power;
  return powers;
}
