import { NONE, QUEUED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { setAside, takeUp } from "./holding.ts";
import { byPatient, compare, type Patient } from "./patient.ts";
import { breakService, haltWork, isPaused, pickVictims } from "./preemption.ts";
import { askAgain, turnAway } from "./program.ts";
import { asksForAny, byGrant } from "./requests.ts";
import type { Resource } from "./resource.ts";
import { chosen, guarded } from "./routes.ts";
import { planEnd, tellWork } from "./services.ts";
import type { World } from "./world.ts";

/** More are at work than are on duty: services stop or are broken off, the worst first, until those on duty are enough. */
export function endShift(world: World, resource: Resource): void {
  const { index, scheduled } = resource;
  const { atShiftEnd } = resource.phase(world.now);
  if (atShiftEnd === "finish") return;
  const candidates = [...world.patients].filter(
    (patient) =>
      patient.needed[index] > patient.aside[index] &&
      !patient.joining &&
      (atShiftEnd === "pause"
        ? patient.work !== undefined
        : patient.work !== undefined && world.model.stages[patient.stage].whenPreempted !== "never"),
  );
  const enough = (stopped: readonly Patient[]): boolean =>
    resource.atWork() - stopped.reduce((sum, one) => sum + one.needed[index], 0) <= scheduled;
  for (const patient of pickVictims(candidates, enough)) {
    if (atShiftEnd === "pause") pause(world, patient, resource);
    else {
      breakService(world, patient, true);
      askAgain(world, patient);
    }
  }
}

/** Keeps all that it has, and the work that is left. */
function pause(world: World, patient: Patient, resource: Resource): void {
  const { work } = patient;
  if (work === undefined) return;
  const first = work.stoppedBy.length === 0;
  haltWork(world, patient);
  work.stoppedBy.push(resource.index);
  const together = first ? [patient, ...patient.members] : [];
  for (const one of together) world.facts.paused(world.now, one);
  if (first) tellPaused(world, patient, resource.index);
  setAside(world, patient, resource);
}

/** Services that pause go on, the earliest start first, when there is room for them in all that stopped them. */
export function resumePaused(world: World): void {
  const paused = [...world.patients].filter(isPaused);
  paused.sort((a, b) => compare(a.work?.begun ?? 0, b.work?.begun ?? 0) || byPatient(a, b));
  for (const patient of paused) {
    const lacking = [...(patient.work?.stoppedBy ?? [])]
      .sort((a, b) => a - b)
      .filter((r) => lacksRoom(world, patient, r));
    if (lacking.length === 0) resume(world, patient);
    else if (!lacking.includes(patient.cause)) tellPaused(world, patient, lacking[0]);
  }
}

function lacksRoom(world: World, { needed }: Patient, index: number): boolean {
  const { session, scheduled } = world.resources[index];
  const isLate = session !== undefined && world.now < session.begins;
  return isLate || world.resources[index].atWork() + needed[index] > scheduled;
}

/** Waits for what is off duty. */
function tellPaused(world: World, patient: Patient, cause: number): void {
  for (const one of [patient, ...patient.members]) {
    world.facts.doing(world.now, one, one.holdsPlace() ? WAITING_FOR_STAFF : QUEUED, cause);
  }
}

function resume(world: World, patient: Patient): void {
  const { work } = patient;
  if (work === undefined) return;
  for (const index of [...work.stoppedBy].sort((a, b) => a - b)) takeUp(world, patient, world.resources[index]);
  work.stoppedBy = [];
  const minutes = work.left / work.speed;
  work.end = planEnd(world, patient, world.now + minutes);
  const together = [patient, ...patient.members];
  for (const one of together) tellWork(world, one);
  for (const one of together) world.facts.resumed(world.now, one, minutes);
}

/** A shift or session is over: all who wait for it are asked in the order of grants whether they still start. */
export function askWhoWaits(world: World, resource: Resource): void {
  const it = new Set([resource.index]);
  const waiting = world.asking.filter(
    (patient) =>
      patient.asked !== undefined &&
      patient.asked.table.unless !== NONE &&
      !patient.asked.again &&
      asksForAny(world, patient, patient.asked, it),
  );
  for (const patient of waiting.sort(byGrant)) {
    if (patient.asked === undefined) continue;
    const target = chosen(world, patient, guarded(world, patient, patient.asked.table.unless));
    if (target !== NONE) turnAway(world, patient, target);
  }
}
