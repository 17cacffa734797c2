// M/M/c of workloads/mm1.yaml and mm10.yaml by hand, with what Careway promises: everybody's own random numbers, and all the numbers of a
// run. Patients are served in the order of their numbers, so that these are the line.
import { BLOCK, Draws, word } from "./kept-draws.mjs";
import { KeptFuture } from "./kept-future.mjs";
import { HOURS, KeptHours } from "./kept-hours.mjs";
import { Values } from "./kept-summary.mjs";

/** Rows of patients; so many of them for the line, the others for those served, with all whom others have overtaken meanwhile. */
const ROOM = 2048;
const LINE = 1024;
const MASK = 2047;
const USE = 0;
const WAITING = 1;
const MOMENTS = 9;
const HOUR_BITS = 4;
const VISIT = word("visit/duration");

export class QueueKept {
  /** @param {{ rate: number, servers: number, minutes: number }} options */
  constructor({ rate, servers, minutes }) {
    this.until = minutes;
    this.servers = servers;
    const room = Math.ceil(1.5 * rate * minutes) + 1024;
    this.draws = new Draws("bench", [{ word: word("adult"), arrivalWord: word("adult/arrival"), rate }], ROOM);
    this.future = new KeptFuture();
    /** By number: how long each is served, and from when on. */
    this.visitFor = new Float64Array(ROOM);
    this.started = new Float64Array(ROOM);
    this.levels = new Float64Array(64);
    this.since = 0.5;
    this.hours = new KeptHours();
    this.presentAt = new Float64Array(MOMENTS);
    this.waitingAt = new Float64Array(MOMENTS);
    this.taken = 0;
    /** Now, and when to look again: in a table, for a number that is handed over may have to be put on the heap, always. */
    this.clock = new Float64Array(2);
    this.stays = new Values(room);
    this.waits = new Values(room);
    this.came = 0;
    this.begun = 0;
    this.use = 0;
  }

  /** @param {number} replication */
  run(replication) {
    this.begin(replication);
    const { future, draws, clock, levels, started, visitFor, until, servers } = this;
    const { times, codes, due } = future;
    const { cells, starts } = this.hours;
    const { arriveAt } = draws;
    const stays = this.stays.values;
    const waits = this.waits.values;
    let left = 0;
    let waited = 0;
    let use = 0;
    let head = 0;
    let tail = 0;
    let drawn = BLOCK;
    let since = 0;
    let weekHour = 0;
    let nextMoment = 0;
    let arrivalNext = arriveAt[0];
    for (;;) {
      const end = times[0];
      const comes = arrivalNext < end;
      const now = comes ? arrivalNext : end;
      if (!(now < until)) break;
      if (now >= nextMoment) {
        clock[0] = now;
        this.pass(use + tail - head, tail - head);
        nextMoment = clock[1];
      }
      const hour = (now * (1 / 60)) | 0;
      const rest = (hour + 1) * 60 - now;
      while (hour - weekHour >= HOURS) {
        weekHour += HOURS;
        starts[USE] += use;
        starts[WAITING] += tail - head;
      }
      const cell = (hour - weekHour) << HOUR_BITS;
      if (comes) {
        const row = tail++ & MASK;
        if (tail === drawn) {
          if (tail - head > LINE) throw new Error("more stand in the line than there is room for");
          this.draw(drawn & MASK);
          drawn += BLOCK;
        }
        arrivalNext = arriveAt[tail & MASK];
        if (use === servers) {
          cells[cell | 2] += rest;
          cells[cell | 3] += 1;
          continue;
        }
        head++;
        levels[use++] += now - since;
        since = now;
        cells[cell] += rest;
        cells[cell | 1] += 1;
        started[row] = now;
        due[0] = now + visitFor[row];
        future.push(row, 0);
        continue;
      }
      stays[left++] = now - arriveAt[codes[0]];
      if (head < tail) {
        const next = head++ & MASK;
        waits[waited++] = now - arriveAt[next];
        cells[cell | 2] -= rest;
        cells[cell | 3] -= 1;
        started[next] = now;
        due[0] = now + visitFor[next];
        future.replaceFirst(next);
        continue;
      }
      levels[use--] += now - since;
      since = now;
      cells[cell] -= rest;
      cells[cell | 1] -= 1;
      future.dropFirst();
    }
    this.stays.count = left;
    this.waits.count = waited;
    this.waits.zeros = head - waited;
    this.came = tail;
    this.begun = head;
    this.use = use;
    levels[use] += until - since;
    this.finish(weekHour);
  }

  /** @param {number} replication */
  begin(replication) {
    this.future.clear();
    this.levels.fill(0);
    this.hours.clear();
    this.taken = 0;
    this.draws.begin(replication);
    this.draw(0);
  }

  /**
   * The next patients. Those before them who are still there have other rows.
   * @param {number} first
   */
  draw(first) {
    this.draws.arrivals(0, first);
    this.draws.exponentials(first, VISIT, 1, this.visitFor);
  }

  /**
   * Looks at how many there are, at the ends of eight parts of the run.
   * @param {number} present
   * @param {number} waiting
   */
  pass(present, waiting) {
    const { clock } = this;
    for (;;) {
      clock[1] = this.taken === MOMENTS ? Infinity : (this.until * this.taken) / (MOMENTS - 1);
      if (clock[0] < clock[1]) return;
      this.presentAt[this.taken] = present;
      this.waitingAt[this.taken] = waiting;
      this.taken++;
    }
  }

  /** @param {number} weekHour */
  finish(weekHour) {
    const { until, use, hours } = this;
    const waiting = this.came - this.begun;
    this.clock[0] = until;
    this.pass(use + waiting, waiting);
    for (let hour = weekHour; hour + HOURS < Math.ceil(until / 60); hour += HOURS) {
      hours.starts[USE] += use;
      hours.starts[WAITING] += waiting;
    }
  }
}
