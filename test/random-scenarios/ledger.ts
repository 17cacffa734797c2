import type { Recorder } from "../../src/kernel/recorder.ts";
import type { KernelState } from "../../src/kernel/state.ts";
import type { Tables } from "../../src/kernel/tables.ts";
import type { Model } from "../../src/model/model.ts";
import { isWait, NONE } from "../../src/model/opcodes.ts";
import type { BundleDraft, Draft } from "./draft.ts";
import { adopts, beginVisit, type Row, type Visit } from "./rows.ts";

/** A fact of the run, by names. */
export type Told = { readonly at: number } & (
  | {
      readonly verb: "capacity";
      readonly resource: string;
      readonly scheduled: number;
      readonly open: number;
      readonly rostered: number;
    }
  | { readonly verb: "sessionOpened"; readonly resource: string; readonly late: number; readonly came: number }
  | { readonly verb: "sessionOver"; readonly resource: string }
  | { readonly verb: "turnover" | "ready"; readonly resource: string; readonly units: number }
  | { readonly verb: "arrive" | "born" | "finished"; readonly row: Row }
  | {
      readonly verb: "enter" | "end" | "preempted" | "paused" | "pulled" | "turnedAway";
      readonly row: Row;
      readonly stage: string;
    }
  | { readonly verb: "start" | "resumed"; readonly row: Row; readonly stage: string; readonly minutes: number }
  | { readonly verb: "doing"; readonly row: Row; readonly state: number; readonly cause: number }
  | {
      readonly verb: "take" | "give";
      readonly row: Row;
      readonly resource: string;
      readonly units: number;
      readonly place: boolean;
    }
  | { readonly verb: "setAside" | "takenUp"; readonly row: Row; readonly resource: string; readonly units: number }
  | { readonly verb: "contact"; readonly row: Row; readonly contact: string; readonly what: number }
  | { readonly verb: "exit"; readonly row: Row; readonly exit: string }
);

/** What must be true: it looks at every fact before or after the ledger has taken note of it, and at the end of every instant. */
export interface Law {
  before?(fact: Told, ledger: Ledger): void;
  after?(fact: Told, ledger: Ledger): void;
  /** The instant is over; nothing happens before `until`. */
  over?(now: number, until: number, ledger: Ledger): void;
  end?(now: number, ledger: Ledger): void;
}

/** Units of a resource, from the facts alone. */
export interface Units {
  scheduled: number;
  open: number;
  /** The absent among them. */
  rostered: number;
  use: number;
  turning: number;
  aside: number;
}

/** Books of a run, kept from its facts and from the scenario as it was drawn. */
export class Ledger implements Recorder {
  readonly wantsElapsed = true;
  readonly draft: Draft;
  readonly model: Model;
  readonly units = new Map<string, Units>();
  /** Patients and children who are there, by slot. */
  readonly rows = new Map<number, Row>();
  now = 0;
  private tables: Tables | undefined;
  private readonly laws: readonly Law[];

  constructor(draft: Draft, model: Model, laws: readonly Law[]) {
    this.draft = draft;
    this.model = model;
    this.laws = laws;
    for (const name of model.names.resources) {
      this.units.set(name, { scheduled: 0, open: 0, rostered: 0, use: 0, turning: 0, aside: 0 });
    }
  }

  get state(): Tables {
    if (this.tables === undefined) throw new Error("a fact before the beginning of a run");
    return this.tables;
  }

  unitsOf(resource: string): Units {
    const units = this.units.get(resource);
    if (units === undefined) throw new Error(`no resource ${resource}`);
    return units;
  }

  /** Units that services at work and places use. */
  running(resource: string): number {
    const { use, turning, aside } = this.unitsOf(resource);
    return use - turning - aside;
  }

  /** Whether the kernel holds a request of the row in some line. */
  isAsking(row: Row): boolean {
    return this.state.asks(row.slot);
  }

  attribute(row: Row, name: string): number {
    const { attributes } = this.model.names;
    return this.state.attributes[row.slot * attributes.length + attributes.indexOf(name)];
  }

  begin(state: KernelState): void {
    this.tables = state as Tables;
  }

  elapsed(from: number, to: number): void {
    this.now = from;
    for (const law of this.laws) law.over?.(from, to, this);
  }

  windowOpened(): void {}

  windowClosed(): void {}

  missed(): void {}

  sessionOpened(at: number, resource: number, late: number, came: number): void {
    this.tell({ at, verb: "sessionOpened", resource: this.resource(resource), late, came });
  }

  sessionOver(at: number, resource: number): void {
    this.tell({ at, verb: "sessionOver", resource: this.resource(resource) });
  }

  capacity(at: number, resource: number, scheduled: number, open: number, rostered: number): void {
    this.tell({ at, verb: "capacity", resource: this.resource(resource), scheduled, open, rostered });
  }

  arrived(at: number, patient: number): void {
    this.tell({ at, verb: "arrive", row: this.admit(at, patient, undefined) });
  }

  born(at: number, child: number, patient: number): void {
    this.tell({ at, verb: "born", row: this.admit(at, child, this.row(patient)) });
  }

  entered(at: number, patient: number, stage: number): void {
    this.tell({ at, verb: "enter", row: this.row(patient), stage: this.model.names.stages[stage] });
  }

  ended(at: number, patient: number, stage: number): void {
    this.tell({ at, verb: "end", row: this.row(patient), stage: this.model.names.stages[stage] });
  }

  preempted(at: number, patient: number, stage: number): void {
    this.tell({ at, verb: "preempted", row: this.row(patient), stage: this.model.names.stages[stage] });
  }

  paused(at: number, patient: number, stage: number): void {
    this.tell({ at, verb: "paused", row: this.row(patient), stage: this.model.names.stages[stage] });
  }

  pulled(at: number, patient: number, stage: number): void {
    this.tell({ at, verb: "pulled", row: this.row(patient), stage: this.model.names.stages[stage] });
  }

  turnedAway(at: number, patient: number, stage: number): void {
    this.tell({ at, verb: "turnedAway", row: this.row(patient), stage: this.model.names.stages[stage] });
  }

  started(at: number, patient: number, stage: number, minutes: number): void {
    this.tell({ at, verb: "start", row: this.row(patient), stage: this.model.names.stages[stage], minutes });
  }

  resumed(at: number, patient: number, stage: number, minutes: number): void {
    this.tell({ at, verb: "resumed", row: this.row(patient), stage: this.model.names.stages[stage], minutes });
  }

  doing(at: number, patient: number, state: number, cause: number): void {
    this.tell({ at, verb: "doing", row: this.row(patient), state, cause });
  }

  taken(at: number, patient: number, resource: number, units: number, place: boolean): void {
    this.tell({ at, verb: "take", row: this.row(patient), resource: this.resource(resource), units, place });
  }

  given(at: number, patient: number, resource: number, units: number, place: boolean): void {
    this.tell({ at, verb: "give", row: this.row(patient), resource: this.resource(resource), units, place });
  }

  setAside(at: number, patient: number, resource: number, units: number): void {
    this.tell({ at, verb: "setAside", row: this.row(patient), resource: this.resource(resource), units });
  }

  takenUp(at: number, patient: number, resource: number, units: number): void {
    this.tell({ at, verb: "takenUp", row: this.row(patient), resource: this.resource(resource), units });
  }

  turnover(at: number, resource: number, units: number): void {
    this.tell({ at, verb: "turnover", resource: this.resource(resource), units });
  }

  ready(at: number, resource: number, units: number): void {
    this.tell({ at, verb: "ready", resource: this.resource(resource), units });
  }

  contact(at: number, patient: number, contact: number, what: number): void {
    this.tell({ at, verb: "contact", row: this.row(patient), contact: this.model.names.contacts[contact], what });
  }

  finished(at: number, child: number): void {
    this.tell({ at, verb: "finished", row: this.row(child) });
    this.rows.delete(child);
  }

  exited(at: number, patient: number, exit: number): void {
    this.tell({ at, verb: "exit", row: this.row(patient), exit: this.model.names.exits[exit] });
    this.rows.delete(patient);
  }

  end(at: number): void {
    for (const law of this.laws) law.end?.(at, this);
  }

  private tell(fact: Told): void {
    this.now = Math.max(this.now, fact.at);
    for (const law of this.laws) law.before?.(fact, this);
    this.note(fact);
    for (const law of this.laws) law.after?.(fact, this);
  }

  private note(fact: Told): void {
    switch (fact.verb) {
      case "capacity":
        Object.assign(this.unitsOf(fact.resource), {
          scheduled: fact.scheduled,
          open: fact.open,
          rostered: fact.rostered,
        });
        return;
      case "turnover":
      case "ready": {
        const change = fact.verb === "turnover" ? fact.units : -fact.units;
        this.unitsOf(fact.resource).use += change;
        this.unitsOf(fact.resource).turning += change;
        return;
      }
      case "take":
      case "give":
        this.noteUnits(fact.row, fact.resource, fact.verb === "take" ? fact.units : -fact.units, fact.place);
        if (fact.verb === "take") this.noteGrant(fact.row, fact.place);
        return;
      case "setAside":
      case "takenUp": {
        const change = fact.verb === "setAside" ? fact.units : -fact.units;
        this.unitsOf(fact.resource).aside += change;
        change > 0 ? fact.row.aside.set(fact.resource, change) : fact.row.aside.delete(fact.resource);
        return;
      }
      case "enter":
        fact.row.wentOn = fact.row.visit !== undefined;
        fact.row.visit = beginVisit(this, fact.row, fact.stage);
        return;
      case "doing":
        Object.assign(fact.row, { doing: fact.state, cause: fact.cause, since: fact.at });
        if (isWait(fact.state)) this.noteWait(fact.row, fact.cause);
        return;
      case "start":
      case "resumed":
        this.noteStart(fact.row, fact.at, fact.minutes, fact.verb === "start");
        return;
      case "paused":
      case "preempted":
        this.noteStop(fact.row, fact.verb === "preempted");
        return;
      case "end":
      case "pulled":
      case "turnedAway":
        this.visit(fact.row).left = true;
        this.visit(fact.row).running = false;
        return;
      case "finished":
        fact.row.parent?.children.delete(fact.row);
    }
  }

  visit(row: Row): Visit {
    if (row.visit === undefined) throw new Error(`${row.name} is in no stage`);
    return row.visit;
  }

  private noteUnits(row: Row, resource: string, change: number, place: boolean): void {
    this.unitsOf(resource).use += change;
    const has = place ? row.held : row.serving;
    const units = (has.get(resource) ?? 0) + change;
    if (units < 0) throw new Error(`${row.name} gives back more of ${resource} than was taken`);
    units === 0 ? has.delete(resource) : has.set(resource, units);
  }

  /** The request is met; what counts when its service is broken off is kept. */
  private noteGrant(row: Row, place: boolean): void {
    const { visit } = row;
    if (visit === undefined || (place ? visit.seizeMet : visit.needsMet)) return;
    visit.lost = { asked: visit.asked ?? this.now, priority: visit.priority };
    if (place) visit.seizeMet = true;
    else visit.needsMet = true;
    visit.asked = undefined;
    visit.priority = undefined;
    visit.queued = undefined;
    if (visit.met === undefined) visit.met = this.now;
  }

  /** Who gathers for a group has not asked for staff; who pauses has it. */
  private noteWait(row: Row, cause: number): void {
    const visit = this.visit(row);
    const { meet } = adopts(this, row, visit.stage);
    if (row.aside.size > 0 || visit.needsMet || (visit.seizeMet && meet !== undefined && cause < 0)) return;
    if (visit.asked === undefined) visit.asked = this.now;
    if (visit.met === undefined && visit.brokenOff === 0) visit.queued = cause < 0 ? "outside" : "inside";
  }

  private noteStart(row: Row, at: number, minutes: number, anew: boolean): void {
    const visit = this.visit(row);
    if (anew) visit.begun = at;
    if (visit.firstMinutes === undefined) visit.firstMinutes = minutes;
    visit.running = true;
    visit.started = true;
    // What was granted before time 0 was asked for by the start of the service.
    if (at < 0) visit.lost = { asked: at, priority: undefined };
    visit.due = at === -Infinity ? minutes : at + minutes;
  }

  private noteStop(row: Row, lost: boolean): void {
    const visit = this.visit(row);
    if (visit.running) visit.workLeft = visit.due - this.now;
    visit.running = false;
    if (!lost) return;
    visit.needsMet = false;
    visit.brokenOff++;
    visit.stoppedAt = this.now;
    visit.asked = visit.lost?.asked;
    visit.priority = visit.lost?.priority;
  }

  private row(slot: number): Row {
    const row = this.rows.get(slot);
    if (row === undefined) throw new Error(`a fact about nobody in slot ${slot}`);
    return row;
  }

  private resource(index: number): string {
    return this.model.names.resources[index];
  }

  private admit(at: number, slot: number, parent: Row | undefined): Row {
    const { state, model } = this;
    if (this.rows.has(slot)) throw new Error(`two are in slot ${slot}`);
    const cls = model.names.classes[state.classOf(slot)];
    const number = state.numberOf(slot);
    const bornIn = parent === undefined ? undefined : model.names.stages[state.childStage[slot]];
    const birth = parent === undefined ? 0 : ++parent.births;
    const row: Row = {
      slot,
      name: `${cls} ${number}${bornIn === undefined ? "" : `/${bornIn}.${birth}`}`,
      cls,
      number,
      arrivedAt: parent?.arrivedAt ?? at,
      parent: parent !== undefined && state.parentOf[slot] === parent.slot ? parent : undefined,
      bornIn,
      birth,
      births: 0,
      children: new Set(),
      held: new Map(),
      serving: new Map(),
      aside: new Map(),
      timers: new Map(),
      visit: undefined,
      endedAny: parent !== undefined,
      wentOn: false,
      doing: NONE,
      cause: NONE,
      since: at,
    };
    row.parent?.children.add(row);
    this.rows.set(slot, row);
    return row;
  }
}

/** Units that a bundle asks for beyond what is held. */
export function lacking(bundle: BundleDraft, held: ReadonlyMap<string, number>): Map<string, number> {
  const lacks = new Map<string, number>();
  for (const [resource, units] of Object.entries(bundle)) {
    const missing = units - (held.get(resource) ?? 0);
    if (missing > 0) lacks.set(resource, missing);
  }
  return lacks;
}
