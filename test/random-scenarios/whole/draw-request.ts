import type { Tree } from "../draft.ts";
import { drawSet } from "./draw-set.ts";
import { drawSpeed } from "./draw-value.ts";
import { SERVERS, time, type World } from "./world.ts";

/** How many units of each resource a stage may ask for by `seize` and by `needs`, so that both together can be met. */
export interface Stock {
  readonly seize: Readonly<Record<string, number>>;
  readonly needs: Readonly<Record<string, number>>;
}

export function drawStock({ tape }: World, most: Readonly<Record<string, number>>): Stock {
  const seize: Record<string, number> = {};
  const needs: Record<string, number> = {};
  for (const [name, units] of Object.entries(most)) {
    const places = units > 1 && tape.whether(50) ? Math.floor(units / 2) : tape.whether(40) ? units : 0;
    seize[name] = places;
    needs[name] = units - places;
  }
  return { seize, needs };
}

/** One bundle, or several in order of preference; nothing where there is nothing to ask for. */
export function drawRequest(world: World, stock: Readonly<Record<string, number>>): Tree | undefined {
  const { tape } = world;
  const names = Object.keys(stock).filter((name) => stock[name] > 0);
  if (names.length === 0) return undefined;
  const bundle = (): { [name: string]: number } => {
    const kept = [tape.pick(names), ...(tape.whether(25) ? [tape.pick(names)] : [])];
    return Object.fromEntries(kept.map((name) => [name, 1 + (tape.whether(30) ? tape.below(stock[name]) : 0)]));
  };
  const count = tape.whether(35) ? 2 + tape.below(2) : 1;
  if (count === 1 && tape.whether(20)) return tape.pick(names);
  const options = Array.from({ length: count }, (_, i) => ({
    ...bundle(),
    ...(i > 0 && tape.whether(60) ? { after: time(world, 1, 4) } : {}),
    ...(count > 1 && tape.whether(30) ? { as: tape.pick(SERVERS) } : {}),
    ...(tape.whether(20) ? { speed: drawSpeed(world) } : {}),
    ...(tape.whether(15) ? { set: drawSet(world, "duration") } : {}),
  }));
  return count === 1 ? options[0] : options;
}

/** The resources that a request may ask for. */
export function askedFor(request: Tree | undefined): readonly string[] {
  if (request === undefined) return [];
  if (typeof request === "string") return [request];
  const options = (Array.isArray(request) ? request : [request]) as readonly { readonly [key: string]: Tree }[];
  return options.flatMap((option) =>
    Object.keys(option).filter((key) => !["after", "as", "speed", "set"].includes(key)),
  );
}
