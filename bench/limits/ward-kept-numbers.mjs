// The numbers of a year of the ward pathway by hand, by the names that Careway gives them. Not told, because this model has none of it, so
// that they are always 0, or NaN: whatever costs, is trained for, preempted, pulled, turned away, pauses, waits for staff or for a place
// in a queue; overtime and absence; queues for a rehabilitation bed, blocking by others, and their root; who was there at the start.
import { HOURS } from "./kept-hours.mjs";
import { Numbers, spreadNames, useNames, waitNames } from "./kept-numbers.mjs";
import { COUNT, SUM, Summariser, WIDTH } from "./kept-summary.mjs";
import { WardKept } from "./ward-kept.mjs";
import {
  ACUTE,
  ARRIVED,
  ASKED,
  AT_HOME,
  BED,
  BEDS,
  CLASS,
  DAY,
  DOUBLES,
  INTS,
  KIND_BITS,
  KIND_MASK,
  LEVEL_BITS,
  LINE,
  LINE_BITS,
  NURSE,
  REHAB,
  REHAB_BED,
  STARTED,
  SUM_BITS,
  THERAPIST,
  TRIAGE,
  VISIT,
  VISITS,
  WAITED,
  WAITING,
} from "./ward-kept-rows.mjs";
import { CAPACITY, CLASSES, RESOURCES, STAGES } from "./ward-kept-state.mjs";

const GROUPS = ["overall", ...CLASSES.map((name) => `class.${name}`)];
const QUEUED_FOR = ["nurse", "acute", "therapist"];
const HOME = 4;
/** In the sums of a class, behind what was waited for each resource. */
const AWAY = 4;
const PRESENT = 5;

const both = (/** @type {string} */ name, subject = "") => [`${name}${subject}.mean`, `${name}PerDay${subject}.rate`];
const NAMES = [
  ...GROUPS.flatMap((of) => [
    `${of}.arrivals.count`,
    `${of}.exits.count`,
    `${of}.exitsTo.out.count`,
    `${of}.throughput.rate`,
    `${of}.present.mean`,
    `${of}.presentAtEnd.count`,
    ...spreadNames(`${of}.lengthOfStay`),
    ...waitNames(`${of}.wait`),
    ...both(`${of}.served`),
    ...both(`${of}.queued`),
    ...both(`${of}.blocked`),
    ...both(`${of}.away`),
    ...QUEUED_FOR.flatMap((name) => both(`${of}.queuedFor`, `.${name}`)),
    ...both(`${of}.blockedBy`, ".rehab"),
  ]),
  ...RESOURCES.map((name) => `overall.rootWaitPerDay.${name}.rate`),
  "overall.rootBlockedPerDay.rehab.rate",
  "exit.out.exits.count",
  "exit.out.exits.share",
  ...STAGES.flatMap((name) => [
    `stage.${name}.visits.count`,
    `stage.${name}.completed.count`,
    ...waitNames(`stage.${name}.wait`),
    `stage.${name}.service.mean`,
    `stage.${name}.time.mean`,
    `stage.${name}.present.mean`,
    `stage.${name}.queue.mean`,
  ]),
  ...RESOURCES.flatMap((name, r) => [
    ...useNames(`resource.${name}`),
    `resource.${name}.waiting.mean`,
    `resource.${name}.taken.count`,
    ...(r === BED || r === REHAB_BED ? [`resource.${name}.hold.count`, ...spreadNames(`resource.${name}.hold`)] : []),
  ]),
];

/** Runs the year again and again, and tells its numbers. */
export class WardNumbers {
  /** @param {number} days */
  constructor(days) {
    this.ward = new WardKept(days);
    this.numbers = new Numbers(NAMES);
    this.summariser = new Summariser();
    this.stays = new Float64Array(GROUPS.length * WIDTH);
    this.waited = new Float64Array(GROUPS.length * WIDTH);
    this.waits = new Float64Array(RESOURCES.length * WIDTH);
    this.holds = new Float64Array(2 * WIDTH);
    /** group × what is summed of a class: of leavers, and in the window. */
    this.ofLeavers = new Float64Array(GROUPS.length << SUM_BITS);
    this.inWindow = new Float64Array(GROUPS.length << SUM_BITS);
    /** Of each stage: minutes until now of services, waits and both of those who are still there. */
    this.serving = new Float64Array(STAGES.length);
    this.waiting = new Float64Array(STAGES.length);
    this.hadWaited = new Float64Array(STAGES.length);
    this.censusByHour = new Float64Array(RESOURCES.length * HOURS);
    this.waitingByHour = new Float64Array(RESOURCES.length * HOURS);
    this.events = 0;
  }

  /** @param {number} replication */
  run(replication) {
    const { ward, numbers } = this;
    ward.run(replication);
    this.summarise();
    this.sumUp();
    numbers.clear();
    for (let g = 0; g < GROUPS.length; g++) this.tellGroup(g);
    this.tellRoots();
    this.tellStages();
    for (let r = 0; r < RESOURCES.length; r++) this.tellResource(r);
    this.events = ward.came[0] + ward.came[1] + ward.came[2];
    for (let s = 0; s < STAGES.length; s++) this.events += ward.ended[s];
  }

  summarise() {
    const { ward, summariser } = this;
    for (let g = 0; g < GROUPS.length; g++) {
      const at = g * WIDTH;
      summariser.summarise(g === 0 ? ward.stays : [ward.stays[g - 1]], this.stays, at);
      summariser.summarise(g === 0 ? ward.waited : [ward.waited[g - 1]], this.waited, at);
    }
    for (let r = 0; r < RESOURCES.length; r++) summariser.summarise([ward.waits[r]], this.waits, r * WIDTH);
    for (let h = 0; h < 2; h++) summariser.summarise([ward.holds[h]], this.holds, h * WIDTH);
  }

  /** What the patients who are still there add to the sums of those who have left. */
  sumUp() {
    const { ward, ofLeavers, inWindow, serving, waiting, hadWaited } = this;
    const { doubles, until, future, lines, heads, tails, homeAt, homeWho } = ward;
    ofLeavers.set(ward.sums, 1 << SUM_BITS);
    for (let g = 1; g < GROUPS.length; g++) {
      ofLeavers[(g << SUM_BITS) | AWAY] *= AT_HOME;
      ofLeavers[(g << SUM_BITS) | PRESENT] = this.stays[g * WIDTH + SUM];
    }
    inWindow.set(ofLeavers);
    serving.fill(0);
    waiting.fill(0);
    hadWaited.fill(0);
    for (let k = 0; k < future.count; k++) {
      const patient = future.codes[k] >> KIND_BITS;
      const kind = future.codes[k] & KIND_MASK;
      const row = patient << DOUBLES;
      serving[kind] += until - doubles[row | STARTED];
      hadWaited[kind] += doubles[row | STARTED] - doubles[row | ASKED];
      this.addInside(patient, kind === VISIT ? AT_HOME : 0);
    }
    for (let r = 0; r < RESOURCES.length; r++) {
      for (let k = heads[r]; k < tails[r]; k++) {
        const patient = lines[(r << LINE_BITS) | (k & LINE)];
        const waited = until - doubles[(patient << DOUBLES) | ASKED];
        waiting[r] += waited;
        inWindow[((ward.ints[(patient << INTS) | CLASS] + 1) << SUM_BITS) | r] += waited;
        this.addInside(patient, r === THERAPIST ? AT_HOME : 0);
      }
    }
    for (let k = heads[HOME]; k < tails[HOME]; k++) {
      const away = until - (homeAt[k & LINE] - AT_HOME);
      serving[HOME] += away;
      this.addInside(homeWho[k & LINE], away);
    }
    for (const sums of [ofLeavers, inWindow]) {
      for (let column = 0; column <= PRESENT; column++) {
        sums[column] = 0;
        for (let g = 1; g < GROUPS.length; g++) sums[column] += sums[(g << SUM_BITS) | column];
      }
    }
  }

  /**
   * @param {number} patient
   * @param {number} away beside what came before the visits that have ended
   */
  addInside(patient, away) {
    const { doubles, ints, until } = this.ward;
    const row = patient << DOUBLES;
    const first = (ints[(patient << INTS) | CLASS] + 1) << SUM_BITS;
    const { inWindow } = this;
    for (let r = 0; r < RESOURCES.length; r++) inWindow[first | r] += doubles[row | WAITED | r];
    inWindow[first | AWAY] += ints[(patient << INTS) | VISITS] * AT_HOME + away;
    inWindow[first | PRESENT] += until - doubles[row | ARRIVED];
  }

  /** @param {number} g */
  tellGroup(g) {
    const { numbers, ward, ofLeavers, inWindow, stays, waited } = this;
    const { came } = ward;
    const first = g << SUM_BITS;
    const exits = stays[g * WIDTH + COUNT];
    const arrivals = g === 0 ? came[0] + came[1] + came[2] : came[g - 1];
    const days = ward.until / DAY;
    numbers.put(arrivals);
    numbers.put(exits);
    numbers.put(exits);
    numbers.put(exits / days);
    numbers.put(inWindow[first | PRESENT] / ward.until);
    numbers.put(arrivals - exits);
    numbers.spread(stays, g * WIDTH);
    numbers.waits(waited, g * WIDTH);
    const queued = (/** @type {Float64Array} */ of) => of[first] + of[first | BED] + of[first | THERAPIST];
    const waits = (/** @type {Float64Array} */ of) => queued(of) + of[first | REHAB_BED];
    const served = (/** @type {Float64Array} */ of) => of[first | PRESENT] - waits(of) - of[first | AWAY];
    this.putBoth(served(ofLeavers) / exits, served(inWindow) / days);
    this.putBoth(queued(ofLeavers) / exits, queued(inWindow) / days);
    this.putBoth(ofLeavers[first | REHAB_BED] / exits, inWindow[first | REHAB_BED] / days);
    this.putBoth(ofLeavers[first | AWAY] / exits, inWindow[first | AWAY] / days);
    this.putBoth(ofLeavers[first | NURSE] / exits, inWindow[first | NURSE] / days);
    this.putBoth(ofLeavers[first | BED] / exits, inWindow[first | BED] / days);
    this.putBoth(ofLeavers[first | THERAPIST] / exits, inWindow[first | THERAPIST] / days);
    this.putBoth(ofLeavers[first | REHAB_BED] / exits, inWindow[first | REHAB_BED] / days);
  }

  /**
   * @param {number} mean
   * @param {number} rate
   */
  putBoth(mean, rate) {
    this.numbers.put(mean);
    this.numbers.put(rate);
  }

  /** Of a wait for an acute bed the root is rehabilitation as far as patients keep beds who wait for that. */
  tellRoots() {
    const { numbers, inWindow, ward, stays } = this;
    const days = ward.until / DAY;
    const passed = ward.rooted[0] / BEDS;
    numbers.put(inWindow[NURSE] / days);
    numbers.put((inWindow[BED] - passed) / days);
    numbers.put((inWindow[REHAB_BED] + passed) / days);
    numbers.put(inWindow[THERAPIST] / days);
    numbers.put(inWindow[REHAB_BED] / days);
    numbers.put(stays[COUNT]);
    numbers.put(stays[COUNT] > 0 ? 1 : Number.NaN);
  }

  tellStages() {
    const { ward, serving, waits, holds } = this;
    const { ended, use, heads, tails, doubles, lines } = ward;
    // Who keeps a bed and waits for rehabilitation is served no more.
    let blocked = 0;
    for (let k = heads[REHAB_BED]; k < tails[REHAB_BED]; k++) {
      const row = lines[(REHAB_BED << LINE_BITS) | (k & LINE)] << DOUBLES;
      blocked += doubles[row | ASKED] - doubles[row | STARTED];
    }
    const onWard = holds[SUM] - waits[REHAB_BED * WIDTH + SUM] + blocked;
    const waitingForRehab = tails[REHAB_BED] - heads[REHAB_BED];
    this.tellStage(TRIAGE, ward.came[0] + ward.came[1] + ward.came[2], this.unitMinutes(NURSE) - serving[TRIAGE]);
    this.tellStage(ACUTE, ended[TRIAGE], onWard);
    this.tellStage(REHAB, ended[REHAB] + use[REHAB_BED] + waitingForRehab, holds[WIDTH + SUM]);
    this.tellStage(VISIT, ended[HOME], this.unitMinutes(THERAPIST) - serving[VISIT]);
    this.tellHome();
  }

  /**
   * @param {number} s
   * @param {number} entered
   * @param {number} served minutes of services that have ended
   */
  tellStage(s, entered, served) {
    const { numbers, ward, waits, serving, waiting, hadWaited } = this;
    const ended = ward.ended[s];
    const waited = waits[s * WIDTH + SUM];
    numbers.put(entered);
    numbers.put(ended);
    numbers.waits(waits, s * WIDTH);
    numbers.put(served / ended);
    numbers.put((served + waited - hadWaited[s]) / ended);
    numbers.put((served + serving[s] + waited + waiting[s]) / ward.until);
    numbers.put((waited + waiting[s]) / ward.until);
  }

  /** Nobody waits for anything at home. */
  tellHome() {
    const { numbers, ward, serving } = this;
    const ended = ward.ended[HOME];
    const entered = ward.tails[HOME];
    numbers.put(entered);
    numbers.put(ended);
    for (let k = 0; k < 6; k++) numbers.put(entered > 0 ? 0 : Number.NaN);
    numbers.put(ended > 0 ? AT_HOME : Number.NaN);
    numbers.put(ended > 0 ? AT_HOME : Number.NaN);
    numbers.put((ended * AT_HOME + serving[HOME]) / ward.until);
    numbers.put(0);
  }

  /** @param {number} r */
  unitMinutes(r) {
    const { levels } = this.ward;
    let minutes = 0;
    for (let level = 1; level <= CAPACITY[r]; level++) minutes += level * levels[(r << LEVEL_BITS) | level];
    return minutes;
  }

  /** @param {number} r */
  tellResource(r) {
    const { numbers, ward, waits, holds, inWindow } = this;
    const { hours, use, heads, tails, until, levels } = ward;
    numbers.use(levels.subarray(r << LEVEL_BITS, (r + 1) << LEVEL_BITS), CAPACITY[r], until);
    numbers.put(inWindow[r] / until);
    numbers.put(waits[r * WIDTH + COUNT]);
    if (r === BED || r === REHAB_BED) {
      const at = r === BED ? 0 : WIDTH;
      numbers.put(holds[at + COUNT]);
      numbers.spread(holds, at);
    }
    hours.tell(r, use[r], until, this.censusByHour, r * HOURS);
    hours.tell(WAITING + r, tails[r] - heads[r], until, this.waitingByHour, r * HOURS);
  }
}
