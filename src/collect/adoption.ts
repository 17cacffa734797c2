import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";

const ADOPTS = 1;
const DOES_NOT = 2;

/** Who was asked whether to adopt an intervention and who did, of those who are counted. */
export class Adoption {
  readonly adopted: Float64Array;
  readonly asked: Float64Array;
  /** Who was counted, whether asked or not. */
  counted = 0;

  private readonly full: readonly boolean[];

  constructor(model: Model) {
    this.adopted = new Float64Array(model.names.interventions.length);
    this.asked = new Float64Array(model.names.interventions.length);
    this.full = model.interventions.map(({ full }) => full);
  }

  clear(): void {
    this.adopted.fill(0);
    this.asked.fill(0);
    this.counted = 0;
  }

  /** For how many a price per patient is paid: everybody, where an intervention is in force for everybody. */
  payees(intervention: number): number {
    return this.full[intervention] ? this.counted : this.adopted[intervention];
  }

  exited(patient: number, state: KernelState): void {
    this.counted++;
    const count = this.asked.length;
    for (let intervention = 0; intervention < count; intervention++) {
      const answer = state.adoption[patient * count + intervention];
      if (answer === ADOPTS) this.adopted[intervention]++;
      if (answer === ADOPTS || answer === DOES_NOT) this.asked[intervention]++;
    }
  }
}
