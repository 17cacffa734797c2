// A second simulator, of queues and no more: what the first would say of the same patients with the same luck, in a tenth of the time.
import { log } from "../../dist/maths/log.js";
import { PurposeStream, patientKeyInto, replicationKey, seedKey, uniformAt } from "../../dist/random/streams.js";
import { DepartureList } from "./departure-list.mjs";
import { Figures } from "./figures.mjs";
import { linkDraw } from "./small-parts.mjs";

const NOBODY = -1;

/**
 * Stages one after the other by chance, each with one unit of a resource or none, served in order of asking, by stages' priorities or by
 * `order`. Of the first simulator it uses the compiled tables, the random numbers and the distributions, and nothing else: neither its
 * event loop nor its collector.
 */
export class SmallSimulator {
  /**
   * @param {import("../../src/model/model.ts").Model} model
   * @param {import("./plan.d.mts").SmallOptions} options
   */
  constructor(model, options) {
    this.model = model;
    this.order = options.order;
    this.figures = new Figures(model, options);
    this.departures = new DepartureList();
    this.stream = new PurposeStream();
    this.key = new Int32Array(2);
    this.seed = seedKey(model.seed);
    this.stages = linkStages(model);
    this.inTurn = [...this.stages].sort((a, b) => a.priority - b.priority);
    this.sources = model.classes.map((table) => linkSource(table, entryOf(model, options, table)));
    this.attributes = model.classes[0].attributes.map(({ value, word }) => ({
      draw: linkDraw(model.values[value]),
      word,
    }));
    this.servers = model.resources.map(({ calendars }) => calendars[0].open[0]);
    this.grow(1024);
  }

  /** What one replication gives, in the form of the first simulator's result. @param {number} replication */
  run(replication) {
    this.begin(replication);
    const { warmUp, run } = this.model.clock;
    const { departures, figures, sources } = this;
    const end = warmUp + run;
    for (;;) {
      let source = sources[0];
      for (let i = 1; i < sources.length; i++) if (sources[i].at < source.at) source = sources[i];
      const arrives = source.at < departures.next;
      const now = arrives ? source.at : departures.next;
      if (!(now < end)) break;
      figures.pass(now, this.present, this.inUse[0]);
      if (arrives) this.arrive(source, now);
      else this.depart(departures.take(), now);
    }
    figures.pass(end, this.present, this.inUse[0]);
    for (let slot = 0; slot < this.used; slot++) if (this.stageOf[slot] !== NOBODY) this.stay(slot, end);
    return figures.result(replication);
  }

  begin(replication) {
    this.replication = replicationKey(this.seed, replication);
    this.figures.begin();
    this.departures.clear();
    this.inUse = new Int32Array(Math.max(1, this.servers.length));
    this.present = 0;
    this.used = 0;
    this.free = NOBODY;
    for (const stage of this.stages) {
      stage.first = NOBODY;
      stage.last = NOBODY;
      stage.waiting = 0;
    }
    for (const source of this.sources) {
      source.points = 0;
      source.patients = 0;
      source.sum = 0;
      this.expect(source);
    }
  }

  /** The time of the next arrival. Its gap has the key of its number. */
  expect(source) {
    patientKeyInto(this.key, this.replication, source.word, ++source.points);
    if (source.rate > 0) {
      source.sum -= log(uniformAt(this.key[0], this.key[1], source.arrivalWord, 0, 0));
      source.at = source.sum / source.rate;
    } else {
      this.stream.at(this.key[0], this.key[1], source.arrivalWord, 0);
      source.at = source.sum += source.gap(this.stream);
    }
  }

  arrive(source, now) {
    for (let i = 0; i < source.batch; i++) {
      const slot = this.slot();
      const number = ++source.patients;
      patientKeyInto(this.key, this.replication, source.word, number);
      this.key0[slot] = this.key[0];
      this.key1[slot] = this.key[1];
      this.numberOf[slot] = number;
      this.arrivedAt[slot] = now;
      for (let a = 0; a < this.attributes.length; a++) {
        const { draw, word } = this.attributes[a];
        this.stream.at(this.key[0], this.key[1], word, 0);
        this.drawn[a][slot] = draw(this.stream);
      }
      for (let row = slot * this.stages.length; row < (slot + 1) * this.stages.length; row++) this.visits[row] = 0;
      this.present++;
      this.figures.arrived(now);
      this.enter(slot, source.enter, now);
    }
    this.expect(source);
  }

  enter(slot, index, now) {
    const stage = this.stages[index];
    const { resource } = stage;
    this.stageOf[slot] = index;
    this.enteredAt[slot] = now;
    this.startedAt[slot] = Number.NaN;
    this.visits[slot * this.stages.length + index]++;
    this.figures.entered(index, now);
    if (resource === NOBODY) this.start(slot, stage, now);
    else if (this.inUse[resource] < this.servers[resource]) {
      this.inUse[resource]++;
      this.start(slot, stage, now);
    } else if (stage.waiting === stage.limit) this.leave(slot, now, true);
    else {
      this.after[slot] = NOBODY;
      if (stage.first === NOBODY) stage.first = slot;
      else this.after[stage.last] = slot;
      stage.last = slot;
      stage.waiting++;
    }
  }

  start(slot, stage, now) {
    this.startedAt[slot] = now;
    this.figures.started(stage.index, this.enteredAt[slot], now);
    let work = 0;
    if (stage.attribute !== NOBODY) work = this.drawn[stage.attribute][slot];
    else {
      const visit = this.visits[slot * this.stages.length + stage.index] - 1;
      this.stream.at(this.key0[slot], this.key1[slot], stage.durationWord, visit);
      work = stage.duration(this.stream);
    }
    this.departures.add(now + work, slot);
  }

  depart(slot, now) {
    const stage = this.stages[this.stageOf[slot]];
    this.figures.ended(stage.index, this.enteredAt[slot], now);
    if (stage.resource !== NOBODY) this.serveNext(stage.resource, now);
    const to = this.goOn(slot, stage);
    if (to < 0) this.leave(slot, now, false);
    else this.enter(slot, to, now);
  }

  serveNext(resource, now) {
    for (let turn = 0; turn < this.inTurn.length; turn++) {
      const stage = this.inTurn[turn];
      if (stage.resource !== resource || stage.first === NOBODY) continue;
      const next = this.order === undefined ? this.takeFirst(stage) : this.takeBest(stage, this.order, now);
      stage.waiting--;
      this.start(next, stage, now);
      return;
    }
    this.inUse[resource]--;
  }

  takeFirst(stage) {
    const slot = stage.first;
    stage.first = this.after[slot];
    return slot;
  }

  /** The lowest value of `order` now, of equal ones who asked first. */
  takeBest(stage, order, now) {
    let best = stage.first;
    let before = NOBODY;
    let lowest = order(this, best, now);
    for (let slot = stage.first, last = NOBODY; slot !== NOBODY; last = slot, slot = this.after[slot]) {
      const value = order(this, slot, now);
      if (value < lowest) [lowest, best, before] = [value, slot, last];
    }
    if (before === NOBODY) stage.first = this.after[best];
    else this.after[before] = this.after[best];
    if (stage.last === best) stage.last = before;
    return best;
  }

  goOn(slot, stage) {
    if (stage.chances.length === 0) return stage.otherwise;
    const visit = this.visits[slot * this.stages.length + stage.index] - 1;
    const u = uniformAt(this.key0[slot], this.key1[slot], stage.routeWord, visit, 0);
    let sum = 0;
    for (const { chance, to } of stage.chances) {
      sum += chance;
      if (u < sum) return to;
    }
    return stage.otherwise;
  }

  leave(slot, now, lost) {
    this.stageOf[slot] = NOBODY;
    this.present--;
    const wait = this.startedAt[slot] - this.enteredAt[slot];
    this.figures.exited(now, this.arrivedAt[slot], wait, lost, this.numberOf[slot]);
    this.after[slot] = this.free;
    this.free = slot;
  }

  /** Somebody is inside when the run ends. */
  stay(slot, end) {
    const stage = this.stages[this.stageOf[slot]];
    const started = this.startedAt[slot];
    this.figures.inside(stage.index, this.arrivedAt[slot], this.enteredAt[slot], started, end);
  }

  slot() {
    if (this.free !== NOBODY) {
      const slot = this.free;
      this.free = this.after[slot];
      return slot;
    }
    if (this.used === this.stageOf.length) this.grow(2 * this.used);
    return this.used++;
  }

  grow(size) {
    const longer = (old, make) => {
      const made = make(size);
      if (old !== undefined) made.set(old);
      return made;
    };
    const ints = (n) => new Int32Array(n);
    const doubles = (n) => new Float64Array(n);
    for (const name of ["key0", "key1", "numberOf", "stageOf", "after"]) this[name] = longer(this[name], ints);
    for (const name of ["arrivedAt", "enteredAt", "startedAt"]) this[name] = longer(this[name], doubles);
    this.visits = longer(this.visits, (n) => new Int32Array(n * this.stages.length));
    this.drawn = this.attributes.map((_, a) => longer(this.drawn?.[a], doubles));
  }
}

function linkStages(model) {
  const { program } = model;
  return model.stages.map(({ variants, duration, priority }, index) => {
    let at = variants[0].use;
    let resource = NOBODY;
    let limit = Infinity;
    if (program[at] === 0) {
      const bundle = model.requests[program[at + 1]].options[0].bundle;
      resource = model.bundleResource[model.bundleStart[bundle]];
      if (program[at + 3] >= 0) limit = model.queues[program[at + 3]].places;
      at += 4;
    }
    if (program[at] !== 4) throw new Error(`stage ${model.names.stages[index]} is more than a queue`);
    const value = model.values[duration];
    const route = model.routes[program[at + (resource === NOBODY ? 5 : 9)]][0].use;
    return {
      index,
      resource,
      limit,
      priority: model.values[priority].value ?? 0,
      durationWord: program[at + 2],
      duration: value.kind === "expression" ? undefined : linkDraw(value),
      attribute: value.kind === "expression" ? placeOf(model, value.expression.index) : NOBODY,
      routeWord: route.word,
      chances: route.chances.map(({ probability, to }) => ({ chance: probability.value, to })),
      otherwise: route.otherwise,
      first: NOBODY,
      last: NOBODY,
      waiting: 0,
    };
  });
}

/** Where among the drawn attributes of the only class one stands. */
function placeOf(model, attribute) {
  return model.classes[0].attributes.findIndex((one) => one.attribute === attribute);
}

function entryOf(model, { enter }, table) {
  return enter === undefined ? table.enter : model.names.stages.indexOf(enter);
}

function linkSource({ word, arrivalWord, arrivals }, enter) {
  const [{ kind, rate, gap, batch }] = arrivals;
  return {
    word,
    arrivalWord,
    enter,
    rate: kind === "poisson" ? rate : 0,
    gap: kind === "every" ? linkDraw(gap) : undefined,
    batch: batch?.value ?? 1,
    points: 0,
    patients: 0,
    sum: 0,
    at: 0,
  };
}
