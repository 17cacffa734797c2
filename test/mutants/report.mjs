// What was found, as a page of Markdown.
import { groups, mutants } from "./mutants.mjs";

/** @typedef {import("./mutants.d.mts").Mutant} Mutant */
/** @typedef {import("./mutants.d.mts").Answer} Answer */

/** @param {Readonly<Record<string, Answer>>} answers by name of the mutant */
export function report(answers) {
  const count = (/** @type {(mutant: Mutant) => boolean} */ holds) => mutants.filter(holds).length;
  const caught = count(({ name }) => answers[name] !== undefined && answers[name].file !== "");
  const asked = count(({ oracle }) => oracle !== undefined);
  const red = count(({ name }) => answers[name] !== undefined && answers[name].rows !== "");
  return `# Planted mistakes

Written by \`node test/mutants/run.mjs\`. A test that cannot fail proves nothing. So ${mutants.length} mistakes that a simulator of care might
well have were planted in a copy of the project, one at a time, and its tests were run: ${caught} of ${mutants.length} were caught. Before that the
same tests were run without a mistake, and none failed. The mistakes were chosen by the authors: what they did not think of is not counted here.

"Caught by" is the first test that fails of those that are asked: first those from which most is expected, then the quick ones, then
all. Others fail too; \`--long\` lists them. ${asked} of the mistakes were also put to theory: to a model of the bank of oracles
([verification.md](../verification.md)) in far fewer replications than it is verified with, or, where the bank has no row that can
tell, to a chain that is solved for the purpose. A row is named when theory lies outside the 99.9 % interval of the run; ${red} of them
turn at least one red. Where nothing is said theory was not asked: its rows do not depend on the mistake, or it has none of the kind.

A mistake that many simulators have had, to thin arrivals of a varying rate with a maximum that is too low, cannot be made here: arrivals are not
thinned, the integral of their rate is inverted. \`profile-of-the-hour-left-out\`, a mistake of that inversion, stands in its place.

${groups.map(([title, list]) => section(title, list, answers)).join("\n\n")}
`;
}

/** @param {string} title @param {readonly Mutant[]} list @param {Readonly<Record<string, Answer>>} answers */
function section(title, list, answers) {
  return `## ${title}

| mutant | what a user would suffer | planted in | caught by | red in theory |
| --- | --- | --- | --- | --- |
${list.map((mutant) => line(mutant, answers[mutant.name])).join("\n")}`;
}

/** @param {Mutant} mutant @param {Answer | undefined} answer */
function line({ name, harm, file, oracle }, answer) {
  const by =
    answer === undefined
      ? "not run"
      : answer.file === ""
        ? "**none of those asked so far**"
        : `\`${answer.file}\`: ${inCell(answer.test)}`;
  const red = oracle === undefined || answer === undefined ? "" : answer.rows === "" ? "**none**" : answer.rows;
  return `| ${name} | ${inCell(harm)} | \`${file}\` | ${by} | ${red} |`;
}

/** @param {string} text */
function inCell(text) {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}
