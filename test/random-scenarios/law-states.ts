import { AWAY, BLOCKED, isWait, NONE, PAUSING, QUEUED, SERVED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { serves } from "./draft.ts";
import type { Grants } from "./law-grants.ts";
import type { Law, Ledger, Told } from "./ledger.ts";
import { type Asked, askedBy, standsBefore } from "./requests.ts";
import type { Row } from "./rows.ts";

/** What everybody is doing, and what waits are charged to, by what they hold and ask for; and who has a place in a queue. */
export class States implements Law {
  private readonly grants: Grants;
  readonly seen = { outside: 0, turnedAway: 0, movedUp: 0 };

  constructor(grants: Grants) {
    this.grants = grants;
  }

  before(fact: Told, ledger: Ledger): void {
    if (fact.verb === "doing" && isWait(fact.state) && fact.cause >= 0) this.movesUp(fact.row, ledger);
    if (fact.verb !== "turnedAway" || fact.at < 0) return;
    const { queue, balk } = ledger.draft.stages[fact.stage];
    if (this.grants.notStarted === fact.row) return;
    if (queue === undefined) {
      if (balk === undefined) throw new Error(`${fact.row.name} is turned away from ${fact.stage}, which has no limit`);
      return;
    }
    this.seen.turnedAway++;
    if (balk !== undefined) return;
    const inside = rowsIn(ledger, fact.stage).filter((row) => row.visit?.queued === "inside" && row !== fact.row);
    if (inside.length < queue.limit) {
      throw new Error(
        `${fact.row.name} is turned away from ${fact.stage}, where ${inside.length} of ${queue.limit} wait`,
      );
    }
  }

  /** The first in the order of grants of those outside a queue. */
  private movesUp(row: Row, ledger: Ledger): void {
    if (row.visit?.queued !== "outside") return;
    const own = askedBy(ledger, row);
    for (const other of rowsIn(ledger, row.visit.stage)) {
      if (other === row || other.visit?.queued !== "outside") continue;
      const asked = askedBy(ledger, other);
      if (own !== undefined && asked !== undefined && standsBefore(asked, own)) {
        throw new Error(`${row.name} moves up before ${other.name} at ${ledger.now}`);
      }
    }
    this.seen.movedUp++;
  }

  over(now: number, _until: number, ledger: Ledger): void {
    for (const row of ledger.rows.values()) {
      const wanted = stateOf(ledger, row);
      if (wanted !== row.doing) throw new Error(`${row.name} is doing ${row.doing} at ${now}, not ${wanted}`);
      const asked = ledger.isAsking(row) ? askedBy(ledger, row) : undefined;
      if (asked !== undefined) this.expectCharge(ledger, asked);
      else if (isWait(row.doing)) this.expectReason(ledger, row);
    }
    for (const name of Object.keys(ledger.draft.stages)) this.expectQueue(ledger, name);
  }

  /** To the queue, from outside it; else to what is short of the preferred bundle. */
  private expectCharge(ledger: Ledger, { row, preferred }: Asked): void {
    const { resources, stages } = ledger.model.names;
    const visit = ledger.visit(row);
    if (visit.queued === "outside") {
      if (row.cause !== -1 - stages.indexOf(visit.stage))
        throw new Error(`${row.name} outside is charged to ${row.cause}`);
      this.seen.outside++;
      return;
    }
    const cause = resources[row.cause];
    const isShort = (name: string): boolean => {
      const { use, open } = ledger.unitsOf(name);
      return use + (preferred.get(name) ?? 0) > open;
    };
    const anyStrict = Object.values(ledger.draft.stages).some(({ strict }) => strict);
    const short = [...preferred.keys()].filter(isShort);
    if (!preferred.has(cause) || (!anyStrict && !short.includes(cause))) {
      throw new Error(`${row.name} waits for ${cause} at ${ledger.now}, short is ${short.join(", ")}`);
    }
  }

  /** Who waits and asks for nothing pauses, or gathers for a group, or stands behind the first of one. */
  private expectReason(ledger: Ledger, row: Row): void {
    const { meet } = ledger.draft.stages[ledger.visit(row).stage];
    if (row.aside.size === 0 && meet === undefined) throw new Error(`${row.name} waits for nothing at ${ledger.now}`);
  }

  private expectQueue(ledger: Ledger, stage: string): void {
    const { queue } = ledger.draft.stages[stage];
    if (queue === undefined) return;
    const waiting = rowsIn(ledger, stage).filter(({ visit, number }) => visit?.queued !== undefined && number > 0);
    const inside = waiting.filter(({ visit }) => visit?.queued === "inside");
    if (inside.length > queue.limit)
      throw new Error(`${inside.length} wait in the queue of ${stage}, of ${queue.limit}`);
    const outside = waiting.find(({ visit }) => visit?.queued === "outside");
    if (outside === undefined) return;
    const today = rowsIn(ledger, stage).filter(({ visit, number }) => visit?.queued === "inside" && number < 0);
    if (inside.length + today.length < queue.limit)
      throw new Error(`${outside.name} is outside ${stage}, where there is room`);
    if (queue.whenFull !== undefined || !outside.endedAny) throw new Error(`${outside.name} waits outside ${stage}`);
  }
}

function rowsIn(ledger: Ledger, stage: string): Row[] {
  return [...ledger.rows.values()].filter(({ visit }) => visit?.stage === stage && !visit.left);
}

/** docs/semantics.md, "What a patient is doing". */
function stateOf(ledger: Ledger, row: Row): number {
  const visit = ledger.visit(row);
  const holds = row.held.size > 0;
  const { tasks, meet } = ledger.draft.stages[visit.stage];
  if (row.aside.size > 0) return holds ? WAITING_FOR_STAFF : QUEUED;
  if (ledger.isAsking(row)) {
    if (!holds) return QUEUED;
    return visit.seizeMet && visit.queued !== "outside" ? WAITING_FOR_STAFF : BLOCKED;
  }
  if (visit.running) {
    const over = visit.due <= ledger.now && row.children.size > 0;
    if (over) return holds || row.serving.size > 0 ? PAUSING : AWAY;
    return serves(ledger.draft, visit.stage) || holds ? SERVED : AWAY;
  }
  // A group waits and pauses as its first does.
  if (meet !== undefined && isWait(row.doing)) return holds ? WAITING_FOR_STAFF : QUEUED;
  if (tasks !== undefined && visit.started) return NONE;
  return holds ? PAUSING : AWAY;
}
