// Planted in the loop that runs plain pathways and counts what happens as it goes.
import { plainConditions, plainRandom, plainScenarios, plainTies } from "./detectors.mjs";

/** @type {import("./mutants.d.mts").Mutant[]} */
export const plain = [
  {
    name: "plain-window-a-minute-late",
    harm: "the window opens, and closes, a minute late",
    file: "src/collect/plain-run.ts",
    find: "const { warmUp, run } = this.model.clock;",
    replace: "const { run } = this.model.clock;\n    const warmUp = this.model.clock.warmUp + 1;",
    after: [plainScenarios],
    oracle: { model: "M/G/inf from empty, 1 min", replications: 4000 },
  },
  {
    name: "plain-feedback-to-the-head",
    harm: "whoever comes back to a stage stands before those who have waited there longer",
    file: "src/assembly/run.ts",
    find: "store<f64>(claim, now, ASKED_AT << 3);",
    replace:
      "if (load<i32>(visitsOf(patient, load<i32>(cell, STAGE_OF << 2))) < 2) store<f64>(claim, now, ASKED_AT << 3);",
    after: [plainScenarios, plainRandom],
    oracle: { exact: "sd of the stay with feedback", replications: 8 },
  },
  {
    name: "plain-met-before-what-is-due",
    harm: "who comes at the moment at which something becomes free takes it before those who wait for it",
    file: "src/assembly/run.ts",
    find: "    dueCount === 0 &&\n",
    replace: "",
    after: [plainScenarios, plainRandom],
  },
  {
    name: "plain-ties-turned-round",
    harm: "of two whose services end at one time the one who arrived last goes first",
    file: "src/assembly/patients.ts",
    find: "return arrivedA < arrivedB;",
    replace: "return arrivedB < arrivedA;",
    after: [plainTies, plainScenarios, plainRandom],
  },
  {
    name: "plain-second-wait-forgets-the-first",
    harm: "who waits for a bed and then for a nurse has waited for the nurse alone",
    file: "src/assembly/waits.ts",
    find: "  if (before !== NONE) {\n",
    replace: "  if (before < NONE) {\n",
    after: [plainRandom],
  },
  {
    name: "plain-away-counts-as-inside",
    harm: "who is booked and stays away is among those who are there at the end",
    file: "src/collect/plain-run.ts",
    find: "      tables.ints[cell | EXIT_OF] = GONE;\n",
    replace: "",
    after: [plainScenarios, plainRandom],
  },
  {
    name: "plain-circle-allowed",
    harm: "two patients who wait for each other wait for ever, and nothing says so",
    file: "src/kernel/plain.ts",
    find: "return waitsFor.some((_, resource) => leadsTo(waitsFor, resource, resource));",
    replace: "return false;",
    after: [plainConditions, plainRandom],
  },
  {
    name: "plain-nobody-waits-at-the-moments",
    harm: "at the ends of the parts of a run nobody is told to wait, and means by hour end with who waited before",
    file: "src/assembly/waits.ts",
    find: "  add(load<i32>(at.WAIT_LEVELS) + (resource << 3), f64(more));\n",
    replace: "",
    after: [plainScenarios],
  },
  {
    name: "plain-today-counts-as-come",
    harm: "who is there at time 0 is among those who come and are counted in a cohort of arrivals",
    file: "src/assembly/run.ts",
    find: "(came >= from && !ofToday)",
    replace: "came >= from",
    after: [plainRandom],
  },
  {
    name: "plain-today-known-wholly",
    harm: "of who is there at time 0, what he did before counts as what he does now",
    file: "src/assembly/run.ts",
    find: "isKnown = host.leaveOfToday(patient, cls) === 1;",
    replace: "host.leaveOfToday(patient, cls);",
    after: [plainRandom],
  },
];
