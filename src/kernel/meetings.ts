import type { Model } from "../model/model.ts";
import { NONE, QUEUED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { GATHER } from "./event-list.ts";
import type { Machine } from "./machine.ts";
import { PatientList } from "./patient-list.ts";
import { INTS, PLACES } from "./patient-row.ts";
import type { Requests } from "./requests.ts";
import type { Tables } from "./tables.ts";

/**
 * Groups: patients gather until enough have come, or the first has waited long enough. The first then leads: what the stage needs
 * is asked for once, by the leader, and the others stand behind as a chain until its service ends.
 */
export class Meetings {
  private readonly machine: Machine;
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly requests: Requests;
  private readonly gathering: readonly PatientList[];
  /** When those who gather go, however few; NaN when nobody does. An event at another time is void. */
  private readonly goAt: Float64Array;

  constructor(machine: Machine, requests: Requests) {
    this.machine = machine;
    this.model = machine.model;
    this.tables = machine.tables;
    this.requests = requests;
    this.gathering = this.model.meetings.map(() => new PatientList());
    this.goAt = new Float64Array(this.model.meetings.length);
  }

  reset(): void {
    for (const list of this.gathering) list.clear();
    this.goAt.fill(Number.NaN);
  }

  /** The patient comes; who leads the group that is now complete, or NONE while it is not. */
  come(patient: number, meeting: number): number {
    const { tables } = this;
    const { stage, count, after } = this.model.meetings[meeting];
    const list = this.gathering[meeting];
    list.add(patient);
    if (list.count >= count) {
      if (!Number.isNaN(this.goAt[meeting])) tables.voidCount++;
      return this.form(meeting);
    }
    if (list.count === 1 && after < Infinity) {
      this.goAt[meeting] = tables.now + after;
      this.machine.events.push(this.goAt[meeting], GATHER, meeting);
    }
    const state = tables.claimInts[(patient << INTS) | PLACES] > 0 ? WAITING_FOR_STAFF : QUEUED;
    this.requests.nowDoing(patient, state, -1 - stage);
    return NONE;
  }

  /** The first of those who gather has waited long enough: who leads them, or NONE when the event is void. */
  timeIsUp(meeting: number): number {
    if (!this.isVoid(meeting, this.tables.now)) return this.form(meeting);
    this.voidCame();
    return NONE;
  }

  isVoid(meeting: number, time: number): boolean {
    return this.goAt[meeting] !== time;
  }

  voidCame(): void {
    this.tables.voidCount--;
  }

  private form(meeting: number): number {
    const { nextMember } = this.tables;
    const list = this.gathering[meeting];
    for (let i = 0; i < list.count; i++) nextMember[list.at(i)] = i + 1 < list.count ? list.at(i + 1) : NONE;
    const leader = list.at(0);
    list.clear();
    this.goAt[meeting] = Number.NaN;
    return leader;
  }
}
