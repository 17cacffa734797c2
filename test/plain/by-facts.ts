// The two ways in which a plain pathway is run, and the only names of them that the tests know.
import { Collector } from "../../src/collect/collector.ts";
import { isPlain as plain } from "../../src/kernel/plain.ts";
import type { Recorder } from "../../src/kernel/recorder.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import type { Model } from "../../src/model/model.ts";

/** Recorders that run a plain pathway themselves have this method. */
const OWN_LOOP = "runPlain";

export function isPlain(model: Model): boolean {
  return plain(model);
}

/** Whether a simulation leaves the run to a recorder that offers to run it. */
export function runsPlain(model: Model): boolean {
  let isAsked = false;
  const collector = new Collector(model);
  Object.defineProperty(collector, OWN_LOOP, {
    value: () => {
      isAsked = true;
    },
  });
  try {
    new Simulation(model).run(1, collector);
  } catch {
    // It may stop, where it is not left to the recorder.
  }
  return isAsked;
}

/** Whether the recorder would run a plain pathway itself. */
export function offersLoop(recorder: Recorder): boolean {
  return typeof Reflect.get(recorder, OWN_LOOP) === "function";
}

/** The same recorder, which is told of facts whatever the pathway is. */
export function byFacts<T extends Collector | Recorder>(recorder: T): T {
  Object.defineProperty(recorder, OWN_LOOP, { value: undefined });
  return recorder;
}
