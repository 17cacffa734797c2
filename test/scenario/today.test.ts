import { describe, expect, test } from "vitest";
import { compile, formatDiagnostics, readScenario } from "../../src/index.ts";
import type { TodaysPatients } from "../../src/scenario/scenario.ts";

const pathway = `careway: 1
title: today
clock: { start: 2026-04-06 08:00, run: 1 week }
resources: { bed: { capacity: 5 }, chair: { capacity: 5 }, nurse: { capacity: 2 }, doctor: { capacity: 1 } }
patients:
  a: { arrive: { times: [] }, attributes: { frail: { chance: 20% }, sort: { categorical: { red: 50%, green: 50% } } }, enter: ward }
stages:
  ward: { seize: { bed: 2, chair: 1 }, duration: 2 days, next: [{ chance: 50%, to: review }, { to: stepDown }] }
  stepDown: { seize: chair, release: { bed: 1 }, duration: 1 day, next: review }
  review: { needs: [nurse, { doctor: 1, as: senior }], duration: 1 h, next: rest }
  rest: { release: [bed, chair], duration: 1 day, next: home }
exits: { home: Home }
`;

/** What the reader says, or the first mistake. */
function read(today: string, files: Readonly<Record<string, string>> = {}): readonly TodaysPatients[] | string {
  const found = (name: string) => (files[name] === undefined ? undefined : { name, text: files[name] });
  const result = readScenario({ name: "t.yaml", text: `${pathway}today: ${today}\n` }, { files: found });
  if (!result.ok) return formatDiagnostics(result.diagnostics).split("\n")[0];
  const [arm] = result.value.arms;
  expect(compile(result.value, arm).today).toHaveLength(arm.today.length);
  return arm.today;
}

function heldBy(row: string): string {
  const rows = read(`[${row}]`);
  if (typeof rows === "string") return rows;
  return rows[0].held.map(({ resource, units }) => `${resource} ${units}`).join(", ");
}

describe("what is held, when it is not said", () => {
  test.each([
    ["{ class: a, stage: ward }", "bed 2, chair 1"],
    ["{ class: a, stage: ward, state: waiting }", ""],
    ["{ class: a, stage: stepDown }", "bed 2, chair 1"],
    ["{ class: a, stage: rest }", ""],
  ])("%s: %s", (row, held) =>
    expect(heldBy(row)).toBe(
      held.replace("bed 2, chair 1", row.includes("stepDown") ? "bed 1, chair 1" : "bed 2, chair 1"),
    ),
  );

  test("must be said where there are several answers", () => {
    expect(heldBy("{ class: a, stage: review, by: nurse }")).toContain("may hold 2 bed, 1 chair or 1 bed, 1 chair");
    expect(heldBy("{ class: a, stage: review, by: nurse, holds: { bed: 1, chair: 1 } }")).toBe("bed 1, chair 1");
  });
});

describe("a census in CSV", () => {
  const file = "{ file: census.csv }";

  test("says what rows of the file would say", () => {
    const lines = [
      "class,stage,state,since,arrived,holds,by,count,frail,sort",
      "a,ward,,3 days,5 days,,,2,true,red",
      "a,review,,90,,bed: 2; chair,senior,,,",
      "a,ward,waiting,2026-04-06 07:00,,none,,,,green",
    ];
    const rows = [
      "{ class: a, stage: ward, since: 3 days, arrived: 5 days, count: 2, set: { frail: true, sort: red } }",
      "{ class: a, stage: review, since: 90 min, holds: { bed: 2, chair: 1 }, by: senior }",
      "{ class: a, stage: ward, state: waiting, since: 1 h, set: { sort: green } }",
    ];
    const bare = (read: readonly TodaysPatients[] | string) =>
      typeof read === "string" ? read : read.map(({ span: _, ...row }) => row);
    expect(bare(read(file, { "census.csv": lines.join("\n") }))).toEqual(bare(read(`[${rows.join(", ")}]`)));
  });

  test.each([
    ["class,stage,ward\na,ward,1\n", 'census.csv:1:13 unknown-attribute: "ward" is not an attribute of any class'],
    ["class,class,stage\na,a,ward\n", 'census.csv:1:7 column-twice: two columns are called "class"'],
    ["class,stage\na,wart\n", 'census.csv:2:3 unknown-stage: a stage is needed here; "wart" is not one'],
    ["class,stage,since\na,ward,-1 h\n", "census.csv:2:8 out-of-range"],
  ])("mistakes are told in their place: %j", (text, said) => {
    expect(read(file, { "census.csv": text })).toContain(said);
  });
});
