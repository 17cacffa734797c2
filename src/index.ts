/** The public interface: the same in Node, in a worker and in a page. */
export { analyse } from "./analysis/analyse.ts";
export { Beside } from "./collect/beside.ts";
export { collectRun } from "./collect/collect-run.ts";
export { Collector } from "./collect/collector.ts";
export { type CostLine, costLinesOf } from "./collect/cost-lines.ts";
export { EventLog } from "./collect/event-log.ts";
export { metricsOf } from "./collect/metrics.ts";
export { PatientRecords } from "./collect/patient-records.ts";
export type { Metric, RunResult } from "./collect/run-result.ts";
export { compile } from "./compile/compile.ts";
export type { Diagnostic, Result, Source, Span } from "./diagnostics/diagnostic.ts";
export { formatDiagnostic, formatDiagnostics } from "./diagnostics/format.ts";
export { type CostDifferences, costDifferences } from "./economics/cost-lines.ts";
export {
  discountedLifeYears,
  discountFactor,
  presentValueOfLumps,
  presentValueOfStream,
  presentValueOfTime,
} from "./economics/discount.ts";
export { type FiellerInterval, fiellerInterval } from "./economics/fieller.ts";
export { frontier, type Standing, type Strategy } from "./economics/frontier.ts";
export { netBenefit, netBenefits } from "./economics/net-benefit.ts";
export type { MeanInterval } from "./economics/paired.ts";
export {
  chained,
  discountOfWait,
  laspeyres,
  productivityIndex,
  qualityIndex,
  qualityOfPoints,
} from "./economics/productivity.ts";
export { type ScenarioProductivity, scenarioProductivity } from "./economics/scenario-productivity.ts";
export {
  type ArmValue,
  type ValueFinding,
  type ValueOfArms,
  type ValueSettings,
  valueOfArms,
} from "./economics/value.ts";
export {
  chanceCostEffective,
  type NormalBelief,
  valueOfPerfectInformation,
  valueOfSampleInformation,
} from "./economics/value-of-information.ts";
export type { OutcomeKind, PatientChanges } from "./experiment/better-worse.ts";
export { compareArms } from "./experiment/compare.ts";
export type * from "./experiment/experiment.ts";
export { effectsOf } from "./experiment/factorial.ts";
export { designOf, standardGenerators } from "./experiment/fraction.ts";
export { InlineRunner } from "./experiment/inline-runner.ts";
export { oneMoreOfEach } from "./experiment/one-more.ts";
export { runExperiment } from "./experiment/run-experiment.ts";
export { estimate, summarise } from "./experiment/summarise.ts";
export { holdTargets } from "./experiment/targets.ts";
export { worthOf } from "./experiment/worth.ts";
export type { LeaverRecorder, Recorder } from "./kernel/recorder.ts";
export { simulate } from "./kernel/simulate.ts";
export { Simulation } from "./kernel/simulation.ts";
export { SimulationError } from "./kernel/simulation-error.ts";
export type { Model } from "./model/model.ts";
export { distributions } from "./random/distributions.ts";
export { readScenario } from "./scenario/parse.ts";
export type { Arm, Scenario } from "./scenario/scenario.ts";
export { scenarioSchema } from "./scenario/schema.ts";
export { findUnitCosts, type UnitCost, unitCosts } from "./scenario/unit-costs.ts";
