import type { OpeningHours } from "../model/model.ts";
import { AWAY, NONE, PAUSING, SERVED } from "../model/opcodes.ts";
import { END } from "./events.ts";
import type { Patient } from "./patient.ts";
import { endTimers } from "./timers.ts";
import { draw } from "./values.ts";
import type { World } from "./world.ts";

const WEEK = 10080;

/** The duration is drawn, or what was left of it taken up, and runs. */
export function startWork(world: World, patient: Patient, value: number, word: number, here: number): void {
  patient.workAt = here;
  endTimers(world, patient, "waiting");
  const speed = patient.speedOfSeize * patient.speedOfNeeds;
  const before = patient.work;
  const minutes = before === undefined ? drawWork(world, patient, value, word) : workLeft(world, patient, value, word);
  run(world, patient, minutes, speed);
}

function run(world: World, patient: Patient, minutes: number, speed: number): void {
  const { stage } = patient;
  const before = patient.work;
  const duration = minutes / speed;
  const together = [patient, ...patient.members];
  for (const one of together) {
    one.startedAt[stage] = world.now;
    tellWork(world, one);
  }
  patient.work = {
    begun: world.now,
    left: minutes,
    speed,
    end: undefined,
    stoppedBy: [],
    timesBrokenOff: before?.timesBrokenOff ?? 0,
  };
  for (const one of together) world.facts.started(world.now, one, duration);
  patient.work.end = planEnd(world, patient, world.now + duration);
}

export function planEnd(world: World, patient: Patient, at: number) {
  return world.plan({ at, letter: "a", kind: END, whose: patient, order: 0, act: () => world.steps.endWork(patient) });
}

/** Served, or away in a stage that asks for nothing when no place is held. */
export function tellWork(world: World, patient: Patient): void {
  const served = world.model.stages[patient.stage].serves || patient.holdsPlace();
  world.facts.doing(world.now, patient, served ? SERVED : AWAY, NONE);
}

function drawWork(world: World, patient: Patient, value: number, word: number, visit = patient.visit()): number {
  const minutes = draw(world, patient, value, word, "a duration", visit);
  if (minutes >= 0 && minutes < Infinity) return minutes;
  throw world.impossible(patient, `a duration of ${minutes} min`);
}

function workLeft(world: World, patient: Patient, value: number, word: number): number {
  const { whenPreempted, redrawWord } = world.model.stages[patient.stage];
  const { work } = patient;
  if (work === undefined) throw new Error("no work is left of none");
  if (whenPreempted === "resume") return work.left;
  if (whenPreempted === "restart") return drawWork(world, patient, value, word);
  return drawWork(world, patient, value, redrawWord, patient.visit() * 1024 + work.timesBrokenOff);
}

export function stopWork(patient: Patient): void {
  if (patient.work?.end !== undefined) patient.work.end.void = true;
  patient.work = undefined;
}

/** Goes on at once while the hours are open, else at the next opening. True for at once. */
export function pauseUntil(world: World, patient: Patient, hours: OpeningHours): boolean {
  const opening = nextOpening(hours, world.now);
  if (opening === world.now) return true;
  for (const one of [patient, ...patient.members]) tellPause(world, one);
  const act = (): void => {
    patient.pause = undefined;
    world.steps.goOn(patient);
  };
  patient.pause = world.plan({ at: opening, letter: "a", kind: END, whose: patient, order: 0, act });
  return false;
}

export function tellPause(world: World, patient: Patient): void {
  world.facts.doing(world.now, patient, patient.holdsPlace() ? PAUSING : AWAY, NONE);
}

/** Now when it is open; each boundary counted from the number of the week. */
export function nextOpening({ from, to }: OpeningHours, now: number): number {
  for (let week = Math.floor(now / WEEK); ; week++) {
    for (let i = 0; i < from.length; i++) {
      if (now < week * WEEK + to[i]) return Math.max(now, week * WEEK + from[i]);
    }
  }
}
