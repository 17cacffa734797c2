import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import * as library from "../../src/index.ts";
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

/** Where each section of a file is described, and what can be a value anywhere. */
const chapters = {
  careway: "## Head",
  title: "## Head",
  question: "## Head",
  clock: "## Head",
  experiment: "## Head",
  deadlock: "## Head",
  evidence: "### evidence",
  parameters: "### parameters",
  organisations: "## Head",
  money: "## Head",
  value: "### value",
  resources: "## resources",
  patients: "## patients",
  stages: "## stages",
  exits: "### exits",
  measures: "## measures",
  forWhom: "## forWhom",
  interventions: "## interventions",
  scenarios: "## scenarios",
  today: "## today",
  targets: "## targets",
  productivity: "## productivity",
  anyValue: "## What holds everywhere",
};

/** In nearly every map: described once. */
const COMMON = ["label", "evidence", "note"];

function sectionSchema(section: string): unknown {
  const { properties, $defs } = scenarioSchema() as { readonly properties: Tree; readonly $defs: Tree };
  // What can be a value anywhere is called as the section of what health is worth.
  if (section === "anyValue") return { properties: { value: $defs.value } };
  return { properties: { [section]: (section === "value" ? undefined : $defs[section]) ?? properties[section] } };
}

/** The names of all maps in a part of the schema, but for what other parts describe, and distributions, which have rows. */
function keysOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) for (const item of schema) keysOf(item, found);
  if (!isMap(schema)) return found;
  for (const [keyword, part] of Object.entries(schema)) {
    if (keyword !== "properties" || !isMap(part)) keysOf(part, found);
    else {
      for (const [key, value] of Object.entries(part)) {
        if (!COMMON.includes(key)) found.add(key);
        if (!distributions.has(key)) keysOf(value, found);
      }
    }
  }
  return found;
}

/** What a chapter writes as code in its sentences and tables: examples alone describe nothing. */
function wordsOf(chapter: string): Set<string> {
  const [, rest] = page.split(`\n${chapter}\n`);
  const end = new RegExp(`^#{2,${chapter.indexOf(" ")}} `, "m");
  const prose = `${chapter}\n${rest.split(end)[0]}`.replace(/```.*?```/gs, "").replace(/^#+ (\w+)$/gm, "`$1`");
  return new Set([...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code.match(/[A-Za-z]\w*/g) ?? []));
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

  test.each(Object.entries(chapters))("describes every key of %s, in the chapter %s", (section, chapter) => {
    const told = wordsOf(chapter);
    const rows = section === "anyValue" ? distributions : new Map();
    expect([...keysOf(sectionSchema(section))].filter((key) => !told.has(key) && !rows.has(key))).toEqual([]);
  });

  test("describes once what nearly every map may hold", () => {
    const told = wordsOf(chapters.anyValue);
    expect(COMMON.filter((key) => !told.has(key))).toEqual([]);
  });

  test("has a chapter for every section", () => {
    const { properties } = scenarioSchema() as { readonly properties: Tree };
    expect(Object.keys(chapters).filter((name) => name !== "anyValue")).toEqual(Object.keys(properties));
  });

  test.each([...distributions])("states every parameter of %s in its row", (name, { forms }) => {
    const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\` `)) ?? "";
    const stated =
      name === "categorical" ? [] : forms.flatMap(({ parameters }) => parameters.map((parameter) => parameter.name));
    expect(stated.filter((parameter) => !new RegExp(`\\b${parameter}\\b`).test(row))).toEqual([]);
  });
});

describe("examples elsewhere", () => {
  const folder = new URL("../../docs/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "language.md");
  const others = ["../README.md", ...names].flatMap((name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    return [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, example]) => [name, example]);
  });

  test.each(others)("the scenario in %s reads without a mistake or a warning", (_, example) => {
    expect(messages(example)).toEqual([]);
  });

  test("the program in README.md imports what the library exports", () => {
    const readme = readFileSync(new URL("../README.md", folder), "utf8");
    const [, list] = /import \{(.*?)\} from "careway"/s.exec(readme) ?? [];
    expect(list.split(",").filter((name) => !(name.trim() in library))).toEqual([]);
  });
});
