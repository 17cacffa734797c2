import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Bundles } from "./bundles.ts";
import type { Line } from "./line.ts";
import { LineHeap, standsBefore } from "./line-heap.ts";
import { ASKING, DOUBLES, INTS, PRIORITY } from "./patient-row.ts";
import type { Tables } from "./tables.ts";

/** What the order of grants cannot know by itself. */
export interface LineRules {
  /** Reads the priority of a waiting patient anew. */
  priorityOf(patient: number): number;
  /** Whether staff can be taken from others so that the bundle is met. */
  canMakeRoom(patient: number, bundle: number): boolean;
}

/**
 * Who waits for what. All requests for the same bundles stand in one line, in the order (priority, time asked, patient),
 * so only the first of each line can be next. A line is looked at when one of its resources has become freer or its first has
 * changed; one that cannot be met never holds up another line, unless it is strict.
 */
export class WaitingLines {
  /** Of the request that `next` found: the bundle that is met, and its place among the options of the request. */
  foundBundle = NONE;
  foundOption = 0;

  private readonly model: Model;
  private readonly tables: Tables;
  private readonly bundles: Bundles;
  private readonly rules: LineRules;
  /** Whether some line is strict, preempts or reorders: only then do grants need more than the heads of due lines. */
  private readonly ordered: boolean;
  private readonly lines: Line[] = [];
  private readonly linesOf: Line[][];
  private readonly bySignature = new Map<string, number>();
  /** The line of a request by how many of its options are offered, for patients who hold none of it. */
  private readonly plainLine: number[][];
  /** The same when the first option alone is offered; NONE before anybody has asked. */
  private readonly firstLine: Int32Array;
  /** Lines to look at, the first `dueCount` here. */
  private due = new Int32Array(16);
  private dueCount = 0;
  private readonly strictLines: Line[] = [];
  /** Of each resource, in which round of (c) it has become freer last; read of lines of several resources, and of those that reorder. */
  private readonly freer: Float64Array;
  private readonly readsFreer: boolean;
  private round = 1;
  /** Strict requests that cannot be met bar a resource for those behind, in this round. */
  private readonly barred: Uint8Array;
  private readonly heads: Line[] = [];

  constructor(model: Model, tables: Tables, bundles: Bundles, rules: LineRules) {
    this.model = model;
    this.tables = tables;
    this.bundles = bundles;
    this.rules = rules;
    this.ordered = model.requests.some(({ strict, preempts, reorders }) => strict || preempts || reorders);
    this.readsFreer =
      this.ordered || model.bundleStart.some((start, i) => i > 0 && start - model.bundleStart[i - 1] > 1);
    this.linesOf = model.names.resources.map(() => []);
    this.barred = new Uint8Array(model.names.resources.length);
    this.freer = new Float64Array(model.names.resources.length);
    this.plainLine = model.requests.map(() => []);
    this.firstLine = new Int32Array(model.requests.length).fill(NONE);
  }

  reset(): void {
    for (const line of this.lines) {
      line.heap.clear();
      line.isDue = false;
    }
    this.freer.fill(0);
    this.round = 1;
    this.dueCount = 0;
  }

  get anyDue(): boolean {
    return this.dueCount > 0;
  }

  /**
   * The line for a request of which the first `offered` options count. A `seize` asks for what is lacking.
   * NONE when an option is held whole: nothing is asked.
   */
  lineFor(request: number, offered: number, patient: number, seizes: boolean): number {
    if (!seizes && offered === 1 && this.firstLine[request] !== NONE) return this.firstLine[request];
    let plain = true;
    if (seizes) {
      const { options } = this.model.requests[request];
      for (let i = 0; i < options.length; i++) {
        const lacking = this.bundles.lacking(options[i].bundle, patient);
        if (lacking === NONE) return NONE;
        if (lacking !== options[i].bundle) plain = false;
      }
    }
    if (!plain) return this.lineOf(request, offered, (bundle) => this.bundles.lacking(bundle, patient));
    const known = this.plainLine[request][offered];
    if (known !== undefined) return known;
    const fresh = this.lineOf(request, offered, (bundle) => bundle);
    this.plainLine[request][offered] = fresh;
    if (offered === 1) this.firstLine[request] = fresh;
    return fresh;
  }

  /** How many wait for what the request asks for first, by the same rules. */
  waiting(request: number): number {
    const known = this.firstLine[request];
    return this.lines[known === NONE ? this.lineFor(request, 1, NONE, false) : known].heap.size;
  }

  add(number: number, patient: number): void {
    const line = this.lines[number];
    if (line.heap.add(patient) === true) this.look(line);
  }

  remove(number: number, patient: number): void {
    const line = this.lines[number];
    if (line.heap.remove(patient) === true) this.look(line);
    if (this.ordered === true && line.strict) this.lift(line);
  }

  /** A resource has become freer. */
  freed(resource: number): void {
    if (this.readsFreer === true) this.freer[resource] = this.round;
    this.lookAt(resource);
  }

  private lookAt(resource: number): void {
    const lines = this.linesOf[resource];
    for (let i = 0; i < lines.length; i++) if (lines[i].heap.size > 0) this.look(lines[i]);
  }

  /** The first of all waiting requests that can be met, in the order of the grant rule; NONE when none can. */
  next(): number {
    if (this.ordered === true) return this.nextInOrder();
    const { lines, due, tables } = this;
    const { inUse, open } = tables;
    let best = NONE;
    for (let i = this.dueCount - 1; i >= 0; i--) {
      const line = lines[due[i]];
      const { heap, resource } = line;
      if (heap.size === 0) continue;
      const patient = heap.first;
      if (best !== NONE && standsBefore(tables, patient, best) === false) continue;
      if (resource !== NONE) {
        if (inUse[resource] + line.units > open[resource]) continue;
        this.find(line, 0);
      } else {
        const option = this.optionToMeet(line);
        if (option < 0) continue;
        this.find(line, option);
      }
      best = patient;
    }
    return best;
  }

  /**
   * Nothing can be met: the due lines are done with. Those of several resources are handed to `recheck`, patient by
   * patient, because what each waits for may have changed.
   */
  settle(recheck: (patient: number) => void): void {
    for (let i = 0; i < this.dueCount; i++) {
      const line = this.lines[this.due[i]];
      line.isDue = false;
      if (line.resource !== NONE) continue;
      const preferred = line.bundle[0];
      const several = this.bundles.last(preferred) - this.bundles.first(preferred) > 1;
      if (several && this.hasBecomeFreer(line)) {
        const { heap } = line;
        for (let k = 0; k < heap.size; k++) recheck(heap.at(k));
      }
    }
    this.dueCount = 0;
    this.grantsOver();
  }

  /** Nothing that has become freer up to now is news to who asks later. */
  grantsOver(): void {
    this.round++;
  }

  /** The bundle that those in the line would rather have: its shortage is what their wait is charged to. */
  preferred(line: number): number {
    return this.lines[line].bundle[0];
  }

  /** The first resource by name that the preferred bundle is short of; when there is none, what a strict request ahead bars. */
  heldUpBy(number: number, patient: number): number {
    const line = this.lines[number];
    const { resource } = line;
    if (resource === NONE) {
      const short = this.bundles.shortOf(line.bundle[0]);
      return short === NONE ? this.barredFor(line.bundle[0], patient) : short;
    }
    const { inUse, open } = this.tables;
    return inUse[resource] + line.units > open[resource] ? resource : this.barredFor(line.bundle[0], patient);
  }

  /** The first resource by name of the bundle that the strict request ahead asks for, else of the bundle itself. */
  private barredFor(bundle: number, patient: number): number {
    let ahead = NONE;
    for (const { heap } of this.strictLines) {
      if (heap.size === 0) continue;
      const head = heap.first;
      if (head !== patient && this.standsBefore(head, patient) && (ahead === NONE || this.standsBefore(head, ahead))) {
        ahead = head;
      }
    }
    if (ahead !== NONE) {
      const { bars } = this.lines[this.tables.claimInts[(ahead << INTS) | ASKING]];
      for (let i = this.bundles.first(bundle); i < this.bundles.last(bundle); i++) {
        const resource = this.bundles.resourceAt(i);
        if (bars.includes(resource)) return resource;
      }
    }
    return this.bundles.resourceAt(this.bundles.first(bundle));
  }

  /** Every bundle that would meet the request. */
  bundlesOf(line: number): readonly number[] {
    return this.lines[line].bundle;
  }

  /** The place in the request as written of the k-th of these bundles. */
  optionOf(line: number, k: number): number {
    return this.lines[line].option[k];
  }

  /** Order of the grant rule: priority, then time asked, then patient. */
  standsBefore(a: number, b: number): boolean {
    return standsBefore(this.tables, a, b);
  }

  /** The same with strict requests, preemption and priorities that change: heads of lines in order, until one can be met. */
  private nextInOrder(): number {
    const { heads } = this;
    heads.length = 0;
    for (let i = 0; i < this.dueCount; i++) this.readAgain(this.lines[this.due[i]]);
    for (const line of this.strictLines) if (!line.isDue) this.readAgain(line);
    for (let i = 0; i < this.dueCount; i++) this.takeHead(this.lines[this.due[i]]);
    for (const line of this.strictLines) if (!line.isDue) this.takeHead(line);
    this.barred.fill(0);
    let anyBarred = false;
    for (const { heap, bundle, option, strict, bars, preempts } of heads) {
      const patient = heap.first;
      // Services are broken off only when no choice is free.
      for (let round = 0; round < (preempts ? 2 : 1); round++) {
        for (let i = 0; i < bundle.length; i++) {
          if (anyBarred && this.isBarred(bundle[i])) continue;
          const met = round === 0 ? this.bundles.canBeMet(bundle[i]) : this.rules.canMakeRoom(patient, bundle[i]);
          if (!met) continue;
          this.foundBundle = bundle[i];
          this.foundOption = option[i];
          return patient;
        }
      }
      if (!strict) continue;
      anyBarred = true;
      for (const resource of bars) this.barred[resource] = 1;
    }
    return NONE;
  }

  /** Inserts the line among `heads`, in the order of their first patients. */
  private takeHead(line: Line): void {
    if (line.heap.size === 0) return;
    const { heads } = this;
    const patient = line.heap.first;
    let at = heads.length;
    heads.push(line);
    while (at > 0 && this.standsBefore(patient, heads[at - 1].heap.first)) {
      heads[at] = heads[at - 1];
      at--;
    }
    heads[at] = line;
  }

  private hasBecomeFreer(line: Line): boolean {
    for (const resource of line.asked) if (this.freer[resource] === this.round) return true;
    return false;
  }

  /** Priorities that may have changed. Whom a strict request holds up no longer, since it has moved back, is looked at. */
  private readAgain(line: Line): void {
    if (line.reorders && line.heap.size > 0 && this.hasBecomeFreer(line) && this.reorder(line.heap) && line.strict)
      this.lift(line);
  }

  /** Whether any has another priority than before. */
  private reorder(heap: LineHeap): boolean {
    let moved = false;
    for (let i = 0; i < heap.size; i++) {
      const patient = heap.at(i);
      const priority = this.rules.priorityOf(patient);
      if (priority === this.tables.claimDoubles[(patient << DOUBLES) | PRIORITY]) continue;
      this.tables.claimDoubles[(patient << DOUBLES) | PRIORITY] = priority;
      moved = true;
    }
    if (moved) heap.reorder();
    return moved;
  }

  private isBarred(bundle: number): boolean {
    for (let i = this.bundles.first(bundle); i < this.bundles.last(bundle); i++) {
      if (this.barred[this.bundles.resourceAt(i)] === 1) return true;
    }
    return false;
  }

  /** A strict request is gone: what it held up is looked at. */
  private lift(line: Line): void {
    for (const resource of line.bars) this.lookAt(resource);
  }

  private optionToMeet({ bundle }: Line): number {
    for (let i = 0; i < bundle.length; i++) if (this.bundles.canBeMet(bundle[i])) return i;
    return -1;
  }

  private find({ bundle, option }: Line, i: number): void {
    this.foundBundle = bundle[i];
    this.foundOption = option[i];
  }

  private look(line: Line): void {
    if (line.isDue === true) return;
    line.isDue = true;
    this.due[this.dueCount++] = line.number;
  }

  /** Requests that ask for the same bundles by the same rules stand in one line, whatever the stage. */
  private lineOf(request: number, offered: number, bundleFor: (bundle: number) => number): number {
    const { options, strict, preempts, reorders } = this.model.requests[request];
    const bundle: number[] = [];
    const option: number[] = [];
    for (let i = 0; i < options.length; i++) {
      if (options[i].offer >= offered) continue;
      bundle.push(bundleFor(options[i].bundle));
      option.push(i);
    }
    const bars = strict ? this.resourcesOf(options.map((each) => each.bundle)) : [];
    const signature = `${bars.join(",")} ${strict} ${preempts} ${reorders} ${bundle.join(",")} ${option.join(",")}`;
    const known = this.bySignature.get(signature);
    if (known !== undefined) return known;
    const entry = this.bundles.first(bundle[0]);
    const sole = bundle.length === 1 && this.bundles.last(bundle[0]) - entry === 1;
    const line: Line = {
      number: this.lines.length,
      heap: new LineHeap(this.tables),
      isDue: false,
      resource: sole ? this.bundles.resourceAt(entry) : NONE,
      units: this.bundles.unitsAt(entry),
      asked: this.resourcesOf(bundle),
      bundle,
      option,
      strict,
      bars,
      preempts,
      reorders,
    };
    this.lines.push(line);
    this.bySignature.set(signature, line.number);
    if (line.number === this.due.length) this.due = longer(this.due);
    if (strict) this.strictLines.push(line);
    for (const resource of line.asked) this.linesOf[resource].push(line);
    return line.number;
  }

  /** Resources that any of the bundles name, sorted. */
  private resourcesOf(several: readonly number[]): readonly number[] {
    const { bundles } = this;
    const named = new Set<number>();
    for (const bundle of several) {
      for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) named.add(bundles.resourceAt(i));
    }
    return [...named].sort((a, b) => a - b);
  }
}

function longer(old: Int32Array): Int32Array<ArrayBuffer> {
  const fresh = new Int32Array(old.length * 2);
  fresh.set(old);
  return fresh;
}
