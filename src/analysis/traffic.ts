import type { Arm, Scenario, Stage } from "../scenario/scenario.ts";
import { finalRate } from "./arrival-rate.ts";
import { expectedVisits, type Transitions } from "./linear.ts";
import { type Moments, momentsOf } from "./moments.ts";
import { type PatientKind, patientKinds } from "./patients.ts";
import { type Split, sharesOf, splitOf } from "./routing.ts";

/** How patients of one kind move: the traffic equations and their solution. */
export interface Flow {
  readonly kind: PatientKind;
  /** Patients of this kind a minute. */
  readonly rate: number;
  /** The stages they can reach, the first entered first. */
  readonly stages: readonly Stage[];
  readonly splits: readonly Split[];
  /** By position in `stages`. */
  readonly to: Transitions;
  /** Expected visits of one patient, by position in `stages`. */
  readonly visits: Float64Array;
  /** Of the duration of each stage; undefined when only the run knows it. */
  readonly durations: readonly (Moments | undefined)[];
}

/** Every kind of patient of an arm. Kinds that never leave have no flow: the reader refuses such pathways. */
export function flowsOf(scenario: Scenario, arm: Arm): readonly Flow[] {
  const stages = new Map(arm.stages.map((stage) => [stage.name, stage]));
  const solved = new Map<string, Float64Array | undefined>();
  const flows: Flow[] = [];
  for (const patientClass of arm.classes) {
    const rate = finalRate(scenario, patientClass);
    for (const whole of patientKinds(scenario, arm, patientClass)) {
      for (const [stage, share] of sharesOf(patientClass.enter, whole).shares) {
        if (share === 0) continue;
        const kind = { ...whole, weight: whole.weight * share };
        const flow = flowOf(kind, rate * kind.weight, stage, stages, solved);
        if (flow !== undefined) flows.push(flow);
      }
    }
  }
  return flows;
}

function flowOf(
  kind: PatientKind,
  rate: number,
  enter: string,
  stagesByName: ReadonlyMap<string, Stage>,
  solved: Map<string, Float64Array | undefined>,
): Flow | undefined {
  const stages: Stage[] = [];
  const position = new Map<string, number>();
  const reach = (name: string): void => {
    const stage = stagesByName.get(name);
    if (stage === undefined || position.has(name)) return;
    position.set(name, stages.length);
    stages.push(stage);
  };
  const splits: Split[] = [];
  const to: [number, number][][] = [];
  reach(enter);
  for (let i = 0; i < stages.length; i++) {
    const split = splitOf(stages[i], kind);
    splits.push(split);
    const next: [number, number][] = [];
    for (const [target, share] of split.shares) {
      if (share === 0) continue;
      reach(target);
      const state = position.get(target);
      if (state !== undefined) next.push([state, share]);
    }
    to.push(next);
  }
  const key = JSON.stringify(to);
  if (!solved.has(key)) solved.set(key, stages.length > 0 ? expectedVisits(to, 0) : undefined);
  const visits = solved.get(key);
  if (visits === undefined) return undefined;
  return { kind, rate, stages, splits, to, visits, durations: stages.map(({ duration }) => momentsOf(duration, kind)) };
}
