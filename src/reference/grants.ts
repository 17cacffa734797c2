import type { OptionTable } from "../model/model.ts";
import { NEEDS, NONE, SEIZE } from "../model/opcodes.ts";
import { take } from "./holding.ts";
import { type Asked, byPatient, type Patient } from "./patient.ts";
import { breakService, victimsFor } from "./preemption.ts";
import { askAgain, assign, turnAway } from "./program.ts";
import { byGrant, lacking, rereadPriorities, stopAsking, type Units } from "./requests.ts";
import { chosen, guarded } from "./routes.ts";
import { call } from "./sessions.ts";
import { resumePaused } from "./shift-ends.ts";
import { type Kept, keep, metByFree, openOptions } from "./strict.ts";
import { draw } from "./values.ts";
import { charge, tellWait } from "./waits.ts";
import type { World } from "./world.ts";

/** Who can be met, by what, and whose services are broken off for it. */
interface Turn {
  readonly patient: Patient;
  readonly option: OptionTable;
  readonly victims: readonly Patient[];
}

/** Letter (c): while any waiting request can be met, the first of those that can is; then those who must wait find their places. */
export function grant(world: World): void {
  do {
    for (let turn = firstTurn(world); turn !== undefined; turn = firstTurn(world)) meet(world, turn);
  } while (seat(world));
  charge(world);
  world.freer.clear();
}

function firstTurn(world: World): Turn | undefined {
  resumePaused(world);
  rereadPriorities(world);
  const kept: Kept = new Map();
  for (const patient of [...world.asking].sort(byGrant)) {
    const turn = turnOf(world, patient, kept);
    if (turn !== undefined) return turn;
    if (patient.asked?.table.strict) keep(world, patient, kept);
  }
  return undefined;
}

function turnOf(world: World, patient: Patient, kept: Kept): Turn | undefined {
  const options = openOptions(world, patient, kept);
  const free = metByFree(world, patient, options);
  if (free !== undefined) return { patient, option: free, victims: [] };
  for (const option of options) {
    const victims = victimsFor(world, patient, option);
    if (victims !== undefined) return { patient, option, victims };
  }
  return undefined;
}

/** The request is met whole, and the patient goes on at once; or `startIf` sends him elsewhere, and he takes nothing. */
function meet(world: World, { patient, option, victims }: Turn): void {
  const { asked } = patient;
  if (asked === undefined) throw new Error("nothing was asked");
  const asks = lacking(world, patient, option, asked.kind);
  if (asked.table.unless !== NONE && !asked.again) {
    const target = chosen(world, patient, guarded(world, patient, asked.table.unless));
    if (target !== NONE) {
      call(world, asks);
      turnAway(world, patient, target);
      return;
    }
  }
  for (const victim of victims) {
    breakService(world, victim, false);
    askAgain(world, victim);
  }
  receive(world, patient, option, asked, asks);
  world.steps.goOn(patient);
}

/** What is asked for is taken, and the request is over. */
export function receive(
  world: World,
  patient: Patient,
  option: OptionTable,
  asked: Asked,
  takes: readonly Units[],
): void {
  stopAsking(world, patient);
  for (const { resource, units } of takes) take(world, patient, world.resources[resource], units, asked.kind === SEIZE);
  call(world, takes);
  met(world, patient, option, asked.kind);
  if (asked.kind === NEEDS) {
    patient.askedAt = asked.at;
    patient.priority = asked.priority;
  }
  if (asked.again) patient.at = patient.workAt;
}

/** Who serves is settled, how fast, and what is set: of a group for all. */
function met(world: World, patient: Patient, option: OptionTable, kind: number): void {
  const together = [patient, ...patient.members];
  for (const one of together) one.servedBy[patient.stage] = option.server;
  const speed = option.speed === NONE ? 1 : draw(world, patient, option.speed, option.speedWord, "a speed");
  if (!(speed > 0 && speed < Infinity)) throw world.impossible(patient, `a speed of ${speed}`);
  if (kind === SEIZE) patient.speedOfSeize = speed;
  else patient.speedOfNeeds = speed;
  for (const one of together) assign(world, one, option.set);
}

/** Those who have asked in this instant and must wait, one by one. True when one has gone elsewhere: grants are tried again. */
function seat(world: World): boolean {
  moveUp(world);
  for (const patient of world.asking.filter(({ asked }) => asked?.place === "asking").sort(byPatient)) {
    const { asked } = patient;
    if (asked === undefined) continue;
    if (asked.queue === NONE || insideOf(world, asked.queue) < world.model.queues[asked.queue].places) {
      asked.place = "inside";
      tellWait(world, patient);
      continue;
    }
    const { whenFullInside, whenFullOutside } = world.model.queues[asked.queue];
    const target = patient.fromInside ? whenFullInside : whenFullOutside;
    if (target !== NONE) {
      turnAway(world, patient, target);
      return true;
    }
    asked.place = "outside";
    tellWait(world, patient);
  }
  return false;
}

function insideOf(world: World, queue: number): number {
  return world.asking.filter(({ asked }) => asked?.queue === queue && asked.place === "inside").length;
}

/** Places that have become free go to the first of those outside. */
function moveUp(world: World): void {
  world.model.queues.forEach(({ places }, queue) => {
    const outside = world.asking.filter(({ asked }) => asked?.queue === queue && asked.place === "outside");
    for (const patient of outside.sort(byGrant)) {
      if (insideOf(world, queue) >= places) return;
      if (patient.asked !== undefined) patient.asked.place = "inside";
      tellWait(world, patient);
    }
  });
}
