// The measures of the scenario: of records, of time, by groups and as series, and their ratios.
import { evaluate } from "./expressions.mjs";
import { length, percentile, percentileOverTime, sum } from "./numbers.mjs";
import { throughTheWindow } from "./over-time.mjs";

/**
 * @typedef {import("./history.mjs").Fact} Fact
 * @typedef {import("./history.mjs").Life} Life
 * @typedef {import("./run-of.mjs").Run} Run
 * @typedef {Record<string, any>} Measure
 * @typedef {{ value: number, weight: number, group: number | undefined, more: readonly (number | undefined)[], moment: number }} Told weight: minutes, of time; more: the group by each of forWhom
 * @typedef {{ began: Fact, ended: Fact, life: Life | undefined, session: readonly number[] | undefined }} Ended
 */

/** @param {Run} run @param {(id: string, value: number) => void} say */
export function measureMetrics(run, say) {
  const { measures, names } = run.model;
  const overTime = recordsOverTime(run);
  const records = measures.map((/** @type {Measure} */ measure) => {
    return overTime.get(measure) ?? (measure.ratio === undefined ? recordsOf(run, measure) : []);
  });
  forEachGroup(run, records, say);
  measures.forEach((/** @type {Measure} */ measure, /** @type {number} */ m) => {
    /** @type {(number | undefined)[]} */
    const groups = [undefined, ...(measure.by?.names ?? []).keys()];
    const periods = measure.every > 0 ? Math.ceil(length(run.window) / measure.every) : 0;
    for (const group of groups) {
      for (const period of [undefined, ...Array(periods).keys()]) {
        /** @param {number} of */
        const value = (of) =>
          of < 0 ? NaN : statisticOf(run, measures[of], inCell(run, measures[of], records[of], group, period), period);
        const [above, below] = measure.ratio ?? [m];
        const by = group === undefined ? "" : `.by.${measure.by.names[group]}`;
        const every = period === undefined ? "" : `.every.${period + 1}`;
        say(
          `measure.${names.measures[m]}${by}${every}`,
          below === undefined ? value(above) : value(above) / value(below),
        );
      }
    }
  });
}

/** @param {Run} run @param {Measure} measure @param {readonly Told[]} records @param {number | undefined} group @param {number | undefined} period */
function inCell({ window }, { every }, records, group, period) {
  const last = Math.ceil(length(window) / every) - 1;
  return records.filter((one) => {
    const own = Math.min(last, Math.floor((one.moment - window.from) / every));
    return (group === undefined || one.group === group) && (period === undefined || own === period);
  });
}

/** Every measure that knows of patients, of each group by which the file breaks figures down. @param {Run} run @param {readonly Told[][]} records of each measure @param {(id: string, value: number) => void} say */
function forEachGroup(run, records, say) {
  const { measures, names, forWhom } = run.model;
  /** @param {number} m */
  const isOfPatients = (m) => m >= 0 && measures[m].records !== "time" && measures[m].records !== "sessions";
  forWhom.groupings.forEach((/** @type {Measure} */ by, /** @type {number} */ g) => {
    measures.forEach((/** @type {Measure} */ { ratio }, /** @type {number} */ m) => {
      /** @type {readonly number[]} */
      const parts = ratio ?? [m];
      if (!parts.every(isOfPatients)) return;
      by.names.forEach((/** @type {string} */ name, /** @type {number} */ group) => {
        const [above, below] = parts.map((part) => {
          const own = records[part].filter(({ more }) => more[g] === group);
          return statisticOf(run, measures[part], own, undefined);
        });
        say(`group.${by.name}.${name}.measure.${names.measures[m]}`, below === undefined ? above : above / below);
      });
    });
  });
}

/** @param {Run} run @param {Measure} measure @param {readonly Told[]} records @param {number | undefined} period */
function statisticOf({ window }, { statistic, records: kind, at, per, every }, records, period) {
  const minutes = period === undefined ? length(window) : Math.min(every, length(window) - period * every);
  const values = records.map(({ value }) => value);
  const weights = records.map(({ weight }) => weight);
  const total = sum(records.map(({ value, weight }) => value * weight));
  const holding = sum(records.filter(({ value }) => value !== 0).map(({ weight }) => weight));
  switch (statistic) {
    case "mean":
      return total / sum(weights);
    case "share":
      return holding / sum(weights);
    case "percentile":
      if (kind !== "time") return percentile(values, at);
      return percentileOverTime(
        records.map(({ value, weight }) => ({ level: value, minutes: weight })),
        at,
      );
    case "max":
      return values.length === 0 ? NaN : values.reduce((a, b) => Math.max(a, b));
    case "count":
      return per === 0 ? holding : (holding / minutes) * per;
    case "sum":
      return per === 0 ? total : (total / minutes) * per;
    case "rate":
      return (holding / minutes) * per;
  }
  throw new Error(`no statistic ${statistic}`);
}

/** Those that are counted, chosen and have a value. @param {Run} run @param {Measure} measure @returns {Told[]} */
function recordsOf(run, { records, subject, of, where, by }) {
  const { model } = run;
  const counted = endedOf(run, records, subject).filter(({ began, ended }) => run.counts(began, ended));
  return counted.flatMap(({ began, ended, life, session }) => {
    const moment = { model, now: ended.at, upTo: ended.i, life, system: undefined, session };
    if (where !== undefined && !(evaluate(where, moment) > 0)) return [];
    const value = of === undefined ? 1 : evaluate(of, moment);
    if (Number.isNaN(value)) return [];
    const group = by === undefined ? undefined : groupOf(by, evaluate(by.of, moment));
    const more =
      life === undefined
        ? []
        : model.forWhom.groupings.map((/** @type {Measure} */ one) => {
            return groupOf(/** @type {any} */ (one), evaluate(one.of, moment));
          });
    return [{ value, weight: 1, group, more, moment: model.clock.cohort === "arrivals" ? began.at : ended.at }];
  });
}

/** @param {{ names: readonly string[], cuts: readonly number[] }} by @param {number} value */
export function groupOf({ names, cuts }, value) {
  if (Number.isNaN(value)) return undefined;
  if (cuts.length > 0) return cuts.filter((cut) => value >= cut).length;
  return value >= 0 && value < names.length ? value : undefined;
}

/** @param {Run} run @param {string} records @param {number} subject @returns {Ended[]} */
function endedOf(run, records, subject) {
  /** @param {Life} life @param {Fact} began @param {Fact | undefined} ended @returns {Ended[]} */
  const record = (life, began, ended) => (ended === undefined ? [] : [{ began, ended, life, session: undefined }]);
  switch (records) {
    case "patients":
      return run.patients.flatMap((life) => record(life, life.came, life.left));
    case "visits":
      return run.lives.flatMap((life) =>
        life.visits.filter(({ stage }) => stage === subject).flatMap(({ enter, end }) => record(life, enter, end)),
      );
    case "stays":
      return run.lives.flatMap((life) =>
        life.spells
          .filter(({ resource }) => resource === subject)
          .flatMap(({ taken, given }) => record(life, taken, given)),
      );
    case "sessions":
      return sessionsOf(run, subject);
  }
  throw new Error(`no records ${records}`);
}

/** Sessions that are over, and all of whose cases have ended. @param {Run} run @param {number} resource @returns {Ended[]} */
function sessionsOf({ facts, lives }, resource) {
  const spells = lives.flatMap((life) => life.spells).filter((spell) => spell.resource === resource);
  const told = facts.filter(({ verb, ...fact }) => verb.startsWith("session") && fact.resource === resource);
  return told.flatMap((opened, k) => {
    const over = told[k + 1];
    if (opened.verb !== "sessionOpened" || over === undefined) return [];
    const cases = spells
      .filter(({ taken }) => taken.i > opened.i && taken.i < over.i && taken.at >= opened.at)
      .sort((a, b) => a.taken.i - b.taken.i);
    const ends = cases.flatMap(({ given }) => given ?? []).sort((a, b) => a.i - b.i);
    if (ends.length < cases.length) return [];
    const last = ends.at(-1);
    const figures = [
      opened.at,
      over.at,
      Math.min(opened.late, over.at - opened.at),
      cases[0]?.taken.at ?? NaN,
      last?.at ?? NaN,
      sum(cases.map(({ taken, given }) => (given?.at ?? NaN) - taken.at)),
      cases.length,
      opened.came === Infinity ? NaN : opened.came,
    ];
    return [
      { began: opened, ended: last !== undefined && last.i > over.i ? last : over, life: undefined, session: figures },
    ];
  });
}

/** Each stretch of the window, an hour at most, by its middle. @param {Run} run @returns {Map<Measure, Told[]>} */
function recordsOverTime(run) {
  const { model } = run;
  /** @type {Measure[]} */
  const measures = model.measures.filter(
    (/** @type {Measure} */ one) => one.records === "time" && one.ratio === undefined,
  );
  /** @type {Map<Measure, Told[]>} */
  const told = new Map(measures.map((measure) => [measure, []]));
  if (measures.length === 0) return told;
  const periods = measures.map(({ every }) => every).filter((every) => every > 0);
  throughTheWindow(run, periods, ({ from, to }, system) => {
    const moment = { model, now: (from + to) / 2, upTo: NaN, life: undefined, system, session: undefined };
    for (const [{ of, where }, records] of told) {
      if (where !== undefined && !(evaluate(where, moment) > 0)) continue;
      const value = evaluate(of, moment);
      if (!Number.isNaN(value)) records.push({ value, weight: to - from, group: undefined, more: [], moment: from });
    }
  });
  return told;
}
