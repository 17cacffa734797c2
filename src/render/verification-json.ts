import { assumedInputs } from "./findings.ts";
import { targetsJson } from "./json.ts";
import { changedVerdicts, type Verification } from "./verification.ts";

/** See docs/files.md. */
export function verificationJson(verification: Verification): object {
  const { scenario, engines, findings, stopped, ranges, replications, seed, files, version, command } = verification;
  return {
    version,
    title: scenario.title,
    sha256: files[0].sha256,
    files,
    seed,
    replications,
    level: scenario.experiment.level,
    command,
    warnings: findings?.warnings ?? [],
    stopped: stopped ?? null,
    engines: engines.map(({ arm, events, days, difference, stopped: why }) => ({
      arm,
      agree: difference === undefined,
      events,
      days: days ?? null,
      stopped: why ?? null,
      difference: difference ?? null,
    })),
    targets: targetsJson(findings?.targets ?? []),
    inputs: scenario.inputs.length,
    assumptions: assumedInputs(scenario).map(({ path, text }) => ({ path, text })),
    ranges:
      ranges === undefined
        ? null
        : {
            tried: ranges.ends.map(({ parameter, end, value, outcomes, refused }) => ({
              parameter,
              end,
              value,
              targets: outcomes === undefined ? null : targetsJson(outcomes),
              refused: refused ?? null,
            })),
            withoutRange: ranges.without,
            changes: changedVerdicts(verification).map(({ end, before, after }) => ({
              parameter: end.parameter,
              end: end.end,
              target: before.label,
              before: before.outcome,
              after: after.outcome,
            })),
          },
  };
}
