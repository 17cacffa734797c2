import type { Tree } from "../draft.ts";
import { drawLateness } from "./draw-lateness.ts";
import { clock, DATES, minutes, ORGANISATIONS, time, type World } from "./world.ts";

export interface Drawn {
  readonly tree: { readonly [key: string]: Tree };
  /** Units of which there are so many at some time; of those a stage may seize and need so many together. */
  readonly most: number;
}

/** Few units, always there, in windows of the week or of a rota, or in sessions; whole, or parts of a whole. */
export function drawResource(world: World): Drawn {
  const { tape } = world;
  const parts = tape.whether(12) ? 2 + tape.below(2) : 1;
  const { hours, most, shifts, inSessions } = tape.pick([drawConstant, drawHours, drawHours, drawSessions])(world);
  const tree = {
    ...hours,
    ...(parts > 1 ? { unit: `1/${parts}` } : {}),
    ...(shifts && tape.whether(25) ? { absence: tape.pick(["20%", "50%"]) } : {}),
    ...(tape.whether(20) ? { lastStart: time(world, 1, 2) } : {}),
    ...(tape.whether(55) ? { atShiftEnd: tape.pick(["pause", "preempt"]) } : {}),
    ...(tape.whether(25) ? { turnover: drawTurnover(world) } : {}),
    ...(tape.whether(25) ? drawCosts(world, hours.capacity) : {}),
  };
  const dated = !inSessions && tape.whether(20) ? { dates: drawDates(world, shifts) } : {};
  return { tree: { ...tree, ...dated }, most: most * parts };
}

interface Hours {
  readonly hours: { readonly [key: string]: Tree };
  readonly most: number;
  readonly shifts: boolean;
  readonly inSessions: boolean;
}

function drawConstant({ tape }: World): Hours {
  const units = 1 + tape.below(3);
  const written = tape.pick<Tree>([units, units, units, "units", "unlimited"]);
  const most = written === "units" ? 2 : units;
  return { hours: { capacity: written }, most, shifts: false, inSessions: false };
}

function drawHours(world: World): Hours {
  const { tape } = world;
  const most = 1 + tape.below(3);
  const day = drawWindows(world, most);
  const kinds: (() => Tree)[] = [
    () => keyed("daily", day),
    () => keyed("daily", day),
    () => ({ ...keyed("mon", day), ...keyed("tue, wed", drawWindows(world, most)) }),
    () => ({
      cycle: "2 days",
      from: "2026-04-06",
      ...keyed("day 1", day),
      ...keyed("day 2", drawWindows(world, most)),
    }),
    () => ({ "daily 20:00-08:00": tape.below(2), "daily 08:00-20:00": most }),
  ];
  return { hours: { capacity: tape.pick(kinds)() }, most, shifts: true, inSessions: false };
}

/** Windows of a day that do not overlap, of which the first has all units and others may have none. */
function drawWindows(world: World, most: number): { readonly [hours: string]: number } {
  const { tape } = world;
  const inner = Array.from({ length: 1 + tape.below(3) }, () => Math.floor(minutes(world, 8, 88)));
  const cuts = [...new Set([0, ...inner, 1440])].sort((a, b) => a - b);
  const windows = cuts.slice(1).map((to, i): [string, number] => {
    return [`${clock(cuts[i])}-${clock(to)}`, i === 0 ? most : tape.below(most + 1)];
  });
  return Object.fromEntries(windows.filter((_, i) => i === 0 || !tape.whether(10)));
}

function keyed(days: string, windows: { readonly [hours: string]: number }): { [key: string]: Tree } {
  return Object.fromEntries(Object.entries(windows).map(([hours, units]) => [`${days} ${hours}`, units]));
}

/** One to three of a day, some of which touch, none over midnight. */
function drawSessions(world: World): Hours {
  const { tape } = world;
  const most = 1 + tape.below(2);
  const length = 15 * (6 + tape.below(12));
  const opens = [15 * tape.below(20)];
  for (let more = 1 + tape.below(3); more > 0; more--) {
    const next = opens[opens.length - 1] + length + (tape.whether(50) ? 0 : 15 * (1 + tape.below(8)));
    if (next + length <= 1440) opens.push(next);
  }
  const booked = tape.whether(60) ? 1 + tape.below(4) : undefined;
  const sessions = {
    opens: `daily ${opens.map(clock).join(", ")}`,
    length: `${length} min`,
    ...(tape.whether(60) ? { late: drawLateness(world) } : {}),
    ...(booked === undefined ? {} : { booked }),
    ...(booked !== undefined && tape.whether(50) ? { noShow: "40%" } : {}),
  };
  const dates = tape.whether(15) ? { dates: { "2026-04-07": tape.below(2) } } : {};
  return { hours: { capacity: most, sessions, ...dates }, most, shifts: false, inSessions: true };
}

/** The first date of all keeps its hours, so that whatever is asked for is there once. */
function drawDates(world: World, shifts: boolean): Tree {
  const { tape } = world;
  const [first, second, third] = DATES;
  const windows = (): Tree => ({ "06:00-12:00": 1, "14:00-22:00": tape.below(3) });
  const kinds: (() => Tree)[] = [
    () => ({ [second]: 0 }),
    () => ({ [second]: windows() }),
    () => ({ [`${first} to ${second}`]: windows() }),
    () => ({ [`${second} onwards`]: shifts ? { "daily 00:00-24:00": 2 } : 2 }),
    () => ({ [`${second} onwards`]: { "daily 04:00-20:00": 1 }, [third]: 0 }),
  ];
  return tape.pick(shifts ? kinds : kinds.slice(0, 4))();
}

export function drawTurnover(world: World): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => time(world, 1, 2),
    () => ({ uniform: { min: "5 min", max: "20 min" } }),
    () => [{ when: "frail", use: "30 min" }, { use: "0 min" }],
    () => "5 min * (1 + urgency)",
  ];
  return tape.pick(kinds)();
}

/** Of units without number nobody can say what those on duty cost. */
function drawCosts({ tape }: World, capacity: Tree | undefined): { readonly [key: string]: Tree } {
  const all: { readonly [key: string]: Tree } = {
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
