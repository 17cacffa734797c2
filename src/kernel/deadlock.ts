import type { CapacityTable, Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE, WIDTH } from "../model/opcodes.ts";
import { ANY } from "./children.ts";
import type { Grants } from "./grants.ts";
import type { Machine } from "./machine.ts";
import type { PatientList } from "./patient-list.ts";
import { ASKING, COUNTER, INTS, PLACES, SERVING, TIMER_OF } from "./patient-row.ts";
import { SimulationError } from "./simulation-error.ts";
import { Swaps } from "./swaps.ts";
import type { Tables } from "./tables.ts";

/** Looks, at the end of an instant, whether somebody who has begun to wait in it waits for what can never come. */
export class DeadlockWatch {
  private readonly machine: Machine;
  private readonly waiting: PatientList;
  /** Of each resource: a patient who used it without waiting when last seen. */
  private readonly mover: Int32Array;
  /** Of each resource: whether it is ever held while its patient waits. */
  private readonly seized: readonly boolean[];
  private readonly most: readonly Most[];
  /** Of each resource: the most to come when last looked at. Where it has fallen, who has long been waiting may now wait for ever. */
  private readonly mostSeen: Float64Array;
  /** Of each bundle once it has been asked about: whether it can always be met in the end, whatever patients keep. */
  private readonly safe: boolean[] = [];

  private readonly swaps: Swaps | undefined;
  private readonly grants: Grants;

  /** @param waiting those who hold something and have begun to wait in this instant */
  constructor(machine: Machine, waiting: PatientList, grants: Grants) {
    this.machine = machine;
    this.waiting = waiting;
    this.grants = grants;
    this.swaps = machine.model.swaps ? new Swaps(machine) : undefined;
    this.mover = new Int32Array(machine.model.names.resources.length);
    this.seized = seizedResources(machine.model);
    this.most = machine.model.resources.map(({ calendars }) => mostByCalendar(calendars));
    this.mostSeen = new Float64Array(this.most.length);
  }

  /** True when patients have changed places, so that the instant goes on. Throws when nobody can. */
  check(): boolean {
    const { waiting } = this;
    let suspect = this.hasLessToCome();
    for (let i = 0; i < waiting.count && !suspect; i++) suspect = this.mayBeStuck(waiting.at(i));
    waiting.clear();
    if (!suspect) return false;
    const stuck = findDeadlock(this.machine, this.most);
    if (stuck.length === 0) return false;
    const circle = this.swaps?.circleIn(stuck);
    if (this.swaps === undefined || circle === undefined) throw deadlockError(this.machine, stuck);
    // The others of them may still be stuck when the circle has moved.
    for (const patient of stuck) waiting.add(patient);
    this.grants.changePlaces(circle, this.swaps);
    return true;
  }

  /** A calendar for ever the same has always as much to come. */
  private hasLessToCome(): boolean {
    const { most, mostSeen } = this;
    let less = false;
    for (let resource = 0; resource < most.length; resource++) {
      if (most[resource].length === 1) continue;
      const now = mostFrom(this.machine, most[resource], resource);
      if (now < mostSeen[resource]) less = true;
      mostSeen[resource] = now;
    }
    return less;
  }

  /**
   * Whether a patient who has begun to wait could be part of a deadlock. The quick answer to what is nearly always no: there will be
   * enough on duty beside all that patients could keep while they wait; or all but one unit, and somebody who does not wait will give one back.
   */
  private mayBeStuck(patient: number): boolean {
    const { tables, lines, bundles } = this.machine;
    if (isParked(this.machine, patient))
      return tables.claimInts[(patient << INTS) | TIMER_OF] === NONE && this.mayChildBeStuck(patient);
    if (!isWaiting(this.machine, patient)) return false;
    const bundle = lines.preferred(tables.claimInts[(patient << INTS) | ASKING]);
    if (this.safe[bundle] ?? this.findSafe(bundle)) return false;
    let wanted = NONE;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      const kept = this.seized[resource] ? tables.inUse[resource] : 0;
      const lacking = kept + bundles.unitsAt(i) - mostFrom(this.machine, this.most[resource], resource);
      if (lacking <= 0) continue;
      if (lacking > 1 || wanted !== NONE) return true;
      wanted = resource;
    }
    if (wanted === NONE || this.moves(this.mover[wanted], wanted)) return false;
    for (let other = 0; other < tables.slots; other++) {
      if (!this.moves(other, wanted)) continue;
      this.mover[wanted] = other;
      return false;
    }
    return true;
  }

  /** Of resources that nobody keeps while waiting there will be enough to the last. */
  private findSafe(bundle: number): boolean {
    const { bundles } = this.machine;
    let safe = true;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      if (this.seized[resource] || bundles.unitsAt(i) > mostLater(this.most[resource], Infinity)) safe = false;
    }
    this.safe[bundle] = safe;
    return safe;
  }

  private mayChildBeStuck(patient: number): boolean {
    const { tables } = this.machine;
    for (let child = tables.firstChild[patient]; child !== NONE; child = tables.nextChild[child]) {
      if (this.mayBeStuck(child)) return true;
    }
    return false;
  }

  /** Whether whoever is in this slot uses the resource, and does not wait. Who has left uses nothing. */
  private moves(slot: number, resource: number): boolean {
    const { tables, bundles } = this.machine;
    if (slot >= tables.slots || tables.asks(slot) || isParked(this.machine, slot)) return false;
    if (tables.held[slot * this.mover.length + resource] > 0) return true;
    return (
      tables.claimInts[(slot << INTS) | SERVING] !== NONE &&
      bundles.names(tables.claimInts[(slot << INTS) | SERVING], resource)
    );
  }
}

/** Whether the duration of a patient's stage is over, and he waits for tasks or contacts with all that he has. */
function isParked({ tables, model }: Machine, patient: number): boolean {
  return model.uses.children && tables.joining[patient] === 1 && tables.exitOf(patient) === NONE;
}

/** Whether a patient asks for something, and holds what others may want, or has a parent who may. */
function isWaiting({ tables, model }: Machine, patient: number): boolean {
  if (tables.exitOf(patient) !== NONE || !tables.asks(patient)) return false;
  return tables.claimInts[(patient << INTS) | PLACES] > 0 || (model.uses.children && tables.parentOf[patient] !== NONE);
}

/**
 * Patients who hold something and wait for each other for ever. Of all who hold and wait, and of those who wait for children with
 * these, those are struck out, again and again, whose request could be met by capacity now or later less what the others of the
 * set hold, whose children can be done, or who have a timer or a further option to come; those left can never go on.
 */
function findDeadlock(machine: Machine, most: readonly Most[]): readonly number[] {
  const { model, tables, lines, bundles } = machine;
  const resources = model.names.resources.length;
  let stuck: number[] = [];
  const isStuck = new Uint8Array(tables.slots);
  const available = most.map((one, resource) => mostFrom(machine, one, resource));
  // Who waits for children has what the stage needs, too.
  const count = (patient: number, sign: number): void => {
    for (let r = 0; r < resources; r++) available[r] += sign * tables.held[patient * resources + r];
    const needed = tables.claimInts[(patient << INTS) | SERVING];
    if (needed === NONE) return;
    for (let i = bundles.first(needed); i < bundles.last(needed); i++) {
      available[bundles.resourceAt(i)] += sign * bundles.unitsAt(i);
    }
  };
  for (let patient = 0; patient < tables.slots; patient++) {
    if (!isWaiting(machine, patient) && !isParked(machine, patient)) continue;
    stuck.push(patient);
    isStuck[patient] = 1;
    count(patient, -1);
  }
  const childrenCanBeDone = (patient: number): boolean => {
    for (let child = tables.firstChild[patient]; child !== NONE; child = tables.nextChild[child]) {
      if (isStuck[child] === 1 && !othersWillDo(tables, child, isStuck)) return false;
    }
    return true;
  };
  const canGoOn = (patient: number): boolean => {
    if (tables.claimInts[(patient << INTS) | TIMER_OF] !== NONE) return true;
    if (isParked(machine, patient)) return childrenCanBeDone(patient);
    const request = model.requests[model.program[tables.ints[(patient << INTS) | COUNTER] + 1]];
    if (tables.offered[patient] < request.after.length) return true;
    return lines.bundlesOf(tables.claimInts[(patient << INTS) | ASKING]).some((bundle) => {
      for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
        if (bundles.unitsAt(i) > available[bundles.resourceAt(i)]) return false;
      }
      return true;
    });
  };
  for (let found = true; found; ) {
    found = false;
    for (const patient of stuck) {
      if (!canGoOn(patient)) continue;
      found = true;
      isStuck[patient] = 0;
      count(patient, 1);
    }
    stuck = stuck.filter((patient) => isStuck[patient] === 1);
  }
  return stuck.sort((a, b) => (tables.arrivedBefore(a, b) ? -1 : 1));
}

/** Whether one of the tasks of which any must be done can be done instead of this one. */
function othersWillDo(tables: Tables, task: number, isStuck: Uint8Array): boolean {
  if (tables.joinAs[task] !== ANY) return false;
  for (let child = tables.firstChild[tables.parentOf[task]]; child !== NONE; child = tables.nextChild[child]) {
    const same = tables.joinAs[child] === ANY && tables.joinedTo[child] === tables.joinedTo[task];
    if (same && isStuck[child] === 0) return true;
  }
  return false;
}

/** Says who holds what and waits for what. */
function deadlockError({ model, tables, lines, bundles }: Machine, stuck: readonly number[]): SimulationError {
  const { names } = model;
  const told = stuck.slice(0, 6).map((patient) => {
    const holds = names.resources.filter((_, r) => tables.held[patient * names.resources.length + r] > 0);
    const asked: string[] = [];
    if (tables.asks(patient)) {
      const bundle = lines.preferred(tables.claimInts[(patient << INTS) | ASKING]);
      for (let i = bundles.first(bundle); i < bundles.last(bundle); i++)
        asked.push(names.resources[bundles.resourceAt(i)]);
    }
    const isChild = model.uses.children && tables.childStage[patient] !== NONE;
    const child = isChild ? `/${names.stages[tables.childStage[patient]]}.${tables.birth[patient] + 1}` : "";
    const who = `${names.classes[tables.classOf(patient)]} ${tables.numberOf(patient)}${child}`;
    const where = names.stages[tables.stageOf(patient)];
    const keeps = holds.length === 0 ? "" : `holds ${holds.join(", ")} and `;
    const what = asked.length === 0 ? "its tasks or contacts" : asked.join(", ");
    return `${who} ${keeps}waits in "${where}" for ${what}`;
  });
  const rest = stuck.length > told.length ? `; and ${stuck.length - told.length} more` : "";
  return new SimulationError(
    `deadlock: ${stuck.length} patients wait for each other for ever, at ${tables.now} min, scenario "${model.arm}", ` +
      `replication ${tables.replication}: ${told.join("; ")}${rest}`,
  );
}

/** What may be kept while a patient waits. Staff of services alone is always given back, unless its patient waits for children. */
function seizedResources({ names, program, requests, bundleStart, bundleResource }: Model): boolean[] {
  const seized = names.resources.map(() => false);
  const mark = (request: number): void => {
    for (const { bundle } of requests[request].options) {
      for (let i = bundleStart[bundle]; i < bundleStart[bundle + 1]; i++) seized[bundleResource[i]] = true;
    }
  };
  let needs = NONE;
  for (let at = 0; at < program.length; at += WIDTH) {
    if (program[at] === op.ASK && program[at + 2] === op.SEIZE) mark(program[at + 1]);
    else if (program[at] === op.ASK) needs = program[at + 1];
    else if (program[at] === op.JOIN && needs !== NONE) mark(needs);
    else if (program[at] === op.GO) needs = NONE;
  }
  return seized;
}

/** A calendar, when another takes its place, and the most units on the roster from then on. */
type Most = readonly { readonly table: CapacityTable; readonly until: number; readonly after: number }[];

function mostByCalendar(calendars: readonly CapacityTable[]): Most {
  let until = Infinity;
  let after = 0;
  return [...calendars].reverse().map((table) => {
    const one = { table, until, after };
    after = Math.max(after, mostWithin(table, table.from, until, true));
    until = table.from;
    return one;
  });
}

/** The most units on duty now, without those who are absent, or on the roster later. */
function mostFrom({ tables }: Machine, most: Most, resource: number): number {
  return Math.max(tables.scheduled[resource], mostLater(most, tables.now));
}

/** The most units on the roster in any shift that begins after now. */
function mostLater(most: Most, now: number): number {
  let i = 0;
  while (most[i].table.from > now) i++;
  const { table, until, after } = most[i];
  return Math.max(after, mostWithin(table, now, until, false));
}

/** Of the steps of a calendar from a time on, with or without the one that has begun by then; the last comes again and again. */
function mostWithin({ period, step, scheduled }: CapacityTable, from: number, until: number, begun: boolean): number {
  const recur = until === Infinity || until - from >= period;
  const cycle = recur || period === Infinity ? 0 : Math.floor(from / period) * period;
  let most = 0;
  for (let i = 0; i < step.length; i++) {
    const begins = cycle + step[i];
    const ends = cycle + (i + 1 < step.length ? step[i + 1] : period);
    const comes = begins < until && (begun ? ends > from : begins > from);
    if (recur || comes || begins + period < until) most = Math.max(most, scheduled[i]);
  }
  return most;
}
