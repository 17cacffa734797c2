import { beforeAll, describe, expect, test } from "vitest";
import * as careway from "../../bench/careway.mjs";
import * as limit from "../../bench/limits/limits.mjs";
import { FEATURES, wardWith } from "../../bench/parts/features.mjs";
import type { Outcome, Ready } from "../../bench/program.mjs";
import * as simjs from "../../bench/rivals/simjs.mjs";
import * as simscript from "../../bench/rivals/simscript.mjs";
import { compareAnswers } from "../../bench/statistics.mjs";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";

type Engine = typeof limit | typeof careway | typeof simjs | typeof simscript;
const models = {
  ward: (engine: Engine) => engine.ward({ days: 365 }),
  queue: (engine: Engine) => engine.queue({ rate: 9, servers: 10, minutes: 400 }),
};
/** simscript is no dependency of the project: where it lies is said by NODE_PATH. */
const rivals = [
  { name: "Careway", engine: careway, runs: 8 },
  { name: "simjs", engine: simjs, runs: 6 },
  { name: "simscript", engine: simscript, runs: 2 },
];

describe.each(["ward", "queue"] as const)("the %s", (model) => {
  let known: Outcome;

  beforeAll(async () => {
    known = await (await models[model](limit))(40, 1);
  });

  test.for(rivals)("has the answers of the program by hand in $name", async ({ name, engine, runs }, { skip }) => {
    let ready: Ready;
    try {
      ready = await models[model](engine);
    } catch (error) {
      if (name !== "simscript" || !String(error).includes("Cannot find module")) throw error;
      console.log("skipped: simscript is not installed");
      return skip("simscript is not installed");
    }
    const told = await ready(runs, 1);
    expect(told.events).toHaveLength(runs);
    const { compared, differences } = compareAnswers([
      { name: "by hand", outcome: known },
      { name, outcome: told },
    ]);
    expect(differences).toEqual([]);
    expect(compared).toBe(1 + Object.keys(known.means).length);
  });
});

test("a model that is not the same is found out", async () => {
  const told = (rate: number, seed: number) => limit.queue({ rate, servers: 10, minutes: 400 })(60, seed);
  const against = (rate: number) =>
    compareAnswers([
      { name: "one", outcome: told(9, 1) },
      { name: "other", outcome: told(rate, 2) },
    ]).differences.map((difference) => difference.split(":")[0]);
  expect(against(9)).toEqual([]);
  expect(against(8.5)).toEqual(expect.arrayContaining(["events", "busy", "present"]));
});

test.each(Object.entries(FEATURES))("the ward pathway can be read with %s", (_name, { add, arm }) => {
  const read = readScenario({ name: "ward.json", text: wardWith(add) });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const { arms } = read.value;
  const chosen = arm === undefined ? arms[0] : arms.find(({ name }) => name === arm);
  if (chosen === undefined) throw new Error(`no scenario is called ${arm}`);
  expect(compile(read.value, chosen).stages.length).toBeGreaterThanOrEqual(5);
});
