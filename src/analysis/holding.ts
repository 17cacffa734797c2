import type { Release, Request } from "../scenario/scenario.ts";
import { expectedVisits } from "./linear.ts";
import { chosen } from "./patients.ts";
import type { Flow } from "./traffic.ts";

/** What one kind of patient asks of one resource. */
export interface Use {
  /** Mean units in use when nobody waits: units × minutes a minute (erlangs). */
  readonly load: number;
  /** Times that units are taken, a minute; and units. */
  readonly takes: number;
  readonly units: number;
  /** Sum over takes, a minute, of units × square of the minutes: for the work that is left at a closing time. */
  readonly square: number;
  /** What is waited for while units are held: the load above leaves these waits out. Resources, or `daytime` for an `until`. */
  readonly waitsFor: ReadonlySet<string>;
  /** Stages whose time only the run knows: left out of the load. */
  readonly unknown: ReadonlySet<string>;
}

/** Use for one stage at a time (`needs`). */
export function needsOf(flow: Flow, resource: string): Use {
  let load = 0;
  let takes = 0;
  let taken = 0;
  let square = 0;
  const unknown = new Set<string>();
  for (const [i, stage] of flow.stages.entries()) {
    const units = unitsOf(chosen(stage.needs, flow.kind), resource);
    const group = chosen(stage.meet, flow.kind);
    const visits = (flow.rate * flow.visits[i]) / (group?.count ?? 1);
    if (units === 0 || visits === 0) continue;
    const duration = flow.durations[i];
    takes += visits;
    taken += visits * units;
    if (duration === undefined) {
      unknown.add(stage.name);
      continue;
    }
    load += visits * units * duration.mean;
    square += visits * units * duration.square;
  }
  return { load, takes, units: taken, square, waitsFor: new Set(), unknown };
}

/** A stage entered with so many units held. */
interface State {
  readonly stage: number;
  readonly held: number;
}

/**
 * Use from `seize` to `release` or exit. What is held depends on the way here, so the traffic equations are solved
 * for pairs of stage and units held.
 */
export function holdingOf(flow: Flow, resource: string): Use {
  const waitsFor = new Set<string>();
  const unknown = new Set<string>();
  const seized = flow.stages.some(({ seize }) => unitsOf(chosen(seize, flow.kind), resource) > 0);
  let load = 0;
  let takes = 0;
  let units = 0;
  let square = 0;
  if (!seized) return { load, takes, units, square, waitsFor, unknown };
  const { states, visits } = heldVisits(flow, resource);
  for (const [i, { stage, held }] of states.entries()) {
    const count = flow.rate * visits[i];
    if (count === 0) continue;
    const during = heldAfter(flow, stage, held, resource);
    if (during > held) {
      takes += count;
      units += count * (during - held);
    }
    addWaits(flow, stage, held, during, resource, waitsFor);
    if (during === 0) continue;
    const duration = flow.durations[stage];
    if (duration === undefined) {
      unknown.add(flow.stages[stage].name);
      continue;
    }
    load += count * during * duration.mean;
    square += count * during * duration.square;
  }
  return { load, takes, units, square, waitsFor, unknown };
}

function heldVisits(flow: Flow, resource: string): { states: readonly State[]; visits: Float64Array } {
  const states: State[] = [];
  const position = new Map<string, number>();
  const reach = (stage: number, held: number): number => {
    const key = `${stage} ${held}`;
    const known = position.get(key);
    if (known !== undefined) return known;
    position.set(key, states.length);
    states.push({ stage, held });
    return states.length - 1;
  };
  const to: [number, number][][] = [];
  reach(0, 0);
  for (let i = 0; i < states.length; i++) {
    const { stage, held } = states[i];
    const after = heldAfter(flow, stage, held, resource);
    to.push(flow.to[stage].map(([next, share]) => [reach(next, after), share]));
  }
  return { states, visits: expectedVisits(to, 0) ?? new Float64Array(states.length) };
}

/** Units held once the stage's requests are met. */
function heldAfter({ stages, kind }: Flow, stage: number, held: number, resource: string): number {
  const asked = unitsOf(chosen(stages[stage].seize, kind), resource);
  const after = Math.max(held, asked);
  const given = chosen(stages[stage].release, kind).find((release: Release) => release.resource === resource);
  return given === undefined ? after : Math.max(0, after - (given.units ?? after));
}

/** Waits of a stage that begin with units in hand: for its seize as they came, for its needs and its hours after the release. */
function addWaits(
  flow: Flow,
  index: number,
  held: number,
  during: number,
  resource: string,
  waitsFor: Set<string>,
): void {
  const stage = flow.stages[index];
  const seize = chosen(stage.seize, flow.kind);
  const needs = chosen(stage.needs, flow.kind);
  if (seize !== undefined && held > 0)
    for (const other of resourcesOf(seize)) if (other !== resource) waitsFor.add(other);
  if ((seize === undefined && needs !== undefined ? held : during) === 0) return;
  if (chosen(stage.until, flow.kind) !== undefined) waitsFor.add("daytime");
  if (needs !== undefined) for (const other of resourcesOf(needs)) waitsFor.add(other);
}

/** Of the first choice: what the others take off it only the run knows. */
function unitsOf(request: Request | undefined, resource: string): number {
  return request?.[0].bundle.find((part) => part.resource === resource)?.units ?? 0;
}

function resourcesOf(request: Request): readonly string[] {
  return [...new Set(request.flatMap(({ bundle }) => bundle.map(({ resource }) => resource)))];
}
