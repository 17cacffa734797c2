// The laws one by one: what each says, where it is tested and on what. From here docs/verification/laws.md is written; table.test.ts holds
// that every test is there.

/** Random scenarios of run.mjs without `--long`. */
export const VERIFIED = 200;

/** @type {readonly import("./laws.d.mts").Law[]} */
export const laws = [
  {
    number: 1,
    says: "At half the speed every time is twice as great, to the last bit, and every count and share the same.",
    files: ["time.test.ts"],
    on: "Random scenarios, calendars, rotas, sessions and bookings rewritten with them (without absences and missing patients of a list, which are drawn by the minute of the run); a ward × 4, × 1,024 and ÷ 8.",
  },
  {
    number: 2,
    says: "In seconds, hours or days the same things happen in the same order, at the same times.",
    files: ["time.test.ts"],
    on: "Random scenarios, in three units; times, and figures in minutes, to 1e-12 of the length of the run; other figures to 1e-12 of 1 + their size.",
  },
  {
    number: 3,
    says: "One server more lets nobody wait longer.",
    files: ["orders.test.ts"],
    on: "Random lines of 1 to 4 servers, first come first served, of stated arrivals and services; patient by patient, without tolerance.",
  },
  {
    number: 4,
    says: "One service made shorter makes no start and no k-th departure later.",
    files: ["orders.test.ts"],
    on: "The same lines; with one server no wait is longer.",
  },
  {
    number: 5,
    says: "In a tandem line one more place between stages, or one more bed at its end, makes no k-th departure later.",
    files: ["orders.test.ts"],
    on: "Half as many random lines of three stages with blocking, each with three changes. Not claimed of networks with loops or priorities.",
  },
  {
    number: 6,
    says: "The order of writing moves nothing.",
    files: ["writing.test.ts"],
    on: "Random scenarios with every map turned round; facts and figures. Also the 500 of test/random-scenarios.",
  },
  {
    number: 7,
    says: "Another name moves nothing but names where the luck is the old one's; else the law stays the same.",
    files: ["writing.test.ts", "samples.test.ts"],
    on: "Random scenarios, all resources and stages renamed, stages with `luck` of the old name; a class renamed in M/M/2, 300 runs of each, Kolmogorov–Smirnov at 1e-4.",
  },
  {
    number: 8,
    says: "Who came is there or has left, at every moment, and units in use are those that somebody has.",
    files: ["balance.test.ts"],
    on: "Random scenarios, after every instant: system, classes, stages, lines and resources.",
  },
  {
    number: 9,
    says: "Little's law on the path: the number over time is the sum of the times.",
    files: ["balance.test.ts"],
    on: "Random scenarios: system, classes, stages and their lines, figures against the event log, 1e-9.",
  },
  {
    number: 10,
    says: "Twice the price makes that cost exactly twice as great; the parts add up.",
    files: ["balance.test.ts"],
    on: "Random scenarios with five prices and two payers; one basis doubled in each, and each basis above 0 in some; the parts before and after.",
  },
  {
    number: 11,
    says: "An intervention without effect is the baseline, and its differences are 0 with an interval from 0 to 0.",
    files: ["neutral.test.ts"],
    on: "Random scenarios, every duration times 1, in force for all and adopted by all; differences of 4 replications in up to 15 of them.",
  },
  {
    number: 12,
    says: "What nobody meets moves nothing: a stage, a resource, an exit, a class without arrivals, a way of 0 %.",
    files: ["writing.test.ts"],
    on: "Random scenarios, with names that come first and last; facts and figures.",
  },
  {
    number: 13,
    says: "What nobody adopts is the baseline; what everybody adopts is the changed scenario: by every curve, and with a fidelity of 0 and of 1.",
    files: ["neutral.test.ts"],
    on: "Random scenarios: durations, routes and requests of one stage. Of those who are there today only the first half is claimed.",
  },
  {
    number: 14,
    says: "A class split in two, at pλ and (1 − p)λ, has the same totals.",
    files: ["samples.test.ts"],
    on: "M/M/2 with 40 a day as 12 and 28, 300 runs of each, Kolmogorov–Smirnov at 1e-4 and means within 3.89 standard errors; 44 a day is told apart.",
  },
  {
    number: 15,
    says: "Replications in any order give the same results and the same estimates.",
    files: ["running.test.ts"],
    on: "Up to 12 random scenarios × 8 replications, run and handed back in random order.",
  },
  {
    number: 16,
    says: "All replications at once are the same as one by one; halves merge to the whole.",
    files: ["running.test.ts"],
    on: "Up to 12 random scenarios: 10 replications at once, ten runs of one, and two halves of 5 (not hundreds against tens); merged mean and variance to 1e-12.",
  },
  {
    number: 17,
    says: "More replications leave the first as they were.",
    files: ["running.test.ts"],
    on: "Up to 12 random scenarios, 5 and 10 replications.",
  },
  {
    number: 18,
    says: "A run that is stored in the middle and taken up again goes on as it would have.",
    files: [],
    on: "Does not apply: a run cannot be stored in the middle. A start from today is of patients, not of a run: their luck is new.",
  },
  {
    number: 19,
    says: "The number of workers, and who ends first, changes no result.",
    files: ["running.test.ts"],
    on: "Up to 12 random scenarios × 10 replications on 1, 2, 8 and 16 workers (64 with `--long`) whose answers come late by chance, against one thread; that replications overtook each other is counted.",
  },
  {
    number: 20,
    says: "A second run is the first again, whatever has run before.",
    files: ["running.test.ts"],
    on: "Random scenarios, in another order and in the same tables after another replication. Also the 500 of test/random-scenarios.",
  },
  {
    number: 21,
    says: "Who looks on moves nothing.",
    files: ["running.test.ts"],
    on: "Random scenarios with and without event log, collector, ledger and more measures; progress told or not.",
  },
  {
    number: 22,
    says: "A warm-up moves no event; figures of warm-up and window together are those of the whole.",
    files: ["time.test.ts"],
    on: "Random scenarios cut after a third: counts, costs, integrals, and means of those who left by their number, 1e-9.",
  },
  {
    number: 23,
    says: "A longer run begins with the shorter one.",
    files: ["time.test.ts"],
    on: "Random scenarios, with twice the window.",
  },
  {
    number: 24,
    says: "Without limits of capacity nobody waits; numbers are those of M/G/∞, stages are independent.",
    files: ["samples.test.ts"],
    on: "Random scenarios without limits; two stages in line, 600 runs: Poisson mean and variance, no correlation.",
  },
  {
    number: 25,
    says: "A stage of no length that asks for nothing is as if it were not there.",
    files: ["writing.test.ts"],
    on: "Random scenarios with such a stage before every stage and exit; without groups, whose order is their own.",
  },
  {
    number: 26,
    says: "Where nothing is left to chance neither seed nor replication matters, and intervals have no width.",
    files: ["samples.test.ts"],
    on: "Random scenarios with means for distributions, three seeds and a second replication; intervals of three replications by `runExperiment` and `summarise`.",
  },
  {
    number: 27,
    says: "Equal priorities are none: first come, first served.",
    files: ["neutral.test.ts", "orders.test.ts"],
    on: "Random scenarios with 0, 7 and −2.5 for all; random lines, by the order of starts.",
  },
  {
    number: 28,
    says: "Endless patience is none at all; no patience makes a loss system.",
    files: ["neutral.test.ts", "orders.test.ts"],
    on: "Random scenarios with a timer of a million weeks in every stage (figures to 1e-12, facts to the last bit); random lines against a queue of no places.",
  },
  {
    number: 29,
    says: "A number is a calendar of that number.",
    files: ["neutral.test.ts"],
    on: "Random scenarios, for each constant capacity four calendars: days, weeks, nights and a cycle of five days.",
  },
  {
    number: 30,
    says: "A shift cut in two with the same staff is the same shift.",
    files: ["neutral.test.ts"],
    on: "Random scenarios, every window of shifts, rotas and opening hours; a ward with nights. Without absence, which is drawn for each shift.",
  },
  {
    number: 31,
    says: "Erlang of one step, gamma and Weibull of shape 1 and a hyperexponential of equal means are exponential.",
    files: ["samples.test.ts"],
    on: "About 10,000 services and 300 runs of M/M/2 for each, Kolmogorov–Smirnov at 1e-4; a gamma with a coefficient of variation of 0.9 is told apart.",
  },
  {
    number: 32,
    says: "Antithetic runs (1 − u for u) have the same mean and less variance.",
    files: [],
    on: "Does not apply: there are no antithetic runs.",
  },
  {
    number: 33,
    says: "Priorities of equal services change neither the work that is there nor the weighted sum of waits.",
    files: ["orders.test.ts"],
    on: "Random lines of one server and three classes in three orders: at every arrival, and summed over whole busy periods, 1e-9.",
  },
  {
    number: 34,
    says: "First, last or anybody next: the same work, the same number; variances of waits in that order, anybody in the middle.",
    files: ["orders.test.ts"],
    on: "Random lines of one server: work at every arrival; with equal services numbers path by path, and variances in each.",
  },
  {
    number: 35,
    says: "Twice the arrivals and twice the servers are as busy and wait less.",
    files: ["samples.test.ts"],
    on: "M/M/c at 80 %, c = 1, 2 and 4, 60 runs of 15 days.",
  },
  {
    number: 36,
    says: "Two lines made one wait less.",
    files: ["samples.test.ts"],
    on: "Two M/M/c at 80 %, c = 1, 2 and 4, the same patients, 60 pairs of runs.",
  },
  {
    number: 37,
    says: "Without a discount rate nothing is discounted; a higher one makes a present value smaller.",
    files: [],
    on: "Does not apply: money is not discounted (docs/measures.md).",
  },
  {
    number: 38,
    says: "Net benefit scales with costs, effects and the willingness to pay.",
    files: [],
    on: "Does not apply: there are no utilities and no net benefit.",
  },
  {
    number: 39,
    says: "JSON and back, comments, aliases: the same scenario.",
    files: ["writing.test.ts"],
    on: "Random scenarios in four writings: the same compiled model to the last number, so the same run; facts and figures with aliases. A hash of the scenario is not compared: there is none but that of the file's bytes.",
  },
  {
    number: 40,
    says: "Library and command give the same figures.",
    files: ["running.test.ts"],
    on: "Up to 4 random scenarios × 3 replications, metrics.csv of the built command against the library, to the last digit. A page of a browser and its worker give the bits of Node too: [portable.md](portable.md).",
  },
  {
    number: 41,
    says: "A later beginning, calendars with it, moves nothing.",
    files: ["time.test.ts"],
    on: "Random scenarios 14 and 364 days later; those in which nothing is left to chance with all arrivals two weeks later.",
  },
  {
    number: 42,
    says: "Every figure can be computed again from the event log.",
    files: [],
    on: "Every number of all scenario files, of the traces and of random scenarios of the whole language, by a program that shares no line with the simulator, 1e-9.",
    elsewhere: {
      file: "test/recompute/recompute.test.ts",
      test: "is the same in random scenarios $kind",
    },
  },
];

/** The page docs/verification/laws.md. */
export function page() {
  const applying = laws.filter(({ files, elsewhere }) => files.length > 0 || elsewhere !== undefined);
  const rows = laws.map((law) => `| D${law.number} | ${law.says} | ${where(law)} | ${law.on} |`);
  return `# Laws

What must hold of results without anybody knowing the results: how a run changes, or does not, when its scenario is changed in a way
whose effect is known. There are ${laws.length} laws, of which ${applying.length} apply to this version. Names of tests begin with the number of their law:
\`npx vitest run test/laws -t D3:\` runs those of the third.

_Random scenarios_ are those of \`drafts\` in [test/random-scenarios](../../test/random-scenarios), of the constructs that the laws can rewrite and follow: stages in
series, in loops and with ways by chance, requests and held places with alternatives, meetings, tasks, contacts, groups, shifts, rotas, sessions, absence, turnover,
preemption, priorities, timers, patients of today, and interventions. Random scenarios of the whole language, in which everything that it lets meet may meet, are held
by [two engines](engines.md) and by [numbers computed again](measures.md). There are 40 in the tests of every change, ${VERIFIED} for \`node test/laws/run.mjs\` and 2,000 with its
\`--long\` (\`RANDOM_SCENARIOS=5000\` and \`RANDOM_SEED=7\` before \`npx vitest run test/laws\` look further), and as many random lines. Five hundred for every change and
50,000 each night would be better, and are not had for want of computing time: each scenario is run dozens of times, for one law after the other. A law that
fails of a random scenario prints it as a file that can be kept.

Two runs are _the same_ when every fact of the event log and every figure is, to the last bit, unless something else is said. Each law also counts of how many scenarios it had something to say, and how often the change moved anything:
too few, and its test fails.

| law | what must hold | tested in | on what |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** Links to the files. @param {import("./laws.d.mts").Law} law */
function where({ files, elsewhere }) {
  const paths = [...files.map((file) => `test/laws/${file}`), ...(elsewhere === undefined ? [] : [elsewhere.file])];
  return paths.length === 0 ? "–" : paths.map((path) => `[${path.split("/").pop()}](../../${path})`).join(", ");
}
