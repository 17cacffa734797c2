// The figures of the second simulator, under the names that the first gives them in its results.
import { metricsOf } from "../../dist/collect/metrics.js";
import { quantilesInPlace } from "../../dist/statistics/quantiles.js";

const EIGHTHS = 8;

/** Counts what ends in the window, and time within the window, as docs/measures.md says. */
export class Figures {
  /**
   * @param {import("../../src/model/model.ts").Model} model
   * @param {import("./plan.d.mts").SmallOptions} options
   */
  constructor(model, { over, crowded, counted, percentiles = false }) {
    const { warmUp, run } = model.clock;
    this.from = warmUp;
    this.to = warmUp + run;
    this.minutes = run;
    this.over = over ?? Infinity;
    this.crowd = crowded ?? Infinity;
    this.counted = counted;
    this.stages = model.names.stages.map(() => new StageFigures(percentiles));
    this.stays = percentiles ? new Values() : undefined;
    const metrics = metricsOf(model).map(({ id }) => id);
    this.width = metrics.length;
    this.places = new Map(metrics.map((id, place) => [id, place]));
    this.names = model.names.stages;
    this.resource = model.names.resources[0];
    this.servers = model.resources[0]?.calendars[0].open[0];
    this.begin();
  }

  begin() {
    for (const stage of this.stages) stage.begin();
    this.stays?.begin();
    this.last = 0;
    this.moment = 0;
    this.next = this.from;
    this.arrivals = 0;
    this.exits = 0;
    this.losses = 0;
    this.stayed = 0;
    this.squares = 0;
    this.presentMinutes = 0;
    this.crowdedMinutes = 0;
    this.overs = 0;
    this.seen = 0;
    this.seenWait = 0;
    this.begun = 0;
    this.waited = 0;
    this.cubes = 0;
    this.levels = new Float64Array(256);
    this.presentAt = new Float64Array(EIGHTHS + 1);
  }

  /** Until `now` there were so many present, and so many units in use. */
  pass(now, present, inUse) {
    while (now >= this.next) {
      this.presentAt[this.moment++] = present;
      this.next = this.moment > EIGHTHS ? Infinity : this.from + (this.minutes * this.moment) / EIGHTHS;
    }
    if (now > this.from) {
      const minutes = now - Math.max(this.last, this.from);
      if (inUse >= this.levels.length) this.levels = longer(this.levels);
      this.levels[inUse] += minutes;
      if (present >= this.crowd) this.crowdedMinutes += minutes;
    }
    this.last = now;
  }

  arrived(now) {
    if (now >= this.from) this.arrivals++;
  }

  started(stage, entered, now) {
    if (now >= this.from) this.stages[stage].waited(now - entered, now - Math.max(entered, this.from));
  }

  ended(stage, entered, now) {
    if (now >= this.from) this.stages[stage].ended(now - Math.max(entered, this.from));
  }

  exited(now, arrived, wait, lost, number) {
    if (now < this.from) return;
    const stay = now - arrived;
    this.exits++;
    if (lost) this.losses++;
    this.stayed += stay;
    this.squares += stay * stay;
    this.presentMinutes += now - Math.max(arrived, this.from);
    this.stays?.add(stay);
    if (wait > this.over) this.overs++;
    if (wait === 0) this.begun++;
    this.waited += wait;
    const served = stay - wait;
    this.cubes += served * served * served;
    if (this.counted?.(number)) {
      this.seen++;
      this.seenWait += wait;
    }
  }

  entered(stage, now) {
    if (now >= this.from) this.stages[stage].visits++;
  }

  /** Still there when the run ends. */
  inside(stage, arrived, entered, started, end) {
    this.presentMinutes += end - Math.max(arrived, this.from);
    this.stages[stage].presentMinutes += end - Math.max(entered, this.from);
    if (Number.isNaN(started)) this.stages[stage].queueMinutes += end - Math.max(entered, this.from);
  }

  /** In the form of the first simulator's result; what is not known here is NaN. @param {number} replication */
  result(replication) {
    const values = new Float64Array(this.width).fill(Number.NaN);
    const set = (id, value) => {
      const place = this.places.get(id);
      if (place !== undefined) values[place] = value;
    };
    const { exits, minutes, stages, names } = this;
    const mean = this.stayed / exits;
    set("overall.arrivals.count", this.arrivals);
    set("overall.present.mean", this.presentMinutes / minutes);
    set("overall.lengthOfStay.mean", mean);
    set("overall.lengthOfStay.sd", Math.sqrt((this.squares - exits * mean * mean) / (exits - 1)));
    if (this.stays !== undefined) set("overall.lengthOfStay.p95", this.stays.quantiles([0.95])[0]);
    set("exit.lost.exits.share", this.losses / exits);
    const busy = this.levels.reduce((sum, one, level) => sum + level * one, 0);
    set(`resource.${this.resource}.utilisation.share`, busy / (this.servers * minutes));
    set("measure.over", this.overs / exits);
    set("measure.wait", this.seenWait / this.seen);
    set("measure.busyMinutes", (this.stayed - this.waited) / this.begun);
    set("measure.busyPatients", exits / this.begun);
    set("measure.cubes", this.cubes / exits);
    set("measure.crowded", this.crowdedMinutes / minutes);
    stages.forEach((stage, index) => {
      for (const [id, value] of stage.figures(minutes)) set(`stage.${names[index]}.${id}`, value);
    });
    return { arm: "", replication, values, minutesAtLevel: [this.levels], presentAt: this.presentAt };
  }
}

/** Waits and stays at one stage. */
class StageFigures {
  constructor(percentiles) {
    this.waits = percentiles ? new Values() : undefined;
    this.begin();
  }

  begin() {
    this.waits?.begin();
    this.count = 0;
    this.sum = 0;
    this.squares = 0;
    this.above = 0;
    this.visits = 0;
    this.completed = 0;
    this.queueMinutes = 0;
    this.presentMinutes = 0;
  }

  waited(wait, inWindow) {
    this.count++;
    this.sum += wait;
    this.squares += wait * wait;
    if (wait > 0) this.above++;
    this.queueMinutes += inWindow;
    this.waits?.add(wait);
  }

  ended(inWindow) {
    this.completed++;
    this.presentMinutes += inWindow;
  }

  /** @param {number} minutes of the window @returns {[string, number][]} */
  figures(minutes) {
    const { count, waits } = this;
    const mean = this.sum / count;
    const [p90, p95] = waits === undefined ? [] : waits.quantiles([0.9, 0.95]);
    return [
      ["wait.mean", mean],
      ["wait.sd", Math.sqrt((this.squares - count * mean * mean) / (count - 1))],
      ["wait.share", this.above / count],
      ["wait.p90", p90],
      ["wait.p95", p95],
      ["queue.mean", this.queueMinutes / minutes],
      ["present.mean", this.presentMinutes / minutes],
      ["completed.count", this.completed],
      ["visits.count", this.visits],
    ];
  }
}

/** Numbers kept for their percentiles. */
class Values {
  constructor() {
    this.count = 0;
    this.values = new Float64Array(1024);
  }

  begin() {
    this.count = 0;
  }

  add(value) {
    if (this.count === this.values.length) this.values = longer(this.values);
    this.values[this.count++] = value;
  }

  quantiles(levels) {
    return quantilesInPlace(this.values.subarray(0, this.count), levels);
  }
}

function longer(values) {
  const made = new Float64Array(2 * values.length);
  made.set(values);
  return made;
}
