import type { Tree } from "../draft.ts";
import { time, type World } from "./world.ts";

/** How an intervention spreads: from day 0 on, along a curve, among whom, by whom, and with whose luck. */
export function drawAdoption(world: World, others: readonly string[]): Tree {
  const { tape } = world;
  const curves: (() => { readonly [key: string]: Tree })[] = [
    () => ({ share: tape.pick(["50%", "80%", "20%"]) }),
    () => ({ curve: { share: "60%" } }),
    () => ({ curve: { linear: { over: time(world, 8, 40), ceiling: tape.pick(["100%", "70%"]) } } }),
    () => ({ curve: { logistic: { half: time(world, 8, 32), tenToNinety: time(world, 8, 32), ceiling: "90%" } } }),
    () => ({ curve: { bass: { p: tape.pick([20, 200]), q: tape.pick([0, 900]), ceiling: "80%" } } }),
    () => ({
      curve: {
        points: [
          ["0 h", "10%"],
          [time(world, 8, 16), "50%"],
          [time(world, 20, 40), "90%"],
        ],
      },
    }),
  ];
  const eligible = tape.pick(["urgency > 0", 'site != "east"', "urgency < 2 and hour < 20"]);
  return {
    ...(tape.whether(50) ? { from: tape.pick(["window", "2026-04-06", "2026-04-06 06:00"]) } : {}),
    ...tape.pick(curves)(),
    ...(tape.whether(30) ? { eligible } : {}),
    ...(tape.whether(30) ? { by: "site" } : {}),
    ...(others.length > 0 && tape.whether(40) ? { luck: tape.pick(others) } : {}),
    ...(tape.whether(20) ? { decay: { halfLife: time(world, 4, 20), from: time(world, 0, 12) } } : {}),
  };
}

/** How much of the effect comes to bear, and how soon: by scores and their rule, or as it is stated. */
export function drawImplementation(world: World): { readonly [key: string]: Tree } {
  const { tape } = world;
  const scores = {
    capability: tape.pick(["100%", "60%"]),
    motivation: tape.pick(["100%", "70%"]),
    ...(tape.whether(50) ? { otherProgrammes: tape.below(6), releasePlan: "40%" } : {}),
    ...(tape.whether(30) ? { rule: { fidelity: "capability * motivation", stretch: "1.5 - plan" } } : {}),
  };
  return tape.pick<{ readonly [key: string]: Tree }>([
    { fidelity: tape.pick(["60%", "30%", "0%", "100%"]) },
    { lag: time(world, 4, 30) },
    { fidelity: "70%", lag: time(world, 4, 30) },
    { implementation: scores },
  ]);
}
