import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { Collector } from "../../src/collect/collector.ts";
import { RootShares } from "../../src/collect/root-shares.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import type { Model } from "../../src/model/model.ts";
import { BLOCKED, QUEUED, SERVED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { BED, ByHand, CARE, NURSE, TRIAGE, tinyModel } from "./by-hand.ts";
import { numbersOf } from "./numbers.ts";

const DAY = 1440;

function modelOf(text: string): Model {
  const read = readScenario({ name: "chain.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  return compile(read.value, read.value.arms[0]);
}

/** Places one after the other, each kept until the next is granted. The last has work for all, the others hardly any. */
function chain(places: readonly string[], lasts: string): Model {
  const last = places.length - 1;
  const resources = places.map((name) => `  ${name}: { capacity: 1 }`).join("\n");
  const stages = places.map((name, i) => {
    const release = i === 0 ? "" : `release: ${places[i - 1]}, `;
    const next = i === last ? "home" : `in_${places[i + 1]}`;
    return `  in_${name}: { seize: ${name}, ${release}duration: ${i === last ? lasts : "1 min"}, next: ${next} }`;
  });
  return modelOf(`
careway: 1
title: a chain
clock: { start: 2026-04-06, warmUp: 1 day, run: 1 week }
experiment: { replications: 3, seed: "1" }
resources:
${resources}
patients: { all: { arrive: { every: 60 min }, enter: in_${places[0]} } }
stages:
${stages.join("\n")}
exits: { home: Home }
`);
}

function reader(model: Model) {
  return numbersOf(model, collectRun(model, 1));
}

describe("root causes of waits", () => {
  test("of two stages in tandem everything upstream is charged to the one downstream", () => {
    const read = reader(chain(["ward", "rehab"], "61 min"));
    expect(read("overall.blockedByPerDay.rehab.rate")).toBeGreaterThan(1000);
    expect(read("overall.rootBlockedPerDay.rehab.rate")).toBeCloseTo(read("overall.blockedPerDay.rate"), 8);
    expect(read("overall.rootBlockedPerDay.ward.rate")).toBe(0);
    // Who queues for the ward does so because of rehab too, but for the minute that somebody is looked after on the ward.
    const queued = read("overall.queuedForPerDay.ward.rate");
    expect(queued).toBeGreaterThan(1000);
    expect(read("overall.rootWaitPerDay.ward.rate")).toBeLessThan(0.02 * queued);
  });

  test("of three in a chain the last is the root", () => {
    const read = reader(chain(["a", "b", "c"], "61 min"));
    const direct = read("overall.blockedByPerDay.b.rate");
    expect(direct).toBeGreaterThan(500);
    expect(read("overall.rootBlockedPerDay.b.rate")).toBeLessThan(0.02 * direct);
    const all = ["a", "b", "c"].reduce((sum, name) => sum + read(`overall.rootBlockedPerDay.${name}.rate`), 0);
    expect(all).toBeCloseTo(read("overall.blockedPerDay.rate"), 8);
    expect(read("overall.rootBlockedPerDay.c.rate")).toBeGreaterThan(0.98 * all);
  });

  test("each unit in use has an equal share, and passes it on while its holder waits", () => {
    const model = tinyModel({}, { run: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0);
    // Four beds: one holder waits for the nurse, who is at work.
    for (let slot = 0; slot < 4; slot++)
      hand.arrive(0, slot).enter(0, slot, CARE).take(0, slot, BED).doing(0, slot, SERVED);
    hand.arrive(0, 4).enter(0, 4, TRIAGE).take(0, 4, NURSE, 1, false).doing(0, 4, SERVED);
    hand.doing(0, 0, WAITING_FOR_STAFF, NURSE);
    hand.arrive(0, 5).enter(0, 5, CARE).doing(0, 5, QUEUED, BED);
    hand.doing(60, 0, SERVED).end(100);
    const read = numbersOf(model, collector.result());
    const perDay = DAY / 100;
    expect(read("overall.rootWaitPerDay.nurse.rate")).toBeCloseTo((60 + 60 / 4) * perDay, 8);
    expect(read("overall.rootWaitPerDay.bed.rate")).toBeCloseTo((40 + (60 * 3) / 4) * perDay, 8);
    expect(read("overall.rootBlockedPerDay.nurse.rate")).toBe(0);
  });

  test("what leads round in a circle stays with what is waited for; a part that gets out is the root of all", () => {
    const model = tinyModel({}, { run: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0);
    hand.arrive(0, 0).enter(0, 0, CARE).take(0, 0, BED).doing(0, 0, BLOCKED, NURSE);
    hand.arrive(0, 1).enter(0, 1, CARE).take(0, 1, NURSE).doing(0, 1, BLOCKED, BED);
    // A second nurse comes to somebody who is served: the circle has a way out.
    hand.arrive(50, 2).enter(50, 2, CARE).take(50, 2, NURSE).doing(50, 2, SERVED).end(100);
    const read = numbersOf(model, collector.result());
    const perDay = DAY / 100;
    expect(read("overall.rootBlockedPerDay.bed.rate")).toBeCloseTo(50 * perDay, 8);
    expect(read("overall.rootBlockedPerDay.nurse.rate")).toBeCloseTo((50 + 100) * perDay, 8);
  });

  test("outside a full queue those inside are in the way, with what they wait for", () => {
    const model = tinyModel({}, { run: 100 });
    const collector = new Collector(model);
    const hand = new ByHand(collector).open(0);
    hand
      .arrive(0, 0)
      .enter(0, 0, CARE)
      .take(0, 0, BED)
      .doing(0, 0, BLOCKED, -1 - CARE);
    hand.arrive(0, 1).enter(0, 1, CARE).doing(0, 1, QUEUED, NURSE);
    hand.doing(70, 1, SERVED).end(100);
    const read = numbersOf(model, collector.result());
    // For the last half hour nobody is inside: the minutes stay with the queue.
    expect(read("overall.rootBlockedPerDay.nurse.rate")).toBeCloseTo(70 * (DAY / 100), 8);
    expect(read("overall.blockedPerDay.rate")).toBeCloseTo(100 * (DAY / 100), 8);
  });

  test("where nobody holds anything while he waits the roots are what is waited for, and nothing is kept", () => {
    const model = modelOf(`
careway: 1
title: a clinic
clock: { start: 2026-04-06, run: 2 weeks }
experiment: { replications: 3, seed: "1" }
resources: { nurse: { capacity: 1 }, doctor: { capacity: 1 } }
patients: { all: { arrive: { poisson: 40 per day }, enter: see } }
stages:
  see: { needs: nurse, duration: { exponential: { mean: 30 min } }, next: ask }
  ask: { needs: doctor, duration: { exponential: { mean: 20 min } }, next: home }
exits: { home: Home }
`);
    expect(model.uses.passes).toEqual([false, false]);
    const read = reader(model);
    const kept = reader({ ...model, uses: { ...model.uses, passes: [true, true] } });
    for (const name of ["nurse", "doctor"]) {
      const id = `overall.rootWaitPerDay.${name}.rate`;
      expect(read(id)).toBe(read(`overall.queuedForPerDay.${name}.rate`));
      expect(kept(id)).toBeCloseTo(read(id), 8);
      expect(read(`overall.rootBlockedPerDay.${name}.rate`)).toBe(0);
    }
  });
});

test("shares of a chain of many with ways back add up to one and follow the law of total probability", () => {
  const nodes = 12;
  const shares = new RootShares(nodes, nodes);
  const used = Array.from({ length: nodes }, () => 0);
  const links: number[][] = Array.from({ length: nodes }, () => new Array(nodes).fill(0));
  let state = 7;
  const roll = (n: number): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state % n;
  };
  for (let from = 0; from < nodes; from++) {
    for (let k = 0; k < 3; k++) {
      const to = roll(nodes);
      links[from][to] += 1 + roll(3);
    }
    const passed = links[from].reduce((a, b) => a + b, 0);
    used[from] = passed + (from % 4 === 0 ? 1 : 0);
    shares.use(from, used[from]);
    for (const [to, units] of links[from].entries()) if (units > 0) shares.link(from, to, units);
  }
  shares.solve(Int32Array.from(used.keys()), nodes);
  const rootsOf = (node: number): Float64Array => {
    const sums = new Float64Array(nodes);
    shares.spread(node, 1, sums);
    return sums;
  };
  for (let from = 0; from < nodes; from++) {
    const roots = rootsOf(from);
    expect(roots.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const expected = new Float64Array(nodes);
    const passed = links[from].reduce((a, b) => a + b, 0);
    expected[from] += (used[from] - passed) / used[from];
    for (const [to, units] of links[from].entries()) {
      if (units > 0) {
        for (const [root, share] of rootsOf(to).entries()) expected[root] += (share * units) / used[from];
      }
    }
    for (let root = 0; root < nodes; root++) expect(roots[root]).toBeCloseTo(expected[root], 12);
  }
});
