import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { count, patience } from "./drawn.ts";
import { type Listed, lineText, listed, momentsOf, runOfText, tandemText, waitsOf, workAt } from "./queues.ts";
import { expectLines, linesOf, type Run } from "./runs.ts";

const numRuns = count;
const options = { numRuns, seed: Number(process.env.RANDOM_SEED ?? 20260406) };
const servers = fc.integer({ min: 1, max: 4 });

/** What more staff, shorter services and other orders do, path by path: sums and maxima of doubles are monotone, so no tolerance is needed. */
describe("a line of one class, first come first served", { timeout: patience }, () => {
  test("D3: one server more makes no wait longer in a first-come first-served stage", () => {
    let shorter = 0;
    fc.assert(
      fc.property(listed(1), servers, (patients, c) => {
        const [waits, others] = [c, c + 1].map((n) => waitsOf(runOfText(lineText(patients, n))));
        expect(others.size).toBe(patients.works.length);
        for (const [number, wait] of waits) expect(others.get(number)).toBeLessThanOrEqual(wait);
        if (sumOf([...others.values()]) < sumOf([...waits.values()])) shorter++;
      }),
      options,
    );
    expect(shorter).toBeGreaterThan(numRuns / 3);
  });

  test("D4: one service made shorter lets nobody start later, and the k-th departure is no later", () => {
    let earlier = 0;
    const property = fc.property(
      listed(1),
      servers,
      fc.nat(),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      (patients, c, who, part) => {
        const i = who % patients.works.length;
        const works = patients.works.map((work, j) => (j === i ? [work[0] * part] : work));
        const [before, after] = [patients, { ...patients, works }].map((one) => runOfText(lineText(one, c)));
        expectNoLater(timesOf(after, "start"), timesOf(before, "start"));
        expectNoLater(timesOf(after, "exit"), timesOf(before, "exit"));
        const [waits, others] = [before, after].map((run) => waitsOf(run));
        if (c === 1) for (const [number, wait] of waits) expect(others.get(number)).toBeLessThanOrEqual(wait);
        if (sumOf(timesOf(after, "start")) < sumOf(timesOf(before, "start"))) earlier++;
      },
    );
    fc.assert(property, options);
    expect(earlier).toBeGreaterThan(numRuns / 5);
  });

  test("D5: in a tandem line with blocking, one more place between two stages or one more bed at the end lets the k-th patient leave no later", () => {
    let earlier = 0;
    const places = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));
    const property = fc.property(
      listed(3, 40),
      places,
      fc.integer({ min: 1, max: 2 }),
      (patients, [one, two], last) => {
        const before = timesOf(runOfText(tandemText(patients, [one, two], last)), "exit");
        expect(before.length).toBe(patients.works.length);
        const more: readonly [number, number, number][] = [
          [one + 1, two, last],
          [one, two + 1, last],
          [one, two, last + 1],
        ];
        for (const [b1, b2, beds] of more) {
          const after = timesOf(runOfText(tandemText(patients, [b1, b2], beds)), "exit");
          expectNoLater(after, before);
          if (sumOf(after) < sumOf(before)) earlier++;
        }
      },
    );
    fc.assert(property, { ...options, numRuns: Math.ceil(numRuns / 2) });
    expect(earlier).toBeGreaterThan(numRuns / 4);
  });

  test("D27: with equal priorities services start in the order of arrival", () => {
    const property = fc.property(listed(1), servers, fc.integer({ min: -3, max: 3 }), (patients, c, priority) => {
      const run = runOfText(lineText(patients, c, `, priority: ${priority}`));
      const order = momentsOf(run, "start").map(([, number]) => number);
      expect(order).toEqual(patients.works.map((_, i) => i + 1));
    });
    fc.assert(property, options);
  });

  test("D28: without any patience a line is a loss system: whoever finds no server free leaves at once", () => {
    let lost = 0;
    const property = fc.property(listed(1), servers, (drawn, c) => {
      // A service of no length would be over before the patience of who comes at the same moment.
      const patients = { ...drawn, works: drawn.works.map(([work]) => [work === 0 ? 15 : work]) };
      const impatient = runOfText(lineText(patients, c, ", leave: [{ after: 0 min, while: waiting, to: away }]"));
      const full = runOfText(lineText(patients, c, ", queue: { limit: 0, whenFull: away }"));
      const facts = (run: Run): string[] => {
        const lines = linesOf(run).map((line) => line.replace(/ (turnedAway|pulled) /, " leaves "));
        return lines.filter((line) => !/ doing /.test(line));
      };
      expectLines(facts(full), facts(impatient), "without patience");
      lost += facts(full).filter((line) => line.includes(" exit away")).length;
    });
    fc.assert(property, options);
    expect(lost).toBeGreaterThan(numRuns);
  });
});

const PRIORITIES = { fifo: "0", lifo: "-(arrived / 1 min)", siro: "{ uniform: { min: 0, max: 1 } }" };

/** Without preemption, and never idle while somebody waits. */
describe("a server who takes patients in another order", { timeout: patience }, () => {
  test("D33: whichever class goes first, the work that is there is the same at every arrival and the weighted sum of waits is the same", () => {
    let moved = 0;
    const property = fc.property(listed(2), (patients) => {
      // The second number makes three classes of equal work, by thirds.
      const classes = { ...patients, works: patients.works.map(([work], i) => [work, (i * 7) % 3]) };
      const orders = ["w2", "3 - w2", "'if(w2 == 1, 0, 1 + w2)'"];
      const runs = orders.map((priority) => runOfText(lineText(classes, 1, `, priority: ${priority}`)));
      for (const run of runs.slice(1)) {
        expectSameWork(runs[0], run);
        if (linesOf(run).join() !== linesOf(runs[0]).join()) moved++;
      }
      // Over whole busy periods the sum of work × wait is that of the work found, whatever the order: Kleinrock, vol. 2, §3.4.
      const weighed = runs.map((run) =>
        sumOf([...waitsOf(run)].map(([number, wait]) => wait * classes.works[number - 1][0])),
      );
      for (const sum of weighed.slice(1))
        expect(Math.abs(sum - weighed[0])).toBeLessThanOrEqual(1e-9 * (1 + weighed[0]));
    });
    fc.assert(property, options);
    expect(moved).toBeGreaterThan(numRuns / 2);
  });

  test("D34: first, last or anybody next, the work that is there and, with services by order of start, the number there are the same; the variance of waits is least for the first and greatest for the last", () => {
    let apart = 0;
    const property = fc.property(listed(1), fc.integer({ min: 1, max: 40 }), (patients, minutes) => {
      const orders = Object.values(PRIORITIES);
      const free = orders.map((priority) => runOfText(lineText(patients, 1, `, priority: ${priority}`)));
      for (const run of free.slice(1)) expectSameWork(free[0], run);
      const equal: Listed = { ...patients, works: patients.works.map(() => [minutes]) };
      const [fifo, lifo, siro] = orders.map((priority) => runOfText(lineText(equal, 1, `, priority: ${priority}`)));
      for (const run of [lifo, siro]) {
        expect(timesOf(run, "start")).toEqual(timesOf(fifo, "start"));
        expect(timesOf(run, "exit")).toEqual(timesOf(fifo, "exit"));
      }
      const [first, last, any] = [fifo, lifo, siro].map((run) => squaresOf([...waitsOf(run).values()]));
      const slack = 1e-9 * (1 + last);
      expect(first).toBeLessThanOrEqual(any + slack);
      expect(any).toBeLessThanOrEqual(last + slack);
      if (first < any - slack && any < last - slack) apart++;
    });
    fc.assert(property, options);
    expect(apart).toBeGreaterThan(numRuns / 4);
  });
});

function expectSameWork(run: Run, other: Run): void {
  const moments = timesOf(run, "arrive");
  expect(timesOf(other, "arrive")).toEqual(moments);
  const [works, others] = [run, other].map((one) => workAt(one, moments));
  works.forEach((work, i) => {
    expect(Math.abs(work - others[i])).toBeLessThanOrEqual(1e-9 * (1 + work));
  });
}

function timesOf(run: Run, verb: "arrive" | "start" | "exit"): number[] {
  return momentsOf(run, verb).map(([at]) => at);
}

function expectNoLater(times: readonly number[], others: readonly number[]): void {
  expect(times.length).toBe(others.length);
  times.forEach((time, k) => {
    if (time > others[k]) throw new Error(`the ${k + 1}-th is at ${time}, not by ${others[k]}`);
  });
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Of the distances from the mean. */
function squaresOf(values: readonly number[]): number {
  const mean = sumOf(values) / values.length;
  return sumOf(values.map((value) => (value - mean) ** 2));
}
