import { phaseAt } from "../kernel/phases.ts";
import type { Model, ResourcePhase } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { longerDoubles, longerInts, withTotal } from "./growable.ts";
import type { Spells } from "./spells.ts";

/**
 * What each patient has cost: units taken and the time they were held. It goes to the resource's organisation; the last column is
 * of resources that belong to none.
 */
export class PatientCosts {
  /** Whether anything has a price. */
  readonly any: boolean;
  /** Attributed to those who are counted: all organisations together, then each. */
  attributed = new Float64Array(0);
  /** So many they are. */
  payees = 0;

  private readonly model: Model;
  private readonly spells: Spells;
  private readonly resources: number;
  /** Organisations and none. */
  private readonly payers: number;
  private readonly payerOf: Int32Array;
  /** Of each resource: 1 when holding or taking it costs. */
  private readonly costs: Uint8Array;
  private readonly paid: Float64Array;
  /** slot × resources: when the units last changed; units kept while a service pauses, which cost nothing. */
  private changedAt = new Float64Array(0);
  private aside = new Int32Array(0);
  /** slot × payers */
  private spent = new Float64Array(0);

  constructor(model: Model, spells: Spells) {
    const organisations = model.names.organisations.length;
    this.model = model;
    this.spells = spells;
    this.resources = model.resources.length;
    this.payers = organisations + 1;
    this.payerOf = Int32Array.from(model.resources, (one) => (one.organisation < 0 ? organisations : one.organisation));
    const costs = model.resources.map(({ phases }) => phases.some(({ held, use }) => held !== 0 || use !== 0));
    this.any = costs.includes(true);
    this.costs = Uint8Array.from(costs, Number);
    this.paid = new Float64Array(this.payers);
  }

  grow(slots: number): void {
    if (!this.any) return;
    this.changedAt = longerDoubles(this.changedAt, slots * this.resources);
    if (this.model.uses.pauses) this.aside = longerInts(this.aside, slots * this.resources);
    this.spent = longerDoubles(this.spent, slots * this.payers);
  }

  begin(): void {
    this.aside.fill(0);
    this.clear();
  }

  open(): void {
    this.clear();
  }

  arrived(patient: number): void {
    this.spent.fill(0, patient * this.payers, (patient + 1) * this.payers);
  }

  /** Before the spells know. */
  taken(now: number, patient: number, resource: number, units: number): void {
    if (this.costs[resource] === 0) return;
    const { use } = phaseAt(this.model.resources[resource].phases, now);
    // What was taken before time 0 costs from then on.
    this.charge(Math.max(0, now), patient, resource, now < 0 ? 0 : units * use);
  }

  /** Before the spells know. */
  given(now: number, patient: number, resource: number): void {
    if (this.costs[resource] === 1) this.charge(now, patient, resource, 0);
  }

  /** A service stops, or goes on when `units` is negative. */
  setAside(now: number, patient: number, resource: number, units: number): void {
    if (this.costs[resource] === 0) return;
    this.charge(now, patient, resource, 0);
    this.aside[patient * this.resources + resource] += units;
  }

  /** A child's costs are its patient's; of one that goes its own way they count by themselves. */
  finished(child: number, patient: number, counts: boolean): void {
    if (!this.any) return;
    for (let payer = 0; payer < this.payers; payer++) {
      const spent = this.spent[child * this.payers + payer];
      if (patient !== NONE) this.spent[patient * this.payers + payer] += spent;
      else if (counts) this.paid[payer] += spent;
    }
  }

  /** A patient leaves who is counted, and whose costs are known from the beginning. */
  exited(patient: number): void {
    this.payees++;
    if (this.any === false) return;
    for (let payer = 0; payer < this.payers; payer++) this.paid[payer] += this.spent[patient * this.payers + payer];
  }

  /** All that a patient who leaves has cost. */
  spentBy(patient: number): number {
    if (!this.any) return 0;
    let cost = 0;
    for (let payer = 0; payer < this.payers; payer++) cost += this.spent[patient * this.payers + payer];
    return cost;
  }

  finish(): void {
    this.attributed = withTotal(this.paid, 1);
  }

  /** Of the patient up to now: units taken and the time they were held, at the prices in force. */
  cost(now: number, patient: number, organisation: number): number {
    if (!this.any) return 0;
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
    const held = this.spells.units(patient, resource) - (this.aside.length > 0 ? this.aside[cell] : 0);
    return held === 0 ? 0 : held * heldCost(this.model.resources[resource].phases, this.changedAt[cell], now);
  }

  private clear(): void {
    this.paid.fill(0);
    this.payees = 0;
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
