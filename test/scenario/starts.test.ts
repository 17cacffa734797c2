import { describe, expect, test } from "vitest";
import type { Adopted, Route } from "../../src/scenario/scenario.ts";
import { read, said, stageOf } from "./reading-text.ts";

function pathway(stage: string, ...interventions: readonly string[]): string {
  return `resources: { r: { capacity: { weekdays 08:00-12:00: 1 } } }
patients: { p: { arrive: { poisson: 2 per day }, enter: st } }
stages:
  st: { needs: r, ${stage}duration: 10 min, next: home }
exits: { home: Home, sent: Sent, away: Away }
interventions:
${interventions.map((text) => `  ${text}\n`).join("")}`;
}

/** `i ? [a > 1: sent] : [nothing]` */
function told(field: Adopted<Route | undefined>): string {
  if (field.kind === "adopted") {
    return `${field.intervention} ? [${told(field.then)}] : [${told(field.otherwise)}]`;
  }
  return field.value === undefined
    ? "nothing"
    : field.value.when.map(({ condition, to }) => `${condition.text}: ${to}`).join();
}

function startsOf(arm: string, text: string): string {
  return told(stageOf(read(text), arm, "st").startIf);
}

const BASE = "startIf: hour < 11, else: sent, ";
const HALF = "adoption: { share: 50% }";

describe("startIf and else", () => {
  test("may both come in by an intervention that spreads", () => {
    const text = pathway("", `i: { change: { stages.st.startIf: hour < 11, stages.st.else: sent }, ${HALF} }`);
    expect(startsOf("i", text)).toBe("i ? [not (hour < 11): sent] : [nothing]");
    expect(startsOf("baseline", text)).toBe("nothing");
  });

  test("change one without the other: those who adopt have the other as it is", () => {
    const condition = pathway(BASE, `i: { change: { stages.st.startIf: hour < 10 }, ${HALF} }`);
    expect(startsOf("i", condition)).toBe("i ? [not (hour < 10): sent] : [not (hour < 11): sent]");
    const target = pathway(BASE, `i: { change: { stages.st.else: away }, ${HALF} }`);
    expect(startsOf("i", target)).toBe("i ? [not (hour < 11): away] : [not (hour < 11): sent]");
  });

  test("of two interventions go together by who adopts which", () => {
    const text = pathway(
      BASE,
      `a: { change: { stages.st.startIf: hour < 10 }, ${HALF} }`,
      `b: { change: { stages.st.else: away }, ${HALF} }`,
    );
    const [early, late] = ["not (hour < 10)", "not (hour < 11)"];
    expect(startsOf("all", text)).toBe(
      `a ? [b ? [${early}: away] : [${early}: sent]] : [b ? [${late}: away] : [${late}: sent]]`,
    );
  });

  test("of one intervention that another lays over pair the branch of each", () => {
    const text = pathway(
      "",
      `a: { change: { stages.st.startIf: hour < 10, stages.st.else: sent }, ${HALF} }`,
      `b: { change: { stages.st.startIf: hour < 9, stages.st.else: away }, ${HALF} }`,
    ).concat("scenarios: { baseline: [], both: [a, b] }\n");
    expect(startsOf("both", text)).toBe("b ? [not (hour < 9): away] : [a ? [not (hour < 10): sent] : [nothing]]");
  });

  test("a condition of those who adopt needs somewhere to go, and somewhere to go a condition", () => {
    const starts = 'missing-key: a stage with "startIf" needs the key "else"';
    expect(said(pathway("", `i: { change: { stages.st.startIf: hour < 11 }, ${HALF} }`))).toEqual([starts]);
    const others = 'missing-key: a stage with "else" needs the key "startIf"';
    expect(said(pathway("", `i: { change: { stages.st.else: sent }, ${HALF} }`))).toEqual([others]);
  });
});
