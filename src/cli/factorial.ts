import { formatDiagnostics } from "../diagnostics/format.ts";
import { effectsOf } from "../experiment/factorial.ts";
import type { Design } from "../experiment/fraction.ts";
import { type FactorialFindings, factorialJson } from "../render/factorial.ts";
import { factorialText } from "../render/factorial-text.ts";
import { jsonOf } from "../render/json.ts";
import { paragraph } from "../render/table.ts";
import { readScenario } from "../scenario/parse.ts";
import { chooseDesign, type DesignOptions, designWords } from "./design.ts";
import { experiment } from "./experiment.ts";
import { print, tell } from "./output.ts";
import { InvalidScenario } from "./problems.ts";
import { type ReadFile, readFile, splitOption } from "./read.ts";
import { checkFolder } from "./result-files.ts";
import type { RunOptions } from "./run-options.ts";

export interface FactorialOptions extends RunOptions, DesignOptions {}

/** Runs every combination of some interventions, or a fraction of them, on the same patients. */
export async function factorial(options: FactorialOptions): Promise<void> {
  const file = readFile(options, []); // which interventions the file compares is not asked
  const design = chooseDesign(options, file.scenario.names.interventions);
  checkFolder(options.out, file);
  const combined = readCombined(file, design, options);
  const names = new Set(runNames(design, options.of).map(({ name }) => name));
  const arms = combined.scenario.arms.filter(({ name }) => names.has(name));
  const ordered = [...names].flatMap((name) => arms.filter((arm) => arm.name === name));
  const found = await experiment(combined, ordered, "factorial", options);
  const findings = { ...found, command: `${found.command}${designWords(options)}` };
  const effects = effectsOf(findings.result, design, options.of);
  const all: FactorialFindings = { findings, design, interventions: options.of, effects };
  print(options.json ? jsonOf("factorial", factorialJson(all)) : factorialText(all));
  if (options.out !== undefined) {
    (await import("./save.ts")).saveFactorial(options.out, combined, all, options);
    tell(`\n${paragraph(`The effects are in ${options.out}/effects.csv; the runs are beside it.`)}`);
  }
  if (!options.json) print(`\n${paragraph(`To get exactly these numbers again: ${findings.command}`)}`);
}

/** The file once more, with the runs of the design for its scenarios. @throws InvalidScenario where interventions clash */
function readCombined(file: ReadFile, design: Design, { set, of }: FactorialOptions): ReadFile {
  const read = readScenario(file.source, {
    set: set.map(splitOption),
    files: file.readBeside,
    scenarios: runNames(design, of),
  });
  if (!read.ok) {
    tell(`${formatDiagnostics(read.diagnostics.filter(({ severity }) => severity === "error"))}\n`);
    throw new InvalidScenario();
  }
  return { ...file, scenario: read.value };
}

/** One with nothing is the baseline; the others are called by what is in them. */
function runNames({ runs }: Design, of: readonly string[]) {
  return runs.map((high) => {
    const interventions = of.filter((_, f) => (high & (1 << f)) !== 0);
    const name = interventions.length === 0 ? "baseline" : interventions.join("+");
    return { name, label: interventions.length === 0 ? "Baseline" : interventions.join(" and "), interventions };
  });
}
