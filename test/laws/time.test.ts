import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Draft } from "../random-scenarios/draft.ts";
import { treeOf } from "../random-scenarios/write.ts";
import { holdAll, patience } from "./drawn.ts";
import {
  deterministic,
  hasLuckOfTime,
  mapPart,
  mapQuantities,
  part,
  renamed,
  runOfDraft,
  runOfTree,
  type Written,
  withoutLuckOfTime,
} from "./rewritten.ts";
import {
  expectFigures,
  expectLines,
  expectSameRun,
  figuresOf,
  linesOf,
  metricsById,
  modelOf,
  type Run,
  runOf,
} from "./runs.ts";
import { atHalfSpeed } from "./scaled.ts";

const ward = readFileSync(new URL("../invariance/ward.yaml", import.meta.url), "utf8");

/** Facts with every time of theirs multiplied. */
function linesTimes(run: Run, k: number): string[] {
  const facts = run.facts.map((fact) => {
    const scaled = { ...fact, at: fact.at * k };
    if ("duration" in fact) return { ...scaled, duration: fact.duration * k };
    return "late" in fact ? { ...scaled, late: fact.late * k } : scaled;
  });
  return linesOf({ ...run, facts: facts as Run["facts"] });
}

/** The second run is the first with all times multiplied by a power of two: facts and figures, to the last bit. */
function expectScaled(run: Run, other: Run, k: number): void {
  expectLines(linesTimes(run, k), linesOf(other), `slower by ${k}`);
  const metrics = metricsById(run);
  const others = figuresOf(other);
  for (const [id, value] of figuresOf(run)) {
    const unit = metrics.get(id)?.unit;
    // Minutes a day and minutes a week have the dimension of a share.
    const isTime = (unit === "min" && !/Per(Day|Week)/.test(id)) || id === "measure.stay";
    const factor = unit === "per day" ? 1 / k : isTime ? k : 1;
    if (!Object.is(others.get(id), value * factor)) throw new Error(`${id} is ${others.get(id)}, from ${value}`);
  }
  const [one, two] = [run.result, other.result];
  expect(two?.presentAt).toEqual(one?.presentAt);
  expect(two?.waitingAt).toEqual(one?.waitingAt);
  expect(two?.events).toEqual(one?.events);
  expect(two?.minutesAtLevel).toEqual(one?.minutesAtLevel.map((levels) => levels.map((minutes) => minutes * k)));
}

describe("time", { timeout: patience }, () => {
  test("D1: at half the speed, calendars and all, every time is exactly twice as great and every count, share and number the same", () => {
    holdAll(0.7, ({ draft, run }) => {
      const plain = withoutLuckOfTime(draft);
      const before = hasLuckOfTime(draft) ? runOfDraft(plain) : run;
      expectScaled(before, runOfTree(atHalfSpeed(plain)), 2);
      return true;
    });
  });

  test.each([4, 1024, 1 / 8])("D1: a ward without calendars whose times are multiplied by %d scales exactly", (k) => {
    const scaled = ward
      .replaceAll(
        /(\d+(?:\.\d+)?) (min|h|days?|weeks)\b/g,
        (_all, n: string, unit: string) => `${Number(n) * k} ${unit}`,
      )
      .replaceAll(/(\d+(?:\.\d+)?) per day/g, (_all, n: string) => `${Number(n) / k} per day`);
    expectScaled(runOf(modelOf(ward, "baseline")), runOf(modelOf(scaled, "baseline")), k);
  });

  test("D2: in seconds, hours or days the facts come in the same order, and times and figures agree to 1e-12", () => {
    /** In the unit where the number reads back as the same minutes, else in minutes. */
    const say = (minutes: number, unit: string, size: number): string => {
      const text = String(minutes / size);
      return Number(text) * size === minutes && !text.includes("e") ? `${text} ${unit}` : `${minutes} min`;
    };
    holdAll(0.7, ({ draft, run }) => {
      const tree = treeOf(draft);
      const inHours = mapQuantities(
        tree,
        (m) => say(m, "h", 60),
        (perDay) => `${perDay / 24} per h`,
      );
      const inDays = mapQuantities(
        tree,
        (m) => say(m, "days", 1440),
        (perDay) => `${perDay * 7} per week`,
      );
      const inSeconds = mapQuantities(
        tree,
        (m) => say(m, "s", 1 / 60),
        (perDay) => `${perDay / 1440} per min`,
      );
      for (const said of [inHours, inDays, inSeconds]) expectNear(run, runOfTree(said));
      return run.result !== undefined;
    });
  });

  test("D22: a warm-up moves no event, and the figures of the whole are those of the warm-up and of the window put together", () => {
    holdAll(0.5, ({ draft }) => {
      if (draft.today.length > 0) return false;
      const total = draft.warmUp + draft.run;
      const warmUp = 15 * Math.floor(total / 45);
      const [whole, first, second] = [
        { ...draft, warmUp: 0, run: total },
        { ...draft, warmUp: 0, run: warmUp },
        { ...draft, warmUp, run: total - warmUp },
      ].map(runOfDraft);
      const lines = (run: Run): string[] => linesOf(run).filter((line) => !/ windowOpened /.test(line));
      expectLines(lines(whole), lines(second), "with a warm-up");
      if (whole.result === undefined) return false;
      expectTogether(whole, first, second, [warmUp, total - warmUp]);
      return true;
    });
  });

  test("D23: a run twice as long begins with the same events", () => {
    holdAll(0.7, ({ draft, run }) => {
      const longer = runOfDraft({ ...draft, run: draft.warmUp + 2 * draft.run });
      const lines = linesOf(run).filter((line) => !/ runEnded /.test(line));
      expectLines(lines, linesOf(longer).slice(0, lines.length), "twice as long");
      const next = longer.facts.filter(({ verb }) => verb !== "asked").at(lines.length);
      if (next !== undefined && run.result !== undefined)
        expect(next.at).toBeGreaterThanOrEqual(draft.warmUp + draft.run);
      return longer.facts.length > lines.length;
    });
  });

  test.each([14, 364])("D41: a start %d days later, dates and rotas with it, moves nothing", (days) => {
    holdAll(0.7, ({ draft, run }) => {
      const later = JSON.stringify(treeOf(draft)).replace(/\d{4}-\d{2}-\d{2}/g, (date) => {
        return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
      });
      expectSameRun(run, runOfTree(JSON.parse(later)), "at another date");
      return true;
    });
  });

  test("D41: where nothing is left to chance, all who come two weeks later have exactly the same times two weeks later", () => {
    holdAll(0.2, ({ draft }) => {
      const tree = deterministic(draft);
      const later = twoWeeksLater(draft, tree);
      if (later === undefined) return false;
      const [run, other] = [runOfTree(tree), runOfTree(later)];
      const facts = (of: Run): Run["facts"] => of.facts.filter((fact) => "class" in fact);
      const moved = facts(run).map((fact) => ({ ...fact, at: fact.at + 20_160 }));
      expectLines(linesOf({ ...run, facts: moved }), linesOf({ ...other, facts: facts(other) }), "two weeks later");
      expectFigures(run, other, "two weeks later");
      return run.result !== undefined;
    });
  });
});

/** To 1e-12 of the greatest time of the run; what is not a number must be the same. */
function expectNear(run: Run, other: Run): void {
  const scale = run.model.clock.warmUp + run.model.clock.run;
  const near = (a: number, b: number, of: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-12 * of;
  expect(other.facts.length).toBe(run.facts.length);
  run.facts.forEach((fact, i) => {
    const again = other.facts[i];
    const rounded = { ...again, at: fact.at, ...("duration" in fact ? { duration: fact.duration } : {}) };
    expect(rounded).toEqual(fact);
    const times = (one: typeof fact): number[] => [one.at, "duration" in one ? one.duration : 0];
    for (const [j, time] of times(fact).entries()) {
      if (!near(time, times(again)[j], scale)) throw new Error(`fact ${i} at ${times(again)[j]}, not ${time}`);
    }
  });
  const others = figuresOf(other);
  const metrics = metricsById(run);
  for (const [id, value] of figuresOf(run)) {
    const size = metrics.get(id)?.unit === "min" ? scale : 1;
    if (!near(value, others.get(id) ?? NaN, size + Math.abs(value)))
      throw new Error(`${id}: ${others.get(id)}, ${value}`);
  }
}

/** Counts and integrals add up; what is told of each patient who left, by their number. */
function expectTogether(whole: Run, first: Run, second: Run, lengths: readonly [number, number]): void {
  const [all, one, two] = [whole, first, second].map(figuresOf);
  const value = (of: ReadonlyMap<string, number>, id: string): number => of.get(id) ?? NaN;
  const close = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));
  for (const [id, { scope, subject, quantity, statistic }] of metricsById(whole)) {
    const [w, a, b] = [all, one, two].map((of) => value(of, id));
    const who = scope === "overall" ? scope : `${scope}.${subject}`;
    const exits = [all, one, two].map((of) => value(of, `${who}.exits.count`));
    let expected: number | undefined;
    if (quantity === "presentAtStart") expected = a;
    else if (quantity === "presentAtEnd") expected = b;
    else if (statistic === "count" || statistic === "total") expected = a + b;
    else if (statistic === "max") expected = Math.max(a, b);
    else if (
      /^(present|queue|inUse|capacity|absent|overtime|turnover)$|Per(Day|Week)$|throughput/.test(
        quantity.split(".")[0],
      ) &&
      /mean|rate/.test(statistic)
    )
      expected = (a * lengths[0] + b * lengths[1]) / (lengths[0] + lengths[1]);
    else if ((scope === "overall" || scope === "class") && statistic === "mean")
      expected = ((exits[1] > 0 ? a * exits[1] : 0) + (exits[2] > 0 ? b * exits[2] : 0)) / exits[0];
    if (expected !== undefined && !close(w, expected)) throw new Error(`${id} is ${w}, put together ${expected}`);
  }
}

/** Undefined where patients come by the week, from the beginning on, or something of it goes on at the beginning. */
function twoWeeksLater(draft: Draft, tree: Written): Written | undefined {
  const { resources, today, warmUp, run } = draft;
  const opening = Object.values(resources).some(({ sessions }) =>
    sessions?.opens.some((at) => at + sessions.length > 1440),
  );
  if (today.length > 0 || opening) return undefined;
  const classes = Object.values(part(tree, "patients")).map((one) => part(one as Written, "arrive"));
  if (classes.some((arrive) => "booked" in arrive || "population" in arrive)) return undefined;
  const after = (time: string): string => `${Number(time.replace(" min", "")) + 20_160} min`;
  const later = mapPart(tree, "patients", (_name, one) => {
    const arrive = part(one, "arrive");
    if ("times" in arrive) return { ...one, arrive: { times: (arrive.times as string[]).map(after) } };
    return { ...one, arrive: { ...arrive, first: after(String(arrive.first ?? arrive.every)) } };
  });
  const clock = { start: "2026-04-06", warmUp: `${warmUp + 20_160} min`, run: `${run} min` };
  const moved = renamed({ ...later, clock }, /"from":"2026-04-06"/g, '"from":"2026-04-20"');
  return renamed(moved, /"2026-04-07":0/g, '"2026-04-21":0');
}
