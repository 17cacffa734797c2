import { Collector } from "../../src/collect/collector.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import { estimate } from "../../src/experiment/summarise.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { HEAD } from "./queues.ts";
import { modelOf } from "./runs.ts";

/** Of each figure named, one value a replication. */
export function figuresOfMany(text: string, replications: number, ids: readonly string[]): number[][] {
  const model = modelOf(text);
  const metrics = metricsOf(model).map(({ id }) => id);
  const places = ids.map((id) => metrics.indexOf(id));
  if (places.includes(-1)) throw new Error(`one of ${ids.join()} is no figure`);
  const simulation = new Simulation(model);
  const collector = new Collector(model);
  const columns: number[][] = ids.map(() => []);
  for (let replication = 1; replication <= replications; replication++) {
    simulation.run(replication, collector);
    const { values } = collector.result();
    places.forEach((place, i) => {
      columns[i].push(values[place]);
    });
  }
  return columns;
}

/** Greatest distance of two empirical distributions, and that which equal ones exceed once in 10,000 samples (Kolmogorov and Smirnov). */
export function distanceOf(
  sample: readonly number[],
  other: readonly number[],
): { distance: number; critical: number } {
  const [a, b] = [sample, other].map((one) => [...one].sort((x, y) => x - y));
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i], b[j]);
    while (i < a.length && a[i] === x) i++;
    while (j < b.length && b[j] === x) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const c = Math.sqrt(-Math.log(1e-4 / 2) / 2);
  return { distance, critical: c * Math.sqrt(1 / a.length + 1 / b.length) };
}

export function isSameLaw(sample: readonly number[], other: readonly number[]): boolean {
  const { distance, critical } = distanceOf(sample, other);
  return distance <= critical;
}

/** Difference of two means in standard errors: of pairs, or of independent samples. */
export function standardErrors(sample: readonly number[], other: readonly number[], paired = false): number {
  if (paired) {
    const { mean, sd, n } = estimate(
      sample.map((value, k) => value - other[k]),
      0.95,
    );
    return (mean * Math.sqrt(n)) / sd;
  }
  const [a, b] = [sample, other].map((one) => estimate(one, 0.95));
  return (a.mean - b.mean) / Math.sqrt(a.sd ** 2 / a.n + b.sd ** 2 / b.n);
}

/** Beyond which a normal number lies once in 10,000 times. */
export const ONCE_IN_10_000 = 3.89;

interface Line {
  /** Rate a day of each class. */
  readonly classes: Readonly<Record<string, number>>;
  readonly servers: number;
  readonly duration?: string;
  readonly seed?: string;
  readonly days?: number;
}

/** Poisson arrivals to one line: M/G/c, of an hour of mean service unless it is said. */
export function poissonLine({ classes, servers, duration, seed = "1", days = 5 }: Line): string {
  const patients = Object.entries(classes).map(
    ([name, rate]) => `  ${name}: { arrive: { poisson: ${rate} per day }, enter: care }`,
  );
  return `${HEAD}clock: { start: 2026-04-06, warmUp: 2 days, run: ${days} days }
experiment: { seed: "${seed}" }
resources: { server: { capacity: ${servers} } }
patients:
${patients.join("\n")}
stages: { care: { needs: server, duration: ${duration ?? "{ exponential: { mean: 1 h } }"}, next: home } }
`;
}
