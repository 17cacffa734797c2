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
  private readonly passers: Int32Array;
  private count = 0;
  private readonly place: Int32Array;
  /** Of each passer: 1 when it leads, by whatever way, to where a share stays. */
  private readonly ends: Uint8Array;
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
    this.passers = new Int32Array(nodes);
    this.ends = new Uint8Array(nodes);
  }

  clear(): void {
    this.links.fill(0);
    this.linked.fill(0);
    this.place.fill(NOWHERE);
    this.count = 0;
    this.used.fill(0);
    this.dirty = true;
  }

  /** Other nodes are waited for, or a resource passes on that is in use to another extent. */
  changed(): void {
    this.dirty = true;
  }

  use(resource: number, units: number): void {
    this.used[resource] += units | 0;
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
    const n = this.count;
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
    const { count: n, nodes, moves, stays } = this;
    let sum = 0;
    for (let k = 0; k < n; k++) if (k !== passer) sum += moves[passer * n + k];
    for (let k = passer * nodes, end = k + nodes; k < end; k++) sum += stays[k];
    return sum;
  }

  private find(from: Int32Array, count: number): void {
    const { passers, place, nodes, links } = this;
    for (let k = 0; k < this.count; k++) place[passers[k]] = NOWHERE;
    this.count = 0;
    for (let k = 0; k < count; k++) this.reach(from[k]);
    for (let k = 0; k < this.count; k++) {
      const first = passers[k] * nodes;
      for (let to = 0; to < nodes; to++) if (links[first + to] > 0) this.reach(to);
    }
  }

  private reach(node: number): void {
    if (this.linked[node] === 0 || this.place[node] !== NOWHERE) return;
    this.place[node] = this.count;
    this.passers[this.count++] = node;
  }

  private fill(): void {
    const { count: n, passers, place, nodes, links, linked } = this;
    if (this.moves.length < n * n) this.moves = new Float64Array(n * n);
    if (this.stays.length < n * nodes) this.stays = new Float64Array(n * nodes);
    const { moves, stays, ends } = this;
    for (let k = n * n - 1; k >= 0; k--) moves[k] = 0;
    for (let k = n * nodes - 1; k >= 0; k--) stays[k] = 0;
    this.findEnds();
    for (let row = 0; row < n; row++) {
      const node = passers[row];
      const move = row * n;
      const stay = row * nodes;
      if (ends[row] === 0) {
        stays[stay + node] = 1;
        continue;
      }
      const kept = this.kept(node);
      const all = kept + linked[node];
      stays[stay + node] = kept / all;
      for (let to = 0; to < nodes; to++) {
        const units = links[node * nodes + to];
        if (units === 0) continue;
        if (place[to] === NOWHERE) stays[stay + to] += units / all;
        else moves[move + place[to]] += units / all;
      }
    }
  }

  /** Of the queue of a stage nothing stays while somebody waits there. */
  private kept(node: number): number {
    return node < this.resources ? this.used[node] - this.linked[node] : 0;
  }

  private findEnds(): void {
    const { count: n, passers, place, nodes, links, ends } = this;
    for (let row = 0; row < n; row++) ends[row] = this.kept(passers[row]) > 0 ? 1 : 0;
    for (let found = true; found; ) {
      found = false;
      for (let row = 0; row < n; row++) {
        const first = passers[row] * nodes;
        for (let to = 0; ends[row] === 0 && to < nodes; to++) {
          if (links[first + to] === 0 || (place[to] !== NOWHERE && ends[place[to]] === 0)) continue;
          ends[row] = 1;
          found = true;
        }
      }
    }
  }
}
