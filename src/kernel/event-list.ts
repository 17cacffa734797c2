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
 */
export class EventList {
  size = 0;
  /** While calendars, offers and groups are worked off, ends that fall due at once wait until these are done. */
  holdsEnds = false;
  readonly held: number[] = [];
  private times = new Float64Array(256);
  private codes = new Int32Array(256);
  private readonly ties: TieOrder;

  constructor(ties: TieOrder) {
    this.ties = ties;
  }

  clear(): void {
    this.size = 0;
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
    return this.size > 0 ? this.times[0] : Infinity;
  }

  nextKind(): number {
    return this.codes[0] >> SUBJECT_BITS;
  }

  nextSubject(): number {
    return this.codes[0] & SUBJECT_MASK;
  }

  push(time: number, kind: number, subject: number): void {
    if (this.size === this.times.length) this.grow();
    const code = (kind << SUBJECT_BITS) | subject;
    const { times, codes } = this;
    // Move the hole instead of swapping: half the writes a level.
    let hole = this.size++;
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

  /** Takes the first event out and returns its subject; read `nextTime` and `nextKind` before. */
  pop(): number {
    const { times, codes } = this;
    const subject = codes[0] & SUBJECT_MASK;
    const size = --this.size;
    const time = times[size];
    const code = codes[size];
    let hole = 0;
    for (;;) {
      const first = (hole << 2) + 1;
      if (first >= size) break;
      const last = Math.min(first + 4, size);
      let least = first;
      let leastTime = times[first];
      for (let child = first + 1; child < last; child++) {
        const childTime = times[child];
        if (childTime < leastTime || (childTime === leastTime && this.tiedBefore(codes[child], codes[least]))) {
          least = child;
          leastTime = childTime;
        }
      }
      if (time < leastTime || (time === leastTime && !this.tiedBefore(codes[least], code))) break;
      times[hole] = leastTime;
      codes[hole] = codes[least];
      hole = least;
    }
    times[hole] = time;
    codes[hole] = code;
    return subject;
  }

  /** Takes out what `isVoid` says is void, which thereby has come. */
  purge(isVoid: (time: number, kind: number, subject: number) => boolean): void {
    const { times, codes } = this;
    const before = this.size;
    this.size = 0;
    // The list never grows while it is read: what is kept is pushed no further than where it stood.
    for (let i = 0; i < before; i++) {
      const [time, code] = [times[i], codes[i]];
      if (!isVoid(time, code >> SUBJECT_BITS, code & SUBJECT_MASK))
        this.push(time, code >> SUBJECT_BITS, code & SUBJECT_MASK);
    }
  }

  private tiedBefore(a: number, b: number): boolean {
    const kind = a >> SUBJECT_BITS;
    const otherKind = b >> SUBJECT_BITS;
    if (kind !== otherKind) return kind < otherKind;
    return this.ties.comesBefore(kind, a & SUBJECT_MASK, b & SUBJECT_MASK);
  }

  private grow(): void {
    const times = new Float64Array(this.times.length * 2);
    times.set(this.times);
    this.times = times;
    const codes = new Int32Array(this.codes.length * 2);
    codes.set(this.codes);
    this.codes = codes;
  }
}
