import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import type { NamedThing, ThingKind } from "./expression.ts";
import { CHOICE_WORDS, isReservedWord, meaningOf } from "./expression-words.ts";
import type { Entry, MapNode, Node, ScalarNode } from "./node.ts";
import { child } from "./node.ts";
import { doubt, mistake, type Reading } from "./reading.ts";
import { entriesOf, NAME_PATTERN } from "./records.ts";
import { NUMBER } from "./units.ts";

/**
 * Sections that declare names, and what their names stand for. Scenarios and sources of evidence have names of their own;
 * what a parameter is worth is read later.
 */
const KINDS: readonly (readonly [string, ThingKind | "parameter"])[] = [
  ["parameters", "parameter"],
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
  const spellings = new Map<string, string>();
  for (const tree of [root, ...trees]) {
    for (const [section, kind] of KINDS) {
      const node = child(tree, section);
      if (node?.kind !== "map") continue;
      for (const { key, keySpan } of entriesOf(node)) {
        const known = things.get(key);
        if (known === undefined) {
          checkName(key, keySpan, reading);
          if (kind === "resource" && CHOICE_WORDS.includes(key)) {
            const message = `"${key}" is a word of requests, so no resource can be called it`;
            reading.report(mistake("reserved-name", message, keySpan, "choose another name"));
          }
          warnOfCase(key, keySpan, spellings, reading);
          things.set(key, kind === "parameter" ? { kind, unit: NUMBER } : { kind });
        } else if (known.kind !== kind) {
          reading.report(
            mistake(
              "name-taken",
              `"${key}" is already the name of ${article(known.kind)}`,
              keySpan,
              "all names share one namespace: choose another",
            ),
          );
        }
      }
    }
  }
  for (const { key, keySpan } of contactsIn(trees)) {
    const known = things.get(key);
    if (known?.kind === "contact") continue;
    if (known === undefined) {
      if (checkName(key, keySpan, reading)) things.set(key, { kind: "contact" });
    } else {
      const message = `"${key}" is already the name of ${article(known.kind)}`;
      reading.report(mistake("name-taken", message, keySpan, "all names share one namespace: choose another"));
    }
  }
  for (const { text, span } of serversIn(trees)) {
    const known = things.get(text);
    if (known?.kind === "resource" || known?.kind === "server") continue;
    if (known === undefined) {
      if (checkName(text, span, reading)) things.set(text, { kind: "server" });
    } else {
      const message = `"${text}" is already the name of ${article(known.kind)}`;
      reading.report(mistake("name-taken", message, span, "all names share one namespace: choose another"));
    }
  }
  return things;
}

/** Contacts of every stage, whoever adopts what. */
function contactsIn(trees: readonly MapNode[]) {
  const entries = (node: Node | undefined): readonly Entry[] => {
    if (node?.kind === "adopted") return [...entries(node.then), ...entries(node.otherwise)];
    return node?.kind === "map" ? entriesOf(node) : [];
  };
  return trees.flatMap((tree) => {
    return entries(child(tree, "stages")).flatMap(({ value }) => entries(child(value, "contacts")));
  });
}

/** Names of contacts, sorted. */
export function contactNames(trees: readonly MapNode[]): readonly string[] {
  return [...new Set(contactsIn(trees).map(({ key }) => key))].sort();
}

/** What bundles call themselves by `as`, in every place where a stage asks for something. */
function serversIn(trees: readonly MapNode[]): readonly ScalarNode[] {
  const found: ScalarNode[] = [];
  const visit = (node: Node): void => {
    if (node.kind === "list") node.items.forEach(visit);
    else if (node.kind === "adopted")
      for (const part of [node.then, node.otherwise]) if (part !== undefined) visit(part);
    if (node.kind !== "map") return;
    const as = node.entries.get("as")?.value;
    if (as?.kind === "scalar") found.push(as);
  };
  for (const tree of trees) {
    const stages = child(tree, "stages");
    for (const { value } of stages?.kind === "map" ? entriesOf(stages) : []) {
      for (const key of ["seize", "needs"]) {
        const asked = child(value, key);
        if (asked !== undefined) visit(asked);
      }
    }
  }
  return found;
}

/** Scenarios and sources of evidence: names, though not of the namespace that expressions see. */
export function checkOwnNames(root: MapNode, reading: Reading): void {
  for (const section of ["scenarios", "evidence"]) {
    const node = child(root, section);
    for (const { key, keySpan } of node?.kind === "map" ? entriesOf(node) : []) {
      if (!NAME.test(key)) reading.report(badName(key, keySpan));
    }
  }
}

const NAME = new RegExp(NAME_PATTERN);

function badName(name: string, span: Span): Diagnostic {
  const hint = "a letter, then letters, digits and _, at most 64; free text goes to label";
  return mistake("bad-name", `"${name}" is not a name`, span, hint);
}

/** A name must be one, and must not be a word of the language. */
export function checkName(name: string, span: Span, reading: Reading): boolean {
  if (!NAME.test(name)) {
    reading.report(badName(name, span));
    return false;
  }
  if (!isReservedWord(name)) return true;
  const hint = `choose another name, such as ${name}1 or a longer word; its label may be anything`;
  reading.report(mistake("reserved-name", `"${name}" is ${meaningOf(name)}, so nothing can be called it`, span, hint));
  return false;
}

function warnOfCase(name: string, span: Span, spellings: Map<string, string>, reading: Reading): void {
  const other = spellings.get(name.toLowerCase());
  if (other === undefined) {
    spellings.set(name.toLowerCase(), name);
  } else if (other !== name) {
    reading.report(
      doubt("names-differ-in-case", `"${name}" and "${other}" differ only in capitals`, span, "is it the same thing?"),
    );
  }
}

function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}
