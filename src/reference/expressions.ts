import { SimulationError } from "../kernel/simulation-error.ts";
import { exp } from "../maths/exp.ts";
import { log } from "../maths/log.ts";
import { power } from "../maths/power.ts";
import { cos, sin } from "../maths/sin.ts";
import type { Expression, Named, Nullary, Operator } from "../model/expression.ts";
import { isWait } from "../model/opcodes.ts";
import { adopts, isFaithful } from "./adoption.ts";
import { meanOf } from "./mean.ts";
import type { Patient } from "./patient.ts";
import type { World } from "./world.ts";

const DAY = 1440;
const WEEK = 10080;

/** What an expression comes to for a patient at this place of the instant; undefined where only the clock is seen. */
export function evaluate(expression: Expression, world: World, patient: Patient | undefined): number {
  if (expression.op === "number") return expression.value;
  if (expression.op === "count") {
    const [from = -Infinity, to = Infinity] = expression.args.map((arg) => evaluate(arg, world, patient));
    return known(patient).events[expression.index].filter((at) => at >= from && at < to).length;
  }
  if ("args" in expression) return operate(expression.op, expression.args, (arg) => evaluate(arg, world, patient));
  if ("index" in expression) return readNamed(expression.op, expression.index, world, patient);
  return read(expression.op, world, patient);
}

/** A condition holds. */
export function holds(condition: Expression | undefined, world: World, patient: Patient | undefined): boolean {
  return condition === undefined || evaluate(condition, world, patient) > 0;
}

function known(patient: Patient | undefined): Patient {
  if (patient === undefined) throw new Error("an expression of the clock reads a patient");
  return patient;
}

function read(op: Nullary, world: World, patient: Patient | undefined): number {
  const minute = world.now + world.model.clock.startMinuteOfWeek;
  switch (op) {
    case "time":
      return world.now;
    case "hour":
      return Math.floor((minute % DAY) / 60);
    case "weekday":
      return Math.floor((minute % WEEK) / DAY);
    case "class":
      return known(patient).cls;
    case "exit":
      return known(patient).exit;
    case "arrived":
      return known(patient).arrivedAt === -Infinity ? Number.NaN : known(patient).arrivedAt;
    case "waited": {
      const { waited, doing, since } = known(patient);
      return waited + (isWait(doing) ? world.now - since : 0);
    }
  }
}

function readNamed(op: Named, index: number, world: World, patient: Patient | undefined): number {
  switch (op) {
    case "queue":
      return world.stages[index].queue;
    case "cases":
      return world.stages[index].cases;
    case "present":
      return world.stages[index].inside;
    case "inUse":
      return world.resources[index].inUse;
    case "free":
      return Math.max(0, world.resources[index].scheduled - world.resources[index].inUse);
    case "closes":
      return world.resources[index].closesAt;
    case "since":
      return world.now - world.model.interventions[index].dayZero;
    default:
      return ofPatient(op, index, world, known(patient));
  }
}

function ofPatient(op: Named, index: number, world: World, patient: Patient): number {
  switch (op) {
    case "attribute":
      return patient.attributes[index];
    case "adopted":
      return adopts(index, world, patient, evaluate) ? 1 : 0;
    case "faithful":
      return isFaithful(index, world, patient) ? 1 : 0;
    case "visits":
      return patient.visits[index];
    case "enter":
      return patient.enteredAt[index];
    case "start":
      return patient.startedAt[index];
    case "end":
      return patient.endedAt[index];
    case "stageTime":
      return patient.endedAt[index] - patient.enteredAt[index];
    case "left":
      return patient.leftAt[index];
    case "held":
      return patient.held[index];
    case "by":
      return patient.servedBy[index];
    case "expected":
      return expected(index, world, patient);
    default:
      throw new Error(`${op} is known only to measures`);
  }
}

function expected(stage: number, world: World, patient: Patient): number {
  const { values, stages, names } = world.model;
  const minutes = meanOf(values[stages[stage].duration], (inner) => evaluate(inner, world, patient));
  if (Number.isFinite(minutes)) return minutes;
  throw new SimulationError(`mean(duration) of stage "${names.stages[stage]}" came to ${minutes}`);
}

function operate(op: Operator, args: readonly Expression[], value: (arg: Expression) => number): number {
  const [a, b, c] = args;
  const yes = (condition: boolean): number => (condition ? 1 : 0);
  switch (op) {
    case "add":
      return value(a) + value(b);
    case "subtract":
      return value(a) - value(b);
    case "multiply":
      return value(a) * value(b);
    case "divide":
      return value(a) / value(b);
    case "negate":
      return -value(a);
    case "power":
      return power(value(a), value(b));
    case "equal":
      return yes(value(a) === value(b));
    case "unequal":
      return yes(value(a) !== value(b));
    case "less":
      return yes(value(a) < value(b));
    case "lessEqual":
      return yes(value(a) <= value(b));
    case "greater":
      return yes(value(a) > value(b));
    case "greaterEqual":
      return yes(value(a) >= value(b));
    case "and":
      return yes(value(a) > 0 && value(b) > 0);
    case "or":
      return yes(value(a) > 0 || value(b) > 0);
    case "not":
      return yes(value(a) === 0);
    case "if":
      return value(a) > 0 ? value(b) : value(c);
    case "min":
      return Math.min(...args.map(value));
    case "max":
      return Math.max(...args.map(value));
    case "abs":
      return Math.abs(value(a));
    case "floor":
      return Math.floor(value(a));
    case "ceil":
      return Math.ceil(value(a));
    case "round":
      return Math.floor(value(a) + 0.5);
    case "sqrt":
      return Math.sqrt(value(a));
    case "log":
      return log(value(a));
    case "exp":
      return exp(value(a));
    case "sin":
      return sin(value(a));
    case "cos":
      return cos(value(a));
    case "midnightsBetween":
      throw new Error("midnights are known only to measures");
  }
}
