import type { ArrivalPhase, ClassTable } from "../model/model.ts";

const HOUR = 60;
const WEEK = 10080;
const HOURS = 168;

/**
 * When the patients of one class come. Poisson arrival k comes at Λ⁻¹ of the k-th point of a unit Poisson process, whose gaps
 * are drawn from the patients' own keys: a rate × 0.95 keeps everybody's identity. Λ counts the Poisson phases only.
 */
export class ArrivalStream {
  /** Patients of the class so far. */
  count = 0;
  private readonly phases: readonly LinkedPhase[];
  /** The last unit-Poisson point, and the time of the next Poisson arrival. */
  private point = 0;
  private poissonAt = Infinity;
  private poissonNumber = 0;
  private listed = 0;
  private phase = 0;
  private readonly unitGap: (number: number) => number;

  /** @param unitGap exponential gap of mean 1 before Poisson patient `number` (from 1) */
  constructor(table: ClassTable, unitGap: (number: number) => number) {
    this.unitGap = unitGap;
    this.phases = linkPhases(table.arrivals);
  }

  reset(): void {
    this.count = 0;
    this.point = 0;
    this.poissonNumber = 0;
    this.listed = 0;
    this.phase = 0;
    this.nextPoint();
  }

  /** Time of the next arrival; Infinity when nobody comes any more. */
  get nextAt(): number {
    return Math.min(this.poissonAt, this.listedAt());
  }

  /** Takes the next arrival: what is set for it in a list, or undefined. */
  take(): readonly (readonly [number, number])[] | undefined {
    this.count++;
    if (this.listedAt() <= this.poissonAt) {
      const phase = this.phases[this.phase];
      return phase.kind === "listed" ? phase.set[this.listed++] : undefined;
    }
    this.nextPoint();
    return undefined;
  }

  private nextPoint(): void {
    if (!this.phases.some((phase) => phase.kind === "poisson")) {
      this.poissonAt = Infinity;
      return;
    }
    this.point += this.unitGap(++this.poissonNumber);
    this.poissonAt = this.timeOf(this.point);
  }

  private listedAt(): number {
    for (; this.phase < this.phases.length; this.phase++, this.listed = 0) {
      const phase = this.phases[this.phase];
      if (phase.kind !== "listed") continue;
      while (this.listed < phase.at.length && phase.at[this.listed] < phase.from) this.listed++;
      if (this.listed < phase.at.length && phase.at[this.listed] < phase.until) return phase.at[this.listed];
    }
    return Infinity;
  }

  /** Λ⁻¹ over all Poisson phases. */
  private timeOf(point: number): number {
    for (const phase of this.phases) {
      if (phase.kind === "poisson" && point < phase.before + phase.within) {
        return Math.max(phase.from, inverse(phase, point - phase.before));
      }
    }
    return Infinity;
  }
}

type LinkedPhase = { readonly from: number; readonly until: number } & (
  | { readonly kind: "none" }
  | {
      readonly kind: "listed";
      readonly at: Float64Array;
      readonly set: readonly (readonly (readonly [number, number])[])[];
    }
  | {
      readonly kind: "poisson";
      readonly rate: number;
      /** Expected arrivals up to each hour of a profile week; empty when flat. */
      readonly cumulative: Float64Array;
      readonly profile: Float64Array;
      /** Minutes from the profile's Monday 00:00 to time 0. */
      readonly offset: number;
      /** Expected arrivals in earlier phases; in this one (Infinity in the last). */
      readonly before: number;
      readonly within: number;
    }
);

function linkPhases(phases: readonly ArrivalPhase[]): readonly LinkedPhase[] {
  const linked: LinkedPhase[] = [];
  let before = 0;
  for (const [i, phase] of phases.entries()) {
    const until = i + 1 < phases.length ? phases[i + 1].from : Infinity;
    if (phase.kind === "poisson" && phase.rate > 0) {
      const base = { ...phase, until, cumulative: accumulate(phase.rate, phase.profile), before, within: Infinity };
      const within = until === Infinity ? Infinity : expected(base, until) - expected(base, phase.from);
      linked.push({ ...base, within });
      before += within;
    } else if (phase.kind === "listed") {
      linked.push({ ...phase, until });
    } else {
      linked.push({ kind: "none", from: phase.from, until });
    }
  }
  return linked;
}

type PoissonPhase = Extract<LinkedPhase, { kind: "poisson" }>;

/** Expected arrivals from Monday 00:00 of the profile's first week to the start of each hour. */
function accumulate(rate: number, profile: Float64Array): Float64Array {
  if (profile.length === 0) return profile;
  const cumulative = new Float64Array(HOURS + 1);
  for (let hour = 0; hour < HOURS; hour++) cumulative[hour + 1] = cumulative[hour] + HOUR * rate * profile[hour];
  return cumulative;
}

/** Expected arrivals from Monday 00:00 before time 0 up to `time`, at this phase's rate. */
function expected(phase: PoissonPhase, time: number): number {
  if (phase.cumulative.length === 0) return phase.rate * time;
  const at = time + phase.offset;
  const week = Math.floor(at / WEEK);
  const minute = at - week * WEEK;
  const hour = Math.min(HOURS - 1, Math.floor(minute / HOUR));
  const rest = (minute - hour * HOUR) * phase.rate * phase.profile[hour];
  return week * phase.cumulative[HOURS] + phase.cumulative[hour] + rest;
}

/** The time by which `point` arrivals are expected since the phase began. */
function inverse(phase: PoissonPhase, point: number): number {
  const { cumulative, rate, profile, offset } = phase;
  if (cumulative.length === 0) return phase.from + point / rate;
  const total = point + expected(phase, phase.from);
  const weekly = cumulative[HOURS];
  let week = Math.floor(total / weekly);
  let rest = total - week * weekly;
  if (rest < 0) {
    week--;
    rest += weekly;
  } else if (rest >= weekly) {
    week++;
    rest -= weekly;
  }
  let low = 0;
  let high = HOURS;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] <= rest) low = middle;
    else high = middle;
  }
  const within = profile[low] > 0 ? (rest - cumulative[low]) / (rate * profile[low]) : 0;
  return week * WEEK + low * HOUR - offset + within;
}
