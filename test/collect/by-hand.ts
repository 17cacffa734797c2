import type { Recorder } from "../../src/kernel/recorder.ts";
import type { KernelState } from "../../src/kernel/state.ts";
import { KIND_OF_BASIS, RESOURCE_COSTS } from "../../src/model/cost-kinds.ts";
import type {
  CapacityTable,
  MeasureTable,
  Model,
  ModelClock,
  ResourcePhase,
  ResourceTable,
} from "../../src/model/model.ts";
import { NONE } from "../../src/model/opcodes.ts";

export const FRAIL = 0;
export const YOUNG = 1;
export const CARE = 0;
export const TRIAGE = 1;
export const HOME = 0;
export const LOST = 1;
export const BED = 0;
export const NURSE = 1;
export const ACUTE = 0;
export const COUNCIL = 1;

const SLOTS = 200;
/** Those who leave in the window count, as everywhere unless stated. */
const EXITS = { coolDown: 0, cohort: "exits" } as const;

/** A resource with these prices per minute (or unit), in phases. */
export function resource(organisation: number, ...phases: Partial<ResourcePhase>[]): ResourceTable {
  const rules = { atShiftEnd: "finish", turnover: NONE } as const;
  const plain = { from: 0, held: 0, rostered: 0, overtime: 0, use: 0, fixed: 0, stepped: 0, every: 1, ...rules };
  const priced = phases.map((phase) => ({ ...plain, overtime: phase.rostered ?? 0, ...phase }));
  return {
    organisation,
    parts: 1,
    word: 0,
    absenceWord: 0,
    turnoverWord: 0,
    lateWord: 0,
    noShowWord: 0,
    kinds: RESOURCE_COSTS.map((basis) => KIND_OF_BASIS[basis]),
    phases: phases.length === 0 ? [plain] : priced,
    calendars: [calendar([0], [1])],
  };
}

/** A weekly calendar. */
export function calendar(step: readonly number[], units: readonly number[]): CapacityTable {
  const scheduled = Float64Array.from(units);
  return {
    from: 0,
    period: 10080,
    step: Float64Array.from(step),
    scheduled,
    open: scheduled,
    shift: new Uint8Array(step.length),
    absence: 0,
    sessions: undefined,
  };
}

/** A measure of patients, unless said otherwise. */
export function measure(given: Partial<MeasureTable>): MeasureTable {
  return {
    statistic: "mean",
    records: "patients",
    subject: -1,
    of: undefined,
    where: undefined,
    at: 0,
    per: 0,
    by: undefined,
    every: 0,
    ratio: undefined,
    better: undefined,
    ...given,
  };
}

/** Two classes, two stages, two exits, a bed of the acute trust and a nurse of the council; a window of 1,000 minutes. */
export function tinyModel(given: Partial<Model> = {}, clock: Partial<ModelClock> = {}): Model {
  const measures = given.measures ?? [];
  return {
    arm: "baseline",
    seed: "1",
    clock: { startDate: "2026-04-06", startMinuteOfWeek: 0, warmUp: 0, run: 1000, ...EXITS, ...clock },
    resources: [resource(ACUTE), resource(COUNCIL)],
    classes: [],
    stages: [],
    swaps: false,
    death: [false, false],
    program: new Int32Array(0),
    bundleStart: Int32Array.of(0),
    bundleResource: new Int32Array(0),
    bundleUnits: new Int32Array(0),
    releaseStart: Int32Array.of(0),
    releaseResource: new Int32Array(0),
    releaseUnits: new Int32Array(0),
    requests: [],
    queues: [{ places: 1, whenFullOutside: NONE, whenFullInside: NONE }],
    timers: [],
    timerLists: [],
    values: [],
    assignments: [],
    routes: [],
    hours: [],
    interventions: [],
    measures,
    forWhom: { groupings: [], judged: [] },
    today: [],
    tasks: [],
    contacts: [],
    contactLists: [],
    meetings: [],
    uses: {
      stageTimes: true,
      left: true,
      servedBy: false,
      children: false,
      groups: false,
      counts: false,
      turnover: false,
      noShows: false,
      passes: (given.names?.resources ?? ["bed", "nurse"]).map(() => true),
      stages: true,
      closes: false,
      pauses: false,
    },
    ...given,
    names: {
      classes: ["frail", "young"],
      attributes: [],
      stages: ["care", "triage"],
      exits: ["home", "lost"],
      resources: ["bed", "nurse"],
      interventions: (given.interventions ?? []).map((_, i) => `change${i}`),
      organisations: ["acute", "council"],
      measures: measures.map((_, i) => `m${i}`),
      servers: ["bed", "nurse"],
      attributeValues: [],
      contacts: [],
      ...given.names,
    },
  };
}

/** Stands in for the kernel: states the facts that a test wants, and keeps as much of the state as facts need. */
export class ByHand {
  readonly recorder: Recorder;
  private readonly exits: number[] = [];
  private readonly who: { readonly cls: number; readonly number: number; readonly at: number }[] = [];
  private readonly state = {
    now: 0,
    replication: 3,
    slots: SLOTS,
    present: 0,
    attributes: new Float64Array(0),
    held: new Int32Array(2 * SLOTS),
    visits: new Int32Array(2 * SLOTS),
    enteredAt: new Float64Array(2 * SLOTS).fill(NaN),
    startedAt: new Float64Array(2 * SLOTS).fill(NaN),
    endedAt: new Float64Array(2 * SLOTS).fill(NaN),
    leftAt: new Float64Array(2 * SLOTS).fill(NaN),
    adoption: new Int8Array(SLOTS),
    inUse: new Float64Array(2),
    scheduled: new Float64Array(2),
    open: new Float64Array(2),
    closesAt: new Float64Array(2),
    queue: new Int32Array(2),
    servedBy: new Int32Array(0),
    cases: new Float64Array(2),
    inside: new Int32Array(2),
    childStage: new Int32Array(0),
    birth: new Int32Array(0),
    firstChild: new Int32Array(0),
    nextChild: new Int32Array(0),
    parentOf: new Int32Array(0),
    classOf: (patient: number): number => this.who[patient].cls,
    numberOf: (patient: number): number => this.who[patient].number,
    arrivedAt: (patient: number): number => this.who[patient].at,
    stageOf: () => 0,
    exitOf: (patient: number): number => this.exits[patient],
    waited: () => 0,
    asks: () => false,
    doing: () => NONE,
    since: () => 0,
    countEvents: () => 0,
  } satisfies KernelState;
  private arrivals = 0;

  constructor(recorder: Recorder) {
    this.recorder = recorder;
    recorder.begin(this.state);
  }

  arrive(now: number, patient: number, cls = FRAIL): this {
    this.at(now);
    this.who[patient] = { cls, number: ++this.arrivals, at: now };
    this.exits[patient] = NONE;
    this.recorder.arrived(now, patient);
    return this;
  }

  enter(now: number, patient: number, stage: number): this {
    this.at(now);
    this.recorder.entered(now, patient, stage);
    return this;
  }

  doing(now: number, patient: number, state: number, cause = NONE): this {
    this.at(now);
    this.recorder.doing(now, patient, state, cause);
    return this;
  }

  take(now: number, patient: number, resource: number, units = 1, place = true): this {
    this.at(now);
    this.state.inUse[resource] += units;
    this.recorder.taken(now, patient, resource, units, place);
    return this;
  }

  give(now: number, patient: number, resource: number, units = 1, place = true): this {
    this.at(now);
    this.state.inUse[resource] -= units;
    this.state.leftAt[2 * patient + resource] = now;
    this.recorder.given(now, patient, resource, units, place);
    return this;
  }

  start(now: number, patient: number, stage: number, duration = 0): this {
    this.at(now);
    this.recorder.started(now, patient, stage, duration);
    return this;
  }

  finish(now: number, patient: number, stage: number): this {
    this.at(now);
    this.recorder.ended(now, patient, stage);
    return this;
  }

  turnAway(now: number, patient: number, stage: number): this {
    this.at(now);
    this.recorder.turnedAway(now, patient, stage);
    return this;
  }

  exit(now: number, patient: number, exit = HOME): this {
    this.at(now);
    this.exits[patient] = exit;
    this.recorder.exited(now, patient, exit);
    return this;
  }

  /** What the patient in this slot said when asked whether to adopt. */
  answer(patient: number, adopts: boolean): this {
    this.state.adoption[patient] = adopts ? 1 : 2;
    return this;
  }

  capacity(now: number, resource: number, scheduled: number, open = scheduled, rostered = scheduled): this {
    this.at(now);
    this.state.scheduled[resource] = scheduled;
    this.state.open[resource] = open;
    this.recorder.capacity(now, resource, scheduled, open, rostered);
    return this;
  }

  open(now: number): this {
    this.at(now);
    this.recorder.windowOpened(now);
    return this;
  }

  close(now: number): this {
    this.at(now);
    this.recorder.windowClosed(now);
    return this;
  }

  end(now: number): this {
    this.at(now);
    this.recorder.end(now);
    return this;
  }

  private at(now: number): void {
    if (this.recorder.wantsElapsed && now > this.state.now) this.recorder.elapsed(this.state.now, now);
    this.state.now = now;
  }
}
