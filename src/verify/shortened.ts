import type { Model } from "../model/model.ts";

/** With a window of so many minutes at most, and no more before and after it. */
export function shortened(model: Model, minutes: number): Model {
  const { warmUp, run, coolDown } = model.clock;
  if (run <= minutes) return model;
  const cut = (length: number): number => Math.min(length, minutes);
  return { ...model, clock: { ...model.clock, warmUp: cut(warmUp), run: minutes, coolDown: cut(coolDown) } };
}
