import type { ResourcePhase, ResourceTable } from "../model/model.ts";

/** A session in progress. */
export interface Session {
  /** When it begins, however late. */
  readonly begins: number;
  readonly came: number;
  called: number;
}

/** A resource: what is there, and what is taken of it. */
export class Resource {
  readonly index: number;
  readonly table: ResourceTable;
  /** Units of services, also of those that pause, of places and in turnover. */
  inUse = 0;
  inTurnover = 0;
  /** Kept by services that pause, and off duty. */
  aside = 0;
  rostered = 0;
  absent = 0;
  /** On duty, and open for new work. */
  scheduled = 0;
  open = 0;
  /** When the shift or session in progress ends. */
  closesAt = Number.NaN;
  session: Session | undefined;

  constructor(table: ResourceTable, index: number) {
    this.table = table;
    this.index = index;
  }

  free(): number {
    return this.open - this.inUse;
  }

  /** Units of services that run and of places. */
  atWork(): number {
    return this.inUse - this.inTurnover - this.aside;
  }

  phase(now: number): ResourcePhase {
    return this.table.phases.filter(({ from }, i) => i === 0 || from <= now).at(-1) ?? this.table.phases[0];
  }
}
