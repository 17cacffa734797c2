// What was found, as a page of Markdown.
import { groups } from "./mutants.mjs";

/**
 * @typedef {{ file: string, test: string }} Failure
 * @typedef {{ mutant: import("./mutants.d.mts").Mutant, caught: Failure | undefined, rows: readonly string[], failures: readonly Failure[] }} Answer
 */

/** @param {readonly Answer[]} answers */
export function report(answers) {
  const caught = answers.filter((answer) => answer.caught !== undefined).length;
  const withRows = answers.filter(({ rows }) => rows.length > 0).length;
  const asked = answers.filter(({ mutant }) => mutant.oracle !== undefined).length;
  return `# Planted mistakes

Written by \`node test/mutants/run.mjs\`. A test that cannot fail proves nothing. So mistakes that a simulator of care might well have
were planted in a copy of the project, one at a time, and its tests were run: ${caught} of ${answers.length} were caught. Before that the same tests
were run without a mistake, and none failed.

"Caught by" is the first test that fails, of those that were asked: the tests from which most was expected, then the quick ones,
then all. Others fail too; \`--long\` lists them. ${asked} mutants were also put to a model of the bank of oracles
([verification.md](../verification.md)), in far fewer replications than it is verified with: a row is named when theory lies outside
the 99.9 % interval. ${withRows} of them turn at least one red. Where no row is named none was asked: what the bank knows does not depend on the
mistake, such as a mean on the order of service, or there is no row of the kind.

${groups.map(([title, mutants]) => section(title, mutants, answers)).join("\n\n")}
`;
}

/** @param {string} title @param {readonly import("./mutants.d.mts").Mutant[]} mutants @param {readonly Answer[]} answers */
function section(title, mutants, answers) {
  const lines = answers.filter(({ mutant }) => mutants.includes(mutant)).map(line);
  return `## ${title}

| mutant | what a user would suffer | planted in | caught by | rows of the bank |
| --- | --- | --- | --- | --- |
${lines.join("\n")}`;
}

/** @param {Answer} answer */
function line({ mutant, caught, rows }) {
  const { name, harm, file, oracle } = mutant;
  const by = caught === undefined ? "**nothing**" : `\`${caught.file}\`: ${inCell(caught.test)}`;
  const red = oracle === undefined ? "" : rows.length === 0 ? "**none**" : rows.map((row) => `\`${row}\``).join(", ");
  return `| ${name} | ${inCell(harm)} | \`${file}\` | ${by} | ${red} |`;
}

/** @param {string} text */
function inCell(text) {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}
