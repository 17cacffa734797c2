// The engines beside each other on one workload: each once in every round, in processes of their own, so that a slow minute of the
// machine falls on all of them.
import { engines } from "../engines.mjs";
import { megabytes, table, told } from "../report.mjs";
import { compareAnswers, sum } from "../statistics.mjs";
import { workloads } from "../workloads.mjs";

/**
 * @typedef {object} Entrant
 * @property {string} key
 * @property {string} name
 * @property {readonly number[]} nanoseconds CPU of an event, one for each round
 * @property {readonly number[]} peaks bytes
 * @property {{ events: number[], means: Record<string, number[]> }} outcome of the runs of all rounds
 */

/**
 * @param {string} key of a workload
 * @param {number} rounds
 * @param {readonly string[]} [among] keys of engines; all when left out
 */
export function race(key, rounds, among = Object.keys(engines)) {
  const workload = workloads[key];
  const size = workload.model === "crowd" ? "crowd" : key;
  const able = among.filter((name) => engines[name].runs[size] !== undefined);
  const missing = able.flatMap((name) => {
    const why = engines[name].missing();
    return why === undefined ? [] : [`skipped ${engines[name].name}: ${why}`];
  });
  /** @type {(Entrant & { nanoseconds: number[], peaks: number[] })[]} */
  const entrants = able
    .filter((name) => engines[name].missing() === undefined)
    .map((name) => ({
      key: name,
      name: engines[name].name,
      nanoseconds: [],
      peaks: [],
      outcome: { events: [], means: {} },
    }));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const entrant = entrants[(turn + round) % entrants.length];
      const engine = engines[entrant.key];
      const { cpu, peak, events, means } = engine.measure(workload, engine.runs[size], round + 1);
      entrant.nanoseconds.push((1e9 * cpu) / sum(events));
      entrant.peaks.push(peak);
      entrant.outcome.events.push(...events);
      for (const [name, values] of Object.entries(means)) {
        entrant.outcome.means[name] ??= [];
        entrant.outcome.means[name].push(...values);
      }
    }
  }
  const { compared, differences, unknown } = compareAnswers(entrants);
  return { workload, entrants, missing, compared, differences, unknown };
}

/**
 * CPU of one engine in units of that of another, round by round; empty where one of them is missing.
 * @param {readonly Entrant[]} entrants
 * @param {string} of
 * @param {string} unit
 */
export function ratios(entrants, of, unit) {
  const above = entrants.find(({ key }) => key === of)?.nanoseconds ?? [];
  const below = entrants.find(({ key }) => key === unit)?.nanoseconds ?? [];
  return below.length === 0 ? [] : above.map((value, round) => value / below[round]);
}

/** @param {ReturnType<typeof race>} raced */
export function raceLines({ workload, entrants, missing, compared, differences, unknown }) {
  const cell = (/** @type {readonly number[]} */ values) => (values.length === 0 ? "–" : told(values));
  const rows = entrants.map(({ key, name, nanoseconds, peaks, outcome }) => [
    name,
    `${outcome.events.length} × ${Math.round(sum(outcome.events) / outcome.events.length)}`,
    told(nanoseconds),
    cell(ratios(entrants, key, "c")),
    cell(ratios(entrants, key, "limit")),
    cell(ratios(entrants, key, "careway")),
    megabytes(Math.max(...peaks)),
  ]);
  const head = ["engine", "runs × events", "CPU an event, ns", "÷ C", "÷ JavaScript", "÷ Careway", "peak memory"];
  const alike = differences.length === 0 ? `${compared} answers are alike` : "ANSWERS DIFFER";
  return [`**${workload.title}**: ${alike}`, "", ...table(head, rows), "", ...missing, ...unknown, ...differences];
}

/**
 * Workloads of which the targets speak.
 * @param {{ rounds: number }} options
 * @param {readonly string[]} keys
 * @returns {import("../report.mjs").Part}
 */
export function raceOf({ rounds }, keys) {
  const raced = keys.map((key) => ({ key, ...race(key, rounds) }));
  return {
    title: raced.map(({ workload }) => workload.title).join(", "),
    lines: raced.flatMap((one) => [...raceLines(one), ""]),
    targets: raced.flatMap(({ key, entrants }) => targetsOf(key, entrants)),
    failures: raced.flatMap(({ differences }) => differences),
    data: Object.fromEntries(
      raced.map(({ key, entrants, missing }) => [key, { entrants: entrants.map(brief), missing }]),
    ),
  };
}

/** @param {Entrant} entrant */
const brief = ({ key, nanoseconds, peaks, outcome }) => ({
  key,
  nanoseconds,
  peaks,
  runs: outcome.events.length,
  events: sum(outcome.events),
});

/**
 * @param {string} key
 * @param {readonly Entrant[]} entrants
 * @returns {import("../report.mjs").Target[]}
 */
function targetsOf(key, entrants) {
  /** @type {Record<string, [of: string, unit: string, bound: number, what: string][]>} */
  const wanted = {
    mm10: [["careway", "c", 4, "M/M/10: CPU against C"]],
    ward: [
      ["careway", "c", 3.5, "ward pathway: CPU against C"],
      ["simjs", "careway", 7, "ward pathway: faster than simjs"],
      ["simpy", "careway", 27, "ward pathway: faster than SimPy"],
      ["simmer", "careway", 33, "ward pathway: faster than simmer"],
    ],
  };
  return (wanted[key] ?? []).flatMap(([of, unit, bound, what]) => {
    const values = ratios(entrants, of, unit);
    const atMost = of === "careway";
    const met = (/** @type {number} */ median) => (atMost ? median <= bound : median >= bound);
    return values.length === 0 ? [] : [{ what, target: `${atMost ? "≤" : "≥"} ${bound}×`, values, met }];
  });
}
