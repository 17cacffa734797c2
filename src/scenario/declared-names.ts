import type { Span } from "../diagnostics/diagnostic.ts";
import type { NamedThing, ThingKind } from "./expression.ts";
import { isReservedWord } from "./expression-words.ts";
import type { MapNode, Node } from "./node.ts";
import { child } from "./node.ts";
import { doubt, mistake, type Reading } from "./reading.ts";
import { entriesOf, NAME_PATTERN } from "./records.ts";

/** Sections that declare names, and what their names stand for. Scenarios have names of their own. */
const KINDS: readonly (readonly [string, ThingKind])[] = [
  ["organisations", "organisation"],
  ["resources", "resource"],
  ["patients", "class"],
  ["stages", "stage"],
  ["exits", "exit"],
  ["measures", "measure"],
  ["interventions", "intervention"],
];

/** Names of a section of a tree, sorted by code unit. */
export function namesOf(tree: Node, section: string): readonly string[] {
  const node = child(tree, section);
  return node?.kind === "map"
    ? entriesOf(node)
        .map(({ key }) => key)
        .sort()
    : [];
}

/** The union of a section's names over several trees, sorted. */
export function namesOfAll(trees: readonly Node[], section: string): readonly string[] {
  return [...new Set(trees.flatMap((tree) => namesOf(tree, section)))].sort();
}

/** What every name of the file stands for, parameters and attributes apart; each name stands for one thing. */
export function declareThings(root: MapNode, trees: readonly MapNode[], reading: Reading): Map<string, NamedThing> {
  const things = new Map<string, NamedThing>();
  const places = new Map<string, Span>();
  for (const tree of [root, ...trees]) {
    for (const [section, kind] of KINDS) {
      const node = child(tree, section);
      if (node?.kind !== "map") continue;
      for (const { key, keySpan } of entriesOf(node)) {
        const known = things.get(key);
        if (known === undefined) {
          checkName(key, keySpan, reading);
          warnOfCase(key, keySpan, places, reading);
          things.set(key, { kind });
          places.set(key, keySpan);
        } else if (known.kind !== kind) {
          reading.report(
            mistake(
              "name-taken",
              `"${key}" is ${known.kind === kind ? "" : "already "}the name of ${article(known.kind)}`,
              keySpan,
              "all names share one namespace: choose another",
            ),
          );
        }
      }
    }
  }
  return things;
}

/** A name must be one, and must not be a word of the language. */
export function checkName(name: string, span: Span, reading: Reading): boolean {
  if (!new RegExp(NAME_PATTERN).test(name)) {
    reading.report(
      mistake(
        "bad-name",
        `"${name}" is not a name`,
        span,
        "a letter, then letters, digits and _, at most 64; free text goes to label",
      ),
    );
    return false;
  }
  if (!isReservedWord(name)) return true;
  reading.report(mistake("reserved-name", `"${name}" is a word of the language`, span, "choose another name"));
  return false;
}

function warnOfCase(name: string, span: Span, places: ReadonlyMap<string, Span>, reading: Reading): void {
  const other = [...places.keys()].find((known) => known !== name && known.toLowerCase() === name.toLowerCase());
  if (other !== undefined) {
    reading.report(
      doubt("names-differ-in-case", `"${name}" and "${other}" differ only in capitals`, span, "is it the same thing?"),
    );
  }
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
