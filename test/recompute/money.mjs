// What is spent, and what is attributed to patients.
import { length, overlap, sum } from "./numbers.mjs";

/**
 * @typedef {import("./history.mjs").Life} Life
 * @typedef {import("./history.mjs").Model} Model
 * @typedef {import("./run-of.mjs").Run} Run
 * @typedef {{ organisation: number, kind: string, amount: number, resource?: number }} Spent organisation −1: none
 * @typedef {{ from: number, to: number, held: number, rostered: number, overtime: number, use: number, fixed: number, stepped: number, every: number }} Phase
 */

const RESOURCE_KINDS = ["held", "rostered", "overtime", "use", "fixed", "stepped"];
const KINDS = [...RESOURCE_KINDS, "running", "once", "perPatient", "training"];

/** @param {Run} run @param {(id: string, value: number) => void} say */
export function moneyMetrics(run, say) {
  const { model } = run;
  const spent = [...onResources(run), ...onInterventions(run)];
  const payers = run.patients.filter(({ came, left, today }) => !today && run.counts(came, left));
  const attributed = [...payers.flatMap((life) => costsOf(model, life, Infinity)), ...ofThoseApart(run)];
  /** @param {string} scope @param {(organisation: number) => boolean} isOf */
  const tell = (scope, isOf) => {
    /** @param {(one: Spent) => boolean} is */
    const total = (is) => sum(spent.filter((one) => isOf(one.organisation) && is(one)).map(({ amount }) => amount));
    for (const kind of KINDS)
      say(
        `${scope}.cost.${kind}.total`,
        total((one) => one.kind === kind),
      );
    say(
      `${scope}.cost.total`,
      total(() => true),
    );
    const theirs = attributed.filter(({ organisation }) => isOf(organisation)).map(({ amount }) => amount);
    say(`${scope}.attributedCost.mean`, sum(theirs) / payers.length);
  };
  tell("overall", () => true);
  const ofNone = spent.filter(({ organisation }) => organisation < 0);
  say("overall.cost.noOrganisation.total", sum(ofNone.map(({ amount }) => amount)));
  model.names.organisations.forEach((/** @type {string} */ name, /** @type {number} */ o) => {
    tell(`organisation.${name}`, (organisation) => organisation === o);
  });
}

/**
 * Money by line: each basis of a resource that has a price at some time, then what interventions cost.
 * @param {Run} run @returns {number[]}
 */
export function costLines(run) {
  const ofChange = onInterventions(run);
  // Who is away for training stays on the resource's payroll.
  const spent = [...onResources(run), ...ofChange.filter(({ kind }) => kind === "rostered")];
  const { resources } = run.model;
  const ofResources = resources.flatMap(
    (/** @type {{ phases: Record<string, number>[] }} */ { phases }, /** @type {number} */ r) => {
      const priced = RESOURCE_KINDS.filter((kind) => phases.some((phase) => phase[kind] !== 0));
      return priced.map((kind) => {
        return sum(spent.filter((one) => one.resource === r && one.kind === kind).map(({ amount }) => amount));
      });
    },
  );
  return [...ofResources, ...ofChange.filter(({ kind }) => kind !== "rostered").map(({ amount }) => amount)];
}

/** @param {Run} run @returns {Spent[]} */
function onResources({ model, levels, window, told }) {
  return levels.flatMap((list, resource) => {
    const line = { resource, organisation: model.resources[resource].organisation };
    const taken = told("take").filter((fact) => fact.resource === resource);
    return phasesOf(model, resource).flatMap((phase) => {
      const here = { from: Math.max(phase.from, window.from), to: Math.min(phase.to, window.to) };
      /** @param {number} price @param {(level: import("./history.mjs").Level) => number} units */
      const integral = (price, units) =>
        price === 0
          ? 0
          : price * sum(list.map((level) => [units(level), overlap(level, here)]).map(([u, t]) => (t > 0 ? u * t : 0)));
      const inPhase = taken.filter(({ at }) => at >= phase.from && at < phase.to);
      return [
        { ...line, kind: "held", amount: integral(phase.held, ({ units }) => units) },
        { ...line, kind: "rostered", amount: integral(phase.rostered, ({ rostered }) => rostered) },
        {
          ...line,
          kind: "overtime",
          amount: integral(phase.overtime, ({ units, scheduled }) => Math.max(0, units - scheduled)),
        },
        { ...line, kind: "use", amount: phase.use * sum(inPhase.map(({ units }) => units)) },
        { ...line, kind: "fixed", amount: phase.fixed * Math.max(0, length(here)) },
        {
          ...line,
          kind: "stepped",
          amount: integral(phase.stepped, ({ scheduled }) => Math.ceil(scheduled / phase.every)),
        },
      ];
    });
  });
}

/** @param {Run} run @returns {Spent[]} */
function onInterventions({ model, window, patients, counts }) {
  /** @type {Spent[]} */
  const spent = [];
  const counted = patients.filter(({ came, left }) => counts(came, left));
  model.interventions.forEach(
    (/** @type {any} */ { present, full, dayZero, costs, training }, /** @type {number} */ i) => {
      if (!present || dayZero >= window.to) return;
      const adopters = counted.filter(({ facts }) => {
        return full || facts.some(({ verb, intervention, adopts }) => verb === "asked" && intervention === i && adopts);
      });
      for (const { organisation, rate, until, once, perPatient } of costs) {
        const paid = { from: dayZero, to: until };
        spent.push({ organisation, kind: "running", amount: rate * overlap(paid, window) });
        spent.push({ organisation, kind: "once", amount: once });
        spent.push({ organisation, kind: "perPatient", amount: perPatient * adopters.length });
      }
      for (const { resource, organisation, premium, spells } of training) {
        const payer = model.resources[resource].organisation;
        /** @param {(spell: any) => number} units */
        const pay = (units) =>
          sum(spells.map((/** @type {any} */ spell) => spell.price * units(spell) * overlap(spell, window)));
        spent.push({ organisation: payer, kind: "rostered", amount: pay(({ away }) => away), resource });
        spent.push({ organisation, kind: "training", amount: pay(({ backfilled }) => backfilled) * (1 + premium) });
      }
    },
  );
  return spent;
}

/** Children of `join: none` count by themselves when they are done. @param {Run} run @returns {Spent[]} */
function ofThoseApart({ model, lives, inWindow }) {
  const done = lives.filter(({ isChild, joined, left }) => isChild && !joined && inWindow(left));
  return done.flatMap((life) => costsOf(model, life, Infinity));
}

/**
 * What a patient took, and the time it was held, from time 0 on, up to a place in the log; with it that of joined children who are done.
 * @param {Model} model @param {Life} life @param {number} upTo @param {number} [now] the time there
 * @returns {Spent[]}
 */
export function costsOf(model, life, upTo, now = Infinity) {
  /** @type {Spent[]} */
  const spent = [];
  /** @param {number} resource @param {number} amount @param {string} kind */
  const add = (resource, amount, kind) =>
    spent.push({ organisation: model.resources[resource].organisation, kind, amount });
  for (const { resource, units, at, verb, i } of life.facts) {
    if (verb !== "take" || i > upTo || at < 0) continue;
    const phase = phasesOf(model, resource).find(({ from, to }) => at >= from && at < to);
    add(resource, units * (phase?.use ?? NaN), "use");
  }
  for (const { resource, units, from, to } of life.uses) {
    const span = { from: Math.max(0, from), to: Math.min(to, now) };
    for (const phase of phasesOf(model, resource)) add(resource, phase.held * units * overlap(span, phase), "held");
  }
  for (const child of life.children) {
    const isDone = child.joined && child.left !== undefined && child.left.i < upTo;
    if (isDone) spent.push(...costsOf(model, child, upTo, now));
  }
  return spent;
}

/** Prices and until when they hold. @param {Model} model @param {number} resource @returns {Phase[]} */
function phasesOf(model, resource) {
  const { phases } = model.resources[resource];
  return phases.map((/** @type {Phase} */ phase, /** @type {number} */ k) => {
    return { ...phase, from: k === 0 ? 0 : phase.from, to: phases[k + 1]?.from ?? Infinity };
  });
}
