import { exp } from "../../maths/exp.ts";
import { log } from "../../maths/log.ts";
import type { Distribution, UniformSource } from "../distribution.ts";
import { finite, firstOf, form, ordered, room, value } from "../parameters.ts";
import { biasedByRejection } from "../remaining.ts";

/** Constants: [min, mode − min, max − min, max]. */
export const triangular: Distribution = {
  name: "triangular",
  description: "least, most likely and greatest value, with straight sides between them",
  forms: [form(value("min", "least value"), value("mode", "most likely value"), value("max", "greatest value"))],
  check: (_form, [min, mode, max]) =>
    firstOf(
      ordered("min", min, "mode", mode),
      ordered("mode", mode, "max", max),
      finite("min", min),
      finite("max − min", max - min),
    ),
  prepare(_form, [min, mode, max], constants) {
    const c = room(4, constants);
    c[0] = min;
    c[1] = mode - min;
    c[2] = max - min;
    c[3] = max;
    return c;
  },
  sample: (c, source) => quantile(c, source.next()),
  mean: (c) => c[0] + (c[1] + c[2]) / 3,
  sd: (c) => Math.sqrt((c[1] * c[1] + c[2] * c[2] - c[1] * c[2]) / 18),
  cdf(c, x) {
    const y = x - c[0];
    if (y < 0) return 0;
    if (x >= c[3] || y >= c[2]) return 1;
    return y < c[1] ? (y * y) / (c[1] * c[2]) : 1 - ((c[2] - y) * (c[2] - y)) / (c[2] * (c[2] - c[1]));
  },
  quantile,
  survival(c, x) {
    const y = c[3] - x;
    if (y <= 0) return 0;
    if (y >= c[2]) return 1;
    const down = c[2] - c[1];
    return y < down ? (y * y) / (c[2] * down) : 1 - ((c[2] - y) * (c[2] - y)) / (c[2] * c[1]);
  },
  upperQuantile(c, q) {
    const down = c[2] - c[1];
    if (q * c[2] <= down) return Math.max(c[0], c[3] - Math.sqrt(q * c[2] * down));
    return Math.min(c[3], c[0] + Math.sqrt((1 - q) * c[2] * c[1]));
  },
  lengthBiased(c, source) {
    if (c[0] < 0) return biasedByRejection(triangular, c, source);
    if (c[2] === 0) return c[0];
    const range = c[2];
    const up = c[1];
    const down = range - up;
    const spread = (up + range) / 3;
    // x f(x) = min f(x) + (x − min) f(x): the second part by the side on which it falls.
    if (source.next() * (c[0] + spread) < c[0]) return quantile(c, source.next());
    const left = (2 * up * up) / (3 * range);
    if (source.next() * spread < left) return c[0] + up * cubeRoot(source.next());
    // With t = max − x the density is ∝ t (range − t) = t up + t (down − t), t in [0, down].
    const t = source.next() * (3 * up + down) < 3 * up ? Math.sqrt(source.next()) : middleOfThree(source);
    return c[3] - down * t;
  },
  min: (c) => c[0],
  max: (c) => c[3],
};

function cubeRoot(u: number): number {
  return exp(log(u) / 3);
}

/** Beta of shapes 2 and 2. */
function middleOfThree(source: UniformSource): number {
  const [a, b, c] = [source.next(), source.next(), source.next()];
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function quantile(c: Float64Array, p: number): number {
  const range = c[2];
  const up = c[1];
  if (p * range <= up) return Math.min(c[3], c[0] + Math.sqrt(p * range * up));
  // The sum can round to just above max.
  return Math.min(c[3], c[0] + (range - Math.sqrt((1 - p) * range * (range - up))));
}
