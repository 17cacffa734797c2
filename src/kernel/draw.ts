import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { distributions } from "../random/distributions.ts";
import type { PurposeStream } from "../random/streams.ts";
import type { Evaluate } from "./evaluate.ts";

/**
 * A value for one patient at one moment. The stream stands at draw 0 of its purpose and visit; a value draws from at most one
 * distribution, so the draws of different purposes never mix.
 */
export type Draw = (patient: number, stream: PurposeStream) => number;

/** Turns a compiled value into a closure. */
export function linkValue(value: Value, link: (expression: Expression) => Evaluate): Draw {
  switch (value.kind) {
    case "constant": {
      const constant = value.value;
      return () => constant;
    }
    case "expression":
      return link(value.expression);
    case "chance": {
      const probability = link(value.probability);
      return (patient, stream) => {
        const p = probability(patient);
        if (!(p >= 0 && p <= 1)) throw new Error(`probability ${p}, must be 0 to 1`);
        return stream.next() < p ? 1 : 0;
      };
    }
    case "cases": {
      const conditions = value.cases.map(({ when }) => (when === undefined ? undefined : link(when)));
      const uses = value.cases.map(({ use }) => linkValue(use, link));
      return (patient, stream) => {
        for (let i = 0; i < uses.length; i++) {
          const condition = conditions[i];
          if (condition === undefined || condition(patient) > 0) return uses[i](patient, stream);
        }
        throw new Error("no case holds");
      };
    }
    case "times": {
      const amount = link(value.amount);
      const of = linkValue(value.of, link);
      return (patient, stream) => of(patient, stream) * amount(patient);
    }
    case "plus": {
      const amount = link(value.amount);
      const of = linkValue(value.of, link);
      return (patient, stream) => of(patient, stream) + amount(patient);
    }
    case "toward": {
      const share = link(value.share);
      const [from, to] = [linkValue(value.from, link), linkValue(value.to, link)];
      return (patient, stream) => toward(share(patient), from, to, patient, stream);
    }
    case "draw":
      return linkDraw(value, link);
  }
}

/** A share of the way between two draws, both from where the stream stands. */
export function toward(share: number, from: Draw, to: Draw, patient: number, stream: PurposeStream): number {
  if (share === 0) return from(patient, stream);
  if (share === 1) return to(patient, stream);
  const { taken } = stream;
  const a = from(patient, stream);
  stream.back(taken);
  return a + share * (to(patient, stream) - a);
}

function linkDraw(value: Extract<Value, { kind: "draw" }>, link: (expression: Expression) => Evaluate): Draw {
  const distribution = distributions.get(value.distribution);
  if (distribution === undefined) throw new Error(`no distribution "${value.distribution}"`);
  const { form } = value;
  const parameters = value.parameters.map((parameter) => (parameter.op === "number" ? parameter.value : Number.NaN));
  if (value.parameters.every((parameter) => parameter.op === "number")) {
    const constants = distribution.prepare(form, parameters);
    return (_patient, stream) => distribution.sample(constants, stream);
  }
  const evaluate = value.parameters.map(link);
  let constants = new Float64Array(8);
  return (patient, stream) => {
    for (let i = 0; i < evaluate.length; i++) parameters[i] = evaluate[i](patient);
    const problem = distribution.check(form, parameters);
    if (problem !== null) throw new Error(`${distribution.name} ${problem}`);
    constants = distribution.prepare(form, parameters, constants) as Float64Array<ArrayBuffer>;
    return distribution.sample(constants, stream);
  };
}
