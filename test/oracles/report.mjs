// What the bank found, as a page of Markdown.
import { outOfScope } from "./out-of-scope.mjs";

/**
 * @param {readonly import("./verify.d.mts").Answer[]} answers
 * @param {readonly import("./formulas.d.mts").FormulaAnswer[]} formulas
 * @param {readonly string[]} left names of models that have not been run
 */
export function report(answers, formulas, left) {
  const lines = [...answers, ...formulas];
  const held = lines.filter(({ verdict }) => verdict === "holds").length;
  return `# Verification

Written by \`npm run verify:oracles\`. Exact answers of queueing theory against independent replications with a fixed seed, and
reference values against the functions that compute them. ${held} of ${lines.length} hold.${left.length > 0 ? ` Not yet run: ${left.join("; ")}.` : ""}

A simulated answer holds when the exact value lies inside the 99.9 % t-interval over replications **and** the half-width is at most
1 % of it (2 % for 95th percentiles and for probabilities below 0.05): without the second condition the test has no power.
The rows with their sources are in \`test/oracles/rows.json\`, the models in \`test/oracles/scenarios\` and \`plan.mjs\`.

## By simulation

| id | model | exact | simulated ± half-width | hw % | verdict |
| --- | --- | ---: | ---: | ---: | --- |
${answers.map(line).join("\n")}

## By formula

| id | exact | computed | relative difference | verdict |
| --- | ---: | ---: | ---: | --- |
${formulas.map(({ id, exact, found, difference, verdict }) => `| ${id} | ${exact} | ${found} | ${difference.toExponential(1)} | ${verdict} |`).join("\n")}

The known answers of the random number generator are held by \`test/random/generator.test.ts\`.

## Out of scope

| rows | why |
| --- | --- |
${outOfScope.map(([ids, why]) => `| ${ids.join(", ")} | ${why} |`).join("\n")}
`;
}

/** @param {import("./verify.d.mts").Answer} answer */
function line({ id, model, exact, mean, halfWidth, verdict }) {
  const share = exact === 0 ? 0 : (100 * halfWidth) / Math.abs(exact);
  return `| ${id} | ${model} | ${short(exact)} | ${short(mean)} ± ${short(halfWidth)} | ${share.toFixed(2)} | ${verdict} |`;
}

/** @param {number} value */
function short(value) {
  return Number(value.toPrecision(6)).toString();
}
