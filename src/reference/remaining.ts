import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import type { Distribution } from "../random/distribution.ts";
import { distributions } from "../random/distributions.ts";
import { remaining } from "../random/remaining.ts";
import type { PurposeStream } from "../random/streams.ts";
import { evaluate, holds } from "./expressions.ts";
import { meanOf } from "./mean.ts";
import type { Patient } from "./patient.ts";
import { drawn } from "./values.ts";
import type { World } from "./world.ts";

/** What is left of a duration of today, after so many minutes or, for NaN, an unknown time; NaN when it cannot last so long. */
export function leftOf(value: Value, world: World, patient: Patient, stream: PurposeStream, elapsed: number): number {
  const read = (expression: Expression): number => evaluate(expression, world, patient);
  switch (value.kind) {
    case "cases":
      return leftOf(holding(value, world, patient), world, patient, stream, elapsed);
    case "times": {
      const times = read(value.amount);
      if (times !== 0) return times * leftOf(value.of, world, patient, stream, elapsed / times);
      return elapsed > 0 ? Number.NaN : 0;
    }
    case "plus":
      if (Number.isNaN(elapsed)) return stream.next() * biased(value, world, patient, stream);
      return leftOf(value.of, world, patient, stream, elapsed - read(value.amount));
    case "toward":
      return between(value, read, stream, (way) => leftOf(way, world, patient, stream, elapsed));
    case "draw": {
      const { distribution, constants } = prepared(value, read);
      return remaining(distribution, constants, elapsed, stream);
    }
    default: {
      if (Number.isNaN(elapsed)) return stream.next() * biased(value, world, patient, stream);
      const whole = drawn(value, world, patient, stream);
      return whole >= elapsed ? whole - elapsed : Number.NaN;
    }
  }
}

/** The whole of a duration that is met by chance: of density x f(x) ÷ mean. */
function biased(value: Value, world: World, patient: Patient, stream: PurposeStream): number {
  const read = (expression: Expression): number => evaluate(expression, world, patient);
  switch (value.kind) {
    case "cases":
      return biased(holding(value, world, patient), world, patient, stream);
    case "times":
      return read(value.amount) * biased(value.of, world, patient, stream);
    case "toward":
      return between(value, read, stream, (way) => biased(way, world, patient, stream));
    case "draw": {
      const { distribution, constants } = prepared(value, read);
      return distribution.lengthBiased(constants, stream);
    }
    case "plus": {
      // Of density (x + b) f(x): a mixture with the fresh one for b ≥ 0, by rejection for b < 0.
      const more = read(value.amount);
      if (more >= 0) {
        const isFresh = stream.next() * (meanOf(value.of, read) + more) < more;
        return more + (isFresh ? drawn : biased)(value.of, world, patient, stream);
      }
      for (;;) {
        const whole = biased(value.of, world, patient, stream);
        if (!(stream.next() * whole >= whole + more)) return whole + more;
      }
    }
    default:
      return drawn(value, world, patient, stream);
  }
}

/** A share of the way from one to the other, each drawn from the same place of the stream. */
function between(
  { share, from, to }: Extract<Value, { kind: "toward" }>,
  read: (expression: Expression) => number,
  stream: PurposeStream,
  draw: (way: Value) => number,
): number {
  const part = read(share);
  if (part === 0 || part === 1) return draw(part === 0 ? from : to);
  const { taken } = stream;
  const a = draw(from);
  stream.back(taken);
  return a + part * (draw(to) - a);
}

/** The first case that holds now is the one that is going on. */
function holding(value: Extract<Value, { kind: "cases" }>, world: World, patient: Patient): Value {
  const found = value.cases.find(({ when }) => holds(when, world, patient));
  if (found === undefined) throw new Error("no case holds");
  return found.use;
}

function prepared(
  { distribution: name, form, parameters }: Extract<Value, { kind: "draw" }>,
  read: (expression: Expression) => number,
): { readonly distribution: Distribution; readonly constants: Float64Array } {
  const distribution = distributions.get(name);
  if (distribution === undefined) throw new Error(`no distribution "${name}"`);
  const values = parameters.map(read);
  const problem = distribution.check(form, values);
  if (problem !== null) throw new Error(`${distribution.name} ${problem}`);
  return { distribution, constants: distribution.prepare(form, values) };
}
