import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** @typedef {Readonly<Record<string, string>>} Fingerprints */

const file = new URL("fingerprints.json", import.meta.url);
const KINDS = ["trajectory", "results", "findings"];

/** What was accepted last. @returns {Fingerprints} */
export function golden() {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** @param {Fingerprints} fingerprints */
export function accept(fingerprints) {
  writeFileSync(file, `${JSON.stringify(fingerprints, null, 2)}\n`);
}

/** A line for each scenario whose fingerprint is another. @param {Fingerprints} expected @param {Fingerprints} found */
export function differences(expected, found) {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  return names.flatMap((name) => {
    if (expected[name] === found[name]) return [];
    if (found[name] === undefined) return [`${name}: gone`];
    if (expected[name] === undefined) return [`${name}: new`];
    const [before, now] = [expected[name].split(" "), found[name].split(" ")];
    return [`${name}: ${KINDS.filter((_, i) => before[i] !== now[i]).join(", ")}`];
  });
}

/** What whoever has changed results does next. */
export const advice = `If this change of results is not meant, it is a defect; where one platform alone differs, that one computes something else.
To see what moved: node test/portable/run.mjs --trace NAME > after.txt, the same at the commit before, and compare the two.
To accept it: node test/portable/run.mjs --write, and a line that begins with "Results change" in CHANGELOG.md.`;
