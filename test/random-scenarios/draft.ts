/** A scenario as it is drawn: what the laws know of it. `write.ts` says it in the language, to be read like any other. */
export interface Draft {
  readonly warmUp: number;
  readonly run: number;
  readonly seed: string;
  readonly swaps: boolean;
  readonly resources: Readonly<Record<string, ResourceDraft>>;
  readonly classes: Readonly<Record<string, ClassDraft>>;
  readonly stages: Readonly<Record<string, StageDraft>>;
  readonly today: readonly TodayDraft[];
  readonly spread: SpreadDraft | undefined;
}

/** A value or condition of the language, as text or as a map. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

/** Minutes everywhere. */
export interface ResourceDraft {
  /** A number, or units by windows of the day; or of the days of a rota of two days, the second half of which has the other windows. */
  readonly windows: readonly WindowDraft[];
  readonly rota: readonly WindowDraft[] | undefined;
  /** Nobody on the second day. */
  readonly closedOnTuesday: boolean;
  readonly atShiftEnd: "finish" | "pause" | "preempt";
  readonly turnover: number;
  readonly lastStart: number;
  readonly absence: boolean;
  /** Whoever has sessions has one window, of the whole day: the units of each session. */
  readonly sessions: SessionsDraft | undefined;
}

/** Of every day, none overlapping; the last may go on over midnight. */
export interface SessionsDraft {
  readonly opens: readonly number[];
  readonly length: number;
  readonly late: number;
  readonly booked: number | undefined;
  readonly noShow: number;
}

export interface WindowDraft {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

export interface ClassDraft {
  readonly arrive: Tree;
  /** Times stated, or none; a fixed population, or none. */
  readonly times: readonly number[];
  readonly population: number;
  readonly attributes: Readonly<Record<string, Tree>>;
  readonly enter: Tree;
  /** The first stage of all, where there is one. */
  readonly first: string;
}

/** Units of each resource. */
export type BundleDraft = Readonly<Record<string, number>>;

export interface OptionDraft {
  readonly bundle: BundleDraft;
  readonly after: number;
  readonly speed: number;
  readonly as: string | undefined;
  readonly set: Readonly<Record<string, Tree>> | undefined;
}

export type PriorityDraft = keyof typeof PRIORITIES;

/** As written; what they depend on says how the laws know them. */
export const PRIORITIES = {
  "0": "fixed",
  "1": "fixed",
  urgency: "attribute",
  "if(frail, 0, 1)": "attribute",
  "if(class == 'a', 1, 0)": "class",
  "2 - waited / 1 h": "grows",
  "urgency - (time - arrived) / 2 h": "grows",
} as const;

export interface TimerDraft {
  /** Minutes, or a distribution of which the laws know nothing. */
  readonly after: number | Tree;
  readonly scope: "waiting" | "here" | readonly string[];
  readonly to: string;
}

export interface ContactDraft {
  readonly every: Tree;
  readonly first: Tree | undefined;
  readonly count: number | undefined;
  readonly start: string | undefined;
  readonly late: "skip" | "queue";
  readonly brings: readonly string[];
}

/** Conditions that the laws work out themselves. */
export interface StartDraft {
  readonly holds: "urgency < 2" | "not frail" | "time - arrived < 2 h" | { readonly closes: string };
  readonly to: string;
}

export interface StageDraft {
  readonly setOnEntry: Readonly<Record<string, Tree>> | undefined;
  readonly balk: Tree | undefined;
  readonly leave: readonly TimerDraft[];
  readonly queue: { readonly limit: number; readonly whenFull: string | undefined } | undefined;
  readonly priority: PriorityDraft;
  readonly strict: boolean;
  readonly preempts: boolean;
  readonly whenPreempted: "never" | "resume" | "restart" | "redraw";
  readonly seize: readonly OptionDraft[];
  /** Up to so many, or all for 0. */
  readonly release: BundleDraft;
  readonly until: readonly WindowDraft[];
  readonly needs: readonly OptionDraft[];
  readonly startIf: StartDraft | undefined;
  readonly meet: { readonly count: number; readonly after: number | undefined } | undefined;
  readonly tasks:
    | { readonly start: readonly string[]; readonly join: "all" | "any" | "none"; readonly brings: readonly string[] }
    | undefined;
  readonly contacts: Readonly<Record<string, ContactDraft>>;
  readonly duration: Tree;
  readonly set: Readonly<Record<string, Tree>> | undefined;
  readonly next: Tree;
}

export interface TodayDraft {
  readonly class: string;
  readonly stage: string;
  readonly state: "served" | "waiting";
  readonly since: number | undefined;
  readonly count: number;
}

/** An intervention that some adopt: what it changes of one stage. */
export interface SpreadDraft {
  readonly stage: string;
  readonly share: number;
  readonly change: Partial<Pick<StageDraft, "needs" | "seize" | "duration" | "next">>;
}

/** The stage as it is for who adopts, or does not. */
export function stageFor(draft: Draft, name: string, adopts: boolean): StageDraft {
  const stage = draft.stages[name];
  return adopts && draft.spread?.stage === name ? { ...stage, ...draft.spread.change } : stage;
}

/** Whether a stage's request of this kind may be that of the changed stage for some. */
export function serves(draft: Draft, name: string): boolean {
  return [false, true].some((adopts) => {
    const { seize, needs } = stageFor(draft, name, adopts);
    return seize.length > 0 || needs.length > 0;
  });
}
