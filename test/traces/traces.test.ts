import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

/**
 * Traces worked out by hand from the rules of docs/semantics.md. Each scenario says in its first lines what it shows; the
 * trace beside it names the verbs it keeps and then lists every fact with one of them, in order.
 */
const folder = fileURLToPath(new URL(".", import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length));

/** Of an arm of a scenario file, replication 1, the lines with one of these verbs. */
function traceOf(file: string, text: string, verbs: ReadonlySet<string>): string[] {
  const read = readScenario({ name: file, text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[0]);
  const log = new EventLog(model);
  simulate(model, 1, log);
  return log.toTrace().filter((line) => verbs.has(verbOf(line)));
}

/** `4 a 2 start s` → start; `5 - capacity r 1 1` → capacity. */
function verbOf(line: string): string {
  const words = line.split(" ");
  return words[1] === "-" ? words[2] : words[3];
}

describe("hand-made traces", () => {
  test("there are at least 25, each with its trace", () => {
    const traces = readdirSync(folder).filter((file) => file.endsWith(".trace"));
    expect(traces.map((file) => file.slice(0, -".trace".length))).toEqual(names);
    expect(names.length).toBeGreaterThanOrEqual(25);
  });

  test.each(names)("%s", (name) => {
    const [head, ...expected] = readFileSync(`${folder}${name}.trace`, "utf8").trimEnd().split("\n");
    const verbs = new Set(head.replace("# verbs: ", "").split(" "));
    const found = traceOf(`${name}.yaml`, readFileSync(`${folder}${name}.yaml`, "utf8"), verbs);
    expect(found).toEqual(expected);
  });
});
