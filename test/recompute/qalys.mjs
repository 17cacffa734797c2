// Health of patients added up over time.
import { evaluate } from "./expressions.mjs";
import { sum } from "./numbers.mjs";

/**
 * @typedef {import("./history.mjs").Life} Life
 * @typedef {import("./run-of.mjs").Run} Run
 * @typedef {Record<string, any>} Expression
 */

const YEAR = 365.25 * 1440;

/** @param {Run} run @param {(id: string, value: number) => void} say */
export function qalyMetrics(run, say) {
  const { model, patients, counts } = run;
  if (model.utilities === undefined) return;
  const counted = patients.filter(({ came, left, today }) => !today && counts(came, left));
  const years = counted.map((life) => ({ cls: life.cls, qalys: qalysOf(run, life) }));
  /** @param {string} group @param {(cls: number) => boolean} isOf */
  const tell = (group, isOf) => {
    const own = years.filter(({ cls }) => isOf(cls)).map(({ qalys }) => qalys);
    say(`${group}.qalys.mean`, sum(own) / own.length);
    say(`${group}.qalys.total`, sum(own));
  };
  tell("overall", () => true);
  model.names.classes.forEach((/** @type {string} */ name, /** @type {number} */ c) => {
    tell(`class.${name}`, (cls) => cls === c);
  });
}

/** @param {Run} run @param {Life} life */
function qalysOf(run, life) {
  const { utilities } = run.model;
  const end = life.came.at + utilities.horizon;
  const left = life.left?.at ?? NaN;
  /** From each of these on health may be another. @type {{ at: number, health: number }[]} */
  const changes = [];
  let stage = -1;
  for (const fact of life.facts) {
    if (fact.verb === "enter") ({ stage } = fact);
    if (stage < 0 || (fact.verb !== "enter" && fact.verb !== "doing")) continue;
    changes.push({ at: fact.at, health: health(run, life, utilities.stages[stage], fact) });
  }
  if (life.left !== undefined) {
    changes.push({ at: left, health: health(run, life, [{ use: utilities.exits[life.left.exit] }], life.left) });
  }
  return sum(changes.map(({ at, health: u }, k) => worth(run, u, at, Math.min(changes[k + 1]?.at ?? end, end))));
}

/**
 * @param {Run} run @param {Life} life @param {readonly { when?: Expression, use: Expression }[]} list the first that holds
 * @param {import("./history.mjs").Fact} fact
 */
function health({ model }, life, list, { i, at }) {
  const moment = { model, now: at, upTo: i, life, system: undefined, session: undefined };
  const found = list.find(({ when }) => when === undefined || evaluate(when, moment) > 0);
  return found === undefined ? NaN : evaluate(found.use, moment);
}

/** Present value, in years. @param {Run} run @param {number} u @param {number} from @param {number} to */
function worth({ model, window }, u, from, to) {
  if (!(to > from)) return 0;
  const rate = Math.log1p(model.utilities.discount) / YEAR;
  const before = Math.max(0, Math.min(to, window.from) - from);
  const start = Math.max(from, window.from) - window.from;
  const after = Math.max(0, to - from - before);
  const later = rate === 0 ? after : (Math.exp(-rate * start) * -Math.expm1(-rate * after)) / rate;
  return (u * (before + later)) / YEAR;
}
