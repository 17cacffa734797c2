import { describe, expect, test } from "vitest";
import { said } from "./reading-text.ts";

function pathway(beds: number | string, stages: string, more = ""): string {
  return `resources: { bed: { capacity: ${beds} } }
patients: { p: { arrive: { poisson: 2 per day }, enter: ward } }
stages:
${stages}
exits: { home: Home }
${more}`;
}

const WARD = "  ward: { seize: bed, duration: 1 h, next: more }\n";
const waits = (units: number, from: string, more: number, to: string): string =>
  `hold-and-wait: patients who hold ${units} of "bed" from stage "${from}" ask for ${more} more at stage "${to}": when all is held by such patients, they wait for each other for ever`;

describe("patients who hold a part of what they need", () => {
  test("can wait for each other for more of it: a doubt that names both stages", () => {
    expect(said(pathway(4, `${WARD}  more: { seize: { bed: 2 }, duration: 1 h, next: home }`))).toEqual([
      waits(1, "ward", 1, "more"),
    ]);
    const twice = `  ward: { seize: { bed: 2 }, duration: 1 h, next: on }
  on: { duration: 1 h, next: more }
  more: { seize: { bed: 4 }, duration: 1 h, next: home }`;
    expect(said(pathway(5, twice))).toEqual([waits(2, "ward", 2, "more")]);
  });

  test("ask for nothing when they hold as much already", () => {
    expect(said(pathway(4, `${WARD}  more: { seize: bed, duration: 1 h, next: home }`))).toEqual([]);
  });

  test("do not wait when they have given back what they held, or some of it to come again", () => {
    const between = "  more: { release: bed, duration: 1 h, next: again }\n";
    expect(said(pathway(4, `${WARD}${between}  again: { seize: { bed: 2 }, duration: 1 h, next: home }`))).toEqual([]);
    const loop = `  ward: { seize: { bed: 3 }, duration: 1 h, next: less }
  less: { release: { bed: 1 }, duration: 1 h, next: [{ chance: 10%, to: ward }, { to: home }] }`;
    expect(said(pathway(6, loop))).toEqual([waits(2, "ward", 1, "ward")]);
  });

  test("do not wait when the beds left over are enough for one of them, nor where beds have no limit", () => {
    const stages =
      "  ward: { seize: { bed: 2 }, duration: 1 h, next: more }\n  more: { seize: { bed: 3 }, next: home }";
    expect(said(pathway(3, stages))).toEqual([]);
    expect(said(pathway(5, stages))).toEqual([]);
    expect(said(pathway(6, stages))).toEqual([waits(2, "ward", 1, "more")]);
    expect(said(pathway("unlimited", stages))).toEqual([]);
  });
});

describe("patients who each hold what the other asks for", () => {
  const circle = (release: string, more = ""): string => `resources: { ward: { capacity: 2 }, icu: { capacity: 2 } }
patients:
  p: { arrive: { poisson: 1 per day }, enter: up }
  q: { arrive: { poisson: 1 per day }, enter: down }
stages:
  up: { seize: ward, duration: 1 day, next: toIcu }
  toIcu: { seize: icu, release: ward, duration: 1 day, next: home }
  down: { seize: icu, duration: 1 day, next: toWard }
  toWard: { seize: ward, ${release}duration: 1 day, next: home }
exits: { home: Home }
${more}`;

  test("can wait for each other for ever, unless they change places", () => {
    expect(said(circle("release: icu, "))).toEqual([expect.stringContaining("hold-and-wait: patients who hold")]);
    expect(said(circle("release: icu, ", "deadlock: swap"))).toEqual([]);
  });

  test("cannot change places where one of them keeps what the other asks for", () => {
    expect(said(circle("", "deadlock: swap"))).toEqual([expect.stringContaining("hold-and-wait: patients who hold")]);
  });
});
