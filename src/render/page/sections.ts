import type { Findings } from "../findings.ts";
import { answerBlock } from "./answer-block.ts";
import { joined, type Markup, NOTHING } from "./markup.ts";

export interface PageSection {
  /** Where links in the page lead. */
  readonly id: string;
  readonly title: string;
  /** Empty: the section is left out. */
  readonly content: Markup;
}

/** All that follows the first screen, in the order of the page. */
export function pageSections(findings: Findings): readonly PageSection[] {
  const others = findings.comparisons.slice(1);
  return [
    {
      id: "others",
      title: "The other scenarios",
      content: others.length === 0 ? NOTHING : joined(others.map((one) => answerBlock(findings, one, "compact"))),
    },
  ];
}
