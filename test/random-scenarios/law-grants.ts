import { isWait } from "../../src/model/opcodes.ts";
import { PRIORITIES } from "./draft.ts";
import type { Sessions } from "./law-sessions.ts";
import type { ShiftEnds } from "./law-shift-ends.ts";
import type { Law, Ledger, Told, Units } from "./ledger.ts";
import {
  type Asked,
  askedBy,
  fewest,
  freshPriority,
  isStarted,
  servicePriority,
  standsBefore,
  stopsBefore,
} from "./requests.ts";
import { adopts, type Row } from "./rows.ts";

type Bundle = ReadonlyMap<string, number>;

interface Grant {
  readonly asked: Asked;
  readonly bundle: Bundle;
  readonly stopped: readonly Row[];
}

/** What was before services were broken off for somebody: units, and who had what. */
interface Before {
  readonly units: ReadonlyMap<string, Units>;
  readonly had: Map<Row, Bundle>;
  readonly stopped: Row[];
}

/** Patients who change places and have not all taken, and what was in use before. */
interface Circle {
  readonly rows: Set<Row>;
  readonly use: ReadonlyMap<string, number>;
}

/**
 * Grants, judged by trying every request for itself: whoever is met is the first in the order who can be, takes the first bundle that can be
 * met, whole, and breaks off no more than is needed. When an instant is over, and before timers, contacts and arrivals, nobody waits who
 * could be met.
 */
export class Grants implements Law {
  private readonly shiftEnds: ShiftEnds;
  private readonly sessions: Sessions;
  /** Who is taking, and what of each bundle that it may be is left to take. */
  private taking: { readonly row: Row; left: readonly Map<string, number>[] } | undefined;
  private chain: Before | undefined;
  private swap: Circle | undefined;
  /** Resources of which a shift or session has ended in this instant. */
  private readonly ended = new Set<string>();
  /** Of the last fact: who was turned away because `startIf` did not hold. */
  notStarted: Row | undefined;
  /** How often each was seen, so that a test can ask whether it was. */
  readonly seen = {
    grants: 0,
    waits: 0,
    preemptions: 0,
    swaps: 0,
    strict: 0,
    notStarted: 0,
    sentAtEnd: 0,
    spared: 0,
    asksToStart: 0,
  };

  constructor(shiftEnds: ShiftEnds, sessions: Sessions) {
    this.shiftEnds = shiftEnds;
    this.sessions = sessions;
  }

  before(fact: Told, ledger: Ledger): void {
    if (this.taking !== undefined && !this.goesOnTaking(fact)) this.hasTaken(this.taking, ledger);
    this.notStarted = undefined;
    const closes = fact.verb === "capacity" && fact.rostered === 0 && ledger.unitsOf(fact.resource).rostered > 0;
    if (closes || fact.verb === "sessionOver") this.ended.add(fact.resource);
    if (fact.verb === "turnedAway" && fact.at >= 0) this.turnsAway(fact.row, ledger);
    if (fact.verb === "take" && fact.at >= 0) this.take(fact.row, fact.resource, fact.units, fact.place, ledger);
    else if (fact.verb === "takenUp" || fact.verb === "give") this.mayBreakOff(fact, ledger);
    else if (fact.verb === "preempted" && this.chain !== undefined && this.shiftEnds.stoppedNow !== fact.row) {
      this.chain.stopped.push(fact.row);
    } else if (fact.verb !== "turnover") this.chain = undefined;
    const settled = (fact.verb === "arrive" && fact.row.number > 0) || (fact.verb === "contact" && fact.what === 0);
    if (settled) this.expectNobody(ledger, fact.verb);
    const { row } = "row" in fact ? fact : { row: undefined };
    // Of a child that is joined it may be the parent who stops it. Who pauses, or gathers for a group, asks for nothing.
    const asks = row?.parent === undefined && row?.visit?.asked !== undefined && isWait(row.doing);
    if (fact.verb === "pulled" && asks) this.expectNobody(ledger, "a timer", row);
  }

  over(_now: number, _until: number, ledger: Ledger): void {
    if (this.taking !== undefined) this.hasTaken(this.taking, ledger);
    this.chain = undefined;
    this.expectNoneLeft(ledger);
    this.expectNobody(ledger, "time");
  }

  private expectNobody(ledger: Ledger, what: string, also?: Row): void {
    const asking = askingNow(ledger, also);
    this.seen.waits += asking.length;
    const grant = firstToMeet(ledger, asking, ledger.units, new Map());
    if (grant === undefined) return;
    const bundle = [...grant.bundle].map(([name, units]) => `${units} ${name}`).join(", ");
    throw new Error(`${what} goes on at ${ledger.now}, though ${grant.asked.row.name} could have ${bundle}`);
  }

  private take(row: Row, resource: string, units: number, place: boolean, ledger: Ledger): void {
    this.taking ??= { row, left: this.expected(row, place, ledger).map((bundle) => new Map(bundle)) };
    const left = this.taking.left.filter((each) => each.get(resource) === units);
    for (const each of left) each.delete(resource);
    if (left.length === 0) throw new Error(`${row.name} takes ${units} ${resource} at ${ledger.now}`);
    this.taking.left = left;
    this.sessions.call([resource], this.swap !== undefined, ledger);
    const { use, open } = ledger.unitsOf(resource);
    if (this.swap === undefined && use + units > open) {
      throw new Error(`${use + units} of ${open} ${resource} are taken at ${ledger.now}`);
    }
  }

  /** Whose turn has come and does not start goes away, and nobody is broken off for that; else a queue is full, and nobody can be met. */
  private turnsAway(row: Row, ledger: Ledger): void {
    const { startIf, queue } = ledger.draft.stages[ledger.visit(row).stage];
    if (startIf === undefined) return;
    const own = askedBy(ledger, row);
    if (own !== undefined && this.waitsForEnded(own) && !isStarted(ledger, own)) {
      this.notStarted = row;
      this.seen.sentAtEnd++;
      return;
    }
    const grant = firstToMeet(ledger, askingNow(ledger, row), this.sessions.unitsBefore(ledger), new Map());
    if (this.chain !== undefined && this.chain.stopped.length > 0) {
      throw new Error(`${row.name} breaks off ${this.chain.stopped.map(({ name }) => name).join()} and does not start`);
    }
    if (grant?.asked.row === row && !isStarted(ledger, grant.asked)) {
      this.notStarted = row;
      this.seen.notStarted++;
      if (grant.stopped.length > 0) this.seen.spared++;
      this.sessions.call(grant.bundle.keys(), false, ledger);
    } else if (queue === undefined || grant !== undefined) {
      throw new Error(`${row.name} is turned away at ${ledger.now}, when the next is ${grant?.asked.row.name}`);
    }
  }

  private waitsForEnded({ bundles }: Asked): boolean {
    return bundles.some((bundle) => [...bundle.keys()].some((name) => this.ended.has(name)));
  }

  /** When a shift is over nobody waits on for it who would not start now. What reads other shifts may have been true then. */
  private expectNoneLeft(ledger: Ledger): void {
    for (const asked of this.ended.size > 0 ? askingNow(ledger) : []) {
      const { startIf } = ledger.draft.stages[ledger.visit(asked.row).stage];
      if (typeof startIf?.holds !== "string" || asked.at >= ledger.now || !this.waitsForEnded(asked)) continue;
      if (!isStarted(ledger, asked))
        throw new Error(`${asked.row.name} waits on at ${ledger.now} after a shift is over`);
    }
    this.ended.clear();
  }

  private goesOnTaking(fact: Told): boolean {
    const { taking } = this;
    if (taking === undefined || fact.verb !== "take" || fact.row !== taking.row) return false;
    return taking.left.some((left) => left.has(fact.resource));
  }

  private hasTaken(
    { row, left }: { readonly row: Row; readonly left: readonly Map<string, number>[] },
    ledger: Ledger,
  ): void {
    this.taking = undefined;
    if (!left.some(({ size }) => size === 0)) throw new Error(`${row.name} is met in part`);
    if (this.swap !== undefined) this.endOfSwap(row, this.swap, ledger);
  }

  /** The bundle that is to be taken, by the rules. */
  private expected(row: Row, place: boolean, ledger: Ledger): readonly Bundle[] {
    this.seen.grants++;
    const own = askedBy(ledger, row);
    if (own === undefined || own.place !== place) throw new Error(`${row.name} takes what nobody asks for`);
    if (this.swap !== undefined) {
      if (!this.swap.rows.has(row)) throw new Error(`${row.name} takes in a circle of others`);
      return own.bundles;
    }
    const { chain } = this;
    this.chain = undefined;
    const grant = firstToMeet(
      ledger,
      askingNow(ledger, row, chain),
      chain?.units ?? ledger.units,
      chain?.had ?? new Map(),
    );
    const preempts = chain !== undefined && chain.stopped.length > 0;
    if (grant?.asked.row !== row) {
      throw new Error(`${row.name} is met at ${ledger.now}, not ${grant?.asked.row.name ?? "nobody"}`);
    }
    if (!isStarted(ledger, own)) throw new Error(`${row.name} is met at ${ledger.now}, and should not start`);
    if (own.last && ledger.draft.stages[ledger.visit(row).stage].startIf !== undefined) this.seen.asksToStart++;
    if (preempts) this.seen.preemptions++;
    if (own.strict) this.seen.strict++;
    const [stopped, wanted] = [preempts ? chain.stopped : [], grant.stopped].map((rows) =>
      rows.map(({ name }) => name),
    );
    if (stopped.sort().join() !== wanted.sort().join()) {
      throw new Error(`${row.name} breaks off ${stopped.join()}, not ${wanted.join()}`);
    }
    return [grant.bundle];
  }

  /** Gives that may be of a service that is broken off, or of a circle of patients who change places. */
  private mayBreakOff(fact: Told & { readonly row: Row }, ledger: Ledger): void {
    const { row } = fact;
    const { visit } = row;
    if (fact.verb === "give" && fact.place) {
      this.chain = undefined;
      const waits = visit?.asked !== undefined && !visit.left && visit.met === undefined && visit.brokenOff === 0;
      if (waits && fact.at >= 0) this.changesPlaces(row, ledger);
      return;
    }
    if (visit === undefined || visit.left || !visit.needsMet) {
      this.chain = undefined;
      return;
    }
    this.chain ??= { units: copied(ledger.units), had: new Map(), stopped: [] };
    if (!this.chain.had.has(row)) this.chain.had.set(row, new Map(row.serving));
  }

  private changesPlaces(row: Row, ledger: Ledger): void {
    if (!ledger.draft.swaps) throw new Error(`${row.name} gives back while waiting`);
    if (this.swap === undefined) {
      this.seen.swaps++;
      this.swap = { rows: new Set(), use: new Map([...ledger.units].map(([name, { use }]) => [name, use])) };
    }
    this.swap.rows.add(row);
  }

  /** When all of the circle have taken, no more is in use than before or than is open. */
  private endOfSwap(row: Row, { rows, use: before }: Circle, ledger: Ledger): void {
    rows.delete(row);
    if (rows.size > 0) return;
    this.swap = undefined;
    for (const [name, { use, open }] of ledger.units) {
      if (use > Math.max(open, before.get(name) ?? 0)) throw new Error(`${use} ${name} are in use after a swap`);
    }
  }
}

/** All who ask, and one whose request the kernel has just taken out of its line; without those just broken off. */
function askingNow(ledger: Ledger, also?: Row, chain?: Before): Asked[] {
  const asking: Asked[] = [];
  for (const row of ledger.rows.values()) {
    if (!ledger.isAsking(row) && row !== also) continue;
    if (chain?.stopped.includes(row) === true) continue;
    const asked = askedBy(ledger, row);
    if (row === also && asked === undefined) continue;
    if (asked === undefined) throw new Error(`${row.name} stands in a line and asks for nothing`);
    asking.push(asked);
  }
  return asking;
}

/** Where nothing but free units counts, priorities that grow are those of now for whoever can be met. */
function asOfNow(ledger: Ledger, asking: readonly Asked[]): readonly Asked[] {
  if (Object.values(ledger.draft.stages).some(({ strict, preempts }) => strict || preempts)) return asking;
  return asking.map((one) => {
    const { priority } = adopts(ledger, one.row, ledger.visit(one.row).stage);
    return PRIORITIES[priority] === "grows" ? { ...one, priority: freshPriority(ledger, one.row) } : one;
  });
}

function firstToMeet(
  ledger: Ledger,
  asking: readonly Asked[],
  units: ReadonlyMap<string, Units>,
  had: ReadonlyMap<Row, Bundle>,
): Grant | undefined {
  const barred = new Set<string>();
  const order = [...asOfNow(ledger, asking)].sort((a, b) => (standsBefore(a, b) ? -1 : 1));
  for (const asked of order) {
    for (const bundle of asked.bundles) {
      if ([...bundle.keys()].some((name) => barred.has(name))) continue;
      if (isFree(bundle, units, [])) return { asked, bundle, stopped: [] };
      const stopped = asked.preempts ? toStop(ledger, asked, bundle, units, had) : undefined;
      if (stopped !== undefined) return { asked, bundle, stopped };
    }
    if (asked.strict) for (const name of asked.named) barred.add(name);
  }
  return undefined;
}

function isFree(bundle: Bundle, all: ReadonlyMap<string, Units>, given: readonly Bundle[]): boolean {
  return [...bundle].every(([name, wanted]) => {
    const units = all.get(name);
    const back = given.reduce((sum, each) => sum + (each.get(name) ?? 0), 0);
    return units !== undefined && units.use - back + wanted <= units.open;
  });
}

/** Services of worse priority that can be broken off and use something of the bundle: the fewest that make room. */
function toStop(
  ledger: Ledger,
  { priority }: Asked,
  bundle: Bundle,
  units: ReadonlyMap<string, Units>,
  had: ReadonlyMap<Row, Bundle>,
): readonly Row[] | undefined {
  const uses = (row: Row): Bundle => had.get(row) ?? row.serving;
  const candidates = [...ledger.rows.values()].filter((row) => {
    if (![...bundle.keys()].some((name) => uses(row).has(name))) return false;
    const { whenPreempted } = ledger.draft.stages[ledger.visit(row).stage];
    return whenPreempted !== "never" && servicePriority(ledger, row) > priority;
  });
  candidates.sort((a, b) => (stopsBefore(ledger, a, b) ? -1 : 1));
  return fewest(candidates, (stopped) => isFree(bundle, units, stopped.map(uses)));
}

function copied(units: ReadonlyMap<string, Units>): Map<string, Units> {
  return new Map([...units].map(([name, one]) => [name, { ...one }]));
}
