// treat-sim 2.2.0: the table of six scenarios in its notebook, means of 50 runs with common random numbers.
import { metric } from "../readers.mjs";

const ARMS = {
  baseline: "as it is",
  triage1: "triage + 1",
  exam1: "exam + 1",
  treat1: "treat + 1",
  swap: "swap_exam_treat",
  shortExam: "short_exam",
};
const wait = (stage) => metric(`measure.${stage}Wait`);
/** Durations of what began, over the time of the places there were. */
const used = (stage, places) => metric(`measure.${stage}Used`, places);

/** Places of the resources that an arm changes. */
const triagePlaces = (arm) => (["triage1", "swap", "shortExam"].includes(arm) ? 2 : 1);
const examPlaces = (arm) => (arm === "exam1" ? 4 : ["swap", "shortExam"].includes(arm) ? 2 : 3);
const treatPlaces = (arm) => (arm === "treat1" ? 2 : 1);

/** What is measured, how it is read in an arm, and its six figures. */
const figures = [
  ["arrivals", () => metric("overall.arrivals.count"), [227.72, 227.72, 227.72, 227.72, 227.72, 227.72]],
  ["wait for triage, min", () => wait("triage"), [35.243, 1.325, 35.243, 35.243, 1.325, 1.325]],
  ["use of triage", (arm) => used("triage", triagePlaces(arm)), [0.607, 0.3035, 0.607, 0.607, 0.3035, 0.3035]],
  ["wait for registration, min", () => wait("registration"), [105.573, 135.915, 105.573, 105.573, 135.915, 135.915]],
  ["use of registration", () => used("registration", 1), [0.8406, 0.844, 0.8406, 0.8406, 0.844, 0.844]],
  ["wait for examination, min", () => wait("examination"), [25.553, 26.689, 0.147, 25.553, 148.866, 66.004]],
  [
    "use of examination",
    (arm) => used("examination", examPlaces(arm)),
    [0.8504, 0.8536, 0.6679, 0.8504, 0.8936, 0.869],
  ],
  ["wait for treatment, min", () => wait("treatment"), [136.661, 138.575, 151.808, 2.281, 33.569, 111.337]],
  ["use of the cubicle", (arm) => used("treatment", treatPlaces(arm)), [0.8672, 0.8693, 0.8677, 0.6293, 0.8364, 0.871]],
  [
    "time without trauma, min",
    () => metric("measure.timeOfOthers"),
    [234.336, 232.133, 223.064, 192.192, 280.729, 244.798],
  ],
  ["wait for stabilisation, min", () => wait("stabilisation"), [151.681, 175.135, 151.681, 151.681, 175.135, 175.135]],
  ["use of the trauma rooms", () => used("stabilisation", 2), [0.8269, 0.841, 0.8269, 0.8269, 0.841, 0.841]],
  [
    "wait for treatment of trauma, min",
    () => wait("traumaTreatment"),
    [14.305, 14.997, 14.305, 14.305, 14.997, 14.997],
  ],
  ["use of the trauma cubicle", () => used("traumaTreatment", 1), [0.501, 0.5069, 0.501, 0.501, 0.5069, 0.5069]],
  ["time with trauma, min", () => metric("measure.timeOfTrauma"), [292.28, 282.784, 292.28, 292.28, 282.784, 282.784]],
  ["left by 01:00", () => metric("measure.leavers"), [162.16, 162.92, 165.88, 195.3, 138.54, 156.6]],
];

export const treatmentCentre = {
  name: "Urgent-care treatment centre",
  file: "treatment-centre.yaml",
  source:
    "Nelson BL, Foundations and Methods of Stochastic Simulation, Springer 2013, exercise 13; Harper A, Monks T, treat-sim 2.2.0, doi 10.5281/zenodo.10026326, stars-treat-sim at b59fccadd (MIT).",
  replications: 4000,
  set: {},
  tables: Object.entries(ARMS).map(([arm, title], place) => ({
    title,
    about:
      place === 0
        ? "The source's scenarios share their random numbers: what an arm cannot change has the same figure again, and its error too."
        : "",
    runs: 50,
    rows: figures.map(([label, read, printed]) => ({ label, arm, published: printed[place], read: read(arm) })),
  })),
};

const withTheMoment =
  "Not what the source runs: with a Poisson process at the rate of the moment more patients come, and earlier. That is the effect of its thinning.";

/** The base case once more, with the arrivals that were meant. */
treatmentCentre.tables.push({
  title: "As it is, with arrivals at the rate of the moment",
  about: "",
  runs: 50,
  rows: figures.map(([label, read, printed]) => ({
    label,
    arm: "rateOfTheMoment",
    published: printed[0],
    read: read("baseline"),
    explained: withTheMoment,
  })),
});
