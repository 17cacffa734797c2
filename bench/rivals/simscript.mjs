// The workloads in the public interface of simscript, with the statistics of its queues: a queue without a limit for those who wait
// stands before each that has one, as in its documentation.
import { createRequire } from "node:module";

/** Where it lies may be said by NODE_PATH. */
const name = "simscript";
const DAYS_AT_HOME = 2;
const VISITS = 5;
const CLASSES = [
  { rate: 3, stay: 5.5, toRehab: 0.1 },
  { rate: 2, stay: 7.5, toRehab: 0.2 },
  { rate: 1.5, stay: 8.5, toRehab: 0.3 },
];

/** Throws when it is not installed. */
export function load() {
  const library = createRequire(import.meta.url)(name);
  // It hands a turn to the browser now and then.
  const scope = /** @type {any} */ (globalThis);
  scope.requestAnimationFrame ??= (/** @type {() => void} */ turn) => setImmediate(turn);
  return library;
}

/** @param {any} sim @param {number} until */
function finish(sim, until) {
  sim.timeEnd = until;
  return new Promise((resolve) => {
    sim.finished.addEventListener(resolve, sim);
    sim.start(true);
  });
}

/** A resource of so many, and the line before it. @param {any} Queue @param {string} label @param {number} capacity */
const resource = (Queue, label, capacity) => ({ line: new Queue(`${label} line`), use: new Queue(label, capacity) });

/**
 * @param {{ rate: number, servers: number, minutes: number }} options
 * @returns {(runs: number, seed: number) => Promise<import("../program.mjs").Outcome>}
 */
export function queue({ rate, servers, minutes }) {
  const { Simulation, Entity, Queue, Exponential } = load();
  return async (runs, seed) => {
    /** @type {number[]} */
    const events = [];
    /** @type {Record<string, number[]>} */
    const means = { wait: [], busy: [], present: [] };
    for (let run = 0; run < runs; run++) {
      let count = 0;
      const doctor = resource(Queue, "doctor", servers);
      const gap = new Exponential(1 / rate, 1e6 * seed + 2 * run + 1);
      const service = new Exponential(1, 1e6 * seed + 2 * run + 2);
      class Patient extends Entity {
        async script() {
          this.enterQueueImmediately(doctor.line);
          await this.enterQueue(doctor.use);
          this.leaveQueue(doctor.line);
          await this.delay(service.sample());
          if (this.simulation.timeNow < minutes) count++;
          this.leaveQueue(doctor.use);
        }
      }
      class Source extends Entity {
        async script() {
          for (;;) {
            await this.delay(gap.sample());
            if (this.simulation.timeNow < minutes) count++;
            this.simulation.activate(new Patient());
          }
        }
      }
      class Clinic extends Simulation {
        onStarting() {
          super.onStarting();
          this.activate(new Source());
        }
      }
      await finish(new Clinic(), minutes);
      const busy = doctor.use.grossPop.avg;
      events.push(count);
      means.wait.push(doctor.line.grossDwell.avg);
      means.busy.push(busy);
      means.present.push(busy + doctor.line.grossPop.avg);
    }
    return { events, means };
  };
}

/**
 * @param {{ days: number }} options
 * @returns {(runs: number, seed: number) => Promise<import("../program.mjs").Outcome>}
 */
export function ward({ days }) {
  const library = load();
  return async (runs, seed) => {
    /** @type {number[]} */
    const events = [];
    /** @type {Record<string, number[]>} */
    const means = {};
    for (let run = 0; run < runs; run++) {
      const one = await runWard(library, days, 1e6 * seed + 100 * run);
      events.push(one.events);
      for (const [name, mean] of Object.entries(one.means)) {
        means[name] ??= [];
        means[name].push(mean);
      }
    }
    return { events, means };
  };
}

/** @param {any} library @param {number} days @param {number} seed */
async function runWard({ Simulation, Entity, Queue, Tally, Exponential, LogNormal, Uniform }, days, seed) {
  let events = 0;
  let number = seed;
  const nurse = resource(Queue, "nurse", 2);
  const acute = resource(Queue, "acute", 50);
  const rehab = resource(Queue, "rehab", 30);
  const therapist = resource(Queue, "therapist", 6);
  const stays = new Tally();
  /** @param {number} mean @param {number} cv */
  const lognormal = (mean, cv) => new LogNormal(mean, cv * mean, ++number);
  const classes = CLASSES.map((cls) => ({
    gap: new Exponential(1 / cls.rate, ++number),
    stay: lognormal(cls.stay, 1),
    toRehab: cls.toRehab,
  }));
  const triage = new Exponential(0.2, ++number);
  const visit = new Exponential(0.3, ++number);
  const rehabilitation = lognormal(22, 0.7);
  const chance = new Uniform(0, 1, ++number);

  class Patient extends Entity {
    /** @param {{ stay: { sample(): number }, toRehab: number }} cls */
    constructor(cls) {
      super();
      this.cls = cls;
    }
    /** @param {ReturnType<typeof resource>} of */
    async take({ line, use }) {
      this.enterQueueImmediately(line);
      await this.enterQueue(use);
      this.leaveQueue(line);
    }
    happened() {
      if (this.simulation.timeNow < days) events++;
    }
    async script() {
      const arrived = this.simulation.timeNow;
      await this.take(nurse);
      await this.delay(triage.sample());
      this.happened();
      this.leaveQueue(nurse.use);
      await this.take(acute);
      await this.delay(this.cls.stay.sample());
      this.happened();
      const u = chance.sample();
      if (u < this.cls.toRehab) {
        await this.take(rehab);
        this.leaveQueue(acute.use);
        await this.delay(rehabilitation.sample());
        this.happened();
        this.leaveQueue(rehab.use);
      } else {
        this.leaveQueue(acute.use);
        for (let k = 0; k < VISITS && u < this.cls.toRehab + 0.4; k++) {
          await this.delay(DAYS_AT_HOME);
          this.happened();
          await this.take(therapist);
          await this.delay(visit.sample());
          this.happened();
          this.leaveQueue(therapist.use);
        }
      }
      stays.add(this.simulation.timeNow - arrived);
    }
  }
  class Source extends Entity {
    /** @param {{ gap: { sample(): number }, stay: { sample(): number }, toRehab: number }} cls */
    constructor(cls) {
      super();
      this.cls = cls;
    }
    async script() {
      for (;;) {
        await this.delay(this.cls.gap.sample());
        if (this.simulation.timeNow < days) events++;
        this.simulation.activate(new Patient(this.cls));
      }
    }
  }
  class Hospital extends Simulation {
    onStarting() {
      super.onStarting();
      for (const cls of classes) this.activate(new Source(cls));
    }
  }
  await finish(new Hospital(), days);
  /** @type {Record<string, number>} */
  const means = { left: stays.cnt, stay: stays.avg };
  for (const [name, { line, use }] of Object.entries({ nurse, acute, rehab, therapist })) {
    means[name] = use.grossPop.avg;
    means[`${name}Wait`] = line.grossDwell.avg;
  }
  return { events, means };
}
