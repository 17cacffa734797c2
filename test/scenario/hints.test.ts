import { describe, expect, test } from "vitest";
import { readScenario } from "../../src/scenario/parse.ts";
import { HEAD, said } from "./reading-text.ts";

/** `code: hint` of all that is said of the head and what follows it. */
function cures(rest: string, head = HEAD): string[] {
  const { diagnostics } = readScenario({ name: "a.yaml", text: head + rest });
  return diagnostics.map(({ code, hint }) => `${code}: ${hint}`);
}

function pathway({ resource = "capacity: 1", stage = "", more = "" }): string {
  return `resources: { r: { ${resource} } }
patients: { p: { arrive: { poisson: 2 per day }, enter: st } }
stages:
  st: { needs: r, ${stage}duration: 10 min, next: on }
  on: { duration: 10 min, next: home }
exits: { home: Home }
${more}`;
}

describe("the likely cure", () => {
  test.each<[string, string, string[]]>([
    ["the duration itself", "time + duration < closes(r)", ["unknown-name: write mean(duration)"]],
    ["the mean of a misspelt duration", "mean(duraton) < 1 h", ['wrong-arguments: did you mean "duration"?']],
    ["the mean of values", "mean(1 h, 2 h) < 1 h", ["wrong-arguments: of two values write (a + b) / 2"]],
  ])("of startIf with %s", (_, condition, expected) => {
    expect(cures(pathway({ stage: `startIf: "${condition}", else: home, ` }))).toEqual(expected);
  });

  test.each([
    ["capacty", 'did you mean "capacity"?'],
    ["turnover", "state the value"],
  ])("of a change of %s, which is not there", (key, cure) => {
    const more = `interventions: { i: { change: { resources.r.${key}: { plus: 1 } } } }`;
    expect(cures(pathway({ more }))).toEqual([`nothing-to-change: ${cure}`]);
  });

  test("of a misspelt swap", () => {
    expect(cures(pathway({ more: "deadlock: swop" }))).toEqual(['unknown-word: did you mean "swap"?']);
  });

  test.each([
    ["rostered: 120 per hour", "add the currency: £120 per hour"],
    ["held: £345", "say per what: £345 per day"],
    ["use: £5 per day", "leave out the time: £40"],
    ["held: 345", "add currency and time: £53 per hour"],
  ])("of the price %s", (price, cure) => {
    expect(cures(pathway({ resource: `capacity: 1, cost: { ${price} }` }))).toEqual([`wrong-unit: ${cure}`]);
  });

  test.each([
    ["capacity: { weekdays 08:00-12:00: 2 }", "capacity: 1"],
    ["capacity: 1, dates: { 2026-05-25: { 09:00-12:00: 1 } }", "2026-05-25: 1"],
  ])("of %s with sessions", (hours, cure) => {
    const resource = `${hours}, sessions: { opens: "weekdays 08:30", length: 4 h }`;
    const words = `hours-of-sessions: write how many there are in each session: ${cure}`;
    expect(cures(pathway({ resource }))).toEqual([words]);
  });
});

describe("a clock with a mistake", () => {
  const head = "careway: 1\ntitle: T\nclock: { start: 2026-04-06, run: 8 weaks }\n";
  const text = pathway({
    resource: "capacity: 1, dates: { 2030-05-25: 0 }",
    more: "interventions: { i: { change: { stages.st.duration: 5 min }, adoption: { from: 2030-01-01, share: 50% } } }",
  });

  test("says nothing of dates, which may be inside the run", () => {
    const { diagnostics } = readScenario({ name: "a.yaml", text: head + text });
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-unit"]);
    const known = said(text).map((each) => each.split(":", 1)[0]);
    expect(known).toEqual(["date-outside-run", "date-outside-run"]);
  });

  test("nor of patients of today, who may have come before it", () => {
    const today = pathway({ more: "today: [{ class: p, stage: st, state: waiting, since: 2027-01-01 }]" });
    const { diagnostics } = readScenario({ name: "a.yaml", text: head + today });
    expect(diagnostics.map(({ code }) => code)).toEqual(["unknown-unit"]);
  });
});

describe("a timer over several stages", () => {
  const over = (stages: string): string =>
    pathway({ stage: `leave: { after: 1 h, while: { in: [${stages}] }, to: home }, ` });

  test("that does not name its own runs there too: a doubt that says how to name it", () => {
    expect(said(over("on"))).toEqual([
      'scope-without-own-stage: the timer runs in stage "st" too, for it begins there',
    ]);
    expect(cures(over("on"))).toEqual(["scope-without-own-stage: name it: in: [st, on]"]);
  });

  test("that names its own is as it is meant", () => {
    expect(said(over("st, on"))).toEqual([]);
  });
});
