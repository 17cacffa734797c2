import type { Arm, Contact, PatientClass, Scenario, Stage, Value } from "../scenario/scenario.ts";
import { arrivalsAtEnd, comeAtSetTimes, finalRate, lastingShare } from "./arrival-rate.ts";
import { expectedVisits, type Transitions } from "./linear.ts";
import { type Moments, momentsOf, sdOf } from "./moments.ts";
import { chosen, type PatientKind, patientKinds } from "./patients.ts";
import { type Split, sharesOf, splitOf } from "./routing.ts";
import { stayOf } from "./stay.ts";

/** How patients of one kind move: the traffic equations and their solution. */
export interface Flow {
  readonly kind: PatientKind;
  /** Patients of this kind a minute. */
  readonly rate: number;
  /** Share of them that goes on for ever: the line of the others cannot grow without end. */
  readonly lasting: number;
  /** They are of a fixed population, which comes at this rate if nobody waits, and more rarely in truth. */
  readonly upperBound: boolean;
  /** They are tasks or contacts of patients, not patients. */
  readonly child: boolean;
  /** They are contacts of which a patient has one at most: what falls due while it is not done is left out. */
  readonly skipped: boolean;
  /** Nothing about them is left to chance. */
  readonly regular: boolean;
  /** The stages they can reach, the first entered first. */
  readonly stages: readonly Stage[];
  readonly splits: readonly Split[];
  /** By position in `stages`. */
  readonly to: Transitions;
  /** Expected visits of one patient, by position in `stages`. */
  readonly visits: Float64Array;
  /** Of the duration of each stage; undefined when only the run knows it. */
  readonly durations: readonly (Moments | undefined)[];
}

/** Every kind of patient of an arm. Kinds that never leave have no flow: the reader refuses such pathways. */
export function flowsOf(scenario: Scenario, arm: Arm): readonly Flow[] {
  const stages = new Map(arm.stages.map((stage) => [stage.name, stage]));
  const solved = new Map<string, Float64Array | undefined>();
  return arm.classes.flatMap((patientClass) => {
    const ways: Way[] = [];
    for (const whole of patientKinds(scenario, arm, patientClass)) {
      for (const [stage, share] of sharesOf(patientClass.enter, whole).shares) {
        if (share === 0) continue;
        const way = wayOf({ ...whole, weight: whole.weight * share }, stage, stages, solved);
        if (way !== undefined) ways.push(way);
      }
    }
    const flows = withRates(ways, scenario, patientClass);
    return [...flows, ...flows.flatMap((flow) => childFlows(flow, stages, solved))];
  });
}

type Way = Omit<Flow, "rate" | "lasting" | "upperBound" | "child" | "skipped" | "regular">;

/** Contacts with a pathway of their own that fall due in a visit to a stage. */
interface ExpectedContact {
  readonly start: string;
  readonly late: Contact["late"];
  /** As many as fit into the mean duration of the stage; undefined where only the run knows it. */
  readonly number: number | undefined;
}

export function contactsIn(stage: Stage, kind: PatientKind): readonly ExpectedContact[] {
  const mean = (value: Value): number | undefined => momentsOf(value, kind)?.mean;
  return chosen(stage.contacts, kind).flatMap(({ start, every, count, late }) => {
    if (start === undefined) return [];
    const [duration, apart] = [mean(stage.duration), mean(every)];
    const most = count === undefined ? Number.POSITIVE_INFINITY : mean(count);
    const known = duration !== undefined && apart !== undefined && most !== undefined;
    return { start, late, number: known ? Math.min(duration / apart, most) : undefined };
  });
}

/** The tasks of a flow, and its contacts: none where only the run knows how many. */
function childFlows(
  flow: Flow,
  stages: ReadonlyMap<string, Stage>,
  solved: Map<string, Float64Array | undefined>,
): readonly Flow[] {
  const found: Flow[] = [];
  const add = (start: string, number: number, from: number, skipped = false): void => {
    const each = number * flow.visits[from];
    const way = each > 0 ? wayOf({ ...flow.kind, weight: flow.kind.weight * each }, start, stages, solved) : undefined;
    if (way === undefined) return;
    const lasting = skipped ? 0 : flow.lasting;
    found.push({ ...flow, ...way, rate: flow.rate * each, lasting, child: true, skipped, regular: false });
  };
  for (const [i, stage] of flow.stages.entries()) {
    for (const start of chosen(stage.tasks, flow.kind)?.start ?? []) add(start, 1, i);
    for (const { start, late, number } of contactsIn(stage, flow.kind)) add(start, number ?? 0, i, late === "skip");
  }
  return found;
}

/**
 * A fixed population of N comes N ÷ (mean stay) times a minute if nobody waits, and never faster (Denning and Buzen 1978, The
 * operational analysis of queueing network models, §5): 0 when only the run knows the stay.
 */
function withRates(ways: readonly Way[], scenario: Scenario, patientClass: PatientClass): readonly Flow[] {
  const arrivals = arrivalsAtEnd(scenario, patientClass);
  const upperBound = arrivals.kind === "population";
  const stay = ways.reduce((sum, { kind, to, durations }) => sum + kind.weight * stayOf(to, durations).mean, 0);
  const rate = !upperBound ? finalRate(scenario, patientClass) : stay > 0 ? arrivals.size / stay : 0;
  const lasting = lastingShare(scenario, patientClass);
  return ways.map((way) => ({
    ...way,
    rate: rate * way.kind.weight,
    lasting,
    upperBound,
    child: false,
    skipped: false,
    regular: comeAtSetTimes(scenario, patientClass) && isRegular(way),
  }));
}

/** With tasks to wait for, only the run knows how long a stage lasts. */
function durationOf({ duration, tasks }: Stage, kind: PatientKind): Moments | undefined {
  const own = chosen(tasks, kind);
  return own === undefined || own.join === "none" ? momentsOf(duration, kind) : undefined;
}

function isRegular({ kind, splits, durations }: Way): boolean {
  return (
    kind.weight === 1 &&
    splits.every(({ shares }) => [...shares.values()].filter((share) => share > 0).length < 2) &&
    durations.every((duration) => duration !== undefined && sdOf(duration) === 0)
  );
}

function wayOf(
  kind: PatientKind,
  enter: string,
  stagesByName: ReadonlyMap<string, Stage>,
  solved: Map<string, Float64Array | undefined>,
): Way | undefined {
  const stages: Stage[] = [];
  const position = new Map<string, number>();
  const reach = (name: string): void => {
    const stage = stagesByName.get(name);
    if (stage === undefined || position.has(name)) return;
    position.set(name, stages.length);
    stages.push(stage);
  };
  const splits: Split[] = [];
  const to: [number, number][][] = [];
  reach(enter);
  for (let i = 0; i < stages.length; i++) {
    const split = splitOf(stages[i], kind);
    splits.push(split);
    const next: [number, number][] = [];
    for (const [target, share] of split.shares) {
      if (share === 0) continue;
      reach(target);
      const state = position.get(target);
      if (state !== undefined) next.push([state, share]);
    }
    to.push(next);
  }
  const key = JSON.stringify(to);
  if (!solved.has(key)) solved.set(key, stages.length > 0 ? expectedVisits(to, 0) : undefined);
  const visits = solved.get(key);
  if (visits === undefined) return undefined;
  return { kind, stages, splits, to, visits, durations: stages.map((stage) => durationOf(stage, kind)) };
}
