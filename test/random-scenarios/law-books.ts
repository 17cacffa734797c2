import type { Law, Ledger, Told } from "./ledger.ts";
import { askedBy } from "./requests.ts";

/** Nobody and nothing is lost: who comes is there or has left, what is taken is given back, and the clock never goes back. */
export class Books implements Law {
  private readonly knowsRequests: boolean;
  private at = 0;
  private arrived = 0;
  private exited = 0;
  private born = 0;
  private finished = 0;
  /** Rows that were ever there at one time. */
  readonly seen = { patients: 0, children: 0, exits: 0 };

  /** @param knowsRequests the ledger's draft says what each stage asks for, so that queues can be counted */
  constructor(knowsRequests = true) {
    this.knowsRequests = knowsRequests;
  }

  before(fact: Told, ledger: Ledger): void {
    if (Number.isNaN(fact.at) || (fact.at < this.at && !isBefore(fact, ledger))) {
      throw new Error(`${fact.verb} at ${fact.at}, after ${this.at}`);
    }
    this.at = Math.max(this.at, fact.at);
    if ("units" in fact && !(Number.isInteger(fact.units) && fact.units > 0)) throw new Error(`${fact.units} units`);
    if ("minutes" in fact && !(fact.minutes >= 0 && fact.minutes < Infinity))
      throw new Error(`${fact.minutes} minutes`);
    switch (fact.verb) {
      case "arrive":
        this.arrived++;
        return;
      case "born":
        this.born++;
        return;
      case "exit":
      case "finished": {
        const { row } = fact;
        if (fact.verb === "exit") this.exited++;
        else this.finished++;
        if (row.held.size > 0 || row.serving.size > 0 || row.aside.size > 0)
          throw new Error(`${row.name} leaves with units`);
        if (row.visit?.left === false) throw new Error(`${row.name} leaves from within a stage`);
        if ([...row.children].length > 0) throw new Error(`${row.name} leaves before children who are joined`);
        return;
      }
      case "enter":
        if (fact.row.visit?.left === false) throw new Error(`${fact.row.name} enters a stage from within another`);
        if (fact.row.serving.size > 0) throw new Error(`${fact.row.name} brings staff along`);
    }
  }

  over(now: number, until: number, ledger: Ledger): void {
    if (!(until > now && until < Infinity)) throw new Error(`time goes on from ${now} to ${until}`);
    this.compare(ledger);
  }

  end(_now: number, ledger: Ledger): void {
    this.seen.patients += this.arrived;
    this.seen.children += this.born;
    this.seen.exits += this.exited;
    this.compare(ledger);
  }

  /** The ledger, and what the kernel has in its tables. */
  private compare(ledger: Ledger): void {
    const { state, rows, model } = ledger;
    const equal = (what: string, kernel: number, books: number): void => {
      if (kernel !== books) throw new Error(`${what} is ${kernel} at ${ledger.now}, by the facts ${books}`);
    };
    const all = [...rows.values()];
    equal("present", state.present, this.arrived - this.exited);
    equal("patients", all.filter(({ bornIn }) => bornIn === undefined).length, this.arrived - this.exited);
    equal("children", all.filter(({ bornIn }) => bornIn !== undefined).length, this.born - this.finished);
    model.names.resources.forEach((name, r) => {
      const { use, turning, aside, scheduled, open } = ledger.unitsOf(name);
      equal(`use of ${name}`, state.inUse[r], use);
      equal(`turnover of ${name}`, state.turning[r], turning);
      equal(`paused of ${name}`, state.paused[r], aside);
      equal(`on duty of ${name}`, state.scheduled[r], scheduled);
      equal(`open of ${name}`, state.open[r], open);
      const held = all.reduce((sum, row) => sum + (row.held.get(name) ?? 0) + (row.serving.get(name) ?? 0), 0);
      equal(`what is held of ${name}`, held + turning, use);
    });
    model.names.stages.forEach((name, s) => {
      const here = all.filter(({ visit }) => visit?.stage === name && !visit.left);
      equal(`present in ${name}`, state.inside[s], here.length);
      if (!this.knowsRequests) return;
      const asking = here.filter((row) => ledger.isAsking(row) && askedBy(ledger, row) !== undefined);
      equal(`queue of ${name}`, state.queue[s], asking.length);
    });
  }
}

/** What is told of those who are there at time 0. */
function isBefore(fact: Told, { draft }: Ledger): boolean {
  return draft.today.length > 0 && fact.at < 0;
}
