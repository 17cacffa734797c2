import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const clinic = `
careway: 1
title: Clinic
clock: { start: 2026-04-06, run: 2 weeks }
resources: { nurse: { capacity: 2 } }
patients: { all: { arrive: { poisson: 60 per day }, enter: see } }
stages: { see: { needs: nurse, duration: { exponential: { mean: 40 min } }, next: home } }
exits: { home: Home }
measures: { wait: { mean: start(see) - arrived, better: lower } }
interventions: { third: { change: { resources.nurse.capacity: 3 }, adoption: { from: 2026-04-06, share: 50% } } }
scenarios:
  now: []
  report: { interventions: [third], as: published }
  drift: { interventions: [], as: trend }
  here: { interventions: [third], as: likely }
`;

test("what is likely here leads the answer, though the report and the trend stand first in the file", () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [main, "compare", "-", "--replications", "4", "--json", "--quiet", "--workers", "1"],
    { input: clinic, encoding: "utf8" },
  );
  expect(stderr).not.toContain("error");
  const { comparisons, arms } = JSON.parse(stdout);
  expect(comparisons.map(({ arm }: { arm: string }) => arm)).toEqual(["here", "report", "drift"]);
  expect(arms.map(({ name }: { name: string }) => name)).toEqual(["now", "here", "report", "drift"]);
});
