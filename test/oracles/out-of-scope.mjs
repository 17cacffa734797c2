// Rows of the bank that no run of this version answers, each with the reason.
/** @type {readonly (readonly [ids: readonly string[], why: string])[]} */
export const outOfScope = [
  [
    ["mm1.r80.avarN", "mm1.r80.avarWq"],
    "asymptotic variances: a half-width of 1 % needs 300,000 long runs; they plan the lengths of runs instead",
  ],
  [["erlB.beds"], "arithmetic on the formula; nothing in the program computes it"],
  [["mtginf.exp.lag[0]"], "when the census is highest is not a measure; how high it is then, is held"],
  [["bas.icuinf[0]"], "without a limit nobody can be lost: there is no such exit"],
  [["gg1.kingman"], "a bound, not a value; its queue is that of e2e21, whose wait is held and lies below"],
  [["mg1ps"], "staff does not divide itself between all who are present: no processor sharing"],
  [["poll.exh"], "staff does not walk from line to line: no polling, no time of changing over"],
  [["deadlock.mm13"], "a deadlock stops the run or is resolved; the time until then is not a measure"],
  [["econ.stream", "econ.lump", "econ.surv"], "no discounting and no years of life in the language"],
  [["econ.evpi", "econ.evsi"], "no value of information in this version"],
];
