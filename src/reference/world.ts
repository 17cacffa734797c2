import { SimulationError } from "../kernel/simulation-error.ts";
import type { Model } from "../model/model.ts";
import { NONE } from "../model/opcodes.ts";
import { type Key, patientKeyInto, replicationKey, seedKey } from "../random/streams.ts";
import { Clock } from "./clock.ts";
import type { Event } from "./events.ts";
import type { Facts } from "./facts.ts";
import type { Patient } from "./patient.ts";
import type { Resource } from "./resource.ts";

/** Of a stage: requests that wait, patients inside, services that have ended. */
export interface Stage {
  queue: number;
  inside: number;
  cases: number;
}

/** What lies above and is called from below: how a patient goes on. */
export interface Steps {
  /** Follows the instructions from where the patient is until something has to be waited for. */
  goOn(patient: Patient): void;
  /** To a stage, an exit, or the end of a child's pathway. */
  go(patient: Patient, target: number): void;
  /** The duration is over. */
  endWork(patient: Patient): void;
  /** It is over, and nobody is left to be waited for. */
  endStage(patient: Patient): void;
  /** Ends whatever is going on in the stage: requests, services, children; and gives back what it needed. */
  breakOff(patient: Patient): void;
}

/** All that there is in a replication. */
export class World {
  readonly model: Model;
  readonly replication: number;
  readonly key: Key;
  readonly facts: Facts;
  readonly clock = new Clock<Event>();
  now = 0;
  readonly patients = new Set<Patient>();
  readonly resources: readonly Resource[];
  readonly stages: readonly Stage[];
  /** Everybody who asks for something. */
  readonly asking: Patient[] = [];
  /** Resources of which something has become free since priorities were last read again. */
  readonly freer = new Set<number>();
  /** Groups that gather, by meeting. */
  readonly gathering: Patient[][];
  readonly meetingEvents: (Event | undefined)[];
  /** Of each class, how many more have come than left. */
  readonly population: number[];
  /** Somebody who holds something has begun to wait, or has been offered the last choice. */
  suspicious = false;
  steps: Steps = { goOn: missing, go: missing, endWork: missing, endStage: missing, breakOff: missing };

  constructor(model: Model, replication: number, facts: Facts, resources: readonly Resource[]) {
    this.model = model;
    this.replication = replication;
    this.key = replicationKey(seedKey(model.seed), replication);
    this.facts = facts;
    this.resources = resources;
    this.stages = model.names.stages.map(() => ({ queue: 0, inside: 0, cases: 0 }));
    this.gathering = model.meetings.map(() => []);
    this.meetingEvents = model.meetings.map(() => undefined);
    this.population = model.names.classes.map(() => 0);
  }

  /** A key of the replication: of a patient by class and number, of a resource by a minute. */
  keyOf(word: number, number: number): Key {
    return keyBelow(this.key, word, number);
  }

  plan(event: Omit<Event, "void">): Event {
    const planned = { ...event, void: false };
    this.clock.plan(planned);
    return planned;
  }

  /** Nothing is mended: the replication stops, and says where. */
  impossible(patient: Patient, what: string): SimulationError {
    const { names, arm } = this.model;
    const where = patient.stage === NONE ? "on arrival" : `in stage "${names.stages[patient.stage]}"`;
    const attributes = names.attributes.map((name, i) => `${name} = ${patient.attributes[i]}`);
    return new SimulationError(
      `${what}; ${where}, patient ${names.classes[patient.cls]} ${patient.number}, at ${this.now} min, scenario "${arm}", ` +
        `replication ${this.replication}${attributes.length > 0 ? `; ${attributes.join(", ")}` : ""}`,
    );
  }
}

function missing(): never {
  throw new Error("the program is not there yet");
}

export function keyBelow(key: Key, word: number, number: number): Key {
  const out = new Int32Array(2);
  patientKeyInto(out, key, word, number);
  return { k0: out[0], k1: out[1] };
}
