import type { Recorder } from "../kernel/recorder.ts";
import type { Model } from "../model/model.ts";
import { Engine } from "./engine.ts";
import { Facts } from "./facts.ts";
import { View } from "./view.ts";

/** The twin of the kernel's `simulate`, in the plainest code, on simjs's clock: the same facts, bit by bit. */
export function simulateWithSimjs(model: Model, replication: number, recorder: Recorder): void {
  new Engine(model, replication, new Facts(recorder, new View(model, replication))).run();
}
