import { describe, expect, test } from "vitest";
import type { CostLine } from "../../src/collect/cost-lines.ts";
import { costDifferences, type PayerCosts } from "../../src/economics/cost-lines.ts";
import type { ArmResult } from "../../src/experiment/experiment.ts";
import { run } from "../experiment/results.ts";

function line(subject: string, organisation: string, over: Partial<CostLine> = {}): CostLine {
  return { of: "resource", subject, basis: "held", cost: "", organisation, kind: "variable", ...over };
}

/** One row of amounts a replication. */
function arm(name: string, costLines: readonly CostLine[], ...amounts: readonly number[][]): ArmResult {
  return {
    name,
    costLines,
    runs: amounts.map((row, k) => run(name, k + 1, [], { costLines: Float64Array.from(row) })),
  };
}

const means = ({ kinds, all }: PayerCosts) =>
  [kinds.fixed, kinds.stepped, kinds.variable, all].map(({ spent, avoided, net }) => [
    spent.mean,
    avoided.mean,
    net.mean,
  ]);

const ward = line("ward", "trust");
const nurses = line("nurse", "trust", { basis: "rostered", kind: "stepped" });
const visits = line("visit", "council", { basis: "use" });

describe("the differences of costs", () => {
  test("are spent or avoided line by line, by who pays and by kind", () => {
    const before = arm("base", [ward, nurses, visits], [100, 50, 10], [140, 50, 10]);
    const after = arm("new", [visits, ward, nurses], [30, 80, 60], [50, 100, 60]);
    const { payers, lines } = costDifferences(after, before, ["council", "trust"], 0.95);
    expect(payers.map(({ payer }) => payer)).toEqual([
      { organisation: "council" },
      { organisation: "trust" },
      "everyone",
    ]);
    expect(payers.map(means)).toEqual([
      [
        [0, 0, 0],
        [0, 0, 0],
        [30, 0, 30],
        [30, 0, 30],
      ],
      [
        [0, 0, 0],
        [10, 0, 10],
        [0, 30, -30],
        [10, 30, -20],
      ],
      [
        [0, 0, 0],
        [10, 0, 10],
        [30, 30, 0],
        [40, 30, 10],
      ],
    ]);
    expect(
      lines.map(({ line, baseline, scenario, difference }) => [line.subject, baseline, scenario, difference.mean]),
    ).toEqual([
      ["ward", 120, 90, -30],
      ["nurse", 50, 60, 10],
      ["visit", 10, 40, 30],
    ]);
    // −20, −40: the interval of two pairs.
    expect(lines[0].difference.sd).toBeCloseTo(Math.sqrt(200), 12);
  });

  test("go by the mean: a saving that chance turns round in one run is still a saving", () => {
    const before = arm("base", [ward], [100], [100], [100]);
    const after = arm("new", [ward], [90], [104], [88]);
    const [trust] = costDifferences(after, before, ["trust"], 0.95).payers;
    expect([trust.all.spent.mean, trust.all.avoided.mean]).toEqual([0, 6]);
  });

  test("have a row for what belongs to nobody, and only then", () => {
    const grant = line("start", "", { of: "intervention", basis: "once", cost: "grant", kind: "fixed" });
    const { payers } = costDifferences(arm("new", [ward, grant], [10, 5]), arm("base", [ward], [10]), ["trust"], 0.95);
    expect(payers.map(({ payer }) => payer)).toEqual([{ organisation: "trust" }, "nobody", "everyone"]);
    expect(payers.map(({ all }) => all.net.mean)).toEqual([0, 5, 5]);
  });

  test("of a cost that passes from one payer to another are spent by the one and avoided by the other", () => {
    const moved = line("ward", "council");
    const { payers } = costDifferences(
      arm("new", [moved], [70]),
      arm("base", [ward], [70]),
      ["trust", "council"],
      0.95,
    );
    expect(payers.map(({ all }) => [all.spent.mean, all.avoided.mean, all.net.mean])).toEqual([
      [0, 70, -70],
      [70, 0, 70],
      [70, 70, 0],
    ]);
  });

  test("leave out lines that cost nothing in either arm, and pair by replication", () => {
    const before = arm("base", [ward, visits], [1, 0], [2, 0], [4, 0]);
    const after = arm("new", [ward, visits], [11, 0], [22, 0], [44, 0]);
    const shuffled = { ...after, runs: [after.runs[2], after.runs[0]] };
    const { lines } = costDifferences(shuffled, before, [], 0.95);
    expect(lines.map(({ line, difference }) => [line.subject, difference.n, difference.mean])).toEqual([
      ["ward", 2, 25],
    ]);
  });
});
