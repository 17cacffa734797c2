import { Collector } from "../collect/collector.ts";
import type { RunResult } from "../collect/run-result.ts";
import type { Recorder } from "../kernel/recorder.ts";
import type { Model } from "../model/model.ts";
import { comparePatients, outcomeKinds, type PatientChanges } from "./better-worse.ts";

/** One replication of all arms, run one after the other, with what became of each patient of the first held against the others. */
export interface ArmsTogether {
  readonly replication: number;
  /** In the order of the arms. */
  readonly runs: readonly RunResult[];
  /** Of all arms but the first. */
  readonly changes: readonly PatientChanges[];
}

/** An arm that stopped. */
export class ArmStopped extends Error {
  override readonly name = "ArmStopped";
  readonly arm: string;

  constructor(arm: string, message: string) {
    super(message);
    this.arm = arm;
  }
}

/**
 * Runs all arms of a replication where they are compared: no more is ever kept of patients than of two arms of one replication,
 * however many there are of either.
 * @param link gives what runs a model
 */
export function togetherOf(
  models: readonly Model[],
  link: (model: Model) => (replication: number, recorder: Recorder) => void,
): (replication: number) => ArmsTogether {
  const [{ forWhom }] = models;
  const kinds = outcomeKinds(models[0]);
  const arms = models.map((model) => ({ arm: model.arm, run: link(model), collector: new Collector(model, true) }));
  return (replication) => {
    for (const { arm, run, collector } of arms) {
      try {
        run(replication, collector);
      } catch (error) {
        throw new ArmStopped(arm, error instanceof Error ? error.message : String(error));
      }
    }
    const [baseline, ...others] = arms.map(({ collector }) => collector.digest());
    return {
      replication,
      runs: arms.map(({ collector }) => collector.result()),
      changes: others.map((digest) => comparePatients(replication, baseline, digest, forWhom, kinds)),
    };
  };
}
