// Waits charged to what is at their root: who holds what is waited for, and what do those wait for?
import { BLOCKED, isWait } from "./history.mjs";
import { length, listIn, sum } from "./numbers.mjs";
import { DAY } from "./run-of.mjs";

/**
 * What is waited for has the number of the resource as its name, or is the queue of a stage.
 * @typedef {import("./run-of.mjs").Run} Run
 * @typedef {{ stage: number, held: Map<number, number> }} Hands where somebody is, and units of resources in his hands
 * @typedef {{ node: string, blocked: boolean, counts: boolean, hands: Hands }} Wait
 * @typedef {Map<string, number>} Amounts
 */

/** Squares of a matrix: steps enough for any way out that a number can tell. */
const SQUARES = 100;

/** @param {Run} run @param {(id: string, value: number) => void} say */
export function rootMetrics(run, say) {
  const { model, window } = run;
  /** @type {Map<string, number[]>} */
  const waited = new Map();
  /** @type {Map<string, number[]>} */
  const blocked = new Map();
  throughTheWindow(run, (minutes, waits, used) => {
    const links = linksOf(waits);
    const all = countByNode(waits, ({ counts }) => counts);
    const stuck = countByNode(waits, ({ counts, blocked }) => counts && blocked);
    for (const [node, count] of all) {
      for (const [root, share] of rootsOf(node, links, used)) {
        listIn(waited, root).push(share * count * minutes);
        listIn(blocked, root).push(share * (stuck.get(node) ?? 0) * minutes);
      }
    }
  });
  model.names.resources.forEach((/** @type {string} */ name, /** @type {number} */ r) => {
    /** @param {Map<string, number[]>} pieces */
    const perDay = (pieces) => (sum(pieces.get(`${r}`) ?? []) / length(window)) * DAY;
    say(`overall.rootBlockedPerDay.${name}.rate`, perDay(blocked));
    say(`overall.rootWaitPerDay.${name}.rate`, perDay(waited));
  });
}

/** @param {Iterable<Wait>} waits @param {(wait: Wait) => boolean} is */
function countByNode(waits, is) {
  /** @type {Amounts} */
  const counts = new Map();
  for (const wait of waits) if (is(wait)) add(counts, wait.node, 1);
  return counts;
}

/** @param {Run} run @param {(minutes: number, waits: ReadonlySet<Wait>, used: Amounts) => void} see */
function throughTheWindow({ lives, doings, facts, window }, see) {
  /** @type {Set<Wait>} */
  const waits = new Set();
  /** @type {Amounts} */
  const used = new Map();
  /** @type {{ at: number, apply: () => void }[]} */
  const changes = [];
  for (const life of lives) {
    /** @type {Hands} */
    const hands = { stage: -1, held: new Map() };
    for (const { verb, at, stage, resource, units } of life.facts) {
      if (verb === "enter") changes.push({ at, apply: () => void Object.assign(hands, { stage }) });
      const sign = IN_HANDS.get(verb);
      if (sign !== undefined) changes.push({ at, apply: () => add(hands.held, resource, sign * units) });
    }
    for (const doing of doings.get(life) ?? life.doings) {
      const { cause, state, from, to } = doing;
      if (!isWait(doing) || !(to > from)) continue;
      const node = cause < 0 ? queueOf(-1 - cause) : `${cause}`;
      const wait = { node, blocked: state === BLOCKED, counts: !life.isChild, hands };
      changes.push({ at: from, apply: () => void waits.add(wait) }, { at: to, apply: () => void waits.delete(wait) });
    }
  }
  for (const { verb, at, resource, units } of facts) {
    const sign = IN_USE.get(verb);
    if (sign !== undefined) changes.push({ at, apply: () => add(used, `${resource}`, sign * units) });
  }
  changes.sort((a, b) => a.at - b.at);
  let next = 0;
  for (let at = window.from; at < window.to; ) {
    for (; next < changes.length && changes[next].at <= at; next++) changes[next].apply();
    const until = Math.min(window.to, changes[next]?.at ?? window.to);
    if (waits.size > 0) see(until - at, waits, used);
    at = until;
  }
}

const IN_HANDS = new Map([
  ["take", 1],
  ["give", -1],
]);
const IN_USE = new Map([...IN_HANDS, ["turnover", 1], ["ready", -1]]);

/** @template K @param {Map<K, number>} amounts @param {K} key @param {number} more */
const add = (amounts, key, more) => void amounts.set(key, (amounts.get(key) ?? 0) + more);

/** @param {number} stage */
const queueOf = (stage) => `queue of ${stage}`;

/** Units of each thing whose holders wait, by what these wait for; who waits in a stage is before those outside its queue. @param {Iterable<Wait>} waits */
function linksOf(waits) {
  /** @type {Map<string, Amounts>} */
  const links = new Map();
  /** @param {string} from @param {string} to @param {number} units */
  const link = (from, to, units) => {
    if (!links.has(from)) links.set(from, new Map());
    add(/** @type {Amounts} */ (links.get(from)), to, units);
  };
  for (const { node, hands } of waits) {
    for (const [resource, units] of hands.held) if (units > 0) link(`${resource}`, node, units);
    if (!node.startsWith("queue") && hands.stage >= 0) link(queueOf(hands.stage), node, 1);
  }
  return links;
}

/**
 * The shares of a wait, by what is at the root: of the chain that stays, or goes on to what a holder waits for, where it is in the end.
 * @param {string} start @param {Map<string, Amounts>} links @param {Amounts} used @returns {Amounts}
 */
function rootsOf(start, links, used) {
  const nodes = [start];
  for (const node of nodes) for (const to of links.get(node)?.keys() ?? []) if (!nodes.includes(to)) nodes.push(to);
  if (nodes.length === 1) return new Map([[start, 1]]);
  /** @param {string} node */
  const kept = (node) => {
    const passed = sum([...(links.get(node)?.values() ?? [])]);
    if (passed === 0) return 1;
    return node.startsWith("queue") ? 0 : (used.get(node) ?? 0) - passed;
  };
  /** Those from which a way leads to where somebody is at work. */
  const ends = new Set(nodes.filter((node) => kept(node) > 0));
  for (const _ of nodes) {
    for (const node of nodes) if ([...(links.get(node)?.keys() ?? [])].some((to) => ends.has(to))) ends.add(node);
  }
  // First the nodes on the way, then the same where the chain has stopped.
  const n = nodes.length;
  /** @type {number[][]} */
  let matrix = Array.from({ length: 2 * n }, (_, i) => {
    return Array.from({ length: 2 * n }, (_, j) => (i === j && i >= n ? 1 : 0));
  });
  nodes.forEach((node, i) => {
    if (!ends.has(node)) {
      matrix[i][n + i] = 1;
      return;
    }
    const passed = links.get(node) ?? new Map();
    const all = kept(node) + sum([...passed.values()]);
    matrix[i][n + i] = kept(node) / all;
    for (const [to, units] of passed) matrix[i][nodes.indexOf(to)] = units / all;
  });
  const isOnTheWay = () => matrix.some((row, i) => i < n && row.some((share, j) => j < n && share > 0));
  for (let k = 0; k < SQUARES && isOnTheWay(); k++) matrix = square(matrix);
  return new Map(nodes.map((node, i) => [node, matrix[0][n + i]]));
}

/** @param {number[][]} m */
function square(m) {
  return m.map((row) => {
    const result = row.map(() => 0);
    row.forEach((factor, k) => {
      if (factor === 0) return;
      m[k].forEach((value, j) => {
        result[j] += factor * value;
      });
    });
    return result;
  });
}
