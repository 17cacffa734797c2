import type { Tree } from "../../random-scenarios/draft.ts";
import { clock, minutes, ORGANISATIONS, time } from "../../random-scenarios/whole/world.ts";
import { FREE_STAFF, PLACES, type PlainWorld, RESOURCES, UNITS } from "./plain-world.ts";

export function drawResources(world: PlainWorld): { readonly [name: string]: Tree } {
  const closing = new Set([...FREE_STAFF, PLACES[0]]);
  return Object.fromEntries(RESOURCES.map((name) => [name, drawResource(world, closing.has(name))]));
}

type Map = { readonly [key: string]: Tree };

function drawResource(world: PlainWorld, mayClose: boolean): Tree {
  const { tape } = world;
  const capacity = tape.pick(mayClose ? [drawConstant, drawHours, drawHours, drawRota] : [drawConstant, drawEver])(
    world,
  );
  const hours = typeof capacity === "object";
  return {
    capacity,
    ...(mayClose && hours && tape.whether(30) ? { absence: tape.pick(["20%", "50%"]) } : {}),
    ...(mayClose && hours && tape.whether(25) ? { lastStart: time(world, 1, 2) } : {}),
    ...(mayClose && hours && tape.whether(25) ? { dates: drawDates(world) } : {}),
    ...(capacity !== "unlimited" && tape.whether(12) ? { unit: "1/2" } : {}),
    ...(!world.bare && tape.whether(40) ? drawCosts(world, capacity) : {}),
  };
}

function drawConstant({ tape }: PlainWorld): Tree {
  return tape.pick<Tree>([UNITS, UNITS, UNITS + 1, UNITS + 3, 40, "unlimited"]);
}

/** Never less than anybody asks for. */
function drawEver(world: PlainWorld): Tree {
  const noon = clock(Math.floor(minutes(world, 20, 70)));
  return { [`daily 00:00-${noon}`]: UNITS + world.tape.below(3), [`daily ${noon}-24:00`]: UNITS };
}

function drawHours(world: PlainWorld): Tree {
  const { tape } = world;
  return tape.pick<() => Tree>([
    () => keyed("daily", windows(world)),
    () => ({ ...keyed("mon", windows(world)), ...keyed("tue-sun", windows(world)) }),
    () => ({ "daily 20:00-08:00": tape.below(2), "daily 08:00-20:00": UNITS }),
    () => ({ "daily 00:00-24:00": UNITS }),
  ])();
}

function drawRota(world: PlainWorld): Tree {
  return {
    cycle: "2 days",
    from: "2026-04-06",
    ...keyed("day 1", windows(world)),
    ...keyed("day 2", windows(world)),
  };
}

/** Windows of a day that do not overlap, of which the first has enough for anybody. */
function windows(world: PlainWorld): { readonly [hours: string]: number } {
  const { tape } = world;
  const inner = Array.from({ length: 1 + tape.below(3) }, () => Math.floor(minutes(world, 8, 88)));
  const cuts = [...new Set([0, ...inner, 1440])].sort((a, b) => a - b);
  const all = cuts.slice(1).map((to, i): [string, number] => {
    return [`${clock(cuts[i])}-${clock(to)}`, i === 0 ? UNITS + tape.below(2) : tape.below(UNITS + 1)];
  });
  return Object.fromEntries(all.filter((_, i) => i === 0 || !tape.whether(10)));
}

function keyed(days: string, of: { readonly [hours: string]: number }): Map {
  return Object.fromEntries(Object.entries(of).map(([hours, units]) => [`${days} ${hours}`, units]));
}

function drawDates({ tape }: PlainWorld): Tree {
  return tape.pick<Tree>([
    { "2026-04-07": 0 },
    { "2026-04-07": { "06:00-12:00": 1, "14:00-22:00": UNITS } },
    { "2026-04-08 onwards": { "daily 00:00-24:00": UNITS } },
  ]);
}

/** Of units without number nobody can say what those on duty cost. */
export function drawCosts({ tape }: PlainWorld, capacity: Tree): Map {
  const all: Map = {
    held: "£10 per hour",
    rostered: "£20 per hour",
    overtime: "£30 per hour",
    use: "£5",
    fixed: "£100 per day",
    stepped: { every: 2, cost: "£50 per day" },
  };
  const drawn = Object.entries(all).filter((_, i) => i === 0 || tape.whether(60));
  const kept = drawn.filter(([basis]) => !["rostered", "stepped"].includes(basis) || capacity !== "unlimited");
  return { organisation: tape.pick(ORGANISATIONS), costs: Object.fromEntries(kept) };
}
