// What every definition starts from: the lives and levels of a run, its window, and what belongs to that.
import { levelsOf, livesOf, together } from "./history.mjs";
import { listIn, overlap } from "./numbers.mjs";

/**
 * @typedef {import("./history.mjs").Fact} Fact
 * @typedef {ReturnType<typeof runOf>} Run
 */

/** @param {readonly Record<string, any>[]} log the facts in their order @param {import("./history.mjs").Model} model */
export function runOf(log, model) {
  const { warmUp, run, coolDown, cohort } = model.clock;
  const window = { from: warmUp, to: warmUp + run };
  const end = window.to + coolDown;
  const facts = log.map((fact, i) => /** @type {Fact} */ ({ ...fact, i }));
  const opened = facts.findIndex(({ verb }) => verb === "windowOpened");
  const lives = livesOf(facts, end);
  /** @type {Map<string, Fact[]>} */
  const byVerb = new Map();
  for (const fact of facts) listIn(byVerb, fact.verb).push(fact);
  const patients = lives.filter(({ isChild }) => !isChild);

  /** What is stated of those of today when they are put in is before the window. @param {Fact | undefined} fact */
  const inWindow = (fact) =>
    fact !== undefined && fact.at >= window.from && fact.at < window.to && !(fact.number < 0 && fact.i < opened);

  /** Whether what begins and ends so is counted. @param {Fact} began @param {Fact | undefined} ended */
  const counts = (began, ended) => {
    if (cohort === "exits") return inWindow(ended);
    return inWindow(began) && (cohort === "arrivals" ? ended !== undefined : inWindow(ended));
  };

  /** Before what happens at a moment of the window. @param {Fact} fact @param {number} moment */
  const isBefore = (fact, moment) => fact.i < opened || fact.at < moment;

  return {
    model,
    facts,
    window,
    end,
    lives,
    patients,
    doings: new Map(patients.map((life) => [life, together(life)])),
    levels: levelsOf(facts, model.names.resources.length, end),
    inWindow,
    counts,
    isBefore,
    /** The facts in the window that have this verb. @param {string} verb */
    told: (verb) => (byVerb.get(verb) ?? []).filter(inWindow),
    /** Minutes in the window. @param {import("./numbers.mjs").Span} span */
    cut: (span) => overlap(span, window),
    /** @param {import("./history.mjs").Life} life @param {number} moment */
    isPresent: ({ came, left }, moment) => isBefore(came, moment) && (left === undefined || !isBefore(left, moment)),
  };
}

/** Minutes are told as so many a day. */
export const DAY = 1440;
export const WEEK = 10_080;
