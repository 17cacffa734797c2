/** Replications of one model that one worker runs. */
export interface Task {
  readonly name: string;
  /** The scenario's own when left out. */
  readonly seed: string | undefined;
  /** By the second simulator. */
  readonly small: boolean;
  /** Of a run, after the warm-up. */
  readonly minutes: number;
  /** Number of the first replication, from 1. */
  readonly first: number;
  readonly count: number;
}

export interface Job extends Task {
  /** How many values are read of each. */
  readonly readers: number;
}

export declare class Pool {
  constructor(count: number);
  /** Of each job, by reader, in the order of replications. */
  run(jobs: readonly Job[]): Promise<Float64Array[][]>;
  close(): Promise<void>;
}
