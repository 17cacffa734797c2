import { SimulationError } from "../kernel/simulation-error.ts";
import { exp } from "../maths/exp.ts";
import type { Expression } from "../model/expression.ts";
import type { Decay, UptakeCurve } from "../model/model.ts";
import { uniformAt } from "../random/streams.ts";
import type { Patient } from "./patient.ts";
import type { World } from "./world.ts";

const NOT_ASKED = 0;
const YES = 1;
const NO = 2;

/** Whether the patient adopts an intervention: asked once, when something that it changes is first used; the answer is kept. */
export function adopts(
  intervention: number,
  world: World,
  patient: Patient,
  evaluate: (expression: Expression, world: World, patient: Patient) => number,
): boolean {
  if (patient.adoption[intervention] === NOT_ASKED) {
    const { by, word, curve, decay, dayZero, eligible } = world.model.interventions[intervention];
    const key = by < 0 ? patient.rootKey : world.keyOf(word, attributeOf(by, intervention, world, patient));
    const isEligible = eligible === undefined || evaluate(eligible, world, patient) > 0;
    const yes = isEligible && uniformAt(key.k0, key.k1, word, 0, 0) < lasting(world.now - dayZero, curve, decay);
    patient.adoption[intervention] = yes ? YES : NO;
  }
  return patient.adoption[intervention] === YES;
}

/** Whether changes of structure hold for this patient, should he adopt: his own draw, the same for all of his children. */
export function isFaithful(intervention: number, { model }: World, { rootKey }: Patient): boolean {
  const { fidelity, fidelityWord } = model.interventions[intervention];
  return uniformAt(rootKey.k0, rootKey.k1, fidelityWord, 0, 0) < fidelity;
}

function attributeOf(attribute: number, intervention: number, { model }: World, patient: Patient): number {
  const value = patient.attributes[attribute];
  if (!Number.isNaN(value)) return value;
  const { interventions, attributes } = model.names;
  throw new SimulationError(
    `"${interventions[intervention]}" is adopted by "${attributes[attribute]}", which this patient does not have yet; ` +
      `list "${attributes[attribute]}" above what the intervention changes`,
  );
}

/** What is left of the uptake when support has ended: half of it after each half-life. */
function lasting(since: number, curve: UptakeCurve, decay: Decay | undefined): number {
  if (decay === undefined || since <= decay.from) return uptake(curve, since);
  return uptake(curve, since) * exp((-0.6931471805599453 * (since - decay.from)) / decay.halfLife);
}

/** The share of the eligible who adopt, so many minutes after day 0. */
function uptake(curve: UptakeCurve, since: number): number {
  if (since < 0) return 0;
  switch (curve.kind) {
    case "share":
      return curve.share;
    case "linear":
      return since >= curve.over ? curve.ceiling : (curve.ceiling * since) / curve.over;
    case "logistic":
      // From 10 % to 90 % is 2 ln 9 = ln 81 of the logistic's own unit.
      return curve.ceiling / (1 + exp((-4.394449154672439 * (since - curve.half)) / curve.tenToNinety));
    case "bass": {
      const { p, q, ceiling } = curve;
      const left = exp(-(p + q) * since);
      return (ceiling * (1 - left)) / (1 + (q / p) * left);
    }
    case "points": {
      const { at, share } = curve;
      const next = at.findIndex((time) => time > since);
      if (next === 0) return 0;
      if (next < 0) return share[share.length - 1];
      const i = next - 1;
      return share[i] + ((share[next] - share[i]) * (since - at[i])) / (at[next] - at[i]);
    }
  }
}
