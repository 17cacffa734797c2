import { mkdirSync, writeFileSync } from "node:fs";

/**
 * Writes a page of the proof: to docs/verification/, and where it comes of a long run, which is another each time, to
 * results/verification/.
 * @param {string} name of the file
 * @param {string} text
 * @param {boolean} long
 */
export function writePage(name, text, long) {
  const folder = new URL(long ? "../results/verification/" : "../docs/verification/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(name, folder), text);
}
