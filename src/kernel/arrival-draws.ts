import { log } from "../maths/log.ts";
import type { Expression } from "../model/expression.ts";
import type { Model, Value } from "../model/model.ts";
import { type Key, PurposeStream, patientKeyInto, uniformAt } from "../random/streams.ts";
import { type Draw, linkValue } from "./draw.ts";
import { type Evaluate, linkExpression } from "./evaluate.ts";
import { SimulationError } from "./simulation-error.ts";
import type { Tables } from "./tables.ts";

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
  private readonly key = new Int32Array(2);

  constructor(model: Model, cls: number, tables: Tables, replicationKey: () => Key) {
    this.model = model;
    this.cls = cls;
    this.tables = tables;
    this.replicationKey = replicationKey;
  }

  /** Exponential of mean 1: the gap before a point of a unit Poisson process. */
  unitGap(number: number): number {
    const { word, arrivalWord } = this.model.classes[this.cls];
    patientKeyInto(this.key, this.replicationKey(), word, number);
    return -log(uniformAt(this.key[0], this.key[1], arrivalWord, 0, 0));
  }

  /** A value by the key of a number, at a time. */
  value(value: Value, purpose: number, what: string): (number: number, time: number) => number {
    const draw: Draw = linkValue(value, this.link);
    return (number, time) => {
      patientKeyInto(this.key, this.replicationKey(), this.model.classes[this.cls].word, number);
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
