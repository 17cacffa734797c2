import { expect, test } from "vitest";
import { freedBy } from "../../src/cli/experiment.ts";
import { compareText } from "../../src/render/compare-text.ts";
import type { Findings } from "../../src/render/findings.ts";
import { reportPage } from "../../src/render/report.ts";
import { takenAway } from "../../src/render/words/freed.ts";
import { clinic, findingsOf } from "./page-findings.ts";

/** Seeing takes half the time, which frees rooms; and with `closed` one of five rooms goes. */
async function findings(): Promise<Findings> {
  const text = clinic({ rooms: 5 })
    .replace(
      "change: { resources.room.capacity: 5 + 1 } }",
      `change: { stages.see.duration: { times: 0.5 } }, release: { room: { share: 60%, use: shorterWaits } } }
  closeOne: { change: { resources.room.capacity: { plus: -1 }, resources.nurse.capacity: { daily 08:00-14:00: 2 } } }`,
    )
    .replace(/ {2}again: .*/, "  closed: { interventions: [more, closeOne] }");
  const found = await findingsOf(text, 2);
  return { ...found, freed: freedBy(found.arms, found.comparisons) };
}

test("where the file itself takes away what is freed, nobody else is said to have it", async () => {
  const found = await findings();
  const away = (resource: string, arm: string): number => takenAway(found.arms, resource, arm, "before");
  expect([away("room", "after"), away("room", "closed")]).toEqual([0, 1]);
  // Two nurses for 4 of 24 hours fewer.
  expect(away("nurse", "closed")).toBeCloseTo(8 / 24, 12);

  const closed = "The file itself takes 1 away in this scenario: what that saves is in the costs already";
  const kept = "What is released stays for those who wait";
  for (const told of [compareText(found), reportPage(found).replace(/<[^>]*>/g, "")]) {
    const text = told.replaceAll(/\s+/g, " ");
    expect(text.split(closed)).toHaveLength(2);
    expect(text.split(kept)).toHaveLength(2);
    expect(text).toContain("simulated with all that is freed: with what is released alone they can be longer.");
  }
}, 60_000);
