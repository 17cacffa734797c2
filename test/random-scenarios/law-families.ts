import type { Law, Ledger, Told } from "./ledger.ts";
import type { Row } from "./rows.ts";

/** Tasks and contacts end with what they belong to: nobody goes on who should have stopped, and nothing falls due any more. */
export class Families implements Law {
  /** Tasks of the service that is going on, and whether one of them is done. */
  private readonly tasks = new Map<Row, { readonly all: readonly Row[]; done: boolean }>();
  readonly seen = { tasks: 0, cancelled: 0, skipped: 0 };

  private arrivedAt = Number.NaN;

  before(fact: Told, ledger: Ledger): void {
    if (fact.verb === "arrive" && fact.row.number > 0) this.arrivedAt = fact.at;
    if (fact.verb === "start" && fact.row.children.size > 0) {
      this.tasks.set(fact.row, { all: [...fact.row.children], done: false });
      this.seen.tasks++;
    }
    if (fact.verb === "finished" && fact.row.parent !== undefined) {
      const family = this.tasks.get(fact.row.parent);
      if (family?.all.includes(fact.row) === true) family.done = true;
    }
    if (fact.verb === "contact") this.contact(fact.row, fact.what, fact.at, ledger);
    if (fact.verb === "end" || fact.verb === "pulled") this.tasks.delete(fact.row);
  }

  over(now: number, _until: number, ledger: Ledger): void {
    for (const [row, { all, done }] of this.tasks) {
      const { tasks } = ledger.draft.stages[ledger.visit(row).stage];
      const left = all.find((child) => row.children.has(child));
      if (tasks?.join === "any" && done && left !== undefined) throw new Error(`${left.name} goes on at ${now}`);
    }
    for (const row of ledger.rows.values()) {
      if (row.visit?.running !== true || row.visit.due !== now) continue;
      const tasks = this.tasks.get(row)?.all ?? [];
      const waiting = [...row.children].find((child) => !tasks.includes(child) && waitsToBegin(ledger, child));
      if (waiting !== undefined) throw new Error(`${waiting.name} waits at ${now} for a contact whose stay is over`);
    }
  }

  /** None falls due when the duration is over; while it pauses they do. */
  private contact(row: Row, what: number, at: number, ledger: Ledger): void {
    const visit = ledger.visit(row);
    const goes = visit.running ? at < visit.due : row.aside.size > 0;
    if (what === 0 && !goes) throw new Error(`a contact of ${row.name} falls due at ${at}`);
    if (what === 0 && this.arrivedAt === at && visit.begun < at) {
      throw new Error(`a contact of ${row.name} falls due at ${at} after somebody has arrived`);
    }
    if (what === 1) this.seen.skipped++;
    if (what === 2) this.seen.cancelled++;
  }
}

/** In the first stage, since before this instant, and for the first time. */
function waitsToBegin(ledger: Ledger, child: Row): boolean {
  const { visit } = child;
  if (visit === undefined || !ledger.isAsking(child) || visit.asked === ledger.now) return false;
  return visit.stage === child.bornIn && !visit.started && !child.wentOn;
}
