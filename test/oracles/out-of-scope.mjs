// Rows of the families covered that no run of this version answers, each with the reason.
export const outOfScope = [
  ["mm1.r80.busy, busyN", "busy periods are not a measure of the language"],
  ["mm1.r80.avarN, avarWq", "asymptotic variances: used to choose the lengths of runs, not measured"],
  ["mm1.r80.PNge10", "1 % at 99.9 % needs several times the length of the other rows at 0.8"],
  ["mm1.r95.*", "2 % at 99.9 % needs about 50 million patients; heavy traffic is held by the rows from empty"],
  ["mm1.r90.c25, mm1.r80.first1000", "a measure cannot choose patients by their number"],
  ["mm1.siro.sd, mm1.lifo.sd, mm1.sjf, mg1ps", "only first come first served and priorities"],
  ["mmc.c100.*", "1 % at 99.9 % needs more events than the time allows"],
  ["erlB.beds", "arithmetic on the formula; nothing in the program computes it"],
  ["mg1.logn1.5.*, mg1.h2.*", "heavy tails: 1 % at 99.9 % needs more events than the time allows"],
  ["mg1.det.cdf1", "the file's one limit is 5 min; mg1.det.cdf5 is held"],
  [
    "mtginf.exp.t6, t12, t18",
    "a rate that is a sine cannot be stated; mtginf.hourly.* hold its hourly means, exactly computed",
  ],
  ["mtginf.exp.lag", "the same, and a time of the highest census is not a measure"],
  [
    "nhpp.count[1]",
    "P(first arrival after 6 h) = 6e-6 is too rare to observe; the variance of the count is not held either",
  ],
  ["bas.icuinf[0]", "no patient can be lost without a limit"],
  ["bas2.*", "a saturated line has no arrivals to state"],
  ["prio.pr2.*", "preemption is not in this version"],
  ["dist.clampnorm", "normals are truncated, never clamped"],
];
