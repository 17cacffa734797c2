// Rows of the families covered that no run of this version answers, each with the reason.
/** @type {readonly (readonly [ids: readonly string[], why: string])[]} */
export const outOfScope = [
  [["mm1.r80.busy", "mm1.r80.busyN"], "busy periods are not a measure of the language"],
  [["mm1.r80.avarN", "mm1.r80.avarWq"], "asymptotic variances: used to choose the lengths of runs, not measured"],
  [["erlB.beds"], "arithmetic on the formula; nothing in the program computes it"],
  [["mtginf.exp.lag"], "a time of the highest census is not a measure"],
  [["bas.icuinf[0]"], "without a limit nobody can be lost: there is no such exit"],
  [["bas2.b0", "bas2.b2"], "a saturated line has no arrivals to state"],
  [["dist.clampnorm"], "normals are truncated, never clamped"],
];
