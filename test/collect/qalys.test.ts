import { describe, expect, test } from "vitest";
import { collectRun } from "../../src/collect/collect-run.ts";
import { metricsOf } from "../../src/collect/metrics.ts";
import { compile } from "../../src/compile/compile.ts";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";

const YEAR = 525960;
const DAY = 1440;

/** Two days of waiting room, three of ward, and home: all is known beforehand. */
function file(changes: Readonly<Record<string, string>> = {}): string {
  const text = `
careway: 1
title: Health by the day
clock: { start: 2026-01-05, run: 100 days }
experiment: { replications: 2, seed: health }
value: { horizon: 20 days }
patients:
  old: { arrive: { every: 1000 days, first: 10 days }, attributes: { frail: true }, enter: clinic }
  young: { arrive: { every: 1000 days, first: 12 days }, attributes: { frail: false }, enter: clinic }
stages:
  clinic: { duration: 2 days, utility: 0.5, next: ward }
  ward: { duration: 3 days, utility: "if(frail, 0.2, 0.4)", next: home }
exits: { home: { utility: 0.9 } }
`;
  return Object.entries(changes).reduce((one, [from, to]) => {
    if (!one.includes(from)) throw new Error(`no ${from}`);
    return one.replace(from, to);
  }, text);
}

function numbers(text: string, arm = 0): (id: string) => number {
  const read = readScenario({ name: "health.yaml", text });
  if (!read.ok) throw new Error(formatDiagnostics(read.diagnostics));
  const model = compile(read.value, read.value.arms[arm]);
  const { values } = collectRun(model, 1);
  const places = new Map(metricsOf(model).map(({ id }, place) => [id, place]));
  return (id) => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`no metric ${id}`);
    return values[place];
  };
}

function codes(text: string): readonly string[] {
  return readScenario({ name: "health.yaml", text }).diagnostics.map(({ code, severity }) => `${severity} ${code}`);
}

/** Present value of health from day `from` to day `to`. */
function discounted(health: number, from: number, to: number, rate: number): number {
  const r = Math.log(1 + rate);
  const at = (day: number): number => Math.exp((-r * day * DAY) / YEAR);
  return (health * (at(from) - at(to))) / r;
}

describe("QALYs", () => {
  test("are health by stage, then by exit, as far as the horizon", () => {
    const read = numbers(file());
    const old = ((2 * 0.5 + 3 * 0.2 + 15 * 0.9) * DAY) / YEAR;
    const young = ((2 * 0.5 + 3 * 0.4 + 15 * 0.9) * DAY) / YEAR;
    expect(read("class.old.qalys.mean")).toBeCloseTo(old, 14);
    expect(read("class.young.qalys.total")).toBeCloseTo(young, 14);
    expect(read("overall.qalys.total")).toBeCloseTo(old + young, 14);
    expect(read("overall.qalys.mean")).toBeCloseTo((old + young) / 2, 14);
  });

  test("beyond the horizon count no more, in the pathway either", () => {
    const read = numbers(file({ "horizon: 20 days": "horizon: 4 days" }));
    expect(read("class.young.qalys.mean")).toBeCloseTo(((2 * 0.5 + 2 * 0.4) * DAY) / YEAR, 14);
  });

  test("are discounted from the start of the window, not from the arrival", () => {
    const read = numbers(file({ "horizon: 20 days": "horizon: 20 days, discount: 3.5%" }));
    const parts = discounted(0.5, 12, 14, 0.035) + discounted(0.4, 14, 17, 0.035) + discounted(0.9, 17, 32, 0.035);
    expect(read("class.young.qalys.mean")).toBeCloseTo(parts, 13);
    const late = numbers(
      file({ "horizon: 20 days": "horizon: 20 days, discount: 3.5%", "run:": "warmUp: 13 days, run:" }),
    );
    // Before the window nothing is discounted.
    const before = (1 * 0.5 * DAY) / YEAR;
    const rest = discounted(0.5, 0, 1, 0.035) + discounted(0.4, 1, 4, 0.035) + discounted(0.9, 4, 19, 0.035);
    expect(late("class.young.qalys.mean")).toBeCloseTo(before + rest, 13);
  });

  test("are discounted by 3.5 % where run or horizon is longer than a year, unless stated otherwise", () => {
    const long = numbers(file({ "horizon: 20 days": "horizon: 60 weeks" }));
    const stated = numbers(file({ "horizon: 20 days": "horizon: 60 weeks, discount: 3.5%" }));
    const none = numbers(file({ "horizon: 20 days": "horizon: 60 weeks, discount: 0" }));
    expect(long("overall.qalys.mean")).toBe(stated("overall.qalys.mean"));
    expect(none("class.old.qalys.mean")).toBeCloseTo(((2 * 0.5 + 3 * 0.2 + 415 * 0.9) * DAY) / YEAR, 12);
    expect(none("overall.qalys.mean")).toBeGreaterThan(stated("overall.qalys.mean"));
  });

  test("are those of the one utility where stages and exits have none, and 0 after a death", () => {
    const text = file({
      "horizon: 20 days": "horizon: 20 days, utility: 0.3",
      "utility: 0.5, ": "",
      "home: { utility: 0.9 }": "home: { death: true }",
    });
    expect(numbers(text)("class.old.qalys.mean")).toBeCloseTo(((2 * 0.3 + 3 * 0.2) * DAY) / YEAR, 14);
  });

  test("see what a stage sets on entry, and what its choice of staff sets, from then on", () => {
    const text = file({
      "utility: 0.5": 'utility: "if(frail, 0.1, 0.5)", setOnEntry: { frail: false }',
    });
    expect(numbers(text)("class.old.qalys.mean")).toBeCloseTo(((2 * 0.5 + 3 * 0.4 + 15 * 0.9) * DAY) / YEAR, 14);
  });

  test("are as an intervention makes them, for those who adopt it", () => {
    const change = "change: { stages.ward.utility: { plus: 0.1 }, stages.clinic.utility: 0.6 }";
    const always = `${file()}interventions: { comfort: { ${change} } }\n`;
    const read = numbers(always, 1);
    expect(read("class.old.qalys.mean")).toBeCloseTo(((2 * 0.6 + 3 * 0.3 + 15 * 0.9) * DAY) / YEAR, 14);
    const some = `${file()}interventions: { comfort: { adoption: { share: 100%, eligible: not frail }, ${change} } }\n`;
    const told = numbers(some, 1);
    expect(told("class.old.qalys.mean")).toBe(numbers(some)("class.old.qalys.mean"));
    expect(told("class.young.qalys.mean")).toBeCloseTo(((2 * 0.6 + 3 * 0.5 + 15 * 0.9) * DAY) / YEAR, 14);
    expect(told("intervention.comfort.adopted.count")).toBe(1);
  });

  test("go a part of the way where everybody has a change of less than its whole effect", () => {
    const qalys = (key: string): number => {
      const text = `${file()}interventions: { comfort: { change: { stages.clinic.utility: 0.6 }${key} } }\n`;
      return numbers(text, 1)("class.old.qalys.mean");
    };
    const of = (clinic: number): number => ((2 * clinic + 3 * 0.2 + 15 * 0.9) * DAY) / YEAR;
    expect(qalys("")).toBeCloseTo(of(0.6), 14);
    expect(qalys(", fidelity: 100%")).toBeCloseTo(of(0.6), 14);
    expect(qalys(", fidelity: 40%")).toBeCloseTo(of(0.54), 14);
    expect(qalys(", fidelity: 0%")).toBeCloseTo(of(0.5), 14);
    // Read on entering, ten days after day 0.
    expect(qalys(", lag: 10 days")).toBeCloseTo(of(0.5 + 0.1 * (1 - Math.exp(-1))), 14);
  });

  test("of a stage with tasks are the patient's, not those of the tasks", () => {
    const text = file({
      "clinic: { duration: 2 days,":
        "review: { duration: 1 day, next: done }\n  clinic: { duration: 2 days, tasks: { start: [review] },",
    });
    expect(numbers(text)("class.young.qalys.mean")).toBe(numbers(file())("class.young.qalys.mean"));
  });

  test("are not counted where nothing has a utility", () => {
    const text = file({
      "value: { horizon: 20 days }": "",
      "utility: 0.5, ": "",
      'utility: "if(frail, 0.2, 0.4)", ': "",
      "{ utility: 0.9 }": "Home",
    });
    expect(() => numbers(text)("overall.qalys.mean")).toThrow("no metric");
  });

  test("stop the run where a utility comes to more than full health", () => {
    const text = file({ '"if(frail, 0.2, 0.4)"': '"if(frail, 0.2, 1) * 1.5"' });
    expect(() => numbers(text)).toThrow(/utility of stage "ward" came to 1.5, .* patient young 1/);
  });
});

describe("what is wrong with utilities", () => {
  test.each([
    ["utility: 0.5", "utility: 50", "error not-a-utility"],
    ["utility: 0.5", "utility: 1 day", "error wrong-unit"],
    ["utility: 0.5", 'utility: "if(hour > 8, 0.5, 0.4)"', "error clock-in-utility"],
    ["utility: 0.5", "utility: fraill", "error unknown-name"],
    ["utility: 0.5, ", "", "error utility-missing"],
    ["{ utility: 0.9 }", "Home", "error utility-missing"],
    ["{ utility: 0.9 }", "{ utility: 0.9, death: true }", "error unused-key"],
    ["value: { horizon: 20 days }", "", "error missing-key"],
    ["horizon: 20 days", "discount: 1%", "error missing-key"],
    ["horizon: 20 days", "horizon: 20 days, discount: 3.5", "error out-of-range"],
    ["value: {", "money: { currency: EUR }\nvalue: {", "error missing-key"],
    ["value: {", "money: { currency: EUR }\nvalue: { perQaly: €30000,", ""],
    ["utility: 0.5", "utility: -0.1", ""],
    ["utility: 0.5", "utility: { value: 0.5, note: assumed }", ""],
  ])("%s written %s: %s", (from, to, code) => {
    expect(codes(file({ [from]: to }))).toEqual(code === "" ? [] : [code]);
  });

  test("a value of health that nothing uses is a doubt", () => {
    const text = file({ "utility: 0.5, ": "", 'utility: "if(frail, 0.2, 0.4)", ': "", "{ utility: 0.9 }": "Home" });
    expect(codes(text)).toEqual(["warning no-utilities"]);
  });

  test("the exit of those who find a queue full needs one like any other", () => {
    const full = {
      "clinic: { duration": "clinic: { queue: 1, needs: desk, duration",
      "stages:": "resources: { desk: { capacity: 1 } }\nstages:",
    };
    expect(codes(file(full))).toEqual(["error utility-missing"]);
    expect(codes(file({ ...full, "exits: {": "exits: { lost: { utility: 0.7 }," }))).toEqual([]);
  });

  test("a stage that nobody can reach needs no utility", () => {
    const text = file({ "stages:": "stages:\n  unused: { duration: 1 day, next: home }" });
    expect(codes(text)).toEqual(["warning unreachable-stage"]);
  });
});
