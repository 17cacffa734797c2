// Mistakes that are planted one at a time, each of which some test must find. The test beside holds that what each of them
// replaces still stands in its file, once.
import { adoption } from "./adoption.mjs";
import { causes } from "./causes.mjs";
import { dozen } from "./dozen.mjs";
import { grants } from "./grants.mjs";
import { numbers } from "./numbers.mjs";
import { plain } from "./plain.mjs";
import { windows } from "./windows.mjs";

/** @type {readonly (readonly [title: string, mutants: readonly import("./mutants.d.mts").Mutant[]])[]} */
export const groups = [
  ["Known mistakes of simulators of queues", dozen],
  ["The grant rule", grants],
  ["Plain pathways", plain],
  ["Hours, sessions and the window", windows],
  ["Adoption", adoption],
  ["Causes of waits, and the worth of one more", causes],
  ["Numbers and reading", numbers],
];

export const mutants = groups.flatMap(([, list]) => list);

/**
 * The text of a file with the mutant in it.
 * @param {import("./mutants.d.mts").Mutant} mutant
 * @param {string} text
 */
export function mutate({ name, file, find, replace }, text) {
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`mutant ${name}: its text stands ${found} times in ${file}`);
  return text.replace(find, () => replace);
}
