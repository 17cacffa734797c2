import type { Diagnostic, Source } from "../diagnostics/diagnostic.ts";
import { formatDiagnostics } from "../diagnostics/format.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { readSource } from "../node/files.ts";
import { filesBeside, type NamedFile } from "../node/files-beside.ts";
import { type ReadOptions, readScenario } from "../scenario/parse.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { tell } from "./output.ts";
import { InvalidScenario, UsageError } from "./problems.ts";
import { RESULT_FILES } from "./result-files.ts";
import type { RunOptions } from "./run-options.ts";

export interface ReadFile {
  readonly source: Source;
  /** Read because the scenario names them. */
  readonly files: readonly NamedFile[];
  readonly readBeside: (name: string) => Source | undefined;
  readonly scenario: Scenario;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the file with the `--set` options laid over it; mistakes and doubts go to stderr.
 * @param scenarios in place of those of the file
 * @throws InvalidScenario, UsageError
 */
export function readFile(
  { file, set, out }: Pick<RunOptions, "file" | "set" | "out">,
  scenarios?: ReadOptions["scenarios"],
): ReadFile {
  const source = readSource(file);
  const beside = filesBeside(file);
  const read = readScenario(source, {
    set: set.map(splitOption),
    files: beside.read,
    ...(scenarios === undefined ? {} : { scenarios }),
  });
  if (read.diagnostics.length > 0) tell(`${formatDiagnostics(read.diagnostics)}\n`);
  if (!read.ok) throw new InvalidScenario();
  const taken = out === undefined ? undefined : beside.files.find(({ name }) => RESULT_FILES.includes(name));
  if (taken !== undefined) {
    throw new UsageError(`${taken.name} is the name of a file of results: give the scenario's file another name.`);
  }
  return { source, files: beside.files, readBeside: beside.read, scenario: read.value, diagnostics: read.diagnostics };
}

export function splitOption(option: string): { path: string; value: Source } {
  const at = option.indexOf("=");
  if (at <= 0) throw new UsageError(`--set ${option}: write --set path=value, such as --set parameters.beds=60.`);
  return { path: option.slice(0, at), value: { name: `--set ${option}`, text: option.slice(at + 1) } };
}

/** The arms asked for, in the file's order; all when none is named. */
export function chooseArms(scenario: Scenario, names: readonly string[]): readonly Arm[] {
  const known = scenario.arms.map(({ name }) => name);
  for (const name of names) {
    if (!known.includes(name)) {
      const near = didYouMean(name, known);
      const there = `The file has: ${known.join(", ")}.`;
      throw new UsageError(`There is no scenario "${name}"${near === undefined ? "." : `: ${near}`} ${there}`);
    }
  }
  return names.length === 0 ? scenario.arms : scenario.arms.filter(({ name }) => names.includes(name));
}
