import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { distributions } from "../../src/random/distributions.ts";
import { functionNames, nullaryWords } from "../../src/scenario/expression-words.ts";
import { readScenario } from "../../src/scenario/parse.ts";
import { scenarioSchema } from "../../src/scenario/schema.ts";

const page = readFileSync(new URL("../../docs/language.md", import.meta.url), "utf8");
const [whole, ...parts] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text]) => text);

type Tree = { readonly [key: string]: unknown };

function isMap(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first with the second put into it: sections and their entries are joined, fields are replaced. */
function joined(base: Tree, part: Tree, depth = 3): Tree {
  const entries = Object.entries(part).map(([key, value]) => {
    const old = base[key];
    return [key, depth > 1 && isMap(old) && isMap(value) ? joined(old, value, depth - 1) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function messages(text: string): string[] {
  return readScenario({ name: "page.yaml", text }).diagnostics.map(({ message }) => message);
}

describe("docs/language.md", () => {
  test("its whole scenario reads without a mistake or a warning", () => {
    expect(messages(whole)).toEqual([]);
  });

  test.each(parts.map((part) => [part.split("\n")[0], part]))(
    "its part that begins with %s reads within the whole",
    (_, part) => {
      expect(messages(stringify(joined(parse(whole) as Tree, parse(part) as Tree)))).toEqual([]);
    },
  );

  test("names every distribution, function and word of expressions", () => {
    const words = [...distributions.keys(), ...functionNames, ...nullaryWords.keys()];
    expect(words.filter((word) => !page.includes(`\`${word}`) && !page.includes(`${word}(`))).toEqual([]);
  });

  test("names every key of the schema", () => {
    const keys = new Set<string>();
    const walk = (schema: unknown): void => {
      if (Array.isArray(schema)) for (const item of schema) walk(item);
      else if (isMap(schema)) {
        if (isMap(schema.properties)) for (const key of Object.keys(schema.properties)) keys.add(key);
        for (const value of Object.values(schema)) walk(value);
      }
    };
    walk(scenarioSchema());
    expect([...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(page))).toEqual([]);
  });
});
