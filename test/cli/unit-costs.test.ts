import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

function unitCosts(...words: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, "unit-costs", ...words], { encoding: "utf8" });
  return { out: stdout, err: stderr, code: status };
}

describe("careway unit-costs", () => {
  test("lists all of them in a table that fits the terminal", () => {
    const { out, code } = unitCosts();
    expect(code).toBe(0);
    expect(out.split("\n").filter((line) => /^[a-z0-9-]+ /.test(line) && !line.startsWith("id"))).toHaveLength(175);
    expect(out.split("\n").filter((line) => [...line].length > 80)).toEqual([]);
  });
  test("finds those with all words, each with what it is, its range and its source", () => {
    const { out } = unitCosts("bed-day", "default");
    expect(out).toContain("acute-bed-day-model-default");
    expect(out).toContain("Range: 300 to 700.");
    expect(out).toContain("Source: assumption: between 346");
    expect(out).not.toContain("nurse-b6");
  });
  test("gives JSON with every field", () => {
    const { unitCosts: found } = JSON.parse(unitCosts("qaly", "--json").out) as { unitCosts: object[] };
    expect(found).toMatchObject([{ id: "qaly-threshold", value: 20000, unit: "GBP/QALY", low: 20000, high: 30000 }]);
  });
  test("says when there is none", () => {
    const { out, err, code } = unitCosts("unicorn");
    expect([out, code]).toEqual(["", 2]);
    expect(err).toContain("None of 175 unit costs has all of these words: unicorn");
  });
});
