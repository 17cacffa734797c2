import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { compile } from "../../src/compile/compile.ts";
import { compareArms } from "../../src/experiment/compare.ts";
import { InlineRunner } from "../../src/experiment/inline-runner.ts";
import { runExperiment } from "../../src/experiment/run-experiment.ts";
import type { Draft, ResourceDraft, Tree, WindowDraft } from "../random-scenarios/draft.ts";
import { treeOf } from "../random-scenarios/write.ts";
import { drawn, holdAll, patience } from "./drawn.ts";
import { mapPart, part, runOfDraft, runOfTree, type Written } from "./rewritten.ts";
import {
  expectClose,
  expectFigures,
  expectLines,
  expectSameRun,
  figuresOf,
  linesOf,
  modelOf,
  type Run,
  runOf,
  scenarioOf,
} from "./runs.ts";

const ward = readFileSync(new URL("../invariance/ward.yaml", import.meta.url), "utf8");
const CALENDARS = [
  { windows: ["daily 00:00-24:00"] },
  { windows: ["mon-thu 00:00-24:00", "fri, sat, sun 00:00-24:00"] },
  { windows: ["daily 20:00-08:00", "daily 08:00-20:00"] },
  { cycle: { cycle: "5 days", from: "2026-04-08" }, windows: ["days 1-5 00:00-24:00"] },
];
const FULL = { adoption: "full" };
const CURVES = [
  "linear: { over: 1 s, ceiling: CEILING }",
  "logistic: { half: 0 h, tenToNinety: 1 s, ceiling: CEILING }",
  "bass: { p: 1000000000, q: 0.4, ceiling: CEILING }",
  "points: [[0 h, CEILING], [1 h, CEILING]]",
  "share: CEILING",
];
/** Ceiling and fidelity with which nothing changes. */
const NOBODY = [
  ["0%", 1],
  ["0%", 0.5],
  ["100%", 0],
] as const;
const EVERYBODY = { adoption: { from: "2026-04-06", share: "100%" } };

/** What is said and has no effect, or the effect that can be said in another way. */
describe("what changes nothing", { timeout: patience }, () => {
  test.each([
    ["in force from the start", FULL],
    ["adopted by everybody from time 0", EVERYBODY],
  ])("D11: an intervention that multiplies every duration by 1, %s, gives the same run", (_how, adoption) => {
    holdAll(0.7, ({ draft, run }) => {
      const other = runOfTree(withIntervention(draft, { change: durationsTimesOne(draft), ...adoption }));
      expectLines(linesOf(run), linesOf(other), "times 1");
      expectFigures(run, other, "times 1");
      return Object.keys(durationsTimesOne(draft)).length > 0;
    });
  });

  test("D11: over replications its every difference is exactly 0, with the interval from 0 to 0", async () => {
    let compared = 0;
    for (const { draft, run } of drawn().slice(0, 15)) {
      if (run.result === undefined || draft.swaps) continue;
      const scenario = scenarioOf(stringify(withIntervention(draft, { change: durationsTimesOne(draft), ...FULL })));
      const models = scenario.arms.map((arm) => compile(scenario, arm));
      const plan = { replications: 4, seed: draft.seed, level: 0.95 };
      const result = await runExperiment(models, plan, new InlineRunner()).catch((error: unknown) => {
        if (String(error).includes("deadlock")) return undefined;
        throw error;
      });
      if (result === undefined) continue;
      for (const { n, mean, low, high, unchanged } of compareArms(result, [])[0].differences) {
        if (n < 2) continue;
        expect([mean, low, high, unchanged]).toEqual([0, 0, 0, n]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(500);
  });

  test("D13: what nobody adopts is the baseline; what everybody adopts is the stage as changed", () => {
    let moved = 0;
    holdAll(0.7, ({ draft }) => {
      const [stage] = Object.keys(draft.stages);
      const spread = draft.spread ?? { stage, change: { duration: "25 min" }, share: 50 };
      const plain = runOfDraft({ ...draft, spread: undefined });
      const nobody = runOfDraft({ ...draft, spread: { ...spread, share: 0 } });
      expectLines(linesOf(plain), linesOf(nobody), "adopted by nobody");
      expectFigures(plain, nobody, "adopted by nobody");
      if (draft.today.length > 0) return false;
      const changed = { ...draft.stages[spread.stage], ...spread.change };
      const replaced = runOfDraft({
        ...draft,
        spread: undefined,
        stages: { ...draft.stages, [spread.stage]: changed },
      });
      const everybody = runOfDraft({ ...draft, spread: { ...spread, share: 100 } });
      expectLines(linesOf(replaced), linesOf(everybody), "adopted by everybody");
      expectFigures(replaced, everybody, "adopted by everybody");
      if (linesOf(replaced).join() !== linesOf(plain).join()) moved++;
      return true;
    });
    expect(moved / drawn().length).toBeGreaterThan(0.5);
  });

  test("D13: by every curve, at 0 % and at once at 100 %, and with a fidelity of 0 and of 1", () => {
    const said = new Map(CURVES.map((curve) => [curve, 0]));
    let turn = 0;
    let moved = 0;
    holdAll(0.5, ({ draft }) => {
      const curve = CURVES[turn++ % CURVES.length];
      const [stage] = Object.keys(draft.stages);
      const spread = draft.spread ?? { stage, change: { duration: "25 min" }, share: 50 };
      const plain = runOfDraft({ ...draft, spread: undefined });
      const changedBy = (keys: Written): Run =>
        runOfTree(mapPart(treeOf({ ...draft, spread }), "interventions", (_, one) => ({ ...one, ...keys })));
      const spreading = (ceiling: string): Written => ({
        adoption: {
          from: "2026-04-06",
          curve: parse(`{ ${curve.replaceAll("CEILING", ceiling)} }`) as Tree,
          decay: { halfLife: "1 day", from: "7000 days" },
        },
      });
      for (const [ceiling, fidelity] of NOBODY) {
        const how = `adopted by ${ceiling} with a fidelity of ${fidelity}`;
        const nobody = changedBy({ ...spreading(ceiling), fidelity });
        expectLines(linesOf(plain), linesOf(nobody), how);
        expectFigures(plain, nobody, how);
      }
      const replaced = changedBy(FULL);
      expectLines(linesOf(replaced), linesOf(changedBy({ ...FULL, fidelity: 1 })), "in full, with a fidelity of 1");
      const everybody = changedBy({ ...spreading("100%"), fidelity: 1 });
      // A curve that begins at 0 leaves out who is asked at time 0 itself, and those of today.
      if (everybody.facts.some((fact) => fact.verb === "asked" && !fact.adopts)) return false;
      expectLines(linesOf(replaced), linesOf(everybody), "adopted by everybody");
      if (linesOf(replaced).join() !== linesOf(plain).join()) moved++;
      said.set(curve, (said.get(curve) ?? 0) + 1);
      return true;
    });
    expect(moved / drawn().length).toBeGreaterThan(0.3);
    expect([...said].filter(([, times]) => times < 5)).toEqual([]);
  });

  test("D27: one priority for all, whichever, is as none", () => {
    holdAll(1, ({ draft }) => {
      const all = (priority: number): Written =>
        mapPart(treeOf(draft), "stages", (_name, stage) => ({ ...stage, priority }));
      const none = mapPart(treeOf(draft), "stages", (_name, { priority: _, ...stage }) => stage);
      const before = runOfTree(none);
      for (const priority of [7, -2.5]) expectSameRun(before, runOfTree(all(priority)), `priority ${priority}`);
      return true;
    });
  });

  test("D28: patience that outlasts the run is as none", () => {
    holdAll(0.7, (one) => {
      // Whoever has a timer is in no deadlock, and changes places with nobody.
      const draft = { ...one.draft, swaps: false };
      const run = one.draft.swaps ? runOfDraft(draft) : one.run;
      if (run.result === undefined) return false;
      const patient = mapPart(treeOf(draft), "stages", (name, stage) => {
        if ("meet" in stage) return stage;
        const to = name.startsWith("c") ? "done" : "away";
        const endless = { after: "1000000 weeks", while: "waiting", to };
        return { ...stage, leave: [...((stage.leave as Written[] | undefined) ?? []), endless] };
      });
      const other = runOfTree(patient);
      expectLines(linesOf(run), linesOf(other), "with endless patience");
      // The minutes of those who are there at the end are added up in another order: sums may differ in the last digit.
      const figures = figuresOf(other);
      for (const [id, value] of figuresOf(run)) expectClose(figures.get(id) ?? Number.NaN, value, 1e-12, id);
      return true;
    });
  });

  test("D29: a number is the same as a calendar that has it day and night, daily or by the week", () => {
    holdAll(0.3, ({ draft, run }) => {
      const constant = Object.keys(draft.resources).filter((name) => isConstant(draft.resources[name]));
      for (const calendar of CALENDARS) {
        const other = mapPart(treeOf(draft), "resources", (name, { capacity, ...resource }) => {
          if (!constant.includes(name)) return { capacity, ...resource };
          const windows = calendar.windows.map((hours) => [hours, capacity]);
          return { ...resource, capacity: { ...calendar.cycle, ...Object.fromEntries(windows) } };
        });
        expectSameRun(run, runOfTree(other), calendar.windows.join());
      }
      return constant.length > 0;
    });
  });

  test("D30: a shift or an opening cut in two at any quarter of an hour, with the same staff, moves nothing", () => {
    holdAll(0.9, ({ draft }) => {
      // Absence is drawn anew for each shift.
      const resources = mapOf(draft.resources, (one) => ({ ...one, absence: false }));
      const stages = mapOf(draft.stages, (stage) => ({ ...stage, until: stage.until.flatMap(cut) }));
      const shorter = mapOf(resources, (one) => {
        if (one.sessions !== undefined) return one;
        return { ...one, windows: one.windows.flatMap(cut), rota: one.rota?.flatMap(cut) };
      });
      expectSameRun(runOfDraft({ ...draft, resources }), runOfDraft({ ...draft, resources: shorter, stages }), "cut");
      return true;
    });
  });

  test("D30: a night over midnight cut in two, on a ward for eight weeks, moves nothing", () => {
    const withNurses = (windows: string): Run => {
      return runOf(modelOf(ward.replace("nurse: { capacity: 2 }", `nurse: { capacity: { ${windows} } }`), "baseline"));
    };
    const night = withNurses("daily 08:00-16:00: 4, daily 16:00-08:00: 1");
    const other = "daily 08:00-12:00: 4, daily 12:00-16:00: 4, daily 16:00-23:00: 1, daily 23:00-08:00: 1";
    expectSameRun(night, withNurses(other), "cut");
    expect(night.facts.length).toBeGreaterThan(1000);
  });
});

function durationsTimesOne(draft: Draft): Written {
  const stages = Object.keys(draft.stages).filter((name) => name !== draft.spread?.stage);
  return Object.fromEntries(stages.map((name) => [`stages.${name}.duration`, { times: 1 }]));
}

function withIntervention(draft: Draft, intervention: Written): Written {
  const tree = treeOf(draft);
  const before = draft.spread === undefined ? [] : ["spreads"];
  return {
    ...tree,
    interventions: { ...part(tree, "interventions"), nothing: intervention },
    scenarios: { baseline: before, nothing: [...before, "nothing"] },
  };
}

function isConstant({ windows, rota, absence, sessions, closedOnTuesday }: ResourceDraft): boolean {
  const whole = windows.length === 1 && windows[0].to - windows[0].from === 1440;
  return whole && rota === undefined && !absence && sessions === undefined && !closedOnTuesday;
}

/** At a quarter of an hour near the middle, if there is one. */
function cut(window: WindowDraft): WindowDraft[] {
  const { from, to, units } = window;
  const middle = from + 15 * Math.floor((to - from) / 30);
  return middle === from
    ? [window]
    : [
        { from, to: middle, units },
        { from: middle, to, units },
      ];
}

function mapOf<T>(of: Readonly<Record<string, T>>, change: (one: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, change(one)]));
}
