import { expect, test } from "vitest";
import { waitingCsv } from "../../src/render/csv.ts";
import { resultJson } from "../../src/render/json.ts";
import { reportPage } from "../../src/render/report.ts";
import { clinic, findingsOf } from "./page-findings.ts";

test("the page, the CSV and the JSON say what most patients wait for in each hour of the week", async () => {
  const findings = await findingsOf(clinic());
  const section = /<section id="binding"[^>]*>.*?<\/section>/s.exec(reportPage(findings))?.[0] ?? "";
  // The room is open all week; patients wait for a nurse from the evening on.
  expect(section).toContain("Clinic: nurse is waited for most in");
  expect(section).toContain('<td class="text">1 Clinic: nurse</td>');
  expect(section).toMatch(/Monday \d\d:00 to \d\d:00/);
  expect(section.match(/<figure /g)).toHaveLength(3);
  const lines = waitingCsv(findings.result, findings.scenario.names.resources, new Set(["after"]))
    .trim()
    .split("\n");
  expect(lines).toHaveLength(1 + 3 * 2 * 168);
  const rows = lines.slice(1).map((line) => line.split(","));
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([9]));
  expect(rows[0].slice(0, 5)).toEqual(["before", "nurse", "0", "Monday", "0"]);
  for (const row of rows.filter(([scenario]) => scenario === "after"))
    expect(row.slice(5)).toEqual(["", "", "", "unstable"]);
  const json = JSON.parse(JSON.stringify(resultJson(findings)));
  expect(json.bindingByHour.before).toHaveLength(168);
  for (let hour = 0; hour < 168; hour++) {
    const { resource } = json.bindingByHour.before[hour];
    const binding = rows.filter((row) => row[0] === "before" && row[2] === String(hour) && row[7] === "1");
    expect(binding.map((row) => row[1])).toEqual(resource === undefined ? [] : [resource]);
  }
});
