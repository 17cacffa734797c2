import { exp } from "../maths/exp.ts";
import type { Decay, UptakeCurve } from "../model/model.ts";

/** ln 81: a logistic curve goes from 10 % to 90 % of its ceiling in this many of its time constants. */
const LN_81 = 4.394449154672439;
const LN_2 = 0.6931471805599453;

/** Share of the eligible who adopt, `since` minutes after day 0; 0 before it, right-continuous. */
export function uptake(curve: UptakeCurve, since: number, decay?: Decay): number {
  if (since < 0) return 0;
  const share = shareOn(curve, since);
  return decay === undefined ? share : share * exp((-LN_2 * Math.max(0, since - decay.from)) / decay.halfLife);
}

function shareOn(curve: UptakeCurve, since: number): number {
  switch (curve.kind) {
    case "share":
      return curve.share;
    case "linear":
      return since >= curve.over ? curve.ceiling : (curve.ceiling * since) / curve.over;
    case "logistic":
      return curve.ceiling / (1 + exp((-LN_81 * (since - curve.half)) / curve.tenToNinety));
    case "bass": {
      // Bass, Management Science 15 (1969) 215–227: the share of those who will adopt who have.
      const left = exp(-(curve.p + curve.q) * since);
      return (curve.ceiling * (1 - left)) / (1 + (curve.q / curve.p) * left);
    }
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
