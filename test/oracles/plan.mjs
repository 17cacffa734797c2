// Which run answers which row: each model is a scenario file, what is set in it, and what of its results a row reads.
// Lengths follow from the asymptotic variance: M/M/1 at 0.8 needs about 14 million minutes for 1 % at 99.9 %.
import { exactOf } from "./rows.mjs";

const metric = (id) => (run, at) => run.values[at(id)];
const ratio = (above, below) => (run, at) => run.values[at(above)] / run.values[at(below)];
const timeAbove = (resource, level) => (run) => {
  const minutes = run.minutesAtLevel[resource];
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return minutes.reduce((sum, one, n) => (n > level ? sum + one : sum), 0) / total;
};
/** Mean square distance of the units in use from the exact mean: their variance, without bias. */
const varianceInUse = (resource, mean) => (run) => {
  const minutes = run.minutesAtLevel[resource];
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return minutes.reduce((sum, one, n) => sum + one * (n - mean) ** 2, 0) / total;
};
/** Square distance from the exact mean: over replications its mean is the variance, without bias. */
const spread = (id, read) => (run, at) => (read(run, at) - exactOf(id)) ** 2;
const presentAt = (eighth) => (run) => run.presentAt[eighth];
const perMinute = (id) => (run, at) => run.values[at(id)] / 1440;

const arrive = "patients.patient.arrive.poisson";
const arriveAll = "patients.patient.arrive";
const duration = "stages.visit.duration";
const exponential = (mean) => `{ exponential: { mean: ${mean} } }`;
const WAIT = metric("stage.visit.wait.mean");
const QUEUE = metric("stage.visit.queue.mean");
const PRESENT = metric("overall.present.mean");
const STAY = metric("overall.lengthOfStay.mean");
const WAITED = metric("stage.visit.wait.share");
const OVER = metric("measure.over");

/** Patients a minute where a file is run with the rate it states. */
const RATES = {
  "impatient.yaml": "5",
  "balking.yaml": "1.5",
  "re-entrant.yaml": "7.5",
  "unlimited.yaml": "4",
  "pathway.yaml": "9",
  "hourly-census.yaml": "0.17",
  "hourly-arrivals.yaml": "0.075",
  "network.yaml": "5",
  "fork-join.yaml": "0.8",
  "appointments.yaml": "0.0012",
  "shifts.yaml": "0.07",
};

function steady(name, file, run, replications, set, rows) {
  return { name, file, warmUp: 3000, run, replications, set, rows };
}

function fromEmpty(name, file, run, replications, set, rows) {
  return { name, file, warmUp: 0, run, replications, set, rows };
}

function manyServers(id, servers, rate, mean, limit, run, replications) {
  const set = {
    [arrive]: `${rate} per min`,
    [duration]: exponential(`${mean} min`),
    "resources.server.capacity": `${servers}`,
    "measures.over.share": `start(visit) - enter(visit) > ${limit} min`,
  };
  return steady(`M/M/${servers}`, "queue-measured.yaml", run, replications, set, {
    [`${id}.Pwait`]: WAITED,
    [`${id}.Wq`]: WAIT,
    [`${id}.Lq`]: QUEUE,
    [`${id}.L`]: PRESENT,
    [`${id}.PWqgt${limit}`]: OVER,
    [`${id}.WqP95`]: metric("stage.visit.wait.p95"),
  });
}

function oneServer(id, service, run, extra = {}, set = {}) {
  const file = Object.keys(set).length > 0 ? "queue-measured.yaml" : "queue.yaml";
  const rows = { [`${id}.Wq`]: WAIT, [`${id}.sdWq`]: metric("stage.visit.wait.sd"), [`${id}.L`]: PRESENT, ...extra };
  return steady(id, file, run, 60, { [duration]: service, ...set }, rows);
}

function loss(id, servers, rate, run, replications) {
  const set = {
    [arrive]: `${rate} per min`,
    [duration]: "{ lognormal: { mean: 1 min, cv: 1.2 } }",
    "resources.server.capacity": `${servers}`,
    "stages.visit.queue.limit": "0",
  };
  const model = steady(`M/G/${servers}/${servers}`, "loss.yaml", run, replications, set, {
    [`${id}.B`]: metric("exit.lost.exits.share"),
    [`${id}.occ`]: PRESENT,
  });
  return { ...model, warmUp: 50 }; // stays are 1 min: forgotten long before
}

function limited(id, rate, mean, servers, limit, run, replications) {
  const set = {
    [arrive]: `${rate} per min`,
    [duration]: exponential(`${mean} min`),
    "resources.server.capacity": `${servers}`,
    "stages.visit.queue.limit": `${limit}`,
  };
  return steady(id, "loss.yaml", run, replications, set, {
    [`${id}.Ploss`]: metric("exit.lost.exits.share"),
    [`${id}.L`]: PRESENT,
    [`${id}.Wq`]: WAIT,
  });
}

const stations = ["a", "b", "c", "desk"];
const wards = ["cubicle", "ward", "community"];
const stages = ["ed", "ward", "icu", "rehab", "atHome"];
const blocking = [
  metric("exit.lost.exits.share"),
  perMinute("overall.blockedPerDay.rate"),
  metric("resource.wardBed.inUse.mean"),
  metric("stage.icu.queue.mean"),
];

/** Every model of the bank, with its rows. */
export const models = [
  fromEmpty(
    "M/M/1 from empty, 5 and 20 min",
    "queue.yaml",
    40,
    150_000,
    {},
    {
      "mm1.r80.transient.t5": presentAt(1),
      "mm1.r80.transient.t20": presentAt(4),
    },
  ),
  fromEmpty(
    "M/M/1 from empty, 100 min",
    "queue.yaml",
    100,
    150_000,
    {},
    {
      "mm1.r80.transient.t100": presentAt(8),
      "mm1.r80.transient.avg100": PRESENT,
    },
  ),
  steady(
    "M/M/1 at 0.5",
    "queue.yaml",
    150_000,
    60,
    { [arrive]: "0.5 per min" },
    {
      "mm1.r50.L": PRESENT,
      "mm1.r50.Lq": QUEUE,
      "mm1.r50.W": STAY,
      "mm1.r50.Wq": WAIT,
    },
  ),
  steady(
    "M/M/1 at 0.95",
    "queue.yaml",
    1_100_000,
    60,
    { [arrive]: "0.95 per min" },
    {
      "mm1.r95.L": PRESENT,
      "mm1.r95.Lq": QUEUE,
      "mm1.r95.W": STAY,
      "mm1.r95.Wq": WAIT,
    },
  ),
  steady(
    "M/M/1 at 0.8, crowded",
    "queue-crowded.yaml",
    1_650_000,
    60,
    {},
    { "mm1.r80.PNge10": metric("measure.crowded") },
  ),
  fromEmpty(
    "25th patient of M/M/1 at 0.9",
    "queue-numbered.yaml",
    90,
    160_000,
    { [arrive]: "1 per min", [duration]: exponential("0.9 min"), "measures.wait.where": "number == 25" },
    { "mm1.r90.c25": metric("measure.wait") },
  ),
  fromEmpty(
    "first 1000 patients of M/M/1 at 0.8",
    "queue-numbered.yaml",
    1800,
    18_000,
    {},
    { "mm1.r80.first1000": metric("measure.wait") },
  ),
  steady(
    "M/M/1 at 0.8",
    "queue-measured.yaml",
    800_000,
    60,
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
      "mm1.r80.sdW": metric("overall.lengthOfStay.sd"),
      "mm1.r80.sdWq": metric("stage.visit.wait.sd"),
    },
  ),
  manyServers("mmc.c6", 6, 5, 1, 0.5, 200_000, 60),
  manyServers("mmc.ward25", 25, 4, 5.5, 1, 700_000, 60),
  manyServers("mmc.c100", 100, 95, 1, 0.1, 31_000, 60),
  limited("mmck.2.3", 3, 0.25, 2, 1, 20_000, 60),
  limited("mmck.1.5", 2, 1, 1, 4, 10_000, 60),
  loss("erlB.5.5", 5, 5, 5_000, 60),
  loss("erlB.20.25", 25, 20, 15_000, 60),
  loss("erlB.180.200", 200, 180, 5_800, 60),
  oneServer(
    "mg1.det",
    "1 min",
    480_000,
    { "mg1.det.cdf5": (run, at) => 1 - OVER(run, at) },
    {
      "measures.over.share": "start(visit) - enter(visit) > 5 min",
    },
  ),
  steady(
    "mg1.det, short waits",
    "queue-measured.yaml",
    60_000,
    60,
    { [duration]: "1 min", "measures.over.share": "start(visit) - enter(visit) > 1 min" },
    { "mg1.det.cdf1": (run, at) => 1 - OVER(run, at) },
  ),
  oneServer("mg1.logn1.5", "{ lognormal: { mean: 1 min, cv: 1.5 } }", 4_700_000),
  oneServer("mg1.h2", "{ hyperexponential: { probabilities: [90%, 10%], means: [1 min / 1.8, 5 min] } }", 2_200_000),
  oneServer("mg1.logn0.5", "{ lognormal: { mean: 1 min, cv: 0.5 } }", 420_000),
  oneServer("mg1.erl2", "{ erlang: { k: 2, mean: 1 min } }", 520_000),
  oneServer("mg1.erl4", "{ erlang: { k: 4, mean: 1 min } }", 420_000),
  oneServer("mg1.unif", "{ uniform: { min: 0 min, max: 2 min } }", 520_000),
  oneServer("mg1.tri", "{ triangular: { min: 0.5 min, mode: 0.75 min, max: 1.75 min } }", 500_000),
  steady(
    "M/G/inf",
    "unlimited.yaml",
    100_000,
    60,
    {},
    {
      "mginf.L": PRESENT,
      "mginf.L.variance": varianceInUse(0, exactOf("mginf.L")),
      "mginf.P30": timeAbove(0, 30),
    },
  ),
  fromEmpty(
    "M/G/inf from empty, 1 min",
    "unlimited.yaml",
    1,
    280_000,
    {},
    {
      "mginf.t1": presentAt(8),
      "mginf.t1.variance": spread("mginf.t1", presentAt(8)),
    },
  ),
  fromEmpty(
    "M/G/inf from empty, 20 min",
    "unlimited.yaml",
    20,
    250_000,
    {},
    {
      "mginf.t20": presentAt(8),
      "mginf.t20.variance": spread("mginf.t20", presentAt(8)),
    },
  ),
  {
    ...fromEmpty(
      "Mt/M/inf by the hour",
      "hourly-census.yaml",
      1440,
      6_000,
      {},
      {
        "mtginf.hourly.t6": presentAt(2),
        "mtginf.hourly.t12": presentAt(4),
        "mtginf.hourly.t18": presentAt(6),
      },
    ),
    warmUp: 4 * 1440,
  },
  {
    ...fromEmpty(
      "Mt/M/inf with a sine",
      "sine-census.yaml",
      1440,
      6_000,
      {},
      {
        "mtginf.exp.t6": presentAt(2),
        "mtginf.exp.t12": presentAt(4),
        "mtginf.exp.t18": presentAt(6),
      },
    ),
    warmUp: 4 * 1440,
  },
  steady(
    "D/M/1",
    "queue.yaml",
    400_000,
    60,
    { [arriveAll]: "{ every: 1.25 min }" },
    { "dm1.sigma": WAITED, "dm1.Wq": WAIT },
  ),
  steady(
    "U/M/1",
    "queue.yaml",
    500_000,
    60,
    { [arriveAll]: "{ every: { uniform: { min: 0 min, max: 2.5 min } } }" },
    { "um1.sigma": WAITED, "um1.Wq": WAIT },
  ),
  steady(
    "E2/E2/1",
    "queue.yaml",
    400_000,
    60,
    {
      [arriveAll]: "{ every: { erlang: { k: 2, mean: 1.25 min } } }",
      [duration]: "{ erlang: { k: 2, mean: 1 min } }",
    },
    { e2e21: WAIT },
  ),
  steady(
    "batches of three",
    "queue.yaml",
    250_000,
    60,
    { [arriveAll]: "{ poisson: 0.2 per min, batch: 3 }" },
    { "batch.fix3": [PRESENT, WAIT] },
  ),
  steady(
    "closed network",
    "closed.yaml",
    20_000,
    60,
    {},
    {
      "closed.mva": [
        (run, at) => run.values[at("exit.home.exits.count")] / 20_000,
        metric("stage.a.present.mean"),
        metric("stage.b.present.mean"),
        metric("stage.c.present.mean"),
      ],
    },
  ),
  fromEmpty(
    "four rates a day",
    "hourly-arrivals.yaml",
    1440,
    250_000,
    {},
    {
      "nhpp.count": metric("overall.arrivals.count"),
      "nhpp.count.variance": spread("nhpp.count", metric("overall.arrivals.count")),
    },
  ),
  steady(
    "two classes, M/M/1",
    "priority.yaml",
    250_000,
    60,
    {},
    {
      "prio.np2.c1": metric("stage.early.wait.mean"),
      "prio.np2.c2": metric("stage.late.wait.mean"),
    },
  ),
  steady(
    "two classes, M/G/1",
    "priority.yaml",
    300_000,
    60,
    {
      "stages.early.duration": "0.5 min",
      "stages.late.duration": "{ gamma: { shape: 2, scale: 0.75 min } }",
    },
    { "prio.np.mg1": [metric("stage.early.wait.mean"), metric("stage.late.wait.mean")] },
  ),
  steady(
    "two classes, preemptive",
    "preemptive.yaml",
    300_000,
    60,
    {},
    {
      "prio.pr2.c1": metric("class.one.lengthOfStay.mean"),
      "prio.pr2.c2": metric("class.two.lengthOfStay.mean"),
    },
  ),
  steady("fork and join", "fork-join.yaml", 300_000, 60, {}, { "forkjoin.r80": STAY }),
  steady(
    "fork and join, nobody waits",
    "fork-join.yaml",
    20_000,
    60,
    {
      "resources.first1.capacity": "unlimited",
      "resources.other1.capacity": "unlimited",
      "stages.three.duration": exponential("1 min"),
    },
    { "forkjoin.inf": STAY },
  ),
  fromEmpty(
    "appointments",
    "appointments.yaml",
    12_000 * 10_080,
    60,
    {},
    {
      "appt.12": [
        metric("measure.second1"),
        metric("measure.twelfth"),
        metric("stage.consultation.wait.mean"),
        metric("measure.finish"),
      ],
      "appt.12.w2": metric("measure.second1"),
    },
  ),
  fromEmpty(
    "staff by shifts, services pause",
    "shifts.yaml",
    1440,
    100_000,
    {},
    { "tv.preempt.avg": [PRESENT, QUEUE] },
  ),
  fromEmpty(
    "staff by shifts, services broken off",
    "shifts.yaml",
    1920,
    86_000,
    { "resources.staff.atShiftEnd": "preempt" },
    { "tv.preempt.EN": [2, 4, 5, 6].map(presentAt) },
  ),
  steady("random order", "order-of-service.yaml", 2_000_000, 60, {}, { "mm1.siro.sd": metric("stage.visit.wait.sd") }),
  steady(
    "last come first served",
    "order-of-service.yaml",
    2_500_000,
    60,
    { "stages.visit.priority": "0 - enter(visit) / 1 min" },
    { "mm1.lifo.sd": metric("stage.visit.wait.sd") },
  ),
  steady(
    "shortest job first",
    "order-of-service.yaml",
    500_000,
    60,
    { "stages.visit.priority": "work / 1 min" },
    { "mm1.sjf": WAIT },
  ),
  steady(
    "M/D/2",
    "queue.yaml",
    380_000,
    60,
    { [arrive]: "1.8 per min", [duration]: "1 min", "resources.server.capacity": "2" },
    { "mdc.c2": WAIT },
  ),
  steady(
    "M/E2/2",
    "queue.yaml",
    200_000,
    60,
    { [arrive]: "1.6 per min", [duration]: "{ erlang: { k: 2, mean: 1 min } }", "resources.server.capacity": "2" },
    { "mphc.e2": WAIT },
  ),
  steady(
    "impatient",
    "impatient.yaml",
    20_000,
    60,
    {},
    {
      "erlA.over.Pab": metric("exit.gone.exits.share"),
      "erlA.over.Pwait": metric("measure.waits"),
      "erlA.over.Wq": metric("measure.waiting"),
    },
  ),
  steady(
    "balking",
    "balking.yaml",
    40_000,
    60,
    {},
    { balk: [PRESENT, (run, at) => 1 - run.values[at("exit.elsewhere.exits.share")]] },
  ),
  steady(
    "feedback",
    "feedback.yaml",
    150_000,
    60,
    {},
    {
      "fb.W": STAY,
      "fb.visits": [
        ratio("stage.visit.visits.count", "overall.arrivals.count"),
        metric("resource.server.utilisation.share"),
      ],
    },
  ),
  steady(
    "re-entrant",
    "re-entrant.yaml",
    250_000,
    60,
    {},
    {
      erlR: [
        metric("stage.needy.wait.share"),
        metric("stage.needy.wait.mean"),
        metric("stage.needy.present.mean"),
        metric("stage.content.present.mean"),
      ],
    },
  ),
  steady(
    "network with ways back",
    "network.yaml",
    50_000,
    60,
    {},
    {
      "jackson4.lambda": stations.map((name) => (run, at) => run.values[at(`stage.${name}.completed.count`)] / 50_000),
      "jackson4.L": stations.map((name) => metric(`stage.${name}.present.mean`)),
      "jackson4.W": STAY,
    },
  ),
  steady(
    "cubicles, ward, community",
    "network-unlimited.yaml",
    20_000,
    60,
    {},
    {
      "jackson.inf": wards.map((name) => metric(`stage.${name}.present.mean`)),
    },
  ),
  steady("blocking without a queue", "blocking-loss.yaml", 90_000, 60, {}, { "bas.icu0": blocking }),
  steady("blocking with a queue", "blocking.yaml", 420_000, 60, {}, { "bas.icuinf": blocking }),
  steady(
    "pathway without queues",
    "pathway.yaml",
    10_000,
    60,
    {},
    {
      "path.visits": stages.map((name) => ratio(`stage.${name}.visits.count`, "overall.arrivals.count")),
      "path.los": STAY,
      "path.cost": metric("overall.attributedCost.mean"),
      "path.losP50P95": [metric("overall.lengthOfStay.p50"), metric("overall.lengthOfStay.p95")],
      "path.census": stages.map((name) => metric(`stage.${name}.present.mean`)),
    },
  ),
];

/** Parts of rows that a run does not answer: place of the value in its row. Formulas or `outOfScope` do. */
export const partsLeftOut = { "nhpp.count": [1], "bas.icuinf": [0] };

/** The quickest first, so that a mistake shows early. */
export const inOrder = [...models].sort((a, b) => work(a) - work(b));

/** Patients that arrive, about, and what a replication costs by itself. */
function work({ file, set, warmUp, run, replications }) {
  const rate = Number.parseFloat(set[arrive] ?? RATES[file] ?? "1");
  return replications * ((warmUp + run) * rate + 200);
}
