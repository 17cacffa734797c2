import type { ExperimentResult } from "../experiment/experiment.ts";
import type { RunOptions } from "./run-options.ts";

/** The command that gives the same numbers again. @param file as it is called where the command is to be given */
export function rerunCommand(
  command: "run" | "compare" | "verify",
  file: string,
  { scenario, set, engine }: Pick<RunOptions, "scenario" | "set" | "engine">,
  { planned, seed }: Pick<ExperimentResult, "planned" | "seed">,
): string {
  return [
    `careway ${command} ${quoted(file)}`,
    `--replications ${planned}`,
    `--seed ${quoted(seed)}`,
    ...(scenario.length === 0 ? [] : [`--scenario ${quoted(scenario.join(","))}`]),
    ...(engine === "kernel" ? [] : [`--engine ${engine}`]),
    ...set.map((option) => `--set ${quoted(option)}`),
  ].join(" ");
}

/** For a shell. Double quotes, which Windows knows too, unless a POSIX shell would read something within them. */
function quoted(text: string): string {
  if (/^[\w./=,:-]+$/.test(text)) return text;
  if (/[$`"\\!]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `"${text}"`;
}
