import { expect, test } from "vitest";
import { compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import { figuresOf, runOf } from "../laws/runs.ts";

const TEXT = `
careway: 1
title: adopted
clock: { start: 2026-01-05, run: 20 days }
experiment: { replications: 1, seed: "2" }
patients:
  met: { arrive: { every: 1 h }, enter: st }
  passing: { arrive: { every: 1 h }, enter: other }
stages: { st: { duration: 5 min, next: other }, other: { duration: 5 min, next: home } }
exits: { home: Home }
measures:
  ofAll: { share: adopted(x), by: class }
  ofVisits: { count: adopted(x), of: visits(st) }
interventions:
  x: { change: { stages.st.duration: 2 min }, adoption: { from: 2026-01-05, share: 40% } }
  y: { change: { stages.other.duration: 2 min } }
scenarios: { baseline: [], spreads: [x], other: [y], full: [SPREADS] }
`;

function figures(arm: string, text = TEXT.replace("SPREADS", "x")): Map<string, number> {
  const read = readScenario({ name: "adopted.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const chosen = read.value.arms.find(({ name }) => name === arm);
  if (chosen === undefined) throw new Error(`no arm ${arm}`);
  return figuresOf(runOf(compile(read.value, chosen)));
}

test("adopted(x) is true of who was asked and adopts, as the figures of the intervention are", () => {
  const found = figures("spreads");
  expect(found.get("measure.ofAll.by.met")).toBeCloseTo(found.get("intervention.x.adopted.share") ?? Number.NaN, 12);
  expect(found.get("measure.ofVisits")).toBeGreaterThan(100);
  // Who never meets what the intervention changes is not asked, and has not adopted.
  expect(found.get("measure.ofAll.by.passing")).toBe(0);
});

test("adopted(x) is true of nobody in a scenario without x, and of everybody where its adoption is full", () => {
  expect(figures("baseline").get("measure.ofAll")).toBe(0);
  expect(figures("other").get("measure.ofAll")).toBe(0);
  const full = figures(
    "full",
    TEXT.replace("SPREADS", "x").replace(", adoption: { from: 2026-01-05, share: 40% }", ""),
  );
  expect(full.get("measure.ofAll")).toBe(1);
  expect(full.get("intervention.x.asked.count")).toBe(0);
});

test("adopted(x) is a word of measures alone", () => {
  const text = TEXT.replace("duration: 5 min, next: other", 'duration: "if(adopted(x), 1 min, 2 min)", next: other');
  const { diagnostics } = readScenario({ name: "adopted.yaml", text: text.replace("SPREADS", "x") });
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toContain(
    'not-allowed-here: "adopted" can be used in measures, not in a stage',
  );
});
