import { midnightsBetween } from "../kernel/evaluate.ts";
import { phaseAt } from "../kernel/phases.ts";
import type { Model, ResourcePhase } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { longerDoubles, longerInts, withTotal } from "./growable.ts";
import { Observations, type Summary, summarise } from "./observations.ts";

/**
 * What each patient has taken: how long places are held, over how many midnights, and at what cost. Cost goes to the
 * resource's organisation; the last column is of resources that belong to none.
 */
export class Holdings {
  /** Of each resource: places whose last unit has been given back and that are counted, from the first unit taken. */
  hold: readonly Summary[] = [];
  /** Attributed to those who are counted: all organisations together, then each. */
  attributed = new Float64Array(0);
  /** So many they are. */
  payees = 0;

  private readonly model: Model;
  private readonly counting: Counting;
  private readonly resources: number;
  /** Organisations and none. */
  private readonly payers: number;
  private readonly payerOf: Int32Array;
  /** Of each resource: 1 when holding or taking it costs. */
  private readonly costs: Uint8Array;
  private readonly countsMidnights: boolean;
  private readonly holds: readonly Observations[];
  private readonly paid: Float64Array;
  /** slot × resources: units taken by `seize`, and by `seize` or `needs`; since when; when the units last changed. */
  private placeUnits = new Int32Array(0);
  private units = new Int32Array(0);
  private placeSince = new Float64Array(0);
  private since = new Float64Array(0);
  private changedAt = new Float64Array(0);
  /** slot × resources: units kept while a service pauses, which cost nothing; empty where nothing pauses. */
  private aside = new Int32Array(0);
  /** slot × resources; empty unless a measure asks. */
  private midnights = new Float64Array(0);
  /** slot × payers */
  private spent = new Float64Array(0);

  /** @param countsMidnights whether a measure asks for midnights with a resource */
  constructor(model: Model, counting: Counting, countsMidnights: boolean) {
    this.counting = counting;
    const organisations = model.names.organisations.length;
    this.model = model;
    this.resources = model.resources.length;
    this.payers = organisations + 1;
    this.payerOf = Int32Array.from(model.resources, (one) => (one.organisation < 0 ? organisations : one.organisation));
    const costs = model.resources.map(({ phases }) => phases.some(({ held, use }) => held !== 0 || use !== 0));
    this.costs = Uint8Array.from(costs, Number);
    this.countsMidnights = countsMidnights;
    this.holds = model.resources.map(() => new Observations());
    this.paid = new Float64Array(this.payers);
  }

  grow(slots: number): void {
    const cells = slots * this.resources;
    this.placeUnits = longerInts(this.placeUnits, cells);
    this.units = longerInts(this.units, cells);
    this.placeSince = longerDoubles(this.placeSince, cells);
    this.since = longerDoubles(this.since, cells);
    this.changedAt = longerDoubles(this.changedAt, cells);
    if (this.countsMidnights) this.midnights = longerDoubles(this.midnights, cells);
    if (this.model.uses.pauses) this.aside = longerInts(this.aside, cells);
    this.spent = longerDoubles(this.spent, slots * this.payers);
  }

  begin(): void {
    this.placeUnits.fill(0);
    this.units.fill(0);
    this.aside.fill(0);
    this.clear();
  }

  open(): void {
    this.clear();
  }

  arrived(patient: number): void {
    // By loops: rows are short, and a call of `fill` costs more than ten of their cells.
    const { spent, since, payers, resources } = this;
    for (let i = patient * payers, end = i + payers; i < end; i++) spent[i] = 0;
    for (let i = patient * resources, end = i + resources; i < end; i++) since[i] = Number.NaN;
    if (this.countsMidnights) this.midnights.fill(0, patient * this.resources, (patient + 1) * this.resources);
  }

  /** True when the patient held nothing of it before, place or not. */
  taken(patient: number, resource: number, units: number, place: boolean): boolean {
    const { now } = this.counting;
    const cell = Math.imul(patient, this.resources) + resource;
    if (this.costs[resource] === 1) {
      const { use } = phaseAt(this.model.resources[resource].phases, now);
      // What was taken before time 0 costs from then on.
      this.charge(Math.max(0, now), patient, resource, now < 0 ? 0 : units * use);
    }
    const first = this.units[cell] === 0;
    if (first) this.since[cell] = now;
    this.units[cell] += units;
    if (!place) return first;
    if (this.placeUnits[cell] === 0) this.placeSince[cell] = now;
    this.placeUnits[cell] += units;
    return first;
  }

  /** True when the patient now holds nothing of it, place or not. */
  given(patient: number, resource: number, units: number, place: boolean): boolean {
    const { now } = this.counting;
    const cell = Math.imul(patient, this.resources) + resource;
    if (this.costs[resource] === 1) this.charge(now, patient, resource, 0);
    this.units[cell] -= units;
    if (this.countsMidnights === true && this.units[cell] === 0) {
      this.midnights[cell] += midnightsBetween(this.model.clock, this.since[cell], now);
    }
    const over = this.units[cell] === 0;
    if (!place) return over;
    this.placeUnits[cell] -= units;
    const since = this.placeSince[cell];
    const known = since > -Infinity;
    if (this.placeUnits[cell] === 0 && known && this.counting.includes(since, now)) {
      this.holds[resource].add(now - since);
    }
    return over;
  }

  /** A child's costs are its patient's; of one that goes its own way they count by themselves. */
  finished(child: number, patient: number, counts: boolean): void {
    for (let payer = 0; payer < this.payers; payer++) {
      const spent = this.spent[child * this.payers + payer];
      if (patient !== NONE) this.spent[patient * this.payers + payer] += spent;
      else if (counts) this.paid[payer] += spent;
    }
  }

  /** A service stops, or goes on when `units` is negative. */
  setAside(now: number, patient: number, resource: number, units: number): void {
    if (this.costs[resource] === 1) this.charge(now, patient, resource, 0);
    this.aside[patient * this.resources + resource] += units;
  }

  /** A patient leaves who is counted, and whose costs are known from the beginning. */
  exited(patient: number): void {
    this.payees++;
    for (let payer = 0; payer < this.payers; payer++) this.paid[payer] += this.spent[patient * this.payers + payer];
  }

  finish(): void {
    this.hold = this.holds.map((hold) => summarise([hold]));
    this.attributed = withTotal(this.paid, 1);
  }

  /** When the present or last spell of holding it began: NaN for a patient who never had any, −Infinity where nobody knows. */
  takenAt(resource: number, patient: number): number {
    return this.since[patient * this.resources + resource];
  }

  /** Midnights m with taken < m ≤ given back, each once, up to now: spells of any number of units, one after the other. */
  midnightsHeld(resource: number, patient: number, now: number): number {
    const cell = patient * this.resources + resource;
    const held = this.units[cell] > 0;
    return this.midnights[cell] + (held ? midnightsBetween(this.model.clock, this.since[cell], now) : 0);
  }

  /** Of the patient up to now: units taken and the time they were held, at the prices in force. */
  cost(organisation: number, patient: number, now: number): number {
    let cost = this.spent[patient * this.payers + organisation];
    for (let resource = 0; resource < this.resources; resource++) {
      const held = this.costs[resource] === 1 && this.payerOf[resource] === organisation;
      if (held) cost += this.heldSince(now, patient, resource);
    }
    return cost;
  }

  /** Adds `once` and what the units held have cost since their number last changed. */
  private charge(now: number, patient: number, resource: number, once: number): void {
    const time = this.heldSince(now, patient, resource);
    this.spent[patient * this.payers + this.payerOf[resource]] += time + once;
    this.changedAt[patient * this.resources + resource] = now;
  }

  /** What the units held have cost since their number last changed, without those set aside. */
  private heldSince(now: number, patient: number, resource: number): number {
    const cell = patient * this.resources + resource;
    const held = this.units[cell] - (this.aside.length > 0 ? this.aside[cell] : 0);
    return held === 0 ? 0 : held * heldCost(this.model.resources[resource].phases, this.changedAt[cell], now);
  }

  private clear(): void {
    this.paid.fill(0);
    this.payees = 0;
    for (const hold of this.holds) hold.clear();
  }
}

/** Cost of holding one unit over [from, to), at the prices in force. */
function heldCost(phases: readonly ResourcePhase[], from: number, to: number): number {
  if (phases.length === 1) return phases[0].held * (to - from);
  let cost = 0;
  for (let i = 0; i < phases.length; i++) {
    const start = i === 0 ? from : Math.max(from, phases[i].from);
    const end = i + 1 < phases.length ? Math.min(to, phases[i + 1].from) : to;
    if (end > start) cost += phases[i].held * (end - start);
  }
  return cost;
}
