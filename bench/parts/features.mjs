// What the ward pathway pays when its file uses a feature of the language elsewhere: a class of its own, two patients a year, meets it in
// a stage of its own. A model without the feature cannot be held against a kernel without it; this is what switching it on costs those
// who do not meet it. Features that are of all patients by their nature are marked.
import { parse } from "yaml";
import { pair } from "../pairs.mjs";
import { table, told } from "../report.mjs";
import { median } from "../statistics.mjs";
import { wardScenario } from "../workloads.mjs";

/** @typedef {Record<string, any>} Tree a scenario file as read */

const RUNS = 10;
/** A median of so many rounds tells a few per cent at best. */
const MOST = 1.03;

/** @type {Record<string, { of: "some" | "all", add: Tree, arm?: string }>} */
export const FEATURES = {
  "one more class, stage and resource": some({ needs: "other" }),
  attributes: {
    of: "some",
    add: withRare({}, { attributes: { age: { normal: { mean: 68, sd: 14 } }, frail: { chance: "20%" } } }),
  },
  "a booked class, with no-shows": {
    of: "some",
    add: { patients: { few: { arrive: { booked: { "mon 09:00": 1 }, noShow: "90%" }, enter: "rare" } }, ...stages({}) },
  },
  "a fixed population": {
    of: "some",
    add: { patients: { few: { arrive: { population: 1 }, enter: "rare" } }, ...stages({ duration: "60 days" }) },
  },
  "a rate that varies over the week": {
    of: "some",
    add: {
      patients: {
        few: { arrive: { poisson: "2 per week / 50", profile: { days: [2, 1, 1, 1, 1, 1, 0] } }, enter: "rare" },
      },
      ...stages({}),
    },
  },
  "a priority": some({ needs: "other", priority: 1 }),
  "a priority that changes while waiting": some({ needs: "other", priority: "-waited / 1 min" }),
  "strict order": some({ needs: "other", strict: true }),
  "second choices": some({ needs: ["other", { spare: 1, after: "10 min" }] }, { spare: { capacity: 1 } }),
  "a queue limit": some({ needs: "other", queue: 1 }),
  balking: some({ needs: "other", balk: [{ when: "queue(rare) > 3", to: "out" }] }),
  "a condition at the start (startIf)": some({ needs: "other", startIf: "time >= 0 min", else: "out" }),
  "opening hours of a stage": some({ until: "daily 09:00-17:00" }),
  "a timer": some({ needs: "other", leave: [{ after: "1 day", while: "waiting", to: "out" }] }),
  tasks: some({ tasks: { start: ["review"] } }, {}, { review: { duration: "45 min", next: "done" } }),
  contacts: some({ duration: "10 days", contacts: { call: { every: "2 days" } } }),
  "a group": some({ meet: { count: 2, after: "1 day" } }),
  "times of stages that are read": some({ next: [{ when: "time(rare) > 1 day", to: "triage" }, { to: "out" }] }),
  "when a resource was given back, read": some(
    { needs: "other", next: "rareEnd" },
    {},
    { rareEnd: { duration: "time - left(other) + 1 min", next: "out" } },
  ),
  "a resource with hours": some({ needs: "other" }, { other: { capacity: { "weekdays 09:00-17:00": 1 } } }),
  "services that pause at the end of a shift": some(
    { needs: "other" },
    { other: { capacity: { "weekdays 09:00-17:00": 1 }, atShiftEnd: "pause" } },
  ),
  preemption: some(
    { needs: "other", priority: 0, preempts: true, next: "rareEnd" },
    {},
    { rareEnd: { needs: "other", priority: 5, whenPreempted: "resume", duration: "1 day", next: "out" } },
  ),
  absence: some({ needs: "other" }, { other: { capacity: { "weekdays 09:00-17:00": 5 }, absence: "8%" } }),
  turnover: some({ needs: "other" }, { other: { capacity: 1, turnover: "20 min" } }),
  sessions: some(
    { needs: "other" },
    { other: { capacity: 1, sessions: { opens: "mon 09:00", length: "4 h", booked: 5 } } },
  ),
  "shared units": some({ needs: "other" }, { other: { capacity: 1, unit: "1/20" } }),
  costs: {
    of: "some",
    add: {
      organisations: { trust: "Trust" },
      ...withRare(
        { needs: "other" },
        {},
        { other: { capacity: 1, organisation: "trust", costs: { held: "£10 per day" } } },
      ),
    },
  },
  "a deadlock rule": { of: "some", add: { deadlock: "swap" } },
  "one who is there at time 0": { of: "some", add: { today: [{ class: "a", stage: "home" }] } },
  "an intervention that is not run": {
    of: "some",
    add: { interventions: { more: { change: { "resources.nurse.capacity": 3 } } } },
  },
  "an intervention that spreads among others": {
    of: "some",
    arm: "spread",
    add: {
      ...withRare({ needs: "other" }),
      interventions: {
        spread: {
          change: { "stages.rare.duration": "10 min" },
          adoption: { curve: { share: "50%" }, eligible: 'class == "few"' },
        },
      },
    },
  },
  "a measure of visits elsewhere": {
    of: "some",
    add: {
      ...withRare({ needs: "other" }),
      measures: { m: { mean: "start(rare) - enter(rare)", of: "visits(rare)" } },
    },
  },
  "a measure of patients": { of: "all", add: { measures: { m: { percentile: "waited", at: "90%" } } } },
  "a measure over time": { of: "all", add: { measures: { m: { mean: "inUse(acute)", of: "time" } } } },
  "a measure told by class and week": {
    of: "all",
    add: { measures: { m: { count: "all", by: "class", every: "week" } } },
  },
  "the cohort of those who arrive": { of: "all", add: { clock: { cohort: "arrivals", coolDown: "1 day" } } },
};

/**
 * @param {Tree} stage what is beside `duration` and `next`
 * @param {Tree} [resources]
 * @param {Tree} [more] stages
 * @returns {{ of: "some", add: Tree }}
 */
function some(stage, resources = {}, more = {}) {
  return { of: "some", add: withRare(stage, {}, resources, more) };
}

/** @param {Tree} stage @param {Tree} [cls] @param {Tree} [resources] @param {Tree} [more] @returns {Tree} */
function withRare(stage, cls = {}, resources = {}, more = {}) {
  return {
    resources: { other: { capacity: 1 }, ...resources },
    patients: { few: { arrive: { every: "182 days", first: "30 days" }, ...cls, enter: "rare" } },
    ...stages(stage, more),
  };
}

/** @param {Tree} stage @param {Tree} [more] @returns {Tree} */
function stages(stage, more = {}) {
  return { stages: { rare: { duration: "30 min", next: "out", ...stage }, ...more } };
}

/** The file with this laid over it. JSON is YAML too. @param {Tree} add */
export function wardWith(add) {
  /** @type {Tree} */
  const tree = parse(wardScenario(365));
  for (const [section, value] of Object.entries(add)) {
    const both = typeof value === "object" && !Array.isArray(value);
    tree[section] = both ? { ...tree[section], ...value } : value;
  }
  return JSON.stringify(tree);
}

/**
 * @param {{ rounds: number }} options
 * @returns {Promise<import("../report.mjs").Part>}
 */
export async function features({ rounds }) {
  const base = { way: "plain", text: wardWith({}) };
  const found = [];
  for (const [name, { of, add, arm }] of Object.entries(FEATURES)) {
    const other = { way: "plain", text: wardWith(add), ...(arm === undefined ? {} : { arm }) };
    const { ratios } = await pair(base, other, RUNS, rounds);
    found.push({ name, of, ratios });
  }
  const quiet = found.filter(({ of }) => of === "some");
  const rows = found.map(({ name, of, ratios }) => [name, of === "some" ? "two patients a year" : "all", told(ratios)]);
  const worst = quiet.reduce((a, b) => (median(a.ratios) >= median(b.ratios) ? a : b));
  return {
    title: "Ward pathway, its file with one more feature",
    lines: [...table(["feature", "who meets it", "CPU an event ÷ without"], rows), ""],
    targets: [
      {
        what: `a feature that others use: the dearest, ${worst.name}`,
        target: `< ${MOST}×`,
        values: worst.ratios,
        met: (value) => value < MOST,
      },
    ],
    data: found,
  };
}
