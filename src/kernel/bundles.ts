import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Tables } from "./tables.ts";

/**
 * Sets of units that are taken together: those of the model, and what is lacking of them for patients who hold a part, made when
 * first asked for. Bundle b asks for units[i] of resource[i], i from first(b) to last(b) − 1, by resource.
 */
export class Bundles {
  private readonly tables: Tables;
  private readonly start: number[];
  private readonly resource: number[];
  private readonly units: number[];
  private readonly bySignature = new Map<string, number>();
  private readonly resourceCount: number;

  constructor(model: Model, tables: Tables) {
    this.tables = tables;
    this.resourceCount = model.names.resources.length;
    this.start = Array.from(model.bundleStart);
    this.resource = Array.from(model.bundleResource);
    this.units = Array.from(model.bundleUnits);
    for (let bundle = 0; bundle + 1 < this.start.length; bundle++) this.bySignature.set(this.signature(bundle), bundle);
  }

  first(bundle: number): number {
    return this.start[bundle];
  }

  /** One past the last entry of the bundle. */
  last(bundle: number): number {
    return this.start[bundle + 1];
  }

  resourceAt(entry: number): number {
    return this.resource[entry];
  }

  unitsAt(entry: number): number {
    return this.units[entry];
  }

  canBeMet(bundle: number): boolean {
    const { inUse, open } = this.tables;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      if (inUse[this.resource[i]] + this.units[i] > open[this.resource[i]]) return false;
    }
    return true;
  }

  /** Of the resources with fewer free units than asked, the first by name; NONE when none is short. */
  shortOf(bundle: number): number {
    const { inUse, open } = this.tables;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const resource = this.resource[i];
      if (inUse[resource] + this.units[i] > open[resource]) return resource;
    }
    return NONE;
  }

  isShort(bundle: number, resource: number): boolean {
    const i = this.entryOf(bundle, resource);
    return i !== NONE && this.tables.inUse[resource] + this.units[i] > this.tables.open[resource];
  }

  /** Units of the resource that the bundle asks for; 0 when it does not name it. */
  unitsOf(bundle: number, resource: number): number {
    const i = this.entryOf(bundle, resource);
    return i === NONE ? 0 : this.units[i];
  }

  names(bundle: number, resource: number): boolean {
    return this.entryOf(bundle, resource) !== NONE;
  }

  /** What a `seize` of this bundle asks for: less what the patient holds. NONE when nothing is lacking. */
  lacking(bundle: number, patient: number): number {
    const { held } = this.tables;
    const row = patient * this.resourceCount;
    let partly = false;
    let lacks = false;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const has = held[row + this.resource[i]];
      if (has > 0) partly = true;
      if (has < this.units[i]) lacks = true;
    }
    if (!lacks) return NONE;
    return partly ? this.remainder(bundle, row) : bundle;
  }

  private remainder(bundle: number, row: number): number {
    const { held } = this.tables;
    let signature = "";
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const lacks = this.units[i] - held[row + this.resource[i]];
      if (lacks > 0) signature += `${this.resource[i]}:${lacks} `;
    }
    const known = this.bySignature.get(signature);
    if (known !== undefined) return known;
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      const lacks = this.units[i] - held[row + this.resource[i]];
      if (lacks <= 0) continue;
      this.resource.push(this.resource[i]);
      this.units.push(lacks);
    }
    const fresh = this.start.length - 1;
    this.start.push(this.resource.length);
    this.bySignature.set(signature, fresh);
    return fresh;
  }

  private entryOf(bundle: number, resource: number): number {
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) if (this.resource[i] === resource) return i;
    return NONE;
  }

  private signature(bundle: number): string {
    let signature = "";
    for (let i = this.start[bundle]; i < this.start[bundle + 1]; i++) {
      signature += `${this.resource[i]}:${this.units[i]} `;
    }
    return signature;
  }
}
