import type { ArmResult, Estimate, ExperimentResult } from "../experiment/experiment.ts";
import type { Activity, Arm, Productivity, QualityFactor, ResourceCost } from "../scenario/scenario.ts";
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

type Read = (values: Float64Array) => number;

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
  result: Pick<ExperimentResult, "metrics" | "level" | "window">,
): ScenarioProductivity {
  const places = new Map(result.metrics.map(({ id }, i) => [id, i]));
  const read = (id: string): Read => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`no metric is called ${id}`);
    return (values) => values[place];
  };
  const inputs = [...resourceInputs(arms, read, result.window), ...boughtInputs(result, read)];
  const volumesOf = activities.map((activity) => activityReader(activity, read));
  const outcomeOf = read(`measure.${outcome}`);
  const [before, after] = runs.map(({ runs }) => new Map(runs.map(({ replication, values }) => [replication, values])));
  const rows = [...before.keys()]
    .filter((replication) => after.has(replication))
    .sort((a, b) => a - b)
    .map((replication) => {
      const [one, other] = [before, after].map((arm) => arm.get(replication) as Float64Array);
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
  const qualityIn = (values: Float64Array): number =>
    factors.reduce((product, { factor, value }) => product * qualityOf(factor, value(values)), 1);
  return (before: Float64Array, after: Float64Array): ActivityVolume => ({
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
 * Of every resource with a price the volume that the price is of: minutes in use (held), on the roster (rostered), in use beyond
 * what is on duty (overtime), units taken (use), the resource as a whole (fixed), begun blocks of the mean number on duty (stepped). A
 * resource that is new has the scenario's price.
 */
function resourceInputs(
  [baseline, scenario]: readonly [Arm, Arm],
  read: (id: string) => Read,
  window: number,
): Input[] {
  const known = new Map(baseline.resources.map((resource) => [resource.name, resource]));
  return scenario.resources.flatMap(({ name, phases }) => {
    const old = known.get(name);
    const costs = (old?.phases ?? phases).at(-1)?.value.costs ?? [];
    const prices = pricesOf(costs);
    const every = costs.find(({ basis }) => basis === "stepped")?.every ?? 1;
    const metric = (quantity: string): Read => read(`resource.${name}.${quantity}`);
    const [inUse, onDuty, absent] = ["inUse.mean", "capacity.mean", "absent.mean"].map(metric);
    const [overtime, taken] = ["overtime.mean", "taken.count"].map(metric);
    const volumes: Readonly<Record<ResourceCost["basis"], Read>> = {
      held: (values) => inUse(values) * window,
      rostered: (values) => (onDuty(values) + absent(values)) * window,
      overtime: (values) => overtime(values) * window,
      use: taken,
      fixed: () => window,
      stepped: (values) => Math.ceil(onDuty(values) / every) * window,
    };
    return [...prices].map(([basis, price]): Input => {
      const volume = volumes[basis];
      return { before: old === undefined ? () => 0 : volume, after: volume, price };
    });
  });
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
