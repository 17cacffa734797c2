/** Of the two words of a double in memory, which is the high one on this machine. */
export const HIGH = new Uint8Array(Float64Array.of(1).buffer)[7] === 0x3f ? 1 : 0;

/** Sign, exponent and the first 20 bits of the mantissa, as a signed word. */
export const highWord: (x: number) => number = highWordBy(new Float64Array(1));

/** @param double where each is written, to be read as words. As a double only: writing halves stalls the processor */
function highWordBy(double: Float64Array): (x: number) => number {
  const high = new Int32Array(double.buffer, 4 * HIGH, 1);
  return (x) => {
    double[0] = x;
    return high[0];
  };
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
