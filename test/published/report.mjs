// What was found, as a page of Markdown.

/** @typedef {{ model: import("./plan.d.mts").PublishedModel, tables: readonly import("./judge.d.mts").TableLines[] }} Answer */

/** @param {readonly Answer[]} answers */
export function report(answers) {
  const lines = answers.flatMap(({ tables }) => tables.flatMap((table) => table.lines));
  const count = (/** @type {string} */ verdict) => lines.filter((line) => line.verdict === verdict).length;
  return `# Published models

Written by \`npm run verify:published\`. Models of care that others have published with their inputs and their results, stated as
scenario files in \`scenarios/published\`, and every printed figure beside ours. Of ${lines.length} figures ${count("within")} are within three standard
errors of the difference. ${count("explained")} are not for a reason that is known. Of ${count("no cause found")} no cause was found: there theory or another
reproduction of the source stands by ours, as told below.${count("OUTSIDE") > 0 ? ` ${count("OUTSIDE")} are outside with nothing known.` : ""}

z is the distance between the published figure and ours, less half the last printed place, over the root of the sum of the squared
standard errors. Where a source gives no spread, that of our own runs over its number of runs stands for it: the same model, run
as often. Ours are means of many more runs with a fixed seed; neither seeds nor tolerances were chosen by what came out. Figures of
one source share their runs, so their errors go together. Where a source leaves something open, it was read from its results: the
length of a warm-up, the meaning of "ring-fenced", what an average is over. There agreement shows that the reading fits, no more.

| model | file | figures | within | explained | no cause found | outside |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
${answers.map(summary).join("\n")}

\`mental-health.yaml\` is one more published model, whose results are not stored: there is nothing to hold it to.

${answers.map(section).join("\n\n")}
`;
}

/** @param {Answer} answer */
function summary({ model, tables }) {
  const lines = tables.flatMap((table) => table.lines);
  /** @param {string} verdict */
  const count = (verdict) => lines.filter((line) => line.verdict === verdict).length;
  return `| ${model.name} | \`${model.file}\` | ${lines.length} | ${count("within")} | ${count("explained")} | ${count("no cause found")} | ${count("OUTSIDE")} |`;
}

/** @param {Answer} answer */
function section({ model, tables }) {
  /** @type {string[]} */
  const notes = [];
  const text = tables.map(({ table, lines }) => tableOf(table, lines, notes)).join("\n\n");
  const explanations = notes.map((note, place) => `${place + 1}. ${note}`).join("\n");
  return [
    `## ${model.name}`,
    `${model.source} ${model.replications} runs of \`${model.file}\`${setText(model.set)}.`,
    text,
    ...(notes.length === 0 ? [] : [`What is known of the others:\n\n${explanations}`]),
  ].join("\n\n");
}

/** @param {Readonly<Record<string, string>>} set */
function setText(set) {
  const settings = Object.entries(set).map(([path, value]) => `\`${path}=${value}\``);
  return settings.length === 0 ? "" : ` with ${settings.join(", ")}`;
}

/**
 * @param {import("./plan.d.mts").Table} table
 * @param {readonly import("./judge.d.mts").Line[]} lines
 * @param {string[]} notes explanations so far, numbered by their places
 */
function tableOf(table, lines, notes) {
  const rows = lines.map(({ row, ours, se, z, verdict }) => {
    const why = row.explained ?? row.unexplained;
    if (verdict !== "within" && why !== undefined && !notes.includes(why)) notes.push(why);
    const told = verdict === "within" || why === undefined ? verdict : `${verdict} (${notes.indexOf(why) + 1})`;
    const published = short(row.published, row.se === 0 ? 5 : 6);
    return `| ${row.label} | ${published} | ${short(se, 2)} | ${short(ours.mean, 5)} | ${short(ours.se, 2)} | ${z.toFixed(1)} | ${told} |`;
  });
  return [
    `### ${table.title}`,
    ...(table.about === "" ? [] : [table.about]),
    `| | published | SE | ours | SE | z | |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |\n${rows.join("\n")}`,
  ].join("\n\n");
}

/** @param {number} value @param {number} digits */
function short(value, digits) {
  return value === 0 ? "0" : Number(value.toPrecision(digits)).toString();
}
