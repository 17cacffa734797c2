import type { Recorder } from "../kernel/recorder.ts";
import type { KernelState } from "../kernel/state.ts";
import type { Model, ModelNames } from "../model/model.ts";
import { BLOCKED, NONE, QUEUED, WAITING_FOR_STAFF } from "../model/opcodes.ts";
import { type KnownFact, PatientKnown } from "./patient-known.ts";

/** A fact of a run, for keeping: indices are the model's, `at` is in minutes. */
export type Fact = { readonly at: number } & (
  | {
      readonly verb: "capacity";
      readonly resource: number;
      readonly scheduled: number;
      readonly open: number;
      readonly rostered: number;
    }
  | { readonly verb: "turnover" | "ready"; readonly resource: number; readonly units: number }
  | { readonly verb: "sessionOpened"; readonly resource: number; readonly late: number; readonly came: number }
  | { readonly verb: "sessionOver"; readonly resource: number }
  | { readonly verb: "windowOpened" }
  | { readonly verb: "runEnded" }
  | (Who & PatientFact)
);

/** A patient for ever: slots are used again, class and number are not. */
export interface Who {
  readonly class: number;
  readonly number: number;
  /** Of a child: the stage in which it began, and its number among its patient's children, from 1. */
  readonly child?: readonly [stage: number, number: number];
}

export type PatientFact =
  | { readonly verb: "arrive" | "missed" | "finished" }
  /** A child begins; `joined`: the patient waits for it, or it is a contact of the stage. */
  | { readonly verb: "born"; readonly joined: boolean }
  | KnownFact
  | { readonly verb: "due" | "skipped" | "cancelled"; readonly contact: number }
  | { readonly verb: "enter" | "end" | "preempted" | "paused" | "pulled" | "turnedAway"; readonly stage: number }
  | { readonly verb: "start" | "resumed"; readonly stage: number; readonly duration: number }
  /** `asks`: a request of the patient waits. */
  | { readonly verb: "doing"; readonly state: number; readonly cause: number; readonly asks: boolean }
  | { readonly verb: "take" | "give"; readonly resource: number; readonly units: number; readonly place: boolean }
  | { readonly verb: "setAside" | "takenUp"; readonly resource: number; readonly units: number }
  | { readonly verb: "exit"; readonly exit: number };

const WHAT = ["due", "skipped", "cancelled"] as const;

/** Keeps every fact of a run in its order: for traces and for counting again. Memory grows with the run. */
export class EventLog implements Recorder {
  readonly wantsElapsed = false;
  readonly facts: Fact[] = [];
  private readonly names: ModelNames;
  private state: KernelState | undefined;
  private known: PatientKnown | undefined;

  constructor(model: Model) {
    this.names = model.names;
  }

  /** One line a fact: `<minutes> <class> <number> <verb> <object>`; docs/measures.md lists the verbs. */
  toTrace(): string[] {
    return this.facts.flatMap((fact) => {
      const line = traceOf(fact, this.names);
      return line === undefined ? [] : [line];
    });
  }

  begin(state: KernelState): void {
    this.state = state;
    this.known = new PatientKnown(this.names, state);
    this.facts.length = 0;
  }

  /** Nothing: the facts between which time goes on are kept already. */
  elapsed(): void {}

  windowOpened(now: number): void {
    this.facts.push({ at: now, verb: "windowOpened" });
  }

  /** Nothing: a trace is of the whole run. */
  windowClosed(): void {}

  capacity(now: number, resource: number, scheduled: number, open: number, rostered: number): void {
    this.facts.push({ at: now, verb: "capacity", resource, scheduled, open, rostered });
  }

  arrived(now: number, patient: number): void {
    this.note(now, patient, { verb: "arrive" });
  }

  missed(now: number, patient: number): void {
    this.note(now, patient, { verb: "missed" });
  }

  entered(now: number, patient: number, stage: number): void {
    this.note(now, patient, { verb: "enter", stage });
  }

  doing(now: number, patient: number, state: number, cause: number): void {
    this.note(now, patient, { verb: "doing", state, cause, asks: this.stateOfRun().asks(patient) });
  }

  taken(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.note(now, patient, { verb: "take", resource, units, place });
  }

  given(now: number, patient: number, resource: number, units: number, place: boolean): void {
    this.note(now, patient, { verb: "give", resource, units, place });
  }

  started(now: number, patient: number, stage: number, duration: number): void {
    this.note(now, patient, { verb: "start", stage, duration });
  }

  ended(now: number, patient: number, stage: number): void {
    this.note(now, patient, { verb: "end", stage });
  }

  preempted(now: number, patient: number, stage: number): void {
    this.note(now, patient, { verb: "preempted", stage });
  }

  paused(now: number, patient: number, stage: number): void {
    this.note(now, patient, { verb: "paused", stage });
  }

  resumed(now: number, patient: number, stage: number, duration: number): void {
    this.note(now, patient, { verb: "resumed", stage, duration });
  }

  setAside(now: number, patient: number, resource: number, units: number): void {
    this.note(now, patient, { verb: "setAside", resource, units });
  }

  takenUp(now: number, patient: number, resource: number, units: number): void {
    this.note(now, patient, { verb: "takenUp", resource, units });
  }

  turnover(now: number, resource: number, units: number): void {
    this.facts.push({ at: now, verb: "turnover", resource, units });
  }

  ready(now: number, resource: number, units: number): void {
    this.facts.push({ at: now, verb: "ready", resource, units });
  }

  sessionOpened(now: number, resource: number, late: number, came: number): void {
    this.facts.push({ at: now, verb: "sessionOpened", resource, late, came });
  }

  sessionOver(now: number, resource: number): void {
    this.facts.push({ at: now, verb: "sessionOver", resource });
  }

  pulled(now: number, patient: number, stage: number): void {
    this.note(now, patient, { verb: "pulled", stage });
  }

  turnedAway(now: number, patient: number, stage: number): void {
    this.note(now, patient, { verb: "turnedAway", stage });
  }

  born(now: number, child: number): void {
    this.note(now, child, { verb: "born", joined: this.stateOfRun().parentOf[child] !== NONE });
  }

  finished(now: number, child: number): void {
    this.note(now, child, { verb: "finished" });
  }

  contact(now: number, patient: number, contact: number, what: number): void {
    this.note(now, patient, { verb: WHAT[what], contact });
  }

  exited(now: number, patient: number, exit: number): void {
    this.note(now, patient, { verb: "exit", exit });
  }

  end(now: number): void {
    this.facts.push({ at: now, verb: "runEnded" });
  }

  /** Of somebody new what is known is told after the first fact, else before the next one. */
  private note(at: number, patient: number, fact: PatientFact): void {
    const state = this.stateOfRun();
    const { childStage, birth } = state;
    const isChild = childStage.length > 0 && childStage[patient] !== NONE;
    const who: Who = {
      class: state.classOf(patient),
      number: state.numberOf(patient),
      ...(isChild ? { child: [childStage[patient], birth[patient] + 1] as const } : {}),
    };
    const isNew = fact.verb === "arrive" || fact.verb === "born";
    if (isNew) this.facts.push({ at, ...who, ...fact });
    if (fact.verb !== "missed") {
      for (const one of this.known?.news(patient, isNew) ?? []) this.facts.push({ at, ...who, ...one });
    }
    if (!isNew) this.facts.push({ at, ...who, ...fact });
  }

  private stateOfRun(): KernelState {
    if (this.state === undefined) throw new Error("a fact before the beginning of a run");
    return this.state;
  }
}

/** Undefined for what a trace leaves out: states that are no waits, what is known of patients, and the bounds of the window. */
function traceOf(fact: Fact, names: ModelNames): string | undefined {
  const at = fact.at === -Infinity ? "before" : decimal(fact.at);
  if (fact.verb === "windowOpened" || fact.verb === "runEnded") return undefined;
  if (fact.verb === "capacity") {
    return `${at} - capacity ${names.resources[fact.resource]} ${units(fact.scheduled)} ${units(fact.open)}`;
  }
  if (fact.verb === "sessionOpened") {
    return `${at} - sessionOpened ${names.resources[fact.resource]} ${decimal(fact.late)} ${units(fact.came)}`;
  }
  if (fact.verb === "sessionOver") return `${at} - sessionOver ${names.resources[fact.resource]}`;
  if (!("class" in fact)) return `${at} - ${fact.verb} ${fact.units} ${names.resources[fact.resource]}`;
  const told = tell(fact, names);
  const child = fact.child === undefined ? "" : `/${names.stages[fact.child[0]]}.${fact.child[1]}`;
  return told === undefined ? undefined : `${at} ${names.classes[fact.class]} ${fact.number}${child} ${told}`;
}

function tell(fact: PatientFact, names: ModelNames): string | undefined {
  switch (fact.verb) {
    case "arrive":
    case "missed":
    case "born":
    case "finished":
      return fact.verb;
    case "due":
    case "skipped":
    case "cancelled":
      return `${fact.verb} ${names.contacts[fact.contact]}`;
    case "enter":
    case "start":
    case "end":
    case "preempted":
    case "paused":
    case "resumed":
    case "pulled":
    case "turnedAway":
      return `${fact.verb} ${names.stages[fact.stage]}`;
    case "take":
    case "give":
    case "setAside":
    case "takenUp":
      return `${fact.verb} ${fact.units} ${names.resources[fact.resource]}`;
    case "exit":
      return `exit ${names.exits[fact.exit]}`;
    case "is":
    case "asked":
    case "servedBy":
      return undefined;
    case "doing":
      return tellWait(fact.state, fact.cause, names);
  }
}

function tellWait(state: number, cause: number, names: ModelNames): string | undefined {
  const how = new Map([
    [QUEUED, "queued"],
    [BLOCKED, "blocked"],
    [WAITING_FOR_STAFF, "staff"],
  ]).get(state);
  if (how === undefined || cause === NONE) return undefined;
  return cause < 0 ? `wait place ${names.stages[-1 - cause]}` : `wait ${how} ${names.resources[cause]}`;
}

function units(count: number): string {
  return count === Infinity ? "unlimited" : String(count);
}

/** The shortest decimal that reads back as this number, without an exponent: 0.0000001, not 1e-7. */
function decimal(value: number): string {
  const [digits, exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  const [whole, fraction = ""] = digits.split(".");
  const shift = Number(exponent);
  if (shift < 0) return `0.${"0".repeat(-shift - whole.length)}${whole}${fraction}`;
  return whole + fraction.padEnd(shift, "0");
}
