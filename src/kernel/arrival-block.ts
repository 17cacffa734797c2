import { logOfUniform } from "../maths/log.ts";
import type { ArrivalPhase } from "../model/model.ts";
import { ProfiledArrivals } from "../random/expected-arrivals.ts";
import { mix } from "../random/generator.ts";
import { patientKeysInto } from "../random/streams.ts";
import type { ArrivalDraws } from "./arrival-draws.ts";

/** So many are made together at most: enough that each costs little, and few enough that the tables stay at hand. */
export const MOST = 32;

type PoissonPhase = Extract<ArrivalPhase, { kind: "poisson" }>;

/**
 * The next arrivals of a class, made together, column by column: a processor then works on several at a time. They are those that
 * PoissonPoints finds one by one, to the same bits. Nobody changes a column but `reset` and `refill`.
 */
export class ArrivalBlock {
  /** When each comes, and the words of his key. Infinity for the first who would come after the run: the rest is not in use. */
  times = new Float64Array(MOST);
  key0 = new Int32Array(MOST);
  key1 = new Int32Array(MOST);
  /** The place of who comes next. His number is `before + at + 1`. */
  at = 0;
  /** Places that are made; whoever moves `at` on to them refills. */
  made = 0;
  /** Patients of earlier blocks. */
  before = 0;
  private readonly draws: ArrivalDraws;
  private readonly expected: ProfiledArrivals;
  private readonly from: number;
  private readonly rate: number;
  private readonly stop: number;
  /** Of a unit Poisson process: the point at which the last one made comes. */
  private point = Number.NaN;

  /** Only for classes of which `phaseMadeTogether` gives the phase. @param stop end of the run, beyond which nobody comes */
  constructor(phase: PoissonPhase, draws: ArrivalDraws, stop: number) {
    this.draws = draws;
    this.expected = new ProfiledArrivals(phase, Infinity);
    this.from = phase.from;
    this.rate = phase.rate;
    this.stop = stop;
  }

  /** To the first of a replication; the draws are reset before. */
  reset(): void {
    this.before = 0;
    this.point = 0;
    this.make(this.from);
  }

  /** To those after the last one made, who is taken. */
  refill(): void {
    const last = this.times[this.made - 1];
    this.draws.countAt(last, this.made);
    this.before += this.made;
    this.make(last);
  }

  /** Not more than are expected from a time to the end of the run, so that few are made in vain. */
  private make(from: number): void {
    const { key0, key1, times, stop } = this;
    const { root, word, arrivalWord } = this.draws;
    const left = this.rate * (stop - from);
    const count = left < MOST ? Math.max(1, Math.ceil(left)) : MOST;
    patientKeysInto(key0, key1, count, root, word, this.before + 1);
    let { point } = this;
    for (let i = 0; i < count; i++) {
      point -= logOfUniform(mix(key0[i], key1[i], arrivalWord, 0));
      times[i] = point;
    }
    this.point = point;
    this.expected.timesOf(times, count);
    let within = 0;
    while (within < count && times[within] < stop) within++;
    if (within < count) times[within] = Infinity;
    this.made = count;
    this.at = 0;
  }
}

/** The phase of a class whose next arrivals hang on nothing but their keys: one of Poisson, for ever, of single patients. */
export function phaseMadeTogether(phases: readonly ArrivalPhase[]): PoissonPhase | undefined {
  const [phase] = phases;
  if (phases.length !== 1 || phase.kind !== "poisson" || phase.batch !== undefined) return undefined;
  return phase.rate > 0 ? phase : undefined;
}
