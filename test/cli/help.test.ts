import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { commandLine } from "../../src/cli/command-line.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Here yargs has its own package for the widths of characters; the bundle has `src/cli/help-width.ts` in its place. */
test.each([
  [[]],
  [["check"]],
  [["run"]],
  [["compare"]],
  [["factorial"]],
  [["verify"]],
  [["worth"]],
  [["schema"]],
  [["unit-costs"]],
  [["new"]],
])(
  "the help of careway %j is all ASCII, and the bundle prints it as yargs does",
  async (command: readonly string[]) => {
    const printed = spawnSync(process.execPath, [main, ...command, "--help"], { encoding: "utf8" }).stdout;
    expect(printed).toMatch(/^[\n -~]+$/);
    expect(printed).toBe(`${await commandLine(command).getHelp()}\n`);
  },
);
