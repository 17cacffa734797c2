import type { Model } from "../model/model.ts";
import type { Counting } from "./counting.ts";
import { longerDoubles, longerInts } from "./growable.ts";
import { Observations, type Summary, summarise } from "./observations.ts";

/** How long patients hold the places that they have seized. */
export class Holdings {
  /** Of each resource: places whose last unit has been given back and that are counted, from the first unit taken. */
  hold: readonly Summary[] = [];

  private readonly counting: Counting;
  private readonly resources: number;
  readonly holds: readonly Observations[];
  /** slot × resources: units, and since when. */
  private units = new Int32Array(0);
  private since = new Float64Array(0);

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    this.resources = model.resources.length;
    this.holds = model.resources.map(() => new Observations());
  }

  grow(slots: number): void {
    this.units = longerInts(this.units, slots * this.resources);
    this.since = longerDoubles(this.since, slots * this.resources);
  }

  begin(): void {
    this.units.fill(0);
    this.clear();
  }

  open(): void {
    this.clear();
  }

  taken(patient: number, resource: number, units: number): void {
    const { units: held } = this;
    const cell = Math.imul(patient, this.resources) + resource;
    const before = held[cell];
    if (before === 0) this.since[cell] = this.counting.now;
    held[cell] = (before + units) | 0;
  }

  given(patient: number, resource: number, units: number): void {
    const { units: held, counting } = this;
    const cell = Math.imul(patient, this.resources) + resource;
    const left = (held[cell] - units) | 0;
    held[cell] = left;
    if (left !== 0) return;
    const since = this.since[cell];
    if (counting.includes(since, counting.now) === true && since > -Infinity)
      this.holds[resource].add(counting.now - since);
  }

  finish(): void {
    this.hold = this.holds.map((hold) => summarise([hold]));
  }

  private clear(): void {
    for (const hold of this.holds) hold.clear();
  }
}
