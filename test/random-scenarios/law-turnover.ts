import type { Law, Ledger, Told } from "./ledger.ts";
import type { Row } from "./rows.ts";

/** A unit that is given back is in turnover for as long as the resource says, unless it passes on as it is. */
export class Turnover implements Law {
  /** When units in turnover are ready. */
  private readonly turning: { readonly resource: string; readonly units: number; readonly ready: number }[] = [];
  private owed: { readonly row: Row; readonly resource: string; readonly units: number }[] = [];
  readonly seen = { turnovers: 0 };

  before(fact: Told, ledger: Ledger): void {
    switch (fact.verb) {
      case "turnover": {
        const { resource, units, at } = fact;
        const given = this.owed.pop();
        if (given?.resource !== resource || given.units !== units) throw new Error(`turnover of ${units} ${resource}`);
        this.turning.push({ resource, units, ready: at + ledger.draft.resources[resource].turnover });
        this.seen.turnovers++;
        return;
      }
      case "ready": {
        const i = this.turning.findIndex(({ resource, units, ready }) => {
          return resource === fact.resource && units === fact.units && ready === fact.at;
        });
        if (i < 0) throw new Error(`${fact.units} ${fact.resource} are ready at ${fact.at}, without cause`);
        this.turning.splice(i, 1);
        return;
      }
      case "preempted":
        this.owed = this.owed.filter(({ row }) => row !== fact.row);
        return;
      case "give":
      case "takenUp":
        this.expectPaid(fact.row);
        if (fact.verb === "give" && ledger.draft.resources[fact.resource].turnover > 0) this.owed.push(fact);
        return;
      case "take":
        this.owed = this.owed.filter(({ row }) => !(ledger.draft.swaps && row.visit?.left === false));
        this.expectPaid(undefined);
        return;
      default:
        this.expectPaid(undefined);
    }
  }

  over(_now: number, until: number): void {
    this.expectPaid(undefined);
    for (const { resource, ready } of this.turning) {
      if (ready < until) throw new Error(`${resource} should have been ready at ${ready}`);
    }
  }

  /** Nobody else's units pass on before a service that is broken off, or a circle, is told of. */
  private expectPaid(giving: Row | undefined): void {
    const other = this.owed.find(({ row }) => row !== giving && row.visit?.left !== false);
    const one = giving === undefined ? this.owed[0] : other;
    if (one !== undefined) throw new Error(`${one.row.name} gives ${one.resource} back without turnover`);
  }
}
