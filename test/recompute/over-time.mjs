// The whole system from one moment of the window to the next, for measures over time.

/**
 * @typedef {object} System
 * @property {number[]} queue of each stage: who waits there by a request
 * @property {number[]} present
 * @property {number[]} cases
 * @property {number[]} inUse of each resource
 * @property {number[]} scheduled
 *
 * @typedef {{ from: number, to: number }} Stretch
 * @typedef {import("./run-of.mjs").Run} Run
 */

const HOUR = 60;

/**
 * The stretches of the window between any two facts, full hours of the clock, and bounds of periods.
 * @param {Run} run @param {readonly number[]} periods @param {(stretch: Stretch, system: System) => void} see
 */
export function throughTheWindow({ model, facts, window }, periods, see) {
  const { names, clock } = model;
  const system = {
    queue: names.stages.map(() => 0),
    present: names.stages.map(() => 0),
    cases: names.stages.map(() => 0),
    inUse: names.resources.map(() => 0),
    scheduled: names.resources.map(() => 0),
  };
  /** @type {Map<string, { stage: number, asks: boolean }>} */
  const rows = new Map();
  const cuts = new Set([window.from, window.to]);
  for (const { at } of facts) if (at > window.from && at < window.to) cuts.add(at);
  const hour = Math.ceil((window.from + clock.startMinuteOfWeek) / HOUR) * HOUR - clock.startMinuteOfWeek;
  for (let at = hour; at < window.to; at += HOUR) cuts.add(at);
  for (const every of periods) {
    for (let k = 1; window.from + k * every < window.to; k++) cuts.add(window.from + k * every);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  let next = 0;
  for (let k = 0; k + 1 < sorted.length; k++) {
    for (; next < facts.length && facts[next].at <= sorted[k]; next++) apply(facts[next], system, rows);
    see({ from: sorted[k], to: sorted[k + 1] }, system);
  }
}

/** @param {import("./history.mjs").Fact} fact @param {System} system @param {Map<string, { stage: number, asks: boolean }>} rows */
function apply(fact, { queue, present, cases, inUse, scheduled }, rows) {
  const { verb, stage, resource } = fact;
  const name = `${fact.class} ${fact.number} ${fact.child}`;
  const row = rows.get(name) ?? { stage: 0, asks: false };
  rows.set(name, row);
  if (verb === "doing" || verb === "enter" || verb === "exit" || verb === "finished") {
    if (row.asks) queue[row.stage]--;
    row.asks = verb === "doing" && fact.asks;
    if (verb === "enter") row.stage = stage;
    if (row.asks) queue[row.stage]++;
  }
  switch (verb) {
    case "enter":
      present[stage]++;
      break;
    case "end":
      cases[stage]++;
      present[stage]--;
      break;
    case "turnedAway":
    case "pulled":
      present[stage]--;
      break;
    case "take":
    case "turnover":
      inUse[resource] += fact.units;
      break;
    case "give":
    case "ready":
      inUse[resource] -= fact.units;
      break;
    case "capacity":
      scheduled[resource] = fact.scheduled;
  }
}
