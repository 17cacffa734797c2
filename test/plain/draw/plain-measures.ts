import type { Tree } from "../../random-scenarios/draft.ts";
import { ORGANISATIONS } from "../../random-scenarios/whole/world.ts";
import { type PlainWorld, RESOURCES } from "./plain-world.ts";

/** Of each kind of records and statistics; none of them reads when something happened in a stage. */
export function drawPlainMeasures(world: PlainWorld): { readonly [name: string]: Tree } {
  const { tape } = world;
  const stage = (): string => tape.pick(world.stages);
  const resource = (): string => tape.pick(RESOURCES);
  const kinds: (() => Tree)[] = [
    () => ({ mean: "waited", better: "lower", headline: true }),
    () => ({ share: "waited <= 1 h", better: "higher", every: "6 h" }),
    () => ({ percentile: "time - arrived", at: "90%", where: `visits(${stage()}) > 0` }),
    () => ({ rate: 'exit == "home"', per: "hour" }),
    () => ({ count: "all", by: "class" }),
    () => ({ sum: "tests", by: "site", per: "day" }),
    () => ({ max: "time - arrived", by: { age: [60, 75] }, better: "lower", matters: "10 min" }),
    () => ({ mean: `midnights(arrived, time) + midnights(${resource()})` }),
    () => ({ mean: `cost(${tape.pick(ORGANISATIONS)})` }),
    () => ({ mean: "waited", of: `visits(${stage()})`, by: "frail", every: "6 h" }),
    () => ({ count: "all", of: `visits(${stage()})`, per: "week", every: "day" }),
    () => ({ percentile: "waited", at: "50%", of: `visits(${stage()})` }),
    () => {
      const name = resource();
      return { sum: `time - taken(${name})`, of: `stays(${name})` };
    },
    () => {
      const name = resource();
      return { max: `time - taken(${name})`, of: `stays(${name})`, where: "class == 'a'", every: "day" };
    },
    () => ({ mean: `inUse(${resource()})`, of: "time" }),
    () => ({ share: `queue(${stage()}) > 0 and free(${resource()}) > 0`, of: "time", where: "hour >= 8" }),
    () => ({ percentile: `present(${stage()})`, at: "95%", of: "time" }),
    () => ({ max: `queue(${stage()}) + cases(${stage()})`, of: "time", every: "day" }),
    ...world.interventions.flatMap((name) => [
      () => ({ share: `adopted(${name})`, every: "day" }),
      () => ({ rate: `adopted(${name}) and frail`, of: `visits(${stage()})`, per: "day" }),
    ]),
  ];
  const count = tape.below(6);
  const drawn = Array.from({ length: count }, (_, i) => [`m${i + 1}`, tape.pick(kinds)()] as const);
  const ratio = count > 1 && tape.whether(40) ? { quotient: { ratio: ["m1", "m2"], better: "lower" } } : {};
  return { ...Object.fromEntries(drawn), ...ratio };
}
