import { NONE } from "../model/opcodes.ts";
import type { Machine } from "./machine.ts";
import { BEGUN_AT, DOUBLES, DUE_AT, INTS, PRIORITY, SERVING, WORKING } from "./patient-row.ts";
import type { Requests } from "./requests.ts";
import type { Tables } from "./tables.ts";

/** Order in which services are interrupted: the worst priority first, then the latest start, then the last patient. */
export function isWorse(tables: Tables, a: number, b: number): boolean {
  const { claimDoubles } = tables;
  const [rowA, rowB] = [a << DOUBLES, b << DOUBLES];
  if (claimDoubles[rowA | PRIORITY] !== claimDoubles[rowB | PRIORITY])
    return claimDoubles[rowA | PRIORITY] > claimDoubles[rowB | PRIORITY];
  if (claimDoubles[rowA | BEGUN_AT] !== claimDoubles[rowB | BEGUN_AT])
    return claimDoubles[rowA | BEGUN_AT] > claimDoubles[rowB | BEGUN_AT];
  return tables.arrivedBefore(b, a);
}

/** Keeps the work that is left of a service; one that pauses has done so. */
export function stopWork(tables: Tables, patient: number): void {
  if (tables.claimInts[(patient << INTS) | WORKING] === 0) return;
  tables.workLeft[patient] = (tables.doubles[(patient << DOUBLES) | DUE_AT] - tables.now) * tables.speed[patient];
  tables.expectNothing(patient);
  tables.claimInts[(patient << INTS) | WORKING] = 0;
}

/** Takes staff from services of worse priority, when that meets a better request whole. */
export class Preemption {
  private readonly machine: Machine;
  private readonly requests: Requests;
  private readonly victims: number[] = [];

  constructor(machine: Machine, requests: Requests) {
    this.machine = machine;
    this.requests = requests;
  }

  canMakeRoom(patient: number, bundle: number): boolean {
    return this.choose(patient, bundle);
  }

  /** Breaks off as many services as the bundle needs; nobody when it can be met as it is. */
  makeRoom(patient: number, bundle: number): void {
    if (this.machine.bundles.canBeMet(bundle) || !this.choose(patient, bundle)) return;
    // What is taken from a service passes on as it is.
    for (const victim of this.victims) this.breakOff(victim, false);
  }

  /**
   * Victims: the worst priority first, then the latest start, then the last patient, until the request is met; then whoever is
   * not needed after all is spared. False when all of them together are not enough.
   */
  private choose(patient: number, bundle: number): boolean {
    const { victims } = this;
    victims.length = 0;
    const { tables } = this.machine;
    for (let other = 0; other < tables.slots; other++) {
      if (
        this.canBeBrokenOff(other, tables.claimDoubles[(patient << DOUBLES) | PRIORITY]) &&
        this.holdsSome(other, bundle)
      )
        victims.push(other);
    }
    victims.sort((a, b) => (isWorse(tables, a, b) ? -1 : 1));
    let enough = 0;
    while (enough < victims.length && !this.isMetWithout(bundle, enough)) enough++;
    if (!this.isMetWithout(bundle, enough)) return false;
    victims.length = enough;
    for (let i = victims.length - 1; i >= 0; i--) {
      const [spared] = victims.splice(i, 1);
      if (!this.isMetWithout(bundle, victims.length)) victims.splice(i, 0, spared);
    }
    return true;
  }

  private canBeBrokenOff(patient: number, priority: number): boolean {
    const { tables, model } = this.machine;
    if (tables.claimInts[(patient << INTS) | SERVING] === NONE) return false;
    return (
      model.stages[tables.stageOf(patient)].whenPreempted !== "never" &&
      tables.claimDoubles[(patient << DOUBLES) | PRIORITY] > priority
    );
  }

  private holdsSome(patient: number, bundle: number): boolean {
    const { bundles, tables } = this.machine;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      if (bundles.names(tables.claimInts[(patient << INTS) | SERVING], bundles.resourceAt(i))) return true;
    }
    return false;
  }

  /** Whether the bundle is met when the first `count` victims give back what they use. */
  private isMetWithout(bundle: number, count: number): boolean {
    const { bundles, tables } = this.machine;
    for (let i = bundles.first(bundle); i < bundles.last(bundle); i++) {
      const resource = bundles.resourceAt(i);
      let inUse = tables.inUse[resource];
      for (let k = 0; k < count; k++) {
        const served = tables.claimInts[(this.victims[k] << INTS) | SERVING];
        for (let j = bundles.first(served); j < bundles.last(served); j++) {
          if (bundles.resourceAt(j) === resource) inUse -= bundles.unitsAt(j);
        }
      }
      if (inUse + bundles.unitsAt(i) > tables.open[resource]) return false;
    }
    return true;
  }

  /** The service loses all that it needs, and asks for it again. @param turnover whether what is given back is turned over */
  breakOff(patient: number, turnover: boolean): void {
    const { tables, model, recorder } = this.machine;
    const stage = tables.stageOf(patient);
    stopWork(tables, patient);
    if (model.stages[stage].whenPreempted !== "resume") tables.workLeft[patient] = Number.NaN;
    tables.brokenOff[patient]++;
    tables.speed[patient] = tables.speedOfPlaces[patient];
    this.requests.giveNeeds(patient, turnover);
    recorder.preempted(tables.now, patient, stage);
    this.requests.askAgain(patient);
  }
}
