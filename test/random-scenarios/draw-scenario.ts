import type fc from "fast-check";
import type { Draft, SpreadDraft, StageDraft, TodayDraft } from "./draft.ts";
import { drawClasses } from "./draw-arrivals.ts";
import { drawChildStages, withChildren } from "./draw-family.ts";
import { drawResources, mostOf } from "./draw-resources.ts";
import { drawDuration, drawRequest, drawStage, drawWays, type Place } from "./draw-stage.ts";
import { type Tape, tapes } from "./tape.ts";

/** The whole language; what is drawn below is what the laws can follow. */
export { drawWhole } from "./whole/draw-whole.ts";

/**
 * Scenarios of a day or two in which everything that the laws can follow may meet. Units are few and times mostly whole quarters of an
 * hour: queues form, and much falls on one instant.
 */
export const drafts: fc.Arbitrary<Draft> = tapes.map(drawScenario);

const EXITS = ["home", "away"];
/** The resource of which there are three at least in the first hours of a day. */
const STAFF = "doctor";
/** Of patients of today nobody knows when they arrived. */
const ARRIVED = "urgency - (time - arrived) / 2 h";
const SINCE = "time - arrived < 2 h";

export function drawScenario(tape: Tape): Draft {
  const run = 720 + 360 * tape.below(4);
  const starts = tape.whether(15);
  const resources = drawResources(tape, STAFF);
  const names = ["s1", "s2", "s3", "s4", "s5"].slice(0, 1 + tape.below(5));
  const places = names.map(
    (name, i): Place => ({ resources, onward: names.slice(i + 1), back: [name, ...names.slice(0, i)], out: EXITS }),
  );
  const plain = places.map((place) => drawStage(tape, place));
  const children = tape.whether(45);
  const met = plain.map((stage) => (tape.whether(12) ? withMeeting(tape, stage) : stage));
  const parents = met.map((stage, i) => {
    return children && stage.meet === undefined && (i === 0 || tape.whether(30)) ? withChildren(tape, stage) : stage;
  });
  const classes = drawClasses(tape, names, run);
  const crowd = Object.values(classes).some(({ population }) => population > 0);
  const lasting = parents.map((stage) => ({
    ...stage,
    ...(crowd ? { queue: undefined, balk: undefined, startIf: undefined } : {}),
    ...(crowd && stage.duration === "0 min" ? { duration: "15 min" } : {}),
    ...(starts && stage.priority === ARRIVED ? { priority: "urgency" as const } : {}),
    ...(starts && stage.startIf?.holds === SINCE ? { startIf: undefined } : {}),
  }));
  const timed = lasting.map((stage) => (stage.meet === undefined ? withLongTimer(tape, stage, names, lasting) : stage));
  const stages = Object.fromEntries(names.map((name, i) => [name, timed[i]]));
  const own = drawChildStages(tape, resources);
  const parted = Object.entries(own).map(([name, stage]) => [
    name,
    starts
      ? { ...stage, priority: "0" as const, startIf: stage.startIf?.holds === SINCE ? undefined : stage.startIf }
      : stage,
  ]);
  const all = { ...stages, ...(children ? Object.fromEntries(parted) : {}) };
  const variations = [
    () => all,
    () => withTwoWards(tape, all, resources),
    () => withEmergencies(tape, all, names, starts),
  ];
  const varied = variations[tape.whether(50) ? 1 + tape.below(2) : 0]();
  const draft: Draft = {
    warmUp: starts ? 0 : 120 * tape.below(3),
    run,
    seed: String(tape.below(1000)),
    swaps: tape.whether(50),
    resources,
    classes,
    stages: withReleases(tape, varied),
    today: [],
    spread: tape.whether(20) ? drawSpread(tape, names, places, varied) : undefined,
  };
  return starts ? { ...draft, today: drawToday(tape, draft) } : draft;
}

/** A group goes on as one: what would part it is left out. */
function withMeeting(tape: Tape, stage: StageDraft): StageDraft {
  return {
    ...stage,
    startIf: undefined,
    meet: { count: 2 + tape.below(2), after: tape.whether(60) ? 15 * (1 + tape.below(4)) : undefined },
    queue: undefined,
    leave: [],
    preempts: false,
    whenPreempted: "never",
  };
}

/** A timer over several stages, none of them with a meeting. */
function withLongTimer(
  tape: Tape,
  stage: StageDraft,
  names: readonly string[],
  stages: readonly StageDraft[],
): StageDraft {
  if (!tape.whether(12)) return stage;
  const scope = names.filter((_, i) => stages[i].meet === undefined && (stages[i] === stage || tape.whether(60)));
  const timer = { after: 15 * (2 + tape.below(8)), scope, to: tape.pick(EXITS) };
  // The laws could not tell whether somebody who is turned away has balked, before timers begin, or found the queue full.
  return { ...stage, leave: [...stage.leave, timer], balk: stage.queue === undefined ? stage.balk : undefined };
}

/** What some stage seizes may be released by others, all of it or one unit. */
function withReleases(tape: Tape, stages: Readonly<Record<string, StageDraft>>): Record<string, StageDraft> {
  const seized = new Set(
    Object.values(stages).flatMap(({ seize }) => seize.flatMap(({ bundle }) => Object.keys(bundle))),
  );
  return Object.fromEntries(
    Object.entries(stages).map(([name, stage]) => {
      if (Object.keys(stage.release).length > 0) return [name, stage];
      const own = stage.seize.flatMap(({ bundle }) => Object.keys(bundle));
      const others = [...seized].filter((resource) => !own.includes(resource) && tape.whether(50));
      const units = tape.whether(25) ? 1 : 0;
      return [name, { ...stage, release: Object.fromEntries(others.map((resource) => [resource, units])) }];
    }),
  );
}

/** The first stage and the second each hold a place, and send patients to the other, who give theirs back when they have that. */
function withTwoWards(
  tape: Tape,
  stages: Readonly<Record<string, StageDraft>>,
  resources: Draft["resources"],
): Readonly<Record<string, StageDraft>> {
  const { s1, s2 } = stages;
  if (s2 === undefined || s1.meet !== undefined || s2.meet !== undefined) return stages;
  const [one, other] = Object.keys(resources);
  const units = (name: string): number => 1 + tape.below(Math.min(2, mostOf(resources[name])));
  const ward = (stage: StageDraft, seized: string, released: string, next: string): StageDraft => ({
    ...stage,
    seize: [{ bundle: { [seized]: units(seized) }, after: 0, speed: 1, as: undefined, set: undefined }],
    needs: [],
    release: { [released]: 0 },
    leave: [],
    next: [{ chance: "60%", to: next }, { to: "home" }],
  });
  return { ...stages, s1: ward(s1, one, other, "s2"), s2: ward(s2, other, one, "s1") };
}

/** Stages need the same staff, one unit or two, and nothing else; the last takes it from services of worse priority. Who is not started may go on. */
function withEmergencies(
  tape: Tape,
  stages: Readonly<Record<string, StageDraft>>,
  names: readonly string[],
  starts: boolean,
): Readonly<Record<string, StageDraft>> {
  const changed = names.map((name, i): [string, StageDraft] => {
    const stage = stages[name];
    const last = i === names.length - 1;
    const units = last ? 2 : 1 + (i % 2);
    const whole = stage.meet === undefined && stage.tasks === undefined && Object.keys(stage.contacts).length === 0;
    return [
      name,
      {
        ...stage,
        balk: undefined,
        queue: undefined,
        strict: false,
        until: [],
        seize: [],
        needs: [{ bundle: { [STAFF]: units }, after: 0, speed: 1, as: undefined, set: undefined }],
        priority: last ? "0" : tape.pick(["urgency", "1", "urgency"] as const),
        preempts: last && stage.meet === undefined,
        startIf:
          stage.startIf && !last && tape.whether(50)
            ? { holds: starts ? "not frail" : SINCE, to: names[i + 1] }
            : stage.startIf,
        whenPreempted: whole && !last ? tape.pick(["resume", "restart", "redraw"] as const) : "never",
      },
    ];
  });
  return { ...stages, ...Object.fromEntries(changed) };
}

function drawSpread(
  tape: Tape,
  names: readonly string[],
  places: readonly Place[],
  stages: Draft["stages"],
): SpreadDraft {
  const i = tape.below(names.length);
  const { resources } = places[i];
  return {
    stage: names[i],
    share: tape.pick([50, 20, 80]),
    change: tape.pick([
      () => ({ duration: drawDuration(tape) }),
      () => ({ next: drawWays(tape, places[i]) }),
      () => {
        const { seize, needs: before } = stages[names[i]];
        const needs = drawRequest(tape, resources, seize);
        return needs.length > 0 && before.length > 0 ? { needs } : { duration: drawDuration(tape) };
      },
    ])(),
  };
}

/** Patients in the first stage of their class: what they hold there is clear. */
function drawToday(tape: Tape, { classes, stages }: Draft): TodayDraft[] {
  return Object.entries(classes).flatMap(([name, { first }]): TodayDraft[] => {
    const stage = stages[first];
    if (stage === undefined || stage.meet !== undefined) return [];
    const asks = stage.seize.length > 0 || stage.needs.length > 0;
    const unclear = stage.seize.length > 1;
    return Array.from({ length: 1 + tape.below(3) }, () => ({
      class: name,
      stage: first,
      state: asks && (unclear || tape.whether(50)) ? ("waiting" as const) : ("served" as const),
      since: undefined,
      count: 1 + tape.below(2),
    }));
  });
}
