import type { KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";

const ADOPTS = 1;
const DOES_NOT = 2;

/** Who was asked whether to adopt an intervention and who did, of those who are counted. */
export class Adoption {
  readonly adopted: Float64Array;
  readonly asked: Float64Array;

  constructor(model: Model) {
    this.adopted = new Float64Array(model.names.interventions.length);
    this.asked = new Float64Array(model.names.interventions.length);
  }

  clear(): void {
    this.adopted.fill(0);
    this.asked.fill(0);
  }

  exited(patient: number, state: KernelState): void {
    const count = this.asked.length;
    for (let intervention = 0; intervention < count; intervention++) {
      const answer = state.adoption[patient * count + intervention];
      if (answer === ADOPTS) this.adopted[intervention]++;
      if (answer === ADOPTS || answer === DOES_NOT) this.asked[intervention]++;
    }
  }
}
