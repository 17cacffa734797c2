import type { Comparison, Estimate } from "../../experiment/experiment.ts";
import { KINDS_OF_COST } from "../../model/cost-kinds.ts";
import { type Findings, labelsOf } from "../findings.ts";
import { type HowToWrite, rangeAt, writeDifference, writeEstimate } from "../numbers.ts";
import { HOW_TO_READ, payerLabel, payersOf, payerVerdict } from "../payer-words.ts";
import { rangeOrWhy, sizeOnly } from "./facts.ts";
import { type Markup, markup, NOTHING } from "./markup.ts";
import { NUMBER, RANGE, TEXT, tableOf } from "./table.ts";

/** Winners and losers: what each organisation spends and avoids, and of which kind that is. */
export function payerTable(findings: Findings, comparison: Comparison, period: string): Markup {
  const payers = payersOf(findings, comparison);
  if (payers.length === 0) return NOTHING;
  const { scenario } = labelsOf(findings, comparison);
  const how = { kind: "money", style: "table", currency: findings.scenario.money.currency } as const;
  const rows = payers.map(({ payer, kinds, all }) => {
    const { mark, word } = payerVerdict(all.net);
    return {
      head: payerLabel(findings, payer),
      cells: [
        ...KINDS_OF_COST.map((kind) => changeOf(kinds[kind].net, how)),
        amountOf(all.spent, how),
        amountOf(all.avoided, how),
        changeOf(all.net, how),
        rangeOrWhy(all.net, writeDifference(all.net, how).range),
        markup`<span class="${toneOf(word)}">${mark} ${word}</span>`,
      ],
      total: payer === "everyone",
    };
  });
  return markup`${tableOf({
    caption: `${scenario}: who wins and who loses, change in cost ${period}`,
    first: "Organisation",
    columns: [
      ...KINDS_OF_COST.map(NUMBER),
      NUMBER("spent"),
      NUMBER("avoided"),
      NUMBER("net"),
      RANGE(rangeAt(findings.result.level)),
      TEXT("verdict"),
    ],
    rows,
  })}<p class="foot">${HOW_TO_READ}</p>
`;
}

function changeOf(estimate: Estimate, how: HowToWrite): string {
  return estimate.mean === 0 && !(estimate.halfWidth > 0) ? "0" : sizeOnly(writeDifference(estimate, how));
}

/** An amount that has a side already. */
function amountOf(estimate: Estimate, how: HowToWrite): string {
  return estimate.mean === 0 ? "0" : writeEstimate(estimate, how).value;
}

function toneOf(word: string): "better" | "worse" | "neutral" {
  if (word === "pays less") return "better";
  return word === "pays more" ? "worse" : "neutral";
}
