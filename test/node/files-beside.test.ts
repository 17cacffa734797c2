import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FileError } from "../../src/node/files.ts";
import { filesBeside } from "../../src/node/files-beside.ts";

const folder = mkdtempSync(join(tmpdir(), "careway-beside-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "case", "data"), { recursive: true });
writeFileSync(join(folder, "secret.csv"), "time\n1\n");
writeFileSync(join(folder, "case", "a.csv"), "time\n2\n");
writeFileSync(join(folder, "case", "data", "b.csv"), "time\n3\n");
symlinkSync(join(folder, "secret.csv"), join(folder, "case", "link.csv"));

describe("files that a scenario names", () => {
  const scenario = join(folder, "case", "scenario.yaml");

  test("are read from its folder and below, and remembered in order", () => {
    const { read, files } = filesBeside(scenario);
    expect(read("data/b.csv")?.text).toBe("time\n3\n");
    expect(read("a.csv")).toEqual({ name: join(folder, "case", "a.csv"), text: "time\n2\n" });
    expect(read("none.csv")).toBeUndefined();
    expect(files.map(({ name }) => name)).toEqual(["data/b.csv", "a.csv"]);
  });

  test.each(["../secret.csv", "link.csv", "data/../../secret.csv"])("are not read from elsewhere: %s", (name) => {
    expect(() => filesBeside(scenario).read(name)).toThrow(FileError);
  });
});
