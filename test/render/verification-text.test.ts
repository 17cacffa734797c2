import { expect, test } from "vitest";
import type { Verification } from "../../src/render/verification.ts";
import { verificationText } from "../../src/render/verification-text.ts";
import { readScenario } from "../../src/scenario/parse.ts";

const FILE = `
careway: 1
title: Clinic
clock: { start: 2026-01-05, run: 4 weeks }
resources: { doctor: { capacity: 1 } }
patients: { a: { arrive: { every: 1 h }, enter: visit } }
stages: { visit: { needs: doctor, duration: 30 min, next: home } }
exits: { home: Home }
`;

function verificationOf(engine: Partial<Verification["engines"][number]>): Verification {
  const read = readScenario({ name: "clinic.yaml", text: FILE });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return {
    scenario: read.value,
    engines: [
      {
        arm: "baseline",
        label: "Baseline",
        events: 17,
        days: undefined,
        difference: undefined,
        stopped: undefined,
        ...engine,
      },
    ],
    findings: undefined,
    stopped: undefined,
    ranges: undefined,
    replications: 10,
    seed: "1",
    files: [{ name: "clinic.yaml", sha256: "0".repeat(64) }],
    version: "0.0.0",
    command: "careway verify clinic.yaml",
  };
}

test("engines that differ are shown side by side, after what both said last", () => {
  const text = verificationText(
    verificationOf({
      difference: { where: "90 min", kernel: "90 start a 2 visit", simjs: undefined, before: ["60 end a 1 visit"] },
    }),
  );
  expect(text.replace(/\s+/g, " ")).toContain("No. In the one scenario they differ");
  expect(text).toMatch(/First difference in Baseline, at 90 min\n +60 end a 1 visit\n/);
  expect(text).toMatch(/90 start a 2 visit +\(nothing more\)/);
});

test("engines that both stop agree, and the reason is told", () => {
  const text = verificationText(verificationOf({ stopped: "deadlock: 2 patients wait" })).replace(/\s+/g, " ");
  expect(text).toContain("agree, both stop");
  expect(text).toContain("! Baseline: both stop with deadlock: 2 patients wait.");
});

test("a run that stops leaves no verdict, and the reason is told in its place", () => {
  const verification = { ...verificationOf({}), stopped: "The run of scenario baseline stopped: a duration of -1 min" };
  const text = verificationText(verification).replace(/\s+/g, " ");
  expect(text).toContain("Which targets are met? Nothing can be said. The run of scenario baseline stopped");
  expect(text).toContain("With a run that stops there is no verdict that could change.");
});

test("a scenario that does not settle is named, and has no figure", () => {
  const verification = verificationOf({});
  const nothing = { mean: Number.NaN, sd: Number.NaN, halfWidth: Number.NaN, low: Number.NaN, high: Number.NaN, n: 10 };
  const text = verificationText({
    ...verification,
    findings: {
      scenario: verification.scenario,
      arms: verification.scenario.arms,
      targets: [
        {
          scenario: "baseline",
          versus: undefined,
          measure: "wait",
          kind: "value",
          label: "The wait",
          published: 5,
          low: 4,
          high: 6,
          simulated: nothing,
          settled: false,
          outcome: "cannot tell",
        },
      ],
      instabilities: [
        {
          arm: "baseline",
          resource: "doctor",
          cause: "growth",
          growthPerWeek: { ...nothing, mean: 5, halfWidth: 1, low: 4, high: 6 },
          cure: { needed: 2, has: 1 },
        },
      ],
      warnings: [],
    },
  }).replace(/\s+/g, " ");
  expect(text).toContain("not shown: unstable");
  expect(text).toMatch(/⚠ Baseline: the line for “doctor” grows by about 5 .*never settles/);
});
