import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { type ReadOptions, readScenario } from "../../src/scenario/parse.ts";
import { found, HEAD, read } from "./reading-text.ts";

const TEXT = `${HEAD}parameters:
  demand: { value: 9.5 per day, low: 8 per day, high: 11 per day }
  price: £345 per day
  admitted: 30%
  length: 2 days
  beds: 4
resources: { bed: { capacity: beds, costs: { held: price } } }
patients: { p: { arrive: { poisson: demand }, enter: visit } }
stages: { visit: { seize: bed, duration: length, next: [{ chance: admitted, to: more }, { to: home }] }, more: { duration: length, next: home } }
exits: { home: Home }
`;

function told(...options: readonly string[]): string[] {
  const set: NonNullable<ReadOptions["set"]> = options.map((option) => {
    const at = option.indexOf("=");
    return { path: option.slice(0, at), value: { name: `--set ${option}`, text: option.slice(at + 1) } };
  });
  return readScenario({ name: "a.yaml", text: TEXT }, { set }).diagnostics.map(formatDiagnostic);
}

describe("--set", () => {
  test.each([
    ["parameters.demand=2", "a rate, 9.5 per day in the file; this is a number", "write 2 per day"],
    ["parameters.length=3", "a duration, 2 days in the file; this is a number", "write 3 days"],
    ["parameters.price=400", "money per time, £345 per day in the file; this is a number", "write £400 per day"],
    ["parameters.beds=3 days", "a number, 4 in the file; this is a duration", "write it like 4"],
    ["parameters.length.value=3", "a duration, 2 days in the file; this is a number", "write 3 days"],
  ])("%s: the unit that is missing is told once, at the option", (option, message, hint) => {
    const all = told(option);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(`--set ${option}:1:1 wrong-unit: parameters.`);
    expect(all[0]).toContain(message);
    expect(all[0]).toContain(hint);
  });

  test("with the unit of the file changes the parameter, and may leave its range", () => {
    expect(found(read(TEXT.slice(HEAD.length), { "parameters.length": "1 week" }).parameters, "length").value).toBe(
      10080,
    );
    expect(told("parameters.demand=20 per day")[0]).toContain("warning outside-range");
  });

  test("a share without its % is doubted at the option", () => {
    const [first] = told("parameters.admitted=40");
    expect(first).toContain(
      "--set parameters.admitted=40:1:1 warning percent-left-out: parameters.admitted is 30% in the file",
    );
    expect(first).toContain("did you mean 40%?");
    expect(told("parameters.admitted=0.4")).toEqual([]);
  });

  test("that names a path twice is noted: the last counts", () => {
    const [note, ...others] = told("parameters.beds=5", "parameters.beds=6");
    expect(others).toEqual([]);
    expect(note).toContain(
      "--set parameters.beds=5:1:1 note set-twice: parameters.beds is set again later, so 5 counts for nothing",
    );
    expect(note).toContain("6 is what counts");
    expect(told("parameters.beds=5", "parameters.beds.value=6")).toHaveLength(1);
    expect(told("parameters.beds=5", "parameters.length=1 day")).toEqual([]);
  });

  test.each([
    ["bed=30", "did you mean resources.bed.capacity?"],
    ["bed.capacity=30", "did you mean resources.bed.capacity?"],
    ["resources.bed=30", "did you mean resources.bed.capacity?"],
    ["beds=30", "did you mean parameters.beds?"],
    ["visit=1 h", "did you mean stages.visit.duration?"],
    ["stages.visit=1 h", "did you mean stages.visit.duration?"],
    ["p=3 per day", "did you mean patients.p.arrive.poisson?"],
    ["lenght=3 days", 'did you mean "length"?'],
    ["resources.bad.capacity=3", 'did you mean "bed"?'],
  ])("%s: %s", (option, hint) => {
    const [first, ...others] = told(option);
    expect(others).toEqual([]);
    expect(first).toContain("unknown-path");
    expect(first).toContain(hint);
  });
});

describe("a name that is a word of the language", () => {
  test.each([
    ["h", "a unit of time, as in 5 h"],
    ["second", "a unit of time, as in 5 second"],
    ["queue", "a function of expressions"],
    ["waited", "what expressions call something of the patient or the clock"],
    ["unlimited", "a word of the language"],
  ])("%s is %s: told with a cure", (name, what) => {
    const text = TEXT.replace("bed: {", `${name}: { capacity: 1 }, bed: {`);
    const { diagnostics } = readScenario({ name: "a.yaml", text });
    expect(diagnostics.map(({ code, message, hint }) => [code, message, hint])).toEqual([
      [
        "reserved-name",
        `"${name}" is ${what}, so nothing can be called it`,
        `choose another name, such as ${name}1 or a longer word; its label may be anything`,
      ],
    ]);
  });
});

test("a cost that no organisation pays is doubted where there are organisations", () => {
  const costs = (more: string) => `${TEXT}interventions: { i: { costs: { training: { once: £12000${more} } } } }\n`;
  const codes = (text: string) => readScenario({ name: "a.yaml", text }).diagnostics.map(({ code }) => code);
  expect(codes(costs(""))).toEqual([]);
  expect(codes(`${costs("")}organisations: { trust: Trust }\n`)).toEqual(["nobody-pays"]);
  expect(codes(`${costs(", organisation: trust")}organisations: { trust: Trust }\n`)).toEqual([]);
});
