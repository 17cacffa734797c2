import { describe, expect, test } from "vitest";
import { weeklyCapacity } from "../../src/analysis/capacity.ts";
import type { Capacity, Resource } from "../../src/scenario/scenario.ts";
import { resource } from "./build.ts";

const night: Capacity = {
  kind: "cycle",
  period: 4 * 1440,
  firstDay: 0,
  steps: [
    { minute: 0, units: 0 },
    { minute: 1440, units: 4 },
    { minute: 2880, units: 0 },
  ],
  shifts: [1440],
};

function withPhase(one: Resource, phase: Partial<Resource["phases"][number]["value"]>): Resource {
  return { ...one, phases: one.phases.map(({ from, value }) => ({ from, value: { ...value, ...phase } })) };
}

describe("what a resource offers in a week", () => {
  test("is the mean over its cycle, with as many closings as fall into a week", () => {
    const { mean, most, open, closings } = weeklyCapacity(resource("r", night, 144));
    expect([mean, most, closings]).toEqual([1, 4, 7]);
    expect(open).toBeCloseTo(0.9, 12);
  });
  test("leaves out those who are absent", () => {
    expect(weeklyCapacity(withPhase(resource("r", night), { absence: 0.25 })).mean).toBe(0.75);
  });
  test("is of the calendar that holds in the end, and of no single date", () => {
    const dates = [
      { firstDay: 0, lastDay: 0, capacity: { kind: "constant", units: 9 } as const },
      { firstDay: 1, lastDay: Infinity, capacity: night },
    ];
    expect(weeklyCapacity(withPhase(resource("r", 5), { dates })).mean).toBe(1);
  });

  test("loses what each window loses by a late beginning: over the end of the week too, and where one follows another", () => {
    const week: Capacity = {
      kind: "weekly",
      steps: [
        { minute: 0, units: 2 },
        { minute: 60, units: 0 },
        { minute: 480, units: 2 },
        { minute: 840, units: 0 },
        { minute: 10020, units: 2 },
      ],
      shifts: [480, 600, 10020],
    };
    const lengths: number[] = [];
    const { mean, open } = weeklyCapacity(
      resource("r", week),
      Infinity,
      (length) => lengths.push(length) && length / 2,
    );
    expect(lengths).toEqual([120, 240, 120]);
    expect(mean).toBeCloseTo(960 / 10080, 12);
    expect(open).toBeCloseTo(480 / 10080, 12);
  });
});
