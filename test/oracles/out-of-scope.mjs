// Rows of the bank that no run of this version answers, each with the reason.
/** @type {readonly (readonly [ids: readonly string[], why: string])[]} */
export const outOfScope = [
  [
    ["mm1.r80.avarN", "mm1.r80.avarWq"],
    "asymptotic variances: a half-width of 1 % needs 300,000 long runs; they plan the lengths of runs instead",
  ],
  [
    ["rng.mrg32k3a", "rng.mrg32k3a.stream", "rng.mrg32k3a.substream"],
    "another generator: Careway has streams of Threefry, without seeds to jump to",
  ],
  [["rng.philox.zeros", "rng.philox.ones", "rng.philox.pi"], "another generator of the family of Threefry"],
  [["rng.sfc32", "rng.xoshiro128ss", "rng.splitmix64", "rng.seedrandom"], "other generators"],
  [["oa.lcg"], "the generator of series in tests; `oa.batch`, which is computed from it, is held"],
  [["oa.prcc", "oa.runlen"], "arithmetic on variances; nothing in the program computes it"],
  [["oa.mser5"], "the warm-up is stated, not looked for in the series"],
  [["oa.qci.100.0.5", "oa.qci.100.0.9", "oa.minrep"], "no intervals for quantiles by ranks"],
  [["oa.kn.2.10", "oa.kn.10.20", "oa.rinott.2.20", "oa.rinott.10.20", "oa.rinott.10.40"], "no selection of the best"],
  [["oa.ocba", "oa.pcs"], "no allocation of replications to the arms that are nearly best"],
  [["oa.ishigami", "oa.sobolg", "oa.sobolseq", "oa.lhs", "oa.lhs.var"], "no indices of sensitivity"],
  [["oa.tornado"], "no tornado of a result; `careway verify` tries ranges one by one on the verdicts"],
  [["erlB.beds"], "arithmetic on the formula; nothing in the program computes it"],
  [["mtginf.exp.lag[0]"], "when the census is highest is not a measure; how high it is then, is held"],
  [["bas.icuinf[0]"], "without a limit nobody can be lost: there is no such exit"],
  [["gg1.kingman"], "a bound, not a value; its queue is that of e2e21, whose wait is held and lies below"],
  [["mg1ps"], "staff does not divide itself between all who are present: no processor sharing"],
  [["poll.exh"], "staff does not walk from line to line: no polling, no time of changing over"],
  [["deadlock.mm13"], "a deadlock stops the run or is resolved; the time until then is not a measure"],
];

/** Rows that hand-made traces hold, event by event, in test/traces/traces.test.ts. @type {typeof outOfScope} */
export const heldByTraces = [
  [["trace.fifo1"], "fifo-one-server: the starts"],
  [
    ["trace.fifo1.dep"],
    "fifo-one-server: the ends; the two means are sums of its waits and services, 23 and 18 min, over 18 min",
  ],
  [["trace.fifo2"], "fifo-two-servers"],
  [["trace.dd1"], "overload, to the fifth patient: each waits 1 min longer than the one before"],
  [["trace.preempt"], "preempt-resume: A and B are routine, C and D urgent"],
  [["trace.renege"], "renege"],
  [["trace.block"], "blocking"],
  [["trace.shift"], "shift-finish"],
  [["trace.tie"], "tie-end-and-arrival"],
];
