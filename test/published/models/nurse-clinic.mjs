// The two templates of reproducible pipelines: waits by length of consultation, and utilisation; against Erlang C too.
import { metric } from "../readers.mjs";

const WAIT = metric("measure.wait");
const BUSY = metric("measure.busy");
const PRINTED = 0.005;
const RATE = 1 / 4;
const NURSES = 5;
/** Half-widths of the published 95 % intervals over 31 and 15 runs are so many standard errors. */
const T31 = 2.042;
const T15 = 2.145;

const lengths = [8, 9, 10, 11, 12, 13, 14, 15];
const armOf = (length) => (length === 10 ? "baseline" : `consult${length}`);
const seeds =
  "The 31 runs share their seeds over all cells, and in them 0.4 % fewer patients come (10,755 of 10,800, 2.7 standard errors) and consultations are 0.2 % shorter than they should: by Erlang C that alone makes the wait 4 % shorter at 15 minutes, of the 8 % seen, and all cells err together. Theory and the R table are met.";

/** Mean wait in M/M/c, in the unit of the mean service. */
function erlangC(rate, mean, servers) {
  const load = rate * mean;
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  const waits = (servers * blocked) / (servers - load * (1 - blocked));
  return (waits * mean) / (servers - load);
}

function waits(printed, ends, quantile, explained) {
  return lengths.map((length, place) => ({
    label: `${length} minutes each`,
    arm: armOf(length),
    published: printed[place],
    printed: PRINTED,
    se: (ends[place][1] - ends[place][0]) / 2 / quantile,
    read: WAIT,
    ...(explained === undefined ? {} : { explained }),
  }));
}

const gaps = [3, 4, 5, 6, 7];
const teams = [5, 6, 7, 8];
const utilisation = [
  [0.66, 0.55, 0.47, 0.42],
  [0.5, 0.41, 0.35, 0.31],
  [0.4, 0.33, 0.28, 0.25],
  [0.33, 0.28, 0.24, 0.21],
  [0.29, 0.24, 0.2, 0.18],
];

export const nurseClinic = {
  name: "A clinic with five nurses",
  file: "nurse-clinic.yaml",
  source:
    "Heather A, Monks T, templates of reproducible pipelines in Python and R: pydesrap_mms at d0f6bd4 and rdesrap_mms at 45f6b59 (MIT); Erlang C: Kleinrock, Queueing Systems I (1975), chapter 3.",
  replications: 124,
  set: {},
  tables: [
    {
      title: "Mean wait, min: theory",
      about: "M/M/5 with 4 minutes between arrivals.",
      runs: 31,
      rows: lengths.map((length) => ({
        label: `${length} minutes each`,
        arm: armOf(length),
        published: erlangC(RATE, length, NURSES),
        se: 0,
        read: WAIT,
      })),
    },
    {
      title: "Mean wait, min: R template",
      about: "15 runs.",
      runs: 15,
      rows: waits(
        [0.16, 0.29, 0.52, 0.88, 1.44, 2.16, 3.44, 5.33],
        [
          [0.15, 0.17],
          [0.27, 0.31],
          [0.47, 0.56],
          [0.83, 0.94],
          [1.35, 1.52],
          [2.04, 2.28],
          [3.25, 3.64],
          [4.98, 5.67],
        ],
        T15,
      ),
    },
    {
      title: "Mean wait, min: Python template",
      about: "31 runs.",
      runs: 31,
      rows: waits(
        [0.15, 0.28, 0.49, 0.82, 1.32, 2.1, 3.28, 5.12],
        [
          [0.14, 0.15],
          [0.26, 0.29],
          [0.47, 0.51],
          [0.78, 0.85],
          [1.27, 1.38],
          [2.01, 2.19],
          [3.13, 3.43],
          [4.88, 5.37],
        ],
        T31,
        seeds,
      ),
    },
    {
      title: "Base case: Python template",
      about: "Means of 31 runs.",
      runs: 31,
      rows: [
        {
          label: "patients who come",
          arm: "baseline",
          published: 10755.16,
          se: 92.86 / Math.sqrt(31),
          read: metric("overall.arrivals.count"),
        },
        {
          label: "wait, min",
          arm: "baseline",
          published: 0.4885,
          se: (0.5117 - 0.4653) / 2 / T31,
          read: WAIT,
          explained: seeds,
        },
        { label: "consultation, min", arm: "baseline", published: 9.977, read: metric("stage.visit.service.mean") },
        { label: "utilisation", arm: "baseline", published: 0.4968, se: (0.4995 - 0.4941) / 2 / T31, read: BUSY },
        {
          label: "queue",
          arm: "baseline",
          published: 0.1217,
          read: metric("stage.visit.queue.mean"),
          explained: seeds,
        },
      ],
    },
    {
      title: "Utilisation: Python template",
      about: "Rows by minutes between arrivals and nurses; theory is 10 ÷ (gap × nurses).",
      runs: 31,
      rows: gaps.flatMap((gap, row) =>
        teams.map((nurses, column) => ({
          label: `gaps of ${gap}, ${nurses} nurses`,
          arm: gap === 4 && nurses === 5 ? "baseline" : `gap${gap}nurses${nurses}`,
          published: utilisation[row][column],
          printed: PRINTED,
          read: BUSY,
        })),
      ),
    },
  ],
};
