import type { Model } from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { WIDTH } from "../model/opcodes.ts";
import type { Bundles } from "./bundles.ts";
import type { Machine } from "./machine.ts";
import { ASKING, COUNTER, INTS } from "./patient-row.ts";
import type { Tables } from "./tables.ts";
import type { WaitingLines } from "./waiting-lines.ts";

/** Longer circles are not looked for. */
const LONGEST = 12;

/** Of a patient in a circle: which of the bundles that would meet the request is taken. */
export interface Move {
  readonly patient: number;
  readonly choice: number;
}

/**
 * Finds patients who can change places in a circle: each is met by what the others give back by the release of their stage, and by what
 * is free. Rare, so it may allocate.
 */
export class Swaps {
  private readonly model: Model;
  private readonly tables: Tables;
  private readonly bundles: Bundles;
  private readonly lines: WaitingLines;

  constructor({ model, tables, bundles, lines }: Machine) {
    this.model = model;
    this.tables = tables;
    this.bundles = bundles;
    this.lines = lines;
  }

  /** The shortest circle through the first, in the order of grants, for whom there is one; undefined when there is none. */
  circleIn(stuck: readonly number[]): readonly Move[] | undefined {
    const order = stuck
      .filter((patient) => this.tables.asks(patient))
      .sort((a, b) => (this.lines.standsBefore(a, b) ? -1 : 1));
    for (const first of order) {
      for (let length = 2; length <= Math.min(LONGEST, order.length); length++) {
        const found = this.extend([], first, first, length, order);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** What a patient would give back of a resource at the moment of the request being met. */
  givenBack(patient: number, resource: number): number {
    const { model, tables } = this;
    const at = tables.ints[(patient << INTS) | COUNTER] + WIDTH;
    if (model.program[at] !== op.GIVE || tables.hasBrokenOff(patient)) return 0;
    const list = model.program[at + 1];
    const held = tables.held[patient * model.names.resources.length + resource];
    for (let i = model.releaseStart[list]; i < model.releaseStart[list + 1]; i++) {
      if (model.releaseResource[i] !== resource) continue;
      return model.releaseUnits[i] < 0 ? held : Math.min(held, model.releaseUnits[i]);
    }
    return 0;
  }

  /** Goes on from a path with one more patient, and closes the circle when it is as long as wanted. */
  private extend(
    path: readonly Move[],
    patient: number,
    first: number,
    length: number,
    order: readonly number[],
  ): readonly Move[] | undefined {
    const wanted = this.lines.bundlesOf(this.tables.claimInts[(patient << INTS) | ASKING]);
    for (let choice = 0; choice < wanted.length; choice++) {
      const longer = [...path, { patient, choice }];
      if (longer.length === length) {
        if (this.helps(first, wanted[choice]) && this.isMet(longer)) return longer;
        continue;
      }
      for (const next of order) {
        if (longer.some((move) => move.patient === next) || !this.helps(next, wanted[choice])) continue;
        const found = this.extend(longer, next, first, length, order);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** Whether what the patient would give back is short for the bundle. */
  private helps(patient: number, bundle: number): boolean {
    const { bundles } = this;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      if (bundles.isShort(bundle, resource) && this.givenBack(patient, resource) > 0) return true;
    }
    return false;
  }

  private isMet(circle: readonly Move[]): boolean {
    const { bundles, tables, lines, model } = this;
    const use = Float64Array.from(tables.inUse);
    // A place passes on as it is; a service begins only with those who may begin one.
    const most = tables.open.map((open, resource) => Math.max(open, tables.inUse[resource]));
    for (const { patient, choice } of circle) {
      for (let resource = 0; resource < use.length; resource++) use[resource] -= this.givenBack(patient, resource);
      const bundle = lines.bundlesOf(tables.claimInts[(patient << INTS) | ASKING])[choice];
      const serves = model.program[tables.ints[(patient << INTS) | COUNTER] + 2] === op.NEEDS;
      for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
        const resource = bundles.resourceAt(i);
        use[resource] += bundles.unitsAt(i);
        if (serves) most[resource] = tables.open[resource];
      }
    }
    return use.every((units, resource) => units <= most[resource]);
  }
}
