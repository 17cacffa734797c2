const NOWHERE = -1;

/**
 * Who waits for what by what they hold, and where what is waited for leads. A node passes on, for each of its units in use whose holder
 * waits, an equal share to the node waited for; the rest stays with it. A share that can come to nobody who is at work stays
 * where it is. See docs/semantics.md, "What a patient is doing".
 */
export class RootShares {
  private readonly nodes: number;
  private readonly resources: number;
  /** node × nodes: units of the first whose holders wait for the second; and all of them. */
  private readonly links: Int32Array;
  private readonly linked: Int32Array;
  /** Of each resource: units in use. */
  private readonly used: Int32Array;
  private dirty = true;
  /** Nodes that pass on, reached from what is waited for, in the order found; where each stands, or NOWHERE. */
  private readonly passers: number[] = [];
  private readonly place: Int32Array;
  /** passer × passers, and passer × nodes: what is passed on, and what stays. */
  private moves = new Float64Array(0);
  private stays = new Float64Array(0);

  constructor(nodes: number, resources: number) {
    this.nodes = nodes;
    this.resources = resources;
    this.links = new Int32Array(nodes * nodes);
    this.linked = new Int32Array(nodes);
    this.used = new Int32Array(resources);
    this.place = new Int32Array(nodes).fill(NOWHERE);
  }

  clear(): void {
    this.links.fill(0);
    this.linked.fill(0);
    for (const node of this.passers) this.place[node] = NOWHERE;
    this.passers.length = 0;
    this.used.fill(0);
    this.dirty = true;
  }

  /** Other nodes are waited for. */
  changed(): void {
    this.dirty = true;
  }

  use(resource: number, units: number): void {
    this.used[resource] += units;
    if (this.linked[resource] > 0) this.dirty = true;
  }

  link(from: number, to: number, units: number): void {
    this.links[Math.imul(from, this.nodes) + to] += units;
    this.linked[from] += units;
    this.dirty = true;
  }

  /** Whether some holder of the node waits. */
  passes(node: number): boolean {
    return this.linked[node] > 0;
  }

  /** Adds minutes waited for a node that passes to what is at the root. Only after `solve`. */
  spread(node: number, minutes: number, sums: Float64Array): void {
    const first = this.place[node] * this.nodes;
    for (let root = 0; root < this.nodes; root++) {
      const share = this.stays[first + root];
      if (share > 0) sums[root] += share * minutes;
    }
  }

  /**
   * Makes `stays` of each passer the shares of its roots, by eliminating one passer after the other from all (Grassmann, Taksar and Heyman,
   * Operations Research 33 (1985) 1107–1116: no differences, so nothing is lost).
   * @param from the first `count` are nodes that are waited for
   */
  solve(from: Int32Array, count: number): void {
    if (!this.dirty) return;
    this.dirty = false;
    this.find(from, count);
    this.fill();
    const { nodes, moves, stays } = this;
    const n = this.passers.length;
    for (let pivot = 0; pivot < n; pivot++) {
      const out = this.leaving(pivot);
      for (let row = 0; row < n; row++) {
        const share = moves[row * n + pivot];
        if (row === pivot || share === 0) continue;
        const times = share / out;
        for (let k = 0; k < n; k++) if (k !== pivot) moves[row * n + k] += times * moves[pivot * n + k];
        for (let k = 0; k < nodes; k++) stays[row * nodes + k] += times * stays[pivot * nodes + k];
        moves[row * n + pivot] = 0;
      }
    }
    for (let row = 0; row < n; row++) {
      const all = this.leaving(row);
      for (let k = row * nodes; k < (row + 1) * nodes; k++) stays[k] /= all;
    }
  }

  /** What does not come back to a passer at once. */
  private leaving(passer: number): number {
    const n = this.passers.length;
    let sum = 0;
    for (let k = 0; k < n; k++) if (k !== passer) sum += this.moves[passer * n + k];
    for (let k = 0; k < this.nodes; k++) sum += this.stays[passer * this.nodes + k];
    return sum;
  }

  private find(from: Int32Array, count: number): void {
    const { passers, place, nodes, links } = this;
    for (const node of passers) place[node] = NOWHERE;
    passers.length = 0;
    for (let k = 0; k < count; k++) this.reach(from[k]);
    for (let k = 0; k < passers.length; k++) {
      const first = passers[k] * nodes;
      for (let to = 0; to < nodes; to++) if (links[first + to] > 0) this.reach(to);
    }
  }

  private reach(node: number): void {
    if (this.linked[node] === 0 || this.place[node] !== NOWHERE) return;
    this.place[node] = this.passers.length;
    this.passers.push(node);
  }

  private fill(): void {
    const { passers, place, nodes, links } = this;
    const n = passers.length;
    if (this.moves.length < n * n) this.moves = new Float64Array(n * n);
    if (this.stays.length < n * nodes) this.stays = new Float64Array(n * nodes);
    this.moves.fill(0);
    this.stays.fill(0);
    const ends = this.ending();
    for (const [row, node] of passers.entries()) {
      // Of the queue of a stage nothing stays while somebody waits there.
      const kept = node < this.resources ? this.used[node] - this.linked[node] : 0;
      if (!ends[row]) {
        this.stays[row * nodes + node] = 1;
        continue;
      }
      this.stays[row * nodes + node] += kept;
      for (let to = 0; to < nodes; to++) {
        const units = links[node * nodes + to];
        if (units === 0) continue;
        if (place[to] === NOWHERE) this.stays[row * nodes + to] += units;
        else this.moves[row * n + place[to]] += units;
      }
      const all = kept + this.linked[node];
      for (let k = row * n; k < (row + 1) * n; k++) this.moves[k] /= all;
      for (let k = row * nodes; k < (row + 1) * nodes; k++) this.stays[k] /= all;
    }
  }

  /** Of each passer whether it leads, by whatever way, to where a share stays. */
  private ending(): boolean[] {
    const { passers, place, nodes, links } = this;
    const ends = passers.map((node) => node < this.resources && this.used[node] > this.linked[node]);
    for (let found = true; found; ) {
      found = false;
      for (const [row, node] of passers.entries()) {
        for (let to = 0; !ends[row] && to < nodes; to++) {
          if (links[node * nodes + to] === 0) continue;
          if (place[to] === NOWHERE || ends[place[to]]) {
            ends[row] = true;
            found = true;
          }
        }
      }
    }
    return ends;
  }
}
