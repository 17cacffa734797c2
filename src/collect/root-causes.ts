import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { longerInts } from "./growable.ts";
import { ROW, STAGE } from "./patient-row.ts";
import type { PatientRows } from "./patient-rows.ts";
import { APART, BLOCKED, HELD, HOLDING, NODE, NOT, WAITS, WAY } from "./root-row.ts";
import { RootShares } from "./root-shares.ts";

/**
 * Waits of patients charged to what is at their root: along who holds what is waited for, and what those wait for themselves, to
 * where somebody is at work (docs/semantics.md, "What a patient is doing"). A wait is for a node: a resource, or the queue of a stage,
 * whose node is the number of resources + the stage. Most nodes pass nothing on, for nobody who holds them ever waits: what is waited for
 * them is not seen here, but what others pass on to them, and what their holders hold of those that do pass.
 */
export class RootCauses {
  /**
   * Of each node: minutes of the window that patients waited, and were blocked, with it at the root; of one that never passes anything on without
   * the waits for itself.
   */
  waited: Float64Array;
  blocked: Float64Array;

  private readonly counting: Counting;
  private readonly patients: PatientRows;
  private readonly resources: number;
  /** Whether anybody waits for a queue or a group. */
  private readonly queues: boolean;
  private readonly shares: RootShares;
  /** Of each node that may pass on its place among them, else NONE. */
  readonly passers: Int32Array;
  /** Of each node: patients who wait for it now, and of them the blocked. */
  private readonly waiting: Int32Array;
  private readonly stuck: Int32Array;
  /** Nodes that patients wait for now, in no order, and where each stands in the list. */
  private readonly active: Int32Array;
  private readonly place: Int32Array;
  private count = 0;
  private since = 0;
  /** Of each row of patients `width` numbers. */
  private rows = new Int32Array(0);
  readonly width: number;

  constructor(model: Model, counting: Counting, patients: PatientRows) {
    this.counting = counting;
    this.patients = patients;
    this.resources = model.names.resources.length;
    this.queues = model.queues.length > 0 || model.uses.groups;
    const nodes = this.resources + (this.queues ? model.names.stages.length : 0);
    let places = 0;
    this.passers = new Int32Array(nodes).map((_, node) => {
      return node >= this.resources || model.uses.passes[node] ? places++ : NONE;
    });
    this.width = HELD + places;
    this.shares = new RootShares(nodes, this.resources);
    this.waited = new Float64Array(nodes);
    this.blocked = new Float64Array(nodes);
    this.waiting = new Int32Array(nodes);
    this.stuck = new Int32Array(nodes);
    this.active = new Int32Array(nodes);
    this.place = new Int32Array(nodes);
  }

  grow(slots: number): void {
    this.rows = longerInts(this.rows, slots * this.width);
  }

  begin(): void {
    this.waiting.fill(0);
    this.stuck.fill(0);
    this.rows.fill(0);
    this.shares.clear();
    this.count = 0;
    this.since = 0;
    this.clear();
  }

  open(now: number): void {
    this.clear();
    this.since = now;
  }

  close(): void {
    this.settle();
  }

  arrived(row: number): void {
    const { rows } = this;
    const first = Math.imul(row, this.width);
    rows[first + NODE] = NONE;
    rows[first + WAY] = NOT;
    if (rows[first + HOLDING] !== 0) rows.fill(0, first + HOLDING, first + this.width);
  }

  /** Before the rows of patients know of the new stage. */
  entered(row: number, stage: number): void {
    if (this.queues === false) return;
    const node = this.rows[Math.imul(row, this.width) + NODE];
    if (node === NONE) return;
    this.settle();
    this.stand(this.patients.ints[(row << ROW) | STAGE], node, -1);
    this.stand(stage, node, 1);
  }

  /** A patient waits for a node from now on. */
  begins(row: number, node: number, blocked: boolean): void {
    if (this.passers[node] === NONE && this.rows[Math.imul(row, this.width) + HOLDING] === 0) return;
    this.change(row, node, blocked === true ? BLOCKED : WAITS);
  }

  /** Such a wait is over. */
  over(row: number): void {
    if (this.rows[Math.imul(row, this.width) + WAY] !== NOT) this.change(row, NONE, NOT);
  }

  /** What a row waits for from now on: a node, or NONE. @param counts whether the minutes are a patient's */
  waits(row: number, node: number, blocked: boolean, counts: boolean): void {
    this.change(row, node, node === NONE ? NOT : !counts ? APART : blocked ? BLOCKED : WAITS);
  }

  /** A row has so many units more, or less. Who is given what he waits for does not wait for it any more. */
  taken(row: number, resource: number, units: number): void {
    if (this.passers[resource] !== NONE) this.handle(row, resource, units);
  }

  /** Units in turnover are in use, and nobody's. */
  turned(resource: number, units: number): void {
    if (this.passers[resource] !== NONE) this.use(resource, units);
  }

  private handle(row: number, resource: number, units: number): void {
    const { rows } = this;
    this.use(resource, units);
    const first = Math.imul(row, this.width);
    rows[first + HELD + this.passers[resource]] += units | 0;
    rows[first + HOLDING] += units | 0;
    const node = rows[first + NODE];
    if (node === NONE) return;
    this.settle();
    this.shares.link(resource, node, units);
  }

  private use(resource: number, units: number): void {
    const { shares } = this;
    if (shares.passes(resource) === true) {
      this.settle();
      shares.changed();
    }
    shares.use(resource, units);
  }

  private change(row: number, node: number, way: number): void {
    const { rows } = this;
    const first = Math.imul(row, this.width);
    const before = rows[first + NODE];
    if (before === NONE && node === NONE) return;
    this.settle();
    if (before !== NONE) {
      this.leave(before, rows[first + WAY]);
      this.hold(row, before, -1);
    }
    rows[first + NODE] = node;
    rows[first + WAY] = way;
    if (node === NONE) return;
    this.join(node, way);
    this.hold(row, node, 1);
  }

  private join(node: number, way: number): void {
    if (way === APART || this.passers[node] === NONE) return;
    if (this.waiting[node]++ === 0) {
      this.place[node] = this.count;
      this.active[this.count++] = node;
      this.shares.changed();
    }
    if (way === BLOCKED) this.stuck[node]++;
  }

  private leave(node: number, way: number): void {
    if (way === APART || this.passers[node] === NONE) return;
    if (way === BLOCKED) this.stuck[node]--;
    if (--this.waiting[node] > 0) return;
    const last = this.active[--this.count];
    this.active[this.place[node]] = last;
    this.place[last] = this.place[node];
  }

  /** What a row that waits for a node has in its hands. */
  private hold(row: number, node: number, sign: number): void {
    const { rows, shares, passers } = this;
    const first = Math.imul(row, this.width);
    if (rows[first + HOLDING] > 0) {
      for (let resource = 0; resource < this.resources; resource++) {
        if (passers[resource] === NONE) continue;
        const units = rows[first + HELD + passers[resource]];
        if (units > 0) shares.link(resource, node, sign * units);
      }
    }
    if (this.queues === true) this.stand(this.patients.ints[(row << ROW) | STAGE], node, sign);
  }

  /** Who waits for a resource in a stage stands before those outside its queue. */
  private stand(stage: number, node: number, sign: number): void {
    if (stage !== NONE && node < this.resources) this.shares.link(this.resources + stage, node, sign);
  }

  /** Charges the time since the last change. */
  private settle(): void {
    const { shares, active, waiting, stuck, waited, blocked, count, counting } = this;
    const at = Math.min(counting.now, counting.to);
    const minutes = at - this.since;
    if (!(minutes > 0)) return;
    this.since = at;
    for (let k = 0; k < count; k++) {
      const node = active[k];
      if (shares.passes(node) === true) {
        shares.solve(active, count);
        shares.spread(node, waiting[node] * minutes, waited);
        if (stuck[node] > 0) shares.spread(node, stuck[node] * minutes, blocked);
      } else {
        waited[node] += waiting[node] * minutes;
        blocked[node] += stuck[node] * minutes;
      }
    }
  }

  private clear(): void {
    this.waited.fill(0);
    this.blocked.fill(0);
  }
}
