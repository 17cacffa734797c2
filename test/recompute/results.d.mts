/** What is computed again of a run: as in `RunResult`, metrics by name. */
export interface Recomputed {
  readonly metrics: ReadonlyMap<string, number>;
  readonly censusByHour: readonly number[];
  readonly waitingByHour: readonly number[];
  readonly blockedByHour: readonly number[];
  readonly minutesAtLevel: readonly (readonly number[])[];
  readonly presentAt: readonly number[];
  readonly waitingAt: readonly number[];
  readonly costLines: readonly number[];
  readonly events: number;
}

export declare function recompute(facts: readonly object[], model: object): Recomputed;
