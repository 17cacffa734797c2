import type { Recorder } from "../kernel/recorder.ts";
import { isOfToday, type KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { Adoption } from "./adoption.ts";
import { Contacts } from "./contacts.ts";
import { Counting } from "./counting.ts";
import { Holdings } from "./holdings.ts";
import { LevelTime } from "./level-time.ts";
import { Measures, measuresRead } from "./measures.ts";
import { type ReadMetric, readMetrics } from "./metrics.ts";
import { Moments } from "./moments.ts";
import { spending } from "./money.ts";
import { PatientFlow } from "./patient-flow.ts";
import { ResourceUse } from "./resource-use.ts";
import type { RunResult } from "./run-result.ts";
import { Sessions } from "./sessions.ts";
import { StageTimes } from "./stage-times.ts";
import { StateTime } from "./state-time.ts";

/**
 * Makes the numbers of a run from its facts: see docs/measures.md for what each means. The same collector can listen to one
 * replication after another; its tables grow to what the largest needs and are kept.
 */
export class Collector implements Recorder {
  readonly wantsElapsed: boolean;

  private readonly model: Model;
  private readonly counting: Counting;
  private readonly metrics: readonly ReadMetric[];
  private readonly flow: PatientFlow;
  private readonly states: StateTime;
  private readonly stages: StageTimes;
  private readonly resources: ResourceUse;
  private readonly turning: LevelTime;
  private readonly aside: LevelTime;
  private readonly holdings: Holdings;
  private readonly adoption: Adoption;
  private readonly measures: Measures;
  /** Whether some measure is of visits, or of stays. */
  private readonly ofVisits: boolean;
  private readonly ofStays: boolean;
  private readonly contacts: Contacts;
  /** Undefined unless a measure is of sessions. */
  private readonly sessions: Sessions | undefined;
  private readonly moments: Moments;
  private state: KernelState | undefined;
  private slots = 0;
  private events = 0;
  private outcome: RunResult | undefined;

  constructor(model: Model) {
    this.model = model;
    this.counting = new Counting(model.clock.cohort);
    this.metrics = readMetrics(model);
    this.flow = new PatientFlow(model, this.counting);
    this.states = new StateTime(model, this.counting);
    this.stages = new StageTimes(model, this.counting, measuresRead(model, "midnightsIn"));
    this.resources = new ResourceUse(model);
    this.turning = new LevelTime(model.resources.length);
    this.aside = new LevelTime(model.resources.length);
    this.holdings = new Holdings(model, this.counting, measuresRead(model, "midnightsHeld"));
    this.adoption = new Adoption(model);
    this.contacts = new Contacts(model);
    this.moments = new Moments(model.clock.run, model.resources.length);
    const now = (): number => this.stateOfRun().now;
    this.measures = new Measures(model, this.counting, {
      midnightsHeld: (resource, patient) => known(this.holdings.midnightsHeld(resource, patient, now())),
      midnightsIn: (stage, patient) => known(this.stages.midnightsIn(stage, patient, now())),
      taken: (resource, patient) => known(this.holdings.takenAt(resource, patient)),
      cost: (organisation, patient) => this.holdings.cost(organisation, patient, now()),
      session: (figure) => this.sessions?.figure(figure) ?? Number.NaN,
    });
    if (model.measures.some(({ records }) => records === "sessions")) {
      this.sessions = new Sessions(model.resources.length, (at, resource, opened) => {
        if (this.counting.includes(opened, at)) this.measures.held(at, resource, opened);
      });
    }
    this.ofVisits = model.measures.some(({ records }) => records === "visits");
    this.ofStays = model.measures.some(({ records }) => records === "stays");
    this.wantsElapsed = this.measures.overTime;
    this.grow(64);
  }

  /** The numbers of the run that has ended; throws before its end. */
  result(): RunResult {
    if (this.outcome === undefined) throw new Error(`arm "${this.model.arm}": no result before the run has ended`);
    return this.outcome;
  }

  begin(state: KernelState): void {
    this.state = state;
    this.counting.begin();
    this.events = 0;
    this.outcome = undefined;
    this.flow.begin();
    this.states.begin(state);
    this.stages.begin();
    this.resources.begin();
    this.turning.begin();
    this.aside.begin();
    this.holdings.begin();
    this.adoption.clear();
    this.contacts.clear();
    this.sessions?.begin();
    this.measures.begin(state);
    this.moments.begin();
  }

  elapsed(from: number, to: number): void {
    if (!this.counting.closed) this.measures.elapsed(Math.max(from, this.counting.from), to);
  }

  windowOpened(now: number): void {
    this.counting.from = now;
    this.flow.open();
    this.states.open();
    this.stages.open();
    this.resources.open(now);
    this.turning.open(now);
    this.aside.open(now);
    this.holdings.open();
    this.adoption.clear();
    this.contacts.clear();
    this.measures.clear();
    this.moments.open(now, this.flow.present, this.states.waitingFor);
  }

  windowClosed(now: number): void {
    const { flow, states, moments, counting } = this;
    counting.to = now;
    this.measures.settle(now);
    moments.pass(now, flow.present, states.waitingFor);
    moments.finish(flow.present, states.waitingFor);
    flow.close();
    this.resources.finish(now);
    this.turning.finish(now);
    this.aside.finish(now);
  }

  capacity(now: number, resource: number, scheduled: number, _open: number, rostered: number): void {
    if (!this.counting.closed) this.resources.capacity(now, resource, scheduled, rostered);
  }

  arrived(now: number, patient: number): void {
    if (patient >= this.slots) this.grow(Math.max(patient + 1, this.slots * 2));
    this.pass(now);
    this.events++;
    this.flow.arrived(now, patient, this.classOf(patient));
    this.states.arrived(now, patient);
    this.stages.arrived(patient);
    this.holdings.arrived(patient);
  }

  missed(_now: number, patient: number): void {
    this.flow.stayedAway(this.classOf(patient));
  }

  entered(now: number, patient: number, stage: number): void {
    this.states.entered(now, patient, this.classOf(patient), stage);
    this.stages.entered(now, patient, stage);
  }

  doing(now: number, patient: number, state: number, cause: number): void {
    this.pass(now);
    this.states.doing(now, patient, this.classOf(patient), state, cause);
  }

  taken(now: number, patient: number, resource: number, units: number, place: boolean): void {
    if (!this.counting.closed) this.resources.take(now, resource, units);
    const first = this.holdings.taken(now, patient, resource, units, place);
    if (first && this.sessions !== undefined) this.sessions.caseBegan(now, patient, resource);
  }

  given(now: number, patient: number, resource: number, units: number, place: boolean): void {
    if (!this.counting.closed) this.resources.give(now, resource, units);
    const over = this.holdings.given(now, patient, resource, units, place);
    if (!over || (!this.ofStays && this.sessions === undefined)) return;
    const began = this.holdings.takenAt(resource, patient);
    if (this.sessions !== undefined) this.sessions.caseEnded(now, patient, resource, began);
    if (this.counting.includes(began, now)) this.measures.stayed(now, patient, resource, began);
  }

  started(now: number, patient: number, stage: number): void {
    this.stages.started(now, patient, stage, this.states.waitOfVisit(now, patient));
  }

  ended(now: number, patient: number, stage: number): void {
    this.events++;
    this.stages.ended(now, patient, stage);
    if (!this.ofVisits) return;
    const began = this.stages.beganAt(patient);
    if (this.counting.includes(began, now)) this.measures.visited(now, patient, stage, began);
  }

  preempted(now: number, patient: number, stage: number): void {
    this.stages.preempt(now, patient, stage);
  }

  paused(now: number, patient: number, stage: number): void {
    this.stages.pause(now, patient, stage);
  }

  resumed(now: number, patient: number): void {
    this.stages.resume(now, patient);
  }

  setAside(now: number, patient: number, resource: number, units: number): void {
    if (!this.counting.closed) {
      this.resources.give(now, resource, units);
      this.aside.change(now, resource, units);
    }
    this.holdings.setAside(now, patient, resource, units);
  }

  takenUp(now: number, patient: number, resource: number, units: number): void {
    if (!this.counting.closed) {
      this.resources.occupy(now, resource, units);
      this.aside.change(now, resource, -units);
    }
    this.holdings.setAside(now, patient, resource, -units);
  }

  turnover(now: number, resource: number, units: number): void {
    if (this.counting.closed) return;
    this.resources.occupy(now, resource, units);
    this.turning.change(now, resource, units);
  }

  ready(now: number, resource: number, units: number): void {
    if (this.counting.closed) return;
    this.resources.give(now, resource, units);
    this.turning.change(now, resource, -units);
  }

  sessionOpened(now: number, resource: number, late: number, came: number): void {
    this.sessions?.opened(now, resource, late, came);
  }

  sessionOver(now: number, resource: number): void {
    this.sessions?.over(now, resource);
  }

  pulled(_now: number, _patient: number, stage: number): void {
    this.stages.wasPulled(stage);
  }

  turnedAway(_now: number, _patient: number, stage: number): void {
    this.stages.wasTurnedAway(stage);
  }

  born(now: number, child: number): void {
    if (child >= this.slots) this.grow(Math.max(child + 1, this.slots * 2));
    this.states.arrived(now, child);
    this.stages.arrived(child);
    this.holdings.arrived(child);
  }

  finished(now: number, child: number, patient: number): void {
    this.pass(now);
    this.stages.exited(now, child);
    this.states.finished(now, child, this.classOf(child), patient);
    this.holdings.finished(child, patient, !this.counting.closed);
  }

  contact(_now: number, _patient: number, contact: number, what: number): void {
    if (!this.counting.closed) this.contacts.add(contact, what);
  }

  exited(now: number, patient: number, exit: number): void {
    this.pass(now);
    this.stages.exited(now, patient);
    const state = this.stateOfRun();
    const cls = state.classOf[patient];
    const counts = this.counting.includes(isOfToday(state, patient) ? -Infinity : state.arrivedAt[patient], now);
    this.flow.exited(now, patient, cls, exit, counts);
    this.states.exited(now, patient, cls, counts);
    if (!counts) return;
    this.measures.exited(now, patient);
    this.adoption.exited(patient, state);
    if (!isOfToday(state, patient)) this.holdings.exited(patient);
  }

  end(now: number): void {
    if (!this.counting.closed) this.windowClosed(now);
    const { from, to } = this.counting;
    const { flow, states, stages, resources, turning, aside, holdings, adoption, contacts, measures, moments, model } =
      this;
    const state = this.stateOfRun();
    flow.finish(now, state);
    states.finish(now, state);
    stages.finish(now, state);
    holdings.finish();
    const parts = {
      window: to - from,
      flow,
      states,
      stages,
      resources,
      turning,
      aside,
      holdings,
      adoption,
      contacts,
      measures,
      spending: spending(model, resources, from, to),
    };
    this.outcome = {
      arm: model.arm,
      replication: state.replication,
      values: Float64Array.from(this.metrics, ({ read }) => read(parts)),
      censusByHour: resources.censusByHour,
      minutesAtLevel: resources.levels.map((level) => level.trimmed()),
      presentAt: moments.presentAt,
      waitingAt: moments.waitingAt,
      events: this.events,
    };
  }

  private pass(now: number): void {
    if (now >= this.moments.next) this.moments.pass(now, this.flow.present, this.states.waitingFor);
  }

  private classOf(patient: number): number {
    return this.stateOfRun().classOf[patient];
  }

  private stateOfRun(): KernelState {
    if (this.state === undefined) throw new Error("a fact before the beginning of a run");
    return this.state;
  }

  private grow(slots: number): void {
    this.slots = slots;
    this.flow.grow(slots);
    this.states.grow(slots);
    this.stages.grow(slots);
    this.holdings.grow(slots);
  }
}

/** What goes back to before anybody knows is no number. */
function known(value: number): number {
  return Math.abs(value) === Infinity ? Number.NaN : value;
}
