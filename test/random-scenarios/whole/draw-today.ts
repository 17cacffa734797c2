import type { Tree } from "../draft.ts";
import type { Stage } from "./draw-whole-stage.ts";
import { present } from "./draw-whole-stage.ts";
import { SITES, time, type World } from "./world.ts";

/** Rows of patients who are there at time 0, in any stage but where groups meet, with what they hold said where it could be unclear. */
export function drawToday(
  world: World,
  stages: Readonly<Record<string, Stage>>,
): readonly { readonly [key: string]: Tree }[] {
  const { tape } = world;
  const places = Object.keys(stages).filter((name) => stages[name].meet === undefined);
  if (places.length === 0) return [];
  return Array.from({ length: 1 + tape.below(3) }, () => {
    const name = tape.pick(places);
    const stage = stages[name];
    const asks = [stage.seize, stage.needs, stage.until].some((field) => field !== undefined);
    const waiting = asks && tape.whether(50);
    return present({
      class: tape.pick(world.classes),
      stage: name,
      ...drawState(world, stage, waiting),
      ...drawPast(world, [stage.leave, waiting ? undefined : (stage.duration ?? "0 min")].every(mayHaveLasted)),
      count: tape.whether(60) ? 1 + tape.below(3) : undefined,
      set: tape.whether(30) ? { frail: true, site: tape.pick(SITES), tests: 2 } : undefined,
    });
  });
}

function drawState(world: World, stage: Stage, waiting: boolean): { readonly [key: string]: Tree | undefined } {
  const { tape } = world;
  const places = bundles(stage.seize);
  const options = bundles(stage.needs);
  if (!waiting) {
    return {
      state: tape.whether(20) ? "served" : undefined,
      holds: places.length === 0 ? "none" : tape.pick(places),
      by: options.length > 1 ? serverOf(stage.needs, tape.below(options.length)) : undefined,
    };
  }
  const forNeeds = places.length > 0 && (options.length > 0 || stage.until !== undefined) && tape.whether(50);
  return { state: "waiting", holds: forNeeds ? places[0] : "none" };
}

/** What is not known is left out; nobody begins before he comes. */
function drawPast(world: World, lasted: boolean): { readonly [key: string]: Tree | undefined } {
  const { tape } = world;
  const kinds: (() => { readonly [key: string]: Tree })[] = [
    () => ({}),
    () => ({ arrived: time(world, 0, 12) }),
    () => ({ since: time(world, 0, 8) }),
    () => ({ since: "2026-04-05 21:30", arrived: "2026-04-05 20:00" }),
    () => ({ since: time(world, 0, 4), arrived: time(world, 5, 12) }),
  ];
  return tape.pick(lasted ? kinds : kinds.slice(0, 2))();
}

const ENDLESS = ["exponential", "lognormal", "gamma", "erlang", "weibull", "logLogistic", "hyperexponential"];

/** Nothing can have lasted longer than it can: what has no end, or is not there. */
function mayHaveLasted(value: Tree | undefined): boolean {
  if (value === undefined) return true;
  return typeof value === "object" && value !== null && ENDLESS.some((name) => name in value);
}

type Bundle = { readonly [resource: string]: Tree };

function optionsOf(request: Tree | undefined): readonly Bundle[] {
  if (request === undefined) return [];
  if (typeof request === "string") return [{ [request]: 1 }];
  return (Array.isArray(request) ? request : [request]) as readonly Bundle[];
}

function bundles(request: Tree | undefined): readonly Bundle[] {
  return optionsOf(request).map(({ after: _a, as: _b, speed: _c, set: _d, ...bundle }) => bundle);
}

/** The name that `by` tells: `as`, or the first resource by name. */
function serverOf(request: Tree | undefined, which: number): Tree {
  return optionsOf(request)[which].as ?? Object.keys(bundles(request)[which]).sort()[0];
}
