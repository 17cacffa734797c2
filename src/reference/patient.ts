import type { RequestTable } from "../model/model.ts";
import { AWAY, NONE } from "../model/opcodes.ts";
import type { Key } from "../random/streams.ts";
import type { Event } from "./events.ts";

/** What a patient asks for and has not got. */
export interface Asked {
  readonly table: RequestTable;
  /** SEIZE or NEEDS. */
  readonly kind: number;
  readonly at: number;
  priority: number;
  /** Options with an `offer` up to this one are offered by now. */
  offered: number;
  offer: Event | undefined;
  /** Index into `queues`, or NONE for no limit. */
  readonly queue: number;
  /** asking: in this instant; inside: in the queue or where there is no limit; outside: beyond it. */
  place: "asking" | "inside" | "outside";
  /** The service has begun before, and was broken off. */
  again: boolean;
  told: boolean;
  /** Where the wait is charged to, once it has been told. */
  cause: number;
}

/** A duration that runs, or a service that pauses or is to begin again. */
export interface Work {
  /** When it began first. */
  begun: number;
  /** Minutes of work that are left when it does not run. */
  left: number;
  speed: number;
  end: Event | undefined;
  /** Resources that went off duty; none while it runs. */
  stoppedBy: number[];
  timesBrokenOff: number;
}

export interface Timer {
  /** Index into `timers`. */
  readonly row: number;
  readonly event: Event;
}

/** How a child is joined to its patient; `list` is a row of `tasks` or `contacts`. */
export type Joined =
  | { readonly kind: "all" | "any" | "none"; readonly list: number }
  | { readonly kind: "contact"; readonly list: number; readonly contacts: Contacts };

/** A contact of the service that is going on: how often it has fallen due, and the child that is not done yet. */
export interface Contacts {
  /** Index into `contacts` of the model. */
  readonly row: number;
  readonly patient: Patient;
  readonly visit: number;
  readonly most: number;
  fallen: number;
  births: number;
  /** Due while the last was not done, to be made up for. */
  putOff: number;
  child: Patient | undefined;
  event: Event | undefined;
}

/** A patient, or a child of one. */
export class Patient {
  readonly cls: number;
  readonly number: number;
  readonly arrivedAt: number;
  readonly key: Key;
  /** Of the patient himself, for all his children too. */
  rootKey: Key;
  /** Of those of today, the order of writing. */
  readonly todayOrder: number;
  /** Row of the tables that recorders read. */
  slot = -1;

  attributes: number[];
  adoption: number[];
  readonly held: number[];
  /** Units for this stage, and of them those that are off duty. */
  readonly needed: number[];
  readonly aside: number[];
  visits: number[];
  enteredAt: number[];
  startedAt: number[];
  endedAt: number[];
  leftAt: number[];
  /** How often units have been given back: keys the turnover. */
  readonly givenBack: number[];
  servedBy: number[];

  stage = NONE;
  /** Where in the program. */
  at = 0;
  /** The instruction that asked last, and that of the work. */
  askAt = NONE;
  workAt = 0;
  /** Has ended a stage, or been taken out of one: comes from inside. */
  fromInside = false;
  exit = NONE;
  doing = AWAY;
  cause = NONE;
  since: number;
  waited = 0;
  entries = 0;
  entriesAt = -Infinity;

  asked: Asked | undefined;
  work: Work | undefined;
  /** The priority with which the service was asked for, and when. */
  priority = 0;
  askedAt = 0;
  speedOfSeize = 1;
  speedOfNeeds = 1;
  timers: Timer[] = [];
  pause: Event | undefined;
  /** The duration is over, and children are waited for. */
  joining = false;

  parent: Patient | undefined;
  joined: Joined | undefined;
  childStage = NONE;
  birth = NONE;
  born = 0;
  /** Joined children, the last born first. */
  children: Patient[] = [];
  contacts: Contacts[] = [];
  /** Times at which contacts have fallen due, for each name. */
  readonly events: number[][];

  /** Who goes on together with this one, who asks for all. */
  members: Patient[] = [];

  constructor(
    cls: number,
    number: number,
    arrivedAt: number,
    key: Key,
    todayOrder: number,
    counts: {
      readonly attributes: readonly string[];
      readonly resources: readonly string[];
      readonly stages: readonly string[];
      readonly interventions: readonly string[];
      readonly contacts: readonly string[];
    },
  ) {
    this.cls = cls;
    this.number = number;
    this.arrivedAt = arrivedAt;
    this.since = arrivedAt;
    this.key = key;
    this.rootKey = key;
    this.todayOrder = todayOrder;
    const { attributes, resources, stages, interventions, contacts } = counts;
    this.attributes = attributes.map(() => Number.NaN);
    this.adoption = interventions.map(() => 0);
    this.held = resources.map(() => 0);
    this.needed = resources.map(() => 0);
    this.aside = resources.map(() => 0);
    this.leftAt = resources.map(() => Number.NaN);
    this.givenBack = resources.map(() => 0);
    this.visits = stages.map(() => 0);
    this.enteredAt = stages.map(() => Number.NaN);
    this.startedAt = stages.map(() => Number.NaN);
    this.endedAt = stages.map(() => Number.NaN);
    this.servedBy = stages.map(() => NONE);
    this.events = contacts.map(() => []);
  }

  /** What a child knows of its patient: attributes, answers, and what has been done up to now. */
  inherit(patient: Patient): void {
    this.rootKey = patient.rootKey;
    this.attributes = [...patient.attributes];
    this.adoption = [...patient.adoption];
    this.visits = [...patient.visits];
    this.enteredAt = [...patient.enteredAt];
    this.startedAt = [...patient.startedAt];
    this.endedAt = [...patient.endedAt];
    this.leftAt = [...patient.leftAt];
    this.servedBy = [...patient.servedBy];
  }

  holdsPlace(): boolean {
    return this.held.some((units) => units > 0);
  }

  holdsStaff(): boolean {
    return this.needed.some((units) => units > 0);
  }

  /** Draws of this visit: entries to the stage, from 0. */
  visit(): number {
    return this.stage === NONE ? 0 : this.visits[this.stage] - 1;
  }
}

/** Who arrived earlier; of today's before others, in the order of writing; class, number; a patient before his children. */
export function byPatient(a: Patient, b: Patient): number {
  return (
    compare(a.arrivedAt, b.arrivedAt) ||
    compare(a.todayOrder, b.todayOrder) ||
    a.cls - b.cls ||
    a.number - b.number ||
    compare(a.childStage, b.childStage) ||
    a.birth - b.birth
  );
}

/** Like a − b, for infinite numbers too. */
export function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
