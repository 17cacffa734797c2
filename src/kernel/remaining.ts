import type { Expression } from "../model/expression.ts";
import type { Value } from "../model/model.ts";
import { distributions } from "../random/distributions.ts";
import { remaining } from "../random/remaining.ts";
import type { PurposeStream } from "../random/streams.ts";
import { type Draw, linkValue, toward } from "./draw.ts";
import type { Evaluate } from "./evaluate.ts";
import { linkMean } from "./expected.ts";

/** What a duration that is going on is like, for one patient at one moment. */
export interface Lasting {
  /** What is left after `elapsed` minutes, NaN for an unknown time; NaN when it cannot last so long. */
  readonly left: (patient: number, stream: PurposeStream, elapsed: number) => number;
  /** The whole of one that is met by chance: of density x f(x) ÷ mean. */
  readonly biased: Draw;
  /** One from its beginning. */
  readonly fresh: Draw;
  readonly mean: Evaluate;
}

/** Turns a compiled value into what is left of it. The first case that holds now is the one that is going on. */
export function linkLasting(value: Value, link: (expression: Expression) => Evaluate): Lasting {
  const fresh = linkValue(value, link);
  switch (value.kind) {
    case "constant":
    case "expression": {
      const whole: Evaluate = value.kind === "constant" ? () => value.value : link(value.expression);
      return {
        left: (patient, stream, elapsed) => {
          const minutes = whole(patient);
          if (Number.isNaN(elapsed)) return stream.next() * minutes;
          return minutes >= elapsed ? minutes - elapsed : Number.NaN;
        },
        biased: whole,
        fresh,
        mean: whole,
      };
    }
    case "cases": {
      const conditions = value.cases.map(({ when }) => (when === undefined ? undefined : link(when)));
      const uses = value.cases.map(({ use }) => linkLasting(use, link));
      const holding = (patient: number): Lasting => {
        const found = conditions.findIndex((condition) => condition === undefined || condition(patient) > 0);
        if (found < 0) throw new Error("no case holds");
        return uses[found];
      };
      return {
        left: (patient, stream, elapsed) => holding(patient).left(patient, stream, elapsed),
        biased: (patient, stream) => holding(patient).biased(patient, stream),
        fresh,
        mean: (patient) => holding(patient).mean(patient),
      };
    }
    case "times": {
      const amount = link(value.amount);
      const of = linkLasting(value.of, link);
      return {
        left: (patient, stream, elapsed) => {
          const times = amount(patient);
          if (times !== 0) return times * of.left(patient, stream, elapsed / times);
          return elapsed > 0 ? Number.NaN : 0;
        },
        biased: (patient, stream) => amount(patient) * of.biased(patient, stream),
        fresh,
        mean: (patient) => amount(patient) * of.mean(patient),
      };
    }
    case "plus":
      return linkPlus(link(value.amount), linkLasting(value.of, link), fresh);
    case "toward": {
      const share = link(value.share);
      const [from, to] = [linkLasting(value.from, link), linkLasting(value.to, link)];
      return {
        // What is left is between what would be left in either way.
        left: (patient, stream, elapsed) => {
          const [before, after]: readonly Draw[] = [
            (one, draws) => from.left(one, draws, elapsed),
            (one, draws) => to.left(one, draws, elapsed),
          ];
          return toward(share(patient), before, after, patient, stream);
        },
        biased: (patient, stream) => toward(share(patient), from.biased, to.biased, patient, stream),
        fresh,
        mean: linkMean(value, link),
      };
    }
    case "draw":
      return linkDrawn(value, link, fresh);
    case "chance":
      throw new Error("a chance is no duration");
  }
}

/**
 * X + b. Known: what is left of X after elapsed − b, which may be before its beginning. Unknown: of density (x + b) f(x): for b > 0
 * a mixture of the fresh and the length-biased, for b < 0 the length-biased by rejection.
 */
function linkPlus(amount: Evaluate, of: Lasting, fresh: Draw): Lasting {
  const biased: Draw = (patient, stream) => {
    const more = amount(patient);
    if (more >= 0) {
      const isFresh = stream.next() * (of.mean(patient) + more) < more;
      return more + (isFresh ? of.fresh(patient, stream) : of.biased(patient, stream));
    }
    for (;;) {
      const whole = of.biased(patient, stream);
      if (!(stream.next() * whole >= whole + more)) return whole + more;
    }
  };
  return {
    left: (patient, stream, elapsed) =>
      Number.isNaN(elapsed)
        ? stream.next() * biased(patient, stream)
        : of.left(patient, stream, elapsed - amount(patient)),
    biased,
    fresh,
    mean: (patient) => of.mean(patient) + amount(patient),
  };
}

function linkDrawn(
  value: Extract<Value, { kind: "draw" }>,
  link: (expression: Expression) => Evaluate,
  fresh: Draw,
): Lasting {
  const distribution = distributions.get(value.distribution);
  if (distribution === undefined) throw new Error(`no distribution "${value.distribution}"`);
  const evaluate = value.parameters.map(link);
  const isFixed = value.parameters.every(({ op }) => op === "number");
  let fixed: Float64Array | undefined;
  const constants = (patient: number): Float64Array => {
    if (fixed !== undefined) return fixed;
    const parameters = evaluate.map((each) => each(patient));
    const problem = distribution.check(value.form, parameters);
    if (problem !== null) throw new Error(`${distribution.name} ${problem}`);
    const prepared = distribution.prepare(value.form, parameters);
    if (isFixed) fixed = prepared;
    return prepared;
  };
  return {
    left: (patient, stream, elapsed) => remaining(distribution, constants(patient), elapsed, stream),
    biased: (patient, stream) => distribution.lengthBiased(constants(patient), stream),
    fresh,
    mean: (patient) => distribution.mean(constants(patient)),
  };
}
