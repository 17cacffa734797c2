import { type Findings, labelsOf } from "../findings.ts";
import { countRuns, runWordFor, writeDate, writeNumber } from "../numbers.ts";
import { weeks } from "../text-parts.ts";
import { stableComparisons } from "./difference-rows.ts";
import { leadOf } from "./facts.ts";
import { type Markup, markup, NOTHING } from "./markup.ts";

/** What was run, and how to get the same numbers again. */
export function methodSection(findings: Findings): Markup {
  const { scenario, result, version, command } = findings;
  const { clock } = scenario;
  const word = runWordFor(result.window);
  const warmUp = scenario.arms.some(({ today }) => today.length > 0)
    ? "None: every run starts with the patients who are there today."
    : clock.warmUp === 0
      ? "None: the system starts empty."
      : `${weeks(clock.warmUp)} are simulated first and not counted.`;
  const rows: readonly (readonly [string, string | Markup])[] = [
    [
      "What it is",
      "A discrete-event simulation: patients come, wait for what they need, and leave, one event after another.",
    ],
    ["Runs", `${countRuns(result.planned, word)} of every scenario, a number fixed before the first.`],
    [
      "Time",
      `${weeks(result.window)} are counted in each run, from a clock that starts on ${writeDate(clock.startDate)}.`,
    ],
    ["Warm-up", warmUp],
    [
      "Same patients",
      "Run k of every scenario meets the same patients with the same luck, so that differences come from the change (common random numbers).",
    ],
    ...pairing(findings),
    [
      "Ranges",
      `${plain(result.level * 100)}% intervals of a mean over the runs, from Student's t distribution; differences are paired run by run.`,
    ],
    ["Seed", result.seed],
    [
      "Random numbers",
      "Counter-based, keyed by seed, run, patient and purpose: the number of processors changes nothing.",
    ],
    ["Version", `Careway ${version}`],
  ];
  const items = rows.map(([term, text]) => markup`<dt>${term}</dt><dd>${text}</dd>\n`);
  return markup`<dl class="terms">${items}</dl>
<p>To get exactly these numbers again:</p>
<pre><code>${command}</code></pre>
<details class="screen"><summary>The scenario file</summary>
<pre><code>${scenario.source.text}</code></pre></details>
`;
}

/** How much the pairing saved, for the measure that the answer leads with. */
function pairing(findings: Findings): readonly (readonly [string, Markup])[] {
  const items = stableComparisons(findings).flatMap((comparison) => {
    if (comparison.verdicts.length === 0) return [];
    const { difference } = leadOf(comparison);
    const { varianceReduction } = difference;
    const labels = labelsOf(findings, comparison);
    const label = labels.measures.get(difference.metric.id)?.label ?? difference.metric.id;
    if (Number.isNaN(varianceReduction)) return [];
    const times =
      varianceReduction === Number.POSITIVE_INFINITY
        ? "the difference is the same in every run"
        : `${plain(varianceReduction)} times as many unpaired runs would have been needed`;
    return [markup`<li>${labels.scenario}, ${label}: ${times}.</li>\n`];
  });
  return items.length === 0 ? [] : [["What pairing saved", markup`<ul class="plain">${items}</ul>`]];
}

function plain(value: number): string {
  return writeNumber(value, { kind: "number", style: "prose" });
}

const TERMS: readonly (readonly [string, string])[] = [
  [
    "Range",
    "Ranges allow for chance: of ranges made this way, 19 in 20 hold the model's long-run average. They do not say the model is right.",
  ],
  ["One year, one run", "The middle 90% of the runs, each the same time lived both ways: what a single one may show."],
  [
    "Better, worse",
    "The whole range lies on that side of no difference, for a measure whose file says which way is better.",
  ],
  [
    "Can't tell",
    "The range holds no difference as well as differences that may matter. It does not mean that there is none.",
  ],
  [
    "Not judged",
    "The file does not name the measure as a headline, so no verdict is given: its difference and range stand for themselves.",
  ],
  ["About the same", "The whole range lies within the smallest difference that was said to matter."],
  [
    "Waiting, blocked",
    "Waiting is for a first place or for staff; blocked is to hold a place because the next one is not free.",
  ],
  [
    "Busy",
    "Use within opening hours as a share of what is there. From about 90% on, lines grow fast with small changes.",
  ],
  ["In use", "Places, beds or staff taken at one time, on average over the time that is counted."],
];

export function definitionsSection({ result }: Findings): Markup {
  const shown = result.level === 0.95 ? TERMS : TERMS.slice(1);
  const other =
    result.level === 0.95
      ? NOTHING
      : markup`<dt>Range</dt><dd>Ranges allow for chance: of ranges made this way, ${plain(result.level * 100)} in 100 hold the model's long-run average. They do not say the model is right.</dd>\n`;
  return markup`<dl class="terms">${other}${shown.map(([term, text]) => markup`<dt>${term}</dt><dd>${text}</dd>\n`)}</dl>\n`;
}
