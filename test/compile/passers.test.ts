import fc from "fast-check";
import { expect, test } from "vitest";
import { EventLog } from "../../src/collect/event-log.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { SimulationError } from "../../src/kernel/simulation-error.ts";
import type { Model } from "../../src/model/model.ts";
import { isWait } from "../../src/model/opcodes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Draft } from "../random-scenarios/draft.ts";
import { drafts } from "../random-scenarios/draw-scenario.ts";
import { asYaml } from "../random-scenarios/write.ts";

const HEAD = `
careway: 1
title: who may pass on
clock: { start: 2026-04-06, run: 2 weeks }
experiment: { replications: 3, seed: "1" }
resources: { acute: { capacity: 2 }, rehab: { capacity: 2 }, home: { capacity: 1 }, nurse: { capacity: 2 } }
patients: { all: { arrive: { poisson: 5 per day }, enter: ward } }
exits: { out: Left }
`;

const stages = (...lines: readonly string[]): string =>
  `${HEAD}stages:\n${lines.map((line) => `  ${line}\n`).join("")}`;

/** Resources that may pass a wait on, by name. */
function passersIn(text: string): readonly string[] {
  const read = readScenario({ name: "passers.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const passers = model.names.resources.filter((_, r) => model.uses.passes[r]);
  for (const seen of heldWhileWaiting(model)) expect(passers).toContain(model.names.resources[seen]);
  return passers;
}

/** Resources that patients are seen to hold while time goes by in which they wait. */
function heldWhileWaiting(model: Model): ReadonlySet<number> {
  const log = new EventLog(model);
  try {
    new Simulation(model).run(1, log);
  } catch (error) {
    if (!(error instanceof SimulationError)) throw error;
  }
  const seen = new Set<number>();
  const held = new Map<string, number[]>();
  const waits = new Map<string, number>();
  for (const fact of log.facts) {
    if (!("number" in fact)) continue;
    const who = `${fact.class} ${fact.number}`;
    const hands = held.get(who) ?? model.names.resources.map(() => 0);
    held.set(who, hands);
    if ((waits.get(who) ?? Infinity) < fact.at) for (const [r, units] of hands.entries()) if (units > 0) seen.add(r);
    if (fact.verb === "take") {
      hands[fact.resource] += fact.units;
      waits.delete(who);
    }
    if (fact.verb === "give") hands[fact.resource] -= fact.units;
    if (fact.verb === "doing" && isWait(fact.state)) waits.set(who, fact.at);
    else if (fact.verb === "doing" || fact.verb === "exit") waits.delete(who);
  }
  return seen;
}

test.each<[string, readonly string[], readonly string[]]>([
  ["nothing is held beyond a service", ["ward: { needs: acute, duration: 1 h, next: out }"], []],
  ["nothing else is waited for", ["ward: { seize: acute, duration: 1 h, next: out }"], []],
  [
    "a bed kept until there is the next",
    [
      "ward: { seize: acute, duration: 1 h, next: rest }",
      "rest: { seize: rehab, release: acute, duration: 1 h, next: out }",
    ],
    ["acute"],
  ],
  ["a bed in which staff is waited for", ["ward: { seize: acute, needs: nurse, duration: 1 h, next: out }"], ["acute"]],
  [
    "a bed kept over two stages, and given back by the second",
    [
      "ward: { seize: acute, duration: 1 h, next: rest }",
      "rest: { duration: 1 h, next: late }",
      "late: { seize: rehab, release: acute, duration: 1 h, next: out }",
    ],
    ["acute"],
  ],
  [
    "a bed given back before anything else is asked for",
    [
      "ward: { seize: acute, duration: 1 h, next: rest }",
      "rest: { release: acute, duration: 1 h, next: late }",
      "late: { seize: rehab, duration: 1 h, next: out }",
    ],
    [],
  ],
  [
    "of several units only some given back",
    [
      "ward: { seize: { acute: 2 }, duration: 1 h, next: rest }",
      "rest: { release: { acute: 1 }, duration: 1 h, next: late }",
      "late: { seize: rehab, release: acute, duration: 1 h, next: out }",
    ],
    ["acute"],
  ],
  [
    "one of several choices, of which the second is held on a way round",
    [
      "ward: { seize: [{ acute: 1 }, { rehab: 1 }], duration: 1 h, next: rest }",
      "rest: { release: acute, duration: 1 h, next: [{ chance: 50%, to: late }, { to: out }] }",
      "late: { needs: nurse, duration: 1 h, next: rest }",
    ],
    ["rehab"],
  ],
  [
    "a timer takes somebody to where he waits, out of a bed that is given back otherwise",
    [
      "ward: { seize: acute, duration: 1 day, leave: [{ after: 2 h, while: here, to: late }], next: rest }",
      "rest: { release: acute, duration: 1 h, next: late }",
      "late: { seize: rehab, release: acute, duration: 3 h, next: out }",
    ],
    ["acute"],
  ],
  [
    "a timer over stages runs out in the second of them",
    [
      "ward: { duration: 1 h, leave: [{ after: 90 min, while: { in: [ward, rest] }, to: late }], next: rest }",
      "rest: { seize: acute, duration: 1 h, next: last }",
      "last: { release: acute, duration: 1 h, next: out }",
      "late: { seize: rehab, release: acute, duration: 3 h, next: out }",
    ],
    ["acute"],
  ],
  [
    "who is not taken goes on to what he keeps while he waits",
    [
      "ward: { needs: nurse, startIf: free(nurse) > 1, else: late, duration: 1 h, next: out }",
      "late: { seize: home, duration: 1 h, next: rest }",
      "rest: { seize: rehab, release: home, duration: 3 h, next: out }",
    ],
    ["home"],
  ],
  [
    "who turns back at the door does",
    [
      "ward: { seize: acute, duration: 1 h, next: rest }",
      "rest: { release: acute, balk: [{ when: free(home) > 0, to: late }], duration: 1 h, next: out }",
      "late: { seize: home, release: acute, duration: 3 h, next: out }",
    ],
    ["acute"],
  ],
])("%s", (_, lines, expected) => {
  expect(passersIn(stages(...lines))).toEqual(expected);
});

const PLAIN = ["ward: { seize: acute, duration: 1 h, next: out }"];
const ALL = ["acute", "home", "nurse", "rehab"];

test.each([
  ["a limited queue", stages("ward: { seize: acute, queue: 3, duration: 1 h, next: out }")],
  [
    "children",
    stages(
      "ward: { seize: acute, duration: 1 h, tasks: { start: [scan], join: all }, next: out }",
      "scan: { needs: nurse, duration: 1 h, next: done }",
    ),
  ],
  ["a group", stages("ward: { seize: acute, meet: { count: 2 }, duration: 1 h, next: out }")],
  [
    "services that pause",
    stages(...PLAIN).replace(
      "home: { capacity: 1 }",
      "home: { capacity: { daily 08:00-16:00: 1 }, atShiftEnd: pause }",
    ),
  ],
  [
    "somebody who holds a bed at time 0",
    `${stages(...PLAIN)}today: [{ class: all, stage: ward, state: served, count: 1 }]\n`,
  ],
])("all may pass on with %s", (_, text) => {
  expect(passersIn(text)).toEqual(ALL);
});

/** Without all that makes every resource one that may pass on. */
function plainer(draft: Draft): Draft {
  const plain = { queue: undefined, meet: undefined, tasks: undefined, contacts: {} };
  return {
    ...draft,
    today: [],
    resources: mapped(draft.resources, (one) => ({
      ...one,
      atShiftEnd: one.atShiftEnd === "pause" ? "finish" : one.atShiftEnd,
    })),
    stages: mapped(draft.stages, (stage) => ({ ...stage, ...plain })),
  };
}

function mapped<T>(of: Readonly<Record<string, T>>, change: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, change(one)]));
}

test("nobody is seen to wait with anything that is said never to pass on, whatever is drawn", () => {
  const seen = { passers: 0, others: 0, heldByWaiting: 0 };
  const judge = (draft: Draft): void => {
    const text = asYaml(plainer(draft));
    const read = readScenario({ name: "drawn.yaml", text });
    if (!read.ok) return;
    const model = compile(read.value, read.value.arms[read.value.arms.length - 1]);
    const { passes } = model.uses;
    const held = heldWhileWaiting(model);
    for (const resource of held) if (!passes[resource]) throw new Error(`${model.names.resources[resource]}\n${text}`);
    seen.passers += passes.filter((one) => one).length;
    seen.others += passes.filter((one) => !one).length;
    seen.heldByWaiting += held.size;
  };
  fc.assert(fc.property(fc.noShrink(drafts), judge), { numRuns: 300, seed: 20260406 });

  expect(seen.others).toBeGreaterThan(100);
  expect(seen.passers).toBeGreaterThan(100);
  expect(seen.heldByWaiting).toBeGreaterThan(0.25 * seen.passers);
}, 60_000);
