import type { Span } from "../diagnostics/diagnostic.ts";
import type { Named, Nullary, Operator } from "../model/expression.ts";
import type { Unit } from "./units.ts";

/**
 * The two trees of an expression. `parseExpression` (expression-parse.ts) makes the first from text, knowing no names;
 * `checkExpression` (expression-check.ts) makes the second, in which every name is resolved and every unit agrees.
 */
export interface ParsedExpression {
  readonly text: string;
  /** Of the whole text in its source. */
  readonly span: Span;
  readonly root: ParsedNode;
}

/** `call` keeps its arguments as written: a bare name may stand for a stage or a resource. */
export type ParsedNode =
  | {
      readonly kind: "number";
      readonly value: number;
      readonly unit: Unit;
      readonly currency: string;
      readonly span: Span;
    }
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly nameSpan: Span;
      readonly args: readonly ParsedNode[];
      readonly span: Span;
    }
  | {
      readonly kind: "operator";
      readonly op: ParsedOperator;
      /** Of the sign itself: where a clash of units is shown. */
      readonly opSpan: Span;
      readonly args: readonly ParsedNode[];
      readonly span: Span;
    };

/** `a < b < c` comes apart into `and` of two comparisons; `a ? b : c` becomes `if`. */
export type ParsedOperator =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "negate"
  | "plus"
  | "power"
  | "equal"
  | "unequal"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
  | "and"
  | "or"
  | "not"
  | "if";

/** A checked expression. Its value is in minutes and in units of the scenario's currency. */
export interface TypedExpression {
  readonly text: string;
  readonly span: Span;
  readonly unit: Unit;
  readonly tree: TypedNode;
}

/**
 * Like the model's `Expression`, with names where it has indices. `textValue` is the index that a class, an exit or one
 * of an attribute's values gets; the days of the week are numbers already (0 is Monday).
 */
export type TypedNode =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "textValue"; readonly of: "class" | "exit" | "server"; readonly value: string }
  | { readonly op: "textValue"; readonly of: "attribute"; readonly name: string; readonly value: string }
  | { readonly op: Nullary }
  | { readonly op: TypedNamed; readonly name: string }
  /** Without arguments: whenever it fell due. */
  | { readonly op: "count"; readonly name: string; readonly args: readonly TypedNode[] }
  | { readonly op: Operator; readonly args: readonly TypedNode[] };

/** What a name may be read for: parameters are gone when a model is compiled. */
export type TypedNamed = "parameter" | Exclude<Named, "faithful">;

/**
 * Where an expression stands, which settles what it can see.
 * patient: in a stage, a route, a condition · attribute: when a patient arrives · measure: over a patient who has left ·
 * visit: over a visit or a stay that has just ended · session: over a session that is over ·
 * system: averaged over time · clock: of arrivals to come, the time and no patient · parameter: before the run, numbers and
 * parameters only.
 */
export type Context = "patient" | "attribute" | "measure" | "visit" | "session" | "system" | "clock" | "parameter";

/** What a name of the scenario stands for. All names share one namespace. */
export type NamedThing =
  | { readonly kind: "parameter"; readonly unit: Unit }
  /** `values`: the categories of a text attribute, else empty. */
  | { readonly kind: "attribute"; readonly unit: Unit; readonly values: readonly string[] }
  | { readonly kind: ThingKind };

export type ThingKind =
  | "stage"
  | "resource"
  | "intervention"
  | "organisation"
  | "class"
  | "exit"
  | "server"
  | "measure"
  | "contact"
  | "scenario";

/** What an expression is checked against. */
export interface Scope {
  readonly context: Context;
  /** The scenario's currency, such as "GBP": money marked otherwise is refused. Undefined when the file declares none. */
  readonly currency: string | undefined;
  /** Every declared name that may be seen here; leave out attributes that come later. */
  readonly things: ReadonlyMap<string, NamedThing>;
  /** The stage in which the expression stands. */
  readonly ownStage?: string | undefined;
}
