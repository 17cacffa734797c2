import type { Recorder } from "../kernel/recorder.ts";
import { isOfToday, type KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { Adoption } from "./adoption.ts";
import { Contacts } from "./contacts.ts";
import { Counting } from "./counting.ts";
import { longerInts } from "./growable.ts";
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
  /** Whether some number is made of what the state holds of a patient who leaves. */
  private readonly reads: boolean;
  /** By slot. */
  private classOf = new Int32Array(0);
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
    this.resources = new ResourceUse(model, this.counting);
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
    this.reads = model.measures.length > 0 || model.interventions.length > 0;
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
    this.counting.now = now;
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
    this.counting.now = now;
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

  arrived(now: number, patient: number): void {
    this.counting.now = now;
    const cls = this.stateOfRun().classOf[patient];
    this.admit(patient, cls);
    this.pass();
    this.events++;
    this.flow.arrived(patient, cls);
    this.states.arrived(patient);
    this.stages.arrived(patient);
    this.holdings.arrived(patient);
  }

  entered(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.states.entered(patient, this.classOf[patient], stage);
    this.stages.entered(patient, stage);
  }

  doing(now: number, patient: number, state: number, cause: number): void {
    this.counting.now = now;
    this.pass();
    this.states.doing(patient, this.classOf[patient], state, cause);
  }

  taken(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.take(resource, units);
    const first = this.holdings.taken(patient, resource, units, place);
    if (this.sessions !== undefined && first) this.sessions.caseBegan(now, patient, resource);
  }

  given(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.give(resource, units);
    const over = this.holdings.given(patient, resource, units, place);
    if (this.sessions !== undefined || this.ofStays === true) {
      if (over) this.spellEnded(now, patient, resource);
    }
  }

  started(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.stages.started(patient, stage, this.states.waitOfVisit(patient));
  }

  ended(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.events++;
    this.stages.ended(patient, stage);
    if (this.ofVisits === false) return;
    const began = this.stages.beganAt(patient);
    if (this.counting.includes(began, now)) this.measures.visited(now, patient, stage, began);
  }

  exited(now: number, patient: number, exit: number): void {
    this.counting.now = now;
    this.pass();
    this.stages.exited(patient);
    const cls = this.classOf[patient];
    const ofToday = isOfToday(this.stateOfRun(), patient);
    const counts = this.counting.includes(ofToday ? -Infinity : this.flow.arrivedAt(patient), now);
    this.flow.exited(patient, cls, exit, counts);
    this.states.exited(patient, cls, counts);
    if (!counts) return;
    if (this.reads) {
      this.measures.exited(now, patient);
      this.adoption.exited(patient, this.stateOfRun());
    }
    if (!ofToday) this.holdings.exited(patient);
  }

  capacity(now: number, resource: number, scheduled: number, _open: number, rostered: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.capacity(now, resource, scheduled, rostered);
  }

  missed(now: number, patient: number): void {
    this.counting.now = now;
    this.flow.stayedAway(this.stateOfRun().classOf[patient]);
  }

  preempted(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.stages.preempt(now, patient, stage);
  }

  paused(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.stages.pause(now, patient, stage);
  }

  resumed(now: number, patient: number): void {
    this.counting.now = now;
    this.stages.resume(now, patient);
  }

  setAside(now: number, patient: number, resource: number, units: number): void {
    this.counting.now = now;
    if (!this.counting.closed) {
      this.resources.give(resource, units);
      this.aside.change(now, resource, units);
    }
    this.holdings.setAside(now, patient, resource, units);
  }

  takenUp(now: number, patient: number, resource: number, units: number): void {
    this.counting.now = now;
    if (!this.counting.closed) {
      this.resources.occupy(resource, units);
      this.aside.change(now, resource, -units);
    }
    this.holdings.setAside(now, patient, resource, -units);
  }

  turnover(now: number, resource: number, units: number): void {
    this.counting.now = now;
    if (this.counting.closed) return;
    this.resources.occupy(resource, units);
    this.turning.change(now, resource, units);
  }

  ready(now: number, resource: number, units: number): void {
    this.counting.now = now;
    if (this.counting.closed) return;
    this.resources.give(resource, units);
    this.turning.change(now, resource, -units);
  }

  sessionOpened(now: number, resource: number, late: number, came: number): void {
    this.counting.now = now;
    this.sessions?.opened(now, resource, late, came);
  }

  sessionOver(now: number, resource: number): void {
    this.counting.now = now;
    this.sessions?.over(now, resource);
  }

  pulled(now: number, _patient: number, stage: number): void {
    this.counting.now = now;
    this.stages.wasPulled(stage);
  }

  turnedAway(now: number, _patient: number, stage: number): void {
    this.counting.now = now;
    this.stages.wasTurnedAway(stage);
  }

  born(now: number, child: number): void {
    this.counting.now = now;
    this.admit(child, this.stateOfRun().classOf[child]);
    this.states.arrived(child);
    this.stages.arrived(child);
    this.holdings.arrived(child);
  }

  finished(now: number, child: number, patient: number): void {
    this.counting.now = now;
    this.pass();
    this.stages.exited(child);
    this.states.finished(child, this.classOf[child], patient);
    this.holdings.finished(child, patient, !this.counting.closed);
  }

  contact(now: number, _patient: number, contact: number, what: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.contacts.add(contact, what);
  }

  end(now: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.windowClosed(now);
    const { from, to } = this.counting;
    const { flow, states, stages, resources, turning, aside, holdings, adoption, contacts, measures, moments, model } =
      this;
    const state = this.stateOfRun();
    flow.finish(state);
    states.finish(state);
    stages.finish(state);
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

  /** The patient has none of a resource any more. */
  private spellEnded(now: number, patient: number, resource: number): void {
    const began = this.holdings.takenAt(resource, patient);
    if (this.sessions !== undefined) this.sessions.caseEnded(now, patient, resource, began);
    if (this.ofStays && this.counting.includes(began, now)) this.measures.stayed(now, patient, resource, began);
  }

  private pass(): void {
    const { now } = this.counting;
    if (now >= this.moments.next) this.moments.pass(now, this.flow.present, this.states.waitingFor);
  }

  /** Somebody has a row. */
  private admit(patient: number, cls: number): void {
    if (patient >= this.slots) this.grow(Math.max(patient + 1, this.slots * 2));
    this.classOf[patient] = cls;
  }

  private stateOfRun(): KernelState {
    if (this.state === undefined) throw new Error("a fact before the beginning of a run");
    return this.state;
  }

  private grow(slots: number): void {
    this.slots = slots;
    this.classOf = longerInts(this.classOf, slots);
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
