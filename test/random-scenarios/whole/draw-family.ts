import type { Tree } from "../draft.ts";
import { drawAmount, drawDuration, drawGap } from "./draw-value.ts";
import { present, type Stage } from "./draw-whole-stage.ts";
import { type StageKind, time, type World } from "./world.ts";

/** Gives the stage what its kind has; what has tasks or contacts cannot be broken off, and takes its time. */
export function withKind(world: World, stage: Stage, kind: StageKind | undefined): Stage {
  const { tape, contacts } = world;
  if (kind === undefined) return stage;
  if (kind === "meeting") return withMeeting(world, stage);
  const { whenPreempted: _, ...rest } = stage;
  if (kind === "tasks") return { ...rest, tasks: drawTasks(world) };
  const counted = [`count(${contacts[0]})`, `count(${contacts[contacts.length - 1]}, arrived, time)`];
  return {
    ...rest,
    ...(kind === "both" ? { tasks: drawTasks(world) } : {}),
    contacts: drawContacts(world),
    duration: tape.pick([() => time(world, 4, 12), () => drawDuration(world, "duration")])(),
    ...(tape.whether(40) ? { set: { tests: tape.pick(counted) } } : {}),
  };
}

export function drawTasks({ tape, children }: World): Tree {
  const join = tape.pick([undefined, "all", "any", "none"]);
  return present({
    start: tape.pick<Tree>([children[0], [children[1]], [...children]]),
    join,
    brings: tape.whether(50) ? tape.pick<Tree>(["tests", ["ready", "tests"], "site"]) : undefined,
  });
}

/** The first by small pathways or as a mere event, the second always an event. */
export function drawContacts(world: World): Tree {
  const { tape, children, contacts } = world;
  const starts = [tape.pick([...children, undefined]), undefined];
  return Object.fromEntries(contacts.map((name, i) => [name, drawContact(world, starts[i])]));
}

/** Now and then a profile that falls with the length of the stay. */
function drawContact(world: World, start: string | undefined): Tree {
  const { tape } = world;
  const falling = `if(time - arrived < ${time(world, 2, 8)}, 15 min, 1 h)`;
  return present({
    every: tape.pick([() => drawGap(world, "stage"), () => drawGap(world, "stage"), () => falling])(),
    first: tape.whether(35) ? drawDuration(world, "stage") : undefined,
    count: tape.whether(35) ? drawAmount(world, "stage", [1, 2, 3]) : undefined,
    start,
    late: tape.pick([undefined, "skip", "queue", "queue"]),
    brings: start !== undefined && tape.whether(30) ? "tests" : undefined,
  });
}

/** A group goes on as one: what would part it is left out. */
function withMeeting(world: World, stage: Stage): Stage {
  const { startIf: _s, else: _e, queue: _q, leave: _l, preempts: _p, whenPreempted: _w, ...rest } = stage;
  return { ...rest, meet: drawMeeting(world) };
}

export function drawMeeting(world: World): Tree {
  const { tape } = world;
  const count = 2 + tape.below(2);
  return tape.pick<Tree>([{ count, after: time(world, 1, 4) }, count, { count, after: time(world, 2, 8) }]);
}
