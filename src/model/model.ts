import type { CostKind } from "./cost-kinds.ts";
import type { Expression } from "./expression.ts";

/**
 * One arm of a scenario, compiled: flat tables and plain data that `structuredClone` and `postMessage` take as they are.
 * Names have become indices (sorted, so that order of writing moves nothing); all arms of a scenario share the numbering, and
 * what an arm lacks is there but never reached. Times are minutes from the start of the run, money in the currency's unit.
 */
export interface Model {
  readonly arm: string;
  readonly seed: string;
  readonly names: ModelNames;
  readonly clock: ModelClock;
  /** Patients who wait for each other for ever change places in a circle, where they can; otherwise the replication stops. */
  readonly swaps: boolean;
  readonly resources: readonly ResourceTable[];
  readonly classes: readonly ClassTable[];
  readonly stages: readonly StageTable[];
  /** Exits that are deaths. */
  readonly death: readonly boolean[];
  /** Instructions of `WIDTH` words each: see opcodes.ts. */
  readonly program: Int32Array;
  /** Bundle b asks for bundleUnits[i] of bundleResource[i], i from bundleStart[b] to bundleStart[b + 1] − 1, by resource. */
  readonly bundleStart: Int32Array;
  readonly bundleResource: Int32Array;
  readonly bundleUnits: Int32Array;
  /** Release list l gives back up to releaseUnits[i] of releaseResource[i]; −1 for all that is held. */
  readonly releaseStart: Int32Array;
  readonly releaseResource: Int32Array;
  readonly releaseUnits: Int32Array;
  readonly requests: readonly RequestTable[];
  readonly queues: readonly QueueTable[];
  readonly timers: readonly TimerTable[];
  /** Timers that begin on entering a stage. */
  readonly timerLists: readonly (readonly number[])[];
  /** Parallel tasks, contacts, and the contacts that a stage has, by name. */
  readonly tasks: readonly TasksTable[];
  readonly contacts: readonly ContactTable[];
  readonly contactLists: readonly (readonly number[])[];
  readonly meetings: readonly MeetingTable[];
  readonly values: readonly Value[];
  readonly assignments: readonly (readonly Assignment[])[];
  readonly routes: readonly (readonly Guarded<Route>[])[];
  readonly hours: readonly OpeningHours[];
  readonly interventions: readonly InterventionTable[];
  readonly measures: readonly MeasureTable[];
  /** Left out where nothing has a utility. */
  readonly utilities?: UtilityTable;
  readonly forWhom: ForWhomTable;
  /** Who is there at time 0. */
  readonly today: readonly TodayTable[];
  readonly uses: Uses;
}

export interface ModelNames {
  readonly classes: readonly string[];
  readonly attributes: readonly string[];
  readonly stages: readonly string[];
  readonly exits: readonly string[];
  readonly resources: readonly string[];
  readonly interventions: readonly string[];
  readonly organisations: readonly string[];
  readonly measures: readonly string[];
  /** Who can have served: resources and what bundles call themselves by `as`. */
  readonly servers: readonly string[];
  /** Names of the values of each attribute; empty for numbers and booleans. */
  readonly attributeValues: readonly (readonly string[])[];
  /** Contacts and events, whatever the stages that have them. */
  readonly contacts: readonly string[];
}

export interface ModelClock {
  readonly startDate: string;
  /** Minutes from Monday 00:00 to time 0. */
  readonly startMinuteOfWeek: number;
  /** The window is [warmUp, warmUp + run). */
  readonly warmUp: number;
  readonly run: number;
  /** The run goes on for so long after the window, only to follow those whom the cohort counts. */
  readonly coolDown: number;
  /** Which patients, visits and stays count: those that end in the window, that begin in it, or both. */
  readonly cohort: Cohort;
}

export type Cohort = "exits" | "arrivals" | "bothEnds";

export interface ResourceTable {
  /** Index of the organisation that pays for it, −1 for none. */
  readonly organisation: number;
  /** Units of a whole: results count wholes, and wholes are absent. */
  readonly parts: number;
  /** Key its absences: the name, and the purpose. */
  readonly word: number;
  readonly absenceWord: number;
  readonly turnoverWord: number;
  /** Of its sessions: lateness, and who stays away. */
  readonly lateWord: number;
  readonly noShowWord: number;
  /** Of what is paid for it, in the order of RESOURCE_COSTS. */
  readonly kinds: readonly CostKind[];
  /** Prices and rules. The last phase whose `from` has been reached holds; the first is from 0. */
  readonly phases: readonly ResourcePhase[];
  /** Capacity; as for phases. */
  readonly calendars: readonly CapacityTable[];
}

export interface ResourcePhase {
  readonly from: number;
  /** Money per unit in use and minute, per unit on duty and minute, per unit in use beyond them and minute, per unit taken, and per minute. */
  readonly held: number;
  readonly rostered: number;
  readonly overtime: number;
  readonly use: number;
  readonly fixed: number;
  /** Money per minute for each begun block of so many units on duty. */
  readonly stepped: number;
  readonly every: number;
  readonly atShiftEnd: AtShiftEnd;
  /** Value in minutes: how long a unit stays occupied after it is given back; NONE for not at all. */
  readonly turnover: number;
}

/**
 * What becomes of services when capacity falls below use. finish: they go on · pause: they stop and keep what they have · preempt:
 * they are broken off, where their stage can be.
 */
export type AtShiftEnd = "finish" | "pause" | "preempt";

/** A step function of time: from k · period + step[i] on, `scheduled[i]` units are on duty and `open[i]` may begin work. */
export interface CapacityTable {
  readonly from: number;
  /** Minutes; Infinity for steps that do not come again. */
  readonly period: number;
  readonly step: Float64Array; // step[0] is 0, or `from` when the period is infinite
  readonly scheduled: Float64Array; // Infinity for unlimited
  readonly open: Float64Array; // ≤ scheduled: falls earlier by the last start
  /** 1 where a shift or session begins; all 0 when nobody is ever absent and there are no sessions. */
  readonly shift: Uint8Array;
  /** Probability that a whole is absent for a shift. */
  readonly absence: number;
  /** Its windows are sessions, which go like this. */
  readonly sessions: SessionTable | undefined;
}

export interface SessionTable {
  /** Value: minutes after its opening at which a session begins; NONE for none. */
  readonly late: number;
  /** So many can be called in one: Infinity for as many as there is time for. */
  readonly booked: number;
  /** Probability that one of them does not come. */
  readonly noShow: number;
}

export interface ClassTable {
  /** First word of the hash of the name: keys its patients. */
  readonly word: number;
  /** Purposes of its draws: gaps, sizes of batches, a first gap, lateness, staying away. */
  readonly arrivalWord: number;
  readonly batchWord: number;
  readonly firstWord: number;
  readonly lateWord: number;
  readonly noShowWord: number;
  readonly arrivals: readonly ArrivalPhase[];
  readonly attributes: readonly Assignment[];
  /** The first stage; NONE in an arm that lacks the class, and where `entry` decides. */
  readonly enter: number;
  /** Index into `routes`, or NONE. */
  readonly entry: number;
}

/** Values here, and the rate, see the clock and no patient. `batch`: how many come at each point; undefined for one. */
export type ArrivalPhase = { readonly from: number } & (
  | { readonly kind: "none" }
  /** Rate per minute; `profile`: 168 hourly weights of mean 1, Monday 00:00 first, empty when flat; time 0 is `offset` minutes into it. */
  | {
      readonly kind: "poisson";
      readonly rate: number;
      readonly profile: Float64Array;
      readonly offset: number;
      readonly batch: Value | undefined;
    }
  /** Rate per minute as it changes with time. */
  | { readonly kind: "varying"; readonly rate: Expression; readonly batch: Value | undefined }
  /** `first`: minutes to the first arrival, where that is no gap like the others. */
  | {
      readonly kind: "every";
      readonly gap: Value;
      readonly first: Value | undefined;
      readonly batch: Value | undefined;
    }
  /** at[i] minutes after time 0 and every week again patient i is booked; sorted, below 10,080. `noShow`: value true for who stays away, or NONE. */
  | {
      readonly kind: "booked";
      readonly at: Float64Array;
      readonly late: Value | undefined;
      readonly noShow: number;
    }
  /** So many at the beginning; whoever leaves is replaced at once. */
  | { readonly kind: "population"; readonly size: number }
  /** Sorted; `set[i]` replaces drawn attributes of patient i: pairs of attribute and value. */
  | {
      readonly kind: "listed";
      readonly at: Float64Array;
      readonly set: readonly (readonly (readonly [number, number])[])[];
    }
);

/** So many patients who are in the pathway at time 0, alike but for what is drawn. Minutes ago: NaN where it is not known. */
export interface TodayTable {
  readonly cls: number;
  /** Keys them apart from those of the class who arrive. */
  readonly word: number;
  readonly count: number;
  readonly stage: number;
  /** Served, or waiting for the first request of the stage that what is held does not meet. */
  readonly served: boolean;
  /** How long ago the service began, or the request was made. */
  readonly since: number;
  readonly arrived: number;
  /** Places: pairs of resource and units. */
  readonly held: readonly (readonly [number, number])[];
  /** Which of the options of `seize` is held, and which of `needs` serves. */
  readonly seizeOption: number;
  readonly needsOption: number;
  /** Attributes that are known: pairs of attribute and value. */
  readonly given: readonly (readonly [number, number])[];
  /** Purpose of what is left of the service. */
  readonly leftWord: number;
}

export interface StageTable {
  /** Which instructions a patient follows, chosen on entering; empty in an arm that lacks the stage. */
  readonly variants: readonly Guarded<number>[];
  /** Indices into `values`. */
  readonly priority: number;
  readonly priorityWord: number;
  readonly duration: number;
  /** True when the stage has `needs` or `seize` in some variant. */
  readonly serves: boolean;
  /** What becomes of a service here that somebody of better priority takes the staff from. */
  readonly whenPreempted: WhenPreempted;
  readonly redrawWord: number;
}

/** never: it cannot be broken off · resume: the work left · restart: the same draw from its beginning · redraw: a new draw. */
export type WhenPreempted = "never" | "resume" | "restart" | "redraw";

/** Any one of these, the first that can be met. */
export interface RequestTable {
  readonly options: readonly OptionTable[];
  /** after[k]: minutes after asking at which options with `offer` k are offered; after[0] is 0, rising. */
  readonly after: readonly number[];
  readonly strict: boolean;
  readonly preempts: boolean;
  /** The priority may change while it waits. */
  readonly reorders: boolean;
  /** Index into `routes`: whom it sends elsewhere instead of taking them; NONE for nobody. */
  readonly unless: number;
}

export interface OptionTable {
  readonly bundle: number;
  readonly offer: number;
  /** Index into `names.servers`. */
  readonly server: number;
  /** Value: work done per minute; NONE for 1. */
  readonly speed: number;
  readonly speedWord: number;
  /** Assignment list, or NONE. */
  readonly set: number;
}

/** Takes a patient out of a stage when it runs out before its scope ends. */
export interface TimerTable {
  readonly stage: number;
  /** Value in minutes, drawn when it starts. */
  readonly after: number;
  readonly word: number;
  /** waiting: to the start of service · here: to the stage's end · stages: as long as the patient is in one of them. */
  readonly scope: "waiting" | "here" | readonly boolean[];
  readonly to: number;
}

/** Children that begin with a service: stage i is keyed by word i. `brings`: attributes that the patient takes over from one that is done. */
export interface TasksTable {
  readonly stages: readonly number[];
  readonly words: readonly number[];
  /** The stage ends when all are done, any one is (the others stop), or without them. */
  readonly join: "all" | "any" | "none";
  readonly brings: readonly number[];
}

/** Children, or mere events, that fall due again and again during a service. Values in minutes; indices, or NONE. */
export interface ContactTable {
  /** Index into `names.contacts`. */
  readonly name: number;
  /** First stage; NONE for an event. */
  readonly stage: number;
  readonly word: number;
  readonly every: number;
  readonly everyWord: number;
  readonly first: number;
  readonly firstWord: number;
  /** Value: so many at most. */
  readonly count: number;
  readonly countWord: number;
  /** What becomes of one that falls due while the last is not done. */
  readonly late: "skip" | "queue";
  readonly brings: readonly number[];
}

/** Patients go on together when `count` have come, or so many minutes after the first of them came. */
export interface MeetingTable {
  readonly stage: number;
  readonly count: number;
  readonly after: number;
}

/** First match holds; `when` undefined always does, and ends the list. */
export interface Guarded<T> {
  readonly when: Expression | undefined;
  readonly use: T;
}

export interface QueueTable {
  readonly places: number;
  /** Stage, or −1 − exit, for those who find it full; NONE to be blocked where they are (or wait outside). */
  readonly whenFullOutside: number;
  readonly whenFullInside: number;
}

/** A target of a route is a stage, or −1 − exit. */
export interface Route {
  readonly when: readonly { readonly condition: Expression; readonly to: number }[];
  readonly chances: readonly { readonly probability: Expression; readonly to: number }[];
  /** NONE when the chances sum to 1, or when nobody need go. */
  readonly otherwise: number;
  /** Stages of which the one with the fewest patients inside is taken instead of `otherwise`; empty when there is no choice. */
  readonly shortest: readonly number[];
  /** Everybody goes one of these ways; false for those who may stay. */
  readonly exhaustive: boolean;
  readonly word: number;
}

export interface Assignment {
  readonly attribute: number;
  readonly value: number;
  readonly word: number;
}

export type Value =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "expression"; readonly expression: Expression }
  | {
      readonly kind: "draw";
      readonly distribution: string;
      readonly form: number;
      readonly parameters: readonly Expression[];
    }
  | { readonly kind: "chance"; readonly probability: Expression }
  /** First match; the last `when` is undefined. */
  | {
      readonly kind: "cases";
      readonly cases: readonly { readonly when: Expression | undefined; readonly use: Value }[];
    }
  | { readonly kind: "times" | "plus"; readonly amount: Expression; readonly of: Value }
  /** A share of the way from one value to another, both by the same draws; at 0 and 1 only the one is drawn. */
  | { readonly kind: "toward"; readonly share: Expression; readonly from: Value; readonly to: Value };

/** Windows of the week counted from time 0, sorted, not touching; a window over the end of the week is cut in two at 10,080. */
export interface OpeningHours {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export interface InterventionTable {
  readonly dayZero: number;
  readonly curve: UptakeCurve;
  /** Uptake halves with each half-life from so many minutes after day 0 on; undefined: it stays. */
  readonly decay: Decay | undefined;
  readonly eligible: Expression | undefined;
  /** Attribute that adopts as one, −1 for each patient alone. */
  readonly by: number;
  readonly word: number;
  /** Chance that changes of structure hold for one who adopts, and the word of that draw. */
  readonly fidelity: number;
  readonly fidelityWord: number;
  readonly costs: readonly {
    readonly name: string;
    readonly organisation: number;
    readonly once: number;
    readonly rate: number;
    /** When the rate is no longer paid; Infinity for never. */
    readonly until: number;
    readonly perPatient: number;
    readonly kind?: CostKind | undefined;
  }[];
  /** What training takes: wholes off the roster, and wholes that others stand in for, at this rostered price of a whole. */
  readonly training: readonly {
    readonly resource: number;
    /** Pays for who stands in, so much above the rostered price; who pays for the resource pays for who is away. */
    readonly organisation: number;
    readonly premium: number;
    readonly spells: readonly {
      readonly from: number;
      readonly to: number;
      readonly away: number;
      readonly backfilled: number;
      readonly price: number;
    }[];
  }[];
  /** In force for everybody from time 0: nobody is asked. */
  readonly full: boolean;
  /** False in an arm without it. */
  readonly present: boolean;
}

export interface Decay {
  readonly halfLife: number;
  readonly from: number;
}

export type UptakeCurve =
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "linear"; readonly over: number; readonly ceiling: number }
  | { readonly kind: "logistic"; readonly half: number; readonly tenToNinety: number; readonly ceiling: number }
  | { readonly kind: "bass"; readonly p: number; readonly q: number; readonly ceiling: number }
  | { readonly kind: "points"; readonly at: Float64Array; readonly share: Float64Array };

export interface MeasureTable {
  readonly statistic: "mean" | "share" | "percentile" | "max" | "count" | "rate" | "sum" | "ratio";
  readonly records: "patients" | "visits" | "stays" | "sessions" | "time";
  /** Stage of visits, resource of stays and sessions, else −1. */
  readonly subject: number;
  readonly of: Expression | undefined;
  readonly where: Expression | undefined;
  /** Percentile in (0, 1), else 0. */
  readonly at: number;
  /** Minutes of the period of a rate, or of a count or sum told by one; else 0. */
  readonly per: number;
  readonly by: GroupTable | undefined;
  /** Minutes of each period of a series, the first from the start of the window on; 0 for none. */
  readonly every: number;
  /** Measures above and below the line; −1 for one that no arm has. */
  readonly ratio: readonly [number, number] | undefined;
  readonly better: "higher" | "lower" | undefined;
}

/** The health of patients, −1 to 1, and how it is added up. Only the collector reads it. */
export interface UtilityTable {
  /** Minutes from arrival over which it counts. */
  readonly horizon: number;
  /** Effective, a year, from the start of the window on. */
  readonly discount: number;
  /** Of each stage; empty in an arm that lacks it. */
  readonly stages: readonly (readonly Guarded<Expression>[])[];
  readonly exits: readonly Expression[];
}

/** Groups of records: a record belongs to one of them, or to none. */
export interface GroupTable {
  readonly names: readonly string[];
  /** The number of the group; with `cuts`, rising, the number that they part into groups. */
  readonly of: Expression;
  readonly cuts: readonly number[];
}

/** What the figures of patients are broken down by, and what tells who is better off. */
export interface ForWhomTable {
  readonly groupings: readonly GroupingTable[];
  /** Headline measures of patients for which one way is better: those that are told patient by patient. */
  readonly judged: readonly number[];
}

export interface GroupingTable extends GroupTable {
  /** The attribute, or "class". */
  readonly name: string;
}

/** What the expressions of the model read, and what its scenario makes use of: nobody pays for what nobody asks. */
export interface Uses {
  readonly servedBy: boolean;
  readonly stageTimes: boolean;
  readonly left: boolean;
  /** Tasks or contacts. */
  readonly children: boolean;
  /** Meetings. */
  readonly groups: boolean;
  /** Expressions that count contacts. */
  readonly counts: boolean;
  /** Some arm of the scenario has turnover: all its arms then tell how much. */
  readonly turnover: boolean;
  /** Some arm has services that pause: all then tell how much. */
  readonly pauses: boolean;
  /** Some arm has patients who are booked and may not come. */
  readonly noShows: boolean;
  /** Of each resource: somebody may hold it and wait. */
  readonly passes: readonly boolean[];
  /** Expressions or routes read how many are in a stage or wait there, or how often it has ended. */
  readonly stages: boolean;
  /** Expressions read when a resource closes. */
  readonly closes: boolean;
}
