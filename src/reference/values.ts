import type { Value } from "../model/model.ts";
import { distributions } from "../random/distributions.ts";
import { type Key, PurposeStream } from "../random/streams.ts";
import { evaluate, holds } from "./expressions.ts";
import type { Patient } from "./patient.ts";
import type { World } from "./world.ts";

/** A value for a patient by his own luck. @param what it is, should it be impossible @param visit of the draw's key */
export function draw(
  world: World,
  patient: Patient,
  value: number,
  word: number,
  what: string,
  visit: number = patient.visit(),
): number {
  try {
    return drawn(world.model.values[value], world, patient, streamAt(patient.key, word, visit));
  } catch (error) {
    throw world.impossible(patient, `${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function streamAt(key: Key, word: number, visit: number): PurposeStream {
  const stream = new PurposeStream();
  stream.at(key.k0, key.k1, word, visit);
  return stream;
}

/** Throws a plain error where the value is impossible. */
export function drawn(value: Value, world: World, patient: Patient | undefined, stream: PurposeStream): number {
  switch (value.kind) {
    case "constant":
      return value.value;
    case "expression":
      return evaluate(value.expression, world, patient);
    case "chance": {
      const p = evaluate(value.probability, world, patient);
      if (!(p >= 0 && p <= 1)) throw new Error(`probability ${p}, must be 0 to 1`);
      return stream.next() < p ? 1 : 0;
    }
    case "cases": {
      const found = value.cases.find(({ when }) => holds(when, world, patient));
      if (found === undefined) throw new Error("no case holds");
      return drawn(found.use, world, patient, stream);
    }
    case "times":
      return drawn(value.of, world, patient, stream) * evaluate(value.amount, world, patient);
    case "plus":
      return drawn(value.of, world, patient, stream) + evaluate(value.amount, world, patient);
    case "toward": {
      const share = evaluate(value.share, world, patient);
      if (share === 0 || share === 1) return drawn(share === 0 ? value.from : value.to, world, patient, stream);
      const { taken } = stream;
      const from = drawn(value.from, world, patient, stream);
      stream.back(taken);
      return from + share * (drawn(value.to, world, patient, stream) - from);
    }
    case "draw": {
      const distribution = distributions.get(value.distribution);
      if (distribution === undefined) throw new Error(`no distribution "${value.distribution}"`);
      const parameters = value.parameters.map((parameter) => evaluate(parameter, world, patient));
      const problem = distribution.check(value.form, parameters);
      if (problem !== null) throw new Error(`${distribution.name} ${problem}`);
      return distribution.sample(distribution.prepare(value.form, parameters), stream);
    }
  }
}
