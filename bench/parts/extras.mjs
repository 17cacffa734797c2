// What comes on top of a run: records of every patient, and a comparison of several scenarios.
import { pair } from "../pairs.mjs";
import { megabytes, table, told } from "../report.mjs";
import { wardScenario } from "../workloads.mjs";

const RUNS = 20;
/** Of each of the scenarios. */
const RUNS_OF_EACH = 5;

/** Each changes hardly anything, so that all arms are as much work. */
const INTERVENTIONS = `
interventions:
  oneBed: { change: { resources.rehab.capacity: { plus: 1 } } }
  oneTherapist: { change: { resources.therapist.capacity: { plus: 1 } } }
  sooner: { change: { stages.triage.duration: { times: 0.99 } } }
`;

/**
 * A row of every patient who leaves (PatientRecords), and every fact of every patient (EventLog), each beside the numbers of the run.
 * @param {{ rounds: number }} options
 * @returns {Promise<import("../report.mjs").Part>}
 */
export async function records({ rounds }) {
  const text = wardScenario(365);
  const rows = await pair({ way: "plain", text }, { way: "records", text }, RUNS, rounds);
  const facts = await pair({ way: "plain", text }, { way: "log", text }, RUNS, rounds);
  const row = (/** @type {string} */ name, /** @type {typeof rows} */ { ratios, peaks }) => [
    name,
    told(ratios),
    megabytes(Math.max(...peaks)),
  ];
  return {
    title: "Ward pathway, with records of every patient",
    lines: [
      ...table(
        ["beside the numbers", "CPU ÷ without", "peak memory"],
        [row("a row of each patient", rows), row("every fact", facts)],
      ),
      "",
    ],
    targets: [
      {
        what: "ward pathway: CPU with a row of every patient",
        target: "≤ 1.25×",
        values: rows.ratios,
        met: (median) => median <= 1.25,
      },
    ],
    data: { rows, facts },
  };
}

/**
 * @param {{ rounds: number }} options
 * @returns {Promise<import("../report.mjs").Part>}
 */
export async function comparison({ rounds }) {
  const text = wardScenario(365) + INTERVENTIONS;
  const { ratios } = await pair({ way: "bare", text }, { way: "arms", text }, RUNS_OF_EACH, rounds);
  return {
    title: "Ward pathway, five scenarios compared",
    lines: [
      ...table(["", "CPU ÷ the same runs alone"], [["runExperiment and compareArms, in one thread", told(ratios)]]),
      "",
    ],
    targets: [
      {
        what: "a scenario in a comparison against a bare run",
        target: "≤ 1.05×",
        values: ratios,
        met: (median) => median <= 1.05,
      },
    ],
    data: { ratios },
  };
}
