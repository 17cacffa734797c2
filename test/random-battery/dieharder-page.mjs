// What dieharder found, as a page of Markdown.
import { keyOf, last, plan, tests } from "./dieharder-plan.mjs";
import { generators } from "./generators.mjs";
import { patterns, views } from "./walks.mjs";

/** @param {readonly import("./dieharder-plan.mjs").Result[]} results */
export function dieharderPage(results) {
  const shown = generators.filter(({ name }) => results.some(({ generator }) => generator === name));
  const run = new Set(results.map(keyOf));
  const left = plan
    .filter((job) => !run.has(keyOf(job)))
    .map(({ pattern, words, test }) => `${test} of ${pattern} ${words}`);
  return `# The random numbers under dieharder

Written by \`node test/random-battery/dieharder.mjs\`, which reads words of Careway's generator into dieharder 3.31.1 by a pipe (it
must be installed). Every test has a stretch of the sequence of its own. Patterns are the orders in which numbers are taken:

${patterns.map(({ id, says }) => `- **${id}**: ${says}`).join("\n")}

Words:

${views.map(({ id, says }) => `- **${id}**: ${says}`).join("\n")}

A cell has dieharder's p-value, several where the test gives several. PASSED is not written: dieharder calls a p-value below 0.005 or
above 0.995 WEAK, which one in a hundred is by chance, and one within 0.000001 of 0 or 1 FAILED. What is WEAK is looked at again on
fresh words with 5 times the samples, and if it still is with 25 and with 125 times; these results stand behind the arrows.

Left out are the tests that dieharder's own list calls "Suspect" (OPSO, OQSO, DNA) or "Do Not Use" (sums); the second form of
filltree2, in which 3.31.1 ends with a segmentation fault on its own generators too; and, for their time, lagged sums with lags beyond
9 and bit distributions beyond 8. Planned and not yet run: ${left.length === 0 ? "nothing" : left.join("; ")}.

${shown.map(({ name, says }) => section(name, says, results)).join("\n")}`;
}

/** @param {string} generator @param {string} says @param {readonly import("./dieharder-plan.mjs").Result[]} results */
function section(generator, says, results) {
  const own = results.filter((result) => result.generator === generator);
  const columns = patterns.flatMap(({ id }) =>
    views
      .filter((view) => own.some(({ pattern, words }) => pattern === id && words === view.id))
      .map((view) => [id, view.id]),
  );
  const rows = tests.filter(({ name }) => own.some(({ test }) => test === name));
  const lines = own.flatMap((result) => result.lines);
  const first = lines.filter(({ says }) => says === "PASSED").length;
  const failed = lines.filter((line) => last(line).says !== "PASSED").length;
  const cells = rows.map(({ name }) => {
    const found = columns.map(([pattern, words]) =>
      own.find((result) => result.test === name && result.pattern === pattern && result.words === words),
    );
    return `| ${name} | ${found.map(cell).join(" | ")} |`;
  });
  const aside =
    generator === generators[0].name
      ? ""
      : " What dieharder does not see, [the project's own battery](random-numbers.md) does.";
  return `## ${generator[0].toUpperCase()}${generator.slice(1)}

${says[0].toUpperCase()}${says.slice(1)}. ${lines.length} p-values: ${first} PASSED at once, ${lines.length - first - failed} PASSED on a later look, ${failed} did not.${aside}

| test | ${columns.map((column) => column.join(" ")).join(" | ")} |
| --- | ${columns.map(() => "---:").join(" | ")} |
${cells.join("\n")}
`;
}

/** @param {import("./dieharder-plan.mjs").Result | undefined} result */
function cell(result) {
  if (result === undefined) return "";
  return summary(result.lines);
}

/** Up to four p-values as they are, of more the least and the greatest. @param {readonly import("./dieharder-plan.mjs").Line[]} lines */
function summary(lines) {
  const odd = lines.filter(({ says }) => says !== "PASSED");
  const plain = lines.filter(({ says }) => says === "PASSED").map(({ p }) => p);
  const told =
    plain.length <= 4
      ? plain.map((p) => p.toFixed(4))
      : [`${plain.length} from ${Math.min(...plain).toFixed(4)} to ${Math.max(...plain).toFixed(4)}`];
  return [...told, ...odd.map(oddOne)].join(", ");
}

/** @param {import("./dieharder-plan.mjs").Line} line */
function oddOne({ p, says, again = [] }) {
  return `**${[`${p.toFixed(8)} ${says}`, ...again.map((look) => `${look.p.toFixed(4)} ${look.says}`)].join(" → ")}**`;
}
