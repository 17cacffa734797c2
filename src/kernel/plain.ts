import { whatIsHeld } from "../model/held.ts";
import type { Model, RequestTable, ResourceTable, TodayTable } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import type { ArrivalStream } from "./arrivals.ts";
import type { CapacityCalendar } from "./calendars.ts";
import type { Interpreter } from "./interpreter.ts";
import type { LoopWatch } from "./loop-watch.ts";
import type { Machine } from "./machine.ts";
import type { Requests } from "./requests.ts";
import type { Routing } from "./routing.ts";
import { hasSessions } from "./sessions.ts";
import type { TodaysPatients } from "./today.ts";

/** What of a simulation serves whoever runs a plain pathway himself. Everything is as it is at the start of a replication. */
export interface PlainKernel {
  readonly machine: Machine;
  readonly arrivals: readonly ArrivalStream[];
  readonly calendars: readonly CapacityCalendar[];
  readonly requests: Requests;
  readonly routing: Routing;
  readonly interpreter: Interpreter;
  readonly loops: LoopWatch;
  readonly today: TodaysPatients | undefined;
  /** Whether a booked patient does not come: he is gone again, then. */
  misses(patient: number, cls: number, noShow: number): boolean;
}

/**
 * Whether a pathway is plain: every request is for units of one resource, and who stands first gets them; nobody is taken out of a stage,
 * turned away or broken off, is in company or pauses; nobody who holds a place can wait for ever; and who is there at time 0 asks for nothing
 * where he is. What happens next is then settled by so few rules that one loop can follow them and count what happens at the same time.
 */
export function isPlain(model: Model): boolean {
  const { classes, requests } = model;
  return (
    hasPlainRules(model) &&
    requests.every((request) => isPlainRequest(model, request)) &&
    classes.every(({ arrivals }) => arrivals.every(({ kind }) => kind !== "population")) &&
    hasPlainStages(model) &&
    model.today.every((row) => isPlainToday(model, row)) &&
    !mayWaitForEver(model)
  );
}

function hasPlainRules(model: Model): boolean {
  const { uses, queues, clock, resources } = model;
  const { children, groups, stageTimes, left, servedBy, counts, closes } = uses;
  return (
    !(children || groups || stageTimes || left || servedBy || counts || closes) &&
    queues.length === 0 &&
    clock.coolDown === 0 &&
    !hasSessions(model) &&
    resources.every(({ phases }) => {
      return phases.every(({ atShiftEnd, turnover }) => atShiftEnd === "finish" && turnover === NONE);
    })
  );
}

function isPlainRequest({ bundleStart }: Model, request: RequestTable): boolean {
  const { options, strict, preempts, reorders, unless } = request;
  const [{ bundle, speed, set }] = options;
  const single = options.length === 1 && bundleStart[bundle + 1] - bundleStart[bundle] === 1;
  return single && speed === NONE && set === NONE && !strict && !preempts && !reorders && unless === NONE;
}

const PLAIN_OPS: ReadonlySet<number> = new Set([op.ASK, op.GIVE, op.GIVE_NEEDS, op.WORK, op.SET, op.GO]);

function hasPlainStages({ program }: Model): boolean {
  for (let at = 0; at < program.length; at += WIDTH) if (!PLAIN_OPS.has(program[at])) return false;
  return true;
}

/** Whether it is known what somebody who is there at time 0 is doing, and that he needs nothing for it. */
function isPlainToday({ program, stages, utilities }: Model, { served, held, stage }: TodayTable): boolean {
  const asksForNothing = stages[stage].variants.every(({ use }) => {
    let at = use;
    while (program[at] === op.SET) at += WIDTH;
    return program[at] === op.WORK;
  });
  return served && held.length === 0 && asksForNothing && utilities === undefined;
}

/**
 * Whether somebody who holds something may ask for what he holds, for what may be short for ever, or for what is held by somebody who may wait
 * for what he himself holds.
 */
function mayWaitForEver(model: Model): boolean {
  const { program, requests, resources, bundleStart, bundleResource, bundleUnits } = model;
  const waitsFor = resources.map(() => new Set<number>());
  for (const [at, held] of whatIsHeld(model)) {
    if (program[at] !== op.ASK || held.size === 0) continue;
    const entry = bundleStart[requests[program[at + 1]].options[0].bundle];
    if (!alwaysHas(resources[bundleResource[entry]], bundleUnits[entry])) return true;
    for (const resource of held) waitsFor[resource].add(bundleResource[entry]);
  }
  return waitsFor.some((_, resource) => leadsTo(waitsFor, resource, resource));
}

/** Whether so many units are open for work all the time, though in use perhaps. */
function alwaysHas({ calendars }: ResourceTable, units: number): boolean {
  return calendars.every(({ open, absence }) => absence === 0 && open.every((there) => there >= units));
}

function leadsTo(links: readonly ReadonlySet<number>[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const next = [...links[from]];
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    if (node === to) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    next.push(...links[node]);
  }
  return false;
}
