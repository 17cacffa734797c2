import { didYouMean } from "../diagnostics/nearest.ts";
import { HOUR } from "../time/duration.ts";
import { doubt, mistake, type Reading } from "./reading.ts";
import type { Clock, Intervention, Resource, Training, TrainingTime } from "./scenario.ts";
import { type TrainingWeek, trainingWeeks, trainWithin, withRoster } from "./training-calendar.ts";

/** What training takes of the resources of an arm: their calendars with less in them, and when. */
export function withTraining(
  resources: readonly Resource[],
  interventions: readonly Intervention[],
  clock: Clock,
  reading: Reading,
): { readonly resources: readonly Resource[]; readonly training: readonly TrainingTime[] } {
  const left = new Map(resources.map((resource) => [resource.name, resource]));
  const taken: TrainingTime[] = [];
  for (const { name, adoption, training } of interventions) {
    for (const one of training) {
      const resource = left.get(one.resource);
      if (resource === undefined) {
        const hint = didYouMean(one.resource, [...left.keys()]);
        reading.report(mistake("unknown-resource", `"${one.resource}" is not a resource`, one.span, hint));
        continue;
      }
      const weeks = weeksOf(resource, one, adoption.dayZero, clock, reading);
      if (weeks === undefined) continue;
      const trained = weeks.map((week) => trainWithin(week, resource, one));
      const spells = trained.flatMap((week) => week.spells);
      const organisation = one.organisation ?? resource.organisation;
      taken.push({ intervention: name, resource: one.resource, organisation, premium: one.premium, spells });
      checkPay(resource, taken[taken.length - 1], one, reading);
      const roster = trained.flatMap((week) => week.roster);
      left.set(one.resource, { ...resource, phases: withRoster(resource.phases, roster, clock) });
    }
  }
  return { resources: resources.map((resource) => left.get(resource.name) ?? resource), training: taken };
}

/** The weeks of a training, or undefined after a report that the resource has not got the time. */
function weeksOf(
  resource: Resource,
  training: Training,
  dayZero: number,
  clock: Clock,
  reading: Reading,
): readonly TrainingWeek[] | undefined {
  const { phases, name } = resource;
  const { span, over } = training;
  const inTime = phases.filter(({ from }, i) => {
    return from < dayZero + over && (i + 1 === phases.length || phases[i + 1].from > dayZero);
  });
  if (inTime.some(({ value }) => value.sessions !== undefined)) {
    const message = `"${name}" works in sessions, which are held whole or not at all`;
    const hint = "train who staffs them, or leave sessions out by `dates` of the resource";
    return reading.report(mistake("training-of-sessions", message, span, hint));
  }
  const weeks = trainingWeeks(resource, training, dayZero, clock);
  if (weeks.some(({ rostered }) => rostered === Infinity)) {
    const message = `the capacity of "${name}" is unlimited: nothing can be taken from it`;
    return reading.report(mistake("training-of-unlimited", message, span, "state how many there are"));
  }
  const short = weeks.findIndex(({ wanted, rostered }) => wanted > rostered * (1 + 1e-9));
  if (short < 0) return weeks;
  const { wanted, rostered } = weeks[short];
  const message = `${hours(wanted)} cannot be taken from "${name}" in week ${short + 1} of the training: it has ${hours(rostered)}`;
  const hint = 'state fewer "hours", or spread them "over" a longer time';
  return reading.report(mistake("training-too-long", message, span, hint));
}

function hours(minutes: number): string {
  return `${Number((minutes / HOUR).toPrecision(4))} hours`;
}

/** Time that costs nothing is asked about. */
function checkPay({ name }: Resource, { spells }: TrainingTime, { span }: Training, reading: Reading): void {
  if (spells.every(({ price }) => price > 0)) return;
  const message = `"${name}" has no rostered cost: the time of its training costs nothing`;
  reading.report(doubt("training-unpaid", message, span, "state what its time costs, such as rostered: £53 per hour"));
}
