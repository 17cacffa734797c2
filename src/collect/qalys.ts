import { continuousRate, discountedTime, YEAR } from "../economics/discount.ts";
import { type Evaluate, linkExpression } from "../kernel/evaluate.ts";
import { SimulationError } from "../kernel/simulation-error.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Expression } from "../model/expression.ts";
import type { Guarded, Model, UtilityTable } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { longerDoubles, longerInts, withTotal } from "./growable.ts";

/**
 * Quality-adjusted life years of each patient: health added up from the arrival on, by the stage that the patient is in and then by the
 * exit taken, until the horizon; discounted from the start of the window. Groups: 0 overall, 1 + class.
 */
export class Qalys {
  /** Of those who are counted, and how many they are. */
  total = new Float64Array(0);
  patients = new Float64Array(0);

  private readonly model: Model;
  private readonly table: UtilityTable;
  private readonly start: number;
  /** Continuous, a minute. */
  private readonly rate: number;
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;
  private state!: KernelState;
  private ofStages: readonly Evaluate[] = [];
  private ofExits: readonly Evaluate[] = [];
  /** By slot: the stage, health there and since when; minutes of full health up to then. */
  private stage = new Int32Array(0);
  private health = new Float64Array(0);
  private since = new Float64Array(0);
  private gained = new Float64Array(0);

  constructor(model: Model, table: UtilityTable) {
    this.model = model;
    this.table = table;
    this.start = model.clock.warmUp;
    this.rate = continuousRate(table.discount) / YEAR;
    this.sums = new Float64Array(model.names.classes.length);
    this.counts = new Float64Array(model.names.classes.length);
  }

  grow(slots: number): void {
    this.stage = longerInts(this.stage, slots);
    this.health = longerDoubles(this.health, slots);
    this.since = longerDoubles(this.since, slots);
    this.gained = longerDoubles(this.gained, slots);
  }

  begin(state: KernelState): void {
    const { model, table } = this;
    const link = (expression: Expression): Evaluate => linkExpression(expression, model, state);
    this.state = state;
    this.ofStages = table.stages.map((list) => firstOf(list, link));
    this.ofExits = table.exits.map(link);
    this.clear();
  }

  clear(): void {
    this.sums.fill(0);
    this.counts.fill(0);
  }

  arrived(now: number, patient: number): void {
    this.stage[patient] = NONE;
    this.health[patient] = 0;
    this.since[patient] = now;
    this.gained[patient] = 0;
  }

  entered(now: number, patient: number, stage: number): void {
    if (this.isChild(patient)) return;
    this.settle(now, patient);
    this.stage[patient] = stage;
    this.read(patient);
  }

  /** What the stage has set by now may be read. */
  doing(now: number, patient: number): void {
    if (this.isChild(patient) || this.stage[patient] === NONE) return;
    this.settle(now, patient);
    this.read(patient);
  }

  /** A patient leaves who is counted, and whose health is known from the arrival on. */
  exited(now: number, patient: number, cls: number, exit: number): void {
    this.settle(now, patient);
    const end = this.state.arrivedAt(patient) + this.table.horizon;
    if (now < end) {
      const health = this.ofExits[exit](patient);
      if (!isUtility(health)) throw this.impossible(patient, `exit "${this.model.names.exits[exit]}"`, health);
      this.gained[patient] += health * this.minutes(now, end);
    }
    this.sums[cls] += this.gained[patient] / YEAR;
    this.counts[cls]++;
  }

  finish(): void {
    this.total = withTotal(this.sums, 1);
    this.patients = withTotal(this.counts, 1);
  }

  /** Adds the time since health was last read, as far as the horizon. */
  private settle(now: number, patient: number): void {
    const from = this.since[patient];
    const to = Math.min(now, this.state.arrivedAt(patient) + this.table.horizon);
    this.since[patient] = now;
    if (!(to > from)) return;
    const health = this.health[patient];
    if (!isUtility(health)) {
      throw this.impossible(patient, `stage "${this.model.names.stages[this.stage[patient]]}"`, health);
    }
    this.gained[patient] += health * this.minutes(from, to);
  }

  private read(patient: number): void {
    this.health[patient] = this.ofStages[this.stage[patient]](patient);
  }

  /** Present value of one minute a minute. */
  private minutes(from: number, to: number): number {
    return discountedTime(from - this.start, to - this.start, this.rate);
  }

  private isChild(patient: number): boolean {
    return this.model.uses.children && this.state.childStage[patient] !== NONE;
  }

  private impossible(patient: number, where: string, health: number): SimulationError {
    const { state, model } = this;
    const who = `${model.names.classes[state.classOf(patient)]} ${state.numberOf(patient)}`;
    return new SimulationError(
      `the utility of ${where} came to ${health}, which is not from −1 to 1; patient ${who}, at ${state.now} min, ` +
        `scenario "${model.arm}", replication ${state.replication}`,
    );
  }
}

function isUtility(health: number): boolean {
  return health >= -1 && health <= 1;
}

/** Who adopts what was asked on entering; what an arm lacks nobody enters. */
function firstOf(list: readonly Guarded<Expression>[], link: (expression: Expression) => Evaluate): Evaluate {
  const linked = list.map(({ when, use }) => ({ when: when && link(when), use: link(use) }));
  const [only] = linked;
  if (linked.length === 1 && only.when === undefined) return only.use;
  return (patient) => {
    for (const { when, use } of linked) if (when === undefined || when(patient) > 0) return use(patient);
    return Number.NaN;
  };
}
