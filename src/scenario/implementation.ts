import { constant } from "./formula.ts";
import type { Node } from "./node.ts";
import type { Reading } from "./reading.ts";
import { optional, record, required, withDefault } from "./records.ts";
import type { Adoption, Implementation, Scores } from "./scenario.ts";
import { applyRule, crowded, ruleSchema, scaledCurve } from "./score-rule.ts";
import { DURATION, NUMBER } from "./units.ts";

const score = (what: string) => constant({ what, unit: NUMBER, least: 0, most: 1 });

/** How a change is carried out, beside its adoption: keys of an intervention. */
export const implementationFields = {
  implementation: optional(
    record("an implementation", {
      capability: required(score("a score"), "from 0 to 1: whether those who carry it out can"),
      motivation: required(score("a score"), "from 0 to 1: whether they want to"),
      releasePlan: withDefault(score("a score"), 0, "from 0 to 1: how far it is planned what freed time is used for"),
      otherProgrammes: withDefault(
        constant({ what: "a number of programmes", unit: NUMBER, least: 0, whole: true }),
        0,
        "programmes that go on at the same time, besides the interventions of the scenario",
      ),
      rule: optional(
        { read: (node: Node) => node, schema: ruleSchema },
        "expressions of capability, motivation and plan in place of the rule that is assumed",
      ),
    }),
    "scores that set the ceiling, the times and the fidelity",
  ),
  fidelity: optional(score("a fidelity"), "share of the effect that adopters get, in place of the rule's", "60%"),
  lag: optional(
    constant({ what: "a lag", unit: DURATION, least: 0 }),
    "time constant with which the effect grows from day 0 on",
    "130 weeks",
  ),
};

/** What was read of these keys. */
export interface WrittenImplementation {
  readonly implementation:
    | {
        readonly capability: number;
        readonly motivation: number;
        readonly releasePlan: number;
        readonly otherProgrammes: number;
        readonly rule: Node | undefined;
      }
    | undefined;
  readonly fidelity: number | undefined;
  readonly lag: number | undefined;
}

/** Keys with which the effect may be less than the whole: what the intervention changes then stands beside what was there. */
export const PARTIAL_KEYS: readonly string[] = ["implementation", "fidelity", "lag"];

/** Everything comes to bear at once, as if nobody said anything. */
export const IN_FULL: Implementation = {
  ceiling: 1,
  stretch: 1,
  fidelity: 1,
  lag: 0,
  releaseShare: undefined,
  scores: undefined,
};

/**
 * The scores turned into shares and times, and the adoption as they leave it.
 * @param spreading interventions of the arm whose adoption is not full
 */
export function implement(
  { implementation, fidelity, lag = 0 }: WrittenImplementation,
  adoption: Adoption,
  spreading: number,
  reading: Reading,
): { readonly adoption: Adoption; readonly implementation: Implementation } | undefined {
  if (implementation === undefined) return { adoption, implementation: { ...IN_FULL, fidelity: fidelity ?? 1, lag } };
  const programmes = spreading + implementation.otherProgrammes;
  const scores: Scores = {
    capability: crowded(implementation.capability, programmes),
    statedCapability: implementation.capability,
    motivation: implementation.motivation,
    plan: implementation.releasePlan,
    programmes,
  };
  const outcome = applyRule(scores, implementation.rule, reading);
  if (outcome === undefined) return undefined;
  return {
    adoption: adoption.full ? adoption : { ...adoption, curve: scaledCurve(adoption.curve, outcome) },
    implementation: { ...outcome, fidelity: fidelity ?? outcome.fidelity, lag, scores },
  };
}
