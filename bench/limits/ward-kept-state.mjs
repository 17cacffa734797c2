// What the ward pathway by hand keeps: the model in numbers, the rows of patients, and what is counted on the way.
import { BLOCK, Draws, lognormalOf, word } from "./kept-draws.mjs";
import { KeptFuture } from "./kept-future.mjs";
import { HOURS, KeptHours } from "./kept-hours.mjs";
import { Values } from "./kept-summary.mjs";
import {
  BED,
  BEDS,
  DAY,
  DOUBLES,
  INTS,
  LEVEL_BITS,
  LINE,
  LINE_BITS,
  MOMENTS,
  NURSES,
  REHAB_BED,
  REHAB_BEDS,
  ROOM,
  THERAPIST,
  THERAPISTS,
  TRIAGE_MEAN,
  WAITING,
} from "./ward-kept-rows.mjs";

export const CLASSES = ["a", "b", "c"];
export const RESOURCES = ["nurse", "acute", "rehab", "therapist"];
export const CAPACITY = [NURSES, BEDS, REHAB_BEDS, THERAPISTS];
export const RATES = [3, 2, 1.5];
export const CHANCES = [0.1, 0.2, 0.3];
export const STAYS = [5.5, 7.5, 8.5].map((days) => lognormalOf(days * DAY, days * DAY));
export const REHAB_STAY = lognormalOf(22 * DAY, 15.4 * DAY);
export const WORDS = {
  triage: word("triage/duration"),
  ward: word("ward/duration"),
  way: word("ward/route"),
  rehab: word("rehabilitation/duration"),
  visit: word("visit/duration"),
};

export const STAGES = ["triage", "ward", "rehabilitation", "visit", "home"];

export class WardState {
  /** @param {number} days */
  constructor(days) {
    this.until = days * DAY;
    const classes = CLASSES.map((name, k) => ({
      word: word(name),
      arrivalWord: word(`${name}/arrival`),
      rate: RATES[k] / DAY,
    }));
    const block = CLASSES.length * BLOCK;
    this.draws = new Draws("bench", classes, block);
    this.triageFor = new Float64Array(block);
    this.wardFor = new Float64Array(block);
    this.ways = new Int32Array(block);
    this.future = new KeptFuture();
    this.doubles = new Float64Array(ROOM << DOUBLES);
    this.ints = new Int32Array(ROOM << INTS);
    this.free = new Int32Array(ROOM);
    this.lines = new Int32Array(4 << LINE_BITS);
    /** Of each line, and of those at home. */
    this.heads = new Int32Array(5);
    this.tails = new Int32Array(5);
    this.use = new Int32Array(4);
    this.homeAt = new Float64Array(LINE + 1);
    this.homeWho = new Int32Array(LINE + 1);
    this.levels = new Float64Array(4 << LEVEL_BITS);
    this.since = new Float64Array(4);
    this.hours = new KeptHours();
    this.presentAt = new Float64Array(MOMENTS);
    this.waitingAt = new Float64Array(4 * MOMENTS);
    /** Minutes waited for an acute bed × acute beds whose patients waited for rehabilitation meanwhile. */
    this.rooted = Float64Array.of(0.5);
    /** Moments looked at. */
    this.taken = 0;
    /** Now, and when to look again: in a table, for a number that is handed over may have to be put on the heap, always. */
    this.clock = new Float64Array(2);
    const room = Math.ceil(days * 12) + 1024;
    this.waits = RESOURCES.map((_, r) => new Values(r === THERAPIST ? 4 * room : room));
    this.holds = [new Values(room), new Values(room)];
    this.stays = CLASSES.map(() => new Values(room));
    this.waited = CLASSES.map(() => new Values(room));
    /** class × (waited for each resource, visits) of those who have left. */
    this.sums = new Float64Array(CLASSES.length << 3);
    /** Of each class, where its next patient stands among those drawn. */
    this.at = new Int32Array(CLASSES.length);
    this.came = new Int32Array(CLASSES.length);
    /** Of each stage: visits that have ended. */
    this.ended = new Int32Array(5);
    this.drawn = new Float64Array(1);
  }

  /** @param {number} replication */
  begin(replication) {
    this.future.clear();
    this.levels.fill(0);
    this.since.fill(0);
    this.hours.clear();
    for (const list of [...this.waits, ...this.holds, ...this.stays, ...this.waited]) list.clear();
    this.sums.fill(0);
    this.heads.fill(0);
    this.tails.fill(0);
    this.taken = 0;
    this.draws.begin(replication);
    for (let cls = 0; cls < CLASSES.length; cls++) this.at[cls] = this.draw(cls);
  }

  /**
   * The next patients of a class.
   * @param {number} cls
   * @returns where the first stands
   */
  draw(cls) {
    const { draws } = this;
    const first = cls * BLOCK;
    draws.arrivals(cls, first);
    draws.exponentials(first, WORDS.triage, TRIAGE_MEAN, this.triageFor);
    draws.lognormals(first, WORDS.ward, STAYS[cls], this.wardFor);
    draws.ways(first, WORDS.way, CHANCES[cls], CHANCES[cls] + 0.4, this.ways);
    return first;
  }

  /**
   * Looks at how many there are, at the ends of eight parts of the run.
   * @param {number} present
   */
  pass(present) {
    const { heads, tails, until, clock } = this;
    for (;;) {
      clock[1] = this.taken === MOMENTS ? Infinity : (until * this.taken) / (MOMENTS - 1);
      if (clock[0] < clock[1]) return;
      this.presentAt[this.taken] = present;
      for (let r = 0; r < 4; r++) this.waitingAt[r * MOMENTS + this.taken] = tails[r] - heads[r];
      this.taken++;
    }
  }

  /**
   * Brings all levels to the end.
   * @param {number} present
   * @param {number} weekHour
   */
  finish(present, weekHour) {
    const { at, until, use, heads, tails, levels, since, hours, draws } = this;
    this.clock[0] = until;
    this.pass(present);
    for (let r = 0; r < 4; r++) levels[(r << LEVEL_BITS) | use[r]] += until - since[r];
    for (let hour = weekHour; hour + HOURS < Math.ceil(until / 60); hour += HOURS) {
      for (let r = 0; r < 4; r++) {
        hours.starts[r] += use[r];
        hours.starts[WAITING + r] += tails[r] - heads[r];
      }
    }
    for (let cls = 0; cls < CLASSES.length; cls++) {
      this.came[cls] = draws.numbers[cls] - (cls + 1) * BLOCK + at[cls];
      this.waited[cls].zeros = this.stays[cls].count - this.waited[cls].count;
    }
    for (let r = 0; r < 4; r++) {
      const ended = this.ended[r];
      this.waits[r].zeros = ended + use[r] - this.waits[r].count;
    }
    // Who is blocked has ended the stay on the ward, and keeps the bed.
    this.waits[BED].zeros -= tails[REHAB_BED] - heads[REHAB_BED];
  }
}
