import { describe, expect, test } from "vitest";
import { judgedMeasures } from "../../src/scenario/for-whom.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { found, HEAD, read, said } from "./reading-text.ts";

const WARD = `
resources: { bed: { capacity: 9 } }
patients:
  young: { arrive: { poisson: 2 per day }, attributes: { age: 40, site: { text: north }, frail: { chance: 10% } }, enter: ward }
  old: { arrive: { poisson: 2 per day }, attributes: { age: 70, site: { text: south }, frail: { chance: 30% } }, enter: ward }
stages: { ward: { seize: bed, duration: 2 days, next: home } }
exits: { home: Home }
`;

describe("forWhom", () => {
  test("is a list of groupings as measures have them; left out, nothing is broken down", () => {
    const { forWhom } = read(`${WARD}forWhom: [class, frail, site, { age: [65, 75] }]\n`);
    expect(forWhom.map(({ attribute, groups }) => [attribute, groups.map(({ name }) => name)])).toEqual([
      [undefined, ["old", "young"]],
      ["frail", ["false", "true"]],
      ["site", ["north", "south"]],
      ["age", ["<65", "65-75", "75+"]],
    ]);
    expect(read(WARD).forWhom).toEqual([]);
  });

  test.each([
    ["class", 'wrong-kind: forWhom is a list, this is "class"'],
    ["[]", "empty-list: forWhom says nobody"],
    ["[age]", 'no-bands: "age" is a number: say where to cut it into bands'],
    ["[sex]", 'unknown-attribute: groups are of class or an attribute; "sex" is not one'],
    ["[{ age: [65] }, class, { age: [75] }]", 'already-there: "age" is there twice: one name tells one set of groups'],
  ])("%s is told as one mistake", (text, message) => {
    const all = said(`${WARD}forWhom: ${text}\n`);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(message);
  });

  test("can be said by an option, in place of the file's own", () => {
    const set = [{ path: "forWhom", value: { name: "--set", text: "[frail]" } }];
    for (const own of ["", "forWhom: [class]\n"]) {
      const result = readScenario({ name: "a.yaml", text: `${HEAD}${WARD}${own}` }, { set });
      expect(result.ok && result.value.forWhom.map(({ attribute }) => attribute)).toEqual(["frail"]);
    }
  });

  test("tells who is better off by headline measures of patients for which one way is better", () => {
    const { measures } = read(`${WARD}measures:
  stay: { mean: time - arrived, better: lower }
  homeward: { share: exit == "home", better: higher }
  full: { mean: inUse(bed), of: time, better: lower, headline: true }
  visit: { mean: end(ward) - enter(ward), of: visits(ward), better: lower, headline: true }
  quick: { share: time - arrived < 2 days, better: higher, headline: true }
  elderly: { share: age > 65, headline: true }
  each: { ratio: [stay, homeward], better: lower, headline: true }
`);
    expect(found(measures, "stay").headline).toBe(false);
    expect(judgedMeasures(measures).map(({ name }) => name)).toEqual(["quick"]);
  });
});
