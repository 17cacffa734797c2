import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { compile } from "../../src/compile/compile.ts";
import { readScenario } from "../../src/scenario/parse.ts";

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };
type Path = readonly (string | number)[];

const source = readFileSync(new URL("files/whole.yaml", import.meta.url), "utf8");
const whole = parse(source) as Tree;
const paths = pathsOf(whole, []);
/** Milliseconds that one reading may take. */
const SLOWEST = 2000;
/** FUZZ_RUNS=5000 FUZZ_SEED=7 npx vitest run test/scenario/fuzz.test.ts looks further. */
const runs = Number(process.env.FUZZ_RUNS ?? 300);
const settings = { numRuns: runs, seed: Number(process.env.FUZZ_SEED ?? 20260406) };
const patience = 60_000 + 200 * runs;

/** Every place of the tree but its root. */
function pathsOf(tree: Tree, at: Path): Path[] {
  if (typeof tree !== "object" || tree === null) return [];
  const entries: [string | number, Tree][] = Array.isArray(tree) ? [...tree.entries()] : Object.entries(tree);
  return entries.flatMap(([key, value]) => [[...at, key], ...pathsOf(value, [...at, key])]);
}

function valueAt(tree: Tree, path: Path): Tree {
  return path.reduce((node, key) => (node as Record<string | number, Tree>)[key], tree);
}

/** A copy with one place changed; an undefined value deletes it. The place may be gone by an earlier change. */
function changed(tree: Tree, path: Path, value: Tree | undefined): Tree {
  const copy = structuredClone(tree);
  const parent = path.slice(0, -1).reduce<Tree | undefined>((node, key) => {
    return typeof node === "object" && node !== null ? (node as Record<string | number, Tree>)[key] : undefined;
  }, copy);
  const key = path[path.length - 1];
  if (typeof parent !== "object" || parent === null) return copy;
  if (value !== undefined) (parent as Record<string | number, Tree>)[key] = value;
  else if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return copy;
}

const place = fc.nat({ max: paths.length - 1 }).map((index) => paths[index]);
const odd = fc.constantFrom<Tree | undefined>(
  undefined,
  0,
  -1,
  1e308,
  "NaN",
  ".inf",
  "",
  null,
  [],
  {},
  "5 min",
  "30%",
  "£5",
  "triage",
  "bed",
  "age",
  "frail",
  "unlimited",
  "2 ^ 2000",
  "1 / 0",
  "x(",
  "__proto__",
);
/** Deletes, replaces by something odd, puts what stands elsewhere, or writes a list of the value twice. */
const mutation = fc.oneof(
  fc.tuple(place, odd).map(
    ([at, value]) =>
      (tree: Tree) =>
        changed(tree, at, value),
  ),
  fc.tuple(place, place).map(
    ([at, from]) =>
      (tree: Tree) =>
        changed(tree, at, valueAt(whole, from)),
  ),
  place.map((at) => (tree: Tree) => changed(tree, at, [valueAt(whole, at), valueAt(whole, at)])),
);

/** Reads a text that may be anything: an answer in time, places inside the text, and what is accepted compiles. */
function isAnswered(text: string): void {
  const began = performance.now();
  const result = readScenario({ name: "mutant.yaml", text });
  expect(performance.now() - began).toBeLessThan(SLOWEST);
  for (const { span, message } of result.diagnostics) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(message).not.toMatch(/undefined|\[object|NaN,/);
  }
  expect(result.ok).toBe(!result.diagnostics.some(({ severity }) => severity === "error"));
  if (result.ok) for (const arm of result.value.arms) compile(result.value, arm);
}

describe("a scenario with anything in it", () => {
  test("the file that is broken reads and compiles as it stands", () => {
    isAnswered(source);
    isAnswered(stringify(whole));
    expect(readScenario({ name: "whole.yaml", text: source }).diagnostics).toEqual([]);
  });

  test(
    "is read or refused with places, and never throws or hangs, after one or two changes",
    () => {
      const mutants = fc.array(mutation, { minLength: 1, maxLength: 2 });
      fc.assert(
        fc.property(mutants, (changes) => {
          isAnswered(stringify(changes.reduce((tree, change) => change(tree), whole)));
        }),
        settings,
      );
    },
    patience,
  );

  test(
    "is read or refused when characters are cut out, doubled or put in",
    () => {
      const piece = fc.constantFrom(
        "",
        "\t",
        ":",
        "- ",
        "{",
        "]",
        '"',
        "#",
        "&a ",
        "*a",
        "!t ",
        "\u0000",
        "\r",
        "é",
        "\n\n",
      );
      const cut = fc.tuple(fc.nat({ max: source.length }), fc.nat({ max: 30 }), piece);
      fc.assert(
        fc.property(cut, ([at, length, put]) => isAnswered(source.slice(0, at) + put + source.slice(at + length))),
        settings,
      );
    },
    patience,
  );
});
