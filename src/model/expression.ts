/**
 * A checked expression: pure, small, plain data that can be sent to a worker. The kernel and the collector
 * turn it into a closure before the run (`kernel/evaluate.ts`). Every value is a number: times in minutes, money in the
 * scenario's currency, booleans 0 or 1, text (classes, categories, exits, weekdays) by its index in the model's tables.
 */
export type Expression =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: Nullary }
  | { readonly op: Named; readonly index: number }
  /** How often a contact of the patient has fallen due between two times. */
  | { readonly op: "count"; readonly index: number; readonly args: readonly Expression[] }
  | { readonly op: Operator; readonly args: readonly Expression[] };

/** What measures read of a session: times in minutes, and numbers of patients. */
export const SESSION_FIGURES = ["opened", "closed", "late", "firstStart", "lastEnd", "used", "cases", "came"] as const;
export type SessionFigure = (typeof SESSION_FIGURES)[number];

/** Reads one thing of the patient or the clock. `weekday` is 0 for Monday; `hour` is 0 to 23; `class` and `exit` are indices. */
export type Nullary = "time" | "hour" | "weekday" | "class" | "exit" | "arrived" | "waited";

/**
 * Reads one thing of a named stage, resource, attribute, intervention or organisation.
 * Times that have not happened (`enter`, `start`, `end`, `left`) are NaN.
 */
export type Named =
  | "attribute"
  | "adopted" // intervention: 1 when this patient adopts it (drawn when first asked)
  | "faithful" // intervention: 1 when its changes of structure hold for this patient, should he adopt it
  | "since" // intervention: minutes since its day 0, negative before
  | "visits" // stage: this patient's entries, the present one included
  | "enter" // stage
  | "start" // stage
  | "end" // stage
  | "stageTime" // stage: end − enter of the last visit
  | "left" // resource: when the last unit was given back
  | "taken" // resource: when the last spell of holding it began (measures only)
  | "held" // resource: units this patient holds
  | "queue" // stage: patients who wait for its first request or its needs
  | "cases" // stage: services and delays that have ended there, of anybody, since the start of the run
  | "present" // stage: patients between entering it and its end
  | "by" // stage: who served this patient there last, an index into the model's servers
  | "inUse" // resource: units in use
  | "free" // resource: capacity − in use, never below 0
  | "closes" // resource: when its shift or session in progress ends
  | "expected" // stage: its mean duration for this patient, now
  | "session" // index into SESSION_FIGURES: of the session told of (measures only)
  | "midnightsHeld" // resource (measures only)
  | "midnightsIn" // stage (measures only)
  | "cost"; // organisation (measures only)

/** `if` takes condition, then, else; `and`, `or`, `if` evaluate only what they need. `midnightsBetween` takes two times. */
export type Operator =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "negate"
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
  | "if"
  | "min"
  | "max"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "sqrt"
  | "log"
  | "exp"
  | "sin"
  | "cos"
  | "midnightsBetween";
