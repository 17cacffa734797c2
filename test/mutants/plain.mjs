// Planted in the loop that runs plain pathways and counts what happens as it goes.
import { plainConditions, plainRandom, plainScenarios, plainTies } from "./detectors.mjs";

/** @type {import("./mutants.d.mts").Mutant[]} */
export const plain = [
  {
    name: "plain-met-before-those-who-wait",
    harm: "who comes when others wait takes what has just become free",
    file: "src/collect/plain-run.ts",
    find: "                  heaps[line].size === 0 &&\n",
    replace: "",
    after: [plainScenarios, plainRandom],
  },
  {
    name: "plain-ties-turned-round",
    harm: "of two whose services end at one time the one who arrived last goes first",
    file: "src/collect/plain-run.ts",
    find: "this.tables.arrivedBefore(a, b) : a > b",
    replace: "this.tables.arrivedBefore(b, a) : a > b",
    after: [plainTies, plainScenarios, plainRandom],
  },
  {
    name: "plain-second-wait-forgets-the-first",
    harm: "who waits for a bed and then for a nurse has waited for the nurse alone",
    file: "src/collect/plain-run.ts",
    find: "    if (before !== NONE) {\n",
    replace: "    if (before === op.AWAY) {\n",
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
    file: "src/collect/plain-counts.ts",
    find: "    numbers[this.waitLevelAt + resource] += more;\n",
    replace: "",
    after: [plainScenarios],
  },
];
