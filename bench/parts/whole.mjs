// Whole processes, as a user starts them: W3, W5, start-up, and memory by the length of a run.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { engines, scratch } from "../engines.mjs";
import { twoAtOnce, wholeProcess } from "../processes.mjs";
import { megabytes, table, told } from "../report.mjs";
import { sum } from "../statistics.mjs";
import { workloads } from "../workloads.mjs";

const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/**
 * Each command once in every round.
 * @param {readonly (readonly string[])[]} commands
 * @param {number} rounds
 * @param {string} [folder] where peaks of memory are to be left; not asked for without
 */
function turnAbout(commands, rounds, folder) {
  /** @type {ReturnType<typeof wholeProcess>[][]} one list for each command */
  const found = commands.map(() => []);
  for (let round = 0; round < rounds; round++) {
    commands.forEach((words, k) => {
      found[k].push(wholeProcess(words, folder));
    });
  }
  return found;
}

const REPLICATIONS = 1000;

/**
 * W3: the ward pathway for a year, a thousand times; and what the machine itself gives two threads: two processes that share nothing,
 * at the same time, each half of the work.
 * @param {{ rounds: number }} options
 * @returns {import("../report.mjs").Part}
 */
export function threads({ rounds }) {
  const file = path("bench/workloads/ward.yaml");
  const command = (/** @type {number} */ runs, /** @type {number} */ workers) => [
    "run",
    file,
    "--quiet",
    "--replications",
    `${runs}`,
    "--workers",
    `${workers}`,
  ];
  /** @type {ReturnType<typeof wholeProcess>[]} */
  const one = [];
  /** @type {typeof one} */
  const two = [];
  /** @type {typeof one} */
  const halves = [];
  for (let round = 0; round < rounds; round++) {
    one.push(wholeProcess(command(REPLICATIONS, 1), scratch()));
    two.push(wholeProcess(command(REPLICATIONS, 2), scratch()));
    halves.push({ ...twoAtOnce(command(REPLICATIONS / 2, 1)), peak: Number.NaN });
  }
  const byHand = ["c", "limit"].filter((key) => engines[key].missing() === undefined);
  const alone = byHand.map((key) => {
    const { cpu, events, peak } = engines[key].measure(workloads.ward, REPLICATIONS, 1);
    return { name: engines[key].name, cpu, events: sum(events), peak };
  });
  const events = alone.at(-1)?.events ?? Number.NaN;
  const seconds = (/** @type {readonly number[]} */ values) => told(values);
  const row = (/** @type {string} */ name, /** @type {typeof one} */ found) => [
    name,
    seconds(found.map(({ wall }) => wall)),
    told(one.map(({ wall }, round) => wall / found[round].wall)),
    seconds(found.map(({ cpu }) => cpu)),
    told(found.map(({ cpu }) => (1e9 * cpu) / events)),
    found === halves ? "–" : megabytes(Math.max(...found.map(({ peak }) => peak))),
  ];
  const rows = [
    row("careway run --workers 1", one),
    row("careway run --workers 2", two),
    row("two processes at once, half of it each", halves),
    ...alone.map(({ name, cpu, events, peak }) => [
      `${name}, one thread`,
      "–",
      "–",
      cpu.toFixed(2),
      told([(1e9 * cpu) / events]),
      megabytes(peak),
    ]),
  ];
  const speedup = one.map(({ wall }, round) => wall / two[round].wall);
  return {
    title: `Ward pathway, ${REPLICATIONS} replications of a year`,
    lines: [
      ...table(["", "wall clock, s", "times as fast as one", "CPU, s", "CPU an event, ns", "peak memory"], rows),
      "",
    ],
    targets: [
      {
        what: "1,000 replications: two threads against one",
        target: "≥ 1.8×",
        values: speedup,
        met: (median) => median >= 1.8,
      },
    ],
    data: { one, two, halves, alone },
  };
}

/**
 * W5: the comparison that `npm start` makes, with its page and files.
 * @param {{ rounds: number }} options
 * @returns {import("../report.mjs").Part}
 */
export function discharge({ rounds }) {
  const words = ["compare", path("scenarios/discharge-to-assess.yaml"), "--quiet", "--out"];
  const folder = scratch();
  const workers = ["1", "2"];
  const commands = workers.map((count) => [...words, join(folder, `results-${count}`), "--workers", count]);
  const found = turnAbout(commands, rounds, folder);
  const rows = found.map((one, k) => [
    `careway compare --workers ${workers[k]}`,
    told(one.map(({ wall }) => wall)),
    told(one.map(({ cpu }) => cpu)),
    megabytes(Math.max(...one.map(({ peak }) => peak))),
  ]);
  return {
    title: "Discharge to assess, compared as a user runs it",
    lines: [...table(["", "wall clock, s", "CPU, s", "peak memory"], rows), ""],
    data: found,
  };
}

/**
 * @param {{ rounds: number }} options
 * @returns {import("../report.mjs").Part}
 */
export function startUp({ rounds }) {
  const starter = join(scratch(), "starter.yaml");
  wholeProcess(["new", starter]);
  const small = path("bench/workloads/small.yaml");
  const [help, run, long] = turnAbout([["--help"], ["run", small, "--quiet"], ["run", starter, "--quiet"]], rounds);
  const cpu = (/** @type {typeof help} */ found) => found.map((one) => 1000 * one.cpu);
  const wall = (/** @type {typeof help} */ found) => found.map((one) => 1000 * one.wall);
  const row = (/** @type {string} */ name, /** @type {typeof help} */ found) => [
    name,
    told(cpu(found)),
    told(wall(found)),
  ];
  return {
    title: "Start-up, whole processes",
    lines: [
      ...table(
        ["", "CPU, ms", "wall clock, ms"],
        [
          row("careway --help", help),
          row("careway run, ten days of a small clinic", run),
          row("careway run, the file that careway new writes: 30 × 60 weeks", long),
        ],
      ),
      "",
    ],
    targets: [
      { what: "careway --help: CPU, ms", target: "< 120", values: cpu(help), met: (median) => median < 120 },
      {
        what: "careway run of a small file: CPU, ms",
        target: "< 300",
        values: cpu(run),
        met: (median) => median < 300,
      },
    ],
    data: { help, run, long },
  };
}

const YEARS = [1, 10, 50];
const MEMORY = 80;

/** @returns {import("../report.mjs").Part} */
export function memory() {
  const able = ["c", "limit", "careway"].filter((key) => engines[key].missing() === undefined);
  const found = able.map((key) => {
    const peaks = YEARS.map((years) => {
      const workload = { ...workloads.ward, options: { days: 365 * years } };
      return engines[key].measure(workload, 1, 1).peak;
    });
    return { key, peaks };
  });
  const peaks = found
    .filter(({ key }) => key === "careway")
    .flatMap((one) => one.peaks.map((bytes) => bytes / 2 ** 20));
  return {
    title: "Ward pathway, peak memory by the length of a run",
    lines: [
      ...table(
        ["", ...YEARS.map((years) => (years === 1 ? "1 year" : `${years} years`))],
        found.map(({ key, peaks }) => [engines[key].name, ...peaks.map(megabytes)]),
      ),
      "",
    ],
    targets: [
      {
        what: `ward pathway: peak memory of ${YEARS.join(", ")} years, MB`,
        target: `≤ ${MEMORY}, flat`,
        values: peaks,
        met: () => Math.max(...peaks) <= MEMORY && Math.max(...peaks) <= 1.1 * Math.min(...peaks),
      },
    ],
    data: found,
  };
}
