import type { ResourcePhase, ResourceTable } from "../model/model.ts";
import type { Capacity, Clock, Resource, ResourceCost, ResourcePhase as WrittenPhase } from "../scenario/scenario.ts";
import type { NameIndex } from "./names.ts";

const WEEK = 10080;

/** In the order of the names; a resource that the arm lacks has no capacity. */
export function compileResources(
  resources: readonly Resource[],
  names: NameIndex,
  clock: Clock,
): readonly ResourceTable[] {
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  return names.names.resources.map((name) => {
    const resource = byName.get(name);
    if (resource === undefined) return { organisation: -1, phases: [NOTHING] };
    return {
      organisation: names.organisation(resource.organisation),
      phases: resource.phases.map(({ from, value }) => compilePhase(from, value, clock.startMinuteOfWeek)),
    };
  });
}

const NOTHING: ResourcePhase = {
  from: 0,
  step: Float64Array.of(0),
  scheduled: Float64Array.of(0),
  open: Float64Array.of(0),
  held: 0,
  rostered: 0,
  use: 0,
  fixed: 0,
};

function compilePhase(from: number, phase: WrittenPhase, startMinuteOfWeek: number): ResourcePhase {
  const { step, scheduled } = weekFromStart(phase.capacity, startMinuteOfWeek);
  return {
    from,
    ...withLastStart(step, scheduled, phase.lastStart),
    held: costOf(phase.costs, "held"),
    rostered: costOf(phase.costs, "rostered"),
    use: costOf(phase.costs, "use"),
    fixed: costOf(phase.costs, "fixed"),
  };
}

function costOf(costs: readonly ResourceCost[], basis: ResourceCost["basis"]): number {
  return costs.reduce((sum, cost) => (cost.basis === basis ? sum + cost.amount : sum), 0);
}

/** The calendar's week, which begins on Monday, turned to begin at time 0. */
function weekFromStart(capacity: Capacity, startMinuteOfWeek: number): { step: number[]; scheduled: number[] } {
  if (capacity.kind === "constant") return { step: [0], scheduled: [capacity.units] };
  const { steps } = capacity;
  let current = steps.length - 1;
  while (steps[current].minute > startMinuteOfWeek) current--;
  const step = [0];
  const scheduled = [steps[current].units];
  for (let i = 1; i <= steps.length; i++) {
    const { minute, units } = steps[(current + i) % steps.length];
    const at = (minute - startMinuteOfWeek + WEEK) % WEEK;
    if (at > 0 && units !== scheduled[scheduled.length - 1]) {
      step.push(at);
      scheduled.push(units);
    }
  }
  return { step, scheduled };
}

/**
 * `open` is what may begin work: the least capacity on duty from now until `lastStart` minutes ahead, so that it falls that much
 * earlier than `scheduled` does, and rises with it.
 */
function withLastStart(
  step: readonly number[],
  scheduled: readonly number[],
  lastStart: number,
): { step: Float64Array; scheduled: Float64Array; open: Float64Array } {
  if (step.length === 1 || lastStart === 0) {
    const levels = Float64Array.from(scheduled);
    return { step: Float64Array.from(step), scheduled: levels, open: levels };
  }
  const levelAt = (minute: number): number => {
    const within = ((minute % WEEK) + WEEK) % WEEK;
    let i = step.length - 1;
    while (step[i] > within) i--;
    return scheduled[i];
  };
  const ends = step.map((minute) => (minute - lastStart + WEEK) % WEEK);
  const minutes = [...new Set([...step, ...ends])].sort((a, b) => a - b);
  const open = minutes.map((minute) => {
    let least = levelAt(minute);
    for (const at of step) {
      const ahead = (at - minute + WEEK) % WEEK;
      if (ahead > 0 && ahead <= lastStart) least = Math.min(least, levelAt(at));
    }
    return least;
  });
  return {
    step: Float64Array.from(minutes),
    scheduled: Float64Array.from(minutes, levelAt),
    open: Float64Array.from(open),
  };
}
