import type { Tree } from "../draft.ts";
import { drawCondition } from "./draw-expression.ts";
import { askedFor, drawRequest, type Stock } from "./draw-request.ts";
import { drawSet } from "./draw-set.ts";
import { drawAmount, drawDuration } from "./draw-value.ts";
import { drawBalk, drawNext, type Place } from "./draw-way.ts";
import { clock, time, type World } from "./world.ts";

export type Stage = { readonly [key: string]: Tree };

/** What any stage may have, of patients or of their children. */
export function drawStage(world: World, place: Place, stock: Stock): Stage {
  const { tape } = world;
  const field = stageFields(world, place, stock);
  const seize = tape.whether(45) ? field.seize() : undefined;
  const needs = seize === undefined || tape.whether(50) ? (tape.whether(90) ? field.needs() : undefined) : undefined;
  const asks = seize !== undefined || needs !== undefined;
  const further = [...place.onward, ...place.out];
  return present({
    setOnEntry: tape.whether(15) ? field.setOnEntry() : undefined,
    balk: tape.whether(15) ? field.balk() : undefined,
    leave: tape.whether(30) ? field.leave() : undefined,
    queue: tape.whether(25) ? field.queue() : undefined,
    priority: tape.whether(55) ? field.priority() : undefined,
    strict: tape.whether(20) ? true : undefined,
    preempts: tape.whether(40) ? true : undefined,
    whenPreempted: tape.whether(65) ? tape.pick(["resume", "restart", "redraw"]) : undefined,
    seize,
    until: tape.whether(15) ? field.until() : undefined,
    needs,
    ...(asks && tape.whether(25) ? { startIf: drawStart(world, needs ?? seize), else: tape.pick(further) } : {}),
    duration: tape.whether(90) ? field.duration() : undefined,
    set: tape.whether(25) ? field.set() : undefined,
    next: field.next(),
    luck: tape.whether(8) ? tape.pick(world.stages) : undefined,
  });
}

/** Each field by itself: an intervention may put another in its place. */
export function stageFields(world: World, place: Place, stock: Stock) {
  const { tape } = world;
  const further = [...place.onward, ...place.out];
  return {
    setOnEntry: (): Tree => drawSet(world, "stage"),
    balk: (): Tree => drawBalk(world, [...place.out, ...place.onward]),
    leave: (): Tree => drawTimers(world, place),
    queue: (): Tree => {
      const limit = tape.below(4);
      return tape.pick<Tree>([limit, { limit, whenFull: tape.pick(further) }]);
    },
    priority: (): Tree => drawPriority(world),
    seize: () => drawRequest(world, stock.seize),
    needs: () => drawRequest(world, stock.needs),
    until: (): Tree => drawUntil(world),
    duration: () => drawDuration(world, "duration"),
    set: (): Tree => drawSet(world, "stage"),
    next: () => drawNext(world, place),
  };
}

/** Fixed, drawn, of the patient, or one that changes while somebody waits. */
function drawPriority(world: World): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => 1,
    () => "urgency",
    () => "2 - waited / 1 h",
    () => "if(frail, 0, 1)",
    () => "0 - time / 1 h",
    () => ({ uniform: { min: 0, max: 3 } }),
    () => `queue(${tape.pick(world.stages)}) - free(${tape.pick(world.resources)})`,
    () => drawAmount(world, "stage", [0, 1, 2]),
    () => drawAmount(world, "stage", [0, 1, 2]),
  ];
  return tape.pick(kinds)();
}

function drawTimers(world: World, place: Place): Tree {
  const { tape } = world;
  const to = [...place.out, ...place.onward];
  const [own] = place.back;
  const one = (): Tree => {
    const scope = tape.pick<Tree>([
      "waiting",
      "here",
      { in: [...new Set([own, ...place.spans.filter(() => tape.whether(60))])] },
    ]);
    const after = tape.pick([() => time(world, 2, 8), () => "patience", () => drawDuration(world, "stage")])();
    return { after, while: scope, to: tape.pick(to) };
  };
  return tape.whether(35) ? [one(), one()] : one();
}

function drawUntil(world: World): Tree {
  const { tape } = world;
  const from = 60 * tape.below(12);
  const window = `daily ${clock(from)}-${clock(from + 60 * (1 + tape.below(8)))}`;
  return tape.pick<Tree>([window, [window, "mon 21:00-23:30"], "mon-fri 06:00-10:00, 12:00-20:00"]);
}

/** Of those conditions that are asked when somebody's turn comes most are of what is left of the session or shift. */
export function drawStart(world: World, asks: Tree | undefined): Tree {
  const { tape } = world;
  const resource = askedFor(asks)[0] ?? world.resources[0];
  const kinds: (() => Tree)[] = [
    () => "urgency < 2",
    () => `time + mean(duration) <= closes(${resource}) + 15 min`,
    () => `closes(${resource}) - time >= ${time(world, 1, 4)}`,
    () => `not (time + mean(duration) > closes(${resource}))`,
    () => drawCondition(world, "stage"),
    () => `waited < ${time(world, 4, 12)}`,
  ];
  return tape.pick(kinds)();
}

/** Without what is left out. */
export function present(map: { readonly [key: string]: Tree | undefined }): Stage {
  const kept = Object.entries(map).filter((entry): entry is [string, Tree] => entry[1] !== undefined);
  return Object.fromEntries(kept);
}
