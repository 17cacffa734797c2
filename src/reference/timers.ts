import { TIMER } from "./events.ts";
import type { Patient } from "./patient.ts";
import { draw } from "./values.ts";
import type { World } from "./world.ts";

/** Timers of a stage begin on entering it; one over several stages that runs already goes on. */
export function startTimers(world: World, patient: Patient, rows: readonly number[]): void {
  for (const row of rows) {
    const { after, word, scope } = world.model.timers[row];
    if (typeof scope !== "string" && patient.timers.some((timer) => timer.row === row)) continue;
    const minutes = draw(world, patient, after, word, "a timer");
    if (!(minutes >= 0)) throw world.impossible(patient, `a timer of ${minutes} min`);
    startTimer(world, patient, row, world.now + minutes);
  }
}

export function startTimer(world: World, patient: Patient, row: number, at: number): void {
  const act = (): void => {
    patient.timers = patient.timers.filter((timer) => timer.event !== event);
    world.steps.breakOff(patient);
    world.steps.go(patient, world.model.timers[row].to);
  };
  const event = world.plan({ at, letter: "d", kind: TIMER, whose: patient, order: row, act });
  patient.timers.push({ row, event });
}

/** The start of service ends those of `waiting`, the end of the stage those of `here`. */
export function endTimers(world: World, patient: Patient, scope: "waiting" | "here"): void {
  endWhere(patient, (row) => world.model.timers[row].scope === scope);
}

/** A timer over several stages ends when the patient enters one that is not named, or leaves. */
export function endTimersOfStages(world: World, patient: Patient, stage: number): void {
  endWhere(patient, (row) => {
    const { scope } = world.model.timers[row];
    return typeof scope !== "string" && scope[stage] !== true;
  });
}

function endWhere(patient: Patient, isOver: (row: number) => boolean): void {
  for (const { row, event } of patient.timers) if (isOver(row)) event.void = true;
  patient.timers = patient.timers.filter(({ row }) => !isOver(row));
}
