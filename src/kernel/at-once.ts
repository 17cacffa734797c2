import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE } from "../model/opcodes.ts";
import type { Bundles } from "./bundles.ts";
import type { EventList } from "./event-list.ts";
import type { Machine } from "./machine.ts";
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
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly bundles: Bundles;
  private readonly lines: WaitingLines;
  private readonly queues: QueuePlaces;
  private readonly events: EventList;
  private readonly requests: Requests;
  private readonly resourceCount: number;
  /** Of each request: what it asks for, or NONE where more than that has to be looked at. */
  private readonly bundleOf: Int32Array;

  constructor(machine: Machine, requests: Requests) {
    this.machine = machine;
    this.model = machine.model;
    this.tables = machine.tables;
    this.bundles = machine.bundles;
    this.lines = machine.lines;
    this.queues = machine.queues;
    this.events = machine.events;
    this.requests = requests;
    this.resourceCount = machine.model.names.resources.length;
    this.bundleOf = bundlesOf(machine.model);
  }

  /** Meets the request of the instruction at `at`, if that is all there is to do. */
  meets(patient: number, at: number): boolean {
    if (this.open === false) return false;
    const { tables, model, lines, bundles } = this;
    const request = model.program[at + 1];
    const bundle = this.bundleOf[request];
    if (bundle === NONE || this.requests.asked.count > 0 || lines.anyDue) return false;
    if (this.queues.mayAdmit === true || this.events.isDone(tables.now) === false) return false;
    const seizes = model.program[at + 2] === op.SEIZE;
    if (seizes && tables.places[patient] > 0 && bundles.isPartlyHeld(bundle, patient) === true) return false;
    if (lines.waiting(request) > 0 || this.requests.hasFixedPriority(patient) === false) return false;
    if (bundles.canBeMet(bundle) === false) return false;
    this.take(patient, bundle, seizes, at);
    return true;
  }

  private take(patient: number, bundle: number, seizes: boolean, at: number): void {
    const { tables, bundles } = this;
    const { recorder } = this.machine;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      const units = bundles.unitsAt(i);
      tables.inUse[resource] += units;
      if (seizes) {
        tables.held[Math.imul(patient, this.resourceCount) + resource] += units;
        tables.places[patient] += units;
      }
      recorder.taken(tables.now, patient, resource, units, seizes);
    }
    if (seizes) return;
    tables.serving[patient] = bundle;
    tables.needsAt[patient] = at;
  }
}

/** One choice, offered at once, of which nothing more is said, in a model where nobody but the first of a line is ever next. */
function bundlesOf(model: Model): Int32Array {
  const { requests, resources, uses } = model;
  const lone = !uses.groups && !uses.children && !uses.servedBy && !hasSessions(model);
  const first = requests.every(({ strict, preempts, reorders }) => !strict && !preempts && !reorders);
  const finishes = resources.every(({ phases }) => phases.every(({ atShiftEnd }) => atShiftEnd === "finish"));
  return Int32Array.from(requests, ({ options: [option, ...others], unless }) => {
    const plain = others.length === 0 && unless === NONE && option.speed === NONE && option.set === NONE;
    return plain && lone && first && finishes ? option.bundle : NONE;
  });
}
