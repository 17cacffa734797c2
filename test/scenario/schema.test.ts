import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { scenarioSchema } from "../../src/scenario/schema.ts";

type Schema = { readonly [keyword: string]: unknown };

const root = new URL("../../", import.meta.url);
const schema = scenarioSchema() as Schema;

function textOf(file: string): string {
  return readFileSync(new URL(file, root), "utf8");
}

function filesIn(folder: string): string[] {
  return readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => folder + name);
}

/** Keywords that describe and refuse nothing. */
const SILENT = ["description", "examples", "title", "$schema", "$defs"];

function isMap(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  return typeof value === "number" && Number.isInteger(value) ? ["number", "integer"] : [typeof value];
}

function definition(reference: string): Schema {
  return (schema.$defs as Record<string, Schema>)[reference.replace("#/$defs/", "")];
}

/** Where a value does not fit, by the keywords of JSON Schema that the scenario schema uses; any other keyword is a fault. */
function misfits(value: unknown, part: Schema, path: string): string[] {
  return Object.entries(part).flatMap(([keyword, wanted]): string[] => {
    const fails = (bad: boolean): string[] => (bad ? [`${path}: ${keyword}`] : []);
    switch (keyword) {
      case "$ref":
        return misfits(value, definition(String(wanted)), path);
      case "type":
        return fails(![wanted].flat().some((type) => typeOf(value).includes(String(type))));
      case "const":
        return fails(value !== wanted);
      case "enum":
        return fails(!(wanted as unknown[]).includes(value));
      case "anyOf":
        return fails((wanted as Schema[]).every((each) => misfits(value, each, path).length > 0));
      case "required":
        return fails(isMap(value) && (wanted as string[]).some((key) => !(key in value)));
      case "minItems":
        return fails(Array.isArray(value) && value.length < Number(wanted));
      case "maxItems":
        return fails(Array.isArray(value) && value.length > Number(wanted));
      case "items":
        return Array.isArray(value) ? value.flatMap((item, i) => misfits(item, wanted as Schema, `${path}[${i}]`)) : [];
      case "propertyNames":
        return fails(
          isMap(value) &&
            Object.keys(value).some((key) => !new RegExp((wanted as { pattern: string }).pattern).test(key)),
        );
      case "properties":
        return isMap(value)
          ? Object.entries(wanted as Record<string, Schema>).flatMap(([key, each]) =>
              key in value ? misfits(value[key], each, `${path}.${key}`) : [],
            )
          : [];
      case "patternProperties":
      case "additionalProperties":
        return isMap(value)
          ? Object.keys(value).flatMap((key) => otherMisfits(value[key], key, keyword, part, path))
          : [];
      default:
        if (SILENT.includes(keyword)) return [];
        throw new Error(`the schema uses the keyword "${keyword}", which this test does not know`);
    }
  });
}

/** Of a key that `properties` may not name: by its pattern, else as any other. */
function otherMisfits(value: unknown, key: string, keyword: string, part: Schema, path: string): string[] {
  const patterns = Object.entries((part.patternProperties ?? {}) as Record<string, Schema>);
  const matching = patterns.filter(([pattern]) => new RegExp(pattern).test(key));
  if (keyword === "patternProperties") return matching.flatMap(([, each]) => misfits(value, each, `${path}.${key}`));
  if (key in ((part.properties ?? {}) as object) || matching.length > 0 || part.additionalProperties === true)
    return [];
  if (part.additionalProperties === false) return [`${path}.${key}: additionalProperties`];
  return misfits(value, part.additionalProperties as Schema, `${path}.${key}`);
}

describe("the JSON Schema", () => {
  test("is the one in schema/scenario.schema.json (npm run schema writes it)", () => {
    expect(JSON.parse(textOf("schema/scenario.schema.json"))).toEqual(schema);
  });

  test.each([
    ...filesIn("scenarios/"),
    ...filesIn("scenarios/examples/"),
    ...filesIn("test/traces/"),
    "test/scenario/files/whole.yaml",
  ])("accepts %s", (file) => {
    expect(misfits(parse(textOf(file)), schema, "")).toEqual([]);
  });

  test("refuses a misspelt key, a missing one, and a list in the place of a map", () => {
    const whole = parse(textOf("test/scenario/files/whole.yaml"));
    expect(misfits({ ...whole, stage: {} }, schema, "")).toEqual([".stage: additionalProperties"]);
    expect(misfits({ ...whole, title: undefined, stages: [] }, schema, "")).toEqual([".title: type", ".stages: type"]);
    const { careway: _, ...rest } = whole;
    expect(misfits(rest, schema, "")).toEqual([": required"]);
    const resources = { bed: { capcity: 3 } };
    expect(misfits({ ...whole, resources }, schema, "").sort()).toEqual([
      ".resources.bed.capcity: additionalProperties",
      ".resources.bed: required",
    ]);
  });

  test("describes every section, and every key of a resource, a class, a stage and an intervention", () => {
    const sections = schema.properties as Record<string, Schema>;
    for (const [name, section] of Object.entries(sections))
      expect([name, typeof section.description]).toEqual([name, "string"]);
    for (const name of ["resources", "patients", "stages", "interventions"]) {
      const section = "$ref" in sections[name] ? definition(String(sections[name].$ref)) : sections[name];
      const [entry] = Object.values(section.patternProperties as Record<string, Schema>);
      for (const [key, field] of Object.entries(entry.properties as Record<string, Schema>)) {
        expect([name, key, typeof field.description]).toEqual([name, key, "string"]);
      }
    }
  });

  test("gives the same text whenever it is made", () => {
    expect(JSON.stringify(scenarioSchema())).toBe(JSON.stringify(scenarioSchema()));
  });
});
