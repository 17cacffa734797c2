/** Kinds of event, in the order in which an instant works them off; grants come between GATHER and TIMER. */
export const TURNOVER = 0;
export const END = 1;
export const CALENDAR = 2;
/** An `after` of a request has been reached. */
export const OFFER = 3;
/** The first of a group has waited long enough. */
export const GATHER = 4;
export const TIMER = 5;
/** A contact of a stay falls due. */
export const CONTACT = 6;
export const ARRIVAL = 7;

const SUBJECT_BITS = 28;
const SUBJECT_MASK = (1 << SUBJECT_BITS) - 1;

/** Says which of two subjects of one kind comes first when their events fall at the same time. */
export interface TieOrder {
  comesBefore(kind: number, a: number, b: number): boolean;
}

/**
 * The future: a 4-ary heap in two typed arrays. Events leave by time, then kind, then by the order that `ties` gives to their
 * subjects (docs/semantics.md, "An instant"): never by the order of scheduling, so that two engines can agree.
 *
 * The place of the event that was taken last stays empty until the next is put there, or the next is asked for: most events
 * bring another, and then the heap is mended once, not twice. Behind the last event stand four at Infinity, so that every
 * event has four children; the least of them is found without a branch, which would be guessed wrong half the time.
 */
export class EventList {
  /** While calendars, offers and groups are worked off, ends that fall due at once wait until these are done. */
  holdsEnds = false;
  readonly held: number[] = [];
  /** Events in the list, the empty place among them. */
  private count = 0;
  private gap = false;
  /** The time of the event to be placed: a number that is handed to a function may have to be put on the heap first. */
  private readonly at = new Float64Array(1);
  private times: Float64Array;
  private codes: Int32Array;
  private readonly ties: TieOrder;

  /** @param room for so many events before the list grows */
  constructor(ties: TieOrder, room: number) {
    this.ties = ties;
    this.times = new Float64Array(room + FOUR).fill(Infinity);
    this.codes = new Int32Array(room + FOUR);
  }

  get size(): number {
    return this.gap ? this.count - 1 : this.count;
  }

  clear(): void {
    this.times.fill(Infinity, 0, this.count);
    this.count = 0;
    this.gap = false;
    this.held.length = 0;
    this.holdsEnds = false;
  }

  hold(subject: number): void {
    this.held.push(subject);
  }

  release(now: number): void {
    for (const subject of this.held) this.push(now, END, subject);
    this.held.length = 0;
  }

  /** Infinity when nothing is left. */
  nextTime(): number {
    if (this.gap === true) this.close();
    return this.times[0];
  }

  /** Only after `nextTime`, as the next two. */
  nextKind(): number {
    return this.codes[0] >> SUBJECT_BITS;
  }

  nextSubject(): number {
    return this.codes[0] & SUBJECT_MASK;
  }

  /** Takes the first event out and returns its subject. */
  take(): number {
    this.gap = true;
    return this.codes[0] & SUBJECT_MASK;
  }

  /** Whether everything that is left happens later than `now`. */
  isDone(now: number): boolean {
    const { times } = this;
    if (this.gap === false) return times[0] > now;
    return times[1] > now && times[2] > now && times[3] > now && times[4] > now;
  }

  push(time: number, kind: number, subject: number): void {
    this.at[0] = time;
    const code = (kind << SUBJECT_BITS) | subject;
    if (this.gap === true) this.sink(code);
    else this.rise(code);
  }

  private rise(code: number): void {
    if (this.count + FOUR >= this.times.length) this.grow();
    const { times, codes } = this;
    const time = this.at[0];
    // Move the hole instead of swapping: half the writes a level.
    let hole = this.count++;
    while (hole > 0) {
      const parent = (hole - 1) >> 2;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && !this.tiedBefore(code, codes[parent]))) break;
      times[hole] = parentTime;
      codes[hole] = codes[parent];
      hole = parent;
    }
    times[hole] = time;
    codes[hole] = code;
  }

  /** Takes out what `isVoid` says is void, which thereby has come. */
  purge(isVoid: (time: number, kind: number, subject: number) => boolean): void {
    if (this.gap) this.close();
    const { times, codes } = this;
    const before = this.count;
    this.count = 0;
    // The list never grows while it is read: what is kept is pushed no further than where it stood.
    for (let i = 0; i < before; i++) {
      const [time, code] = [times[i], codes[i]];
      times[i] = Infinity;
      if (!isVoid(time, code >> SUBJECT_BITS, code & SUBJECT_MASK))
        this.push(time, code >> SUBJECT_BITS, code & SUBJECT_MASK);
    }
  }

  /** Nothing came to the empty place: the last event does. */
  private close(): void {
    const last = --this.count;
    this.at[0] = this.times[last];
    this.times[last] = Infinity;
    if (last > 0) this.sink(this.codes[last]);
    else this.gap = false;
  }

  /** Finds the place of an event from the first place down, which is empty. */
  private sink(code: number): void {
    const { times, codes, count } = this;
    const time = this.at[0];
    this.gap = false;
    let hole = 0;
    for (;;) {
      const first = (hole << 2) + 1;
      if (first >= count) break;
      const t0 = times[first];
      const t1 = times[first + 1];
      const t2 = times[first + 2];
      const t3 = times[first + 3];
      const a = (first + Number(t1 < t0)) | 0;
      const b = (first + 2 + Number(t3 < t2)) | 0;
      const ta = times[a];
      const tb = times[b];
      let least = a ^ ((a ^ b) & -Number(tb < ta));
      const leastTime = times[least];
      if (time < leastTime) break;
      if (ta === tb || (t0 === t1 && t0 === leastTime) || (t2 === t3 && t2 === leastTime)) {
        least = this.firstOfTied(first, leastTime);
      }
      if (time === leastTime && !this.tiedBefore(codes[least], code)) break;
      times[hole] = leastTime;
      codes[hole] = codes[least];
      hole = least;
    }
    times[hole] = time;
    codes[hole] = code;
  }

  /** Of four children, those at this time: which comes first. */
  private firstOfTied(first: number, time: number): number {
    const { times, codes } = this;
    let least = NO_CHILD;
    for (let child = first; child < first + FOUR; child++) {
      if (times[child] !== time) continue;
      if (least === NO_CHILD || this.tiedBefore(codes[child], codes[least])) least = child;
    }
    return least;
  }

  private tiedBefore(a: number, b: number): boolean {
    const kind = a >> SUBJECT_BITS;
    const otherKind = b >> SUBJECT_BITS;
    if (kind !== otherKind) return kind < otherKind;
    return this.ties.comesBefore(kind, a & SUBJECT_MASK, b & SUBJECT_MASK);
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * 2).fill(Infinity);
    times.set(this.times);
    this.times = times;
    const codes = new Int32Array(this.codes.length * 2);
    codes.set(this.codes);
    this.codes = codes;
  }
}

const FOUR = 4;
const NO_CHILD = -1;
