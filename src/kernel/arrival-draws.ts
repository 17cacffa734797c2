import { logOfUniform } from "../maths/log.ts";
import type { Expression } from "../model/expression.ts";
import type { Model, Value } from "../model/model.ts";
import { mix } from "../random/generator.ts";
import { type Key, PurposeStream, patientKeyInto } from "../random/streams.ts";
import { type Draw, linkValue } from "./draw.ts";
import { type Evaluate, linkExpression } from "./evaluate.ts";
import { SimulationError } from "./simulation-error.ts";
import type { Tables } from "./tables.ts";

/** So many arrivals of a class at one time mean gaps or stays in which no time passes. */
const LOOP_LIMIT = 100_000;

/**
 * What settles when the patients of one class come. Draws have the key of a number within the class; expressions see the clock,
 * at the time that is asked about, and nobody.
 */
export class ArrivalDraws {
  private readonly model: Model;
  private readonly cls: number;
  private readonly tables: Tables;
  private readonly replicationKey: () => Key;
  /** The time that is asked about. */
  private readonly clock = { now: 0 };
  private readonly stream = new PurposeStream();
  /** Of the number asked for last. */
  private readonly key = new Int32Array(2);
  private keyed = -1;
  /** When somebody came last, and how many have come at that time since. */
  private lastAt = Number.NaN;
  private atLastTime = 0;
  /** Of the replication. */
  root: Key;
  readonly word: number;
  readonly arrivalWord: number;

  constructor(model: Model, cls: number, tables: Tables, replicationKey: () => Key) {
    this.model = model;
    this.cls = cls;
    this.tables = tables;
    this.replicationKey = replicationKey;
    this.root = replicationKey();
    this.word = model.classes[cls].word;
    this.arrivalWord = model.classes[cls].arrivalWord;
  }

  reset(): void {
    this.root = this.replicationKey();
    this.keyed = -1;
    this.lastAt = Number.NaN;
  }

  /** The key of a number: often that of the last, for a patient comes at the point of the same number. */
  keyOf(number: number): Int32Array {
    if (number !== this.keyed) {
      patientKeyInto(this.key, this.root, this.word, number);
      this.keyed = number;
    }
    return this.key;
  }

  /** Exponential of mean 1: the gap before a point of a unit Poisson process. */
  unitGap(number: number): number {
    const key = this.keyOf(number);
    return -logOfUniform(mix(key[0], key[1], this.arrivalWord, 0));
  }

  /** A value by the key of a number, at a time. */
  value(value: Value, purpose: number, what: string): (number: number, time: number) => number {
    const draw: Draw = linkValue(value, this.link);
    return (number, time) => {
      this.keyOf(number);
      this.stream.at(this.key[0], this.key[1], purpose, 0);
      this.clock.now = time;
      try {
        return draw(0, this.stream);
      } catch (error) {
        throw this.impossible(`${what}: ${error instanceof Error ? error.message : String(error)}`, time);
      }
    };
  }

  /** An expression at a time. */
  atTime(expression: Expression): (time: number) => number {
    const evaluate = this.link(expression);
    return (time) => {
      this.clock.now = time;
      return evaluate(0);
    };
  }

  /** So many come, the last of them at a time. */
  countAt(time: number, arrivals: number): void {
    if (time !== this.lastAt) {
      this.lastAt = time;
      this.atLastTime = 0;
    } else {
      this.atLastTime += arrivals;
      if (this.atLastTime > LOOP_LIMIT)
        throw this.impossible(`more than ${LOOP_LIMIT} arrivals at one time: no time passes between them`, time);
    }
  }

  impossible(what: string, time: number): SimulationError {
    const { model, tables } = this;
    return new SimulationError(
      `${what}; arrivals of class ${model.names.classes[this.cls]}, at ${time} min, ` +
        `scenario "${model.arm}", replication ${tables.replication}`,
    );
  }

  private readonly link = (expression: Expression): Evaluate =>
    linkExpression(expression, this.model, this.tables, undefined, undefined, this.clock);
}
