// The ward pathway of workloads/ward.yaml.
import { Future, Random } from "./common.mjs";

const ARRIVAL = 0;
const TRIAGE = 1;
const ACUTE = 2;
const REHAB = 3;
const HOME = 4;
const VISIT = 5;
const KIND_BITS = 3;
const NURSE = 0;
const BED = 1;
const REHAB_BED = 2;
const THERAPIST = 3;
const NAMES = ["nurse", "acute", "rehab", "therapist"];
const CAPACITY = Int32Array.of(2, 50, 30, 6);
const RATE = [3, 2, 1.5];
const CHANCE = [0.1, 0.2, 0.3];
const SIGMA = Math.sqrt(Math.log(2));
const SIGMA_REHAB = Math.sqrt(Math.log(1 + 0.7 * 0.7));
const MU = [5.5, 7.5, 8.5].map((mean) => Math.log(mean) - (SIGMA * SIGMA) / 2);
const MU_REHAB = Math.log(22) - (SIGMA_REHAB * SIGMA_REHAB) / 2;
const ROOM = 65536;

class Ward {
  constructor() {
    this.random = new Random(1);
    this.future = new Future();
    this.now = 0;
    this.arrived = new Float64Array(ROOM);
    this.asked = new Float64Array(ROOM);
    this.cls = new Int32Array(ROOM);
    this.visits = new Int32Array(ROOM);
    this.behind = new Int32Array(ROOM);
    this.used = 0;
    this.free = -1;
    this.use = new Int32Array(4);
    this.waiting = new Int32Array(4);
    this.first = new Int32Array(4);
    this.last = new Int32Array(4);
    this.since = new Float64Array(4);
    this.useTime = new Float64Array(4);
    this.waited = new Float64Array(4);
    this.met = new Float64Array(4);
    this.left = 0;
    this.stays = 0;
  }

  /** @param {number} until in days */
  run(until) {
    const { future, random } = this;
    future.size = 0;
    this.now = 0;
    this.used = 0;
    this.free = -1;
    this.use.fill(0);
    this.waiting.fill(0);
    this.since.fill(0);
    this.useTime.fill(0);
    this.waited.fill(0);
    this.met.fill(0);
    this.left = 0;
    this.stays = 0;
    let events = 0;
    for (let cls = 0; cls < 3; cls++) this.schedule(random.exponential(1 / RATE[cls]), ARRIVAL, cls);
    while (future.times[0] < until) {
      this.now = future.times[0];
      const code = future.takeFirst();
      const who = code >> KIND_BITS;
      events++;
      switch (code & (2 ** KIND_BITS - 1)) {
        case ARRIVAL: {
          this.schedule(random.exponential(1 / RATE[who]), ARRIVAL, who);
          const patient = this.admit(who);
          if (this.ask(NURSE, patient)) this.schedule(random.exponential(0.2), TRIAGE, patient);
          break;
        }
        case TRIAGE:
          this.give(NURSE);
          if (this.ask(BED, who)) this.startWard(who);
          break;
        case ACUTE:
          this.endWard(who);
          break;
        case REHAB:
          this.give(REHAB_BED);
          this.leave(who);
          break;
        case HOME:
          if (this.ask(THERAPIST, who)) this.schedule(random.exponential(0.3), VISIT, who);
          break;
        case VISIT:
          this.give(THERAPIST);
          if (++this.visits[who] < 5) this.schedule(2, HOME, who);
          else this.leave(who);
          break;
      }
    }
    this.now = until;
    for (let r = 0; r < 4; r++) this.settle(r);
    return events;
  }

  /**
   * @param {number} delay
   * @param {number} kind
   * @param {number} who
   */
  schedule(delay, kind, who) {
    this.future.schedule(this.now + delay, (who << KIND_BITS) | kind);
  }

  /** @param {number} cls */
  admit(cls) {
    let patient = this.free;
    if (patient >= 0) this.free = this.behind[patient];
    else patient = this.used++;
    this.arrived[patient] = this.now;
    this.cls[patient] = cls;
    this.visits[patient] = 0;
    return patient;
  }

  /** @param {number} r */
  settle(r) {
    this.useTime[r] += this.use[r] * (this.now - this.since[r]);
    this.since[r] = this.now;
  }

  /**
   * True when it is met at once; else the patient stands in the line.
   * @param {number} r
   * @param {number} patient
   */
  ask(r, patient) {
    this.settle(r);
    if (this.use[r] < CAPACITY[r]) {
      this.use[r]++;
      this.met[r]++;
      return true;
    }
    this.asked[patient] = this.now;
    this.behind[patient] = -1;
    if (this.waiting[r]++ === 0) this.first[r] = patient;
    else this.behind[this.last[r]] = patient;
    this.last[r] = patient;
    return false;
  }

  /**
   * What is given back passes to the first in the line.
   * @param {number} r
   */
  give(r) {
    this.settle(r);
    if (this.waiting[r] === 0) {
      this.use[r]--;
      return;
    }
    const patient = this.first[r];
    this.first[r] = this.behind[patient];
    this.waiting[r]--;
    this.met[r]++;
    this.waited[r] += this.now - this.asked[patient];
    if (r === NURSE) this.schedule(this.random.exponential(0.2), TRIAGE, patient);
    else if (r === BED) this.startWard(patient);
    else if (r === REHAB_BED) this.startRehab(patient);
    else this.schedule(this.random.exponential(0.3), VISIT, patient);
  }

  /** @param {number} patient */
  startWard(patient) {
    this.schedule(Math.exp(MU[this.cls[patient]] + SIGMA * this.random.normal()), ACUTE, patient);
  }

  /** @param {number} patient */
  startRehab(patient) {
    this.give(BED);
    this.schedule(Math.exp(MU_REHAB + SIGMA_REHAB * this.random.normal()), REHAB, patient);
  }

  /** @param {number} patient */
  endWard(patient) {
    const u = this.random.uniform();
    const chance = CHANCE[this.cls[patient]];
    if (u < chance) {
      if (this.ask(REHAB_BED, patient)) this.startRehab(patient);
      return;
    }
    this.give(BED);
    if (u < chance + 0.4) this.schedule(2, HOME, patient);
    else this.leave(patient);
  }

  /** @param {number} patient */
  leave(patient) {
    this.stays += this.now - this.arrived[patient];
    this.left++;
    this.behind[patient] = this.free;
    this.free = patient;
  }
}

/**
 * @param {{ days: number }} options
 * @returns {(runs: number, seed: number) => import("../program.mjs").Outcome}
 */
export function ward({ days }) {
  const one = new Ward();
  return (runs, seed) => {
    one.random = new Random(seed);
    /** @type {{ events: number[], means: Record<string, number[]> }} */
    const outcome = { events: [], means: { left: [], stay: [] } };
    const { events, means } = outcome;
    for (const name of NAMES) {
      means[name] = [];
      means[`${name}Wait`] = [];
    }
    for (let run = 0; run < runs; run++) {
      events.push(one.run(days));
      means.left.push(one.left);
      means.stay.push(one.stays / one.left);
      NAMES.forEach((name, r) => {
        means[name].push(one.useTime[r] / days);
        means[`${name}Wait`].push(one.waited[r] / one.met[r]);
      });
    }
    return outcome;
  };
}
