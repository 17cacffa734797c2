import { describe, expect, test } from "vitest";
import type { Diagnostic, Source } from "../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import { readCsv } from "../../src/scenario/csv.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import type { Reading } from "../../src/scenario/reading.ts";

function csv(text: string): { rows: string[][] | undefined; said: string[] } {
  const found: Diagnostic[] = [];
  const source: Source = { name: "a.csv", text };
  const report = (diagnostic: Diagnostic): undefined => void found.push(diagnostic);
  const table = readCsv(source, { report } as unknown as Reading);
  const rows = table && [table.head, ...table.rows].map((row) => row.map((field) => field.text));
  return { rows, said: found.map((diagnostic) => formatDiagnostic(diagnostic).split(": ", 1)[0]) };
}

describe("comma-separated values", () => {
  test.each([
    [
      "lines end with a line feed, with a carriage return before it, or with the file",
      "a,b\r\n1,2\n3,4",
      ["a,b", "1,2", "3,4"],
    ],
    ["a byte order mark and empty lines are passed over", "\uFEFFa,b\n\n1,2\n\n", ["a,b", "1,2"]],
    ["fields may be empty, the last one too", "a,b,c\n,,\n1,,", ["a,b,c", ",,", "1,,"]],
    ["spaces around a plain field are no part of it", "a , b\n 1,2 ", ["a,b", "1,2"]],
  ])("%s", (_, text, rows) => expect(csv(text)).toEqual({ rows: rows.map((row) => row.split(",")), said: [] }));

  test("quotes hold commas, line ends, spaces and doubled quotes", () => {
    expect(csv('a,b\n" x,\ny ","he said ""no"""\n').rows).toEqual([
      ["a", "b"],
      [" x,\ny ", 'he said "no"'],
    ]);
    expect(csv('a\n""\n').rows).toEqual([["a"], [""]]);
  });

  test.each([
    ["an empty file", "", "a.csv:1:1 empty-file"],
    ["a line with more fields than the first", "a,b\n1,2,3\n", "a.csv:2:1 wrong-fields"],
    ["a line with fewer", "a,b\n1\n", "a.csv:2:1 wrong-fields"],
    ["quotes that are never closed", 'a,b\n1,"2\n3,4\n', "a.csv:2:3 open-quote"],
    ["doubled quotes at the end of what is never closed", 'a\n"2""', "a.csv:2:1 open-quote"],
    ["something behind closing quotes", 'a,b\n"1"x,2\n', "a.csv:2:1 open-quote"],
  ])("%s has its place", (_, text, place) => expect(csv(text)).toEqual({ rows: undefined, said: [place] }));
});

const HEAD = "careway: 1\ntitle: T\nclock: { start: 2026-04-06, run: 4 weeks }\n";
const scenario = (file: string) =>
  `${HEAD}patients:\n  a:\n    arrive: { file: ${file} }\n    attributes: { age: 50, urgent: { chance: 10% }, site: { categorical: { north: 50%, south: 50% } }, travel: 10 min }\n    enter: stay\nstages: { stay: { duration: 5 min, next: home } }\nexits: { home: Home }\n`;

function read(text: string, file = "arrivals.csv") {
  const files = (name: string) => (name === file ? { name: `in/${name}`, text } : undefined);
  const result = readScenario({ name: "a.yaml", text: scenario(file) }, { files });
  return {
    said: result.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic).split(": ", 1)[0]),
    arrive: result.ok ? result.value.arms[0].classes[0].arrive[0].value : undefined,
  };
}

describe("arrivals from a file", () => {
  test("come at their minutes, sorted, with the attributes of their line", () => {
    const { arrive, said } = read(
      "time,age,urgent,site,travel\n90,71.5,true,south,1 h\n1.5 h,3,false,north,\n30,,,,\n",
    );
    expect(said).toEqual([]);
    expect(arrive).toEqual({
      kind: "listed",
      patients: [
        { at: 30, set: [] },
        {
          at: 90,
          set: [
            ["age", 71.5],
            ["urgent", 1],
            ["site", 1],
            ["travel", 60],
          ],
        },
        {
          at: 90,
          set: [
            ["age", 3],
            ["urgent", 0],
            ["site", 0],
          ],
        },
      ],
    });
  });

  test("come at local dates and times, seconds allowed", () => {
    const { arrive } = read("date\n2026-04-06 09:30\n2026-04-07T00:00:30\n");
    expect(arrive?.kind === "listed" && arrive.patients.map(({ at }) => at)).toEqual([570, 1440.5]);
  });

  test.each([
    ["neither time nor date", "age\n3\n", "in/arrivals.csv:1:1 when-they-arrive"],
    ["time and date", "time,date\n", "in/arrivals.csv:1:6 when-they-arrive"],
    ["a column that is no attribute", "time,aeg\n1,2\n", "in/arrivals.csv:1:6 unknown-attribute"],
    ["a column twice", "time,age,age\n1,2,3\n", "in/arrivals.csv:1:10 column-twice"],
    ["a time below 0", "time\n-5\n", "in/arrivals.csv:2:1 out-of-range"],
    ["a time that is none", "time\nsoon\n", "in/arrivals.csv:2:1 unknown-name"],
    ["a number without its unit", "time,travel\n5,3\n", "in/arrivals.csv:2:3 wrong-unit"],
    ["a word that the attribute cannot be", "time,site\n5,east\n", "in/arrivals.csv:2:3 unknown-category"],
    ["a date before the start", "date\n2026-04-05 23:00\n", "in/arrivals.csv:2:1 before-start"],
    ["a date that does not exist", "date\n2026-04-31\n", "in/arrivals.csv:2:9 bad-date"],
  ])("%s is told at its line and column", (_, text, place) => expect(read(text).said).toEqual([place]));

  test.each(["../a.csv", "/etc/passwd", "data/../../x.csv", "C:/x.csv", "'\\\\server\\x.csv'"])(
    "%s is refused: a file lies beside the scenario or below",
    (file) => {
      const files = (name: string) => ({ name, text: "time\n1\n" });
      const { diagnostics } = readScenario({ name: "a.yaml", text: scenario(file) }, { files });
      expect(diagnostics.map(({ code }) => code)).toEqual(["file-outside"]);
    },
  );

  test("a file that is not there, or that nobody can read, is told at its name", () => {
    const there = readScenario({ name: "a.yaml", text: scenario("b.csv") }, { files: () => undefined });
    expect(there.diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'no-such-file: there is no file "b.csv" beside the scenario',
    ]);
    const nobody = readScenario({ name: "a.yaml", text: scenario("b.csv") });
    expect(nobody.diagnostics.map(({ code }) => code)).toEqual(["no-files"]);
  });

  test("is asked for once, however many arms there are", () => {
    let asked = 0;
    const files = (name: string) => {
      asked++;
      return { name, text: "time\n1\n" };
    };
    const text = `${scenario("b.csv")}interventions: { i: { change: { stages.stay.duration: 4 min } }, j: { change: { patients.a.attributes.age: 3 } } }\n`;
    expect(readScenario({ name: "a.yaml", text }, { files }).ok).toBe(true);
    expect(asked).toBe(1);
  });
});
