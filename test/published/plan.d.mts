import type { RunResult } from "../../src/collect/run-result.ts";

export type Reader = (run: RunResult, at: (id: string) => number) => number | readonly [above: number, below: number];

export interface Row {
  readonly label: string;
  readonly arm: string;
  readonly published: number;
  readonly read: Reader;
  /** Of the published figure; without it, our own spread over the source's number of runs. 0 for theory. */
  readonly se?: number;
  /** Half of the last printed place: no difference up to it counts. */
  readonly printed?: number;
  /** Why the figure is not met, where the cause is known: it need not be within three standard errors. */
  readonly explained?: string;
  /** What is known of a figure that is not met although no cause was found, and that is not ours: another source or theory stands by ours. */
  readonly unexplained?: string;
}

export interface Table {
  readonly title: string;
  readonly about: string;
  /** Replications behind the published figures. */
  readonly runs: number;
  readonly rows: readonly Row[];
}

/** Runs of one file that answer some published tables. */
export interface PublishedModel {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly replications: number;
  readonly set: Readonly<Record<string, string>>;
  readonly tables: readonly Table[];
}

export declare const models: readonly PublishedModel[];
