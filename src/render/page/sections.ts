import type { Findings } from "../findings.ts";
import { settled, unstableArms } from "../text-parts.ts";
import { answerBlock } from "./answer-block.ts";
import { changesSection } from "./changes-section.ts";
import { checksSection } from "./checks-section.ts";
import { evidenceSection, targetsSection } from "./evidence-section.ts";
import { joined, type Markup, NOTHING } from "./markup.ts";
import { definitionsSection, methodSection } from "./method-section.ts";
import { moneySection } from "./money-section.ts";
import { pathwaySection } from "./pathway-section.ts";
import { seriesSection } from "./series-section.ts";
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
    { id: "series", title: "Through the window", content: ofStable(seriesSection) },
    { id: "time", title: "Where time goes", content: ofStable(timeSection) },
    { id: "money", title: "Who pays, who gains", content: moneySection(findings) },
    { id: "targets", title: "Does it match the evidence?", content: targetsSection(findings, unstableArms(findings)) },
    { id: "evidence", title: "What this rests on", content: evidenceSection(findings) },
    { id: "checks", title: "Checks and warnings", content: checksSection(findings) },
    { id: "method", title: "Method, and how to get the same numbers", content: methodSection(findings) },
    { id: "words", title: "Definitions", content: definitionsSection(findings) },
  ];
}
