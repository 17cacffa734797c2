import { describe, expect, test } from "vitest";
import { collectRun, compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import type { Model } from "../../src/model/model.ts";
import { poisson } from "../../src/random/distributions/poisson.ts";
import { PurposeStream, word } from "../../src/random/streams.ts";
import { Tally } from "../../src/statistics/tally.ts";

/**
 * M/G/∞ in equilibrium: a Poisson number of mean λE[S] is in service, each since nobody knows when. Started so it shows no transient:
 * the census is Poisson of that mean at all times (Takács, Introduction to the Theory of Queues, 1962, chapter 3).
 */
const MEAN = 1000;
const REPLICATIONS = 150;

function model(duration: string, since: string): Model {
  const text = `careway: 1
title: M/G/∞ from today
clock: { start: 2026-04-06, run: 10 days }
patients: { p: { arrive: { poisson: 200 per day }, enter: ward } }
stages: { ward: { duration: ${duration}, next: home } }
exits: { home: Home }
today: [{ class: p, stage: ward, count: ${MEAN}${since} }]
`;
  const read = readScenario({ name: "mginf.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

/** Of the census at the start of each eighth of the run and at its end. */
function census(of: Model, replications = REPLICATIONS): readonly Tally[] {
  const constants = poisson.prepare(0, [MEAN]);
  const tallies = Array.from({ length: 9 }, () => new Tally());
  const stream = new PurposeStream();
  for (let replication = 1; replication <= replications; replication++) {
    stream.at(replication, 5, word("present"), 0);
    const [row] = of.today;
    const today = [{ ...row, count: poisson.sample(constants, stream) }];
    const { presentAt } = collectRun({ ...of, today }, replication);
    for (const [i, tally] of tallies.entries()) tally.add(presentAt[i]);
  }
  return tallies;
}

/** Of the mean, of the 99.9 % interval. */
function halfWidth(tally: Tally): number {
  return (3.37 * tally.sd) / Math.sqrt(tally.count);
}

const services = [
  ["exponential", "{ exponential: { mean: 5 days } }"],
  ["lognormal", "{ lognormal: { mean: 5 days, sd: 7 days } }"],
  ["gamma", "{ gamma: { mean: 5 days, cv: 0.4 } }"],
] as const;

describe("M/G/∞ started from today", () => {
  test.each(services)("%s: what is left of services of unknown age leaves the census as it is", (_, duration) => {
    for (const tally of census(model(duration, ""))) {
      expect(halfWidth(tally)).toBeLessThan(0.01 * MEAN);
      expect(Math.abs(tally.mean - MEAN)).toBeLessThan(halfWidth(tally));
    }
  });

  test.each(services.slice(1))("%s: services that would begin anew at time 0 do not", (_, duration) => {
    const worst = Math.max(
      ...census(model(duration, ", since: 0 min"), 40).map((one) => Math.abs(one.mean - MEAN) / halfWidth(one)),
    );
    expect(worst).toBeGreaterThan(3);
  });
});
