/**
 * What the kernel knows of patients, resources and stages: for recorders and expressions to read, never to write. Tables of
 * patients grow, so read them through this object each time. Row of a patient: slot × number of columns.
 */
export interface KernelState {
  readonly now: number;
  readonly replication: number;
  /** Slots in use may be anywhere below this. */
  readonly slots: number;
  /** Patients in the system. */
  readonly present: number;
  classOf(patient: number): number;
  /** Number within the class, from 1; of those who are there at time 0 −1, −2 and so on. */
  numberOf(patient: number): number;
  /** −Infinity for who is there at time 0 since it is not known when. */
  arrivedAt(patient: number): number;
  stageOf(patient: number): number;
  /** Minutes waited (queued, blocked, waiting for staff) up to the last change of state; what that is, and since when. */
  waited(patient: number): number;
  doing(patient: number): number;
  since(patient: number): number;
  /** Whether a request of the patient is not met: who waits without one waits for a group, or in a service that pauses. */
  asks(patient: number): boolean;
  /** The exit taken; NONE while in the system. */
  exitOf(patient: number): number;
  /** slot × attributes */
  readonly attributes: Float64Array;
  /** slot × resources: units held by `seize`. */
  readonly held: Int32Array;
  /** slot × stages */
  readonly visits: Int32Array;
  /** slot × stages, NaN when it has not happened; empty unless the model uses stage times. */
  readonly enteredAt: Float64Array;
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  /** slot × resources, NaN when it has not happened; empty unless the model uses it. */
  readonly leftAt: Float64Array;
  /** slot × stages: who served there last, NONE when nobody has; empty unless the model uses it. */
  readonly servedBy: Int32Array;
  /** slot × interventions: 0 not asked, 1 adopts, 2 does not. */
  readonly adoption: Int8Array;
  /** Of children; empty unless the model has some. Where a child began (NONE for patients), and its number among its patient's. */
  readonly childStage: Int32Array;
  readonly birth: Int32Array;
  /** Children that are joined to a patient: the first, and the next of each. */
  readonly firstChild: Int32Array;
  readonly nextChild: Int32Array;
  readonly parentOf: Int32Array;
  /** How often a contact of the patient has fallen due in [from, to). */
  countEvents(patient: number, contact: number, from: number, to: number): number;
  /** Of each resource. */
  readonly inUse: Float64Array;
  readonly scheduled: Float64Array;
  readonly open: Float64Array;
  /** When the shift or session in progress ends: Infinity for never, NaN while there is none; kept only where it is read. */
  readonly closesAt: Float64Array;
  /** Of each stage: requests that wait. */
  readonly queue: Int32Array;
  /** Of each stage: services and delays that have ended. */
  readonly cases: Float64Array;
  /** Of each stage: patients between entering it and its end. */
  readonly inside: Int32Array;
}

/** Whether the patient was there at time 0, and so arrived before it: 0 minutes ago too. */
export function isOfToday(state: Pick<KernelState, "numberOf">, patient: number): boolean {
  return state.numberOf(patient) < 0;
}
