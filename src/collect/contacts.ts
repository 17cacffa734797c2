import type { Model } from "../model/model.ts";

/** Contacts and events that fell due in the window, and what became of them. */
export class Contacts {
  /** contact × (DUE, SKIPPED, CANCELLED) */
  readonly counts: Float64Array;

  constructor(model: Model) {
    this.counts = new Float64Array(3 * model.names.contacts.length);
  }

  clear(): void {
    this.counts.fill(0);
  }

  add(contact: number, what: number): void {
    this.counts[3 * contact + what]++;
  }
}
