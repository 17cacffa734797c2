import type { PlainKernel } from "../kernel/plain.ts";
import type { PlainRunner } from "../kernel/plain-runner.ts";
import type { LeaverRecorder } from "../kernel/recorder.ts";
import { isOfToday, type KernelState } from "../kernel/state.ts";
import type { Model } from "../model/model.ts";
import { Adoption } from "./adoption.ts";
import { Contacts } from "./contacts.ts";
import { linesSpent } from "./cost-lines.ts";
import type { Counted } from "./counted.ts";
import { Counting } from "./counting.ts";
import { ForWhom } from "./for-whom.ts";
import { Holdings } from "./holdings.ts";
import { Measures, measureSpells, measuresRead } from "./measures.ts";
import type { ReadMetric } from "./metric-rows.ts";
import { readMetrics } from "./metrics.ts";
import { Moments } from "./moments.ts";
import { spending } from "./money.ts";
import { PatientCosts } from "./patient-costs.ts";
import type { PatientDigest } from "./patient-digest.ts";
import { PatientFlow } from "./patient-flow.ts";
import { CLASS, ROW } from "./patient-row.ts";
import { PatientRows } from "./patient-rows.ts";
import { NoMemory } from "./plain-memory.ts";
import { PlainRun } from "./plain-run.ts";
import { Qalys } from "./qalys.ts";
import { ResourceUse } from "./resource-use.ts";
import { RootCauses } from "./root-causes.ts";
import type { RunResult } from "./run-result.ts";
import { Sessions } from "./sessions.ts";
import { Spells } from "./spells.ts";
import { StageTimes } from "./stage-times.ts";
import { StateTime } from "./state-time.ts";
import { whatIsAssembled } from "./web-assembly.ts";

/**
 * Makes the numbers of a run from its facts: see docs/measures.md for what each means. The same collector can listen to one
 * replication after another; its tables grow to what the largest needs and are kept. Plain pathways it runs itself, and counts in the same
 * tables, which its parts show for that.
 */
export class Collector implements Counted, PlainRunner {
  readonly wantsElapsed: boolean;

  private readonly model: Model;
  readonly counting: Counting;
  private readonly metrics: readonly ReadMetric[];
  readonly rows = new PatientRows();
  readonly flow: PatientFlow;
  /** Undefined where nobody can hold anything while he waits. */
  readonly roots: RootCauses | undefined;
  readonly states: StateTime;
  readonly stages: StageTimes;
  readonly resources: ResourceUse;
  readonly holdings: Holdings;
  readonly spells: Spells;
  readonly costs: PatientCosts;
  /** Whether anything is made of spells, costs among them. */
  readonly ofSpells: boolean;
  readonly adoption: Adoption;
  readonly measures: Measures;
  /** Whether some measure is of visits, or of stays. */
  readonly ofVisits: boolean;
  private readonly ofStays: boolean;
  /** Undefined where nothing has a utility. */
  readonly qalys: Qalys | undefined;
  private readonly contacts: Contacts;
  /** Undefined unless a measure is of sessions. */
  private readonly sessions: Sessions | undefined;
  readonly moments: Moments;
  readonly forWhom: ForWhom;
  /** Whether some number is made of what the state holds of a patient who leaves. */
  readonly reads: boolean;
  private state: KernelState | undefined;
  slots = 0;
  events = 0;
  private outcome: RunResult | undefined;
  /** What runs plain pathways of the kernel that asked last. */
  private plainRun: PlainRun | undefined;
  private lacksMemory = false;

  /** @param digesting keeps what becomes of each patient, to be held against another arm */
  constructor(model: Model, digesting = false) {
    this.model = model;
    this.counting = new Counting(model.clock.cohort);
    this.metrics = readMetrics(model);
    this.flow = new PatientFlow(model, this.counting);
    this.roots = model.uses.passes.includes(true) ? new RootCauses(model, this.counting, this.rows) : undefined;
    this.states = new StateTime(model, this.counting, this.rows, this.roots);
    this.stages = new StageTimes(model, this.counting, this.rows, measuresRead(model, "midnightsIn"));
    this.resources = new ResourceUse(model, this.counting);
    this.holdings = new Holdings(model, this.counting);
    this.spells = new Spells(model, measuresRead(model, "midnightsHeld"));
    this.costs = new PatientCosts(model, this.spells);
    this.adoption = new Adoption(model);
    this.qalys = model.utilities && new Qalys(model, model.utilities);
    this.contacts = new Contacts(model);
    this.moments = new Moments(model.clock.run, model.resources.length);
    const now = (): number => this.stateOfRun().now;
    this.measures = new Measures(model, this.counting, {
      midnightsHeld: (resource, patient) => known(this.spells.midnightsHeld(now(), patient, resource)),
      midnightsIn: (stage, patient) => known(this.stages.midnightsIn(stage, patient, now())),
      taken: (resource, patient) => known(this.spells.beganAt(patient, resource)),
      cost: (organisation, patient) => this.costs.cost(now(), patient, organisation),
      session: (figure) => this.sessions?.figure(figure) ?? Number.NaN,
    });
    this.forWhom = new ForWhom(model, digesting, this.costs, this.measures);
    if (model.measures.some(({ records }) => records === "sessions")) {
      this.sessions = new Sessions(model.resources.length, (at, resource, opened) => {
        if (this.counting.includes(opened, at)) this.measures.held(at, resource, opened);
      });
    }
    this.ofVisits = model.measures.some(({ records }) => records === "visits");
    this.ofStays = model.measures.some(({ records }) => records === "stays");
    this.ofSpells = this.costs.any || measureSpells(model);
    this.wantsElapsed = this.measures.overTime;
    this.reads = model.measures.length > 0 || model.interventions.length > 0;
    this.grow(64);
  }

  /** The numbers of the run that has ended; throws before its end. */
  result(): RunResult {
    if (this.outcome === undefined) throw new Error(`arm "${this.model.arm}": no result before the run has ended`);
    return this.outcome;
  }

  /**
   * Where there is no WebAssembly, or not the memory for it, facts are told of plain pathways too.
   * @param beside hears of the window, and of who leaves
   */
  runPlain(kernel: PlainKernel, beside?: LeaverRecorder): boolean {
    if (this.lacksMemory || whatIsAssembled() === undefined) return false;
    try {
      if (this.plainRun?.kernel !== kernel) this.plainRun = new PlainRun(kernel, this);
      this.plainRun.run(beside);
      return true;
    } catch (error) {
      if (!(error instanceof NoMemory)) throw error;
      this.lacksMemory = true;
      this.plainRun = undefined;
      return false;
    }
  }

  /** What became of each patient of the run that has ended: valid until the next begins. */
  digest(): PatientDigest {
    return this.forWhom.digest();
  }

  begin(state: KernelState): void {
    this.state = state;
    this.counting.begin();
    this.events = 0;
    this.outcome = undefined;
    this.rows.begin();
    this.flow.begin(state);
    this.roots?.begin();
    this.states.begin(state);
    this.stages.begin();
    this.resources.begin();
    this.holdings.begin();
    this.spells.begin();
    this.costs.begin();
    this.adoption.clear();
    this.qalys?.begin(state);
    this.contacts.clear();
    this.sessions?.begin();
    this.measures.begin(state);
    this.forWhom.begin(state);
    this.moments.begin();
  }

  elapsed(from: number, to: number): void {
    if (!this.counting.closed) this.measures.elapsed(Math.max(from, this.counting.from), to);
  }

  windowOpened(now: number): void {
    this.counting.now = now;
    this.counting.from = now;
    this.flow.open();
    this.states.open(now);
    this.roots?.open(now);
    this.stages.open();
    this.resources.open(now);
    this.holdings.open();
    this.costs.open();
    this.adoption.clear();
    this.qalys?.clear();
    this.contacts.clear();
    this.measures.clear();
    this.forWhom.clear();
    this.moments.open(now, this.flow.present, this.states.byHour);
  }

  windowClosed(now: number): void {
    this.counting.now = now;
    const { flow, states, moments, counting } = this;
    counting.close(now);
    this.measures.settle(now);
    this.roots?.close();
    states.byHour.finish();
    moments.pass(now, flow.present, states.byHour);
    moments.finish(flow.present, states.byHour);
    flow.close();
    this.resources.finish(now);
  }

  arrived(now: number, patient: number): void {
    this.counting.now = now;
    if (now >= this.moments.next) this.pass();
    this.events++;
    const cls = this.stateOfRun().classOf(patient);
    this.admit(patient, cls);
    this.flow.arrived(cls);
  }

  entered(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.states.entered(patient);
    if (this.roots !== undefined) this.roots.entered(patient, stage);
    this.stages.entered(patient, stage);
    if (this.qalys !== undefined) this.qalys.entered(now, patient, stage);
  }

  doing(now: number, patient: number, state: number, cause: number): void {
    this.counting.now = now;
    if (now >= this.moments.next) this.pass();
    if (this.qalys !== undefined) this.qalys.doing(now, patient);
    this.states.doing(patient, state, cause);
  }

  taken(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.counting.now = now;
    if (this.counting.closed === false) this.resources.take(resource, units);
    if (this.roots !== undefined) this.roots.taken(patient, resource, units);
    if (place === true) this.holdings.taken(patient, resource, units);
    if (this.ofSpells === true) this.more(now, patient, resource, units);
  }

  given(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.counting.now = now;
    if (this.counting.closed === false) this.resources.give(resource, units);
    if (this.roots !== undefined) this.roots.taken(patient, resource, -units);
    if (this.ofSpells === true) this.less(now, patient, resource, units);
    if (place === true) this.holdings.given(patient, resource, units);
  }

  started(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.stages.started(patient, stage);
  }

  ended(now: number, patient: number, stage: number): void {
    this.counting.now = now;
    this.events++;
    if (this.ofVisits === true) this.visitEnded(now, patient, stage);
    else this.stages.ended(patient, stage);
  }

  exited(now: number, patient: number, exit: number): void {
    this.counting.now = now;
    if (now >= this.moments.next) this.pass();
    this.stages.leave(patient);
    const state = this.stateOfRun();
    const cls = this.rows.ints[(patient << ROW) | CLASS];
    const since = state.arrivedAt(patient);
    const ofToday = isOfToday(state, patient);
    const counts = this.counting.includes(ofToday ? -Infinity : since, now);
    this.flow.exited(cls, exit, since, counts);
    if (this.forWhom.any === true && counts) {
      this.forWhom.leaves(now - since, this.states.waitOf(patient), patient, ofToday);
    }
    this.states.exited(patient, cls, counts);
    this.rows.leave(patient);
    if (!counts) return;
    if (this.reads === true) {
      this.measures.exited(now, patient);
      this.adoption.exited(patient, state);
    }
    if (ofToday) return;
    this.costs.exited(patient);
    this.qalys?.exited(now, patient, cls, exit);
  }

  capacity(now: number, resource: number, scheduled: number, _open: number, rostered: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.capacity(now, resource, scheduled, rostered);
  }

  missed(now: number, patient: number): void {
    this.counting.now = now;
    this.flow.stayedAway(this.stateOfRun().classOf(patient));
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
    if (!this.counting.closed) this.resources.setAside(resource, units);
    this.costs.setAside(now, patient, resource, units);
  }

  takenUp(now: number, patient: number, resource: number, units: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.takeUp(resource, units);
    this.costs.setAside(now, patient, resource, -units);
  }

  turnover(now: number, resource: number, units: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.turnOver(resource, units);
    this.roots?.turned(resource, units);
  }

  ready(now: number, resource: number, units: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.resources.ready(resource, units);
    this.roots?.turned(resource, -units);
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
    this.admit(child, this.stateOfRun().classOf(child));
  }

  finished(now: number, child: number, patient: number): void {
    this.counting.now = now;
    if (now >= this.moments.next) this.pass();
    this.stages.leave(child);
    this.states.finished(child, patient);
    this.costs.finished(child, patient, !this.counting.closed);
  }

  contact(now: number, _patient: number, contact: number, what: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.contacts.add(contact, what);
  }

  end(now: number): void {
    this.counting.now = now;
    if (!this.counting.closed) this.windowClosed(now);
    this.rows.visitInside(this.stateOfRun(), (row) => {
      this.flow.remains(row);
      this.states.remains(row);
      this.stages.leave(row);
    });
    this.finish();
  }

  /** The run is over, and what those inside have done is counted. */
  finish(): void {
    const { from, to } = this.counting;
    const {
      flow,
      states,
      stages,
      resources,
      holdings,
      costs,
      adoption,
      qalys,
      contacts,
      measures,
      forWhom,
      moments,
      model,
    } = this;
    const state = this.stateOfRun();
    flow.finish();
    states.finish();
    stages.finish();
    holdings.finish();
    costs.finish();
    qalys?.finish();
    forWhom.figures.finish();
    const lines = linesSpent(model, resources, adoption, from, to);
    const own = {
      flow,
      states,
      roots: this.roots,
      stages,
      resources,
      holdings,
      costs,
      adoption,
      qalys,
      contacts,
      measures,
      groups: forWhom.figures,
    };
    const parts = { ...own, window: to - from, spending: spending(model, lines) };
    this.outcome = {
      arm: model.arm,
      replication: state.replication,
      values: Float64Array.from(this.metrics, ({ read }) => read(parts)),
      censusByHour: resources.censusByHour,
      waitingByHour: states.byHour.waiting,
      blockedByHour: states.byHour.blocked,
      minutesAtLevel: resources.levels.map((level) => level.trimmed()),
      presentAt: moments.presentAt,
      waitingAt: moments.waitingAt,
      costLines: Float64Array.from(lines, ({ amount }) => amount),
      events: this.events,
    };
  }

  /** A patient takes units of a resource. */
  more(now: number, patient: number, resource: number, units: number): void {
    if (this.costs.any) this.costs.taken(now, patient, resource, units);
    const begins = this.spells.taken(now, patient, resource, units);
    if (begins) this.sessions?.caseBegan(now, patient, resource);
  }

  /** A patient gives units of a resource back. */
  less(now: number, patient: number, resource: number, units: number): void {
    if (this.costs.any) this.costs.given(now, patient, resource);
    if (!this.spells.given(now, patient, resource, units)) return;
    const began = this.spells.beganAt(patient, resource);
    this.sessions?.caseEnded(now, patient, resource, began);
    if (this.ofStays && this.counting.includes(began, now)) this.measures.stayed(now, patient, resource, began);
  }

  private visitEnded(now: number, patient: number, stage: number): void {
    const began = this.stages.beganAt(patient);
    this.stages.ended(patient, stage);
    if (this.counting.includes(began, now)) this.measures.visited(now, patient, stage, began);
  }

  pass(): void {
    this.moments.pass(this.counting.now, this.flow.present, this.states.byHour);
  }

  /** Somebody has a row. */
  private admit(patient: number, cls: number): void {
    if (patient >= this.slots) this.grow(Math.max(patient + 1, this.slots * 2));
    this.rows.admit(patient, cls, this.counting.now);
    this.states.arrived(patient);
    this.roots?.arrived(patient);
    this.stages.arrived(patient);
    this.qalys?.arrived(this.counting.now, patient);
    if (this.ofSpells === false) return;
    this.spells.arrived(patient);
    this.costs.arrived(patient);
  }

  private stateOfRun(): KernelState {
    if (this.state === undefined) throw new Error("a fact before the beginning of a run");
    return this.state;
  }

  grow(slots: number): void {
    this.slots = slots;
    this.rows.grow(slots);
    this.states.grow(slots);
    this.roots?.grow(slots);
    this.stages.grow(slots);
    this.holdings.grow(slots);
    this.qalys?.grow(slots);
    if (!this.ofSpells) return;
    this.spells.grow(slots);
    this.costs.grow(slots);
  }
}

/** What goes back to before anybody knows is no number. */
function known(value: number): number {
  return Math.abs(value) === Infinity ? Number.NaN : value;
}
