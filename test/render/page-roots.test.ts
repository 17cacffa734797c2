import { expect, test } from "vitest";
import { reportPage } from "../../src/render/report.ts";
import { clinic, findingsOf } from "./page-findings.ts";

const time = (page: string): string => /<section id="time"[^>]*>.*?<\/section>/s.exec(page)?.[0] ?? "";

test("the page sets what is waited for beside what is at the root of it, where that is another thing", async () => {
  // A bed is kept until there is a place in rehab: most who wait for a bed wait for rehab.
  const text = `careway: 1
title: A ward
clock: { start: 2026-04-06, warmUp: 4 weeks, run: 12 weeks }
experiment: { replications: 12, seed: ward }
resources: { bed: { label: Bed, capacity: 12 }, rehab: { label: Rehab, capacity: 6 } }
patients: { all: { arrive: { poisson: 1.9 per day }, enter: treat } }
stages:
  treat: { seize: bed, duration: { exponential: { mean: 3 days } }, next: recover }
  recover: { seize: rehab, release: bed, duration: { exponential: { mean: 3 days } }, next: home }
exits: { home: Home }
interventions: { more: { change: { resources.rehab.capacity: 9 } } }
`;
  const section = time(reportPage(await findingsOf(text)));
  expect(section).toContain("What patients wait for, and what is at the root of it");
  const rows = [...section.matchAll(/<th scope="row">(Bed|Rehab)<\/th>(.*?)<\/tr>/gs)].map(([, resource, cells]) => {
    return [resource, ...[...cells.matchAll(/<td[^>]*>([^<]*)/g)].map(([, cell]) => cell)];
  });
  const before = rows.filter(([, arm]) => arm === "Baseline");
  const size = (cell: string): number => Number.parseFloat(cell.replaceAll(",", ""));
  const [bed, rehab] = ["Bed", "Rehab"].map((name) => before.find(([resource]) => resource === name) as string[]);
  expect(size(bed[2])).toBeGreaterThan(size(bed[3]));
  expect(size(rehab[3])).toBeGreaterThan(size(rehab[2]));
});

test("where nobody holds what others wait for there is no such table", async () => {
  expect(time(reportPage(await findingsOf(clinic())))).not.toContain("at the root");
});
