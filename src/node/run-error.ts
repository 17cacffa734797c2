/** A replication that could not be run: which one, and what the kernel said of stage, patient, time and values. */
export class RunError extends Error {
  override readonly name = "RunError";
  readonly arm: string;
  readonly replication: number | undefined;

  constructor(arm: string, replication: number | undefined, seed: string, message: string) {
    const which = replication === undefined ? "" : `, replication ${replication}`;
    super(`The run of scenario "${arm}"${which} (seed "${seed}") stopped: ${message}`);
    this.arm = arm;
    this.replication = replication;
  }
}
