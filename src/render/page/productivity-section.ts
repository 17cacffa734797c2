import { type Findings, labelsOf } from "../findings.ts";
import { rangeAt } from "../numbers.ts";
import {
  PRODUCTIVITY_NOTE,
  productivityOf,
  productivityRows,
  sayFewRuns,
  sayMisleading,
  sayUnpriced,
} from "../productivity.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { TEXT, tableOf } from "./table.ts";

/** Technical productivity and the outcome for each pound side by side, for every scenario. */
export function productivitySection(findings: Findings): Markup {
  const tables = findings.comparisons.flatMap((comparison) => {
    const found = productivityOf(findings, comparison);
    if (found === undefined) return [];
    const labels = labelsOf(findings, comparison);
    const warning = sayMisleading(findings, comparison, found);
    const unpriced = sayUnpriced(findings, found);
    const table = tableOf({
      caption: `${labels.scenario}, against ${labels.baseline}`,
      first: "Index",
      columns: [TEXT(`change (${rangeAt(findings.result.level)})`)],
      rows: productivityRows(findings, found).map(([head, change]) => ({ head, cells: [change] })),
    });
    const few = sayFewRuns(findings, found);
    const soFar = few === "" ? NOTHING : markup`<p>${few}</p>\n`;
    const warned = warning === "" ? NOTHING : markup`<p><strong>⚠ ${warning}</strong></p>\n`;
    const left = unpriced === "" ? NOTHING : markup`<p>${unpriced}</p>\n`;
    return [markup`${soFar}${warned}${table}${left}`];
  });
  return tables.length === 0 ? NOTHING : markup`<p>${PRODUCTIVITY_NOTE}</p>\n${joined(tables)}`;
}
