import { exp } from "../maths/exp.ts";
import { log } from "../maths/log.ts";
import { power } from "../maths/power.ts";
import { cos, sin } from "../maths/sin.ts";
import type { Expression, Named, Nullary, Operator } from "../model/expression.ts";
import type { Model, ModelClock } from "../model/model.ts";
import { isWait } from "../model/opcodes.ts";
import { linkMean } from "./expected.ts";
import { SimulationError } from "./simulation-error.ts";
import type { KernelState } from "./state.ts";

/** Value of an expression for the patient in this slot; booleans are 0 or 1. */
export type Evaluate = (patient: number) => number;

/** What a patient makes of interventions. */
export interface Adopts {
  /** Whether he adopts one: drawn at the first question, then kept. */
  adopts(intervention: number, patient: number): boolean;
  /** Whether its changes of structure hold for him, should he adopt it: the same at every question. */
  isFaithful(intervention: number, patient: number): boolean;
}

/** What only measures read, kept by the collector. */
export interface MeasureReader {
  midnightsHeld(resource: number, patient: number): number;
  midnightsIn(stage: number, patient: number): number;
  taken(resource: number, patient: number): number;
  cost(organisation: number, patient: number): number;
  /** A figure of the session told of: an index into SESSION_FIGURES. */
  session(figure: number): number;
}

/** What an expression takes for now: the state's time, unless somebody asks about another. */
export type Clock = Pick<KernelState, "now">;

const DAY = 1440;
const WEEK = 10080;

/** Midnights m with from < m ≤ to, clock midnights, whatever minute the run starts at; NaN when either time is. */
export function midnightsBetween(clock: ModelClock, from: number, to: number): number {
  const offset = clock.startMinuteOfWeek;
  return Math.floor((to + offset) / DAY) - Math.floor((from + offset) / DAY);
}

/**
 * Turns a checked expression into a closure over the state. Built before a run; calling it allocates nothing.
 * `clock` is what it takes for now. `adopts` is the kernel's; without it `adopted` reads what has been drawn so far (measures look back, they do not draw).
 */
export function linkExpression(
  expression: Expression,
  model: Model,
  state: KernelState,
  extra?: MeasureReader,
  adopts?: Adopts,
  clock: Clock = state,
): Evaluate {
  const link = (inner: Expression): Evaluate => linkExpression(inner, model, state, extra, adopts, clock);
  if (expression.op === "number") {
    const { value } = expression;
    return () => value;
  }
  if (expression.op === "count") {
    const { index } = expression;
    if (expression.args.length === 0) return (patient) => state.countEvents(patient, index, -Infinity, Infinity);
    const [from, to] = expression.args.map(link);
    return (patient) => state.countEvents(patient, index, from(patient), to(patient));
  }
  if (expression.op === "expected") return linkExpected(expression.index, model, link);
  if ("args" in expression) return linkOperator(expression.op, expression.args, link, model.clock);
  if ("index" in expression) return linkNamed(expression.op, expression.index, model, state, extra, adopts, clock);
  return linkNullary(expression.op, model, state, clock);
}

function linkExpected(stage: number, model: Model, link: (inner: Expression) => Evaluate): Evaluate {
  const mean = linkMean(model.values[model.stages[stage].duration], link);
  return (patient) => {
    const minutes = mean(patient);
    if (Number.isFinite(minutes)) return minutes;
    throw new SimulationError(`mean(duration) of stage "${model.names.stages[stage]}" came to ${minutes}`);
  };
}

function linkNullary(op: Nullary, model: Model, state: KernelState, clock: Clock): Evaluate {
  const offset = model.clock.startMinuteOfWeek;
  switch (op) {
    case "time":
      return () => clock.now;
    case "hour":
      return () => Math.floor(((clock.now + offset) % DAY) / 60);
    case "weekday":
      return () => Math.floor(((clock.now + offset) % WEEK) / DAY);
    case "class":
      return (patient) => state.classOf(patient);
    case "exit":
      return (patient) => state.exitOf(patient);
    case "arrived":
      return (patient) => {
        const at = state.arrivedAt(patient);
        return at === -Infinity ? Number.NaN : at;
      };
    case "waited":
      return (patient) => state.waited(patient) + (isWait(state.doing(patient)) ? clock.now - state.since(patient) : 0);
  }
}

function linkNamed(
  op: Exclude<Named, "expected">,
  index: number,
  model: Model,
  state: KernelState,
  extra: MeasureReader | undefined,
  adopts: Adopts | undefined,
  clock: Clock,
): Evaluate {
  const { names } = model;
  const attributes = names.attributes.length;
  const resources = names.resources.length;
  const stages = names.stages.length;
  const interventions = names.interventions.length;
  switch (op) {
    case "attribute":
      return (patient) => state.attributes[patient * attributes + index];
    case "adopted":
      if (adopts !== undefined) return (patient) => (adopts.adopts(index, patient) ? 1 : 0);
      return (patient) => (state.adoption[patient * interventions + index] === 1 ? 1 : 0);
    case "faithful":
      if (adopts === undefined) throw new Error("only the kernel knows for whom a change holds");
      return (patient) => (adopts.isFaithful(index, patient) ? 1 : 0);
    case "since": {
      const { dayZero } = model.interventions[index];
      return () => clock.now - dayZero;
    }
    case "visits":
      return (patient) => state.visits[patient * stages + index];
    case "enter":
      return (patient) => state.enteredAt[patient * stages + index];
    case "start":
      return (patient) => state.startedAt[patient * stages + index];
    case "end":
      return (patient) => state.endedAt[patient * stages + index];
    case "stageTime":
      return (patient) => state.endedAt[patient * stages + index] - state.enteredAt[patient * stages + index];
    case "left":
      return (patient) => state.leftAt[patient * resources + index];
    case "held":
      return (patient) => state.held[patient * resources + index];
    case "queue":
      return () => state.queue[index];
    case "by":
      return (patient) => state.servedBy[patient * stages + index];
    case "present":
      return () => state.inside[index];
    case "cases":
      return () => state.cases[index];
    case "inUse":
      return () => state.inUse[index];
    case "free":
      return () => Math.max(0, state.scheduled[index] - state.inUse[index]);
    case "closes":
      return () => state.closesAt[index];
    case "session":
      return () => reader(extra).session(index);
    case "midnightsHeld":
      return (patient) => reader(extra).midnightsHeld(index, patient);
    case "midnightsIn":
      return (patient) => reader(extra).midnightsIn(index, patient);
    case "taken":
      return (patient) => reader(extra).taken(index, patient);
    case "cost":
      return (patient) => reader(extra).cost(index, patient);
  }
}

function reader(extra: MeasureReader | undefined): MeasureReader {
  if (extra === undefined) throw new Error("an expression of the kernel reads what only measures have");
  return extra;
}

function linkOperator(
  op: Operator,
  args: readonly Expression[],
  link: (inner: Expression) => Evaluate,
  clock: ModelClock,
): Evaluate {
  const linked = args.map(link);
  const [a, b, c] = linked;
  switch (op) {
    case "add":
      return (patient) => a(patient) + b(patient);
    case "subtract":
      return (patient) => a(patient) - b(patient);
    case "multiply":
      return (patient) => a(patient) * b(patient);
    case "divide":
      return (patient) => a(patient) / b(patient);
    case "negate":
      return (patient) => -a(patient);
    case "power":
      return (patient) => power(a(patient), b(patient));
    case "equal":
      return (patient) => (a(patient) === b(patient) ? 1 : 0);
    case "unequal":
      return (patient) => (a(patient) !== b(patient) ? 1 : 0);
    case "less":
      return (patient) => (a(patient) < b(patient) ? 1 : 0);
    case "lessEqual":
      return (patient) => (a(patient) <= b(patient) ? 1 : 0);
    case "greater":
      return (patient) => (a(patient) > b(patient) ? 1 : 0);
    case "greaterEqual":
      return (patient) => (a(patient) >= b(patient) ? 1 : 0);
    case "and":
      return (patient) => (a(patient) > 0 && b(patient) > 0 ? 1 : 0);
    case "or":
      return (patient) => (a(patient) > 0 || b(patient) > 0 ? 1 : 0);
    case "not":
      return (patient) => (a(patient) === 0 ? 1 : 0);
    case "if":
      return (patient) => (a(patient) > 0 ? b(patient) : c(patient));
    case "min":
      return linked.reduce((x, y) => (patient) => Math.min(x(patient), y(patient)));
    case "max":
      return linked.reduce((x, y) => (patient) => Math.max(x(patient), y(patient)));
    case "abs":
      return (patient) => Math.abs(a(patient));
    case "floor":
      return (patient) => Math.floor(a(patient));
    case "ceil":
      return (patient) => Math.ceil(a(patient));
    case "round":
      return (patient) => Math.floor(a(patient) + 0.5);
    case "sqrt":
      return (patient) => Math.sqrt(a(patient));
    case "log":
      return (patient) => log(a(patient));
    case "exp":
      return (patient) => exp(a(patient));
    case "sin":
      return (patient) => sin(a(patient));
    case "cos":
      return (patient) => cos(a(patient));
    case "midnightsBetween":
      return (patient) => midnightsBetween(clock, a(patient), b(patient));
  }
}
