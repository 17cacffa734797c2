// Which tests a mutant meets first: files of tests below test/, some of them by the name of a test.

/** @typedef {import("./mutants.d.mts").Detector} Detector */

/** @param {string} file @param {string} [only] start of the names of tests @returns {Detector} */
const of = (file, only) => (only === undefined ? { file } : { file, only });

export const traces = of("traces/traces.test.ts");
export const tally = of("statistics/tally.test.ts");
export const intervals = of("statistics/confidence-interval.test.ts");
export const quantiles = of("statistics/quantiles.test.ts");
export const generator = of("random/generator.test.ts");
export const distributions = of("random/distributions.test.ts");
export const quantities = of("scenario/quantity.test.ts");
export const resources = of("scenario/resources.test.ts");
export const durations = of("time/duration.test.ts");
export const dates = of("time/calendar.test.ts");
export const weeks = of("time/weekly.test.ts");
export const windows = of("time/opening-windows.test.ts");
export const calendars = of("kernel/calendars.test.ts");
export const sessions = of("kernel/sessions.test.ts");
export const shiftEnds = of("kernel/shift-ends.test.ts");
export const turnovers = of("kernel/turnovers.test.ts");
export const adoption = of("kernel/adoption.test.ts");
export const waysByChance = of("kernel/ways-by-chance.test.ts");
export const waitingLines = of("kernel/waiting-lines.test.ts");
export const uptake = of("kernel/uptake.test.ts");
export const partialEffects = of("kernel/partial-effect.test.ts");
export const arrivals = of("kernel/arrivals.test.ts");
export const today = of("kernel/today.test.ts");
export const patientFlow = of("collect/patient-flow.test.ts");
export const stageTimes = of("collect/stage-times.test.ts");
export const money = of("collect/money.test.ts");
export const interventionCosts = of("collect/intervention-costs.test.ts");
export const rootCauses = of("collect/root-causes.test.ts");
export const binding = of("experiment/binding-hours.test.ts");
export const oneMore = of("experiment/one-more.test.ts");
export const worth = of("experiment/worth.test.ts");
export const costLines = of("collect/cost-lines.test.ts");
export const costDifferences = of("economics/cost-lines.test.ts");
export const prices = of("scenario/prices.test.ts");
export const training = of("scenario/training.test.ts");
export const qalys = of("collect/qalys.test.ts");
export const fieller = of("economics/fieller.test.ts");
/** The results of facts in any order, computed again; quicker than those of runs. */
export const recompute = of("recompute/any-order.test.ts");
/** The second engine against the kernel: it sees no mistake outside src/kernel, since both read the same tables. */
export const engines = of("engines/traces.test.ts");
export const enginesOnce = of("engines/regressions.test.ts");
export const plainScenarios = of("plain/scenarios.test.ts");
export const plainRandom = of("plain/random.test.ts");
export const plainTies = of("plain/ties.test.ts");
export const plainConditions = of("plain/conditions.test.ts");
export const stateTime = of("collect/state-time.test.ts");
export const resourceUse = of("collect/resource-use.test.ts");
export const comparisons = of("experiment/compare.test.ts");
/** Fewer scenarios than the suite draws: enough for a law that is often broken. */
export const randomScenarios = of(
  "random-scenarios/random-scenarios.test.ts",
  "random scenarios of all constructs keep books",
);

/** What a mutant meets that its own list has not caught, before the whole suite. */
export const fast = [
  traces,
  tally,
  intervals,
  quantiles,
  generator,
  uptake,
  waitingLines,
  waysByChance,
  adoption,
  durations,
  dates,
  weeks,
  windows,
  quantities,
  patientFlow,
  stageTimes,
  stateTime,
  resourceUse,
  money,
  calendars,
  shiftEnds,
  today,
  sessions,
  distributions,
  turnovers,
  resources,
  of("scenario/parse.test.ts"),
  comparisons,
  of("experiment/run-experiment.test.ts"),
  of("random/spread-and-scale.test.ts"),
  of("collect/measure-records.test.ts"),
  recompute,
  arrivals,
  engines,
  enginesOnce,
  of("recompute/recompute.test.ts"),
];
