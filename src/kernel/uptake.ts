import { exp } from "../maths/exp.ts";
import type { UptakeCurve } from "../model/model.ts";

/** ln 81: a logistic curve goes from 10 % to 90 % of its ceiling in this many of its time constants. */
const LN_81 = 4.394449154672439;

/** Share of the eligible who adopt, `since` minutes after day 0; 0 before it, right-continuous. */
export function uptake(curve: UptakeCurve, since: number): number {
  if (since < 0) return 0;
  switch (curve.kind) {
    case "share":
      return curve.share;
    case "linear":
      return since >= curve.over ? curve.ceiling : (curve.ceiling * since) / curve.over;
    case "logistic":
      return curve.ceiling / (1 + exp((-LN_81 * (since - curve.half)) / curve.tenToNinety));
    case "points": {
      const { at, share } = curve;
      const last = at.length - 1;
      if (since < at[0]) return 0;
      if (since >= at[last]) return share[last];
      let i = last - 1;
      while (at[i] > since) i--;
      return share[i] + ((share[i + 1] - share[i]) * (since - at[i])) / (at[i + 1] - at[i]);
    }
  }
}
