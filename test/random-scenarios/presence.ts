import { isWait } from "../../src/model/opcodes.ts";
import type { Law, Ledger, Told } from "./ledger.ts";
import type { Row } from "./rows.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A patient and those who are joined to him were doing the same for a while. */
export interface Doing extends Span {
  readonly life: Life;
}

/** A patient or child, from beginning to end. */
export interface Life {
  readonly name: string;
  readonly isChild: boolean;
  readonly from: number;
  to: number;
  exit: string | undefined;
  readonly visits: Stay[];
}

export interface Stay {
  readonly stage: string;
  readonly enter: number;
  leave: number;
}

interface Going {
  readonly from: number;
  readonly state: number;
  readonly cause: number;
}

/** Who was where, as spells of patients and, whenever time goes on, as numbers. */
export class Presence implements Law {
  readonly lives: Life[] = [];
  /** Of patients with all who are joined to them. */
  readonly together: Doing[] = [];
  readonly levels: (Span & { readonly present: number; readonly inside: ReadonlyMap<string, number> })[] = [];
  private readonly lifeOf = new Map<Row, Life>();
  private readonly going = new Map<Row, Going>();
  private readonly told = new Map<Row, Going>();

  after(fact: Told, ledger: Ledger): void {
    if (!("row" in fact)) return;
    const { row } = fact;
    const at = Math.max(0, fact.at);
    switch (fact.verb) {
      case "arrive":
      case "born":
        this.begin(row, at);
        return;
      case "enter":
        this.life(row).visits.push({ stage: fact.stage, enter: at, leave: Infinity });
        return;
      case "doing":
        this.going.set(row, { from: at, state: fact.state, cause: fact.cause });
        this.tell(row.bornIn === undefined ? row : row.parent, at, ledger);
        return;
      case "end":
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
    });
  }

  end(now: number): void {
    for (const [row, going] of this.told) this.keep(row, going, now);
  }

  private begin(row: Row, from: number): void {
    const life: Life = {
      name: row.name,
      isChild: row.bornIn !== undefined,
      from,
      to: Infinity,
      exit: undefined,
      visits: [],
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
    const last = this.told.get(row);
    if (last !== undefined) this.keep(row, last, at);
    this.told.delete(row);
    this.going.delete(row);
    this.tell(row.parent, at, ledger);
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
    if (before !== undefined) this.keep(patient, before, at);
    this.told.set(patient, { ...first, from: at });
  }

  private keep(row: Row, { from }: Going, to: number): void {
    if (to > from) this.together.push({ life: this.life(row), from, to });
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
