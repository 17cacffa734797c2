import { alternatives } from "../scenario/adopted-fields.ts";
import type { Arm, Resource, Stage } from "../scenario/scenario.ts";
import { lastPhase, weeklyCapacity } from "./capacity.ts";
import { holdingOf, needsOf, type Use } from "./holding.ts";
import { momentsOf } from "./moments.ts";
import { type Outcome, outcomes } from "./patients.ts";
import type { Flow } from "./traffic.ts";

const DAY = 1440;
const WEEK = 10080;
/** What a session loses by a late beginning is the mean over so many values of equal probability. */
const SLICES = 1000;

/** Offered load of a resource against its capacity, before any queue. */
export interface ResourceLoad {
  readonly resource: string;
  /** Units that would be in use, turnover among it, if nobody ever waited (erlangs), mean over the week. */
  readonly offered: number;
  /** Units on duty, mean over the week; Infinity when unlimited. */
  readonly capacity: number;
  /** The fewest units ever on duty: as many as `capacity` when they are always as many and never absent. */
  readonly least: number;
  /** offered ÷ capacity; 0 when unlimited, NaN when nobody asks for a resource without capacity. */
  readonly utilisation: number;
  /** True when units are also held through waits, which come on top of `offered`. */
  readonly lowerBound: boolean;
  /** True when a fixed population asks for it, counted as if nobody waited: less in truth. */
  readonly upperBound: boolean;
  /** What is waited for while units are held, sorted: resources, or `daytime` for opening hours. */
  readonly waitsFor: readonly string[];
  /** Stages whose time only the run knows; `offered` leaves them out. */
  readonly unknownStages: readonly string[];
  /** True when only the run knows how late its sessions begin: they count as on time. */
  readonly unknownLateness: boolean;
  /** Times a week that units are taken. */
  readonly takesPerWeek: number;
  /** Mean minutes of units in use for each time they are taken. */
  readonly meanUse: number;
  /**
   * Of the work that goes on for ever. fine: less than capacity · unstable: the line grows for ever · overtime: more is offered than
   * the hours hold, but what was begun is finished after closing, which may be enough.
   */
  readonly state: "fine" | "overtime" | "unstable";
  /** Patients a week for whom it is asked, and those whom the lists of its sessions call, where these are fewer. */
  readonly lists: { readonly asked: number; readonly called: number } | undefined;
  /** More is offered than there is, but the line cannot grow for ever: `bounded` classes account for it. */
  readonly crowded: boolean;
  /** Classes that ask for it and whose work does not go on for ever as it is counted: lists, fixed populations, rates that fall. */
  readonly bounded: readonly string[];
  /** Classes of whose patients contacts ask for it that are left out while the last is not done: one at most waits for each. */
  readonly skipping: readonly string[];
  /** Patients by whom the line grows a day when unstable, else 0. */
  readonly growthPerDay: number;
  /** Minutes of work a week that finishing after closing adds when there is always someone waiting; Infinity: not known. */
  readonly afterClosing: number;
}

/** @param end of the run, minutes: what begins later is left out */
export function resourceLoads(arm: Arm, flows: readonly Flow[], end: number): readonly ResourceLoad[] {
  const timed = stagesTimed(arm);
  return arm.resources.map((resource) => loadOf(resource, flows, timed, end));
}

function loadOf(resource: Resource, flows: readonly Flow[], timed: ReadonlySet<string>, end: number): ResourceLoad {
  const uses = flows.map((flow) => {
    const [needs, held] = [needsOf(flow, resource.name), holdingOf(flow, resource.name)];
    const both = sumOf([needs, held]);
    return { flow, needs, held, both, turning: both.units * turnoverOf(resource, flow, end) };
  });
  const all = sumOf(uses.map(({ both }) => both));
  const part = (of: "needs" | "held" | "both"): Use => sumOf(uses.map((use) => scaled(use[of], use.flow.lasting)));
  const lasting = part("both");
  const turning = (of: (flow: Flow) => number): number =>
    uses.reduce((sum, use) => sum + use.turning * of(use.flow), 0);
  const offered = all.load + turning(() => 1);
  const offeredForEver = lasting.load + turning((flow) => flow.lasting);
  const asking = uses.filter(({ both }) => both.load > 0).map(({ flow }) => flow);
  const late = lateness(resource, flows, end);
  const { mean, least, open, calls, closings } = weeklyCapacity(resource, end, (length) => lostOf(late, length));
  // A server caught at work by its closing time has E[S²] / 2E[S] left on average (Ross, Stochastic Processes, §3.4).
  const residual =
    part("held").load > 0 ? Number.POSITIVE_INFINITY : lasting.load > 0 ? part("needs").square / (2 * lasting.load) : 0;
  const afterClosing = closings === 0 ? 0 : closings * residual;
  const most = open + afterClosing / WEEK;
  // What leaves nothing to chance can be kept up with when there is exactly as much work as capacity.
  const regular = asking.every((flow) => flow.regular) && all.waitsFor.size === 0;
  const tolerance = regular ? 1 + 1e-9 : 1 - 1e-9;
  const goElsewhere = flows.some(({ stages }) => stages.some((stage) => canGoElsewhere(stage, timed, resource.name)));
  const grows = Number.isFinite(mean) && !goElsewhere;
  const exceeds = (load: number, units: number): boolean => grows && load > 0 && load >= units * tolerance;
  // Exactly as many as the lists hold is not too many, whatever their services.
  const tooMany = grows && lasting.takes * WEEK > calls * (1 + 1e-9);
  const state =
    tooMany || exceeds(offeredForEver, most) ? "unstable" : exceeds(offeredForEver, mean) ? "overtime" : "fine";
  return {
    resource: resource.name,
    offered,
    capacity: mean,
    least,
    utilisation: mean === Number.POSITIVE_INFINITY ? 0 : offered / mean,
    lowerBound: all.waitsFor.size > 0,
    upperBound: asking.some((flow) => flow.upperBound),
    waitsFor: [...all.waitsFor].sort(),
    unknownStages: [...all.unknown].sort(),
    unknownLateness: late.some(([, minutes]) => minutes === undefined),
    takesPerWeek: all.takes * WEEK,
    meanUse: all.takes > 0 ? offered / all.takes : 0,
    state,
    lists: tooMany ? { asked: lasting.takes * WEEK, called: calls } : undefined,
    crowded: state === "fine" && exceeds(offered, mean),
    bounded: classesOf(asking.filter(({ lasting: share, skipped }) => share < 1 && !skipped)),
    skipping: classesOf(asking.filter(({ skipped }) => skipped)),
    growthPerDay:
      state === "unstable"
        ? (lasting.takes - Math.min(lasting.takes * Math.min(1, most / offeredForEver), calls / WEEK)) * DAY
        : 0,
    afterClosing,
  };
}

function classesOf(flows: readonly Flow[]): readonly string[] {
  return [...new Set(flows.map(({ kind }) => kind.className))].sort();
}

/** Minutes by which its sessions begin late; none where they are on time. */
function lateness({ phases }: Resource, flows: readonly Flow[], end: number): readonly Outcome[] {
  const late = lastPhase(phases, end).sessions?.late;
  return late === undefined || flows.length === 0 ? [] : outcomes(late, flows[0].kind, SLICES);
}

/** Mean minutes that a session loses: no more than it has. */
function lostOf(late: readonly Outcome[], length: number): number {
  return late.reduce((sum, [p, minutes]) => sum + p * Math.min(Math.max(0, minutes ?? 0), length), 0);
}

/** Mean minutes for which a unit stays occupied after it is given back; 0 where only the run knows. */
function turnoverOf({ phases }: Resource, { kind }: Flow, end: number): number {
  const { turnover } = lastPhase(phases, end);
  return turnover === undefined ? 0 : (momentsOf(turnover, kind)?.mean ?? 0);
}

function scaled(use: Use, share: number): Use {
  // A square can be infinite.
  if (share === 0) return { ...use, load: 0, takes: 0, units: 0, square: 0 };
  const { load, takes, units, square } = use;
  return { ...use, load: load * share, takes: takes * share, units: units * share, square: square * share };
}

/** The stages that a timer can take patients out of: its own, and those through which it runs on. */
function stagesTimed({ stages }: Arm): ReadonlySet<string> {
  const timed = new Set<string>();
  for (const { name, leave } of stages) {
    for (const { scope } of alternatives(leave).flat()) {
      timed.add(name);
      if (typeof scope !== "string") for (const other of scope) timed.add(other);
    }
  }
  return timed;
}

/** A line that people leave, turn back from, are turned away from, or find a second choice in does not grow for ever. */
function canGoElsewhere(stage: Stage, timed: ReadonlySet<string>, resource: string): boolean {
  const { seize, needs, balk, startIf, queue } = stage;
  const requests = [...alternatives(seize), ...alternatives(needs)].filter((request) =>
    request?.some(({ bundle }) => bundle.some((part) => part.resource === resource)),
  );
  if (requests.length === 0) return false;
  return (
    timed.has(stage.name) ||
    [balk, startIf].flatMap(alternatives).some((route) => route !== undefined) ||
    alternatives(queue).some((limit) => limit?.whenFull !== undefined) ||
    requests.some((one) => (one?.length ?? 0) > 1)
  );
}

function sumOf(uses: readonly Use[]): Use {
  let load = 0;
  let takes = 0;
  let units = 0;
  let square = 0;
  const waitsFor = new Set<string>();
  const unknown = new Set<string>();
  for (const use of uses) {
    load += use.load;
    takes += use.takes;
    units += use.units;
    square += use.square;
    for (const name of use.waitsFor) waitsFor.add(name);
    for (const name of use.unknown) unknown.add(name);
  }
  return { load, takes, units, square, waitsFor, unknown };
}
