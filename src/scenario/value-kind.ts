import type { Value } from "./scenario.ts";

export type ValueKind = "number" | "truth" | "text";

/** What a value is made of: numbers and chances go a part of the way, words do not. */
export function kindOf(value: Value): ValueKind {
  switch (value.kind) {
    case "expression": {
      const { kind } = value.expression.unit;
      return kind === "text" ? "text" : kind === "boolean" ? "truth" : "number";
    }
    case "draw":
      return value.distribution === "categorical" ? "text" : "number";
    case "cases":
      return kindOf(value.cases[0].use);
    case "chance":
      return "truth";
    case "adopted":
      return kindOf(value.then);
    case "times":
    case "plus":
      return "number";
  }
}
