import type { Source, Span } from "../diagnostics/diagnostic.ts";
import type { CostKind, ResourceBasis } from "../model/cost-kinds.ts";
import type { AtShiftEnd, Cohort } from "../model/model.ts";
import type { TypedExpression } from "./expression.ts";
import type { Unit } from "./units.ts";

/**
 * A scenario file that has been read and checked. Nothing in it can be wrong any more: names resolve, units agree,
 * probabilities sum to 1, every arm is a whole pathway. Durations are minutes, rates per minute, money in the file's currency.
 */
export interface Scenario {
  readonly source: Source;
  readonly title: string;
  readonly question: string | undefined;
  readonly clock: Clock;
  readonly experiment: ExperimentPlan;
  readonly deadlock: "stop" | "swap";
  readonly money: {
    readonly currency: string;
    readonly priceYear: string | undefined;
    /** How dear each year was; amounts here are all of `priceYear` already. */
    readonly index?: ReadonlyMap<string, number> | undefined;
  };
  /** How health counts; undefined when no stage or exit has a utility. */
  readonly value: ValuePlan | undefined;
  readonly organisations: readonly Labelled[];
  readonly parameters: readonly Parameter[];
  readonly measures: readonly Measure[];
  /** What to break the figures of patients down by, besides what measures say of themselves. */
  readonly forWhom: readonly Grouping[];
  readonly targets: readonly Target[];
  /** What productivity is reckoned from; undefined where the file says nothing of it. */
  readonly productivity: Productivity | undefined;
  /** Every name used in any arm, sorted: all arms share one numbering, so their results line up. */
  readonly names: Names;
  /** The scenarios to compare; the first is the baseline. */
  readonly arms: readonly Arm[];
  /** Scenarios as published and as likely here, with what lies between them. */
  readonly gaps: readonly GapPlan[];
  /** Arms between those of `gaps`, which are no scenarios of their own. */
  readonly steps: readonly Arm[];
  readonly evidence: readonly EvidenceSource[];
  /** Every number in the file with where it comes from, in the order of writing. */
  readonly inputs: readonly Input[];
}

export interface Labelled {
  readonly name: string;
  readonly label: string;
}

export interface Clock {
  /** Local date, "2026-04-06". */
  readonly startDate: string;
  /** Minutes from Monday 00:00 to the start of the run: 0 to 10,079. */
  readonly startMinuteOfWeek: number;
  readonly warmUp: number;
  readonly run: number;
  /** After the window, to follow those who arrived in it; 0 unless the cohort is of arrivals. */
  readonly coolDown: number;
  readonly cohort: Cohort;
}

export interface ExperimentPlan {
  readonly replications: number;
  readonly seed: string;
  /** Of the intervals, such as 0.95. */
  readonly level: number;
}

/** How QALYs are counted, and what they are worth. */
export interface ValuePlan {
  /** Minutes from arrival over which health counts. */
  readonly horizon: number;
  /** Effective, a year; 0 for none. */
  readonly discount: number;
  /** Money for a QALY. */
  readonly perQaly: number;
  /** Of stages and exits that state none of their own. */
  readonly utility: TypedExpression | undefined;
}

export interface Parameter extends Labelled {
  readonly value: number;
  readonly unit: Unit;
  readonly low: RangeLimit | undefined;
  readonly high: RangeLimit | undefined;
  readonly span: Span;
}

/** An end of what a parameter may be. */
export interface RangeLimit {
  readonly value: number;
  /** As the file writes it. */
  readonly text: string;
}

export interface EvidenceSource {
  readonly name: string;
  readonly citation: string;
  readonly design: string | undefined;
  /** high, medium, low or assumption. */
  readonly confidence: "high" | "medium" | "low" | "assumption";
}

/** One number as written, for the count of assumptions and the table of inputs. */
export interface Input {
  /** Where it stands: `stages.treatment.duration.lognormal.mean`. */
  readonly path: string;
  readonly text: string;
  /** Name of its evidence source; undefined when neither it nor anything above it has one: an assumption. */
  readonly evidence: string | undefined;
  readonly span: Span;
}

/** Sorted by code unit, so that order of writing moves nothing. Attributes are of all classes together. */
export interface Names {
  readonly classes: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly stages: readonly string[];
  readonly exits: readonly string[];
  readonly resources: readonly string[];
  /** Who can serve: resources, and what bundles call themselves by `as`. */
  readonly servers: readonly string[];
  readonly interventions: readonly string[];
  readonly organisations: readonly string[];
  /** Contacts and events of all stages together. */
  readonly contacts: readonly string[];
  readonly labels: ReadonlyMap<string, string>;
}

/** What an attribute holds; text attributes are stored as an index into `values`. */
export interface Attribute {
  readonly name: string;
  readonly unit: Unit;
  readonly values: readonly string[];
}

/** One scenario of the comparison: the baseline with a set of interventions laid over it. */
export interface Arm extends Labelled {
  readonly role: Role | undefined;
  readonly interventions: readonly Intervention[];
  /** What their training takes; the calendars of the resources are without it. */
  readonly training: readonly TrainingTime[];
  readonly resources: readonly Resource[];
  readonly classes: readonly PatientClass[];
  readonly stages: readonly Stage[];
  readonly exits: readonly Exit[];
  /** Who is in the pathway at time 0; empty for a run that starts empty. */
  readonly today: readonly TodaysPatients[];
}

/** So many patients who are in a stage at time 0. Times are minutes before it, undefined where they are not known. */
export interface TodaysPatients {
  readonly class: string;
  readonly stage: string;
  readonly state: "served" | "waiting";
  /** Since the service began, or the request was made. */
  readonly since: number | undefined;
  readonly arrived: number | undefined;
  readonly held: Bundle;
  /** Which choice of `seize` is held, and which of `needs` serves. */
  readonly seizeOption: number;
  readonly needsOption: number;
  readonly count: number;
  /** Attributes that are known; the others are drawn. */
  readonly set: readonly (readonly [string, number])[];
  readonly span: Span;
}

export interface Exit extends Labelled {
  readonly death: boolean;
  /** Health from then on; undefined where none is stated. */
  readonly utility: TypedExpression | undefined;
}

export interface Intervention extends Labelled {
  readonly lever: string | undefined;
  /** What is changed, and how that is supposed to work, in words. */
  readonly target: string | undefined;
  readonly mechanism: string | undefined;
  /** The parameter that holds the size of the effect. */
  readonly size: string | undefined;
  /** As it is in this arm: ceiling and times are those that the rule of its scores leaves. */
  readonly adoption: Adoption;
  readonly implementation: Implementation;
  readonly costs: readonly InterventionCost[];
  readonly training: readonly Training[];
  readonly releases: readonly FreedRelease[];
}

/**
 * What a scenario stands for: an effect as it was published, the same as is likely here, or what would have changed without doing
 * anything, where the study had no control.
 */
export type Role = "published" | "likely" | "trend";

/** Why a scenario brings less here than where it was published. */
export type GapCause = "uptake" | "fidelity" | "lag" | "training";

/** The arms from as published to as likely here: each has one cause more than the one before. */
export interface GapPlan {
  readonly published: string;
  readonly likely: string;
  /** Those causes that the interventions state, in order; the arm of the last is the likely one. */
  readonly steps: readonly { readonly cause: GapCause; readonly arm: string }[];
}

/** What becomes of what an intervention frees of a resource. */
export interface FreedRelease {
  readonly resource: string;
  /** Of what is freed, how much is released for another use: 0 to 1. */
  readonly share: number;
  /** Units that can only be given up together, above 0. */
  readonly whole: number;
  /** Money per minute: what a unit that is released is worth, and what one saves that is given up. */
  readonly value: number | undefined;
  readonly cash: number | undefined;
  readonly use: FreedUse;
}

export type FreedUse = "morePatients" | "shorterWaits" | "nothing";

/** How much of an intervention comes to bear in an arm: plain numbers, after the rule has been applied to its scores. */
export interface Implementation {
  /** By which the ceiling and the times of the curve have been multiplied; both 1 without scores. */
  readonly ceiling: number;
  readonly stretch: number;
  /** Share of the effect that those who adopt get: 1 for the whole. */
  readonly fidelity: number;
  /** Time constant with which the effect grows from day 0 on, minutes; 0 when it is there at once. */
  readonly lag: number;
  /** Share of the freed time that is released, by the rule; undefined without scores. */
  readonly releaseShare: number | undefined;
  readonly scores: Scores | undefined;
}

/** What the file says of those who carry a change out, each from 0 to 1, and what other programmes leave of it. */
export interface Scores {
  /** After other programmes have taken their part. */
  readonly capability: number;
  readonly statedCapability: number;
  readonly motivation: number;
  readonly plan: number;
  /** That go on at the same time, this one included when it spreads. */
  readonly programmes: number;
}

/** Uptake among the eligible, as a function of the time since day 0. */
export interface Adoption {
  /** True: in force from time 0 for everybody; then `dayZero` is 0 and nothing is drawn. */
  readonly full: boolean;
  /** Minutes from the start of the run to day 0. */
  readonly dayZero: number;
  readonly curve: AdoptionCurve;
  /** Uptake halves with each half-life, minutes, from so many minutes after day 0 on. */
  readonly decay: { readonly halfLife: number; readonly from: number } | undefined;
  readonly eligible: TypedExpression | undefined;
  /** An attribute: one draw for each of its values instead of one for each patient. */
  readonly by: string | undefined;
  /** Interventions with the same luck share their draws; by default the intervention's own name. */
  readonly luck: string;
}

export type AdoptionCurve =
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "linear"; readonly over: number; readonly ceiling: number }
  | { readonly kind: "logistic"; readonly half: number; readonly tenToNinety: number; readonly ceiling: number }
  /** Bass: those who begin of themselves, and those who follow others, both per minute. */
  | { readonly kind: "bass"; readonly p: number; readonly q: number; readonly ceiling: number }
  /** Linear between points (minutes since day 0, share), constant after the last. */
  | { readonly kind: "points"; readonly points: readonly (readonly [number, number])[] };

export interface InterventionCost extends Labelled {
  readonly organisation: string | undefined;
  readonly basis: "once" | "rate" | "perPatient";
  /** Money for `once`; money per minute for `rate`, from day 0 on; money for each who adopts. */
  readonly amount: number;
  /** Minutes from day 0 for which a rate is paid; Infinity for good. */
  readonly lasts: number;
  /** Undefined: the kind that goes with the basis. */
  readonly kind: CostKind | undefined;
}

/** Time taken from the calendar of a resource, from day 0 on. */
export interface Training {
  readonly resource: string;
  /** Minutes of wholes, all together, and those from day 0 on over which they are spread. */
  readonly hours: number;
  readonly over: number;
  /** Share of the hours in which others stand in, and what these cost above the rostered price. */
  readonly backfill: number;
  readonly premium: number;
  /** Who pays for them; undefined: who pays for the resource. */
  readonly organisation: string | undefined;
  readonly span: Span;
}

/** What a training of an intervention takes of a resource as it is in an arm. */
export interface TrainingTime {
  readonly intervention: string;
  readonly resource: string;
  readonly organisation: string | undefined;
  readonly premium: number;
  readonly spells: readonly TrainingSpell[];
}

/** Over [from, to) so many wholes are off the roster, and others stand in for so many, on average. */
export interface TrainingSpell {
  readonly from: number;
  readonly to: number;
  readonly away: number;
  readonly backfilled: number;
  /** The rostered price: money per whole and minute. */
  readonly price: number;
}

/** A value that changes at the day 0 of an intervention: the last phase whose `from` has been reached holds. */
export type Phases<T> = readonly { readonly from: number; readonly value: T }[];

export interface Resource extends Labelled {
  readonly organisation: string | undefined;
  /** Units of one whole, such as 20 when one person is shared by 20; capacities are in units, prices of time per whole. */
  readonly parts: number;
  readonly phases: Phases<ResourcePhase>;
  readonly span: Span;
}

export interface ResourcePhase {
  /** The calendar of every other day. */
  readonly capacity: Capacity;
  /** Calendars of some dates instead, and calendars that take the place of `capacity` from a date on; sorted by first day. */
  readonly dates: readonly DatedCapacity[];
  /** Probability that a whole that is rostered is absent for a shift. */
  readonly absence: number;
  /** No use begins later than this before capacity falls, minutes. */
  readonly lastStart: number;
  /** What becomes of services when capacity falls below use. */
  readonly atShiftEnd: AtShiftEnd;
  /** Minutes for which a unit stays occupied after it is given back. */
  readonly turnover: Value | undefined;
  /** How its windows go, when they are sessions. */
  readonly sessions: SessionRules | undefined;
  readonly costs: readonly ResourceCost[];
}

export interface SessionRules {
  /** Minutes after its opening at which a session begins, below 0 for on time. */
  readonly late: Value | undefined;
  /** How many can be called in one; undefined: as many as there is time for. */
  readonly booked: number | undefined;
  /** Probability that one of them does not come. */
  readonly noShow: number;
}

export type Capacity =
  | { readonly kind: "constant"; readonly units: number } // Infinity for `unlimited`
  /** Weekly step function: from `minute` (0 = Monday 00:00) on there are `units`. */
  | ({ readonly kind: "weekly" } & CapacitySteps)
  /** The same for a cycle of `period` minutes, whole days, that begins on `firstDay`, days since 1970-01-01. */
  | ({ readonly kind: "cycle"; readonly period: number; readonly firstDay: number } & CapacitySteps);

export interface CapacitySteps {
  /** The first at 0; neighbours differ. */
  readonly steps: readonly { readonly minute: number; readonly units: number }[];
  /** Minutes at which windows begin, as they are written. */
  readonly shifts: readonly number[];
}

/** From the first to the last day, whole, days since 1970-01-01; `lastDay` is Infinity for `onwards`. */
export interface DatedCapacity {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly capacity: Capacity;
}

export interface ResourceCost {
  /**
   * held: while a unit is in use, per minute · rostered: while a unit is on duty, used or not, per minute ·
   * overtime: for a unit in use beyond those on duty, per minute; that of `rostered` when it is not stated ·
   * use: each time a unit is taken · fixed: for the resource as a whole, per minute · stepped: for each begun block of units on
   * duty, per minute.
   */
  readonly basis: ResourceBasis;
  readonly amount: number;
  /** Undefined: the kind that goes with the basis. */
  readonly kind: CostKind | undefined;
  /** Units of a block, of `stepped` alone. */
  readonly every?: number;
}

export interface PatientClass extends Labelled {
  readonly arrive: Phases<Arrivals>;
  /** In order of evaluation: each uses only earlier ones. */
  readonly attributes: readonly { readonly name: string; readonly value: Value }[];
  /** To the first stage: all its targets are stages. */
  readonly enter: Route;
}

export type Arrivals =
  | {
      readonly kind: "poisson";
      /** Per minute, mean over the profile. */
      readonly rate: number;
      /** 168 weights of mean 1, Monday 00:00 first; undefined when flat. */
      readonly profile: readonly number[] | undefined;
      /** How many come at each point; undefined for one. */
      readonly batch: Value | undefined;
    }
  /** Poisson with a rate that reads the clock. */
  | { readonly kind: "varying"; readonly rate: TypedExpression; readonly batch: Value | undefined }
  | {
      readonly kind: "every";
      readonly gap: Value;
      /** Undefined: a gap like the others. */
      readonly first: Value | undefined;
      readonly batch: Value | undefined;
    }
  | {
      readonly kind: "booked";
      /** One for each patient, in minutes of the week: sorted, then as written. */
      readonly minutes: readonly number[];
      /** Probability not to come. */
      readonly noShow: TypedExpression | undefined;
      readonly late: Value | undefined;
    }
  | { readonly kind: "population"; readonly size: number }
  | {
      readonly kind: "listed";
      /** Sorted by time, then as written. Attributes given here replace the drawn ones. */
      readonly patients: readonly { readonly at: number; readonly set: readonly (readonly [string, number])[] }[];
    }
  | { readonly kind: "none" };

/** Chosen by who adopts what: `then` for a patient who adopts the intervention, `otherwise` for the others. */
export type Adopted<T> =
  | { readonly kind: "plain"; readonly value: T }
  | {
      readonly kind: "adopted";
      readonly intervention: string;
      readonly then: Adopted<T>;
      readonly otherwise: Adopted<T>;
    };

/** A duration, a probability, an attribute: drawn or computed for one patient at one moment. */
export type Value =
  | { readonly kind: "expression"; readonly expression: TypedExpression }
  | {
      readonly kind: "draw";
      readonly distribution: string;
      readonly form: number;
      /** One for each number that `Distribution.prepare` takes, in its order. */
      readonly parameters: readonly TypedExpression[];
    }
  /** First match wins; the last has no condition. */
  | {
      readonly kind: "cases";
      readonly cases: readonly { readonly when: TypedExpression | undefined; readonly use: Value }[];
    }
  | { readonly kind: "chance"; readonly probability: TypedExpression }
  | { readonly kind: "adopted"; readonly intervention: string; readonly then: Value; readonly otherwise: Value }
  | { readonly kind: "times" | "plus"; readonly amount: TypedExpression; readonly of: Value };

export interface Stage extends Labelled {
  /** Names the streams of its draws; by default the stage's own name. */
  readonly luck: string;
  readonly setOnEntry: readonly Assignment[];
  readonly queue: Adopted<QueueLimit | undefined>;
  readonly priority: Value;
  readonly seize: Adopted<Request | undefined>;
  readonly release: Adopted<readonly Release[]>;
  readonly needs: Adopted<Request | undefined>;
  /** A request that cannot be met holds up later ones for its resources. */
  readonly strict: boolean;
  /** Its `needs` may take staff from services of worse priority. */
  readonly preempts: boolean;
  /** What becomes of a service here that staff is taken from. */
  readonly whenPreempted: "never" | "resume" | "restart" | "redraw";
  /** Who turns back at the door goes where. */
  readonly balk: Adopted<Route | undefined>;
  /** Whose turn it is, and who is not taken after all, goes where. */
  readonly startIf: Adopted<Route | undefined>;
  readonly leave: Adopted<readonly Timer[]>;
  /** Service may begin only within these hours; undefined: at any time. */
  readonly until: Adopted<OpeningHours | undefined>;
  /** Several patients go on together. */
  readonly meet: Adopted<Meeting | undefined>;
  /** Children that begin with the service. */
  readonly tasks: Adopted<Tasks | undefined>;
  /** Children and events during the service, by name. */
  readonly contacts: Adopted<readonly Contact[]>;
  readonly duration: Value;
  readonly set: readonly Assignment[];
  /** Health of who is here; undefined where none is stated. */
  readonly utility: Adopted<TypedExpression | undefined>;
  readonly next: Adopted<Route>;
  readonly span: Span;
}

export interface Assignment {
  readonly attribute: string;
  readonly value: Value;
}

export interface QueueLimit {
  readonly places: number;
  /** Stage or exit for those who find it full; undefined: `lost` from outside, blocked where they are from another stage. */
  readonly whenFull: string | undefined;
}

/** Any one of these, the first that can be met. */
export type Request = readonly RequestOption[];

export interface RequestOption {
  readonly bundle: Bundle;
  /** Offered only after so many minutes of waiting. */
  readonly after: number;
  /** What `by(stage)` says when this option served. */
  readonly server: string;
  /** Work done per minute; undefined for 1. */
  readonly speed: Value | undefined;
  readonly set: readonly Assignment[];
}

/** Takes the patient out of the stage when it runs out. */
export interface Timer {
  readonly after: Value;
  /** To the start of service, to the stage's end, or as long as the patient is in one of these stages. */
  readonly scope: "waiting" | "here" | readonly string[];
  readonly to: string;
}

/** When `count` have come, or minutes after the first came: Infinity for no such end. */
export interface Meeting {
  readonly count: number;
  readonly after: number;
}

/** Small pathways beside the patient's, each from a stage of its own to `done`; sorted. */
export interface Tasks {
  readonly start: readonly string[];
  readonly join: "all" | "any" | "none";
  readonly brings: readonly string[];
}

/** One that falls due again and again. `start` undefined: an event that is only counted. */
export interface Contact {
  readonly name: string;
  readonly every: Value;
  /** Undefined: as long as `every`. */
  readonly first: Value | undefined;
  readonly count: Value | undefined;
  readonly late: "skip" | "queue";
  readonly start: string | undefined;
  readonly brings: readonly string[];
}

/** All of these units together; sorted by resource name. */
export type Bundle = readonly { readonly resource: string; readonly units: number }[];

/** `units` undefined: all that is held of it. */
export interface Release {
  readonly resource: string;
  readonly units: number | undefined;
}

/** Weekly windows in minutes of the week, merged and sorted. */
export type OpeningHours = readonly { readonly from: number; readonly to: number }[];

/** Conditions first, in order; then one draw among the chances; what is left goes to `otherwise`, or the shortest of several. */
export interface Route {
  readonly when: readonly { readonly condition: TypedExpression; readonly to: string }[];
  readonly chances: readonly { readonly probability: TypedExpression; readonly to: string }[];
  /** Undefined when the chances are constants that sum to 1, or when nobody need go. */
  readonly otherwise: string | undefined;
  /** Stages of which the one with the fewest patients is taken; empty when there is no such choice. */
  readonly shortest: readonly string[];
  /** Everybody goes one of these ways. */
  readonly exhaustive: boolean;
}

export interface Measure extends Labelled {
  readonly statistic: "mean" | "share" | "percentile" | "max" | "count" | "rate" | "sum" | "ratio";
  /** Patients at their exit, visits to a stage at its end, spells of holding a resource at theirs, sessions when their last case is over; the window itself. */
  readonly records: "patients" | "visits" | "stays" | "sessions" | "time";
  /** The stage of visits, the resource of stays and sessions. */
  readonly subject: string | undefined;
  /** A boolean for share, count and rate; undefined for a count or rate of all. */
  readonly of: TypedExpression | undefined;
  readonly where: TypedExpression | undefined;
  /** In (0, 1), of `percentile`. */
  readonly at: number | undefined;
  /** Of `rate`, `count` and `sum`: minutes in the stated period. */
  readonly per: number | undefined;
  readonly by: Grouping | undefined;
  /** Minutes of each period of a series over the window. */
  readonly every: number | undefined;
  /** The measures above and below the line. */
  readonly ratio: readonly [string, string] | undefined;
  readonly unit: Unit;
  readonly better: "higher" | "lower" | undefined;
  /** Smallest difference that matters, in the unit of the measure. */
  readonly matters: number | undefined;
  /** One of the measures that the answer leads with, in the order of writing. */
  readonly headline: boolean;
  readonly span: Span;
}

/** A measure told again for each value of an attribute, or each band of a number; of the class when there is no attribute. */
export interface Grouping {
  readonly attribute: string | undefined;
  /** Rising; n cuts make n + 1 bands. Empty for what is no number. */
  readonly cuts: readonly number[];
  /** In the order of the class names, of the attribute's values, or of the bands. */
  readonly groups: readonly Labelled[];
}

export interface Productivity {
  readonly activities: readonly Activity[];
  /** The measure of what the pathway is for: an amount in the window, of which more is better. */
  readonly outcome: string;
}

/** Part of the output: completed visits of a stage, or patients who leave by an exit. */
export interface Activity extends Labelled {
  readonly kind: "stage" | "exit";
  readonly of: string;
  /** Of one, in the baseline. */
  readonly cost: number;
  readonly quality: readonly QualityFactor[];
}

export interface QualityFactor {
  readonly aspect: "survival" | "readmission" | "satisfaction" | "wait";
  readonly measure: string;
  readonly exponent: number;
  /** Of a wait: what a year takes away, such as 0.035; 0 of the others. */
  readonly discount: number;
}

export interface Target extends Labelled {
  readonly scenario: string;
  readonly measure: string;
  readonly versus: string | undefined;
  /** value: of the scenario itself; ratio and difference: against `versus`. */
  readonly kind: "value" | "ratio" | "difference";
  /** What was published; the tolerance is [low, high], ends included. */
  readonly published: number | undefined;
  readonly low: number;
  readonly high: number;
  readonly evidence: string | undefined;
  readonly span: Span;
}
