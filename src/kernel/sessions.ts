import type { Model } from "../model/model.ts";
import { binomialQuantile } from "../random/binomial.ts";
import { PurposeStream, patientKeyInto, uniformAt } from "../random/streams.ts";
import type { CapacityCalendar } from "./calendars.ts";
import { type Draw, linkValue } from "./draw.ts";
import type { Machine } from "./machine.ts";
import { SimulationError } from "./simulation-error.ts";

/** Sessions of resources: how late each begins, and how many can still be called in it. */
export class Sessions {
  private readonly machine: Machine;
  /** Of each resource: whether a session is held, how many of its list are left, and how many are on the roster. */
  private readonly held: Uint8Array;
  private readonly left: Float64Array;
  private readonly rostered: Float64Array;
  private readonly key = new Int32Array(2);
  /** How late sessions begin, by the number of the value. */
  private readonly lates = new Map<number, Draw>();
  private readonly stream = new PurposeStream();

  constructor(machine: Machine) {
    const count = machine.model.resources.length;
    this.machine = machine;
    this.held = new Uint8Array(count);
    this.left = new Float64Array(count);
    this.rostered = new Float64Array(count);
  }

  reset(): void {
    this.held.fill(0);
    this.left.fill(Infinity);
  }

  /** Minutes by which the session that opens at this minute begins late. */
  lateness(resource: number, value: number, minute: number): number {
    const { model, program, tables } = this.machine;
    const draw = this.lates.get(value) ?? linkValue(model.values[value], program.link);
    this.lates.set(value, draw);
    this.keyOf(resource, minute);
    this.stream.at(this.key[0], this.key[1], model.resources[resource].lateWord, 0);
    const where = `of "${model.names.resources[resource]}", at ${minute} min, scenario "${model.arm}", replication ${tables.replication}`;
    let late: number;
    try {
      late = draw(0, this.stream);
    } catch (error) {
      throw new SimulationError(`${error instanceof Error ? error.message : String(error)}: a session ${where}`);
    }
    if (!Number.isFinite(late)) throw new SimulationError(`a session that begins ${late} min late, ${where}`);
    return Math.max(0, late);
  }

  /** The capacity of a resource is looked at anew. Returns the units of it that may begin work. */
  changed(resource: number, calendar: CapacityCalendar): number {
    const { tables, recorder, model } = this.machine;
    this.rostered[resource] = calendar.rostered;
    tables.late[resource] = calendar.isLate ? 1 : 0;
    if (model.resources[resource].calendars.every(({ sessions }) => sessions === undefined)) return calendar.open;
    const goesOn = calendar.rostered > 0 && !calendar.sessionBegan && calendar.sessions !== undefined;
    if (this.held[resource] === 1 && !goesOn) {
      this.held[resource] = 0;
      this.left[resource] = Infinity;
      recorder.sessionOver(tables.now, resource);
    }
    if (calendar.sessionBegan) {
      this.held[resource] = 1;
      this.left[resource] = this.draw(resource, calendar);
      recorder.sessionOpened(tables.now, resource, calendar.late, this.left[resource]);
    }
    return this.left[resource] > 0 ? calendar.open : 0;
  }

  /** Somebody is called for what the bundle names: of the lists of these sessions one fewer is left. */
  call(bundle: number): void {
    const { bundles, tables, recorder } = this.machine;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      if (--this.left[resource] > 0 || tables.open[resource] === 0) continue;
      tables.open[resource] = 0;
      recorder.capacity(tables.now, resource, tables.scheduled[resource], 0, this.rostered[resource]);
    }
  }

  /** Of those booked, the ones who come. */
  private draw(resource: number, { sessions }: CapacityCalendar): number {
    if (sessions === undefined || sessions.booked === Infinity) return Infinity;
    const { booked, noShow } = sessions;
    if (noShow === 0) return booked;
    this.keyOf(resource, this.machine.tables.now);
    const { noShowWord } = this.machine.model.resources[resource];
    return booked - binomialQuantile(booked, noShow, uniformAt(this.key[0], this.key[1], noShowWord, 0, 0));
  }

  private keyOf(resource: number, minute: number): void {
    const { model, replicationKey } = this.machine;
    patientKeyInto(this.key, replicationKey, model.resources[resource].word, Math.floor(minute));
  }
}

/** Whether any calendar of the model is one of sessions. */
export function hasSessions(model: Model): boolean {
  return model.resources.some(({ calendars }) => calendars.some(({ sessions }) => sessions !== undefined));
}
