import type { Law, Ledger, Told } from "../ledger.ts";

/** A service lasts as long as was said when it began or went on, to the bit; with children it may end later, or with tasks earlier. */
export class Work implements Law {
  readonly seen = { ends: 0 };

  before(fact: Told, ledger: Ledger): void {
    if (fact.verb !== "end" || fact.row.births > 0) return;
    this.seen.ends++;
    const { due, running } = ledger.visit(fact.row);
    if (!running) throw new Error(`${fact.row.name} ends ${fact.stage} at ${fact.at} without being served`);
    if (due !== fact.at) throw new Error(`${fact.row.name} ends ${fact.stage} at ${fact.at}, not ${due}`);
  }
}
