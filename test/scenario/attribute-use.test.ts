import { describe, expect, test } from "vitest";
import { formatDiagnostics } from "../../src/diagnostics/format.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { HEAD, said } from "./reading-text.ts";

/** Class p has `urgent`, class q has not; q comes to stage a. */
function pathway(stages: string, more = "", own = ""): string {
  return `resources: { nurse: { capacity: 2 }, doctor: { capacity: 2 } }
patients:
  p: { arrive: { poisson: 2 per day }, attributes: { ${own}urgent: { chance: 20% } }, enter: other }
  q: { arrive: { poisson: 2 per day }, enter: a }
stages:
  other: { duration: 5 min, next: home }
${stages}
exits: { home: Home }
${more}`;
}

const missing = (stage: string, way: string): string =>
  `attribute-missing: stage "${stage}" reads "urgent", which patients of class "q" do not have${way}`;
const READS = "duration: { exponential: { mean: 'if(urgent, 5 min, 9 min)' } }";
const SETS = "set: { urgent: { chance: 30% } }";

describe("an attribute that a stage reads", () => {
  test("is set on no way: the class and the key to add it to are named", () => {
    const text = pathway(`  a: { ${READS}, next: home }`);
    expect(said(text)).toEqual([missing("a", "")]);
    const { diagnostics } = readScenario({ name: "a.yaml", text: HEAD + text });
    expect(formatDiagnostics(diagnostics)).toContain('add "urgent" to patients.q.attributes');
  });

  test("is set before on the only way", () => {
    expect(said(pathway(`  a: { ${SETS}, next: b }\n  b: { ${READS}, next: home }`))).toEqual([]);
    expect(said(pathway(`  a: { setOnEntry: { urgent: { chance: 30% } }, ${READS}, next: home }`))).toEqual([]);
  });

  test("is set at the end of the stage itself, which is after its duration and before its route", () => {
    expect(said(pathway(`  a: { ${SETS}, ${READS}, next: home }`))).toEqual([missing("a", "")]);
    expect(
      said(pathway(`  a: { ${SETS}, next: [{ when: urgent, to: b }, { to: home }] }\n  b: { next: home }`)),
    ).toEqual([]);
  });

  test("is set on one of two ways: the other is named", () => {
    const stages = `  a: { next: [{ chance: 50%, to: b }, { to: c }] }
  b: { ${SETS}, next: x }
  c: { duration: 1 min, next: x }
  x: { ${READS}, next: y }
  y: { ${READS}, next: home }`;
    expect(said(pathway(stages))).toEqual([missing("x", " when they come by a → c → x")]);
  });

  test("is set in a loop: those who come for the first time do not have it yet", () => {
    const late = `  a: { next: b }
  b: { ${READS}, next: c }
  c: { ${SETS}, duration: 1 min, next: [{ chance: 50%, to: b }, { to: home }] }`;
    expect(said(pathway(late))).toEqual([missing("b", " when they come by a → b")]);
    const early = late.replace("a: { next: b }", `a: { ${SETS}, next: b }`);
    expect(said(pathway(early))).toEqual([]);
  });

  test("is not set for those who turn back, find the queue full or are taken out before the end", () => {
    const via = (how: string) => `  a: { ${how}, ${SETS}, needs: nurse, duration: 5 min, next: home }
  b: { ${READS}, next: home }`;
    for (const how of [
      "balk: [{ when: queue(a) > 2, to: b }]",
      "queue: { limit: 2, whenFull: b }",
      "leave: [{ after: 1 h, while: waiting, to: b }]",
    ]) {
      expect(said(pathway(via(how))), how).toEqual([missing("b", " when they come by a → b")]);
      expect(said(pathway(via(`${how}, setOnEntry: { urgent: { chance: 1% } }`))), how).toEqual([]);
    }
  });

  test("is set by a choice only when all choices set it", () => {
    const asks = (second: string) => `  a:
    needs: [{ nurse: 1, set: { urgent: { chance: 10% } } }, { doctor: 1${second} }]
    duration: 1 min
    next: b
  b: { ${READS}, next: home }`;
    expect(said(pathway(asks("")))).toEqual([missing("b", " when they come by a → b")]);
    expect(said(pathway(asks(", set: { urgent: { chance: 90% } }")))).toEqual([]);
  });

  test("is set for those who adopt alone: the others keep what they have, which is nothing", () => {
    const stages = `  a: { duration: 1 min, next: b }\n  b: { duration: 1 min, next: c }\n  c: { ${READS}, next: home }`;
    const change = "interventions: { i: { change: { stages.a.set: { urgent: { chance: 5% } } }";
    const always = missing("c", " when they come by a → b → c");
    expect(said(pathway(stages, `${change}, adoption: { share: 50% } } }`))).toEqual([always]);
    expect(said(pathway(stages, `${change} } }\nscenarios: { baseline: [i] }`))).toEqual([]);
  });
});

describe("who adopts an intervention depends on attributes", () => {
  const adopts = (adoption: string, own = "") =>
    pathway(
      "  a: { next: home }",
      `interventions: { i: { change: { patients.p.attributes.urgent: { chance: 1% } }, adoption: { share: 50%, ${adoption} } } }`,
      own,
    );

  test("that are above what it changes", () => {
    expect(said(adopts("eligible: old, by: site", "old: { chance: 5% }, site: { text: x }, "))).toEqual([]);
  });

  test("not on one that it changes itself", () => {
    expect(said(adopts("eligible: urgent"))).toEqual([
      'adoption-in-a-circle: who adopts "i" depends on "urgent", which "i" itself changes in class "p"',
    ]);
  });

  test("not on one below what it changes, by condition or by draw, and told where it is named", () => {
    const later = (adoption: string) =>
      adopts(adoption).replace(
        "urgent: { chance: 20% }",
        "urgent: { chance: 20% }, site: { categorical: { x: 50%, y: 50% } }",
      );
    const message = 'not-yet-known: who adopts "i" depends on "site", which has no value yet when "i" changes "urgent"';
    for (const adoption of ["by: site", "eligible: 'site == \"x\"'"]) {
      const text = HEAD + later(adoption);
      const { diagnostics } = readScenario({ name: "a.yaml", text });
      expect(diagnostics.map(({ code, message: words }) => `${code}: ${words}`)).toEqual([message]);
      const [{ span, hint }] = diagnostics;
      expect(text.slice(span.start, span.end)).toBe("site");
      expect(hint).toBe('write "site" above "urgent" in patients.p.attributes');
    }
  });

  test("not on one that some of those who meet the change lack", () => {
    const text = pathway(
      "  a: { duration: 5 min, next: home }",
      "interventions: { i: { change: { stages.a.duration: 1 min }, adoption: { share: 50%, by: site } } }",
      "site: { text: x }, ",
    );
    expect(said(text)).toEqual(['attribute-missing: stage "a" reads "site", which patients of class "q" do not have']);
  });
});

describe("an attribute that a turnover reads", () => {
  const cleaned = (nurse: string, a: string): string[] =>
    said(pathway(a).replace("nurse: { capacity: 2 }", `nurse: { capacity: 2, turnover: ${nurse} }`));
  const TURNOVER = "{ exponential: { mean: 'if(urgent, 5 min, 9 min)' } }";

  test("is needed by the end of the stage that needs the resource", () => {
    expect(cleaned(TURNOVER, "  a: { needs: nurse, duration: 5 min, next: home }")).toEqual([missing("a", "")]);
    expect(cleaned(TURNOVER, "  a: { needs: doctor, duration: 5 min, next: home }")).toEqual([]);
    const setBefore = `  a: { setOnEntry: { urgent: { chance: 30% } }, needs: nurse, duration: 5 min, next: home }`;
    expect(cleaned(TURNOVER, setBefore)).toEqual([]);
    expect(cleaned(TURNOVER, `  a: { ${SETS}, needs: nurse, duration: 5 min, next: home }`)).toEqual([
      missing("a", ""),
    ]);
  });

  test("is needed where the resource is released", () => {
    const stages = (release: string): string =>
      `  a: { seize: nurse, duration: 5 min, next: b }\n  b: { ${release} duration: 5 min, next: home }`;
    expect(cleaned(TURNOVER, stages("release: nurse,"))).toEqual([missing("b", " when they come by a → b")]);
  });
});
