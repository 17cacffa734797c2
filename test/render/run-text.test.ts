import { expect, test } from "vitest";
import { checksSection } from "../../src/render/page/checks-section.ts";
import { runText } from "../../src/render/run-text.ts";
import { findingsOf } from "./page-findings.ts";

const overloaded = (doctor: string): string => `
careway: 1
title: Clinic
clock: { start: 2026-01-05, run: 4 weeks }
resources: { doctor: ${doctor} }
patients: { a: { arrive: { every: 1 h }, enter: visit } }
stages:
  visit: { needs: doctor, duration: 2 h, next: home }
exits: { home: {} }
`;

test.each([
  ["lists that are too short", '{ capacity: 1, sessions: { opens: "weekdays 08:00", length: 4 h, booked: 1 } }'],
  ["hours that are too few", "{ capacity: { weekdays 08:00-16:00: 1 } }"],
  ["units that are too few", "{ capacity: 1 }"],
])("%s: said in round numbers, with no growth that the runs do not show", async (_what, doctor) => {
  const findings = await findingsOf(overloaded(doctor), 3);
  const known = findings.instabilities.map((one) => ({
    ...one,
    growthPerWeek: { ...one.growthPerWeek, mean: -0.01, low: -0.1, high: 0.1 },
  }));
  const flat = { ...findings, instabilities: known };
  for (const text of [runText(flat), checksSection(flat).source].map((one) => one.replace(/\s+/g, " "))) {
    expect(text).toContain("and never settles, so averages mean nothing.");
    expect(text).not.toMatch(/[-−]0\.0|\d\.\d{4,}/);
    expect(text.includes("It would settle with 3 or more, not 1.")).toBe(doctor === "{ capacity: 1 }");
    expect(text.includes("Its lists hold 5 patients a week, and 168 are to be called.")).toBe(
      doctor.includes("booked"),
    );
  }
});
