import { stringify } from "yaml";
import type { Tree } from "../../random-scenarios/draft.ts";
import { Tape } from "../../random-scenarios/tape.ts";
import { ORGANISATIONS } from "../../random-scenarios/whole/world.ts";
import { drawClasses } from "./plain-classes.ts";
import { drawInterventions } from "./plain-interventions.ts";
import { drawPlainMeasures } from "./plain-measures.ts";
import { drawResources } from "./plain-resources.ts";
import { drawStages } from "./plain-stages.ts";
import { drawPlainToday } from "./plain-today.ts";
import { drawPlainWorld } from "./plain-world.ts";

/** A scenario of which nearly all arms are plain, on a tape of these numbers. */
export function plainYaml(numbers: readonly number[]): string {
  return stringify(drawPlain(new Tape(numbers)), { aliasDuplicateObjects: false });
}

function drawPlain(tape: Tape): { readonly [key: string]: Tree } {
  const world = drawPlainWorld(tape);
  const known = world.interventions.length > 0 || !world.bare || tape.whether(70);
  const healthy = !world.bare && tape.whether(60);
  const resources = drawResources(world);
  const stages = drawStages(world, known, healthy);
  const today = world.warmUp === 0 && !healthy && tape.whether(60) ? drawPlainToday(world, stages, known) : [];
  const measures = world.bare || !tape.whether(75) ? {} : drawPlainMeasures(world);
  const [one, ...more] = world.interventions;
  const start = tape.pick(["2026-04-06", "2026-04-06", "2026-04-09 10:20", "2026-04-12 23:00"]);
  const clock = { start, warmUp: `${world.warmUp} min`, run: `${world.run} min`, cohort: drawCohort(tape) };
  return {
    careway: 1,
    title: "drawn",
    clock,
    experiment: { replications: 2, seed: String(tape.below(1000)) },
    parameters: { gap: "30 min", share: "40%", units: { value: 2, low: 1, high: 4 } },
    organisations: Object.fromEntries(ORGANISATIONS.map((name) => [name, name.toUpperCase()])),
    resources,
    patients: drawClasses(world, known),
    ...(healthy ? { value: { horizon: "8 h", discount: "3.5%", utility: 0.7 } } : {}),
    stages,
    ...(today.length === 0 ? {} : { today }),
    exits: { home: "Home", away: { label: "Away", death: true } },
    ...(Object.keys(measures).length === 0 ? {} : { measures }),
    ...(!world.bare && tape.whether(30) ? { forWhom: ["class", "frail", { age: [60, 75] }] } : {}),
    ...(one === undefined
      ? {}
      : {
          interventions: drawInterventions(world, resources, stages),
          scenarios: { baseline: [], one: [one], ...(more.length === 0 ? {} : { all: [one, ...more] }) },
        }),
  };
}

function drawCohort(tape: Tape): Tree {
  return tape.pick(["exits", "arrivals", "bothEnds"]);
}
