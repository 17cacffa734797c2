// From the facts of a run to whole lists of what happened: to each patient and child, and to each resource.
import { listIn } from "./numbers.mjs";

/**
 * Indices are those of the model's names; `i` is the place in the log, which orders what happens at one time.
 * @typedef {{ i: number, at: number, verb: string } & Record<string, any>} Fact
 * @typedef {Record<string, any>} Model
 *
 * @typedef {object} Life A patient or child.
 * @property {number} cls
 * @property {boolean} isChild
 * @property {boolean} joined the patient waits for it
 * @property {boolean} today there at time 0
 * @property {Life | undefined} patient whose child it is
 * @property {Life[]} children
 * @property {Fact} came
 * @property {Fact | undefined} left
 * @property {Fact[]} facts its own, in order
 * @property {Visit[]} visits
 * @property {Doing[]} doings each minute once
 * @property {Spell[]} places spells of holding by `seize`
 * @property {Spell[]} spells of holding by `seize` or `needs`
 * @property {Use[]} uses units at work
 *
 * @typedef {object} Visit
 * @property {Life} life
 * @property {number} stage
 * @property {Fact} enter
 * @property {Fact | undefined} start the first
 * @property {Fact | undefined} end
 * @property {Fact | undefined} leave the end, or whatever took the patient away
 * @property {{ from: number, to: number }[]} served
 *
 * @typedef {{ life: Life, from: number, to: number, began: Fact, state: number, cause: number, stage: number }} Doing
 * @typedef {{ life: Life, resource: number, taken: Fact, given: Fact | undefined }} Spell
 * @typedef {{ resource: number, units: number, from: number, to: number }} Use
 */

/** States of patients, in the order of docs/semantics.md. */
export const STATES = ["served", "waitingForStaff", "queued", "blocked", "pausing", "away"];
export const WAITING_FOR_STAFF = 1;
export const QUEUED = 2;
export const BLOCKED = 3;
const NOWHERE = -1;

/** @param {{ state: number }} doing */
export const isWait = ({ state }) => state === QUEUED || state === BLOCKED || state === WAITING_FOR_STAFF;

/** All who came, in order. @param {readonly Fact[]} facts @param {number} end of the run @returns {Life[]} */
export function livesOf(facts, end) {
  /** @type {Map<string, Life>} */
  const lives = new Map();
  for (const fact of facts) {
    if (fact.class === undefined || fact.verb === "missed") continue;
    const patient = `${fact.class} ${fact.number}`;
    const name = fact.child === undefined ? patient : `${patient} ${fact.child}`;
    let life = lives.get(name);
    if (life === undefined) {
      life = beginLife(fact, fact.child === undefined ? undefined : lives.get(patient));
      lives.set(name, life);
    }
    life.facts.push(fact);
    if (fact.verb === "exit" || fact.verb === "finished") life.left = fact;
  }
  for (const life of lives.values()) {
    life.visits = visitsOf(life);
    life.doings = doingsOf(life, end);
    life.places = spellsOf(life, (fact) => fact.place);
    life.spells = spellsOf(life, () => true);
    life.uses = usesOf(life, end);
  }
  return [...lives.values()];
}

/** @param {Fact} came @param {Life | undefined} patient @returns {Life} */
function beginLife(came, patient) {
  const isChild = came.verb === "born";
  const life = {
    cls: came.class,
    isChild,
    joined: isChild && came.joined,
    today: came.number < 0,
    patient,
    children: [],
    came,
    left: undefined,
    facts: [],
    visits: [],
    doings: [],
    places: [],
    spells: [],
    uses: [],
  };
  patient?.children.push(life);
  return life;
}

/** @param {Life} life @returns {Visit[]} */
function visitsOf(life) {
  /** @type {Visit[]} */
  const visits = [];
  let since = NaN;
  for (const fact of life.facts) {
    const visit = visits[visits.length - 1];
    const { verb, at } = fact;
    if (verb === "enter") {
      if (visit !== undefined) visit.leave ??= fact;
      visits.push({
        life,
        stage: fact.stage,
        enter: fact,
        start: undefined,
        end: undefined,
        leave: undefined,
        served: [],
      });
      since = NaN;
    }
    if (visit === undefined) continue;
    if (verb === "start") visit.start ??= fact;
    if (verb === "start" || verb === "resumed") since = at;
    if (verb === "end" || verb === "paused" || verb === "preempted") {
      if (!Number.isNaN(since)) visit.served.push({ from: since, to: at });
      since = NaN;
    }
    if (verb === "end") visit.end = fact;
    if (["end", "turnedAway", "pulled", "exit", "finished"].includes(verb)) visit.leave ??= fact;
  }
  return visits;
}

/** @param {Life} life @param {number} end @returns {Doing[]} */
function doingsOf(life, end) {
  /** @type {Doing[]} */
  const doings = [];
  let stage = NOWHERE;
  /** @type {Fact | undefined} */
  let doing;
  let since = NaN;
  let began = life.came;
  /** @param {number} to */
  const close = (to) => {
    if (doing !== undefined)
      doings.push({ life, from: since, to, began, state: doing.state, cause: doing.cause, stage });
    since = to;
  };
  for (const fact of life.facts) {
    if (fact.verb === "enter") {
      close(fact.at);
      ({ stage } = fact);
      began = fact;
    }
    if (fact.verb === "doing") {
      close(fact.at);
      doing = fact;
      began = fact;
    }
  }
  close(life.left?.at ?? end);
  return doings;
}

/** @param {Life} life @param {(fact: Fact) => boolean} counts @returns {Spell[]} */
function spellsOf(life, counts) {
  /** @type {Spell[]} */
  const spells = [];
  /** @type {Map<number, { units: number, spell: Spell }>} */
  const going = new Map();
  for (const fact of life.facts) {
    if ((fact.verb !== "take" && fact.verb !== "give") || !counts(fact)) continue;
    const { resource } = fact;
    const one = going.get(resource) ?? { units: 0, spell: { life, resource, taken: fact, given: undefined } };
    if (one.units === 0) spells.push(one.spell);
    going.set(resource, one);
    one.units += fact.verb === "take" ? fact.units : -fact.units;
    if (one.units > 0) continue;
    one.spell.given = fact;
    going.delete(resource);
  }
  return spells;
}

/** Units that the patient has and that work. @param {Life} life @param {number} end @returns {Use[]} */
function usesOf(life, end) {
  /** @type {Use[]} */
  const uses = [];
  /** @type {Map<number, { units: number, since: number }>} */
  const going = new Map();
  for (const fact of life.facts) {
    const sign = CHANGES.get(fact.verb);
    if (sign === undefined) continue;
    const { resource, at } = fact;
    const one = going.get(resource) ?? { units: 0, since: at };
    if (one.units > 0) uses.push({ resource, units: one.units, from: one.since, to: at });
    going.set(resource, { units: one.units + sign * fact.units, since: at });
  }
  for (const [resource, { units, since }] of going) if (units > 0) uses.push({ resource, units, from: since, to: end });
  return uses;
}

/** What each verb does to the units that work. */
const CHANGES = new Map([
  ["take", 1],
  ["give", -1],
  ["setAside", -1],
  ["takenUp", 1],
  ["turnover", 1],
  ["ready", -1],
]);

/**
 * What is told of a patient and his joined children together: the first state of the list that holds for any of them, and of equal states
 * the wait for the first resource, then for the first stage.
 * @param {Life} life @returns {Doing[]}
 */
export function together(life) {
  const joined = life.children.filter((child) => child.joined);
  if (joined.length === 0) return life.doings;
  const all = [life, ...joined].flatMap((one) => one.doings).filter(({ from, to }) => to > from);
  const cuts = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const first = [...all].sort((a, b) => a.state - b.state || rank(a) - rank(b));
  /** @type {Doing[]} */
  const told = [];
  for (let k = 0; k + 1 < cuts.length; k++) {
    const doing = first.find(({ from, to }) => from <= cuts[k] && to >= cuts[k + 1]);
    if (doing !== undefined) told.push({ ...doing, life, from: cuts[k], to: cuts[k + 1] });
  }
  return told;
}

/** @param {Doing} doing */
function rank(doing) {
  if (!isWait(doing)) return 0;
  return doing.cause >= 0 ? doing.cause : 1e6 - doing.cause;
}

/**
 * Of each resource, what was so from one fact about it to the next.
 * @typedef {{ from: number, to: number, units: number, turning: number, aside: number, scheduled: number, rostered: number }} Level
 * @param {readonly Fact[]} facts @param {number} resources how many @param {number} end @returns {Level[][]}
 */
export function levelsOf(facts, resources, end) {
  /** @type {Map<number, Fact[]>} */
  const told = new Map();
  for (const fact of facts) if (fact.resource !== undefined) listIn(told, fact.resource).push(fact);
  return Array.from({ length: resources }, (_, resource) => {
    /** @type {Level[]} */
    const levels = [];
    let now = { from: 0, units: 0, turning: 0, aside: 0, scheduled: 0, rostered: 0 };
    for (const fact of told.get(resource) ?? []) {
      levels.push({ ...now, to: Math.max(0, fact.at) });
      now = { ...now, from: Math.max(0, fact.at) };
      const { verb } = fact;
      if (verb === "capacity") now = { ...now, scheduled: fact.scheduled, rostered: fact.rostered };
      const change = (CHANGES.get(verb) ?? 0) * fact.units;
      if (CHANGES.has(verb)) now.units += change;
      if (verb === "turnover" || verb === "ready") now.turning += change;
      if (verb === "setAside" || verb === "takenUp") now.aside -= change;
    }
    levels.push({ ...now, to: end });
    return levels.filter(({ from, to }) => to > from);
  });
}
