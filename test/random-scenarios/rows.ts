import { type StageDraft, stageFor } from "./draft.ts";
import { type Ledger, lacking } from "./ledger.ts";

/** A patient or child who is there. */
export interface Row {
  readonly slot: number;
  readonly name: string;
  readonly cls: string;
  readonly number: number;
  readonly arrivedAt: number;
  /** Of a child that is joined. */
  readonly parent: Row | undefined;
  readonly bornIn: string | undefined;
  readonly birth: number;
  births: number;
  readonly children: Set<Row>;
  /** Units taken by `seize`, those of the service, and of these the ones set aside. */
  readonly held: Map<string, number>;
  readonly serving: Map<string, number>;
  readonly aside: Map<string, number>;
  /** Timers over several stages: when they run out. */
  readonly timers: Map<string, number>;
  visit: Visit | undefined;
  /** Has ended a stage, or been taken out of one. */
  endedAny: boolean;
  /** Has entered a second stage, or the first again. */
  wentOn: boolean;
  doing: number;
  cause: number;
  since: number;
}

/** The stay in a stage. */
export interface Visit {
  readonly stage: string;
  readonly enteredAt: number;
  /** Bundles that `seize` lacks, one for each option; nothing is asked when one lacks nothing. */
  readonly lacks: readonly ReadonlyMap<string, number>[];
  seizeMet: boolean;
  needsMet: boolean;
  /** When the stage's first request was met. */
  met: number | undefined;
  asked: number | undefined;
  priority: number | undefined;
  lost: { readonly asked: number; readonly priority: number | undefined } | undefined;
  queued: "inside" | "outside" | undefined;
  started: boolean;
  running: boolean;
  begun: number;
  due: number;
  workLeft: number;
  firstMinutes: number | undefined;
  brokenOff: number;
  /** When it was last broken off. */
  stoppedAt: number;
  left: boolean;
}

export function beginVisit(ledger: Ledger, row: Row, stage: string): Visit {
  const { seize } = ledger.draft.stages[stage];
  const lacks = seize.map(({ bundle }) => lacking(bundle, row.held));
  const hasAll = lacks.some((bundle) => bundle.size === 0);
  return {
    stage,
    enteredAt: ledger.now,
    lacks,
    seizeMet: lacks.length === 0 || hasAll,
    needsMet: false,
    met: hasAll ? ledger.now : undefined,
    asked: undefined,
    priority: undefined,
    lost: undefined,
    queued: undefined,
    started: false,
    running: false,
    begun: Number.NaN,
    due: Number.NaN,
    workLeft: Number.NaN,
    firstMinutes: undefined,
    brokenOff: 0,
    stoppedAt: Number.NaN,
    left: false,
  };
}

/** The stage as it is for this patient, who adopts what he has been asked or does not. */
export function adopts({ draft, state, model }: Ledger, { slot }: Row, stage: string): StageDraft {
  const { interventions } = model.names;
  const spreads = interventions.indexOf("spreads");
  return stageFor(draft, stage, spreads >= 0 && state.adoption[slot * interventions.length + spreads] === 1);
}

/** Rule of an instant: who arrived earlier, then class and number; a patient before his children, these by stage and birth. */
export function arrivedBefore(a: Row, b: Row): boolean {
  if (a.arrivedAt !== b.arrivedAt) return a.arrivedAt < b.arrivedAt;
  if (a.cls !== b.cls) return a.cls < b.cls;
  if (a.number !== b.number) return a.number < 0 && b.number < 0 ? a.number > b.number : a.number < b.number;
  if (a.bornIn === undefined || b.bornIn === undefined) return a.bornIn === undefined && b.bornIn !== undefined;
  return a.bornIn === b.bornIn ? a.birth < b.birth : a.bornIn < b.bornIn;
}
