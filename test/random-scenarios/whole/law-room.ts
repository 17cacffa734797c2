import type { Law, Ledger, Told } from "../ledger.ts";

/**
 * Whatever is granted, there is room for it among those who are on duty and may begin work. Who is there at time 0 has been let in
 * before; who changes places with others takes a place that is in use already.
 */
export class Room implements Law {
  readonly seen = { grants: 0 };

  after(fact: Told, ledger: Ledger): void {
    if (fact.verb !== "take" || fact.at < 0 || (fact.at === 0 && fact.row.number < 0)) return;
    if (ledger.model.swaps) return;
    this.seen.grants++;
    const { use, open } = ledger.unitsOf(fact.resource);
    if (use <= open) return;
    throw new Error(`${fact.row.name} takes ${fact.units} of ${fact.resource} at ${fact.at}: ${use} of ${open}`);
  }
}
