import * as op from "../model/opcodes.ts";
import { DONE, NONE, WIDTH } from "../model/opcodes.ts";
import { finishChild, joinsNow, startChildren, stopChildren } from "./children.ts";
import { holds } from "./expressions.ts";
import { give, giveAll, giveNeeds } from "./holding.ts";
import { gather } from "./meetings.ts";
import type { Patient } from "./patient.ts";
import { ask, lacking, stopAsking } from "./requests.ts";
import { chosen, guarded } from "./routes.ts";
import { pauseUntil, startWork, stopWork } from "./services.ts";
import { endTimers, endTimersOfStages, startTimers } from "./timers.ts";
import { draw } from "./values.ts";
import type { World } from "./world.ts";

const MOST_ENTRIES = 10000;

/** Settles an attribute. */
export function assign(world: World, patient: Patient, list: number): void {
  if (list === NONE) return;
  for (const { attribute, value, word } of world.model.assignments[list]) {
    setAttribute(world, patient, attribute, value, word);
  }
}

export function setAttribute(world: World, patient: Patient, attribute: number, value: number, word: number): void {
  const name = world.model.names.attributes[attribute];
  const found = draw(world, patient, value, word, `attribute "${name}"`);
  if (Number.isNaN(found)) throw world.impossible(patient, `attribute "${name}" is NaN`);
  patient.attributes[attribute] = found;
}

/** Follows the instructions of the stage, one after another, until one has to be waited for. */
export function goOn(world: World, patient: Patient): void {
  while (step(world, patient));
}

/** One instruction; false when the patient now waits, or has left the stage. */
function step(world: World, patient: Patient): boolean {
  const { model } = world;
  const [code, a, b, c] = model.program.subarray(patient.at, patient.at + WIDTH);
  const here = patient.at;
  patient.at += WIDTH;
  switch (code) {
    case op.SET:
      assign(world, patient, a);
      return true;
    case op.BALK: {
      const target = chosen(world, patient, guarded(world, patient, a));
      if (target === NONE) return true;
      turnAway(world, patient, target);
      return false;
    }
    case op.WATCH:
      startTimers(world, patient, model.timerLists[a]);
      return true;
    case op.GIVE:
      for (const one of [patient, ...patient.members]) release(world, one, a);
      return true;
    case op.ASK:
      return asks(world, patient, { row: a, kind: b, queue: c }, here);
    case op.MEET:
      return gather(world, patient, a);
    case op.PAUSE:
      return pauseUntil(world, patient, model.hours[a]);
    case op.START:
      startChildren(world, patient, a, b);
      return true;
    case op.WORK:
      startWork(world, patient, a, b, here);
      return false;
    case op.GIVE_NEEDS:
      giveNeeds(world, patient);
      return true;
    case op.GO: {
      go(world, patient, chosen(world, patient, guarded(world, patient, a)));
      return false;
    }
    default:
      throw new Error(`no instruction ${code} at ${here}`);
  }
}

/** True when nothing is lacking and so nothing is asked. */
function asks(
  world: World,
  patient: Patient,
  request: { readonly row: number; readonly kind: number; readonly queue: number },
  here: number,
): boolean {
  const { options } = world.model.requests[request.row];
  const whole = options.find((option) => lacking(world, patient, option, request.kind).length === 0);
  if (request.kind === op.SEIZE && whole !== undefined) return true;
  patient.askAt = here;
  ask(world, patient, request);
  return false;
}

/** Up to so many units of each, of what is held. */
function release(world: World, patient: Patient, list: number): void {
  const { releaseStart, releaseResource, releaseUnits } = world.model;
  for (let i = releaseStart[list]; i < releaseStart[list + 1]; i++) {
    const held = patient.held[releaseResource[i]];
    const units = releaseUnits[i] < 0 ? held : Math.min(held, releaseUnits[i]);
    if (units > 0) give(world, patient, world.resources[releaseResource[i]], units, true);
  }
}

/** The duration is over, of a group for all of it. */
export function endWork(world: World, patient: Patient): void {
  if (patient.work !== undefined) patient.work.end = undefined;
  const { members } = patient;
  patient.members = [];
  for (const member of members) member.at = patient.at;
  if (!joinsNow(world, patient)) return;
  for (const one of [patient, ...members]) endStage(world, one);
}

/** The duration of the patient is over, and so are the children that count: the stage ends. */
export function endStage(world: World, patient: Patient): void {
  const { stage } = patient;
  endTimers(world, patient, "here");
  patient.work = undefined;
  patient.joining = false;
  patient.fromInside = true;
  patient.endedAt[stage] = world.now;
  world.stages[stage].cases++;
  world.stages[stage].inside--;
  world.facts.ended(world.now, patient);
  goOn(world, patient);
}

/** Who is not let in, or not taken, goes elsewhere with the places held before. */
export function turnAway(world: World, patient: Patient, target: number): void {
  stopAsking(world, patient);
  world.stages[patient.stage].inside--;
  endTimers(world, patient, "here");
  endTimers(world, patient, "waiting");
  world.facts.turnedAway(world.now, patient);
  go(world, patient, target);
}

export function go(world: World, patient: Patient, target: number): void {
  if (target === DONE) finishChild(world, patient);
  else if (target < 0) leave(world, patient, -1 - target);
  else enter(world, patient, target);
}

export function enter(world: World, patient: Patient, stage: number): void {
  countEntries(world, patient, stage);
  patient.stage = stage;
  endTimersOfStages(world, patient, stage);
  patient.visits[stage]++;
  patient.enteredAt[stage] = world.now;
  patient.startedAt[stage] = Number.NaN;
  patient.endedAt[stage] = Number.NaN;
  world.stages[stage].inside++;
  world.facts.entered(world.now, patient, stage);
  patient.at = variantOf(world, patient, stage);
  patient.speedOfSeize = 1;
  patient.speedOfNeeds = 1;
  goOn(world, patient);
}

/** Which instructions hold for this visit. */
export function variantOf(world: World, patient: Patient, stage: number): number {
  const found = world.model.stages[stage].variants.find(({ when }) => holds(when, world, patient));
  if (found === undefined) throw new Error(`no variant of stage ${stage} holds`);
  return found.use;
}

function countEntries(world: World, patient: Patient, stage: number): void {
  patient.entries = patient.entriesAt === world.now ? patient.entries + 1 : 0;
  patient.entriesAt = world.now;
  if (patient.entries <= MOST_ENTRIES) return;
  const name = world.model.names.stages[stage];
  throw world.impossible(
    patient,
    `more than ${MOST_ENTRIES} stages at one moment, next "${name}": no time passes in this loop`,
  );
}

function leave(world: World, patient: Patient, exit: number): void {
  giveAll(world, patient);
  endTimersOfStages(world, patient, NONE);
  patient.exit = exit;
  world.patients.delete(patient);
  world.population[patient.cls]--;
  world.facts.exited(world.now, patient, exit);
}

/** Whatever is going on in the stage ends without its `set`; what was needed is given back, places are kept. */
export function breakOff(world: World, patient: Patient): void {
  stopChildren(world, patient);
  stopAsking(world, patient);
  if (patient.pause !== undefined) patient.pause.void = true;
  patient.pause = undefined;
  stopWork(patient);
  giveNeeds(world, patient);
  endTimers(world, patient, "here");
  endTimers(world, patient, "waiting");
  patient.joining = false;
  patient.fromInside = true;
  world.stages[patient.stage].inside--;
  world.facts.pulled(world.now, patient);
}

/** A stage asks once more for what a service that was broken off has lost. */
export function askAgain(world: World, patient: Patient): void {
  const [, row, kind] = world.model.program.subarray(patient.askAt, patient.askAt + WIDTH);
  ask(world, patient, { row, kind, queue: NONE }, { at: patient.askedAt, priority: patient.priority });
}
