import { QUEUED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { MEETING } from "./events.ts";
import type { Patient } from "./patient.ts";
import type { World } from "./world.ts";

/** The patient waits until the group is complete. True when he is the first of it, and goes on for all at once. */
export function gather(world: World, patient: Patient, meeting: number): boolean {
  const { count, after, stage } = world.model.meetings[meeting];
  const group = world.gathering[meeting];
  group.push(patient);
  if (group.length >= count) {
    const leader = assemble(world, meeting);
    if (leader === patient) return true;
    world.steps.goOn(leader);
    return false;
  }
  world.facts.doing(world.now, patient, patient.holdsPlace() ? WAITING_FOR_STAFF : QUEUED, -1 - stage);
  if (group.length === 1) {
    const act = (): void => world.steps.goOn(assemble(world, meeting));
    const at = world.now + after;
    world.meetingEvents[meeting] = world.plan({ at, letter: "b", kind: MEETING, whose: stage, order: meeting, act });
  }
  return false;
}

/** They go together: the first asks and works for all. */
function assemble(world: World, meeting: number): Patient {
  const event = world.meetingEvents[meeting];
  if (event !== undefined) event.void = true;
  const [leader, ...members] = world.gathering[meeting].splice(0);
  leader.members = members;
  return leader;
}
