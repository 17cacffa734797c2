const HOUR = 60;
const WEEK = 10080;
const HOURS = 168;

/** Λ of one phase: how many arrivals are expected since it began, and when so many are. */
export interface ExpectedArrivals {
  /** By the end of the phase; Infinity in the last. */
  readonly total: number;
  /** The time by which `point` arrivals are expected, 0 ≤ point < total; asked in rising order. Infinity: not in this run. */
  timeOf(point: number): number;
  /** Before the first question of a replication. */
  reset(): void;
}

/** Rate per minute from a time on; `profile`: 168 hourly weights, Monday 00:00 first, empty when flat; time 0 is `offset` minutes into it. */
export interface PoissonPhase {
  readonly from: number;
  readonly rate: number;
  readonly profile: Float64Array;
  readonly offset: number;
}

/** Λ of a constant rate, flat or in the proportions of a weekly profile. */
export class ProfiledArrivals implements ExpectedArrivals {
  readonly total: number;
  private readonly from: number;
  private readonly rate: number;
  private readonly phase: PoissonPhase;
  /** Expected arrivals up to each hour of a profile week; empty when flat. */
  private readonly cumulative: Float64Array;
  /** Expected from Monday 00:00 before time 0 to the beginning of the phase. */
  private readonly before: number;
  /** Of the week, as it was found last: most often that of the next point as well. */
  private hour = 0;

  constructor(phase: PoissonPhase, until: number) {
    this.from = phase.from;
    this.rate = phase.rate;
    this.phase = phase;
    this.cumulative = accumulate(phase.rate, phase.profile);
    this.before = this.expected(phase.from);
    const within = until === Infinity ? Infinity : this.expected(until) - this.before;
    this.total = phase.rate > 0 ? within : 0;
  }

  timeOf(point: number): number {
    return Math.max(this.from, this.cumulative.length === 0 ? this.from + point / this.rate : this.inProfile(point));
  }

  /** `timeOf` of so many points, each in its place. */
  timesOf(points: Float64Array, count: number): void {
    if (this.cumulative.length === 0) {
      const { from, rate } = this;
      for (let i = 0; i < count; i++) points[i] = Math.max(from, from + points[i] / rate);
    } else {
      for (let i = 0; i < count; i++) points[i] = this.timeOf(points[i]);
    }
  }

  reset(): void {}

  /** Expected arrivals from Monday 00:00 before time 0 up to `time`. */
  private expected(time: number): number {
    const { rate, profile, offset } = this.phase;
    if (this.cumulative.length === 0) return rate * time;
    const at = time + offset;
    const week = Math.floor(at / WEEK);
    const minute = at - week * WEEK;
    const hour = Math.min(HOURS - 1, Math.floor(minute / HOUR));
    const rest = (minute - hour * HOUR) * rate * profile[hour];
    return week * this.cumulative[HOURS] + this.cumulative[hour] + rest;
  }

  private inProfile(point: number): number {
    const { cumulative } = this;
    const { rate, profile, offset } = this.phase;
    const total = point + this.before;
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
    let low = this.hour;
    if (!(cumulative[low] <= rest && rest < cumulative[low + 1])) {
      low = this.hourOf(rest);
      this.hour = low;
    }
    const within = profile[low] > 0 ? (rest - cumulative[low]) / (rate * profile[low]) : 0;
    return week * WEEK + low * HOUR - offset + within;
  }

  private hourOf(rest: number): number {
    const { cumulative } = this;
    let low = 0;
    let high = HOURS;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] <= rest) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** Expected arrivals from Monday 00:00 of the profile's first week to the start of each hour. */
function accumulate(rate: number, profile: Float64Array): Float64Array {
  if (profile.length === 0) return profile;
  const cumulative = new Float64Array(HOURS + 1);
  for (let hour = 0; hour < HOURS; hour++) cumulative[hour + 1] = cumulative[hour] + HOUR * rate * profile[hour];
  return cumulative;
}
