import type { Value } from "../scenario/scenario.ts";
import { evaluate } from "./evaluate.ts";
import { type PatientKind, preparedDraw, probabilityOf } from "./patients.ts";

/** Mean and mean square of a value: what a load and a variance are made of. */
export interface Moments {
  readonly mean: number;
  /** Infinity where the distribution has none. */
  readonly square: number;
}

/** Of one kind of patient, truncation counted; undefined when it depends on what only the run knows. */
export function momentsOf(value: Value, kind: PatientKind): Moments | undefined {
  switch (value.kind) {
    case "expression":
      return constant(evaluate(value.expression.tree, kind));
    case "chance": {
      const p = probabilityOf(value.probability, kind).value;
      return p === undefined ? undefined : { mean: p, square: p };
    }
    case "cases":
      for (const { when, use } of value.cases) {
        const holds = when === undefined ? 1 : evaluate(when.tree, kind);
        if (holds === undefined) return undefined;
        if (holds !== 0) return momentsOf(use, kind);
      }
      return undefined;
    case "adopted":
      return momentsOf(kind.adopts.has(value.intervention) ? value.then : value.otherwise, kind);
    case "draw": {
      const prepared = preparedDraw(value, kind);
      if (prepared === undefined) return undefined;
      const [distribution, constants] = prepared;
      const mean = distribution.mean(constants);
      const sd = distribution.sd(constants);
      return { mean, square: mean * mean + sd * sd };
    }
    case "times":
    case "plus":
      return changed(value, kind);
  }
}

/** Standard deviation, never below 0 by rounding. */
export function sdOf({ mean, square }: Moments): number {
  return Number.isFinite(square) ? Math.sqrt(Math.max(0, square - mean * mean)) : Number.POSITIVE_INFINITY;
}

function constant(value: number | undefined): Moments | undefined {
  return value === undefined ? undefined : { mean: value, square: value * value };
}

function changed(value: Extract<Value, { kind: "times" | "plus" }>, kind: PatientKind): Moments | undefined {
  const of = momentsOf(value.of, kind);
  const amount = evaluate(value.amount.tree, kind);
  if (of === undefined || amount === undefined) return undefined;
  if (value.kind === "times") return { mean: of.mean * amount, square: of.square * amount * amount };
  return { mean: of.mean + amount, square: of.square + 2 * of.mean * amount + amount * amount };
}
