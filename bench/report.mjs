// How measurements are written.
import { spread } from "./statistics.mjs";

/**
 * @typedef {object} Target
 * @property {string} what
 * @property {string} target as it was set
 * @property {readonly number[]} values one for each round
 * @property {(median: number) => boolean} met
 *
 * @typedef {object} Part what one part of the benchmark found
 * @property {string} title
 * @property {readonly string[]} lines in Markdown
 * @property {readonly Target[]} [targets]
 * @property {readonly string[]} [failures] answers that are not alike
 * @property {unknown} data for --json
 */

/**
 * @param {readonly string[]} head the first column is of words
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, k) => (k === 0 ? "---" : "---:"))), ...rows.map(line)];
}

/** Median [min..max]. @param {readonly number[]} values @param {number} [digits] */
export function told(values, digits = 3) {
  if (values.some(Number.isNaN)) return "–";
  const { median, least, most } = spread(values);
  const short = (/** @type {number} */ value) => shortly(value, digits);
  return values.length === 1 ? short(median) : `${short(median)} [${short(least)}..${short(most)}]`;
}

/** @param {number} value @param {number} digits that count */
function shortly(value, digits) {
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return value.toFixed(Math.min(decimals, digits));
}

/** @param {number} bytes */
export const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MB`;

/** @param {readonly Target[]} targets */
export function targetTable(targets) {
  const rows = targets.map(({ what, target, values, met }) => {
    const { median } = spread(values);
    return [what, target, told(values), met(median) ? "yes" : "no"];
  });
  return table(["target", "wanted", "measured", "met"], rows);
}
