import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../src/diagnostics/format.ts";
import type { Node } from "../../src/scenario/node.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { readAnyTree, readTree } from "../../src/scenario/tree.ts";

/** Place and code of all that is said of a text. */
function found(text: string): string[] {
  return readTree({ name: "a.yaml", text }).diagnostics.map((each) => formatDiagnostic(each).split(": ", 1)[0]);
}

/** Scalars as they are written, lists as arrays, maps as maps. */
function plain(node: Node): unknown {
  if (node.kind === "scalar") return node.text;
  if (node.kind === "list") return node.items.map(plain);
  if (node.kind === "map") return new Map([...node.entries.values()].map(({ key, value }) => [key, plain(value)]));
  throw new Error(`no file holds a ${node.kind}`);
}

function read(text: string): unknown {
  const tree = readAnyTree({ name: "a.yaml", text });
  if (!tree.ok) throw new Error(tree.diagnostics.map(({ message }) => message).join());
  return plain(tree.value);
}

describe("readTree", () => {
  test("keeps scalars as written, so that 010, 1_000 and yes can be told from numbers and truths", () => {
    expect(read("[010, 1_000, yes, 1e400, 0x10, ~, '5', .inf]")).toEqual([
      "010",
      "1_000",
      "yes",
      "1e400",
      "0x10",
      "~",
      "5",
      ".inf",
    ]);
  });

  test("reads JSON as it reads YAML", () => {
    expect(read('{"a": [1, "two", {"b": null}]}')).toEqual(read("a: [1, two, { b: null }]"));
  });

  test("gives a key without a value the empty text", () => {
    expect(read("a:\nb: 1\n")).toEqual(new Map([["a", ""], ["b", "1"]])); // biome-ignore format: one line a map
  });

  test("gives every value the place where it stands", () => {
    const source = { name: "a.yaml", text: "a:\n  - one\n  - b: two  # comment\n" };
    const tree = readTree(source);
    if (!tree.ok) throw new Error("it is refused");
    const list = tree.value.entries.get("a")?.value;
    if (list?.kind !== "list" || list.items[1].kind !== "map") throw new Error("it is no list of a map");
    const two = list.items[1].entries.get("b");
    const at = (span: { start: number; end: number } | undefined) => source.text.slice(span?.start, span?.end);
    expect([at(list.items[0].span), at(two?.keySpan), at(two?.value.span)]).toEqual(["one", "b", "two"]);
  });

  test("reads the same with a byte order mark, and with carriage returns before line feeds", () => {
    const text = "a: 1\nb:\n  - 2\n";
    expect(read(`\uFEFF${text}`)).toEqual(read(text));
    expect(read(text.replaceAll("\n", "\r\n"))).toEqual(read(text));
  });

  test("puts the value of an anchor in place of each alias", () => {
    expect(read("a: &x [1, 2]\nb: *x\n")).toEqual(read("a: [1, 2]\nb: [1, 2]\n"));
  });
});

describe("readTree refuses", () => {
  test.each([
    ["an empty file", "", ["a.yaml:1:1 empty-scenario"]],
    ["a file of comments", "# nothing\n", ["a.yaml:1:1 empty-scenario"]],
    ["a list at the top", "- a\n- b\n", ["a.yaml:1:1 not-a-map"]],
    ["a single value at the top", "hello\n", ["a.yaml:1:1 not-a-map"]],
    ["two documents", "a: 1\n---\nb: 2\n", ["a.yaml:2:1 several-documents"]],
    ["a key that stands twice", "a: 1\nb: 2\na: 3\n", ["a.yaml:3:1 duplicate-key"]],
    ["a tab as indentation", "a:\n\tb: 1\n", ["a.yaml:2:1 tab"]],
    ["a carriage return alone", "a: 1\rb: 2\n", ["a.yaml:1:5 carriage-return"]],
    ["a control character", "a: x\u0000y\n", ["a.yaml:1:5 control-character"]],
    ["what was not UTF-8", "a: caf\uFFFD\n", ["a.yaml:1:7 not-utf-8"]],
    ["half of a surrogate pair", "a: \uD800x\n", ["a.yaml:1:4 not-utf-8"]],
    ["a tag", "a: !!js/function x\n", ["a.yaml:1:18 tag"]],
    ["a tag of its own", "a: !foo [1]\n", ["a.yaml:1:9 tag"]],
    ["a merge key", "a: &x { b: 1 }\nc:\n  <<: *x\n", ["a.yaml:3:3 merge-key"]],
    ["__proto__ as a key", "a: { __proto__: { polluted: 1 } }\n", ["a.yaml:1:6 forbidden-key"]],
    ["constructor as a key", "constructor: 1\n", ["a.yaml:1:1 forbidden-key"]],
    ["prototype as a key", "a:\n  - prototype: 1\n", ["a.yaml:2:5 forbidden-key"]],
    ["an anchor inside itself", "a: &a [*a]\n", ["a.yaml:1:8 anchor-cycle"]],
    ["an alias without an anchor", "a: *b\n", ["a.yaml:1:4 unknown-anchor"]],
    ["a map as a key", "? { a: 1 }\n: 2\n", ["a.yaml:1:3 bad-key"]],
    ["a second colon on one line", "a: b: c\n", ["a.yaml:1:4 nested-colon"]],
    ["a bracket that is not closed", "a: [1, 2\n", ["a.yaml:2:1 bad-indent"]],
  ])("%s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test("all mistakes of one file at once", () => {
    expect(found("a: !x 1\na: 2\n<<: 3\nb: { prototype: 4 }\n")).toEqual([
      "a.yaml:1:7 tag",
      "a.yaml:2:1 duplicate-key",
      "a.yaml:3:1 merge-key",
      "a.yaml:4:6 forbidden-key",
    ]);
  });

  test("more than 64 levels, however many", () => {
    const nested = (levels: number) => `a: ${"[".repeat(levels)}1${"]".repeat(levels)}\n`;
    expect(found(nested(62))).toEqual([]);
    expect(found(nested(64))).toEqual(["a.yaml:1:67 too-deep"]);
    const began = performance.now();
    expect(found(nested(20_000))[0]).toContain("too-deep");
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("aliases that multiply, before they have", () => {
    const bomb = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]"];
    for (let i = 1; i < 9; i++)
      bomb.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    const began = performance.now();
    expect(found(bomb.join("\n"))[0]).toMatch(/too-big|too-many-aliases/);
    expect(performance.now() - began).toBeLessThan(500);
    const many = `a: &a 1\nb: [${Array(101).fill("*a").join(", ")}]\n`;
    expect(found(many)[0]).toContain("too-many-aliases");
  });

  test("more than ten million characters", () => {
    expect(found(`a: ${"x".repeat(10_000_000)}`)).toEqual(["a.yaml:1:1 too-big"]);
  });

  test("nothing of what it refuses reaches the prototype of objects", () => {
    readScenario({ name: "a.yaml", text: "careway: 1\n__proto__: { polluted: true }\n" });
    const option = { path: "a.__proto__.polluted", value: { name: "--set", text: "true" } };
    const { ok } = readScenario({ name: "a.yaml", text: "careway: 1\na: { b: 1 }\n" }, { set: [option] });
    expect(ok).toBe(false);
    expect("polluted" in {}).toBe(false);
  });
});

test("an anchor that is set twice is a warning, and an alias means the nearest one above", () => {
  expect(found("a: &x 1\nb: &x 2\nc: *x\n")).toEqual(["a.yaml:2:7 warning duplicate-anchor"]);
  expect(read("a: &x 1\nb: &x 2\nc: *x\n")).toEqual(read("a: 1\nb: 2\nc: 2\n"));
});
