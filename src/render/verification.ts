import type { TargetOutcome } from "../experiment/experiment.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Findings } from "./findings.ts";

/** Why the answer of a file is to be believed, or not. */
export interface Verification {
  readonly scenario: Scenario;
  readonly engines: readonly EngineCheck[];
  /** Of the scenarios that the targets speak of; undefined where there are no targets. */
  readonly findings: Pick<Findings, "scenario" | "arms" | "targets" | "instabilities" | "warnings"> | undefined;
  /** Why there are targets and no findings: a run stopped. */
  readonly stopped: string | undefined;
  /** Undefined where they were not tried. */
  readonly ranges: RangesTried | undefined;
  readonly replications: number;
  readonly seed: string;
  /** The scenario's file, and those that it names. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
  readonly version: string;
  readonly command: string;
}

/** One scenario through both engines. */
export interface EngineCheck {
  readonly arm: string;
  readonly label: string;
  /** Facts that both stated alike. */
  readonly events: number;
  /** Of the window that was run, where it was cut short because lines grow. */
  readonly days: number | undefined;
  readonly difference: EngineDifference | undefined;
  /** Why both stopped the run, where they did. */
  readonly stopped: string | undefined;
}

/** What the engines differ in first, a line each; undefined where one of them has nothing more to say. */
export interface EngineDifference {
  /** In the run, in words. */
  readonly where: string;
  readonly kernel: string | undefined;
  readonly simjs: string | undefined;
  /** What both stated last. */
  readonly before: readonly string[];
}

export interface RangesTried {
  readonly ends: readonly RangeEnd[];
  /** Parameters for which the file has no range. */
  readonly without: readonly string[];
}

/** One parameter at one end of its range, everything else as in the file. */
export interface RangeEnd {
  readonly parameter: string;
  readonly label: string;
  readonly end: "low" | "high";
  /** As the file writes it. */
  readonly value: string;
  readonly outcomes: readonly TargetOutcome[] | undefined;
  /** Why there are none: the file cannot be read with it, or a run stops. */
  readonly refused: string | undefined;
}

/** A target whose outcome is another when a parameter is at an end of its range. */
export interface ChangedVerdict {
  readonly end: RangeEnd;
  readonly before: TargetOutcome;
  readonly after: TargetOutcome;
}

export function changedVerdicts({ findings, ranges }: Verification): readonly ChangedVerdict[] {
  return (ranges?.ends ?? []).flatMap((end) =>
    (findings?.targets ?? []).flatMap((before, i) => {
      const after = end.outcomes?.[i];
      return after === undefined || after.outcome === before.outcome ? [] : [{ end, before, after }];
    }),
  );
}
