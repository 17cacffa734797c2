// Models of one stage: a scenario file, what is set in it, and the rows that its runs answer.
import { lengths } from "./lengths.mjs";
import {
  deviation,
  metric,
  OVER,
  PRESENT,
  presentAt,
  QUEUE,
  STAY,
  spread,
  timeAbove,
  varianceInUse,
  WAIT,
  WAITED,
} from "./readers.mjs";
import { exactOf } from "./rows.mjs";

const arrive = "patients.patient.arrive.poisson";
const arriveAll = "patients.patient.arrive";
const duration = "stages.visit.duration";
const exponential = (mean) => `{ exponential: { mean: ${mean} } }`;

function steady(name, file, set, rows, options = {}) {
  return { name, file, warmUp: 3000, set, rows, options, ...lengths[name] };
}

function fromEmpty(name, file, set, rows, options = {}) {
  return { ...steady(name, file, set, rows, options), warmUp: 0 };
}

function manyServers(id, servers, rate, mean, limit) {
  const set = {
    [arrive]: `${rate} per min`,
    [duration]: exponential(`${mean} min`),
    "resources.server.capacity": `${servers}`,
    "measures.over.share": `start(visit) - enter(visit) > ${limit} min`,
  };
  const rows = {
    [`${id}.Pwait`]: WAITED,
    [`${id}.Wq`]: WAIT,
    [`${id}.Lq`]: QUEUE,
    [`${id}.L`]: PRESENT,
    [`${id}.PWqgt${limit}`]: OVER,
    [`${id}.WqP95`]: metric("stage.visit.wait.p95"),
  };
  return steady(`M/M/${servers}`, "queue-measured.yaml", set, rows, { over: limit, percentiles: true });
}

function oneServer(id, service) {
  const rows = {
    [`${id}.Wq`]: WAIT,
    [`${id}.sdWq`]: deviation("stage.visit.wait", exactOf(`${id}.Wq`)),
    [`${id}.L`]: PRESENT,
  };
  return steady(id, "queue.yaml", { [duration]: service }, rows);
}

function measured(name, limit, rows) {
  const set = { [duration]: "1 min", "measures.over.share": `start(visit) - enter(visit) > ${limit} min` };
  return steady(name, "queue-measured.yaml", set, rows, { over: limit });
}

function loss(id, servers, rate) {
  const set = {
    [arrive]: `${rate} per min`,
    [duration]: "{ lognormal: { mean: 1 min, cv: 1.2 } }",
    "resources.server.capacity": `${servers}`,
    "stages.visit.queue.limit": "0",
  };
  const rows = { [`${id}.B`]: metric("exit.lost.exits.share"), [`${id}.occ`]: PRESENT };
  const model = steady(`M/G/${servers}/${servers}`, "loss.yaml", set, rows);
  return { ...model, warmUp: 50 }; // stays are 1 min: forgotten long before
}

function limited(id, rate, mean, servers, limit) {
  const set = {
    [arrive]: `${rate} per min`,
    [duration]: exponential(`${mean} min`),
    "resources.server.capacity": `${servers}`,
    "stages.visit.queue.limit": `${limit}`,
  };
  return steady(id, "loss.yaml", set, {
    [`${id}.Ploss`]: metric("exit.lost.exits.share"),
    [`${id}.L`]: PRESENT,
    [`${id}.Wq`]: WAIT,
  });
}

function ordered(name, set, rows, order) {
  return steady(name, "order-of-service.yaml", set, rows, { order });
}

/**
 * A lognormal service of x minutes adds λx³ / 3(1 − ρ) to the squares of the waits of those behind it, and one in millions decides the
 * spread of a run. The mean cube of the services is therefore a control variate, with the coefficient of Takács's formula for E[Wq²]
 * and the exact mean (1 + cv²)³.
 */
function controlled(read) {
  const coefficient = 0.8 / (3 * (1 - 0.8));
  const exact = (1 + 1.5 ** 2) ** 3;
  const cubes = metric("measure.cubes");
  return Object.assign((run, at) => read(run, at) - coefficient * (cubes(run, at) - exact), { squared: true });
}

/** Attributes of order-of-service.yaml, in the order in which they are drawn. */
const [WORK, TICKET] = [0, 1];
const LAST_COME = (state, slot) => -state.enteredAt[slot];
const SHORTEST = (state, slot) => state.drawn[WORK][slot];
const RANDOM = (state, slot, now) => {
  const number = 997 * state.drawn[TICKET][slot] * now;
  return number - Math.floor(number);
};

export const queues = [
  fromEmpty(
    "M/M/1 from empty, 5 and 20 min",
    "queue.yaml",
    {},
    {
      "mm1.r80.transient.t5": presentAt(1),
      "mm1.r80.transient.t20": presentAt(4),
    },
  ),
  fromEmpty(
    "M/M/1 from empty, 100 min",
    "queue.yaml",
    {},
    {
      "mm1.r80.transient.t100": presentAt(8),
      "mm1.r80.transient.avg100": PRESENT,
    },
  ),
  ...[0.5, 0.95].map((rate) =>
    steady(
      `M/M/1 at ${rate}`,
      "queue.yaml",
      { [arrive]: `${rate} per min` },
      {
        [`mm1.r${100 * rate}.L`]: PRESENT,
        [`mm1.r${100 * rate}.Lq`]: QUEUE,
        [`mm1.r${100 * rate}.W`]: STAY,
        [`mm1.r${100 * rate}.Wq`]: WAIT,
      },
    ),
  ),
  steady(
    "M/M/1 at 0.8, crowded",
    "queue-crowded.yaml",
    {},
    { "mm1.r80.PNge10": metric("measure.crowded") },
    { crowded: 10 },
  ),
  steady(
    "busy periods of M/M/1",
    "queue-busy.yaml",
    {},
    { "mm1.r80.busy": metric("measure.busyMinutes"), "mm1.r80.busyN": metric("measure.busyPatients") },
  ),
  fromEmpty(
    "25th patient of M/M/1 at 0.9",
    "queue-numbered.yaml",
    { [arrive]: "1 per min", [duration]: exponential("0.9 min"), "measures.wait.where": "number == 25" },
    { "mm1.r90.c25": metric("measure.wait") },
    { enter: "visit", counted: (number) => number === 25 },
  ),
  fromEmpty(
    "first 1000 patients of M/M/1 at 0.8",
    "queue-numbered.yaml",
    {},
    { "mm1.r80.first1000": metric("measure.wait") },
    { enter: "visit", counted: (number) => number <= 1000 },
  ),
  steady(
    "M/M/1 at 0.8",
    "queue-measured.yaml",
    {},
    {
      "mm1.r80.L": PRESENT,
      "mm1.r80.Lq": QUEUE,
      "mm1.r80.W": STAY,
      "mm1.r80.Wq": WAIT,
      "mm1.r80.Pwait": WAITED,
      "mm1.r80.WqP90": metric("stage.visit.wait.p90"),
      "mm1.r80.WP95": metric("overall.lengthOfStay.p95"),
      "mm1.r80.PWqgt5": OVER,
      "mm1.r80.sdW": deviation("overall.lengthOfStay", exactOf("mm1.r80.W")),
      "mm1.r80.sdWq": deviation("stage.visit.wait", exactOf("mm1.r80.Wq")),
    },
    { over: 5, percentiles: true },
  ),
  manyServers("mmc.c6", 6, 5, 1, 0.5),
  manyServers("mmc.ward25", 25, 4, 5.5, 1),
  manyServers("mmc.c100", 100, 95, 1, 0.1),
  limited("mmck.2.3", 3, 0.25, 2, 1),
  limited("mmck.1.5", 2, 1, 1, 4),
  loss("erlB.5.5", 5, 5),
  loss("erlB.20.25", 25, 20),
  loss("erlB.180.200", 200, 180),
  measured("mg1.det", 5, {
    "mg1.det.Wq": WAIT,
    "mg1.det.sdWq": deviation("stage.visit.wait", exactOf("mg1.det.Wq")),
    "mg1.det.L": PRESENT,
    "mg1.det.cdf5": (run, at) => 1 - OVER(run, at),
  }),
  measured("mg1.det, short waits", 1, { "mg1.det.cdf1": (run, at) => 1 - OVER(run, at) }),
  steady(
    "mg1.logn1.5",
    "queue-cubes.yaml",
    {},
    {
      "mg1.logn1.5.Wq": WAIT,
      "mg1.logn1.5.sdWq": controlled(deviation("stage.visit.wait", exactOf("mg1.logn1.5.Wq"))),
      "mg1.logn1.5.L": PRESENT,
    },
  ),
  oneServer("mg1.h2", "{ hyperexponential: { probabilities: [90%, 10%], means: [1 min / 1.8, 5 min] } }"),
  oneServer("mg1.logn0.5", "{ lognormal: { mean: 1 min, cv: 0.5 } }"),
  oneServer("mg1.erl2", "{ erlang: { k: 2, mean: 1 min } }"),
  oneServer("mg1.erl4", "{ erlang: { k: 4, mean: 1 min } }"),
  oneServer("mg1.unif", "{ uniform: { min: 0 min, max: 2 min } }"),
  oneServer("mg1.tri", "{ triangular: { min: 0.5 min, mode: 0.75 min, max: 1.75 min } }"),
  steady(
    "M/G/inf",
    "unlimited.yaml",
    {},
    {
      "mginf.L": PRESENT,
      "mginf.L.variance": varianceInUse(0, exactOf("mginf.L")),
      "mginf.P30": timeAbove(0, 30),
    },
  ),
  ...[1, 20].map((minutes) =>
    fromEmpty(
      `M/G/inf from empty, ${minutes} min`,
      "unlimited.yaml",
      {},
      {
        [`mginf.t${minutes}`]: presentAt(8),
        [`mginf.t${minutes}.variance`]: spread(`mginf.t${minutes}`, presentAt(8)),
      },
    ),
  ),
  ...[
    ["Mt/M/inf by the hour", "hourly"],
    ["Mt/M/inf with a sine", "exp"],
  ].map(([name, id]) => ({
    ...fromEmpty(
      name,
      id === "exp" ? "sine-census.yaml" : "hourly-census.yaml",
      {},
      {
        [`mtginf.${id}.t6`]: presentAt(2),
        [`mtginf.${id}.t12`]: presentAt(4),
        [`mtginf.${id}.t18`]: presentAt(6),
      },
    ),
    warmUp: 4 * 1440,
  })),
  {
    // An eighth of the run ends when the census is highest, three hours after the rate.
    ...fromEmpty("Mt/M/inf at its peak", "sine-census.yaml", {}, { "mtginf.exp.lag": presentAt(3) }),
    warmUp: 4 * 1440,
  },
  steady("stays clamped at 0", "clamped.yaml", {}, { "dist.clampnorm": STAY }),
  steady("D/M/1", "queue.yaml", { [arriveAll]: "{ every: 1.25 min }" }, { "dm1.sigma": WAITED, "dm1.Wq": WAIT }),
  steady(
    "U/M/1",
    "queue.yaml",
    { [arriveAll]: "{ every: { uniform: { min: 0 min, max: 2.5 min } } }" },
    { "um1.sigma": WAITED, "um1.Wq": WAIT },
  ),
  steady(
    "E2/E2/1",
    "queue.yaml",
    {
      [arriveAll]: "{ every: { erlang: { k: 2, mean: 1.25 min } } }",
      [duration]: "{ erlang: { k: 2, mean: 1 min } }",
    },
    { e2e21: WAIT },
  ),
  steady(
    "batches of three",
    "queue.yaml",
    { [arriveAll]: "{ poisson: 0.2 per min, batch: 3 }" },
    { "batch.fix3": [PRESENT, WAIT] },
  ),
  fromEmpty(
    "four rates a day",
    "hourly-arrivals.yaml",
    {},
    {
      "nhpp.count": metric("overall.arrivals.count"),
      "nhpp.count.variance": spread("nhpp.count", metric("overall.arrivals.count")),
    },
  ),
  ordered("random order", {}, { "mm1.siro.sd": deviation("stage.visit.wait", exactOf("mm1.r80.Wq")) }, RANDOM),
  ordered(
    "last come first served",
    { "stages.visit.priority": "0 - enter(visit) / 1 min" },
    { "mm1.lifo.sd": deviation("stage.visit.wait", exactOf("mm1.r80.Wq")) },
    LAST_COME,
  ),
  ordered("shortest job first", { "stages.visit.priority": "work / 1 min" }, { "mm1.sjf": WAIT }, SHORTEST),
  steady(
    "M/D/2",
    "queue.yaml",
    { [arrive]: "1.8 per min", [duration]: "1 min", "resources.server.capacity": "2" },
    { "mdc.c2": WAIT },
  ),
  steady(
    "M/E2/2",
    "queue.yaml",
    { [arrive]: "1.6 per min", [duration]: "{ erlang: { k: 2, mean: 1 min } }", "resources.server.capacity": "2" },
    { "mphc.e2": WAIT },
  ),
];
