import { describe, expect, test } from "vitest";
import type { Freed } from "../../src/economics/freed.ts";
import type { Estimate } from "../../src/experiment/experiment.ts";
import type { Gap } from "../../src/experiment/gap.ts";
import { freedLines, sayUse } from "../../src/render/words/freed.ts";
import { sayGap, sayUnsettled } from "../../src/render/words/gap.ts";

function about(mean: number, halfWidth: number): Estimate {
  return { n: 10, mean, sd: halfWidth, halfWidth, low: mean - halfWidth, high: mean + halfWidth };
}

function gap(published: Estimate, likely: Estimate): Gap {
  const change = about(likely.mean - published.mean, 0.1);
  return { metricId: "measure.x", published, likely, steps: [{ cause: "training", change }] };
}

const UNITS = { kind: "units", style: "prose" } as const;

describe("the gap in words", () => {
  test("says what share of a clear effect is lost, and to what", () => {
    const said = sayGap("beds", gap(about(-10, 1), about(-4, 1)), undefined, UNITS);
    expect(said).toContain("60% of the effect is lost on the way. Most of the gap: training (6).");
  });

  test("says what does not settle, so that nothing can be told", () => {
    expect(sayUnsettled([])).toBe("");
    expect(sayUnsettled([{ cause: "lag", label: "" }])).toContain(
      "because the step that switches on time lag does not",
    );
    expect(sayUnsettled([{ cause: undefined, label: "As published" }])).toContain("because “As published” does not");
  });

  test("says no share of an effect that may be none", () => {
    expect(sayGap("beds", gap(about(-1, 2), about(1, 2)), undefined, UNITS)).not.toContain("%");
    expect(sayGap("beds", gap(about(0, 0), about(-5, 0)), undefined, UNITS)).not.toContain("%");
  });
});

describe("what is released", () => {
  const freed: Freed = {
    release: { resource: "bed", share: 1, whole: 1, value: undefined, cash: undefined, use: "morePatients" },
    gross: about(3, 1),
    released: about(3, 1),
    cashable: { mean: 3, low: 2, high: 4 },
    money: { onPaper: undefined, released: undefined, cashable: undefined },
    morePatients: 12,
  };

  test("is cashed in wholes, which may be part of one that is there all the time", () => {
    const cashable = (whole: number): string | undefined =>
      freedLines({ ...freed, release: { ...freed.release, whole } }, true, 525960, "GBP")[2].head;
    expect([1, 20, 37.5 / 168].map(cashable)).toEqual([
      "Cashable: whole ones only",
      "Cashable: whole 20s only",
      "Cashable: multiples of 0.223 only",
    ]);
  });

  test("is for a number of patients, where any of them need it", () => {
    expect(sayUse(freed, 525960, 0)).toContain("about 12 more a run");
    for (const morePatients of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(sayUse({ ...freed, morePatients }, 525960, 0)).toContain("is not known");
    }
  });
});
