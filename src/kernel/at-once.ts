import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE } from "../model/opcodes.ts";
import type { Bundles } from "./bundles.ts";
import type { EventList } from "./event-list.ts";
import type { Machine } from "./machine.ts";
import { INTS, PLACES, SERVING } from "./patient-row.ts";
import type { QueuePlaces } from "./queue-places.ts";
import type { Requests } from "./requests.ts";
import { hasSessions } from "./sessions.ts";
import type { Tables } from "./tables.ts";
import type { WaitingLines } from "./waiting-lines.ts";

/**
 * A request that nobody contests is met where it is made: nobody stands in its line, nothing else is to be granted, and nothing
 * else happens in this instant. The grant rule, at the end of the instant, would do the same by way of the line.
 */
export class AtOnce {
  /** While an event is worked off that one patient goes on from, and grants come next. */
  open = false;
  /** A request has been met, so that the grants of the instant have begun: what else is due comes before anything that ends now. */
  hasMet = false;
  private readonly machine: Machine;
  private readonly instructions: Int32Array;
  private readonly tables: Tables;
  private readonly lines: WaitingLines;
  private readonly queues: QueuePlaces;
  private readonly events: EventList;
  private readonly requests: Requests;
  private readonly resourceCount: number;
  /** Of each request: the one resource that it asks for, or NONE where more than that has to be looked at; how many units of it. */
  private readonly resourceOf: Int32Array;
  private readonly unitsOf: Float64Array;
  private readonly bundleOf: Int32Array;

  constructor(machine: Machine, requests: Requests) {
    const { model, bundles } = machine;
    this.machine = machine;
    this.instructions = model.program;
    this.tables = machine.tables;
    this.lines = machine.lines;
    this.queues = machine.queues;
    this.events = machine.events;
    this.requests = requests;
    this.resourceCount = model.names.resources.length;
    this.bundleOf = Int32Array.from(model.requests, ({ options }) => options[0].bundle);
    this.resourceOf = resourcesOf(model, bundles);
    this.unitsOf = Float64Array.from(this.bundleOf, (bundle) => bundles.unitsAt(bundles.first(bundle)));
  }

  reset(): void {
    this.open = false;
    this.hasMet = false;
  }

  /** Meets the request of the instruction at `at`, if that is all there is to do. */
  meets(patient: number, at: number): boolean {
    const { tables, instructions } = this;
    const request = instructions[at + 1];
    const resource = this.resourceOf[request];
    if (this.open === false || resource === NONE) return false;
    const units = this.unitsOf[request];
    const inUse = tables.inUse[resource] + units;
    if (inUse > tables.open[resource] || this.isContested(patient, request)) return false;
    const seizes = instructions[at + 2] === op.SEIZE;
    if (seizes) {
      const cell = Math.imul(patient, this.resourceCount) + resource;
      if (tables.held[cell] > 0) return false;
      tables.held[cell] = units;
      tables.claimInts[(patient << INTS) | PLACES] += units;
    } else {
      tables.claimInts[(patient << INTS) | SERVING] = this.bundleOf[request];
      if (tables.varies === true) tables.needsAt[patient] = at;
    }
    this.hasMet = true;
    tables.inUse[resource] = inUse;
    this.machine.recorder.taken(tables.now, patient, resource, units, seizes);
    return true;
  }

  /** Whether anything else may be granted in this instant, or have to be asked first. */
  private isContested(patient: number, request: number): boolean {
    const { requests, lines, queues } = this;
    return (
      requests.asked.count > 0 ||
      lines.anyDue ||
      queues.mayAdmit === true ||
      this.events.isDone(this.tables.now) === false ||
      lines.waiting(request) > 0 ||
      requests.hasFixedPriority(patient) === false
    );
  }
}

/** Of requests with one choice of one resource, offered at once, of which nothing more is said, in models where only the first of a line is next. */
function resourcesOf(model: Model, bundles: Bundles): Int32Array {
  const { requests, resources, uses } = model;
  const lone = !uses.groups && !uses.children && !uses.servedBy && !hasSessions(model);
  const first = requests.every(({ strict, preempts, reorders }) => !strict && !preempts && !reorders);
  const finishes = resources.every(({ phases }) => phases.every(({ atShiftEnd }) => atShiftEnd === "finish"));
  return Int32Array.from(requests, ({ options: [option, ...others], unless }) => {
    const plain = others.length === 0 && unless === NONE && option.speed === NONE && option.set === NONE;
    const entry = bundles.first(option.bundle);
    const single = bundles.last(option.bundle) - entry === 1;
    return plain && single && lone && first && finishes ? bundles.resourceAt(entry) : NONE;
  });
}
