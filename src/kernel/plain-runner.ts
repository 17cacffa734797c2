import type { PlainKernel } from "./plain.ts";
import type { LeaverRecorder, Recorder } from "./recorder.ts";

/**
 * A recorder that runs replications of plain pathways (plain.ts) itself and counts what happens as it goes: then nothing of it is told.
 */
export interface PlainRunner extends Recorder {
  /**
   * @param beside is told of the window and of who leaves
   * @returns false when it could not be done, and whatever has been done of it does not count: then all is told from the beginning
   */
  runPlain(kernel: PlainKernel, beside?: LeaverRecorder): boolean;
}

export function isPlainRunner(recorder: Recorder): recorder is PlainRunner {
  return "runPlain" in recorder && recorder.runPlain !== undefined;
}
