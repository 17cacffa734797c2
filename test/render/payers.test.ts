import { describe, expect, test } from "vitest";
import { compareText } from "../../src/render/compare-text.ts";
import { costsCsv } from "../../src/render/csv.ts";
import { comparisonJson } from "../../src/render/json.ts";
import { reportPage } from "../../src/render/report.ts";
import { clinic, findingsOf } from "./page-findings.ts";

/** A year in which a room more costs £10 an hour, £87,360, and its start £500 that nobody is said to pay. */
const text = clinic()
  .replace("run: 8 weeks", "run: 52 weeks")
  .replace("rostered: £30 per hour", "rostered: £30 per hour, overtime: £0 per hour")
  .replace(
    "change: { resources.room.capacity: 3 + 1 } }",
    "change: { resources.room.capacity: 3 + 1 }, costs: { start: { once: £500 } } }",
  );
const findings = await findingsOf(text, 10);
const [after, again] = findings.comparisons;

describe("who wins and who loses", () => {
  test("is a table of the text that fits the terminal", () => {
    const said = compareText(findings);
    const table = said.slice(said.indexOf("Who wins, who loses: Clinic: after"));
    expect(table).toMatch(/^Who wins, who loses: Clinic: after, change in cost a year, £,?\s+prices of 2024\/25/);
    const row = (name: string) =>
      table
        .split("\n")
        .find((line) => line.startsWith(name))
        ?.trim()
        .split(/\s{2,}/);
    expect(table).toMatch(/fixed\s+stepped\s+variable\s+spent\s+avoided\s+net \(95%/);
    expect(row("Clinic: trust")).toEqual(["Clinic: trust", "0", "87,360 more", "0", "87,360", "0", "▲ 87,360 more"]);
    expect(row("Clinic:  ")).toEqual(["Clinic:", "0", "0", "0", "0", "0", "= 0"]); // council: on the next line
    expect(row("No ")).toEqual(["No", "500 more", "0", "0", "500", "0", "▲ 500 more"]);
    expect(row("Everyone")).toEqual(["Everyone", "500 more", "87,360 more", "0", "87,860", "0", "▲ 87,860 more"]);
    expect(said.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  });

  test("is a table of the page, with the price year, marks and words", () => {
    const page = reportPage(findings);
    const caption = "Clinic: after: who wins and who loses, change in cost a year, prices of 2024/25";
    const table = page.slice(page.indexOf(`<caption>${caption}</caption>`)).split("</table>")[0];
    const cells = (name: string) => {
      const row = table.split("<tr").find((one) => one.includes(`<th scope="row">${name}</th>`)) ?? "";
      return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell.replace(/<[^>]*>/g, ""));
    };
    expect(cells("Clinic: trust")).toEqual([
      "0",
      "£87,360 more",
      "0",
      "£87,360",
      "0",
      "£87,360 more",
      "the same in every run",
      "▲ pays more",
    ]);
    expect(cells("No organisation").at(-1)).toBe("▲ pays more");
    expect(cells("Clinic: council").at(-1)).toBe("= no change");
    expect(table).toContain('<tr class="total"><th scope="row">Everyone</th>');
    expect(page).toContain("<dt>No organisation</dt>");
  });

  test("is in the JSON, with its lines", () => {
    const { comparisons } = comparisonJson(findings) as {
      comparisons: { costs: { payers: object[]; lines: object[] } }[];
    };
    expect(comparisons[0].costs.payers).toMatchObject([
      {
        payer: "organisation",
        organisation: "trust",
        stepped: { spent: { mean: 87360 } },
        all: { net: { mean: 87360 } },
      },
      { payer: "organisation", organisation: "council" },
      { payer: "nobody", organisation: null, fixed: { spent: { mean: 500 } } },
      { payer: "everyone", all: { spent: { mean: 87860 }, avoided: { mean: 0 }, net: { mean: 87860 } } },
    ]);
    expect(comparisons[0].costs.lines).toMatchObject([
      { of: "resource", subject: "nurse", basis: "rostered", kind: "stepped", difference: { mean: 0 } },
      { of: "resource", subject: "room", basis: "rostered", scenario: 4 * 10 * 24 * 364, difference: { mean: 87360 } },
      { of: "intervention", subject: "more", basis: "once", cost: "start", baseline: 0, scenario: 500 },
    ]);
  });

  test("is in costs.csv line by line", () => {
    const [head, ...rows] = costsCsv(findings).trimEnd().split("\n");
    expect(new Set([head, ...rows].map((row) => row.split(",").length))).toEqual(new Set([16]));
    expect(rows).toContain("after,before,trust,stepped,resource,room,rostered,,10,262080,349440,87360,0,87360,87360,");
    expect(rows.filter((row) => row.startsWith("again,"))).toHaveLength(2);
  });

  test("is nobody where nothing changes", () => {
    expect([after.arm, again.arm]).toEqual(["after", "again"]);
    const said = compareText(findings);
    expect(said.slice(said.indexOf("Who wins, who loses: Clinic: again"))).toMatch(/Everyone +0 +0 +0 +0 +0 {2}= 0/);
  });
});

test("nobody wins or loses in what does not settle", async () => {
  const unstable = await findingsOf(clinic({ rooms: 2 }), 10);
  expect(compareText(unstable)).not.toContain("Who wins, who loses");
  expect(reportPage(unstable)).not.toContain("who wins and who loses");
  const { comparisons } = comparisonJson(unstable) as { comparisons: { costs: object | null }[] };
  expect(comparisons[0].costs).toBe(null);
  expect(costsCsv(unstable).split("\n")[1]).toMatch(/,10,,,,,,,unstable$/);
});
