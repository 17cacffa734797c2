import type { Source } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/nearest.ts";
import { child, type Entry, type MapNode, type Node, withEntry } from "./node.ts";
import { mistake, type Reading } from "./reading.ts";
import { readAnyTree } from "./tree.ts";
import { missingStep, setAt } from "./tree-path.ts";

/** `--set path=value`, with the value as a source of its own. */
export interface SetOption {
  readonly path: string;
  readonly value: Source;
}

/** The file with the values of options in place of its own, the last one of a path. */
export function withOptions(root: MapNode, options: readonly SetOption[], reading: Reading): MapNode {
  let tree = root;
  for (const [i, { path, value }] of options.entries()) {
    const read = readAnyTree(value);
    if (!read.ok) {
      for (const diagnostic of read.diagnostics) reading.report(diagnostic);
      continue;
    }
    const later = options.slice(i + 1).find((other) => `${bare(path)}.`.startsWith(`${bare(other.path)}.`));
    if (later !== undefined) {
      const message = `${path} is set again later, so ${value.text.trim()} counts for nothing`;
      const hint = `${later.value.text.trim()} is what counts`;
      reading.report({ ...mistake("set-twice", message, read.value.span, hint), severity: "note" });
    }
    tree = setOption(tree, path, read.value, reading);
  }
  return tree;
}

/** A parameter's `value` is the parameter. */
function bare(path: string): string {
  return path.replace(/^(parameters[.][^.]+)[.]value$/, "$1");
}

function setOption(tree: MapNode, path: string, value: Node, reading: Reading): MapNode {
  const steps = path.split(".");
  const entry: Entry = { key: path, keySpan: value.span, value };
  // What to tell the figures by is no part of the pathway: a file need not say it to be asked it.
  if (path === "forWhom") return withEntry(tree, entry);
  const missing = missingStep(tree, steps, Math.max(2, steps.length - 1));
  if (missing !== undefined) {
    const message = steps.length < 2 ? `"${path}" is not a path in the file` : `${missing.message} in "${path}"`;
    reading.report(mistake("unknown-path", message, value.span, wholePath(tree, steps) ?? missing.hint));
    return tree;
  }
  const target = steps.reduce<Node | undefined>((node, step) => child(node, step), tree);
  const part = value.kind === "map" ? undefined : usualPart(steps);
  if (part !== undefined && target?.kind === "map") {
    const message = `"${path}" has several parts: one value cannot take their place`;
    reading.report(mistake("unknown-path", message, value.span, `did you mean ${path}.${part}?`));
    return tree;
  }
  const inValue = target?.kind === "map" && target.entries.has("value") ? [...steps, "value"] : steps;
  return setAt(tree, inValue, entry, () => value) as MapNode;
}

/** What is mostly set of a thing in these sections; a parameter is set whole. */
const USUAL: ReadonlyMap<string, string> = new Map([
  ["parameters", ""],
  ["resources", "capacity"],
  ["stages", "duration"],
  ["patients", "arrive.poisson"],
]);

function usualPart(steps: readonly string[]): string | undefined {
  const part = steps.length === 2 ? USUAL.get(steps[0]) : undefined;
  return part === "" ? undefined : part;
}

/** A path that leaves out its section, such as `bed` or `bed.capacity`. */
function wholePath(tree: MapNode, [name, ...rest]: readonly string[]): string | undefined {
  for (const [section, part] of USUAL) {
    const names = child(tree, section);
    const known = names?.kind === "map" ? names.entries : new Map<string, Entry>();
    if (!known.has(name)) continue;
    const below = rest.length > 0 ? rest.join(".") : part;
    return `did you mean ${[section, name, ...(below === "" ? [] : [below])].join(".")}?`;
  }
  const all = [...USUAL.keys()].flatMap((section) => {
    const names = child(tree, section);
    return names?.kind === "map" ? [...names.entries.keys()] : [];
  });
  return tree.entries.has(name) ? undefined : didYouMean(name, [...tree.entries.keys(), ...all]);
}
