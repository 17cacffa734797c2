import type { Law, Ledger, Told } from "./ledger.ts";
import { fewest, stopsBefore } from "./requests.ts";
import type { Row } from "./rows.ts";
import { isLate } from "./session-hours.ts";

/** At the end of a shift those stop whom the rule of the resource names, and no others; they go on as soon as there is room. */
export class ShiftEnds implements Law {
  /** Who is to stop for which resource, not seen yet. */
  private readonly expected = new Map<Row, string>();
  /** Of the last fact: who was broken off by the end of a shift. */
  stoppedNow: Row | undefined;
  readonly seen = { paused: 0, preempted: 0 };

  before(fact: Told, ledger: Ledger): void {
    this.stoppedNow = undefined;
    if (fact.verb === "setAside") {
      if (this.expected.get(fact.row) !== fact.resource && !startsToday(ledger)) {
        throw new Error(`${fact.row.name} sets ${fact.resource} aside at ${ledger.now}, without cause`);
      }
      this.expected.delete(fact.row);
      this.seen.paused++;
    } else if (fact.verb === "preempted" && (this.expected.has(fact.row) || this.isToday(fact.row, ledger))) {
      this.expected.delete(fact.row);
      this.stoppedNow = fact.row;
      this.seen.preempted++;
    } else if (["capacity", "arrive", "take", "pulled", "end", "start"].includes(fact.verb)) {
      this.expectNone(ledger);
    }
    if (fact.verb === "take" && fact.at >= 0) this.expectNoneToGoOn(ledger);
  }

  after(fact: Told, ledger: Ledger): void {
    if (fact.verb !== "capacity") return;
    const { atShiftEnd } = ledger.draft.resources[fact.resource];
    const excess = ledger.running(fact.resource) - fact.scheduled;
    if (atShiftEnd === "finish" || !(excess > 0)) return;
    for (const row of toStop(ledger, fact.resource, excess)) this.expected.set(row, fact.resource);
  }

  over(now: number, _until: number, ledger: Ledger): void {
    this.expectNone(ledger);
    this.expectNoneToGoOn(ledger);
    for (const [name, { scheduled }] of ledger.units) {
      const { atShiftEnd } = ledger.draft.resources[name];
      if (atShiftEnd === "finish" || ledger.running(name) <= scheduled) continue;
      const one = [...ledger.rows.values()].find((row) => canStop(ledger, row, name));
      if (one !== undefined) throw new Error(`${one.name} goes on with ${name} at ${now}, with ${scheduled} on duty`);
    }
  }

  private expectNone(ledger: Ledger): void {
    for (const [row, resource] of this.expected) {
      throw new Error(`${row.name} should stop for ${resource} at ${ledger.now}`);
    }
  }

  private isToday(row: Row, ledger: Ledger): boolean {
    return startsToday(ledger) && row.number < 0 && ledger.draft.today.length > 0;
  }

  /** A service that pauses goes on when for every resource that stopped it there is room. */
  private expectNoneToGoOn(ledger: Ledger): void {
    for (const row of ledger.rows.values()) {
      if (row.aside.size === 0) continue;
      const lacks = [...row.aside].some(
        ([name, units]) =>
          ledger.running(name) + units > ledger.unitsOf(name).scheduled ||
          isLate(ledger.draft.resources[name], ledger.now),
      );
      if (!lacks) throw new Error(`${row.name} pauses at ${ledger.now}, though there is room`);
    }
  }
}

/** At time 0 more may be at work than are on duty, and nothing tells. */
function startsToday({ draft, now }: Ledger): boolean {
  return draft.today.length > 0 && now === 0;
}

function canStop(ledger: Ledger, row: Row, resource: string): boolean {
  const { visit } = row;
  if (visit === undefined || !row.serving.has(resource) || row.aside.has(resource)) return false;
  if (!visit.running && row.aside.size === 0) return false;
  const { atShiftEnd } = ledger.draft.resources[resource];
  // Its work may be over, so that it waits for its tasks.
  if (visit.running && visit.due <= ledger.now && row.children.size > 0) return false;
  return atShiftEnd === "pause" || ledger.draft.stages[visit.stage].whenPreempted !== "never";
}

function toStop(ledger: Ledger, resource: string, excess: number): readonly Row[] {
  const units = (row: Row): number => row.serving.get(resource) ?? 0;
  const rows = [...ledger.rows.values()].filter((row) => canStop(ledger, row, resource));
  rows.sort((a, b) => (stopsBefore(ledger, a, b) ? -1 : 1));
  const sum = (some: readonly Row[]): number => some.reduce((all, row) => all + units(row), 0);
  const target = Math.min(excess, sum(rows));
  return fewest(rows, (stopped) => sum(stopped) >= target) ?? [];
}
