import { describe, expect, test } from "vitest";
import { compile, EventLog, formatDiagnostics, readScenario, simulate } from "../../src/index.ts";

const HEAD = "careway: 1\ntitle: T\nclock: { start: 2026-04-06, run: 4 weeks }\n";
const REST = "stages: { stay: { duration: 10 min, next: home } }\nexits: { home: Home }\n";

/** Time, class and number of all who come in a run of four weeks from a Monday. */
function arrivals(patients: string, more = REST, replication = 1, arm = 0) {
  const read = readScenario({ name: "a.yaml", text: `${HEAD}patients:\n${patients}\n${more}` });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[arm]);
  const log = new EventLog(model);
  simulate(model, replication, log);
  return log
    .toTrace()
    .map((line) => line.split(" "))
    .filter((words) => words[3] === "arrive")
    .map(([time, name, number]) => ({ time: Number(time), name, number: Number(number) }));
}

const times = (list: readonly { readonly time: number }[]): number[] => list.map(({ time }) => time);

function variance(list: readonly number[]): number {
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return list.reduce((a, b) => a + (b - mean) ** 2, 0) / (list.length - 1);
}

describe("a rate that varies with time", () => {
  const sine = "10 per h * (1 + 0.6 * sin(2 * 3.141592653589793 * time / 1 day))";
  const flat = (rate: string) => times(arrivals(`  a: { arrive: { poisson: "${rate}" }, enter: stay }`));

  test("that is constant lets patients come when a constant rate does, to 1e-9 minutes", () => {
    const constant = flat("10 per h");
    const varying = flat("10 per h + 0 * time / (1 min * 1 h)");
    expect(varying).toHaveLength(constant.length);
    for (const [i, time] of varying.entries()) expect(Math.abs(time - constant[i])).toBeLessThan(1e-8);
  });

  test("that steps on the hour lets patients come when a profile does", () => {
    const hours: number[] = Array.from({ length: 24 }, (_, h) => (h < 8 ? 0 : h < 17 ? 2 : 0.5));
    const mean = hours.reduce((a, b) => a + b, 0) / 24;
    const profile = `  a: { arrive: { poisson: ${mean * 6} per h, profile: { hours: [${hours.join(", ")}] } }, enter: stay }`;
    const stepping = flat("if(hour < 8, 0, hour < 17 ? 2 : 0.5) * 6 per h");
    const profiled = times(arrivals(profile));
    expect(stepping).toHaveLength(profiled.length);
    for (const [i, time] of stepping.entries()) expect(Math.abs(time - profiled[i])).toBeLessThan(1e-7);
  });

  test("lets the k-th patient come when the integral of the rate reaches the k-th unit-Poisson point", () => {
    const DAY = 1440;
    const expected = (t: number) => t / 6 + ((0.6 / 6) * DAY * (1 - Math.cos((2 * Math.PI * t) / DAY))) / (2 * Math.PI);
    const constant = flat("1 per min");
    for (const [i, time] of flat(sine).entries()) expect(Math.abs(expected(time) - constant[i])).toBeLessThan(1e-8);
  });

  test("keeps everybody's order under a factor: a higher rate lets each come earlier", () => {
    const lower = flat(sine);
    const higher = flat(`1.2 * (${sine})`);
    expect(lower.every((time, i) => higher[i] < time)).toBe(true);
  });

  test("begins anew with an intervention from its day 0, and reads since", () => {
    const patients = `  a: { arrive: { poisson: "if(since(more) >= 0 min, 2, 1) * 10 per h" }, enter: stay }`;
    const more = `${REST}interventions: { more: { change: { stages.stay.duration: 5 min }, adoption: { share: 100%, from: 2026-04-20 } } }\n`;
    const found = times(arrivals(patients, more, 1, 1));
    const before = found.filter((time) => time < 14 * 1440).length;
    expect(before / 3360).toBeGreaterThan(0.93);
    expect((found.length - before) / 6720).toBeGreaterThan(0.95);
    expect((found.length - before) / 6720).toBeLessThan(1.05);
  });

  test("carries what is left of a gap into the next phase of another rate", () => {
    const patients = `  a: { arrive: { poisson: "10 per h + 0 * time / (1 min * 1 h)" }, enter: stay }`;
    const change = (rate: string) =>
      `${REST}interventions: { i: { change: { patients.a.arrive.poisson: "${rate}" }, adoption: { share: 100%, from: 2026-04-20 } } }\n`;
    const varying = times(arrivals(patients, change("20 per h + 0 * time / (1 min * 1 h)"), 1, 1));
    const constant = times(arrivals("  a: { arrive: { poisson: 10 per h }, enter: stay }", change("20 per h"), 1, 1));
    expect(varying).toHaveLength(constant.length);
    for (const [i, time] of varying.entries()) expect(Math.abs(time - constant[i])).toBeLessThan(1e-7);
  });

  test("below 0 or without a value stops the run, with time and value", () => {
    expect(() => flat("1 per day * (1 - time / 1 week)")).toThrow(
      /a rate of arrival of -0\.00\d+ per day; arrivals of class a, at 1008\d\.\d+ min, scenario "baseline", replication 1/,
    );
    expect(() => flat("1 per day * log(time / 1 day - 1)")).toThrow(/a rate of arrival of NaN per day/);
  });

  test("of 0 for ever ends", () => {
    expect(flat("if(time < 1 day, 1, 0) * 10 per h").at(-1)).toBeLessThan(1440);
  });
});

describe("times between arrivals", () => {
  test("that are constant come one after another, the first after one of them or when stated", () => {
    const every = (arrive: string) => times(arrivals(`  a: { arrive: ${arrive}, enter: stay }`)).slice(0, 3);
    expect(every("{ every: 45 min }")).toEqual([45, 90, 135]);
    expect(every("{ every: 45 min, first: 0 min }")).toEqual([0, 45, 90]);
  });

  test("have the law of their distribution, each from its own patient's key", () => {
    const list = times(arrivals("  a: { arrive: { every: { uniform: { min: 0 min, max: 20 min } } }, enter: stay }"));
    const gaps = list.map((time, i) => time - (i === 0 ? 0 : list[i - 1]));
    const mean = list[list.length - 1] / list.length;
    expect(Math.abs(mean - 10)).toBeLessThan(4 * Math.sqrt(100 / 3 / list.length));
    expect(Math.abs(variance(gaps) / (100 / 3) - 1)).toBeLessThan(0.1);
    const doubled = times(
      arrivals("  a: { arrive: { every: { uniform: { min: 0 min, max: 40 min } } }, enter: stay }"),
    );
    for (const [i, time] of doubled.entries()) expect(time).toBeCloseTo(2 * list[i], 6);
  });

  test("that are exponential are a Poisson process, with the same luck", () => {
    const renewal = times(arrivals("  a: { arrive: { every: { exponential: { mean: 20 min } } }, enter: stay }"));
    const poisson = times(arrivals("  a: { arrive: { poisson: 3 per h }, enter: stay }"));
    for (const [i, time] of renewal.entries()) expect(time).toBeCloseTo(poisson[i], 6);
  });

  test("see the clock of the arrival before", () => {
    const list = times(arrivals(`  a: { arrive: { every: "if(hour < 1, 20 min, 60 min)" }, enter: stay }`));
    expect(list.slice(0, 5)).toEqual([20, 40, 60, 120, 180]);
  });

  test("that are never more than 0 stop the run", () => {
    const patients = "  a: { arrive: { every: { empirical: { values: [0 min, 0 min] } } }, enter: stay }";
    expect(() => arrivals(patients)).toThrow(/no time passes between them/);
  });
});

describe("batches", () => {
  test("come together, numbers one after another", () => {
    const found = arrivals("  a: { arrive: { every: 1 h, batch: 3 }, enter: stay }").slice(0, 7);
    expect(found.map(({ time, number }) => [time, number])).toEqual([
      [60, 1],
      [60, 2],
      [60, 3],
      [120, 4],
      [120, 5],
      [120, 6],
      [180, 7],
    ]);
  });

  test("may be drawn, 0 among them, and move no point", () => {
    const single = times(arrivals("  a: { arrive: { poisson: 3 per h }, enter: stay }"));
    const found = times(
      arrivals("  a: { arrive: { poisson: 3 per h, batch: { poisson: { mean: 2 } } }, enter: stay }"),
    );
    const points = new Set(single);
    expect(found.every((time) => points.has(time))).toBe(true);
    const sizes = single.map((time) => found.filter((other) => other === time).length);
    const mean = found.length / single.length;
    expect(Math.abs(mean - 2)).toBeLessThan(4 * Math.sqrt(2 / single.length));
    expect(sizes.filter((size) => size === 0).length / single.length).toBeCloseTo(Math.exp(-2), 1);
  });

  test("of half a patient stop the run", () => {
    const patients = "  a: { arrive: { every: 1 h, batch: { uniform: { min: 1, max: 2 } } }, enter: stay }";
    expect(() => arrivals(patients)).toThrow(/a batch of 1\.\d+ patients: a whole number is needed/);
  });
});

describe("a list of bookings", () => {
  test("comes every week, at its days and times, apart or together", () => {
    const booked = '{ "mon, wed 09:00": 2, "tue 13:00": { patients: 3, every: 15 min } }';
    const found = arrivals(`  a: { arrive: { booked: ${booked} }, enter: stay }`);
    const week = [540, 540, 2220, 2235, 2250, 3420, 3420];
    expect(times(found)).toEqual([0, 1, 2, 3].flatMap((k) => week.map((minute) => k * 10080 + minute)));
    expect(found.map(({ number }) => number)).toEqual(found.map((_, i) => i + 1));
  });

  test("begins in the middle of the week with what is left of it", () => {
    const text = HEAD.replace("2026-04-06", '"2026-04-07 12:00"');
    const patients = '  a: { arrive: { booked: { "mon 09:00": 1, "tue 13:00": 1 } }, enter: stay }';
    const read = readScenario({ name: "a.yaml", text: `${text}patients:\n${patients}\n${REST}` });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const log = new EventLog(compile(read.value, read.value.arms[0]));
    simulate(compile(read.value, read.value.arms[0]), 1, log);
    const found = log.toTrace().filter((line) => line.includes("arrive"));
    expect(found.slice(0, 3)).toEqual(["60 a 1 arrive", "8460 a 2 arrive", "10140 a 3 arrive"]);
  });

  test("who stays away is left out, and the numbers of the others stay", () => {
    const list = (noShow: string) =>
      arrivals(`  a: { arrive: { booked: { "daily 09:00": 50 }, noShow: ${noShow} }, enter: stay }`);
    const all = list("0%");
    const some = list("20%");
    const fewer = list("10%");
    expect(all).toHaveLength(1400);
    expect(Math.abs(some.length / 1400 - 0.8)).toBeLessThan(4 * Math.sqrt(0.16 / 1400));
    const there = new Set(fewer.map(({ number }) => number));
    expect(some.every(({ number }) => there.has(number))).toBe(true);
    expect(all.filter(({ number, time }) => time !== Math.floor((number - 1) / 50) * 1440 + 540)).toEqual([]);
  });

  test("a patient may stay away for what is known of him", () => {
    const found = arrivals(
      `  a: { arrive: { booked: { "daily 09:00": 50 }, noShow: "if(young, 100%, 0%)" }, attributes: { young: { chance: 50% } }, enter: stay }`,
    );
    expect(Math.abs(found.length / 1400 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 1400));
  });

  test("who is late or early comes by the time of coming, with the number of the booking", () => {
    const late = "{ normal: { mean: 0 min, sd: 20 min } }";
    const slots = '{ "daily 09:00": { patients: 20, every: 10 min } }';
    const found = arrivals(`  a: { arrive: { booked: ${slots}, late: ${late} }, enter: stay }`);
    expect(found).toHaveLength(560);
    const list = times(found);
    expect([...list].sort((a, b) => a - b)).toEqual(list);
    expect(new Set(found.map(({ number }) => number)).size).toBe(560);
    const lateness = found.map(({ time, number }) => {
      return time - (Math.floor((number - 1) / 20) * 1440 + 540 + ((number - 1) % 20) * 10);
    });
    expect(Math.abs(variance(lateness) / 400 - 1)).toBeLessThan(0.25);
    expect(lateness.some((minutes) => minutes < -30)).toBe(true);
  });

  test("nobody comes before time 0, nor more than a week early", () => {
    const early = (minutes: string) =>
      times(arrivals(`  a: { arrive: { booked: { "daily 09:00": 1 }, late: ${minutes} }, enter: stay }`));
    expect(early("-10 h").slice(0, 3)).toEqual([0, 1380, 2820]);
    expect(() => early("-8 days")).toThrow(/a week early at most/);
  });
});

describe("a fixed population", () => {
  const REST2 =
    "resources: { r: { capacity: 1 } }\nstages: { stay: { needs: r, duration: 10 min, next: home } }\nexits: { home: Home }\n";

  test("is there at time 0, and whoever leaves is replaced at once by the next number", () => {
    const found = arrivals("  a: { arrive: { population: 3 }, enter: stay }", REST2).slice(0, 6);
    expect(found.map(({ time, number }) => [time, number])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [10, 4],
      [20, 5],
      [30, 6],
    ]);
  });

  test("grows or shrinks with an intervention to its new size", () => {
    const change = (size: number) =>
      `${REST2}interventions: { i: { change: { patients.a.arrive.population: ${size} }, adoption: { share: 100%, from: 2026-04-07 } } }\n`;
    const patients = "  a: { arrive: { population: 3 }, enter: stay }";
    const more = arrivals(patients, change(5), 1, 1).filter(({ time }) => time === 1440);
    expect(more).toHaveLength(3);
    const fewer = times(arrivals(patients, change(1), 1, 1)).filter((time) => time >= 1430);
    expect(fewer.slice(0, 3)).toEqual([1430, 1460, 1470]);
  });

  test("that passes through in no time stops the run", () => {
    const rest = "stages: { stay: { next: home } }\nexits: { home: Home }\n";
    expect(() => arrivals("  a: { arrive: { population: 1 }, enter: stay }", rest)).toThrow(/no time passes/);
  });
});

describe("several first stages", () => {
  const stages =
    "stages: { one: { duration: 1 min, next: home }, two: { duration: 1 min, next: home } }\nexits: { home: Home }\n";

  test("part patients by condition and chance, each by its own key", () => {
    const enter = "[{ when: old, to: one }, { chance: 30%, to: one }, { to: two }]";
    const text = `${HEAD}patients:\n  a: { arrive: { every: 10 min }, attributes: { old: { chance: 20% } }, enter: ${enter} }\n${stages}`;
    const read = readScenario({ name: "a.yaml", text });
    if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
    const model = compile(read.value, read.value.arms[0]);
    const log = new EventLog(model);
    simulate(model, 1, log);
    const entered = log.toTrace().filter((line) => / start /.test(line));
    const first = entered.filter((line) => line.endsWith(" one")).length;
    expect(Math.abs(first / entered.length - 0.44)).toBeLessThan(4 * Math.sqrt((0.44 * 0.56) / entered.length));
  });
});
