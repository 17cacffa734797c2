import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

/**
 * Traces worked out by hand from the rules of docs/semantics.md. Each scenario says in its first lines what it shows; the
 * trace beside it names the verbs it keeps, perhaps the arms it is of (else the first one), and then lists every fact with one
 * of the verbs, in order. A scenario with several traces has `name.which.trace` beside it.
 */
const folder = fileURLToPath(new URL(".", import.meta.url));
const named = (ending: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
const scenarios = named(".yaml");
const traces = named(".trace");

/** Of an arm of a scenario file, replication 1, the lines with one of these verbs. */
function traceOf(scenario: string, arm: string | undefined, verbs: ReadonlySet<string>): string[] {
  const name = `${scenario}.yaml`;
  const read = readScenario({ name, text: readFileSync(folder + name, "utf8") });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const { arms } = read.value;
  const chosen = arm === undefined ? arms[0] : arms.find(({ name }) => name === arm);
  if (chosen === undefined) throw new Error(`${name} has no arm ${arm}`);
  const model = compile(read.value, chosen);
  const log = new EventLog(model);
  simulate(model, 1, log);
  return log.toTrace().filter((line) => verbs.has(verbOf(line)));
}

/** `4 a 2 start s` → start; `5 - capacity r 1 1` → capacity. */
function verbOf(line: string): string {
  const words = line.split(" ");
  return words[1] === "-" ? words[2] : words[3];
}

/** The scenario that a trace is of: `name` and `name.which` → name. */
function scenarioOf(trace: string): string {
  return trace.split(".")[0];
}

describe("hand-made traces", () => {
  test("are of at least 25 scenarios, each with its trace", () => {
    expect([...new Set(traces.map(scenarioOf))].sort()).toEqual(scenarios.sort());
    expect(scenarios.length).toBeGreaterThanOrEqual(25);
  });

  test.each(traces)("%s", (trace) => {
    const lines = readFileSync(`${folder}${trace}.trace`, "utf8").trimEnd().split("\n");
    const expected = lines.filter((line) => !line.startsWith("# "));
    const head = (key: string): string[] | undefined =>
      lines
        .find((line) => line.startsWith(`# ${key}: `))
        ?.slice(`# ${key}: `.length)
        .split(" ");
    const verbs = new Set(head("verbs"));
    for (const arm of head("arm") ?? [undefined]) expect(traceOf(scenarioOf(trace), arm, verbs)).toEqual(expected);
  });
});
