import type { Tree } from "../draft.ts";
import { ORGANISATIONS, type World } from "./world.ts";

/** Some of each kind of records and statistics. */
export function drawMeasures(world: World, sessions: readonly string[]): { readonly [name: string]: Tree } {
  const { tape } = world;
  const stage = (): string => tape.pick(world.stages);
  const resource = (): string => tape.pick(world.resources);
  const kinds: (() => Tree)[] = [
    () => ({ mean: "waited" }),
    () => ({ share: `start(${stage()}) - arrived <= 2 h`, better: "higher" }),
    () => ({ percentile: "waited", at: "90%", where: `visits(${stage()}) > 0` }),
    () => ({ rate: 'exit == "home"', per: "hour" }),
    () => ({ count: "all", by: "class" }),
    () => ({ sum: "tests", by: "site", per: "day" }),
    () => ({ max: `time - arrived`, by: { age: [60, 75] }, better: "lower", matters: "10 min" }),
    () => ({ mean: `midnights(${stage()})`, where: "frail" }),
    () => ({ mean: `midnights(arrived, time) + midnights(${resource()})` }),
    () => ({ mean: `cost(${tape.pick(ORGANISATIONS)})` }),
    () => {
      const name = stage();
      return { mean: `start(${name}) - enter(${name})`, of: `visits(${name})`, by: "frail", every: "6 h" };
    },
    () => {
      const name = stage();
      return { count: `by(${name}) == "${resource()}"`, of: `visits(${name})`, per: "week", every: "day" };
    },
    () => {
      const name = resource();
      return { sum: `left(${name}) - taken(${name})`, of: `stays(${name})` };
    },
    () => {
      const name = resource();
      return { max: `left(${name}) - taken(${name})`, of: `stays(${name})`, where: "class == 'a'", every: "hour" };
    },
    () => ({ mean: `inUse(${resource()})`, of: "time" }),
    () => ({ share: `queue(${stage()}) > 0 and free(${resource()}) > 0`, of: "time", where: "hour >= 8" }),
    () => ({ percentile: `present(${stage()})`, at: "95%", of: "time" }),
    () => ({ max: `queue(${stage()}) + cases(${stage()})`, of: "time", every: "day" }),
    ...world.interventions.flatMap((name) => [
      () => ({ share: `adopted(${name})`, every: "6 h" }),
      () => ({ rate: `adopted(${name}) and frail`, of: `visits(${stage()})`, per: "day" }),
    ]),
    ...sessions.flatMap((name) => [
      () => ({ mean: "cases", of: `sessions(${name})` }),
      () => ({ sum: "used", of: `sessions(${name})`, where: "came > 0" }),
      () => ({ max: "lastEnd - closed", of: `sessions(${name})` }),
      () => ({ mean: "firstStart - opened - late", of: `sessions(${name})` }),
    ]),
  ];
  const count = tape.below(6);
  const drawn = Array.from({ length: count }, (_, i) => [`m${i + 1}`, tape.pick(kinds)()] as const);
  const ratio = count > 1 && tape.whether(40) ? { quotient: { ratio: ["m1", "m2"], better: "lower" } } : {};
  return { ...Object.fromEntries(drawn), ...ratio };
}
