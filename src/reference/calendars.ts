import { binomialQuantile } from "../random/binomial.ts";
import { uniformAt } from "../random/streams.ts";
import { closesAt, nextChange, type Step, stepAt } from "./calendar-table.ts";
import { CAPACITY } from "./events.ts";
import type { Resource } from "./resource.ts";
import { endSession, openSession } from "./sessions.ts";
import { askWhoWaits, endShift } from "./shift-ends.ts";
import type { World } from "./world.ts";

/** Before anything else at time 0: who is on duty. */
export function openCalendars(world: World): void {
  for (const resource of world.resources) {
    change(world, resource, true);
    planNext(world, resource);
  }
}

function planNext(world: World, resource: Resource): void {
  const act = (): void => {
    planNext(world, resource);
    change(world, resource, false);
    if (resource.atWork() > resource.scheduled) endShift(world, resource);
  };
  const at = nextChange(resource.table.calendars, world.now);
  world.plan({ at, letter: "b", kind: CAPACITY, whose: resource.index, order: 0, act });
}

/** Looks at the calendar anew; tells what is different. */
function change(world: World, resource: Resource, atStart: boolean): void {
  const { calendars } = resource.table;
  const step = stepAt(calendars, world.now);
  resource.closesAt = closesAt(calendars, world.now);
  const begins = step.shift && step.from === world.now;
  const wasRostered = resource.rostered > 0;
  const sessionOver =
    resource.session !== undefined && (begins || step.scheduled === 0 || step.table.sessions === undefined);
  if (sessionOver) endSession(world, resource);
  if (begins || atStart || step.scheduled !== resource.rostered) resource.absent = absentOf(world, resource, step);
  if (step.table.sessions !== undefined && step.scheduled > 0 && resource.session === undefined) {
    openSession(world, resource, step, begins, () =>
      tellCapacity(world, resource, stepAt(resource.table.calendars, world.now)),
    );
  }
  tellCapacity(world, resource, step);
  if (sessionOver || (wasRostered && step.scheduled === 0)) askWhoWaits(world, resource);
}

/** Of each whole on the roster whether it is absent, for this shift; training ends between minutes, which have one key each. */
function absentOf(world: World, { table }: Resource, { table: { absence }, scheduled }: Step): number {
  if (absence === 0 || scheduled === 0 || scheduled === Infinity) return 0;
  const { k0, k1 } = world.keyOf(table.word, Math.floor(world.now));
  return binomialQuantile(scheduled / table.parts, absence, uniformAt(k0, k1, table.absenceWord, 0, 0)) * table.parts;
}

export function tellCapacity(world: World, resource: Resource, step: Step): void {
  const { absent, session } = resource;
  const scheduled = step.scheduled - absent;
  const closed = session !== undefined && (world.now < session.begins || session.called >= session.came);
  const open = closed ? 0 : Math.max(0, Math.min(step.open, scheduled));
  const same = scheduled === resource.scheduled && open === resource.open && step.scheduled === resource.rostered;
  if (open > resource.open) world.freer.add(resource.index);
  resource.rostered = step.scheduled;
  resource.scheduled = scheduled;
  resource.open = open;
  if (!same) world.facts.capacity(world.now, resource.index, scheduled, open, step.scheduled);
}
