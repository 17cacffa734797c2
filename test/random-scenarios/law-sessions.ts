import type { ResourceDraft, SessionsDraft } from "./draft.ts";
import type { Law, Ledger, Told, Units } from "./ledger.ts";
import type { Row } from "./rows.ts";
import { isLate, nextBound, openedAt, unlistedAt } from "./session-hours.ts";

/** A session that has opened in the run. */
interface Session {
  readonly start: number;
  readonly came: number;
  called: number;
}

/** Sessions open and are over at their times, begin as late as they say, and call no more than came. */
export class Sessions implements Law {
  private readonly going = new Map<string, Session>();
  /** Units before a list was done that is closed for somebody who is not started, of whom the next fact tells. */
  private closing: ReadonlyMap<string, Units> | undefined;
  /** What a service has just taken up again. */
  private takenUp: { readonly row: Row; readonly resource: string }[] = [];
  readonly seen = { sessions: 0, lateSessions: 0, calls: 0, listsDone: 0 };

  before(fact: Told, ledger: Ledger): void {
    const turnsAway = fact.verb === "turnedAway" || fact.verb === "capacity";
    if (this.closing !== undefined && !turnsAway) throw new Error(`a list is done at ${ledger.now}, and nobody called`);
    if (fact.verb === "takenUp") this.takenUp.push(fact);
    else if (fact.verb === "resumed") this.resumes(fact.row, ledger);
    else if (fact.verb !== "doing") this.takenUp = [];
    const sessions = "resource" in fact ? ledger.draft.resources[fact.resource].sessions : undefined;
    if (sessions === undefined) return;
    if (fact.verb === "sessionOpened") this.opens(fact, sessions);
    else if (fact.verb === "sessionOver") this.ends(fact.resource, fact.at, sessions);
    else if (fact.verb === "capacity") this.closes(fact.resource, fact.open, ledger);
  }

  after(fact: Told): void {
    if (fact.verb === "turnedAway") this.closing = undefined;
  }

  over(now: number, until: number, ledger: Ledger): void {
    for (const [name, resource] of Object.entries(ledger.draft.resources)) {
      const { sessions } = resource;
      if (sessions === undefined) continue;
      const [start, told] = [openedAt(sessions, now), this.going.get(name)];
      if (told?.start !== start) {
        throw new Error(`the session of ${name} at ${now} opened at ${start}, and is told of as of ${told?.start}`);
      }
      const bound = nextBound(sessions, now);
      if (bound < until) throw new Error(`sessions of ${name} change at ${bound}, and time goes on to ${until}`);
      const { open, scheduled } = ledger.unitsOf(name);
      const onDuty = start === undefined ? 0 : resource.windows[0].units;
      const mayBegin = this.openNow(name, resource, sessions, now);
      if (scheduled !== onDuty || open !== mayBegin) {
        throw new Error(`${scheduled} and ${open} ${name} from ${now} on, not ${onDuty} and ${mayBegin}`);
      }
      if (mayBegin < unlistedAt(resource, sessions, now)) this.seen.listsDone++;
    }
  }

  /** Units as they were for whoever is turned away now, before he was called. */
  unitsBefore(ledger: Ledger): ReadonlyMap<string, Units> {
    return this.closing ?? ledger.units;
  }

  /** Somebody is called for these; in a circle of patients who change places, at whatever time. */
  call(names: Iterable<string>, inCircle: boolean, ledger: Ledger): void {
    for (const name of names) {
      const resource = ledger.draft.resources[name];
      if (resource.sessions === undefined) continue;
      if (!inCircle && this.openNow(name, resource, resource.sessions, ledger.now) === 0) {
        throw new Error(`somebody is called for ${name} at ${ledger.now}, when nobody can be`);
      }
      const session = this.going.get(name);
      if (session === undefined) continue;
      session.called++;
      this.seen.calls++;
    }
  }

  private openNow(name: string, resource: ResourceDraft, sessions: SessionsDraft, now: number): number {
    const session = this.going.get(name);
    const done = session !== undefined && session.called >= session.came;
    return done ? 0 : unlistedAt(resource, sessions, now);
  }

  private opens(fact: Told & { readonly verb: "sessionOpened" }, sessions: SessionsDraft): void {
    const { at, resource, late, came } = fact;
    const start = openedAt(sessions, at);
    // One that is in progress at time 0 opens then, on time.
    if (start === undefined || (start !== at && at > 0)) throw new Error(`a session of ${resource} opens at ${at}`);
    if (this.going.has(resource)) throw new Error(`a session of ${resource} opens at ${at} within another`);
    const { booked = Infinity, noShow } = sessions;
    const mayCome = noShow === 0 ? came === booked : Number.isInteger(came) && came >= 0 && came <= booked;
    if (late !== (start === at ? sessions.late : 0) || !mayCome) {
      throw new Error(`${came} of ${booked} come to a session of ${resource}, ${late} late`);
    }
    this.going.set(resource, { start, came, called: 0 });
    this.seen.sessions++;
    if (late > 0) this.seen.lateSessions++;
  }

  private ends(resource: string, at: number, sessions: SessionsDraft): void {
    const start = this.going.get(resource)?.start;
    if (start === undefined || at !== start + sessions.length) {
      throw new Error(`a session of ${resource} that opened at ${start} is over at ${at}`);
    }
    this.going.delete(resource);
  }

  /** The calendar closes a resource, or a list that is done: by a take that has been told, or by who is turned away next. */
  private closes(name: string, open: number, ledger: Ledger): void {
    const resource = ledger.draft.resources[name];
    if (open > 0 || resource.sessions === undefined || ledger.unitsOf(name).open === 0) return;
    const session = this.going.get(name);
    if (this.openNow(name, resource, resource.sessions, ledger.now) === 0 || session === undefined) return;
    if (session.called + 1 !== session.came) {
      throw new Error(`the list of ${name} is done at ${ledger.now}, ${session.called} of ${session.came} called`);
    }
    this.closing ??= new Map([...ledger.units].map(([each, units]) => [each, { ...units }]));
  }

  /** A service that pauses goes on in a session that has begun. */
  private resumes(row: Row, { draft, now }: Ledger): void {
    const late = this.takenUp.find((one) => one.row === row && isLate(draft.resources[one.resource], now));
    if (late !== undefined) throw new Error(`${row.name} goes on with ${late.resource} at ${now}, before it has begun`);
  }
}
