// Models of classes, shifts, several stages and second thoughts: a scenario file, what is set in it, and the rows that its runs answer.
import { lengths } from "./lengths.mjs";
import { metric, PRESENT, perMinute, presentAt, QALYS, QUEUE, ratio, STAY } from "./readers.mjs";
import { appointments, blocking, forkAndJoin } from "./small-models.mjs";

function steady(name, file, set, rows, options = {}) {
  return { name, file, warmUp: 3000, set, rows, options, ...lengths[name] };
}

function fromEmpty(name, file, set, rows, options = {}) {
  return { ...steady(name, file, set, rows, options), warmUp: 0 };
}

const stations = ["a", "b", "c", "desk"];
const wards = ["cubicle", "ward", "community"];
const stages = ["ed", "ward", "icu", "rehab", "atHome"];
const blocked = [
  metric("exit.lost.exits.share"),
  perMinute("overall.blockedPerDay.rate"),
  metric("resource.wardBed.inUse.mean"),
  metric("stage.icu.queue.mean"),
];
const perMinuteOfRun = (name, id) => (run, at) => run.values[at(id)] / lengths[name].run;

export const pathways = [
  steady(
    "closed network",
    "closed.yaml",
    {},
    {
      "closed.mva": [
        perMinuteOfRun("closed network", "exit.home.exits.count"),
        metric("stage.a.present.mean"),
        metric("stage.b.present.mean"),
        metric("stage.c.present.mean"),
      ],
    },
  ),
  steady(
    "two classes, M/M/1",
    "priority.yaml",
    {},
    {
      "prio.np2.c1": metric("stage.early.wait.mean"),
      "prio.np2.c2": metric("stage.late.wait.mean"),
    },
  ),
  steady(
    "two classes, M/G/1",
    "priority.yaml",
    {
      "stages.early.duration": "0.5 min",
      "stages.late.duration": "{ gamma: { shape: 2, scale: 0.75 min } }",
    },
    { "prio.np.mg1": [metric("stage.early.wait.mean"), metric("stage.late.wait.mean")] },
  ),
  steady(
    "two classes, preemptive",
    "preemptive.yaml",
    {},
    {
      "prio.pr2.c1": metric("class.one.lengthOfStay.mean"),
      "prio.pr2.c2": metric("class.two.lengthOfStay.mean"),
    },
  ),
  steady("fork and join", "fork-join.yaml", {}, { "forkjoin.r80": STAY }, { by: forkAndJoin }),
  steady(
    "fork and join, nobody waits",
    "fork-join.yaml",
    {
      "resources.first1.capacity": "unlimited",
      "resources.other1.capacity": "unlimited",
      "stages.three.duration": "{ exponential: { mean: 1 min } }",
    },
    { "forkjoin.inf": STAY },
  ),
  fromEmpty(
    "appointments",
    "appointments.yaml",
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
    { by: appointments },
  ),
  fromEmpty("staff by shifts, services pause", "shifts.yaml", {}, { "tv.preempt.avg": [PRESENT, QUEUE] }),
  fromEmpty(
    "staff by shifts, services broken off",
    "shifts.yaml",
    { "resources.staff.atShiftEnd": "preempt" },
    { "tv.preempt.EN": [2, 4, 5, 6].map(presentAt) },
  ),
  steady(
    "impatient",
    "impatient.yaml",
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
    {},
    { balk: [PRESENT, (run, at) => 1 - run.values[at("exit.elsewhere.exits.share")]] },
  ),
  steady(
    "feedback",
    "feedback.yaml",
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
    {},
    {
      "jackson4.lambda": stations.map((name) =>
        perMinuteOfRun("network with ways back", `stage.${name}.completed.count`),
      ),
      "jackson4.L": stations.map((name) => metric(`stage.${name}.present.mean`)),
      "jackson4.W": STAY,
    },
  ),
  steady(
    "cubicles, ward, community",
    "network-unlimited.yaml",
    {},
    { "jackson.inf": wards.map((name) => metric(`stage.${name}.present.mean`)) },
  ),
  steady("blocking without a queue", "blocking-loss.yaml", {}, { "bas.icu0": blocked }, { by: blocking }),
  steady("blocking with a queue", "blocking.yaml", {}, { "bas.icuinf": blocked }, { by: blocking }),
  ...[
    ["line without places between", "line.yaml", "bas2.b0"],
    ["line with two places between", "line-buffered.yaml", "bas2.b2"],
  ].map(([name, file, id]) => steady(name, file, {}, { [id]: perMinuteOfRun(name, "exit.home.exits.count") })),
  steady(
    "pathway without queues",
    "pathway.yaml",
    {},
    {
      "path.visits": stages.map((name) => ratio(`stage.${name}.visits.count`, "overall.arrivals.count")),
      "path.los": STAY,
      "path.cost": metric("overall.attributedCost.mean"),
      "path.losP50P95": [metric("overall.lengthOfStay.p50"), metric("overall.lengthOfStay.p95")],
      "path.census": stages.map((name) => metric(`stage.${name}.present.mean`)),
    },
  ),
  fromEmpty("years of life", "survival.yaml", {}, { "econ.surv[0]": QALYS }),
  fromEmpty("years of life, discounted", "survival.yaml", { "value.discount": "3.5%" }, { "econ.surv[1]": QALYS }),
];
