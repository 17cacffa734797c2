import { isWait } from "../../src/model/opcodes.ts";
import type { Law, Ledger, Told } from "./ledger.ts";
import type { Row } from "./rows.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What a patient, or a patient and those who are joined together, was doing for a while. */
export interface Doing extends Span {
  readonly life: Life;
  readonly state: number;
  readonly cause: number;
  readonly stage: string;
}

/** A patient or child, from beginning to end. */
export interface Life {
  readonly name: string;
  readonly cls: string;
  readonly isChild: boolean;
  readonly today: boolean;
  readonly from: number;
  to: number;
  exit: string | undefined;
  readonly visits: Stay[];
  /** Since when each resource is held by `seize`, and of all spells that are over. */
  readonly holding: Map<string, number>;
}

export interface Stay {
  readonly stage: string;
  readonly enter: number;
  start: number;
  end: number;
  leave: number;
  served: number;
  /** When the service last began or went on; NaN while it stands still. */
  since: number;
}

interface Going {
  from: number;
  state: number;
  cause: number;
  stage: string;
}

/** Whole lists of what happened, from the facts: for counting again, slowly and plainly. */
export class Recount implements Law {
  readonly lives: Life[] = [];
  /** Of each by itself, and of patients with all who are joined to them. */
  readonly alone: Doing[] = [];
  readonly together: Doing[] = [];
  readonly holds: (Span & { readonly resource: string })[] = [];
  readonly facts: Told[] = [];
  /** Sums of units and of numbers present over time, taken whenever time goes on. */
  readonly levels: (Span & {
    readonly units: ReadonlyMap<string, Level>;
    readonly present: number;
    readonly inside: ReadonlyMap<string, number>;
  })[] = [];
  private readonly lifeOf = new Map<Row, Life>();
  private readonly going = new Map<Row, Going>();
  private readonly told = new Map<Row, Going>();

  after(fact: Told, ledger: Ledger): void {
    this.facts.push(fact);
    if (!("row" in fact)) return;
    const { row } = fact;
    const at = Math.max(0, fact.at);
    switch (fact.verb) {
      case "arrive":
      case "born":
        this.begin(row, at);
        return;
      case "enter":
        this.change(row, at, { stage: fact.stage });
        this.life(row).visits.push({
          stage: fact.stage,
          enter: at,
          start: NaN,
          end: NaN,
          leave: Infinity,
          served: 0,
          since: NaN,
        });
        return;
      case "doing":
        this.change(row, at, { state: fact.state, cause: fact.cause });
        this.tell(row.bornIn === undefined ? row : row.parent, at, ledger);
        return;
      case "take":
      case "give":
        if (fact.place) this.place(row, fact.resource, fact.at);
        return;
      case "start":
      case "resumed": {
        const stay = this.stay(row);
        if (Number.isNaN(stay.start)) stay.start = at;
        stay.since = at;
        return;
      }
      case "paused":
      case "preempted":
        this.stop(row, at);
        return;
      case "end":
        this.stop(row, at);
        this.stay(row).end = at;
        this.stay(row).leave = at;
        return;
      case "pulled":
      case "turnedAway":
        this.stay(row).leave = at;
        return;
      case "exit":
      case "finished":
        this.leave(row, at, fact.verb === "exit" ? fact.exit : undefined, ledger);
    }
  }

  over(from: number, to: number, ledger: Ledger): void {
    const { state, model } = ledger;
    this.levels.push({
      from,
      to,
      present: state.present,
      inside: new Map(model.names.stages.map((name, s) => [name, state.inside[s]])),
      units: new Map(
        [...ledger.units].map(([name, { use, aside, turning, scheduled }]) => [
          name,
          { use, aside, turning, scheduled },
        ]),
      ),
    });
  }

  end(now: number): void {
    for (const [row, going] of this.going) this.keep(this.alone, row, going, now);
    for (const [row, going] of this.told) this.keep(this.together, row, going, now);
  }

  private begin(row: Row, from: number): void {
    const life: Life = {
      name: row.name,
      cls: row.cls,
      isChild: row.bornIn !== undefined,
      today: row.number < 0,
      from,
      to: Infinity,
      exit: undefined,
      visits: [],
      holding: new Map(),
    };
    this.lives.push(life);
    this.lifeOf.set(row, life);
  }

  private leave(row: Row, at: number, exit: string | undefined, ledger: Ledger): void {
    const life = this.life(row);
    life.to = at;
    life.exit = exit;
    const stay = life.visits.at(-1);
    if (stay !== undefined && stay.leave > at) stay.leave = at;
    for (const [spans, going] of [
      [this.alone, this.going],
      [this.together, this.told],
    ] as const) {
      const last = going.get(row);
      if (last !== undefined) this.keep(spans, row, last, at);
      going.delete(row);
    }
    this.tell(row.parent, at, ledger);
  }

  private change(row: Row, at: number, what: Partial<Going>): void {
    const going = this.going.get(row) ?? { from: at, state: -1, cause: -1, stage: "" };
    this.keep(this.alone, row, going, at);
    this.going.set(row, { ...going, ...what, from: at });
  }

  /** What is told of patient and joined children together: the first state that holds for any, the first cause of it. */
  private tell(patient: Row | undefined, at: number, { model }: Ledger): void {
    if (patient === undefined) return;
    const rank = ({ state, cause }: Going): number => {
      if (!isWait(state)) return state * 1e6;
      return state * 1e6 + 1 + (cause >= 0 ? cause : model.names.resources.length - 1 - cause);
    };
    const all = [patient, ...patient.children]
      .flatMap((row) => this.going.get(row) ?? [])
      .filter(({ state }) => state >= 0);
    const first = all.sort((a, b) => rank(a) - rank(b))[0];
    const before = this.told.get(patient);
    if (first === undefined || (before?.state === first.state && before.cause === first.cause)) return;
    if (before !== undefined) this.keep(this.together, patient, before, at);
    this.told.set(patient, { ...first, from: at });
  }

  private keep(spans: Doing[], row: Row, { from, state, cause, stage }: Going, to: number): void {
    if (state >= 0 && to > from) spans.push({ life: this.life(row), from, to, state, cause, stage });
  }

  private place(row: Row, resource: string, at: number): void {
    const { holding } = this.life(row);
    const since = holding.get(resource);
    if (row.held.has(resource) && since === undefined) holding.set(resource, at);
    if (row.held.has(resource) || since === undefined) return;
    holding.delete(resource);
    this.holds.push({ resource, from: since, to: at });
  }

  private stop(row: Row, at: number): void {
    const stay = this.stay(row);
    if (!Number.isNaN(stay.since)) stay.served += at - stay.since;
    stay.since = NaN;
  }

  private stay(row: Row): Stay {
    const stay = this.life(row).visits.at(-1);
    if (stay === undefined) throw new Error(`${row.name} is in no stage`);
    return stay;
  }

  private life(row: Row): Life {
    const life = this.lifeOf.get(row);
    if (life === undefined) throw new Error(`${row.name} has not come`);
    return life;
  }
}

export interface Level {
  readonly use: number;
  readonly aside: number;
  readonly turning: number;
  readonly scheduled: number;
}
