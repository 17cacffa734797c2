import { type Findings, labelsOf } from "../findings.ts";
import { sharedTradeOffs } from "../sentences.ts";
import { settled } from "../text-parts.ts";
import { answerBlock } from "./answer-block.ts";
import { bindingSection } from "./binding-section.ts";
import { changesSection } from "./changes-section.ts";
import { checksSection } from "./checks-section.ts";
import { evidenceSection, targetsSection } from "./evidence-section.ts";
import { freedSection } from "./freed-section.ts";
import { gapSection } from "./gap-section.ts";
import { joined, type Markup, markup, NOTHING } from "./markup.ts";
import { definitionsSection, methodSection } from "./method-section.ts";
import { moneySection } from "./money-section.ts";
import { pathwaySection } from "./pathway-section.ts";
import { productivitySection } from "./productivity-section.ts";
import { seriesSection } from "./series-section.ts";
import { timeSection } from "./time-section.ts";
import { valueSection } from "./value-section.ts";
import { weekSection } from "./week-section.ts";
import { whomSection } from "./whom-section.ts";

export interface PageSection {
  /** Where links in the page lead. */
  readonly id: string;
  readonly title: string;
  /** Empty: the section is left out. */
  readonly content: Markup;
  /** Left out in print, which is for the answer and what it rests on: pictures of the pathway and of times. */
  readonly screenOnly?: boolean;
}

/** All that follows the first screen, in the order of the page. */
export function pageSections(findings: Findings): readonly PageSection[] {
  const others = otherAnswers(findings);
  const stable = settled(findings);
  const ofStable = (section: (stable: Findings) => Markup): Markup =>
    stable.result.arms.length === 0 ? NOTHING : section(stable);
  return [
    { id: "others", title: "The other scenarios", content: others },
    { id: "pathway", title: "What we compared", content: pathwaySection(findings), screenOnly: true },
    { id: "changes", title: "What changes", content: changesSection(findings) },
    { id: "week", title: "Beds and queues through the week", content: ofStable(weekSection), screenOnly: true },
    { id: "series", title: "Through the window", content: ofStable(seriesSection), screenOnly: true },
    { id: "time", title: "Where time goes", content: ofStable(timeSection), screenOnly: true },
    { id: "binding", title: "What holds up, hour by hour", content: ofStable(bindingSection), screenOnly: true },
    { id: "freed", title: "How much of it is real?", content: freedSection(findings) },
    { id: "gap", title: "From published to here", content: gapSection(findings) },
    { id: "whom", title: "For whom", content: whomSection(findings) },
    { id: "money", title: "Who pays, who gains", content: moneySection(findings) },
    { id: "value", title: "Worth it", content: valueSection(findings) },
    { id: "productivity", title: "Productivity", content: productivitySection(findings) },
    { id: "targets", title: "Does it match the evidence?", content: targetsSection(findings) },
    { id: "evidence", title: "What this rests on", content: evidenceSection(findings) },
    { id: "checks", title: "Checks and warnings", content: checksSection(findings) },
    { id: "method", title: "Method, and how to get the same numbers", content: methodSection(findings) },
    { id: "words", title: "Definitions", content: definitionsSection(findings) },
  ];
}

/** The answers of all comparisons but the first. A trade-off that several make, the first included, is said once, before them. */
function otherAnswers(findings: Findings): Markup {
  const shared = sharedTradeOffs(findings.comparisons, (one) => labelsOf(findings, one));
  const isShared = (arm: string): boolean => shared.some(({ arms }) => arms.includes(arm));
  const blocks = findings.comparisons.slice(1).map((one) => answerBlock(findings, one, "compact", isShared(one.arm)));
  if (blocks.length === 0) return NOTHING;
  return joined([...shared.map(({ text }) => markup`<p>${text}</p>\n`), ...blocks]);
}
