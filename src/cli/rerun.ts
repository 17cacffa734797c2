import type { Plan } from "../experiment/experiment.ts";
import type { RunOptions } from "./run-options.ts";

/** The command that gives the same numbers again. `file` as it is called where the command is to be given. */
export function rerunCommand(
  command: "run" | "compare" | "verify" | "factorial" | "worth",
  { file, scenario, set, engine }: Pick<RunOptions, "file" | "scenario" | "set" | "engine">,
  { replications, seed }: Pick<Plan, "replications" | "seed">,
): string {
  return [
    `careway ${command} ${quoted(file)}`,
    `--replications ${replications}`,
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
