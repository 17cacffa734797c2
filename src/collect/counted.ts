import type { Recorder } from "../kernel/recorder.ts";
import type { Adoption } from "./adoption.ts";
import type { Counting } from "./counting.ts";
import type { ForWhom } from "./for-whom.ts";
import type { Holdings } from "./holdings.ts";
import type { Measures } from "./measures.ts";
import type { Moments } from "./moments.ts";
import type { PatientCosts } from "./patient-costs.ts";
import type { PatientFlow } from "./patient-flow.ts";
import type { Qalys } from "./qalys.ts";
import type { ResourceUse } from "./resource-use.ts";
import type { RootCauses } from "./root-causes.ts";
import type { Spells } from "./spells.ts";
import type { StageTimes } from "./stage-times.ts";
import type { StateTime } from "./state-time.ts";

/** What of a collector a plain run counts in, where it would be told of facts otherwise. */
export interface Counted extends Recorder {
  readonly counting: Counting;
  readonly flow: PatientFlow;
  readonly roots: RootCauses | undefined;
  readonly states: StateTime;
  readonly stages: StageTimes;
  readonly resources: ResourceUse;
  readonly holdings: Holdings;
  readonly spells: Spells;
  readonly costs: PatientCosts;
  readonly adoption: Adoption;
  readonly measures: Measures;
  readonly qalys: Qalys | undefined;
  readonly moments: Moments;
  readonly forWhom: ForWhom;
  /** Whether anything is made of spells, of visits, and of what the state holds of a patient who leaves. */
  readonly ofSpells: boolean;
  readonly ofVisits: boolean;
  readonly reads: boolean;
  /** Slots that there is room for. */
  readonly slots: number;
  /** Arrivals and ends so far. */
  events: number;
  grow(slots: number): void;
  /** The run is over, and what those inside have done is counted. */
  finish(): void;
  /** A moment has come at which the numbers of patients are looked at. */
  pass(): void;
  /** A patient takes units of a resource, or gives them back. */
  more(now: number, patient: number, resource: number, units: number): void;
  less(now: number, patient: number, resource: number, units: number): void;
}
