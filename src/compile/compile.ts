import type { Model } from "../model/model.ts";
import type { Arm, Scenario } from "../scenario/scenario.ts";
import { compileClasses } from "./arrivals.ts";
import type { ExpressionContext } from "./expressions.ts";
import { compileInterventions } from "./interventions.ts";
import { compileForWhom, compileMeasures } from "./measures.ts";
import { indexNames } from "./names.ts";
import { compileResources } from "./resources.ts";
import { compileStages, type StageProgram } from "./stages.ts";
import { compileToday } from "./today.ts";
import { findUses } from "./uses.ts";
import { compileUtilities } from "./utilities.ts";

/** One arm of a checked scenario as tables for the kernel. It cannot fail: every mistake was found by the reader. */
export function compile(scenario: Scenario, arm: Arm, seed: string = scenario.experiment.seed): Model {
  const names = indexNames(scenario);
  const { clock } = scenario;
  const parameters = new Map(scenario.parameters.map(({ name, value }) => [name, value]));
  const interventions = new Map(arm.interventions.map((intervention) => [intervention.name, intervention]));
  const context: ExpressionContext = { names, parameters, interventions };
  const stageProgram = emptyProgram();
  const classes = compileClasses(arm, context, clock, stageProgram);
  const stages = compileStages(arm, context, clock, stageProgram);
  const exits = new Map(arm.exits.map((exit) => [exit.name, exit]));
  const tables: Omit<Model, "uses"> = {
    arm: arm.name,
    seed,
    names: names.names,
    clock: {
      startDate: clock.startDate,
      startMinuteOfWeek: clock.startMinuteOfWeek,
      warmUp: clock.warmUp,
      run: clock.run,
      coolDown: clock.coolDown,
      cohort: clock.cohort,
    },
    swaps: scenario.deadlock === "swap",
    resources: compileResources(arm.resources, context, clock, stageProgram.values),
    classes,
    stages,
    death: names.names.exits.map((name) => exits.get(name)?.death ?? false),
    program: Int32Array.from(stageProgram.program),
    bundleStart: starts(stageProgram.bundles),
    bundleResource: Int32Array.from(stageProgram.bundles.flat(), ({ resource }) => resource),
    bundleUnits: Int32Array.from(stageProgram.bundles.flat(), ({ units }) => units),
    releaseStart: starts(stageProgram.releases),
    releaseResource: Int32Array.from(stageProgram.releases.flat(), ({ resource }) => resource),
    releaseUnits: Int32Array.from(stageProgram.releases.flat(), ({ units }) => units),
    requests: stageProgram.requests,
    queues: stageProgram.queues,
    timers: stageProgram.timers,
    timerLists: stageProgram.timerLists,
    tasks: stageProgram.tasks,
    contacts: stageProgram.contacts,
    contactLists: stageProgram.contactLists,
    meetings: stageProgram.meetings,
    values: stageProgram.values,
    assignments: stageProgram.assignments,
    routes: stageProgram.routes,
    hours: stageProgram.hours,
    interventions: compileInterventions(arm.training, context),
    measures: compileMeasures(scenario.measures, context),
    ...compileUtilities(scenario, arm, context),
    forWhom: compileForWhom(scenario, context),
    today: compileToday(arm, names),
  };
  return { ...tables, uses: findUses(tables, scenario) };
}

function emptyProgram(): StageProgram {
  return {
    program: [],
    bundles: [],
    requests: [],
    releases: [],
    queues: [],
    timers: [],
    timerLists: [],
    tasks: [],
    contacts: [],
    contactLists: [],
    meetings: [],
    values: [],
    assignments: [],
    routes: [],
    hours: [],
  };
}

/** Offsets of lists that are laid end to end. */
function starts(lists: readonly (readonly unknown[])[]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) offsets[i + 1] = offsets[i] + list.length;
  return offsets;
}
