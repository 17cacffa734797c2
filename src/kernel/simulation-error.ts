/**
 * Something that cannot be: a negative duration, a probability of 1.2, patients who go round without time passing. The
 * replication stops; nothing is mended. The message names stage, patient, time and values.
 */
export class SimulationError extends Error {
  override readonly name = "SimulationError";
}
