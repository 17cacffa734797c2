import { describe, expect, test } from "vitest";
import { compareArms } from "../../src/experiment/compare.ts";
import { differencesCsv, metricsCsv, summaryCsv } from "../../src/render/csv.ts";
import { arm, metric, result, run } from "../experiment/results.ts";

const headline = [{ metricId: "measure.x", matters: undefined, better: "lower" }] as const;
const two = result([arm("baseline", [5, 7]), arm("d2a", [4, 5])]);
const NONE: ReadonlySet<string> = new Set();

describe("metrics.csv", () => {
  test("has a row for each metric of each replication of each scenario, in their order", () => {
    expect(metricsCsv(two)).toBe(
      [
        "scenario,replication,metric,scope,subject,quantity,statistic,unit,group,period,value",
        "baseline,1,measure.x,measure,measure.x,value,mean,number,,,5",
        "baseline,2,measure.x,measure,measure.x,value,mean,number,,,7",
        "d2a,1,measure.x,measure,measure.x,value,mean,number,,,4",
        "d2a,2,measure.x,measure,measure.x,value,mean,number,,,5",
        "",
      ].join("\n"),
    );
  });

  test("keeps every digit, and leaves a cell empty where nothing was observed", () => {
    const metrics = [metric("a"), metric("b")];
    const csv = metricsCsv(result([{ name: "one", runs: [run("one", 1, [0.1 + 0.2, NaN])] }], { metrics }));
    expect(csv).toContain(",0.30000000000000004\n");
    expect(csv).toMatch(/,\n$/);
  });

  test("says group and period in columns of their own", () => {
    const told = metric("measure.x.by.red.every.2", { subject: "x", group: "red", period: 2 });
    const csv = metricsCsv(result([arm("one", [3])], { metrics: [told] }));
    expect(csv.split("\n")[1]).toBe("one,1,measure.x.by.red.every.2,measure,x,value,mean,number,red,2,3");
  });

  test("makes no formula of a name", () => {
    const csv = metricsCsv(result([arm("=1+1", [-2])], { metrics: [metric("m", { subject: "@x, y" })] }));
    expect(csv.split("\n")[1]).toBe(`'=1+1,1,m,measure,"'@x, y",value,mean,number,,,-2`);
  });
});

describe("summary.csv", () => {
  test("gives mean, sd and interval by Student's t over the replications", () => {
    // Mean 6, sd √2; t(0.975, 1) = 12.706 and √2 / √2 = 1.
    const cells = summaryCsv(two, NONE).split("\n")[1].split(",");
    expect(cells.slice(0, 11)).toEqual([
      "baseline",
      "measure.x",
      "measure",
      "measure.x",
      "value",
      "mean",
      "number",
      "",
      "",
      "2",
      "6",
    ]);
    const [sd, low, high] = cells.slice(11, 14).map(Number);
    expect(sd).toBeCloseTo(Math.SQRT2, 12);
    expect(low).toBeCloseTo(6 - 12.7062047, 6);
    expect(high).toBeCloseTo(6 + 12.7062047, 6);
    expect(cells[14]).toBe("");
  });

  test("has no average of an arm that does not settle, and says so", () => {
    const lines = summaryCsv(two, new Set(["d2a"])).split("\n");
    expect(lines[2]).toBe("d2a,measure.x,measure,measure.x,value,mean,number,,,2,,,,,unstable");
    expect(lines[1]).toMatch(/,$/);
  });
});

describe("differences.csv", () => {
  test("gives both levels and the paired difference, scenario minus baseline", () => {
    const [head, row] = differencesCsv(compareArms(two, headline))
      .split("\n")
      .map((line) => line.split(","));
    const of = (name: string): string => row[head.indexOf(name)];
    expect(["scenario", "baseline", "n", "baseline_mean", "scenario_mean", "difference", "note"].map(of)).toEqual([
      "d2a",
      "baseline",
      "2",
      "6",
      "4.5",
      "-1.5",
      "",
    ]);
  });

  test("has no difference where an arm does not settle", () => {
    const overload = { arm: "d2a", resource: "bed", cure: undefined };
    const row = differencesCsv(compareArms(two, headline, [overload])).split("\n")[1];
    expect(row).toBe("d2a,baseline,measure.x,measure,measure.x,value,mean,number,,,2,,,,,,,,,unstable");
  });
});

test("every row of a file has as many cells as its head", () => {
  const files = [metricsCsv(two), summaryCsv(two, NONE), differencesCsv(compareArms(two, headline))];
  for (const file of files) {
    const widths = file
      .trimEnd()
      .split("\n")
      .map((line) => line.split(",").length);
    expect(new Set(widths).size).toBe(1);
  }
});
