import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { EventLog } from "../../src/collect/event-log.ts";
import { simulateWithSimjs } from "../../src/reference/simulate.ts";
import { armsOf, expectAlike, scenariosIn } from "./scenarios.ts";

const folder = fileURLToPath(new URL("../traces/", import.meta.url));
const traces = readdirSync(folder).filter((file) => file.endsWith(".trace"));

describe("the second engine", () => {
  test.each(traces)("gives the trace that was worked out by hand: %s", (file) => {
    const lines = readFileSync(folder + file, "utf8")
      .trimEnd()
      .split("\n");
    const head = (key: string): string[] | undefined =>
      lines
        .find((line) => line.startsWith(`# ${key}: `))
        ?.slice(`# ${key}: `.length)
        .split(" ");
    const verbs = new Set(head("verbs"));
    const arms = armsOf(`test/traces/${file.split(".")[0]}.yaml`);
    for (const name of head("arm") ?? [arms[0].arm]) {
      const model = arms.find(({ arm }) => arm === name);
      if (model === undefined) throw new Error(`${file} has no arm ${name}`);
      const log = new EventLog(model);
      simulateWithSimjs(model, 1, log);
      const told = log.toTrace().filter((line) => {
        const words = line.split(" ");
        return verbs.has(words[1] === "-" ? words[2] : words[3]);
      });
      expect(told).toEqual(lines.filter((line) => !line.startsWith("# ")));
    }
  });

  test.each(scenariosIn("test/traces"))("states all facts as the kernel does: %s", (path) => {
    for (const model of armsOf(path)) expectAlike(model);
  });
});
