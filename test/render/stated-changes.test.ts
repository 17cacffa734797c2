import { expect, test } from "vitest";
import { compareText } from "../../src/render/compare-text.ts";
import { reportPage } from "../../src/render/report.ts";
import { statedChanges } from "../../src/render/stated-changes.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { clinic, findingsOf } from "./page-findings.ts";

const parameters = `parameters:
  extra: { value: 1, low: 0, high: 2, evidence: study, label: Rooms more }
  bare: { value: 2 }
`;

function stating(words: string): string {
  return clinic({ label: "Clinic" })
    .replace("resources:\n", `${parameters}resources:\n`)
    .replace("lever: redesign,", `lever: skillMix, ${words},`);
}

test("target, mechanism and size of an intervention stand in the comparison and on the page", async () => {
  const findings = await findingsOf(
    stating("target: waits for a room, mechanism: nobody waits for 1 of 2 rooms, size: extra"),
  );
  expect(statedChanges(findings)).toEqual([
    {
      label: "Clinic: more",
      lever: "skill mix",
      target: "waits for a room",
      mechanism: "nobody waits for 1 of 2 rooms",
      size: "Rooms more: 1 (0 to 2)",
      evidence: "Clinic: study (high)",
    },
  ]);
  const text = compareText(findings).replaceAll(/\s+/g, " ");
  expect(text).toContain(
    "Clinic: more. Target: waits for a room. Mechanism: nobody waits for 1 of 2 rooms. Size: Rooms more: 1 (0 to 2). Evidence: Clinic: study (high).",
  );
  const page = reportPage(findings);
  for (const words of ["waits for a room", "nobody waits for 1 of 2 rooms", "Rooms more: 1 (0 to 2)"])
    expect(page).toContain(`>${words}<`);
  expect(findings.scenario.inputs.filter(({ path }) => /target|mechanism|size/.test(path))).toEqual([]);
}, 60_000);

test("what is not stated is said, and nothing is shown of interventions without words", async () => {
  const bare = await findingsOf(stating("size: bare"), 2);
  expect(statedChanges(bare)).toMatchObject([
    { target: "not stated", size: "bare: 2 (no range stated)", evidence: "Clinic: guess (assumption)" },
  ]);
  const silent = await findingsOf(clinic(), 2);
  expect(statedChanges(silent)).toEqual([]);
  expect(compareText(silent)).not.toContain("What is changed");
}, 60_000);

test("a size that is no parameter is a mistake with the likely cure", () => {
  const read = readScenario({ name: "clinic.yaml", text: stating("size: extar") });
  expect(read.diagnostics).toMatchObject([
    {
      code: "unknown-parameter",
      message: 'a parameter is needed here; "extar" is not one',
      hint: 'did you mean "extra"?',
    },
  ]);
});
