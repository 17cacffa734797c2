import type { InterventionTable, UptakeCurve } from "../model/model.ts";
import { word } from "../random/streams.ts";
import type { AdoptionCurve, TrainingTime } from "../scenario/scenario.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";

/** In the order of the names; one that the arm lacks is adopted by nobody and costs nothing. */
export function compileInterventions(
  training: readonly TrainingTime[],
  context: ExpressionContext,
): readonly InterventionTable[] {
  const { names } = context;
  return names.names.interventions.map((name) => {
    const intervention = context.interventions.get(name);
    if (intervention === undefined) return ABSENT;
    const { dayZero, curve, decay, eligible, by, luck, full } = intervention.adoption;
    return {
      dayZero,
      curve: compileCurve(curve),
      decay,
      eligible: eligible === undefined ? undefined : compileExpression(eligible, context),
      by: by === undefined ? -1 : names.attribute(by),
      word: word(`${luck}/adoption`),
      fidelity: intervention.implementation.fidelity,
      fidelityWord: word(`${name}/fidelity`),
      costs: intervention.costs.map((cost) => ({
        name: cost.name,
        organisation: names.organisation(cost.organisation),
        once: cost.basis === "once" ? cost.amount : 0,
        rate: cost.basis === "rate" ? cost.amount : 0,
        until: dayZero + cost.lasts,
        perPatient: cost.basis === "perPatient" ? cost.amount : 0,
        kind: cost.kind,
      })),
      training: training
        .filter((one) => one.intervention === name)
        .map(({ resource, organisation, premium, spells }) => ({
          resource: names.resource(resource),
          organisation: names.organisation(organisation),
          premium,
          spells,
        })),
      full,
      present: true,
    };
  });
}

const ABSENT: InterventionTable = {
  dayZero: 0,
  curve: { kind: "share", share: 0 },
  decay: undefined,
  eligible: undefined,
  by: -1,
  word: 0,
  fidelity: 1,
  fidelityWord: 0,
  costs: [],
  training: [],
  full: false,
  present: false,
};

function compileCurve(curve: AdoptionCurve): UptakeCurve {
  if (curve.kind !== "points") return curve;
  return {
    kind: "points",
    at: Float64Array.from(curve.points, ([at]) => at),
    share: Float64Array.from(curve.points, ([, share]) => share),
  };
}
