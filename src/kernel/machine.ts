import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import type { Key } from "../random/streams.ts";
import type { Bundles } from "./bundles.ts";
import type { EventList } from "./event-list.ts";
import { INTS, KEY0, KEY1 } from "./patient-row.ts";
import type { Program } from "./program.ts";
import type { QueuePlaces } from "./queue-places.ts";
import type { Recorder } from "./recorder.ts";
import { SimulationError } from "./simulation-error.ts";
import type { Tables } from "./tables.ts";
import type { WaitingLines } from "./waiting-lines.ts";

/** What the parts of the kernel share: one for each simulation. */
export interface Machine {
  readonly model: Model;
  readonly tables: Tables;
  readonly bundles: Bundles;
  readonly lines: WaitingLines;
  readonly queues: QueuePlaces;
  readonly events: EventList;
  readonly program: Program;
  replicationKey: Key;
  recorder: Recorder;
  /** A patient of this class has left. */
  left(cls: number): void;
}

/** A value of the model for one patient, for one purpose and visit. */
export function draw(
  machine: Machine,
  patient: number,
  value: number,
  word: number,
  visit: number,
  what: string,
): number {
  const { tables, program } = machine;
  program.values.draw(
    value,
    patient,
    tables.ints[(patient << INTS) | KEY0],
    tables.ints[(patient << INTS) | KEY1],
    word,
    visit,
    what,
  );
  return program.values.drawn[0];
}

/** Stops the replication, and says where: stage, patient, time, values. */
export function impossible({ tables, model }: Machine, patient: number, what: string): SimulationError {
  const { names } = model;
  const stage = tables.stageOf(patient);
  const where = stage === NONE ? "on arrival" : `in stage "${names.stages[stage]}"`;
  const attributes = names.attributes.map(
    (name, i) => `${name} = ${tables.attributes[patient * names.attributes.length + i]}`,
  );
  return new SimulationError(
    `${what}; ${where}, patient ${names.classes[tables.classOf(patient)]} ${tables.numberOf(patient)}, ` +
      `at ${tables.now} min, scenario "${model.arm}", replication ${tables.replication}` +
      (attributes.length > 0 ? `; ${attributes.join(", ")}` : ""),
  );
}
