import type { Arm, Scenario } from "../scenario/scenario.ts";
import { type Assumption, assumptionsOf } from "./assumptions.ts";
import { type Expectation, expectationOf } from "./expectations.ts";
import { type InputRow, inputRows } from "./inputs.ts";
import { type ResourceLoad, resourceLoads } from "./load.ts";
import { sdOf } from "./moments.ts";
import { type Flow, flowsOf } from "./traffic.ts";
import { type Warning, warningsOf } from "./warnings.ts";

export type { Assumption, Warning };

/** What can be known of one arm before it is run: plain data. Times in minutes. */
export interface Analysis {
  readonly arm: string;
  readonly classes: readonly ClassRow[];
  /** Stage by stage in the order of the arm, class by class. */
  readonly stages: readonly StageRow[];
  readonly resources: readonly ResourceLoad[];
  readonly inputs: readonly InputRow[];
  readonly expectation: Expectation;
  /** Doubts about the scenario. */
  readonly warnings: readonly Warning[];
  /** How the figures above were reached where something had to be assumed. */
  readonly assumptions: readonly Assumption[];
}

export interface ClassRow {
  readonly className: string;
  readonly perDay: number;
  /** A fixed population, counted as if nobody waited: fewer will come. */
  readonly upperBound: boolean;
  /** Expected arrivals in the window. */
  readonly patients: number;
}

/** Traffic through one stage. */
export interface StageRow {
  readonly stage: string;
  readonly className: string;
  /** Expected visits of one patient of the class. */
  readonly visits: number;
  readonly perWeek: number;
  /** Of the duration, truncation counted, over those who come here; NaN when only the run knows it or nobody comes. */
  readonly mean: number;
  readonly sd: number;
}

/**
 * Solves the traffic equations of an arm, λ = γ + λ P (Jackson 1957), for every kind of patient apart, and holds the offered load
 * against what is on duty. Interventions that spread count at their final uptake, phases at their last. Nothing is drawn.
 */
export function analyse(scenario: Scenario, arm: Arm): Analysis {
  const flows = flowsOf(scenario, arm);
  const { clock } = scenario;
  const classes = arm.classes.map(({ name }) => {
    const own = flows.filter(({ kind, child }) => kind.className === name && !child);
    const rate = own.reduce((sum, flow) => sum + flow.rate, 0);
    const upperBound = own.some((flow) => flow.upperBound);
    return { className: name, perDay: rate * 1440, upperBound, patients: rate * clock.run };
  });
  const resources = resourceLoads(arm, flows, clock.warmUp + clock.run);
  const inputs = inputRows(scenario, arm);
  const expectation = expectationOf(scenario, flows, resources);
  return {
    arm: arm.name,
    classes,
    stages: stageRows(arm, flows),
    resources,
    inputs,
    expectation,
    warnings: warningsOf(scenario, arm, resources, inputs, expectation),
    assumptions: assumptionsOf(arm, flows, resources),
  };
}

function stageRows(arm: Arm, flows: readonly Flow[]): readonly StageRow[] {
  return arm.stages.flatMap((stage) =>
    arm.classes.map(({ name }) =>
      stageRow(
        stage.name,
        name,
        flows.filter(({ kind }) => kind.className === name),
      ),
    ),
  );
}

function stageRow(stage: string, className: string, flows: readonly Flow[]): StageRow {
  let visits = 0;
  let rate = 0;
  let mean = 0;
  let square = 0;
  for (const { kind, rate: flowRate, stages, visits: expected, durations } of flows) {
    const position = stages.findIndex(({ name }) => name === stage);
    if (position < 0) continue;
    const share = kind.weight * expected[position];
    visits += share;
    rate += flowRate * expected[position];
    if (share === 0) continue;
    mean += share * (durations[position]?.mean ?? Number.NaN);
    square += share * (durations[position]?.square ?? Number.NaN);
  }
  const moments = { mean: mean / visits, square: square / visits };
  const known = visits > 0 && !Number.isNaN(moments.mean);
  return {
    stage,
    className,
    visits,
    perWeek: rate * 10080,
    mean: known ? moments.mean : Number.NaN,
    sd: known ? sdOf(moments) : Number.NaN,
  };
}
