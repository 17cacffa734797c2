import { DOUBLES, DUE_AT } from "../../src/kernel/patient-row.ts";
import type { Law, Ledger, Told } from "./ledger.ts";
import { adopts, arrivedBefore, type Row } from "./rows.ts";

/** Services last as long as they were drawn, whatever stops them meanwhile, and timers take patients out when they run out and not before. */
export class Services implements Law {
  readonly seen = { pulled: 0, resumed: 0, joined: 0 };

  before(fact: Told, ledger: Ledger): void {
    switch (fact.verb) {
      case "end":
        this.ended(fact.row, fact.at, ledger);
        return;
      case "start":
        this.startedAgain(fact.row, fact.minutes, ledger);
        return;
      case "resumed":
        this.resumed(fact.row, fact.minutes, ledger);
        return;
      case "pulled":
        this.pulled(fact.row, fact.at, ledger);
        return;
      case "arrive":
        if (fact.at > 0) this.expectNothingDue(fact.at, ledger);
    }
  }

  after(fact: Told, ledger: Ledger): void {
    if (fact.verb === "turnedAway" && ledger.draft.stages[fact.stage].balk !== undefined) {
      this.takeBackTimers(fact.row, fact.stage, fact.at, ledger);
    }
    if (fact.verb === "enter") this.beginLongTimers(fact.row, fact.stage, fact.at, ledger);
    if (fact.verb === "end" || fact.verb === "pulled") fact.row.endedAny = true;
  }

  over(now: number, until: number, ledger: Ledger): void {
    for (const row of ledger.rows.values()) {
      const { visit } = row;
      if (visit === undefined || visit.left) throw new Error(`${row.name} is in no stage at ${now}`);
      if (visit.running && visit.due < until && row.children.size === 0) {
        throw new Error(`${row.name} should have ended ${visit.stage} at ${visit.due}, not be there at ${until}`);
      }
      for (const due of liveTimers(row, ledger)) {
        if (due < until) throw new Error(`${row.name} should have left ${visit.stage} at ${due}`);
      }
    }
  }

  private ended(row: Row, at: number, ledger: Ledger): void {
    const visit = ledger.visit(row);
    const { tasks, contacts } = ledger.draft.stages[visit.stage];
    const joins = (tasks !== undefined && tasks.join !== "none") || Object.keys(contacts).length > 0;
    if (!visit.running || (joins ? at < visit.due : at !== visit.due)) {
      throw new Error(`${row.name} ends ${visit.stage} at ${at}, not ${visit.due}`);
    }
    if (row.children.size > 0) throw new Error(`${row.name} ends ${visit.stage} before those who are joined`);
    if (at > visit.due) this.seen.joined++;
    else if (!joins) this.expectFirst(row, visit.begun, at, ledger);
  }

  /** Of services that end at one time and that began before, the patient who arrived earlier is first. */
  private expectFirst(row: Row, begun: number, at: number, ledger: Ledger): void {
    if (begun === at || ledger.draft.stages[ledger.visit(row).stage].meet !== undefined) return;
    for (const other of ledger.rows.values()) {
      const visit = other.visit;
      if (visit === undefined || !visit.running || visit.due !== at || visit.begun === at) continue;
      const alone = ledger.draft.stages[visit.stage].meet === undefined && other.children.size === 0;
      if (alone && arrivedBefore(other, row) && ledger.state.doubles[(other.slot << DOUBLES) | DUE_AT] === at) {
        throw new Error(`${row.name} ends before ${other.name} at ${at}`);
      }
    }
  }

  /** What ends at this time ends before anybody arrives. */
  private expectNothingDue(at: number, ledger: Ledger): void {
    for (const row of ledger.rows.values()) {
      if (row.visit?.running === true && row.visit.due <= at && row.children.size === 0) {
        throw new Error(`somebody arrives at ${at} before ${row.name} ends`);
      }
      for (const due of liveTimers(row, ledger)) {
        if (due <= at) throw new Error(`somebody arrives at ${at} before ${row.name} leaves`);
      }
    }
  }

  private startedAgain(row: Row, minutes: number, ledger: Ledger): void {
    const visit = ledger.visit(row);
    const { whenPreempted, needs, seize, duration, meet } = adopts(ledger, row, visit.stage);
    if ([...needs, ...seize].some(({ speed, set }) => speed !== 1 || set !== undefined)) return;
    if (visit.firstMinutes === undefined) {
      const fixed =
        typeof duration === "string" && /^\d+ min$/.test(duration) ? Number.parseInt(duration, 10) : minutes;
      // What is left of a service of today has been drawn; a group is served as its first is.
      if (row.number > 0 && meet === undefined && minutes !== fixed) {
        throw new Error(`${row.name} starts for ${minutes} min in ${visit.stage}, not ${fixed}`);
      }
      return;
    }
    // A service of today is drawn anew when it is restarted.
    const wanted = {
      resume: visit.workLeft,
      restart: row.number < 0 ? minutes : visit.firstMinutes,
      redraw: minutes,
      never: NaN,
    };
    if (!(Math.abs(minutes - wanted[whenPreempted]) < 1e-9)) {
      throw new Error(`${row.name} starts again for ${minutes} min, not ${wanted[whenPreempted]}`);
    }
  }

  private resumed(row: Row, minutes: number, ledger: Ledger): void {
    this.seen.resumed++;
    const { workLeft } = ledger.visit(row);
    if (!(Math.abs(minutes - workLeft) < 1e-9))
      throw new Error(`${row.name} goes on for ${minutes} min, not ${workLeft}`);
  }

  /** A timer that has run out; or the parent of a child has ended its stage. */
  private pulled(row: Row, at: number, ledger: Ledger): void {
    this.seen.pulled++;
    const visit = ledger.visit(row);
    if (visit.left) throw new Error(`${row.name} is pulled out of ${visit.stage}, which is over`);
    if (row.parent !== undefined || row.number < 0) return;
    const drawn = Object.values(ledger.draft.stages).some(({ leave }) =>
      leave.some(({ after }) => typeof after !== "number"),
    );
    if (!drawn && !liveTimers(row, ledger).includes(at)) throw new Error(`${row.name} is pulled at ${at}, by no timer`);
  }

  /** Timers of `in` go on in the stages that they name, and end in all others. */
  private beginLongTimers(row: Row, stage: string, at: number, ledger: Ledger): void {
    for (const key of [...row.timers.keys()]) {
      const [owner, index] = key.split(" ");
      const { scope } = ledger.draft.stages[owner].leave[Number(index)];
      if (!scope.includes(stage)) row.timers.delete(key);
    }
    ledger.draft.stages[stage].leave.forEach(({ after, scope }, i) => {
      const key = `${stage} ${i}`;
      const runs = typeof scope !== "string" && typeof after === "number" && at >= 0;
      if (runs && !row.timers.has(key)) row.timers.set(key, at + after);
    });
  }

  /** Who balks turns back before the timers of the stage begin. */
  private takeBackTimers(row: Row, stage: string, at: number, { draft }: Ledger): void {
    draft.stages[stage].leave.forEach(({ after }, i) => {
      const key = `${stage} ${i}`;
      if (typeof after === "number" && row.timers.get(key) === at + after) row.timers.delete(key);
    });
  }
}

/** When the timers run out that are known and that run. */
function liveTimers(row: Row, { draft }: Ledger): number[] {
  const { visit } = row;
  if (visit === undefined || visit.left || row.number < 0) return [];
  const due = [...row.timers.values()];
  for (const { after, scope } of draft.stages[visit.stage].leave) {
    if (typeof after !== "number" || typeof scope !== "string") continue;
    if (scope === "here" || !visit.started) due.push(visit.enteredAt + after);
  }
  return due;
}
