import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Counting } from "./counting.ts";
import { longerInts } from "./growable.ts";
import { RootShares } from "./root-shares.ts";

/** How a row waits: not, as a child whose minutes are its patient's, as a patient, as a patient who is blocked. */
const NOT = 0;
const APART = 1;
const WAITS = 2;
const BLOCKED = 3;

/**
 * Waits of patients charged to what is at their root: along who holds what is waited for, and what those wait for themselves, to
 * where somebody is at work (docs/semantics.md, "What a patient is doing"). A wait is for a node: a resource, or the queue of a stage,
 * whose node is the number of resources + the stage. Kept only for models in which somebody may hold one thing and wait for another.
 */
export class RootCauses {
  /** Of each node: minutes of the window that patients waited, and were blocked, with it at the root. */
  readonly waited: Float64Array;
  readonly blocked: Float64Array;

  private readonly counting: Counting;
  private readonly resources: number;
  /** Whether anybody waits for a queue or a group. */
  private readonly queues: boolean;
  private readonly shares: RootShares;
  /** Of each node: patients who wait for it now, and of them the blocked. */
  private readonly waiting: Int32Array;
  private readonly stuck: Int32Array;
  /** Nodes that patients wait for now, in no order, and where each stands in the list. */
  private readonly active: Int32Array;
  private readonly place: Int32Array;
  private count = 0;
  private since = 0;
  /** By row: the node waited for, or NONE; how; the stage entered last. */
  private node = new Int32Array(0);
  private way = new Int32Array(0);
  private stage = new Int32Array(0);
  /** row × resources: units held; and of each row those of all together. */
  private held = new Int32Array(0);
  private holding = new Int32Array(0);

  constructor(model: Model, counting: Counting) {
    this.counting = counting;
    this.resources = model.names.resources.length;
    const nodes = this.resources + model.names.stages.length;
    this.queues = model.queues.length > 0 || model.uses.groups;
    this.shares = new RootShares(nodes, this.resources);
    this.waited = new Float64Array(nodes);
    this.blocked = new Float64Array(nodes);
    this.waiting = new Int32Array(nodes);
    this.stuck = new Int32Array(nodes);
    this.active = new Int32Array(nodes);
    this.place = new Int32Array(nodes);
  }

  grow(slots: number): void {
    this.node = longerInts(this.node, slots);
    this.way = longerInts(this.way, slots);
    this.stage = longerInts(this.stage, slots);
    this.held = longerInts(this.held, slots * this.resources);
    this.holding = longerInts(this.holding, slots);
  }

  begin(): void {
    this.waiting.fill(0);
    this.stuck.fill(0);
    this.held.fill(0);
    this.holding.fill(0);
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
    this.node[row] = NONE;
    this.way[row] = NOT;
    this.stage[row] = NONE;
    if (this.holding[row] === 0) return;
    const first = Math.imul(row, this.resources);
    this.held.fill(0, first, first + this.resources);
    this.holding[row] = 0;
  }

  entered(row: number, stage: number): void {
    const node = this.node[row];
    if (this.queues && node !== NONE) {
      this.settle();
      this.stand(row, node, -1);
    }
    this.stage[row] = stage;
    if (this.queues && node !== NONE) this.stand(row, node, 1);
  }

  /**
   * What a row waits for from a moment on: a node, or NONE. @param counts whether the minutes are a patient's
   * @param at now, or the last moment at which anything was told
   */
  waits(row: number, node: number, blocked: boolean, counts: boolean, at = this.counting.now): void {
    const before = this.node[row];
    if (before === NONE && node === NONE) return;
    this.settle(at);
    if (before !== NONE) {
      this.leave(before, this.way[row]);
      this.hold(row, before, -1);
    }
    this.node[row] = node;
    this.way[row] = node === NONE ? NOT : !counts ? APART : blocked ? BLOCKED : WAITS;
    if (node === NONE) return;
    this.join(node, this.way[row]);
    this.hold(row, node, 1);
  }

  /** A row has so many units more, or less. */
  taken(row: number, resource: number, units: number): void {
    const { shares } = this;
    if (shares.passes(resource) === true) this.settle();
    shares.use(resource, units);
    this.held[Math.imul(row, this.resources) + resource] += units | 0;
    this.holding[row] += units | 0;
    const node = this.node[row];
    if (node === NONE) return;
    this.settle();
    shares.link(resource, node, units);
  }

  /** Units in turnover are in use, and nobody's. */
  turned(resource: number, units: number): void {
    if (this.shares.passes(resource)) this.settle();
    this.shares.use(resource, units);
  }

  private join(node: number, way: number): void {
    if (way === APART) return;
    if (this.waiting[node]++ === 0) {
      this.place[node] = this.count;
      this.active[this.count++] = node;
      this.shares.changed();
    }
    if (way === BLOCKED) this.stuck[node]++;
  }

  private leave(node: number, way: number): void {
    if (way === APART) return;
    if (way === BLOCKED) this.stuck[node]--;
    if (--this.waiting[node] > 0) return;
    const last = this.active[--this.count];
    this.active[this.place[node]] = last;
    this.place[last] = this.place[node];
  }

  /** What a row that waits for a node has in its hands. */
  private hold(row: number, node: number, sign: number): void {
    if (this.holding[row] > 0) {
      const first = Math.imul(row, this.resources);
      for (let resource = 0; resource < this.resources; resource++) {
        const units = this.held[first + resource];
        if (units > 0) this.shares.link(resource, node, sign * units);
      }
    }
    if (this.queues) this.stand(row, node, sign);
  }

  /** Who waits for a resource in a stage stands before those outside its queue. */
  private stand(row: number, node: number, sign: number): void {
    const stage = this.stage[row];
    if (stage !== NONE && node < this.resources) this.shares.link(this.resources + stage, node, sign);
  }

  /** Charges the time since the last change. */
  private settle(now = this.counting.now): void {
    const at = Math.min(now, this.counting.to);
    const minutes = at - this.since;
    if (!(minutes > 0)) return;
    this.since = at;
    for (let k = 0; k < this.count; k++) {
      const node = this.active[k];
      if (this.shares.passes(node)) {
        this.shares.solve(this.active, this.count);
        this.shares.spread(node, this.waiting[node] * minutes, this.waited);
        if (this.stuck[node] > 0) this.shares.spread(node, this.stuck[node] * minutes, this.blocked);
      } else {
        this.waited[node] += this.waiting[node] * minutes;
        this.blocked[node] += this.stuck[node] * minutes;
      }
    }
  }

  private clear(): void {
    this.waited.fill(0);
    this.blocked.fill(0);
  }
}
