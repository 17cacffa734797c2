import { SESSION_FIGURES, type SessionFigure } from "../model/expression.ts";

type Session = Record<SessionFigure, number> & {
  /** Cases that go on. */
  open: number;
};

/**
 * Sessions of resources. A case is a spell of holding the resource, and belongs to the session in which it begins; a session
 * is complete when it is over and the last of its cases has ended.
 */
export class Sessions {
  private readonly resources: number;
  private readonly complete: (now: number, resource: number, opened: number) => void;
  /** Of each resource: the session that is held. */
  private readonly held: (Session | undefined)[];
  /** slot × resources: the session of the case in progress. */
  private readonly caseOf: (Session | undefined)[] = [];
  private told: Session | undefined;

  /** @param complete hears of each session that is complete; `figure` reads it meanwhile */
  constructor(resources: number, complete: (now: number, resource: number, opened: number) => void) {
    this.resources = resources;
    this.complete = complete;
    this.held = Array.from({ length: resources }, () => undefined);
  }

  begin(): void {
    this.held.fill(undefined);
    this.caseOf.length = 0;
  }

  opened(now: number, resource: number, late: number, came: number): void {
    this.held[resource] = {
      opened: now,
      closed: Number.NaN,
      late,
      firstStart: Number.NaN,
      lastEnd: Number.NaN,
      used: 0,
      cases: 0,
      // Where nobody is booked it is not known who came.
      came: came === Infinity ? Number.NaN : came,
      open: 0,
    };
  }

  over(now: number, resource: number): void {
    const session = this.held[resource];
    this.held[resource] = undefined;
    if (session === undefined) return;
    session.closed = now;
    session.late = Math.min(session.late, now - session.opened);
    if (session.open === 0) this.tell(now, resource, session);
  }

  /** A patient who had none of the resource has some. */
  caseBegan(now: number, patient: number, resource: number): void {
    const session = this.held[resource];
    // Who is there at time 0 began before.
    if (session === undefined || now < session.opened) return;
    this.caseOf[patient * this.resources + resource] = session;
    if (session.cases++ === 0) session.firstStart = now;
    session.open++;
  }

  /** A patient has none of the resource any more. @param began when the spell of holding it did */
  caseEnded(now: number, patient: number, resource: number, began: number): void {
    const cell = patient * this.resources + resource;
    const session = this.caseOf[cell];
    if (session === undefined) return;
    this.caseOf[cell] = undefined;
    session.open--;
    session.lastEnd = now;
    session.used += now - began;
    if (session.open === 0 && !Number.isNaN(session.closed)) this.tell(now, resource, session);
  }

  /** Of the session that is being told of. */
  figure(index: number): number {
    if (this.told === undefined) throw new Error("a figure of no session");
    return this.told[SESSION_FIGURES[index]];
  }

  private tell(now: number, resource: number, session: Session): void {
    this.told = session;
    this.complete(now, resource, session.opened);
    this.told = undefined;
  }
}
