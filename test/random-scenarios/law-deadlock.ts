import { ANY } from "../../src/kernel/children.ts";
import { INTS, TIMER_OF } from "../../src/kernel/patient-row.ts";
import { isWait, NONE } from "../../src/model/opcodes.ts";
import { mostOf } from "./draw-resources.ts";
import type { Law, Ledger, Told } from "./ledger.ts";
import { type Asked, askedBy } from "./requests.ts";
import type { Row } from "./rows.ts";

/** Who may be in a deadlock: one who asks, or, without a request, one who waits for children with all that he has. */
interface Waiting {
  readonly row: Row;
  readonly asked: Asked | undefined;
}

/** When an instant is over in which somebody who keeps something began to wait, nobody waits for others who wait for him, for ever. */
export class Deadlock implements Law {
  private began = false;
  readonly seen = {};

  before(fact: Told, ledger: Ledger): void {
    if (fact.verb !== "doing") return;
    const waits = isWait(fact.state) && (fact.row.held.size > 0 || fact.row.parent !== undefined);
    if (waits || isParked(ledger, fact.row)) this.began = true;
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

/** Whether the duration of the stage is over and children are not done. */
function isParked({ now }: Ledger, { visit, children }: Row): boolean {
  if (visit === undefined) return false;
  return visit.running && !visit.left && visit.due <= now && children.size > 0;
}

/** Those left when whoever can ever go on has been struck out, again and again. */
export function stuckIn(ledger: Ledger): readonly Waiting[] {
  let stuck: Waiting[] = [];
  for (const row of ledger.rows.values()) {
    if (isParked(ledger, row)) stuck.push({ row, asked: undefined });
    if (!ledger.isAsking(row) || (row.held.size === 0 && row.parent === undefined)) continue;
    const asked = askedBy(ledger, row);
    if (asked !== undefined) stuck.push({ row, asked });
  }
  const left = (name: string): number => {
    const held = stuck.reduce((sum, { row }) => sum + (row.held.get(name) ?? 0) + (row.serving.get(name) ?? 0), 0);
    return mostOf(ledger.draft.resources[name]) - held;
  };
  const isStuck = (row: Row): boolean => stuck.some((other) => other.row === row);
  // Of tasks any of which will do, the others stop when one is done.
  const kindOf = ({ slot }: Row): string => `${ledger.state.joinAs[slot]} of ${ledger.state.joinedTo[slot]}`;
  const canBeDone = (child: Row, brothers: readonly Row[]): boolean => {
    const any = ledger.state.joinAs[child.slot] === ANY;
    return any ? brothers.some((other) => kindOf(other) === kindOf(child) && !isStuck(other)) : !isStuck(child);
  };
  const canGoOn = ({ row, asked }: Waiting): boolean => {
    if (ledger.state.claimInts[(row.slot << INTS) | TIMER_OF] !== NONE) return true;
    if (asked === undefined) return [...row.children].every((child) => canBeDone(child, [...row.children]));
    return asked.more || asked.bundles.some((bundle) => [...bundle].every(([name, units]) => units <= left(name)));
  };
  for (let one = stuck.find(canGoOn); one !== undefined; one = stuck.find(canGoOn)) {
    stuck = stuck.filter((other) => other !== one);
  }
  return stuck;
}
