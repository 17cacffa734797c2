import type { Adoption } from "./adoption.ts";
import type { Contacts } from "./contacts.ts";
import type { GroupFigures } from "./group-figures.ts";
import type { Holdings } from "./holdings.ts";
import type { Measures } from "./measures.ts";
import type { PatientCosts } from "./patient-costs.ts";
import type { PatientFlow } from "./patient-flow.ts";
import type { Qalys } from "./qalys.ts";
import type { ResourceUse } from "./resource-use.ts";
import type { RootCauses } from "./root-causes.ts";
import type { StageTimes } from "./stage-times.ts";
import type { StateTime } from "./state-time.ts";

/** What the collector has gathered by the end of a run: what metrics are read from. */
export interface Parts {
  /** Length of the window in minutes. */
  readonly window: number;
  readonly flow: PatientFlow;
  readonly states: StateTime;
  /** Undefined where what is waited for is always the root. */
  readonly roots: RootCauses | undefined;
  readonly stages: StageTimes;
  readonly resources: ResourceUse;
  readonly holdings: Holdings;
  readonly costs: PatientCosts;
  readonly adoption: Adoption;
  /** Undefined where nothing has a utility. */
  readonly qalys: Qalys | undefined;
  readonly contacts: Contacts;
  readonly measures: Measures;
  readonly groups: GroupFigures;
  /** everybody, each organisation, and those who belong to none × COST_KINDS */
  readonly spending: Float64Array;
}
