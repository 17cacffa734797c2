import type { Draft, ResourceDraft, StageDraft, Tree, WindowDraft } from "../random-scenarios/draft.ts";
import { treeOf } from "../random-scenarios/write.ts";
import { mapPart, mapQuantities, part, type Written } from "./rewritten.ts";

const DAY = 1440;
const WEEK = 7 * DAY;
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * The scenario at half its speed: every time and every hour of a calendar twice as late, rates halved. What goes by the day of two days at
 * most becomes a week of its own. It must have no draws that are keyed by the minute.
 */
export function atHalfSpeed(draft: Draft): Written {
  const slow = mapQuantities(
    treeOf(draft),
    (minutes) => `${2 * minutes} min`,
    (perDay) => `${perDay / 2} per day`,
  ) as Written;
  const resources = mapPart(slow, "resources", (name, tree) => slowResource(draft.resources[name], tree));
  const stages = mapPart(resources, "stages", (name, tree) => slowStage(draft.stages[name], tree));
  return mapPart(stages, "patients", (_name, tree) => {
    const arrive = part(tree, "arrive");
    return "booked" in arrive ? { ...tree, arrive: { ...arrive, booked: slowBookings(part(arrive, "booked")) } } : tree;
  });
}

function slowResource({ windows, rota, closedOnTuesday, sessions }: ResourceDraft, tree: Written): Tree {
  if (sessions !== undefined) {
    const { length } = sessions;
    const days = sessions.opens.flatMap((at) => [-1, 0, 1, 2].map((day) => day * DAY + at));
    const opens = days.filter((at) => at >= 0 || at + length > 0).map((at) => (2 * at + WEEK) % WEEK);
    return { ...tree, sessions: { ...part(tree, "sessions"), opens: opens.sort((a, b) => a - b).map(moment) } };
  }
  if (typeof tree.capacity === "number" && !closedOnTuesday) return tree;
  const days = [0, 1, 2, 3].flatMap((day) => {
    if (closedOnTuesday && day === 1) return [];
    return slowWindows(rota !== undefined && day % 2 === 1 ? rota : windows, day);
  });
  const { dates, ...rest } = tree;
  return { ...rest, capacity: Object.fromEntries(days) };
}

function slowStage({ until }: StageDraft, tree: Written): Tree {
  const hours = [0, 1, 2, 3].flatMap((day) => slowWindows(until, day)).map(([text]) => text);
  return until.length === 0 ? tree : { ...tree, until: hours };
}

/** Windows of one day, each cut at the midnights over which it now goes. */
function slowWindows(windows: readonly WindowDraft[], day: number): [string, number][] {
  return windows.flatMap(({ from, to, units }) => {
    const [start, end] = [2 * (day * DAY + from), Math.min(WEEK, 2 * (day * DAY + to))];
    const pieces: [string, number][] = [];
    for (let at = start; at < end; at = (Math.floor(at / DAY) + 1) * DAY) {
      const stop = Math.min(end, (Math.floor(at / DAY) + 1) * DAY);
      pieces.push([`${moment(at)}-${clock(stop % DAY === 0 ? DAY : stop % DAY)}`, units]);
    }
    return pieces;
  });
}

/** As they are drawn: on Monday and Tuesday at three times, and two more on Monday. */
function slowBookings(booked: Written): Written {
  const [many, two] = Object.values(booked);
  if (Object.keys(booked).join("; ") !== "mon, tue 00:15, 08:00, 15:30; mon 00:30") throw new Error("other bookings");
  return { "mon, wed 00:30, 16:00": many, "tue, thu 07:00": many, "mon 01:00": two };
}

function moment(at: number): string {
  return `${DAYS[Math.floor(at / DAY)]} ${clock(at % DAY)}`;
}

function clock(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
