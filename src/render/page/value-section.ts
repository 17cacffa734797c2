import type { ArmValue, ValueOfArms } from "../../economics/value.ts";
import { type Findings, labelOf } from "../findings.ts";
import { countRuns, rangeAt, runWordFor } from "../numbers.ts";
import { weeks } from "../text-parts.ts";
import { ValueWords, valueOfFindings } from "../value.ts";
import { armKey, MOST_ARMS, notDrawn } from "./arm-marks.ts";
import { FINDING, rangeOrWhy, sizeOnly } from "./facts.ts";
import { figureOf } from "./figure.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, RANGE, TEXT, tableOf } from "./table.ts";
import { planeDrawing } from "./value-plane.ts";

/** Health gained against cost, and whether it is worth it: as a picture of the runs, in words and as tables. */
export function valueSection(findings: Findings): Markup {
  const worth = valueOfFindings(findings);
  if (worth === undefined) return NOTHING;
  const words = new ValueWords(findings, worth);
  const drawn = worth.arms.slice(0, MOST_ARMS - 1);
  const [first] = worth.arms;
  const period = weeks(findings.scenario.value?.horizon ?? 0);
  const said = worth.arms.map((one) => markup`<p>${words.sentence(one)}</p>\n`);
  const figure = figureOf({
    id: "figure-value",
    title: titleOf(findings, worth),
    subtitle: `QALYs in the ${period} after arrival and cost, each for one patient, against ${labelOf(findings.arms, worth.baseline)}`,
    description:
      "A dot for each run: to the right more QALYs, upwards more cost. Marks with whiskers are means with their ranges. The numbers are in the tables.",
    foot: `A dot is one run. Below a slanted line it is worth it at that value of a QALY, above it is not. ${how(findings, worth)}${notDrawn(
      findings,
      worth.arms.map(({ arm }) => arm),
    )}`,
    draw: (width) => [planeDrawing(findings, worth, drawn, width)],
    numbers: NOTHING,
  });
  const key =
    drawn.length > 1
      ? armKey(
          findings,
          drawn.map(({ arm }) => arm),
        )
      : NOTHING;
  const best = first.qaly.n >= FINDING ? markup`<p>${words.best()}</p>\n` : NOTHING;
  return markup`${joined(said)}${key}${figure}${differences(findings, worth, words)}${benefits(findings, worth, words)}${best}`;
}

/** What the numbers are of. */
function how({ scenario }: Findings, { otherPatients }: ValueOfArms): string {
  const { discount = 0 } = scenario.value ?? {};
  const rate = `${Number((100 * discount).toPrecision(3))}%`;
  const discounted = discount > 0 ? `Both are discounted by ${rate} a year.` : "Neither is discounted.";
  const { priceYear } = scenario.money;
  const year = priceYear === undefined ? "price year not stated" : `prices of ${priceYear}`;
  const others = otherPatients ? " Not the same patients come in every scenario: QALYs are of those who come." : "";
  return `Cost is what everyone spends in the window, ${year}, for each patient of the baseline. ${discounted}${others}`;
}

function titleOf(findings: Findings, { arms }: ValueOfArms): string {
  const { perQaly = 0 } = findings.scenario.value ?? {};
  const [first] = arms;
  if (first.qaly.n < FINDING) {
    return `So far ${countRuns(first.qaly.n, runWordFor(findings.result.window))}: not yet a finding`;
  }
  const words = new ValueWords(findings, { arms } as ValueOfArms);
  const at = `At ${words.money(perQaly)} a QALY`;
  const clear = (of: (one: { low: number; high: number }) => boolean): number =>
    arms.filter((one) => {
      const main = one.netBenefits.find((level) => level.perQaly === perQaly);
      return main !== undefined && of(main.benefit);
    }).length;
  const worth = clear(({ low }) => low > 0);
  const not = clear(({ high }) => high < 0);
  if (arms.length > 1) {
    return `${at} ${worth} of ${arms.length} scenarios ${worth === 1 ? "is" : "are"} worth it, ${not} ${not === 1 ? "is" : "are"} not`;
  }
  if (worth + not === 0) return `${at}: no clear difference in what they are worth`;
  return `${at} ${labelOf(findings.arms, first.arm)} is ${worth === 1 ? "" : "not "}worth it`;
}

function differences(findings: Findings, worth: ValueOfArms, words: ValueWords): Markup {
  const range = RANGE(rangeAt(findings.result.level));
  return tableOf({
    caption: `Health and cost of a patient, against ${labelOf(findings.arms, worth.baseline)}`,
    first: "Scenario",
    columns: [NUMBER("QALYs"), range, NUMBER("cost"), range, TEXT("cost by QALY")],
    rows: worth.arms.map((one) => {
      const [qalys, costs] = [words.qalys(one, "table"), words.costs(one, "table")];
      return {
        head: labelOf(findings.arms, one.arm),
        cells: [
          sizeOnly(qalys),
          rangeOrWhy(one.qaly, qalys.range),
          sizeOnly(costs),
          rangeOrWhy(one.cost, costs.range),
          words.ratio(one),
        ],
      };
    }),
  });
}

function benefits(findings: Findings, worth: ValueOfArms, words: ValueWords): Markup {
  const range = RANGE(rangeAt(findings.result.level));
  const [first] = worth.arms;
  const cellsOf = (one: ArmValue): readonly string[] =>
    one.netBenefits.flatMap(({ benefit }) => {
      const written = words.benefit(benefit);
      return [sizeOnly(written), rangeOrWhy(benefit, written.range)];
    });
  return tableOf({
    caption: "What that is worth for a patient: QALYs times their value, less the cost",
    first: "Scenario",
    columns: [
      ...first.netBenefits.flatMap(({ perQaly }) => [NUMBER(`at ${words.money(perQaly)} a QALY`), range]),
      TEXT("among all, by the means"),
    ],
    rows: worth.frontier.map((standing) => {
      const one = worth.arms.find(({ arm }) => arm === standing.name);
      const none = first.netBenefits.flatMap(() => ["baseline", ""]);
      return {
        head: labelOf(findings.arms, standing.name),
        cells: [...(one === undefined ? none : cellsOf(one)), words.standing(standing)],
      };
    }),
  });
}
