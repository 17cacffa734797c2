// The workloads in the public interface of simjs 2.0.3, with the statistics that it keeps itself. A facility holds a patient for a
// time known beforehand, so beds, which are kept while another is waited for, are buffers of tokens, and who has one is counted by
// a population. One entity for each class of patients, not one for each patient: that is quicker here, and simjs keeps every
// entity for ever.

const DAYS_AT_HOME = 2;
const VISITS = 5;
const CLASSES = [
  { rate: 3, stay: 5.5, toRehab: 0.1 },
  { rate: 2, stay: 7.5, toRehab: 0.2 },
  { rate: 1.5, stay: 8.5, toRehab: 0.3 },
];

/** simjs announces itself to `window` and nowhere else. */
async function load() {
  const scope = /** @type {any} */ (globalThis);
  if (scope.Sim === undefined) {
    const lent = scope.window === undefined;
    if (lent) scope.window = scope;
    await import("simjs-updated");
    if (lent) delete scope.window;
  }
  return scope.Sim;
}

/**
 * @param {any} random
 * @param {number} mean
 * @param {number} cv
 */
function lognormal(random, mean, cv) {
  const variance = Math.log(1 + cv * cv);
  return Math.exp(random.normal(Math.log(mean) - variance / 2, Math.sqrt(variance)));
}

/** Mean over the whole run: the series itself begins with its first change. @param {any} population @param {number} until */
const meanSize = (population, until) => population.sizeSeries.dataSeries.sumWeighted() / until;

/**
 * @param {{ rate: number, servers: number, minutes: number }} options
 * @returns {Promise<(runs: number, seed: number) => import("../program.mjs").Outcome>}
 */
export async function queue({ rate, servers, minutes }) {
  const { Sim, Entity, Facility, Random } = await load();
  return (runs, seed) => {
    const random = new Random(seed);
    /** @type {number[]} */
    const events = [];
    const means = { wait: [0], busy: [0], present: [0] };
    for (const values of Object.values(means)) values.pop();
    for (let run = 0; run < runs; run++) {
      let count = 0;
      const doctor = new Facility("doctor", Facility.FCFS, servers);
      class Patients extends Entity {
        start() {
          this.setTimer(random.exponential(rate)).done(this.arrive);
        }
        arrive() {
          count++;
          this.useFacility(doctor, random.exponential(1)).done(this.leave);
          this.setTimer(random.exponential(rate)).done(this.arrive);
        }
        leave() {
          count++;
        }
      }
      const sim = new Sim();
      sim.addEntity(Patients, "patients");
      sim.simulate(minutes);
      doctor.finalize(minutes);
      const present = meanSize(doctor.systemStats(), minutes);
      events.push(count);
      means.wait.push(doctor.queueStats().durationSeries.average());
      means.busy.push(present - meanSize(doctor.queueStats(), minutes));
      means.present.push(present);
    }
    return { events, means };
  };
}

/**
 * @param {{ days: number }} options
 * @returns {Promise<(runs: number, seed: number) => import("../program.mjs").Outcome>}
 */
export async function ward({ days }) {
  const library = await load();
  return (runs, seed) => {
    const random = new library.Random(seed);
    /** @type {number[]} */
    const events = [];
    /** @type {Record<string, number[]>} */
    const means = {};
    for (let run = 0; run < runs; run++) {
      const one = runWard(library, random, days);
      events.push(one.events);
      for (const [name, mean] of Object.entries(one.means)) {
        means[name] ??= [];
        means[name].push(mean);
      }
    }
    return { events, means };
  };
}

/**
 * @param {any} library
 * @param {any} random
 * @param {number} days
 */
function runWard({ Sim, Entity, Facility, Buffer, Population }, random, days) {
  let events = 0;
  const nurse = new Facility("nurse", Facility.FCFS, 2);
  const therapist = new Facility("therapist", Facility.FCFS, 6);
  const acute = new Buffer("acute", 50, 50);
  const rehab = new Buffer("rehab", 30, 30);
  const inAcute = new Population("acute");
  const inRehab = new Population("rehab");
  const inside = new Population("inside");

  class Patients extends Entity {
    cls = CLASSES[0];
    /** @param {{ rate: number, stay: number, toRehab: number }} cls */
    start(cls) {
      this.cls = cls;
      this.setTimer(random.exponential(cls.rate)).done(this.arrive);
    }
    arrive() {
      events++;
      const patient = { arrived: this.time(), acuteAt: 0, rehabAt: 0, visits: 0 };
      inside.enter(patient.arrived);
      this.useFacility(nurse, random.exponential(1 / 0.2)).done(this.triaged, this, patient);
      this.setTimer(random.exponential(this.cls.rate)).done(this.arrive);
    }
    /** @param {Patient} patient */
    triaged(patient) {
      events++;
      this.getBuffer(acute, 1).done(this.inBed, this, patient);
    }
    /** @param {Patient} patient */
    inBed(patient) {
      patient.acuteAt = this.time();
      inAcute.enter(patient.acuteAt);
      this.setTimer(lognormal(random, this.cls.stay, 1)).done(this.treated, this, patient);
    }
    /** @param {Patient} patient */
    treated(patient) {
      events++;
      const u = random.random();
      if (u < this.cls.toRehab) this.getBuffer(rehab, 1).done(this.inRehab, this, patient);
      else {
        this.leaveAcute(patient);
        if (u < this.cls.toRehab + 0.4) this.setTimer(DAYS_AT_HOME).done(this.due, this, patient);
        else this.leave(patient);
      }
    }
    /** @param {Patient} patient */
    leaveAcute(patient) {
      inAcute.leave(patient.acuteAt, this.time());
      this.putBuffer(acute, 1);
    }
    /** @param {Patient} patient */
    inRehab(patient) {
      this.leaveAcute(patient);
      patient.rehabAt = this.time();
      inRehab.enter(patient.rehabAt);
      this.setTimer(lognormal(random, 22, 0.7)).done(this.rehabilitated, this, patient);
    }
    /** @param {Patient} patient */
    rehabilitated(patient) {
      events++;
      inRehab.leave(patient.rehabAt, this.time());
      this.putBuffer(rehab, 1);
      this.leave(patient);
    }
    /** @param {Patient} patient */
    due(patient) {
      events++;
      this.useFacility(therapist, random.exponential(1 / 0.3)).done(this.visited, this, patient);
    }
    /** @param {Patient} patient */
    visited(patient) {
      events++;
      if (++patient.visits < VISITS) this.setTimer(DAYS_AT_HOME).done(this.due, this, patient);
      else this.leave(patient);
    }
    /** @param {Patient} patient */
    leave(patient) {
      inside.leave(patient.arrived, this.time());
    }
  }

  const sim = new Sim();
  for (const cls of CLASSES) sim.addEntity(Patients, "patients", cls);
  sim.simulate(days);
  for (const kept of [nurse, therapist, inAcute, inRehab, inside]) kept.finalize(days);
  /** @param {any} facility */
  const inUse = (facility) => meanSize(facility.systemStats(), days) - meanSize(facility.queueStats(), days);
  /** @param {any} stats */
  const wait = (stats) => stats.durationSeries.average();
  const means = {
    left: inside.durationSeries.count(),
    stay: inside.durationSeries.average(),
    nurse: inUse(nurse),
    nurseWait: wait(nurse.queueStats()),
    acute: meanSize(inAcute, days),
    acuteWait: wait(acute.getStats()),
    rehab: meanSize(inRehab, days),
    rehabWait: wait(rehab.getStats()),
    therapist: inUse(therapist),
    therapistWait: wait(therapist.queueStats()),
  };
  return { events, means };
}

/** @typedef {{ arrived: number, acuteAt: number, rehabAt: number, visits: number }} Patient */
