import { exp } from "../../maths/exp.ts";
import { log, logOfUniform } from "../../maths/log.ts";
import { expMinusOne, logOnePlus } from "../../maths/near-one.ts";
import type { Distribution } from "../distribution.ts";
import { form, MEAN, notNegative, room } from "../parameters.ts";

/** −mean · ln u, of a uniform u in (0, 1). */
export function exponentialOf(u: number, mean: number): number {
  return -logOfUniform(u) * mean;
}

/** Constants: [mean]. */
export const exponential: Distribution = {
  name: "exponential",
  description: "memoryless: as likely to end in the next minute however long it has lasted",
  forms: [form(MEAN)],
  check: (_form, [mean]) => notNegative("mean", mean),
  prepare(_form, [mean], constants) {
    const c = room(1, constants);
    c[0] = mean;
    return c;
  },
  sample: (c, source) => exponentialOf(source.next(), c[0]),
  mean: (c) => c[0],
  sd: (c) => c[0],
  cdf: (c, x) => (x <= 0 ? (c[0] === 0 && x === 0 ? 1 : 0) : -expMinusOne(-x / c[0])),
  quantile: (c, p) => -logOnePlus(-p) * c[0],
  survival: (c, x) => (x < 0 ? 1 : c[0] === 0 ? 0 : exp(-x / c[0])),
  upperQuantile: (c, q) => -log(q) * c[0],
  // Gamma of shape 2: the sum of two.
  lengthBiased: (c, source) => -(log(source.next()) + log(source.next())) * c[0],
  min: () => 0,
  max: (c) => (c[0] === 0 ? 0 : Infinity),
};
