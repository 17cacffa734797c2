import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";

/** Whether a service can go at another speed than 1, or be broken off and go on. */
export function variesWork({ requests, resources }: Model): boolean {
  const finishes = resources.every(({ phases }) => phases.every(({ atShiftEnd }) => atShiftEnd === "finish"));
  const plain = requests.every(({ options, preempts }) => !preempts && options.every(({ speed }) => speed === NONE));
  return !finishes || !plain;
}
