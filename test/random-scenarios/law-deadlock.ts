import { isWait, NONE } from "../../src/model/opcodes.ts";
import { mostOf } from "./draw-resources.ts";
import type { Law, Ledger, Told } from "./ledger.ts";
import { type Asked, askedBy } from "./requests.ts";

/** When an instant is over in which somebody who holds a place began to wait, nobody waits for others who wait for him, for ever. */
export class Deadlock implements Law {
  private began = false;
  readonly seen = {};

  before(fact: Told): void {
    if (fact.verb === "doing" && isWait(fact.state) && fact.row.held.size > 0) this.began = true;
  }

  over(now: number, _until: number, ledger: Ledger): void {
    if (!this.began) return;
    this.began = false;
    const stuck = stuckIn(ledger);
    if (stuck.length === 0) return;
    throw new Error(`time goes on at ${now}, though ${stuck.map(({ row }) => row.name).join(", ")} wait for ever`);
  }

  /** A replication that stops says so of those who are stuck, and of all of them. */
  expectStuck(ledger: Ledger, message: string): void {
    ledger.now = ledger.state.now;
    const stuck = stuckIn(ledger);
    if (stuck.length < 1 || !message.startsWith(`deadlock: ${stuck.length} patients wait for each other`)) {
      throw new Error(`${stuck.length} wait for ever, and the run stops with: ${message}`);
    }
  }
}

/** Those left when whoever can ever be met has been struck out, again and again. */
export function stuckIn(ledger: Ledger): readonly Asked[] {
  let stuck: Asked[] = [];
  for (const row of ledger.rows.values()) {
    if (!ledger.isAsking(row) || row.held.size === 0) continue;
    const asked = askedBy(ledger, row);
    if (asked !== undefined) stuck.push(asked);
  }
  const left = (name: string): number => {
    const held = stuck.reduce((sum, { row }) => sum + (row.held.get(name) ?? 0), 0);
    return mostOf(ledger.draft.resources[name]) - held;
  };
  const canGoOn = ({ row, bundles, more }: Asked): boolean => {
    if (more || ledger.state.timer[row.slot] !== NONE) return true;
    return bundles.some((bundle) => [...bundle].every(([name, units]) => units <= left(name)));
  };
  for (let one = stuck.find(canGoOn); one !== undefined; one = stuck.find(canGoOn)) {
    stuck = stuck.filter((other) => other !== one);
  }
  return stuck;
}
