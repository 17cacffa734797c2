import type { Evaluate } from "../kernel/evaluate.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { linkGroups } from "./measures.ts";
import { Observations, type Summary, summarise } from "./observations.ts";

/** What is told of one group of patients. */
export interface GroupFigure {
  /** Who are counted. */
  readonly patients: number;
  readonly lengthOfStay: Summary;
  readonly wait: Summary;
  /** Mean of what they have cost; NaN of nobody. */
  readonly cost: number;
}

/** Stay, wait and cost of those who are counted, by each grouping that the file breaks figures down by. */
export class GroupFigures {
  /** Whether the file breaks anything down. */
  readonly any: boolean;
  /** By grouping and group, once the run has ended. */
  figures: readonly (readonly GroupFigure[])[] = [];

  private readonly model: Model;
  private readonly groups: readonly (readonly Group[])[];
  private groupOf: readonly Evaluate[] = [];

  constructor(model: Model) {
    const { groupings } = model.forWhom;
    this.model = model;
    this.any = groupings.length > 0;
    this.groups = groupings.map(({ names }) => names.map(() => new Group()));
  }

  begin(state: KernelState): void {
    if (this.any) this.groupOf = linkGroups(this.model, state);
    this.clear();
  }

  clear(): void {
    for (const group of this.groups.flat()) group.clear();
  }

  /** A patient leaves who is counted. What is not known is NaN. */
  exited(patient: number, stay: number, wait: number, cost: number): void {
    const { groups, groupOf } = this;
    for (let g = 0; g < groups.length; g++) {
      const own = groupOf[g](patient);
      if (own >= 0) groups[g][own].add(stay, wait, cost);
    }
  }

  finish(): void {
    this.figures = this.groups.map((grouping) => grouping.map((group) => group.figure()));
  }
}

class Group {
  private readonly stays = new Observations();
  private readonly waits = new Observations();
  private patients = 0;
  private payees = 0;
  private cost = 0;

  clear(): void {
    this.stays.clear();
    this.waits.clear();
    this.patients = 0;
    this.payees = 0;
    this.cost = 0;
  }

  add(stay: number, wait: number, cost: number): void {
    this.patients++;
    if (!Number.isNaN(stay)) this.stays.add(stay);
    if (!Number.isNaN(wait)) this.waits.add(wait);
    if (Number.isNaN(cost)) return;
    this.payees++;
    this.cost += cost;
  }

  figure(): GroupFigure {
    return {
      patients: this.patients,
      lengthOfStay: summarise([this.stays]),
      wait: summarise([this.waits]),
      cost: this.cost / this.payees,
    };
  }
}
