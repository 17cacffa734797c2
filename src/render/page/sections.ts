import type { Findings } from "../findings.ts";
import { settled } from "../text-parts.ts";
import { answerBlock } from "./answer-block.ts";
import { changesSection } from "./changes-section.ts";
import { joined, type Markup, NOTHING } from "./markup.ts";
import { moneySection } from "./money-section.ts";
import { pathwaySection } from "./pathway-section.ts";
import { timeSection } from "./time-section.ts";
import { weekSection } from "./week-section.ts";

export interface PageSection {
  /** Where links in the page lead. */
  readonly id: string;
  readonly title: string;
  /** Empty: the section is left out. */
  readonly content: Markup;
}

/** All that follows the first screen, in the order of the page. */
export function pageSections(findings: Findings): readonly PageSection[] {
  const others = findings.comparisons.slice(1).map((one) => answerBlock(findings, one, "compact"));
  const stable = settled(findings);
  const ofStable = (section: (stable: Findings) => Markup): Markup =>
    stable.result.arms.length === 0 ? NOTHING : section(stable);
  return [
    { id: "others", title: "The other scenarios", content: joined(others) },
    { id: "pathway", title: "What we compared", content: pathwaySection(findings) },
    { id: "changes", title: "What changes", content: changesSection(findings) },
    { id: "week", title: "Beds and queues through the week", content: ofStable(weekSection) },
    { id: "time", title: "Where time goes", content: ofStable(timeSection) },
    { id: "money", title: "Who pays, who gains", content: moneySection(findings) },
  ];
}
