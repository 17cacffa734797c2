import type { Fact } from "../../src/collect/event-log.ts";
import type { Model } from "../../src/model/model.ts";
import { BLOCKED, NONE, QUEUED, STATE_NAMES, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Patient {
  readonly cls: string;
  readonly arrived: number;
  exited: number;
  exit: string;
  readonly doing: (Span & { readonly state: number; readonly cause: number; readonly stage: string })[];
  /** `off`: minutes between start and end in which the service paused; `pausedAt`: NaN while it does not. */
  readonly visits: {
    stage: string;
    enter: number;
    start: number;
    end: number;
    leave: number;
    off: number;
    pausedAt: number;
  }[];
  readonly holds: (Span & { readonly resource: number })[];
  /** Units in use over time, of each resource. */
  readonly uses: (Span & { readonly resource: number; readonly units: number })[];
  /** Moments of taking, of each resource. */
  readonly takings: { readonly at: number; readonly resource: number; readonly units: number }[];
}

const waiting = [WAITING_FOR_STAFF, QUEUED, BLOCKED];
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/**
 * Every metric but the measures, computed again from the facts of a run as plainly as their definitions read: whole lists of
 * intervals, cut to the window one by one. For models whose prices do not change.
 */
export function recompute(model: Model, facts: readonly Fact[]): Map<string, number> {
  const { names, clock } = model;
  const from = clock.warmUp;
  const to = from + clock.run;
  const inWindow = (at: number): boolean => at >= from && at < to;
  const cut = (span: Span): number => Math.max(0, Math.min(span.to, to) - Math.max(span.from, from));
  const patients = timelines(model, facts, to + clock.coolDown);
  /** Whether something that begins and ends then is counted; what has not ended never is. */
  const counts = (began: number, ended: number): boolean => {
    if (clock.cohort === "exits") return inWindow(ended);
    return inWindow(began) && (clock.cohort === "arrivals" ? ended < Infinity : inWindow(ended));
  };
  const numbers = new Map<string, number>();

  for (const [group, members] of [
    ["overall", patients] as const,
    ...names.classes.map((name) => [`class.${name}`, patients.filter(({ cls }) => cls === name)] as const),
  ]) {
    const say = (id: string, value: number): Map<string, number> => numbers.set(`${group}.${id}`, value);
    const left = members.filter(({ exited }) => inWindow(exited));
    const counted = members.filter(({ arrived, exited }) => counts(arrived, exited));
    say("arrivals.count", members.filter(({ arrived }) => inWindow(arrived)).length);
    say("exits.count", left.length);
    for (const exit of names.exits) say(`exitsTo.${exit}.count`, left.filter((one) => one.exit === exit).length);
    say("throughput.rate", (left.length * 1440) / clock.run);
    say("present.mean", sum(members.map((one) => cut({ from: one.arrived, to: one.exited }))) / clock.run);
    const presentAt = (at: number): number => members.filter((one) => one.arrived < at && one.exited >= at).length;
    say("presentAtStart.count", presentAt(from));
    say("presentAtEnd.count", presentAt(to));
    say("followed.count", counted.length);
    say("stillInside.count", members.filter(({ arrived, exited }) => inWindow(arrived) && exited === Infinity).length);
    spread(
      (id, value) => say(`lengthOfStay.${id}`, value),
      counted.map((one) => one.exited - one.arrived),
    );
    const waits = counted.map((one) => sum(one.doing.filter(isWait).map(length)));
    spread((id, value) => say(`wait.${id}`, value), waits);
    say("wait.share", waits.filter((wait) => wait > 0).length / waits.length);
    const time = (name: string, subject: string, is: (doing: Patient["doing"][number]) => boolean): void => {
      say(`${name}${subject}.mean`, mean(counted.map((one) => sum(one.doing.filter(is).map(length)))));
      const inside = sum(members.flatMap((one) => one.doing.filter(is).map(cut)));
      say(`${name}PerDay${subject}.rate`, (inside / clock.run) * 1440);
    };
    STATE_NAMES.forEach((name, state) => {
      time(name, "", (doing) => doing.state === state);
    });
    names.resources.forEach((name, resource) => {
      time("queuedFor", `.${name}`, (doing) => doing.state === QUEUED && doing.cause === resource);
      time("blockedBy", `.${name}`, (doing) => doing.state === BLOCKED && doing.cause === resource);
      time("waitingForStaff", `.${name}`, (doing) => doing.state === WAITING_FOR_STAFF && doing.cause === resource);
    });
    names.stages.forEach((name, stage) => {
      time("queueOf", `.${name}`, (doing) => isWait(doing) && doing.cause === -1 - stage);
    });
  }

  for (const exit of names.exits) {
    const count = numbers.get(`overall.exitsTo.${exit}.count`) ?? NaN;
    numbers.set(`exit.${exit}.exits.count`, count);
    numbers.set(`exit.${exit}.exits.share`, count / (numbers.get("overall.exits.count") ?? NaN));
  }

  names.stages.forEach((stage, index) => {
    const say = (id: string, value: number): Map<string, number> => numbers.set(`stage.${stage}.${id}`, value);
    const visits = patients.flatMap((one) =>
      one.visits
        .filter((visit) => visit.stage === stage)
        .map((visit) => ({
          ...visit,
          wait: sum(one.doing.filter(isWait).map((doing) => overlap(doing, { from: visit.enter, to: visit.start }))),
        })),
    );
    const ended = visits.filter(({ enter, end }) => counts(enter, end));
    const waits = visits.filter(({ enter, start }) => counts(enter, start)).map(({ wait }) => wait);
    const told = (verb: "turnedAway" | "pulled" | "preempted" | "paused"): number =>
      facts.filter((fact) => fact.verb === verb && fact.stage === index && inWindow(fact.at)).length;
    say("visits.count", visits.filter(({ enter }) => inWindow(enter)).length);
    say("completed.count", visits.filter(({ end }) => inWindow(end)).length);
    say("pulled.count", told("pulled"));
    say("preempted.count", told("preempted"));
    say("paused.count", told("paused"));
    say("turnedAway.count", told("turnedAway"));
    spread((id, value) => say(`wait.${id}`, value), waits);
    say("wait.share", waits.filter((wait) => wait > 0).length / waits.length);
    say("service.mean", mean(ended.map(({ start, end, off }) => end - start - off)));
    say("time.mean", mean(ended.map(({ enter, end }) => end - enter)));
    say("present.mean", sum(visits.map(({ enter, leave }) => cut({ from: enter, to: leave }))) / clock.run);
    const queued = patients.flatMap((one) => one.doing.filter((doing) => isWait(doing) && doing.stage === stage));
    say("queue.mean", sum(queued.map(cut)) / clock.run);
  });

  const spent = names.organisations.map(() => new Map<string, number>());
  const attributed = names.organisations.map(() => 0);
  names.resources.forEach((name, resource) => {
    const say = (id: string, value: number): Map<string, number> => numbers.set(`resource.${name}.${id}`, value);
    const steps = stepsOf(facts, resource, from, to);
    const integral = (value: (step: Step) => number): number =>
      sum(steps.filter((step) => length(step) > 0).map((step) => value(step) * length(step)));
    const used = integral(({ inUse }) => inUse);
    const onDuty = integral(({ scheduled }) => scheduled);
    const overtime = integral(({ inUse, scheduled }) => Math.max(0, inUse - scheduled));
    const { parts } = model.resources[resource];
    say("inUse.mean", used / clock.run / parts);
    const levels = steps.filter((step) => length(step) > 0).sort((a, b) => a.inUse - b.inUse);
    for (const p of [50, 90, 95]) {
      const enough = (p / 100) * clock.run - 1e-9;
      const at = levels.find((_, i) => sum(levels.slice(0, i + 1).map(length)) >= enough);
      say(`inUse.p${p}`, (at?.inUse ?? NaN) / parts);
    }
    say("inUse.max", (levels.at(-1)?.inUse ?? NaN) / parts);
    say("capacity.mean", onDuty / clock.run / parts);
    const onRoster = integral(({ rostered }) => rostered);
    say("absent.mean", (onRoster - onDuty) / clock.run / parts);
    say("utilisation.share", (used - overtime) / onDuty);
    const duty = integral(({ scheduled }) => (scheduled > 0 ? 1 : 0));
    say("full.share", integral(({ inUse, scheduled }) => (scheduled > 0 && inUse >= scheduled ? 1 : 0)) / duty);
    say("overtime.mean", overtime / clock.run / parts);
    say("overtimePerWeek.rate", (overtime / clock.run / parts) * 10_080);
    const turning = integral((step) => step.turning) / clock.run / parts;
    say("turnover.mean", turning);
    say("turnoverPerWeek.rate", turning * 10_080);
    say("paused.mean", integral((step) => step.aside) / clock.run / parts);
    const charged = patients.flatMap((one) => one.doing.filter((doing) => isWait(doing) && doing.cause === resource));
    say("waiting.mean", sum(charged.map(cut)) / clock.run);
    const takings = patients.flatMap((one) => one.takings).filter((taking) => taking.resource === resource);
    const taken = sum(takings.filter(({ at }) => inWindow(at)).map(({ units }) => units));
    say("taken.count", taken);
    const holds = patients
      .flatMap((one) => one.holds)
      .filter((hold) => hold.resource === resource && counts(hold.from, hold.to));
    say("hold.count", holds.length);
    spread((id, value) => say(`hold.${id}`, value), holds.map(length));

    const { organisation, phases } = model.resources[resource];
    const [price] = phases;
    const add = (kind: string, amount: number): unknown =>
      spent[organisation].set(kind, (spent[organisation].get(kind) ?? 0) + amount);
    add("held", price.held * used);
    add("rostered", price.rostered * onRoster);
    add("overtime", price.overtime * overtime);
    add("use", price.use * taken);
    add("fixed", price.fixed * clock.run);
    for (const one of patients.filter(({ arrived, exited }) => counts(arrived, exited))) {
      for (const use of one.uses) {
        if (use.resource === resource) attributed[organisation] += use.units * length(use) * price.held;
      }
      for (const taking of one.takings) {
        if (taking.resource === resource) attributed[organisation] += taking.units * price.use;
      }
    }
  });

  const followed = numbers.get("overall.followed.count") ?? NaN;
  const kinds = ["held", "rostered", "overtime", "use", "fixed", "running", "once"];
  for (const kind of kinds) {
    names.organisations.forEach((name, o) => {
      numbers.set(`organisation.${name}.cost.${kind}.total`, spent[o].get(kind) ?? 0);
    });
    numbers.set(`overall.cost.${kind}.total`, sum(spent.map((kindsOf) => kindsOf.get(kind) ?? 0)));
  }
  names.organisations.forEach((name, o) => {
    numbers.set(`organisation.${name}.cost.total`, sum([...spent[o].values()]));
    numbers.set(`organisation.${name}.attributedCost.mean`, attributed[o] / followed);
  });
  numbers.set("overall.cost.total", sum(spent.flatMap((kindsOf) => [...kindsOf.values()])));
  numbers.set("overall.attributedCost.mean", sum(attributed) / followed);
  return numbers;
}

const length = ({ from, to }: Span): number => to - from;
const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
const isWait = ({ state }: { readonly state: number }): boolean => waiting.includes(state);

function spread(say: (statistic: string, value: number) => void, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const centre = mean(values);
  const squares = sum(values.map((value) => (value - centre) * (value - centre)));
  say("mean", centre);
  say("sd", values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1)));
  for (const p of [50, 90, 95]) {
    const rank = ((sorted.length - 1) * p) / 100;
    const low = Math.floor(rank);
    say(`p${p}`, sorted[low] + (rank - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]));
  }
}

interface Step extends Span {
  readonly inUse: number;
  readonly turning: number;
  readonly aside: number;
  readonly scheduled: number;
  readonly rostered: number;
}

/** Use and capacity of a resource between each two facts about it, cut to the window. */
function stepsOf(facts: readonly Fact[], resource: number, from: number, to: number): Step[] {
  const steps: Step[] = [];
  let since = 0;
  let inUse = 0;
  let turning = 0;
  let aside = 0;
  let scheduled = 0;
  let rostered = 0;
  const step = (at: number): void => {
    const start = Math.min(Math.max(since, from), to);
    steps.push({ from: start, to: Math.max(start, Math.min(at, to)), inUse, turning, aside, scheduled, rostered });
    since = at;
  };
  for (const fact of facts) {
    if (!("resource" in fact) || fact.resource !== resource) continue;
    step(fact.at);
    if (fact.verb === "capacity") ({ scheduled, rostered } = fact);
    else if ("units" in fact) {
      const more = ["take", "takenUp", "turnover"].includes(fact.verb);
      const change = more ? fact.units : -fact.units;
      inUse += change;
      if (fact.verb === "turnover" || fact.verb === "ready") turning += change;
      if (fact.verb === "setAside" || fact.verb === "takenUp") aside -= change;
    }
  }
  step(to);
  return steps;
}

/** The life of every patient; those inside at the end exit at Infinity and do what they do until then. */
function timelines(model: Model, facts: readonly Fact[], end: number): Patient[] {
  const { names } = model;
  const all = new Map<string, Patient>();
  const last = new Map<Patient, { since: number; state: number; cause: number; stage: string }>();
  const units = new Map<string, { places: number; placeSince: number; units: number; aside: number; since: number }>();
  const close = (patient: Patient, at: number): void => {
    const now = last.get(patient);
    if (now !== undefined) {
      patient.doing.push({ from: now.since, to: at, state: now.state, cause: now.cause, stage: now.stage });
      now.since = at;
    }
  };
  for (const fact of facts) {
    if (!("class" in fact)) continue;
    const key = `${fact.class} ${fact.number}`;
    if (fact.verb === "arrive") {
      const cls = names.classes[fact.class];
      const fresh = {
        cls,
        arrived: fact.at,
        exited: Infinity,
        exit: "",
        doing: [],
        visits: [],
        holds: [],
        uses: [],
        takings: [],
      };
      all.set(key, fresh);
      continue;
    }
    const patient = all.get(key);
    if (patient === undefined) throw new Error(`${key} has not arrived`);
    const visit = patient.visits.at(-1);
    switch (fact.verb) {
      case "enter":
        close(patient, fact.at);
        if (visit !== undefined && visit.leave === Infinity) visit.leave = fact.at;
        patient.visits.push({
          stage: names.stages[fact.stage],
          enter: fact.at,
          start: NaN,
          end: NaN,
          leave: Infinity,
          off: 0,
          pausedAt: NaN,
        });
        break;
      case "start":
        if (visit !== undefined) visit.start = fact.at;
        break;
      case "end":
        if (visit !== undefined) visit.end = visit.leave = fact.at;
        break;
      case "doing":
        close(patient, fact.at);
        break;
      case "paused":
        if (visit !== undefined) visit.pausedAt = fact.at;
        break;
      case "resumed":
        if (visit !== undefined) visit.off += fact.at - visit.pausedAt;
        break;
      case "setAside":
      case "takenUp":
      case "take":
      case "give": {
        const cell = `${key} ${fact.resource}`;
        const held = units.get(cell) ?? { places: 0, placeSince: 0, units: 0, aside: 0, since: 0 };
        units.set(cell, held);
        const { resource } = fact;
        patient.uses.push({ from: held.since, to: fact.at, resource, units: held.units - held.aside });
        if (!("place" in fact)) {
          held.aside += fact.verb === "setAside" ? fact.units : -fact.units;
          held.since = fact.at;
          break;
        }
        const change = fact.verb === "take" ? fact.units : -fact.units;
        held.units += change;
        held.since = fact.at;
        if (change > 0) patient.takings.push({ at: fact.at, resource, units: change });
        if (fact.place) {
          if (held.places === 0) held.placeSince = fact.at;
          held.places += change;
          if (held.places === 0) patient.holds.push({ from: held.placeSince, to: fact.at, resource });
        }
        break;
      }
      case "exit":
        close(patient, fact.at);
        last.delete(patient);
        if (visit !== undefined && visit.leave === Infinity) visit.leave = fact.at;
        patient.exited = fact.at;
        patient.exit = names.exits[fact.exit];
        break;
      case "turnedAway":
      case "pulled":
      case "preempted":
        break;
    }
    if (fact.verb === "doing") {
      last.set(patient, { since: fact.at, state: fact.state, cause: fact.cause, stage: visit?.stage ?? "" });
    } else if (fact.verb === "enter") {
      const now = last.get(patient);
      if (now !== undefined) now.stage = names.stages[fact.stage];
    }
  }
  for (const patient of all.values()) close(patient, end);
  return [...all.values()].map((patient) => ({
    ...patient,
    doing: patient.doing.map((doing) => ({ ...doing, cause: doing.cause === NONE ? NaN : doing.cause })),
  }));
}
