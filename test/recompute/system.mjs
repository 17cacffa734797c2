// Metrics of each stage and each resource, and what a run gives beside metrics.
import { BLOCKED, isWait } from "./history.mjs";
import { length, listIn, mean, overlap, percentileOverTime, share, spread, sum } from "./numbers.mjs";
import { WEEK } from "./run-of.mjs";

/**
 * @typedef {import("./history.mjs").Level} Level
 * @typedef {import("./history.mjs").Visit} Visit
 * @typedef {import("./run-of.mjs").Run} Run
 * @typedef {(id: string, value: number) => void} Say
 */

const HOUR = 60;
const HOURS_OF_WEEK = 168;
/** Of the window, at whose ends patients are counted. */
const PARTS = 8;

/** @param {Run} run @param {Say} say */
export function stageMetrics(run, say) {
  const { model, lives, window, end, told, counts, cut } = run;
  const minutes = length(window);
  const visits = lives.flatMap((life) => life.visits);
  const waits = lives.flatMap((life) => life.doings).filter(isWait);
  model.names.stages.forEach((/** @type {string} */ name, /** @type {number} */ stage) => {
    /** @type {Say} */
    const tell = (id, value) => say(`stage.${name}.${id}`, value);
    /** @param {string} verb */
    const count = (verb) => told(verb).filter((fact) => fact.stage === stage).length;
    const here = visits.filter((visit) => visit.stage === stage);
    const known = here.filter(({ enter }) => enter.at > -Infinity);
    const started = known.filter(({ enter, start }) => counts(enter, start)).map(waitOf);
    const ended = known.filter(({ enter, end }) => counts(enter, end));
    tell("visits.count", count("enter"));
    tell("completed.count", count("end"));
    for (const verb of ["pulled", "preempted", "paused", "turnedAway"]) tell(`${verb}.count`, count(verb));
    spread((id, value) => tell(`wait.${id}`, value), started);
    tell("wait.share", share(started.map((wait) => wait > 0)));
    tell("service.mean", mean(ended.map(({ served }) => sum(served.map(length)))));
    tell("time.mean", mean(ended.map(({ enter, end }) => (end?.at ?? NaN) - enter.at)));
    tell("present.mean", sum(here.map(({ enter, leave }) => cut({ from: enter.at, to: leave?.at ?? end }))) / minutes);
    tell("queue.mean", sum(waits.filter((doing) => doing.stage === stage).map(cut)) / minutes);
  });
}

/** From entering to the start of service. @param {Visit} visit */
function waitOf({ life, enter, start }) {
  const before = { from: enter.at, to: start?.at ?? NaN };
  return sum(life.doings.filter(isWait).map((doing) => overlap(doing, before)));
}

/** @param {Run} run @param {Say} say */
export function resourceMetrics(run, say) {
  const { model, lives, levels, window, told, counts, cut } = run;
  const minutes = length(window);
  const waits = lives.flatMap((life) => life.doings).filter(isWait);
  const places = lives.flatMap((life) => life.places);
  model.names.resources.forEach((/** @type {string} */ name, /** @type {number} */ resource) => {
    /** @type {Say} */
    const tell = (id, value) => say(`resource.${name}.${id}`, value);
    const inside = levels[resource].filter((level) => cut(level) > 0);
    const { parts } = model.resources[resource];
    /** In whole units. @param {(level: Level) => number} of */
    const integral = (of) => sum(inside.map((level) => of(level) * cut(level))) / parts;
    const used = integral(({ units }) => units);
    const onDuty = limited(integral(({ scheduled }) => scheduled));
    const overtime = integral(({ units, scheduled }) => Math.max(0, units - scheduled));
    const turning = integral((level) => level.turning);
    tell("inUse.mean", used / minutes);
    const times = inside.map((level) => ({ level: level.units / parts, minutes: cut(level) }));
    tell("inUse.p50", percentileOverTime(times, 0.5));
    tell("inUse.p90", percentileOverTime(times, 0.9));
    tell("inUse.p95", percentileOverTime(times, 0.95));
    tell("inUse.max", Math.max(...times.map(({ level }) => level)));
    tell("capacity.mean", onDuty / minutes);
    tell("absent.mean", (limited(integral(({ rostered }) => rostered)) - onDuty) / minutes);
    tell("utilisation.share", integral(({ units, scheduled }) => Math.min(units, scheduled)) / onDuty);
    const open = inside.filter(({ scheduled }) => scheduled > 0);
    tell("full.share", sum(open.filter(({ units, scheduled }) => units >= scheduled).map(cut)) / sum(open.map(cut)));
    tell("overtime.mean", overtime / minutes);
    tell("overtimePerWeek.rate", (overtime / minutes) * WEEK);
    tell("turnover.mean", turning / minutes);
    tell("turnoverPerWeek.rate", (turning / minutes) * WEEK);
    tell("paused.mean", integral(({ aside }) => aside) / minutes);
    tell("waiting.mean", sum(waits.filter(({ cause }) => cause === resource).map(cut)) / minutes);
    const taken = told("take").filter((fact) => fact.resource === resource);
    tell("taken.count", sum(taken.map(({ units }) => units)));
    const holds = places.filter((spell) => {
      return spell.resource === resource && spell.taken.at > -Infinity && counts(spell.taken, spell.given);
    });
    tell("hold.count", holds.length);
    const held = holds.map(({ taken, given }) => (given?.at ?? NaN) - taken.at);
    spread((id, value) => tell(`hold.${id}`, value), held);
  });
}

/** None of unlimited capacity. @param {number} value */
const limited = (value) => (value === Infinity ? NaN : value);

/** Resource × hour of the week: mean number in use. @param {Run} run */
export function censusByHour({ model, levels, window, cut }) {
  const reached = byHour(model, [window]);
  return levels.flatMap((list, resource) => {
    const inside = list.filter((level) => cut(level) > 0 && level.units > 0);
    /** @type {Map<number, number[]>} */
    const used = new Map();
    for (const level of inside) {
      const from = Math.max(level.from, window.from);
      const to = Math.min(level.to, window.to);
      for (const [hour, pieces] of byHour(model, [{ from, to }])) listIn(used, hour).push(level.units * sum(pieces));
    }
    return Array.from({ length: HOURS_OF_WEEK }, (_, hour) => {
      return sum(used.get(hour) ?? []) / sum(reached.get(hour) ?? []) / model.resources[resource].parts;
    });
  });
}

/** Resource × hour of the week: mean number of those who wait for it, and of the blocked; nothing where nobody is blocked. @param {Run} run */
export function waitingByHour({ model, lives, window, cut }) {
  const reached = byHour(model, [window]);
  const waits = lives.flatMap((life) => life.doings).filter((doing) => isWait(doing) && cut(doing) > 0);
  /** @param {(doing: import("./history.mjs").Doing) => boolean} is */
  const means = (is) =>
    model.names.resources.flatMap((/** @type {string} */ _, /** @type {number} */ resource) => {
      const those = waits.filter((doing) => doing.cause === resource && is(doing));
      const minutes = byHour(
        model,
        those.map(({ from, to }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to) })),
      );
      return Array.from({ length: HOURS_OF_WEEK }, (_, hour) => {
        return sum(minutes.get(hour) ?? []) / sum(reached.get(hour) ?? []);
      });
    });
  const blocked = means(({ state }) => state === BLOCKED);
  return {
    waitingByHour: means(() => true),
    blockedByHour: blocked.some((/** @type {number} */ mean) => mean > 0) ? blocked : [],
  };
}

/** Minutes of spans in each hour of the week. @param {import("./history.mjs").Model} model @param {readonly import("./numbers.mjs").Span[]} spans */
function byHour({ clock }, spans) {
  /** @type {Map<number, number[]>} */
  const minutes = new Map();
  for (const span of spans) {
    const first = Math.floor((span.from + clock.startMinuteOfWeek) / HOUR);
    const last = Math.floor((span.to + clock.startMinuteOfWeek) / HOUR);
    for (let hour = first; hour <= last; hour++) {
      const from = hour * HOUR - clock.startMinuteOfWeek;
      const piece = overlap(span, { from, to: from + HOUR });
      if (piece > 0) listIn(minutes, hour % HOURS_OF_WEEK).push(piece);
    }
  }
  return minutes;
}

/** Of each resource: minutes with n of its units in use, n from 0 to the most that lasted any time. @param {Run} run */
export function minutesAtLevel({ levels, cut }) {
  return levels.map((list) => {
    const inside = list.filter((level) => cut(level) > 0);
    const most = Math.max(...inside.map(({ units }) => units));
    return Array.from({ length: most + 1 }, (_, n) => sum(inside.filter(({ units }) => units === n).map(cut)));
  });
}

/** At the start of each of eight equal parts of the window, and at its end. @param {Run} run */
export function atMoments({ model, lives, patients, window, isBefore, isPresent }) {
  const moments = Array.from({ length: PARTS + 1 }, (_, k) => window.from + (length(window) * k) / PARTS);
  const waits = lives.flatMap((life) => life.doings).filter(isWait);
  return {
    presentAt: moments.map((moment) => patients.filter((life) => isPresent(life, moment)).length),
    waitingAt: model.names.resources.flatMap((/** @type {string} */ _, /** @type {number} */ resource) => {
      const charged = waits.filter(({ cause }) => cause === resource);
      return moments.map((moment) => charged.filter(({ began, to }) => isBefore(began, moment) && to >= moment).length);
    }),
  };
}
