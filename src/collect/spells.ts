import { midnightsBetween } from "../kernel/evaluate.ts";
import type { Model, ModelClock } from "../model/model.ts";
import { longerDoubles, longerInts } from "./growable.ts";

/** Spells of holding a resource, place or not: from the first unit taken to the last given back. */
export class Spells {
  private readonly clock: ModelClock;
  private readonly resources: number;
  private readonly countsMidnights: boolean;
  /** slot × resources: units held; when the present or last spell began. */
  private held = new Int32Array(0);
  private since = new Float64Array(0);
  /** slot × resources; empty unless a measure asks. */
  private midnights = new Float64Array(0);

  /** @param countsMidnights whether a measure asks for midnights with a resource */
  constructor(model: Model, countsMidnights: boolean) {
    this.clock = model.clock;
    this.resources = model.resources.length;
    this.countsMidnights = countsMidnights;
  }

  grow(slots: number): void {
    const cells = slots * this.resources;
    this.held = longerInts(this.held, cells);
    this.since = longerDoubles(this.since, cells);
    if (this.countsMidnights) this.midnights = longerDoubles(this.midnights, cells);
  }

  begin(): void {
    this.held.fill(0);
  }

  arrived(patient: number): void {
    const first = patient * this.resources;
    this.since.fill(Number.NaN, first, first + this.resources);
    if (this.countsMidnights) this.midnights.fill(0, first, first + this.resources);
  }

  /** True when a spell begins. */
  taken(now: number, patient: number, resource: number, units: number): boolean {
    const cell = this.cell(patient, resource);
    const begins = this.held[cell] === 0;
    if (begins) this.since[cell] = now;
    this.held[cell] += units;
    return begins;
  }

  /** True when a spell ends. */
  given(now: number, patient: number, resource: number, units: number): boolean {
    const cell = this.cell(patient, resource);
    this.held[cell] -= units;
    if (this.held[cell] !== 0) return false;
    if (this.countsMidnights) this.midnights[cell] += midnightsBetween(this.clock, this.since[cell], now);
    return true;
  }

  units(patient: number, resource: number): number {
    return this.held[this.cell(patient, resource)];
  }

  /** When the present or last spell began: NaN for a patient who never had any, −Infinity where nobody knows. */
  beganAt(patient: number, resource: number): number {
    return this.since[this.cell(patient, resource)];
  }

  /** Midnights m with taken < m ≤ given back, each once, up to now: spells of any number of units, one after the other. */
  midnightsHeld(now: number, patient: number, resource: number): number {
    const cell = this.cell(patient, resource);
    const held = this.held[cell] > 0;
    return this.midnights[cell] + (held ? midnightsBetween(this.clock, this.since[cell], now) : 0);
  }

  private cell(patient: number, resource: number): number {
    return Math.imul(patient, this.resources) + resource;
  }
}
