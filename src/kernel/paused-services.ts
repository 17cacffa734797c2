import type { Bundles } from "./bundles.ts";
import { PatientList } from "./patient-list.ts";
import { INTS, SERVING } from "./patient-row.ts";
import type { Recorder } from "./recorder.ts";
import type { Tables } from "./tables.ts";

/** Services that have stopped at the end of a shift and keep what they have. */
export class PausedServices {
  readonly all = new PatientList();
  /** Something has become freer since they were last looked at. */
  mayGoOn = false;
  private readonly tables: Tables;
  private readonly bundles: Bundles;
  /** Of each resource: services whose units of it are off duty. */
  private readonly on: readonly PatientList[];

  constructor(tables: Tables, bundles: Bundles) {
    this.tables = tables;
    this.bundles = bundles;
    this.on = Array.from(tables.inUse, () => new PatientList());
  }

  reset(): void {
    this.mayGoOn = false;
    this.all.clear();
    for (const list of this.on) list.clear();
  }

  /** There may be room for who pauses. */
  freed(): void {
    if (this.all.count > 0) this.mayGoOn = true;
  }

  isOn(patient: number, resource: number): boolean {
    return this.on[resource].includes(patient);
  }

  add(patient: number, resource: number, recorder: Recorder): void {
    const { tables, bundles, on, all } = this;
    const units = bundles.unitsOf(tables.claimInts[(patient << INTS) | SERVING], resource);
    if (!all.includes(patient)) all.add(patient);
    on[resource].add(patient);
    tables.paused[resource] += units;
    recorder.setAside(tables.now, patient, resource, units);
  }

  /** Of the resources that are off duty and have no room yet, the first by name; −1 when the service can go on. */
  lackOf(patient: number): number {
    const { tables, bundles } = this;
    const bundle = tables.claimInts[(patient << INTS) | SERVING];
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      if (this.lacks(patient, bundles.resourceAt(i))) return bundles.resourceAt(i);
    }
    return -1;
  }

  lacks(patient: number, resource: number): boolean {
    const { tables, bundles } = this;
    const units = bundles.unitsOf(tables.claimInts[(patient << INTS) | SERVING], resource);
    if (!this.isOn(patient, resource)) return false;
    return tables.late[resource] === 1 || tables.running(resource) + units > tables.scheduled[resource];
  }

  /** The service pauses no more: it goes on, or loses what it has. */
  forget(patient: number, recorder: Recorder): void {
    const { tables, bundles, on, all } = this;
    if (!all.remove(patient)) return;
    const bundle = tables.claimInts[(patient << INTS) | SERVING];
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      if (!on[resource].remove(patient)) continue;
      tables.paused[resource] -= bundles.unitsAt(i);
      recorder.takenUp(tables.now, patient, resource, bundles.unitsAt(i));
    }
  }
}
