import { countInputs, type Findings } from "./findings.ts";
import { countRuns, runWordFor } from "./numbers.ts";
import { answerBlock } from "./page/answer-block.ts";
import { baselineSaid } from "./page/facts.ts";
import { joined, type Markup, markup, NOTHING } from "./page/markup.ts";
import { type PageSection, pageSections } from "./page/sections.ts";
import { STYLE } from "./page/style.ts";
import { settlingOf, weeks } from "./text-parts.ts";

/** Longer warnings are told further down only. */
const SHORT_WARNING = 110;

/**
 * The report as one self-contained HTML page that works from a file. Same findings, same bytes: it holds no date and no path.
 * Nothing may be fetched, run or sent: the policy forbids it, styles stand in the page, and there are no scripts.
 * Every text of the scenario is escaped, and of an arm that does not settle there is no average, difference or cost.
 */
export function reportPage(findings: Findings): string {
  const { scenario } = findings;
  const sections = pageSections(findings).filter(({ content }) => content.source !== "");
  const style: Markup = { source: STYLE };
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${scenario.title}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#contents">Skip to the contents</a>
${firstScreen(findings)}${contents(sections)}${onPaper(sections)}<main>
${sections.map(sectionOf)}</main>
<footer><p>Made with Careway ${findings.version}. Not an NHS product.</p></footer>
</body>
</html>
`.source;
}

function firstScreen(findings: Findings): Markup {
  const { scenario, comparisons } = findings;
  const { priceYear } = scenario.money;
  const year = priceYear === undefined ? NOTHING : markup`<p class="small muted">price year ${priceYear}</p>`;
  const question = scenario.question === undefined ? NOTHING : markup`<p class="question">${scenario.question}</p>\n`;
  const [first] = comparisons;
  return markup`<header class="first">
${warningBand(findings)}<div class="masthead"><h1>${scenario.title}</h1>${year}</div>
${question}<hr class="rule">
${first === undefined ? markup`<p>There is only one scenario, so nothing was compared.</p>\n` : answerBlock(findings, first, "full")}${plan(findings)}</header>
`;
}

/** What travels with every report, on top of it. */
function warningBand({ warnings, scenario }: Findings): Markup {
  const { sourced, assumed } = countInputs(scenario);
  const short = warnings.map(({ message }) => message).filter((message) => message.length <= SHORT_WARNING);
  const count = warnings.length === 1 ? "1 warning travels" : `${warnings.length} warnings travel`;
  const parts = [
    ...(warnings.length === 0 ? [] : [`${count} with this report${short.length === 0 ? "" : `: ${short[0]}`}`]),
    ...(assumed === 0 ? [] : [`${assumed} of ${sourced + assumed} numbers are assumptions`]),
  ];
  if (parts.length === 0) return NOTHING;
  const target = warnings.length === 0 ? "#evidence" : "#checks";
  return markup`<aside class="band" aria-label="Warnings"><p><strong>!</strong> ${parts.join(" · ")}</p><a href="${target}">Read them ↓</a></aside>\n`;
}

function plan({ scenario, result, arms }: Findings): Markup {
  const { clock } = scenario;
  const word = runWordFor(result.window);
  const settling = settlingOf(scenario);
  const [baseline] = arms;
  return markup`<p class="foot">${baselineSaid(baseline.label)}. Compared over ${weeks(clock.run)} ${settling}, ${countRuns(result.planned, word)}, the same patients in every scenario.</p>\n`;
}

function contents(sections: readonly PageSection[]): Markup {
  const items = sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>\n`);
  return markup`<nav class="contents" id="contents" aria-label="Contents"><h2 class="small">Contents</h2><ol>
${joined(items)}</ol></nav>
`;
}

/** Says in print what it leaves out. */
function onPaper(sections: readonly PageSection[]): Markup {
  const left = sections.filter(({ screenOnly }) => screenOnly === true).map(({ title }) => `“${title}”`);
  const only = left.length === 0 ? "" : `Only on the screen: ${left.join(", ")}. `;
  return markup`<p class="paper foot">${only}What is folded is not printed: open it on the screen first.</p>\n`;
}

function sectionOf({ id, title, content, screenOnly }: PageSection): Markup {
  return markup`<section id="${id}"${screenOnly === true ? markup` class="screen"` : NOTHING}><h2>${title}</h2>
${content}</section>
`;
}
