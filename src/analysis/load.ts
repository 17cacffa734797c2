import { alternatives } from "../scenario/adopted-fields.ts";
import type { Arm, Resource, Stage } from "../scenario/scenario.ts";
import { weeklyCapacity } from "./capacity.ts";
import { holdingOf, needsOf, type Use } from "./holding.ts";
import type { Flow } from "./traffic.ts";

const DAY = 1440;
const WEEK = 10080;

/** Offered load of a resource against its capacity, before any queue. */
export interface ResourceLoad {
  readonly resource: string;
  /** Units that would be in use if nobody ever waited (erlangs), mean over the week. */
  readonly offered: number;
  /** Units on duty, mean over the week; Infinity when unlimited. */
  readonly capacity: number;
  /** offered ÷ capacity; 0 when unlimited, NaN when nobody asks for a resource without capacity. */
  readonly utilisation: number;
  /** True when units are also held through waits, which come on top of `offered`. */
  readonly lowerBound: boolean;
  /** What is waited for while units are held, sorted: resources, or `daytime` for opening hours. */
  readonly waitsFor: readonly string[];
  /** Stages whose time only the run knows; `offered` leaves them out. */
  readonly unknownStages: readonly string[];
  /** Times a week that units are taken. */
  readonly takesPerWeek: number;
  /** Mean minutes of units in use for each time they are taken. */
  readonly meanUse: number;
  /**
   * fine: offered < capacity · unstable: the line grows for ever · overtime: more is offered than the hours hold, but what was
   * begun is finished after closing, which may be enough.
   */
  readonly state: "fine" | "overtime" | "unstable";
  /** Patients by whom the line grows a day when unstable, else 0. */
  readonly growthPerDay: number;
  /** Minutes of work a week that finishing after closing adds when there is always someone waiting; Infinity: not known. */
  readonly afterClosing: number;
}

export function resourceLoads(arm: Arm, flows: readonly Flow[]): readonly ResourceLoad[] {
  return arm.resources.map((resource) => loadOf(resource, flows));
}

function loadOf(resource: Resource, flows: readonly Flow[]): ResourceLoad {
  const needs = sumOf(flows.map((flow) => needsOf(flow, resource.name)));
  const held = sumOf(flows.map((flow) => holdingOf(flow, resource.name)));
  const both = sumOf([needs, held]);
  const offered = both.load;
  const { mean, open, closings } = weeklyCapacity(resource);
  // A server caught at work by its closing time has E[S²] / 2E[S] left on average (Ross, Stochastic Processes, §3.4).
  const residual = held.load > 0 ? Number.POSITIVE_INFINITY : offered > 0 ? needs.square / (2 * offered) : 0;
  const afterClosing = closings === 0 ? 0 : closings * residual;
  const most = open + afterClosing / WEEK;
  const tolerance = 1 - 1e-9;
  const relieved = flows.some(({ stages }) => stages.some((stage) => canGoElsewhere(stage, resource.name)));
  const unstable = !relieved && Number.isFinite(mean) && offered > 0 && offered >= most * tolerance;
  return {
    resource: resource.name,
    offered,
    capacity: mean,
    utilisation: mean === Number.POSITIVE_INFINITY ? 0 : offered / mean,
    lowerBound: both.waitsFor.size > 0,
    waitsFor: [...both.waitsFor].sort(),
    unknownStages: [...both.unknown].sort(),
    takesPerWeek: both.takes * WEEK,
    meanUse: both.takes > 0 ? offered / both.takes : 0,
    state: unstable
      ? "unstable"
      : !relieved && Number.isFinite(mean) && offered > 0 && offered >= mean * tolerance
        ? "overtime"
        : "fine",
    growthPerDay: unstable ? both.takes * (1 - most / offered) * DAY : 0,
    afterClosing,
  };
}

/** A line that people leave, turn back from, or find a second choice in does not grow for ever. */
function canGoElsewhere({ seize, needs, leave, balk }: Stage, resource: string): boolean {
  const requests = [...alternatives(seize), ...alternatives(needs)].filter((request) =>
    request?.some(({ bundle }) => bundle.some((part) => part.resource === resource)),
  );
  if (requests.length === 0) return false;
  const leaves = alternatives(leave).some((timers) => timers.length > 0);
  return (
    leaves || alternatives(balk).some((route) => route !== undefined) || requests.some((one) => (one?.length ?? 0) > 1)
  );
}

function sumOf(uses: readonly Use[]): Use {
  let load = 0;
  let takes = 0;
  let square = 0;
  const waitsFor = new Set<string>();
  const unknown = new Set<string>();
  for (const use of uses) {
    load += use.load;
    takes += use.takes;
    square += use.square;
    for (const name of use.waitsFor) waitsFor.add(name);
    for (const name of use.unknown) unknown.add(name);
  }
  return { load, takes, square, waitsFor, unknown };
}
