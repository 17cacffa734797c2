import type { ArmResult, Estimate, ExperimentResult } from "../experiment/experiment.ts";
import type { Activity, Arm, Clock, Productivity, QualityFactor, ResourceCost } from "../scenario/scenario.ts";
import { halfWidth } from "../statistics/confidence-interval.ts";
import { Tally } from "../statistics/tally.ts";
import {
  type ActivityVolume,
  discountOfWait,
  laspeyres,
  productivityIndex,
  qualityIndex,
  weighted,
} from "./productivity.ts";

/** Indices of a scenario against the baseline, 1 for no change: mean over paired replications with Student's interval. */
export interface ScenarioProductivity {
  readonly output: Estimate;
  readonly quality: Estimate;
  readonly input: Estimate;
  /** Output × quality ÷ input. */
  readonly technical: Estimate;
  readonly outcome: Estimate;
  /** Outcome ÷ input: what the pathway is for, for each pound of it. */
  readonly perPound: Estimate;
  /** Activity is avoided, and the outcome for each pound rises, while the technical index falls: it must not be read alone. */
  readonly misleads: boolean;
  /** Resources without a cost in the baseline and the scenario, whose use is no input. */
  readonly unpriced: readonly string[];
}

type RunResult = ArmResult["runs"][number];
type Read = (run: RunResult) => number;

interface Input {
  readonly before: Read;
  readonly after: Read;
  readonly price: number;
}

/**
 * @param arms baseline and scenario, as in the file
 * @param runs the same, as they were run
 */
export function scenarioProductivity(
  { activities, outcome }: Productivity,
  arms: readonly [Arm, Arm],
  runs: readonly [ArmResult, ArmResult],
  result: Pick<ExperimentResult, "metrics" | "level">,
  clock: Clock,
): ScenarioProductivity {
  const places = new Map(result.metrics.map(({ id }, i) => [id, i]));
  const read = (id: string): Read => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`no metric is called ${id}`);
    return ({ values }) => values[place];
  };
  const inputs = [...resourceInputs(arms, runs, read, clock), ...boughtInputs(result, read)];
  const volumesOf = activities.map((activity) => activityReader(activity, read));
  const outcomeOf = read(`measure.${outcome}`);
  const [before, after] = runs.map(({ runs }) => new Map(runs.map((run) => [run.replication, run])));
  const rows = [...before.keys()]
    .filter((replication) => after.has(replication))
    .sort((a, b) => a - b)
    .map((replication) => {
      const [one, other] = [before, after].map((arm) => arm.get(replication) as RunResult);
      const done = volumesOf.map((volume) => volume(one, other));
      const used = inputs.map(({ before, after, price }) => ({ before: before(one), after: after(other), price }));
      const [output, quality, input] = [laspeyres(done), qualityIndex(done), laspeyres(used)];
      const gained = outcomeOf(other) / outcomeOf(one);
      const technical = productivityIndex(output, quality, input);
      return { output, quality, input, technical, outcome: gained, perPound: gained / input };
    });
  const of = (index: keyof (typeof rows)[number]): Estimate =>
    estimate(
      rows.map((row) => row[index]),
      result.level,
    );
  const [output, technical, perPound] = [of("output"), of("technical"), of("perPound")];
  return {
    output,
    quality: of("quality"),
    input: of("input"),
    technical,
    outcome: of("outcome"),
    perPound,
    misleads: output.high < 1 && technical.high < 1 && perPound.low > 1,
    unpriced: unpricedIn(arms),
  };
}

function activityReader({ kind, of, cost, quality }: Activity, read: (id: string) => Read) {
  const count = read(kind === "stage" ? `stage.${of}.completed.count` : `exit.${of}.exits.count`);
  const factors = quality.map((factor) => ({ factor, value: read(`measure.${factor.measure}`) }));
  const qualityIn = (run: RunResult): number =>
    factors.reduce((product, { factor, value }) => product * qualityOf(factor, value(run)), 1);
  return (before: RunResult, after: RunResult): ActivityVolume => ({
    before: count(before),
    after: count(after),
    price: cost,
    qualityBefore: qualityIn(before),
    qualityAfter: qualityIn(after),
  });
}

function qualityOf({ aspect, exponent, discount }: QualityFactor, value: number): number {
  if (aspect === "wait") return weighted(discountOfWait(value, discount), exponent);
  return weighted(aspect === "readmission" ? 1 - value : value, exponent);
}

/**
 * Of every resource with a price the volume that the price is of: minutes in use (held), paid by the roster, at work or in training
 * (rostered), in use beyond what is on duty (overtime), units taken (use), the resource as a whole (fixed), begun blocks on duty
 * (stepped). A resource that is new has the scenario's price.
 */
function resourceInputs(
  [baseline, scenario]: readonly [Arm, Arm],
  [runsBefore, runsAfter]: readonly [ArmResult, ArmResult],
  read: (id: string) => Read,
  clock: Clock,
): Input[] {
  const window = clock.run;
  const known = new Map(baseline.resources.map((resource) => [resource.name, resource]));
  return scenario.resources.flatMap(({ name, phases }) => {
    const old = known.get(name);
    const costs = (old?.phases ?? phases).at(-1)?.value.costs ?? [];
    const prices = pricesOf(costs);
    const every = costs.find(({ basis }) => basis === "stepped")?.every ?? 1;
    const metric = (quantity: string): Read => read(`resource.${name}.${quantity}`);
    const [inUse, onDuty, absent] = ["inUse.mean", "capacity.mean", "absent.mean"].map(metric);
    const [overtime, taken] = ["overtime.mean", "taken.count"].map(metric);
    const volumes = (arm: Arm, runs: ArmResult): Readonly<Record<ResourceCost["basis"], Read>> => ({
      held: (run) => inUse(run) * window,
      rostered: (run) => (onDuty(run) + absent(run)) * window + minutesInTraining(arm, name, clock),
      overtime: (run) => overtime(run) * window,
      use: taken,
      fixed: () => window,
      stepped: blocksOf(arm, runs, name) ?? ((run) => Math.ceil(onDuty(run) / every) * window),
    });
    return [...prices].map(([basis, price]): Input => {
      const before = old === undefined ? () => 0 : volumes(baseline, runsBefore)[basis];
      return { before, after: volumes(scenario, runsAfter)[basis], price };
    });
  });
}

/** Minutes of begun blocks, from what was paid for them; undefined where their price changes in the course of the run. */
function blocksOf({ resources }: Arm, { costLines = [] }: ArmResult, name: string): Read | undefined {
  const phases = resources.find((resource) => resource.name === name)?.phases ?? [];
  const prices = phases.map(({ value }) => value.costs.find(({ basis }) => basis === "stepped")?.amount);
  const [price] = prices;
  const line = costLines.findIndex(
    ({ of, subject, basis }) => of === "resource" && subject === name && basis === "stepped",
  );
  if (line < 0 || price === undefined || !(price > 0) || prices.some((one) => one !== price)) return undefined;
  return (run) => run.costLines[line] / price;
}

/** Unit-minutes in the window of those who are off duty to be trained, and paid as on the roster. */
function minutesInTraining({ training }: Arm, resource: string, { warmUp, run }: Clock): number {
  const spells = training.filter((one) => one.resource === resource).flatMap((one) => one.spells);
  return spells.reduce((sum, { from, to, away }) => {
    return sum + away * Math.max(0, Math.min(to, warmUp + run) - Math.max(from, warmUp));
  }, 0);
}

/** By basis; overtime has the rostered price where it has none of its own. Free things are no input. */
function pricesOf(costs: readonly ResourceCost[]): ReadonlyMap<ResourceCost["basis"], number> {
  const stated = new Map(costs.map(({ basis, amount }) => [basis, amount]));
  const rostered = stated.get("rostered");
  if (rostered !== undefined && !stated.has("overtime")) stated.set("overtime", rostered);
  return new Map([...stated].filter(([, price]) => price !== 0));
}

/** What interventions cost besides resources: bought at its price, so that its amount is its volume. */
function boughtInputs({ metrics }: Pick<ExperimentResult, "metrics">, read: (id: string) => Read): Input[] {
  return metrics
    .filter(({ id }) => BOUGHT.includes(id))
    .map(({ id }) => ({ before: read(id), after: read(id), price: 1 }));
}

const BOUGHT: readonly string[] = ["running", "once", "perPatient", "training"].map(
  (kind) => `overall.cost.${kind}.total`,
);

function unpricedIn(arms: readonly [Arm, Arm]): readonly string[] {
  const [baseline, scenario] = arms;
  const priced = new Set(
    [scenario, baseline].flatMap(({ resources }) =>
      resources.flatMap(({ name, phases }) => (phases.some(({ value }) => value.costs.length > 0) ? [name] : [])),
    ),
  );
  return scenario.resources.map(({ name }) => name).filter((name) => !priced.has(name));
}

/** As of any metric: replications without a number are left out. */
function estimate(values: readonly number[], level: number): Estimate {
  const tally = new Tally();
  for (const value of values) if (Number.isFinite(value)) tally.add(value);
  const { mean, sd, count: n } = tally;
  const half = halfWidth(n, sd, level);
  return { n, mean, sd, halfWidth: half, low: mean - half, high: mean + half };
}
