import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { GroupFigures } from "./group-figures.ts";
import type { Measures } from "./measures.ts";
import type { PatientCosts } from "./patient-costs.ts";
import { type PatientDigest, PatientDigests } from "./patient-digest.ts";

/** What is told of each patient who leaves and is counted: to the figures of groups, and to the digest where one is asked for. */
export class ForWhom {
  /** Whether anything is told: nobody pays for what nobody asks. */
  readonly any: boolean;
  readonly figures: GroupFigures;

  private readonly digests: PatientDigests | undefined;
  private readonly arm: string;
  private readonly costs: PatientCosts;
  private readonly told: (measure: number, patient: number) => number;

  constructor(model: Model, digesting: boolean, costs: PatientCosts, measures: Measures) {
    this.arm = model.arm;
    this.figures = new GroupFigures(model);
    this.digests = digesting ? new PatientDigests(model) : undefined;
    this.any = this.figures.any || digesting;
    this.costs = costs;
    this.told = (measure, patient) => measures.told(measure, patient);
  }

  begin(state: KernelState): void {
    this.figures.begin(state);
    this.digests?.begin(state);
  }

  clear(): void {
    this.figures.clear();
    this.digests?.clear();
  }

  /**
   * Before the tables forget the patient. Of one of today, costs are not known from the beginning.
   * @param stay Infinity of one of whom nobody knows when he came
   * @param wait minutes waited, NaN where not all is known
   */
  leaves(stay: number, wait: number, patient: number, ofToday: boolean): void {
    const known = stay === Infinity ? Number.NaN : stay;
    this.figures.exited(patient, known, wait, ofToday ? Number.NaN : this.costs.spentBy(patient));
    this.digests?.exited(patient, known, wait, this.told);
  }

  digest(): PatientDigest {
    if (this.digests === undefined) throw new Error(`arm "${this.arm}": nobody asked for what becomes of patients`);
    return this.digests.digest;
  }
}
