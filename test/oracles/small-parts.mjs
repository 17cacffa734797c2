// What the small simulators take from the compiled tables: draws, arrivals, and the place of a figure in a result.
import { metricsOf } from "../../dist/collect/metrics.js";
import { log } from "../../dist/maths/log.js";
import { distributions } from "../../dist/random/distributions.js";
import { PurposeStream, patientKeyInto, replicationKey, seedKey, uniformAt } from "../../dist/random/streams.js";

/** The instruction of a stage's program that a duration is worked off by, and the length of an instruction. */
const WORK = 4;
const WIDTH = 4;

/** A constant, or a draw with constant parameters. */
export function linkDraw(value) {
  if (value.kind === "constant") return () => value.value;
  const family = distributions.get(value.distribution);
  const parameters = value.parameters.map((one) => one.value);
  const constants = family.prepare(value.form, parameters);
  return (stream) => family.sample(constants, stream);
}

/** Draws the duration of the first visit to a stage by a key. @param {string} name of the stage */
export function durationOf(model, name) {
  const { variants, duration } = model.stages[model.names.stages.indexOf(name)];
  let at = variants[0].use;
  while (model.program[at] !== WORK) at += WIDTH;
  const word = model.program[at + 2];
  const draw = linkDraw(model.values[duration]);
  const stream = new PurposeStream();
  return (key) => {
    stream.at(key[0], key[1], word, 0);
    return draw(stream);
  };
}

/** Patients of the only class who come at a constant rate: their times and keys one after the other. */
export class PoissonArrivals {
  constructor(model) {
    this.table = model.classes[0];
    this.rate = this.table.arrivals[0].rate;
    this.seed = seedKey(model.seed);
    this.key = new Int32Array(2);
  }

  begin(replication) {
    this.replication = replicationKey(this.seed, replication);
    this.number = 0;
    this.sum = 0;
    this.pass();
  }

  /** On to the next: `at` is when he comes, `key` his. */
  pass() {
    patientKeyInto(this.key, this.replication, this.table.word, ++this.number);
    this.sum -= log(uniformAt(this.key[0], this.key[1], this.table.arrivalWord, 0, 0));
    this.at = this.sum / this.rate;
  }
}

/** Makes results in the form of the first simulator's; what is not known is NaN. */
export function resultsOf(model) {
  const ids = metricsOf(model).map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  return (replication, figures) => {
    const values = new Float64Array(ids.length).fill(Number.NaN);
    for (const [id, value] of Object.entries(figures)) {
      if (places.has(id)) values[places.get(id)] = value;
    }
    return { arm: "", replication, values };
  };
}
