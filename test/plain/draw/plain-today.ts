import type { Tree } from "../../random-scenarios/draft.ts";
import { type PlainWorld, present } from "./plain-world.ts";

/** Patients who are there at time 0, in stages where nobody asks for anything or holds a place. */
export function drawPlainToday(
  { tape, sections, classes }: PlainWorld,
  stages: { readonly [name: string]: { readonly [key: string]: Tree } },
  known: boolean,
): readonly Tree[] {
  const quiet = sections
    .filter(({ isWard }) => !isWard)
    .flatMap((section) => section.stages)
    .filter((name) => stages[name].needs === undefined);
  if (quiet.length === 0) return [];
  return Array.from({ length: 1 + tape.below(4) }, () => {
    const since = tape.pick([undefined, "0 min", "0 min", "1 min"]);
    return present({
      class: tape.pick(classes),
      stage: tape.pick(quiet),
      since,
      arrived: tape.pick([undefined, since, since, "3 h"]),
      count: tape.pick([1, 1, 2, 7, 90]),
      set: known && tape.whether(40) ? { urgency: 2, age: 70 } : undefined,
    });
  });
}
