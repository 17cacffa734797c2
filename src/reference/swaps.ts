import type { OptionTable } from "../model/model.ts";
import { GIVE, NEEDS, WIDTH } from "../model/opcodes.ts";
import { receive } from "./grants.ts";
import { give } from "./holding.ts";
import { byPatient, type Patient } from "./patient.ts";
import { byGrant, lacking, type Units } from "./requests.ts";
import type { World } from "./world.ts";

const LONGEST = 12;

/** One in a circle: what is taken, by which option, and what is given back for it. */
interface Place {
  readonly patient: Patient;
  readonly option: OptionTable;
  readonly takes: readonly Units[];
  readonly gives: readonly Units[];
}

/** The first in the order of grants for whom there is a circle change places with the others of it, the shortest. */
export function swap(world: World, stuck: readonly Patient[]): boolean {
  const asking = stuck.filter(({ asked }) => asked !== undefined).sort(byGrant);
  for (const first of asking) {
    for (let length = 2; length <= LONGEST; length++) {
      const circle = find(world, placesOf(world, first), asking, length);
      if (circle === undefined) continue;
      change(
        world,
        [...circle].sort((a, b) => byPatient(a.patient, b.patient)),
      );
      return true;
    }
  }
  return false;
}

function placesOf(world: World, patient: Patient): Place[][] {
  const { asked } = patient;
  if (asked === undefined) return [];
  return asked.table.options
    .filter(({ offer }) => offer <= asked.offered)
    .map((option) => [
      { patient, option, takes: lacking(world, patient, option, asked.kind), gives: releases(world, patient) },
    ]);
}

/** What the stage that is asked for releases when the request is met. */
function releases({ model }: World, patient: Patient): Units[] {
  if (model.program[patient.at] !== GIVE) return [];
  const list = model.program[patient.at + 1];
  const found: Units[] = [];
  for (let i = model.releaseStart[list]; i < model.releaseStart[list + 1]; i++) {
    const resource = model.releaseResource[i];
    const held = patient.held[resource];
    const units = model.releaseUnits[i] < 0 ? held : Math.min(held, model.releaseUnits[i]);
    if (units > 0) found.push({ resource, units });
  }
  return found;
}

/** Chains grow at the end by somebody who gives back something that the last one takes. */
function find(
  world: World,
  chains: readonly Place[][],
  asking: readonly Patient[],
  length: number,
): readonly Place[] | undefined {
  for (const chain of chains) {
    const last = chain[chain.length - 1];
    if (chain.length === length) {
      if (passesOn(world, chain[0], last) && works(world, chain)) return chain;
      continue;
    }
    const longer = asking
      .filter((one) => chain.every(({ patient }) => patient !== one))
      .flatMap((one) => placesOf(world, one).flat())
      .filter((next) => passesOn(world, next, last))
      .map((next) => [...chain, next]);
    const found = find(world, longer, asking, length);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One gives back something that is short for the other. */
function passesOn(world: World, giver: Place, taker: Place): boolean {
  return giver.gives.some(({ resource }) =>
    taker.takes.some((one) => one.resource === resource && world.resources[resource].free() < one.units),
  );
}

/** Each is met by what is given back and what is free; services only with staff on duty. */
function works(world: World, circle: readonly Place[]): boolean {
  return world.resources.every(({ index, open, inUse }) => {
    const units = (list: readonly Units[]): number => list.find(({ resource }) => resource === index)?.units ?? 0;
    const takes = circle.reduce((sum, one) => sum + units(one.takes), 0);
    const gives = circle.reduce((sum, one) => sum + units(one.gives), 0);
    if (takes === 0) return true;
    const forService = circle.some(({ patient, takes }) => patient.asked?.kind === NEEDS && units(takes) > 0);
    return forService ? inUse - gives + takes <= open : takes <= gives + Math.max(0, open - inUse);
  });
}

/** All give back, without turnover, then all take, in that instant; then each goes on. */
function change(world: World, circle: readonly Place[]): void {
  for (const { patient, gives } of circle) {
    for (const { resource, units } of gives) give(world, patient, world.resources[resource], units, true, false);
  }
  for (const { patient, option, takes } of circle) {
    const { asked } = patient;
    if (asked === undefined) continue;
    receive(world, patient, option, asked, takes);
    if (!asked.again && world.model.program[patient.at] === GIVE) patient.at += WIDTH;
  }
  for (const { patient } of circle) world.steps.goOn(patient);
}
