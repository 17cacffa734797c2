import { EventLog, type Fact } from "../collect/event-log.ts";
import { tee } from "../collect/tee.ts";
import type { Recorder } from "../kernel/recorder.ts";
import type { Model } from "../model/model.ts";

/** The first fact that is not the expected one; undefined on the side that has nothing more to say. */
export interface DifferingFact {
  readonly index: number;
  readonly expected: Fact | undefined;
  readonly said: Fact | undefined;
}

/** Holds the facts of a run against those of another as they come, keeps none, and stops the run at the first that differs. */
export class FactCheck {
  readonly recorder: Recorder;
  private readonly expected: readonly Fact[];
  private readonly log: EventLog;
  private alike = 0;
  private found: DifferingFact | undefined;

  constructor(model: Model, expected: readonly Fact[]) {
    this.expected = expected;
    this.log = new EventLog(model);
    this.recorder = tee([this.log, listener(() => this.check())]);
  }

  /** After the run: what differed first, be it that the run said too little. */
  difference(): DifferingFact | undefined {
    const { expected, alike, found } = this;
    if (found !== undefined || alike === expected.length) return found;
    return { index: alike, expected: expected[alike], said: undefined };
  }

  private check(): void {
    for (const said of this.log.facts) {
      const expected = this.expected[this.alike];
      if (!same(expected, said)) {
        this.found ??= { index: this.alike, expected, said };
        throw new Error(`fact ${this.alike} is another`);
      }
      this.alike++;
    }
    this.log.facts.length = 0;
  }
}

/** Hears that something has been said, whatever it is. */
function listener(heard: () => void): Recorder {
  return new Proxy({} as Recorder, { get: (_, key) => (key === "wantsElapsed" ? false : heard) });
}

/** Bit by bit: 0 and −0 are two numbers, NaN is one. */
function same(one: Fact | undefined, other: Fact): boolean {
  if (one === undefined) return false;
  const [a, b] = [Object.entries(one), Object.entries(other)];
  return a.length === b.length && a.every(([key, value], i) => b[i][0] === key && sameValue(value, b[i][1]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.every((one, i) => Object.is(one, b[i]));
  return Object.is(a, b);
}
