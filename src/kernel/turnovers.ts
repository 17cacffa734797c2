import { NONE } from "../model/opcodes.ts";
import { TURNOVER } from "./event-list.ts";
import { draw, impossible, type Machine } from "./machine.ts";
import { phaseAt } from "./phases.ts";

/** Units that have been given back and are not ready yet: rows of a table that are used again. They belong to no patient. */
export class Turnovers {
  private readonly machine: Machine;
  private readonly resourceCount: number;
  /** Of each row. */
  private readonly resource: number[] = [];
  private readonly units: number[] = [];
  private readonly free: number[] = [];

  constructor(machine: Machine) {
    this.machine = machine;
    this.resourceCount = machine.model.names.resources.length;
  }

  reset(): void {
    this.resource.length = 0;
    this.units.length = 0;
    this.free.length = 0;
  }

  /** The patient gives units back: one draw for all of them. False when they are ready at once. */
  begin(patient: number, resource: number, units: number): boolean {
    const { tables, model, events } = this.machine;
    const { phases, turnoverWord } = model.resources[resource];
    const time = tables.givenBack[patient * this.resourceCount + resource]++;
    const { turnover } = phaseAt(phases, tables.now);
    if (turnover === NONE) return false;
    const minutes = draw(this.machine, patient, turnover, turnoverWord, time, "a turnover");
    if (!(minutes >= 0 && minutes < Infinity)) {
      throw impossible(this.machine, patient, `a turnover of ${minutes} min of "${model.names.resources[resource]}"`);
    }
    if (minutes === 0) return false;
    const row = this.free.pop() ?? this.resource.length;
    this.resource[row] = resource;
    this.units[row] = units;
    tables.turning[resource] += units;
    events.push(tables.now + minutes, TURNOVER, row);
    return true;
  }

  end(row: number): void {
    const { tables, lines, recorder } = this.machine;
    const resource = this.resource[row];
    const units = this.units[row];
    this.free.push(row);
    tables.turning[resource] -= units;
    tables.inUse[resource] -= units;
    recorder.ready(tables.now, resource, units);
    lines.freed(resource);
  }

  /** By resource; of one resource it makes no difference, but that facts are told in one order. */
  comesBefore(a: number, b: number): boolean {
    if (this.resource[a] !== this.resource[b]) return this.resource[a] < this.resource[b];
    return this.units[a] < this.units[b];
  }
}
