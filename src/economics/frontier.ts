/** One way of doing things: what it costs and gains, both of the same patients, in money and QALYs. */
export interface Strategy {
  readonly name: string;
  readonly cost: number;
  readonly qalys: number;
}

/**
 * Where a strategy stands.
 * - `frontier`: worth it at some value of a QALY; `ratio` is what one QALY more costs against the one before on the frontier,
 *   undefined for the first
 * - `same`: costs and gains what another does, which stands for both
 * - `dominated`: another costs no more and gains no less
 * - `extendedly dominated`: a mixture of two others on the frontier costs less and gains as much
 */
export type Standing =
  | { readonly name: string; readonly standing: "frontier"; readonly ratio: number | undefined }
  | { readonly name: string; readonly standing: "same"; readonly as: string }
  | { readonly name: string; readonly standing: "dominated"; readonly by: string }
  | { readonly name: string; readonly standing: "extendedly dominated"; readonly by: readonly [string, string] };

/**
 * The frontier of cost-effectiveness: the lower edge of the convex hull of the strategies, from the cheapest on, along which each
 * QALY more costs more than those before (Drummond et al. (2015), §4.4). One that gains fewer QALYs than the baseline stands on it
 * if it saves enough. Strategies that lie on the straight line between two others stay on it.
 * @returns one standing a strategy, in the order of `strategies`; of several that are the same the first written stands for all
 * @throws Error for a number that is not finite
 */
export function frontier(strategies: readonly Strategy[]): readonly Standing[] {
  for (const { name, cost, qalys } of strategies) {
    if (!Number.isFinite(cost) || !Number.isFinite(qalys)) {
      throw new Error(`"${name}" costs ${cost} and gains ${qalys} QALYs, which is no place on a frontier`);
    }
  }
  const standings = new Map<Strategy, Standing>();
  for (const [place, one] of strategies.entries()) {
    const { name, cost, qalys } = one;
    const same = strategies.slice(0, place).find((other) => other.cost === cost && other.qalys === qalys);
    // Dominated by one that nothing dominates, so that the name given is of one worth having.
    const [best] = strategies
      .filter((other) => other.cost <= cost && other.qalys >= qalys && (other.cost < cost || other.qalys > qalys))
      .sort((a, b) => b.qalys - a.qalys || a.cost - b.cost);
    if (best !== undefined) standings.set(one, { name, standing: "dominated", by: best.name });
    else if (same !== undefined) standings.set(one, { name, standing: "same", as: same.name });
  }
  const left = strategies.filter((one) => !standings.has(one)).sort((a, b) => a.qalys - b.qalys);
  const edge = lowerEdge(left);
  edge.forEach((one, place) => {
    const ratio = place === 0 ? undefined : slope(edge[place - 1], one);
    standings.set(one, { name: one.name, standing: "frontier", ratio });
  });
  for (const one of left) {
    if (edge.includes(one)) continue;
    const after = edge.findIndex(({ qalys }) => qalys > one.qalys);
    const by = [edge[after - 1].name, edge[after].name] as const;
    standings.set(one, { name: one.name, standing: "extendedly dominated", by });
  }
  return strategies.map((one) => standings.get(one) as Standing);
}

/** Of strategies none of which dominates another, by rising QALYs and so by rising cost. */
function lowerEdge(rising: readonly Strategy[]): readonly Strategy[] {
  const edge: Strategy[] = [];
  for (const one of rising) {
    while (
      edge.length >= 2 &&
      slope(edge[edge.length - 2], edge[edge.length - 1]) > slope(edge[edge.length - 1], one)
    ) {
      edge.pop();
    }
    edge.push(one);
  }
  return edge;
}

function slope(from: Strategy, to: Strategy): number {
  return (to.cost - from.cost) / (to.qalys - from.qalys);
}
