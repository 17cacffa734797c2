// What an expression of a measure comes to for a record at a moment, read from the facts up to then.
import { isWait } from "./history.mjs";
import { costsOf } from "./money.mjs";
import { sum } from "./numbers.mjs";
import { DAY, WEEK } from "./run-of.mjs";

/**
 * @typedef {import("./history.mjs").Life} Life
 * @typedef {import("./history.mjs").Model} Model
 * @typedef {Record<string, any>} Expression
 *
 * @typedef {object} Moment
 * @property {Model} model
 * @property {number} now
 * @property {number} upTo the place in the log
 * @property {Life | undefined} life whom the record is of
 * @property {import("./over-time.mjs").System | undefined} system
 * @property {readonly number[] | undefined} session its figures
 */

/** @type {Record<string, (...values: number[]) => number>} */
const OPERATORS = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  power: (a, b) => a ** b,
  equal: (a, b) => Number(a === b),
  unequal: (a, b) => Number(a !== b),
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  and: (a, b) => Number(a > 0 && b > 0),
  or: (a, b) => Number(a > 0 || b > 0),
  not: (a) => Number(a === 0),
  if: (a, b, c) => (a > 0 ? b : c),
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round: (a) => Math.floor(a + 0.5),
  sqrt: Math.sqrt,
  log: Math.log,
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
};

/** @param {Expression} expression @param {Moment} moment @returns {number} */
export function evaluate(expression, moment) {
  const { op, index } = expression;
  const { model, now } = moment;
  const clock = now + model.clock.startMinuteOfWeek;
  const args = (expression.args ?? []).map((/** @type {Expression} */ one) => evaluate(one, moment));
  if (op in OPERATORS) return OPERATORS[op](...args);
  switch (op) {
    case "number":
      return expression.value;
    case "time":
      return now;
    case "hour":
      return Math.floor((clock % DAY) / 60);
    case "weekday":
      return Math.floor((clock % WEEK) / DAY);
    case "since":
      return now - model.interventions[index].dayZero;
    case "midnightsBetween":
      return midnights(model, args[0], args[1]);
    case "session":
      return moment.session?.[index] ?? NaN;
  }
  if (moment.system !== undefined) return ofSystem(op, index, moment.system);
  if (moment.life === undefined) throw new Error(`${op} of nobody`);
  return ofLife(op, index, args, moment, moment.life);
}

/** @param {string} op @param {number} index @param {import("./over-time.mjs").System} system */
function ofSystem(op, index, system) {
  switch (op) {
    case "queue":
      return system.queue[index];
    case "present":
      return system.present[index];
    case "cases":
      return system.cases[index];
    case "inUse":
      return system.inUse[index];
    case "free":
      return Math.max(0, system.scheduled[index] - system.inUse[index]);
  }
  throw new Error(`no word ${op} over time`);
}

/** @param {string} op @param {number} index @param {readonly number[]} args @param {Moment} moment @param {Life} life */
function ofLife(op, index, args, moment, life) {
  const { model, now, upTo } = moment;
  const own = life.facts.filter(({ i }) => i <= upTo);
  switch (op) {
    case "class":
      return life.cls;
    case "exit":
      return life.left?.exit ?? NaN;
    case "arrived":
      return known((life.patient ?? life).came.at);
    case "waited":
      // Of who waits for nobody knows how long: from time 0 on.
      return sum(
        life.doings
          .filter(isWait)
          .map(({ from, to }) => (from < now ? Math.min(to, now) - (from > -Infinity ? from : 0) : 0)),
      );
    case "attribute":
      return last(own, (fact) => fact.verb === "is" && fact.attribute === index)?.value ?? NaN;
    case "adopted":
      return last(own, (fact) => fact.verb === "asked" && fact.intervention === index)?.adopts === true ? 1 : 0;
    case "by":
      return last(own, (fact) => fact.verb === "servedBy" && fact.stage === index)?.server ?? NaN;
    case "count": {
      const [from, to] = args.length === 0 ? [-Infinity, Infinity] : args;
      return own.filter(({ verb, contact, at }) => verb === "due" && contact === index && at >= from && at < to).length;
    }
    case "taken":
      return known(
        life.spells.filter(({ resource, taken }) => resource === index && taken.i <= upTo).at(-1)?.taken.at ?? NaN,
      );
    case "left":
      return leftAt(life, index, upTo);
    case "midnightsHeld": {
      const spells = life.spells.filter(({ resource, taken }) => resource === index && taken.i <= upTo);
      return known(sum(spells.map(({ taken, given }) => midnights(model, taken.at, timeOf(given, moment)))));
    }
    case "midnightsIn": {
      const visits = life.visits.filter(({ stage, enter }) => stage === index && enter.i <= upTo);
      return known(sum(visits.map(({ enter, leave }) => midnights(model, enter.at, timeOf(leave, moment)))));
    }
    case "cost":
      return sum(
        costsOf(model, life, upTo, now)
          .filter(({ organisation }) => organisation === index)
          .map(({ amount }) => amount),
      );
  }
  return ofVisits(op, index, [...before(life), ...own]);
}

/** Of the last visit to a stage. @param {string} op @param {number} index @param {readonly import("./history.mjs").Fact[]} facts */
function ofVisits(op, index, facts) {
  const here = facts.filter(({ stage }) => stage === index);
  const visits = here.filter(({ verb }) => verb === "enter");
  if (op === "visits") return visits.length;
  const enter = visits.at(-1);
  /** @param {string} verb */
  const at = (verb) => known(last(here, (fact) => fact.verb === verb && fact.i >= (enter?.i ?? NaN))?.at ?? NaN);
  switch (op) {
    case "enter":
    case "start":
    case "end":
      return at(op);
    case "stageTime":
      return at("end") - at("enter");
  }
  throw new Error(`no word ${op}`);
}

/** A child is born with what its patient has done. @param {Life} life */
function before({ patient, came }) {
  return patient === undefined ? [] : patient.facts.filter(({ i }) => i < came.i);
}

/** When the last unit of a resource was given back. @param {Life} life @param {number} resource @param {number} upTo @returns {number} */
function leftAt({ spells, patient, came }, resource, upTo) {
  const over = spells.filter(
    (spell) => spell.resource === resource && spell.given !== undefined && spell.given.i <= upTo,
  );
  const own = over.at(-1)?.given?.at;
  if (own !== undefined) return own;
  return patient === undefined ? NaN : leftAt(patient, resource, came.i);
}

/** When something was over, or now while it goes on. @param {import("./history.mjs").Fact | undefined} fact @param {Moment} moment */
function timeOf(fact, { upTo, now }) {
  return fact !== undefined && fact.i <= upTo ? fact.at : now;
}

/** @param {Model} model @param {number} from @param {number} to */
function midnights({ clock }, from, to) {
  return Math.floor((to + clock.startMinuteOfWeek) / DAY) - Math.floor((from + clock.startMinuteOfWeek) / DAY);
}

/** What began before anybody knows is no number. @param {number} value */
const known = (value) => (Math.abs(value) === Infinity ? NaN : value);

/** @template T @param {readonly T[]} list @param {(one: T) => boolean} is */
function last(list, is) {
  return list.filter(is).at(-1);
}
