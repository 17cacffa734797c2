import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const lists = fileURLToPath(new URL("../../scenarios/examples/theatre-lists.yaml", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "careway-factorial-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function factorial(file: string, ...args: readonly string[]) {
  const run = spawnSync(process.execPath, [main, "factorial", file, "--quiet", ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function written(path: string): Record<string, string> {
  return Object.fromEntries(readdirSync(path).map((name) => [name, readFileSync(join(path, name), "utf8")]));
}

/** Each patient is seen for as long as the factors say; each comes every hour and nobody waits. */
const additive = join(folder, "additive.yaml");
writeFileSync(
  additive,
  `careway: 1
title: Minutes that are known
clock: { start: 2026-04-06, run: 1 week }
experiment: { replications: 3 }
parameters: { pa: 0, pb: 0, pc: 0, pe: 0 }
resources: { room: { capacity: unlimited } }
patients: { all: { arrive: { every: 1 h }, enter: seen } }
stages: { seen: { needs: room, duration: 20 min + (3 * pa - 2 * pb + 5 * pa * pb + 4 * pc + pe) * 1 min, next: home } }
exits: { home: Home }
measures: { stay: { mean: end(seen) - start(seen), of: visits(seen), label: Minutes } }
interventions:
  a: { change: { parameters.pa: 1 } }
  b: { change: { parameters.pb: 1 } }
  c: { change: { parameters.pc: 1 } }
  g: { change: { parameters.pe: 1 } }
  longer: { change: { stages.seen.duration: { times: 1.5 } } }
  longest: { change: { stages.seen.duration: { times: 2 } } }
  eighth: { change: { resources.room.capacity: 100 } }
  fixed: { change: { stages.seen.duration: 20 min } }
`,
);

interface Printed {
  readonly design: {
    readonly runs: readonly { readonly scenario: string; readonly high: readonly string[] }[];
    readonly resolution: number | null;
    readonly aliases: readonly { readonly effect: string; readonly with: readonly string[] }[];
  };
  readonly effects: Readonly<Record<string, { readonly effects: Readonly<Record<string, { readonly mean: number }>> }>>;
}

function effectsOn(metric: string, printed: Printed): Record<string, number> {
  return Object.fromEntries(
    Object.entries(printed.effects[metric].effects).map(([effect, { mean }]) => [effect, mean]),
  );
}

describe("careway factorial", () => {
  test("finds the effects of y = 3 A − 2 B + 5 A B + 4 C in a simulated pathway", () => {
    const { code, out } = factorial(additive, "--of", "a,b,c", "--json");
    expect(code).toBe(0);
    const printed = JSON.parse(out) as Printed & { readonly kind: string };
    expect([printed.kind, printed.design.resolution, printed.design.runs.length]).toEqual(["factorial", null, 8]);
    expect(printed.design.runs[0]).toEqual({ scenario: "baseline", high: [] });
    const found = effectsOn("measure.stay", printed);
    const expected = { a: 5.5, b: 0.5, c: 4, "a × b": 2.5, "a × c": 0, "b × c": 0, "a × b × c": 0 };
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, value] of Object.entries(expected)) expect(found[name], name).toBeCloseTo(value, 9);
  });

  test("tells of a fraction what it cannot tell apart, by letters, by names and by the table alike", () => {
    const ways = [
      ["--fraction", "1/2"],
      ["--generators", "g=abc"],
      ["--generators", "g=a*b*c"],
      ["--generators", "D=ABC"],
    ];
    const [first, ...others] = ways.map((way) =>
      JSON.parse(factorial(additive, "--of", "a,b,c,g", ...way, "--json").out),
    );
    for (const other of others) expect({ ...other, command: "" }).toEqual({ ...first, command: "" });
    const { design } = first as Printed;
    expect([design.runs.length, design.resolution]).toEqual([8, 4]);
    expect(design.aliases).toContainEqual({ effect: "a × b", with: ["c × g"] });
    // A + BCG, and AB + CG
    expect(effectsOn("measure.stay", first).a).toBeCloseTo(5.5, 9);
    expect(effectsOn("measure.stay", first)["a × b"]).toBeCloseTo(2.5, 9);
    const { out } = factorial(additive, "--of", "a,b,c,g", "--fraction", "1/2");
    expect(out.replaceAll(/\s+/g, " ")).toContain("Fewer than 10 runs are not yet a finding.");
    expect(out).toContain("Resolution IV. The same in all runs: a × b × c × g.");
    expect(out).toMatch(/^a × b \+ +2\.5 minutes|^a × b \+ /m);
  });

  test("gives the same numbers whatever the order of the names", () => {
    const [one, other] = ["turnFaster,onTime", "onTime,turnFaster"].map((of) => {
      const printed = JSON.parse(factorial(lists, "--of", of, "--replications", "4", "--json").out) as Printed;
      return Object.entries(printed.effects).map(([metric, { effects }]) => [
        metric,
        effects.onTime,
        effects.turnFaster,
        effects["onTime × turnFaster"] ?? effects["turnFaster × onTime"],
      ]);
    });
    expect(one.length).toBeGreaterThan(100);
    expect(one).toEqual(other);
  });

  test("runs a real scenario to its tables and files, the same bytes with any number of workers and by its own command", () => {
    const out = join(folder, "lists");
    const printed = factorial(
      lists,
      "--of",
      "onTime,turnFaster",
      "--replications",
      "10",
      "--workers",
      "1",
      "--out",
      out,
    );
    expect(printed.code).toBe(0);
    for (const line of printed.out.split("\n")) expect([...line].length, line).toBeLessThanOrEqual(80);
    expect(printed.out).toContain("4 scenarios: all combinations of 2 interventions");
    expect(printed.out).toMatch(/^onTime +0\.\d+ higher \(0\.\d+ to 0\.\d+\)$/m);
    // What nothing changes is 0, and not nearly so.
    expect(printed.out).toMatch(/^turnFaster +0 percentage points$/m);
    const files = written(out);
    expect(Object.keys(files).sort()).toEqual([
      "design.csv",
      "effects.csv",
      "manifest.json",
      "metrics.csv",
      "scenario.yaml",
      "summary.csv",
      "waiting.csv",
    ]);
    expect(files["design.csv"]).toBe(
      "scenario,onTime,turnFaster\nbaseline,0,0\nonTime,1,0\nturnFaster,0,1\nonTime+turnFaster,1,1\n",
    );
    const row = files["effects.csv"].split("\n").find((line) => line.startsWith("onTime,1,,measure.operations,"));
    expect(row?.split(",").length).toBe(files["effects.csv"].split("\n")[0].split(",").length);
    const again = join(folder, "again");
    const { command } = JSON.parse(files["manifest.json"]);
    const words = `${command.replace(/^careway/, `"${process.execPath}" "${main}"`)} --workers 2 --out "${again}" --quiet`;
    expect(spawnSync("bash", ["-c", words], { cwd: out }).status).toBe(0);
    expect(written(again)).toEqual(files);
  });

  test.each([
    [["--of", "a"], "needs two interventions or more"],
    [[], "needs two interventions or more: name them by --of, such as --of a,b."],
    [["--of", "a,b,c,g,longer,longest,fixed,a"], "--of names a twice"],
    [["--of", "a,b,c,g,longer,longest,fixed,eighth"], "takes 7 interventions at most, --of names 8"],
    [["--of", "a,bb"], 'There is no intervention "bb": did you mean "b"?'],
    [["--of", "a,b", "--fraction", "1/2"], "not possible with 2 interventions: there is no fraction"],
    [["--of", "a,b,c,g", "--fraction", "1/3"], "not possible with 4 interventions: there is 1/2"],
    [["--of", "a,b,c,g", "--fraction", "1/2", "--generators", "g=abc"], "give one of the two"],
    [["--of", "a,b,c,g", "--generators", "g"], "write one as d=abc"],
    [["--of", "a,b,c,g", "--generators", "g=abx"], '"abx" is none of the interventions of --of (a is a,'],
    [["--of", "a,b,c,g", "--generators", "g=ab,g=ac"], "g is generated twice"],
    [["--of", "a,b,c,g", "--generators", "g=ab,c=ag"], "is generated itself"],
    [["--of", "a,b,c,g", "--generators", "g=a"], "cannot tell a from g"],
    [["--of", "a,fixed,longer"], '"fixed" and "longer" cannot be combined: both set stages.seen.duration'],
  ])("refuses %j in a sentence", (args, said) => {
    const { code, out, err } = factorial(additive, ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err.replaceAll(/\s+/g, " ")).toContain(said);
    expect(err).not.toContain("fault of Careway");
  });

  test("lets two interventions multiply the same value", () => {
    const printed = JSON.parse(factorial(additive, "--of", "longer,longest", "--json").out) as Printed;
    const found = effectsOn("measure.stay", printed);
    // 20, 30, 40, 60 minutes
    expect(found.longer).toBeCloseTo(15, 9);
    expect(found.longest).toBeCloseTo(25, 9);
    expect(found["longer × longest"]).toBeCloseTo(5, 9);
  });

  test("gives no effect where a combination does not settle, and says which", () => {
    const crowded = join(folder, "crowded.yaml");
    writeFileSync(
      crowded,
      `careway: 1
title: A room that may be too small
clock: { start: 2026-04-06, warmUp: 1 week, run: 8 weeks }
experiment: { replications: 3 }
resources: { room: { capacity: 1 } }
patients: { all: { arrive: { poisson: 30 per day }, enter: seen } }
stages: { seen: { needs: room, duration: { exponential: { mean: 40 min } }, next: home } }
exits: { home: Home }
measures: { wait: { mean: waited, label: Wait } }
interventions:
  slower: { change: { stages.seen.duration: { times: 1.15 } } }
  slow: { change: { stages.seen.duration: { times: 1.1 } } }
`,
    );
    const { code, out } = factorial(crowded, "--of", "slow,slower");
    expect(code).toBe(0);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "No effect is given: of combinations that do not settle there is no average. They are: slow and slower.",
    );
    expect(JSON.parse(factorial(crowded, "--of", "slow,slower", "--json").out).effects).toBeNull();
  });
});
