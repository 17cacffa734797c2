import type { Model } from "../../src/model/model.ts";
import { BLOCKED, isWait, QUEUED, STATE_NAMES, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import type { Doing, Level, Recount, Span, Stay } from "./recount.ts";

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const length = ({ from, to }: Span): number => to - from;
const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** Metrics of a run by their definitions in docs/measures.md, by name, from whole lists of what happened. For the default cohort. */
export function recountedMetrics(model: Model, recount: Recount): ReadonlyMap<string, number> {
  const { names, clock } = model;
  const window = { from: clock.warmUp, to: clock.warmUp + clock.run };
  const inWindow = (at: number): boolean => at >= window.from && at < window.to;
  const cut = (span: Span): number => overlap(span, window);
  const metrics = new Map<string, number>();
  // Who is there at time 0 has a past of which only the laws of measures.md know.
  const whole = model.today.length === 0;
  const patients = recount.lives.filter(({ isChild }) => !isChild);

  for (const group of ["overall", ...names.classes.map((name) => `class.${name}`)]) {
    const say = (id: string, value: number): unknown => metrics.set(`${group}.${id}`, value);
    const isOf = (cls: string): boolean => group === "overall" || group === `class.${cls}`;
    const members = patients.filter(({ cls }) => isOf(cls));
    const left = members.filter(({ exit, to }) => exit !== undefined && inWindow(to));
    const came = members.filter(({ from, today }) => !today && inWindow(from));
    say("arrivals.count", came.length);
    say("exits.count", left.length);
    for (const exit of names.exits) say(`exitsTo.${exit}.count`, left.filter((life) => life.exit === exit).length);
    say("present.mean", sum(members.map(cut)) / clock.run);
    say(
      "presentAtStart.count",
      members.filter(({ from, to, today }) => (from < window.from || today) && to >= window.from).length,
    );
    say("presentAtEnd.count", members.filter(({ from, to }) => from < window.to && to >= window.to).length);
    const doings = recount.together.filter(({ life }) => isOf(life.cls));
    const minutesOf = new Map(left.map((life) => [life, [] as Doing[]]));
    for (const doing of doings) minutesOf.get(doing.life)?.push(doing);
    const waits = left.map((life) => sum((minutesOf.get(life) ?? []).filter(isWaiting).map(length)));
    if (whole) {
      say("lengthOfStay.mean", mean(left.map(length)));
      say("wait.mean", mean(waits));
      say("wait.share", waits.filter((wait) => wait > 0).length / waits.length);
    }
    const time = (id: string, subject: string, is: (doing: Doing) => boolean): void => {
      const each = left.map((life) => sum((minutesOf.get(life) ?? []).filter(is).map(length)));
      if (whole) say(`${id}${subject}.mean`, mean(each));
      say(`${id}PerDay${subject}.rate`, (sum(doings.filter(is).map(cut)) / clock.run) * 1440);
    };
    STATE_NAMES.forEach((name, state) => {
      time(name, "", (doing) => doing.state === state);
    });
    names.resources.forEach((name, r) => {
      const waiting = [
        ["queuedFor", QUEUED],
        ["blockedBy", BLOCKED],
        ["waitingForStaff", WAITING_FOR_STAFF],
      ] as const;
      for (const [id, state] of waiting) time(id, `.${name}`, (doing) => doing.state === state && doing.cause === r);
    });
    names.stages.forEach((name, s) => {
      time("queueOf", `.${name}`, (doing) => isWaiting(doing) && doing.cause === -1 - s);
    });
  }

  const waitsOf = new Map(recount.lives.map((life) => [life, [] as Doing[]]));
  for (const doing of recount.alone) if (isWaiting(doing)) waitsOf.get(doing.life)?.push(doing);
  for (const stage of names.stages) {
    const say = (id: string, value: number): unknown => metrics.set(`stage.${stage}.${id}`, value);
    const stays = recount.lives.flatMap((life) => {
      return life.visits.filter((stay) => stay.stage === stage).map((stay) => ({ ...stay, life }));
    });
    const ended = stays.filter(({ end }) => inWindow(end));
    const waits = stays
      .filter(({ start }) => inWindow(start))
      .map(({ life, enter, start }) =>
        sum((waitsOf.get(life) ?? []).map((wait) => overlap(wait, { from: enter, to: start }))),
      );
    const told = (verb: string): number =>
      recount.facts.filter((fact) => fact.verb === verb && "stage" in fact && fact.stage === stage && inWindow(fact.at))
        .length;
    if (whole) {
      say("visits.count", stays.filter(({ enter }) => inWindow(enter)).length);
      say("wait.mean", mean(waits));
      say("wait.share", waits.filter((wait) => wait > 0).length / waits.length);
      say("service.mean", mean(ended.map(({ served }) => served)));
      say("time.mean", mean(ended.map(({ enter, end }) => end - enter)));
    }
    say("completed.count", ended.length);
    for (const verb of ["pulled", "preempted", "turnedAway"]) say(`${verb}.count`, told(verb));
    say("present.mean", sum(stays.map(({ enter, leave }: Stay) => cut({ from: enter, to: leave }))) / clock.run);
    const queue = recount.alone.filter((doing) => isWaiting(doing) && doing.stage === stage);
    say("queue.mean", sum(queue.map(cut)) / clock.run);
  }

  names.resources.forEach((name, r) => {
    const say = (id: string, value: number): unknown => metrics.set(`resource.${name}.${id}`, value);
    const integral = (of: (level: Level) => number): number =>
      sum(recount.levels.map((level) => cut(level) * of(level.units.get(name) ?? NOTHING)));
    const works = ({ use, aside }: Level): number => use - aside;
    const overtime = integral((level) => Math.max(0, works(level) - level.scheduled));
    say("inUse.mean", integral(works) / clock.run);
    say("capacity.mean", integral(({ scheduled }) => scheduled) / clock.run);
    say("overtime.mean", overtime / clock.run);
    say("utilisation.share", (integral(works) - overtime) / integral(({ scheduled }) => scheduled));
    const duty = integral(({ scheduled }) => (scheduled > 0 ? 1 : 0));
    say("full.share", integral((level) => (level.scheduled > 0 && works(level) >= level.scheduled ? 1 : 0)) / duty);
    say("turnover.mean", integral(({ turning }) => turning) / clock.run);
    say("paused.mean", integral(({ aside }) => aside) / clock.run);
    const charged = recount.alone.filter((doing) => isWaiting(doing) && doing.cause === r);
    say("waiting.mean", sum(charged.map(cut)) / clock.run);
    const taken = recount.facts.flatMap((fact) => {
      return fact.verb === "take" && fact.resource === name && inWindow(fact.at) ? [fact.units] : [];
    });
    say("taken.count", sum(taken));
    const holds = recount.holds.filter(
      ({ resource, from, to }) => resource === name && from > -Infinity && inWindow(to),
    );
    say("hold.count", holds.length);
    say("hold.mean", mean(holds.map(length)));
  });

  for (const name of names.contacts) {
    const told = recount.facts.flatMap((fact) => {
      return fact.verb === "contact" && fact.contact === name && inWindow(fact.at) ? [fact.what] : [];
    });
    ["due", "skipped", "cancelled"].forEach((what, i) => {
      metrics.set(`contact.${name}.${what}.count`, told.filter((one) => one === i).length);
    });
  }
  return metrics;
}

const NOTHING: Level = { use: 0, aside: 0, turning: 0, scheduled: 0 };

function isWaiting({ state }: { readonly state: number }): boolean {
  return isWait(state);
}
