import type { Span } from "../diagnostics/diagnostic.ts";
import type { Distribution, DistributionForm, ParameterSpec } from "../random/distribution.ts";
import { distributions } from "../random/distributions.ts";
import { evaluateConstant } from "./constants.ts";
import type { TypedExpression } from "./expression.ts";
import { readExpression } from "./formula.ts";
import type { Schema } from "./json-schema.ts";
import { describeNode, type MapNode, type Node } from "./node.ts";
import type { Allowed, ReadValue } from "./read-value.ts";
import { mistake, type Reading } from "./reading.ts";
import { asMap, entriesOf, noUnknownKeys } from "./records.ts";
import { DURATION, describeUnit, equalUnits, multiplyUnits, NUMBER, TEXT, type Unit } from "./units.ts";

/** `{ lognormal: { mean: 3 days, sd: 2 days } }`: the way of stating it is chosen by the parameters given. */
export function readDistribution(
  name: string,
  span: Span,
  node: Node,
  reading: Reading,
  allowed: Allowed,
): ReadValue | undefined {
  const distribution = distributions.get(name) as Distribution;
  const map = asMap(node, `the parameters of ${name}`, reading);
  if (map === undefined) return undefined;
  if (name === "categorical") return readCategories(distribution, map, reading, allowed);
  const all = [...new Set(distribution.forms.flatMap(({ parameters }) => parameters.map((each) => each.name)))];
  if (!noUnknownKeys(map, `the parameters of ${name}`, all, reading)) return undefined;
  const form = distribution.forms.findIndex((each) => fits(each, map));
  if (form < 0) {
    const ways = distribution.forms.map(({ parameters }) =>
      parameters
        .filter((p) => p.default === undefined)
        .map((p) => p.name)
        .join(", "),
    );
    const message = `${name} cannot be stated by ${keysOf(map) || "nothing"}`;
    return reading.report(mistake("wrong-parameters", message, span, `state ${ways.join(" · or ")}`));
  }
  const { parameters } = distribution.forms[form];
  if (!saysUnit(name, parameters, map, span, reading, allowed)) return undefined;
  const read = readParameters(parameters, map, reading, unitWanted(allowed));
  if (read === undefined) return undefined;
  const unit = name === "poisson" ? NUMBER : (read.unit ?? NUMBER);
  if (!unitFits(allowed, unit)) {
    const message = `${describeUnit(unitWanted(allowed) ?? NUMBER)} is needed here, this ${name} gives ${describeUnit(unit)}`;
    return reading.report(mistake("wrong-unit", message, span));
  }
  if (!isPossible(distribution, form, read.expressions, map, reading, allowed, unit)) return undefined;
  return { value: { kind: "draw", distribution: name, form, parameters: read.expressions }, unit, words: [] };
}

/** A default carries no unit: where a duration or money is wanted, some parameter must say in what. */
function saysUnit(
  name: string,
  parameters: readonly ParameterSpec[],
  map: MapNode,
  span: Span,
  reading: Reading,
  allowed: Allowed,
): boolean {
  const wanted = unitWanted(allowed);
  const carriers = parameters.filter(({ kind }) => kind === "value" || kind === "values");
  if (wanted === undefined || equalUnits(wanted, NUMBER)) return true;
  if (carriers.length === 0 || carriers.some((spec) => map.entries.has(spec.name))) return true;
  const names = carriers.map((spec) => spec.name).join(" and ");
  const message = `${describeUnit(wanted)} is needed here, and no parameter of this ${name} has a unit`;
  const example = equalUnits(wanted, DURATION) ? `, such as ${carriers[0].name}: 1 day` : "";
  reading.report(mistake("wrong-unit", message, span, `state ${names}${example}`));
  return false;
}

function unitWanted({ wanted }: Allowed): Unit | undefined {
  return wanted === undefined || !("kind" in wanted) ? undefined : wanted;
}

function unitFits({ wanted }: Allowed, unit: Unit): boolean {
  if (wanted === undefined) return true;
  return "kind" in wanted ? equalUnits(wanted, unit) : wanted.some((each) => equalUnits(each, unit));
}

function keysOf(map: MapNode): string {
  return entriesOf(map)
    .map(({ key }) => key)
    .join(", ");
}

function fits({ parameters }: DistributionForm, map: MapNode): boolean {
  const given = entriesOf(map).map(({ key }) => key);
  const names = parameters.map(({ name }) => name);
  return (
    given.every((key) => names.includes(key)) &&
    parameters.every((p) => p.default !== undefined || given.includes(p.name))
  );
}

/** All parameters in the order of the form, lists laid end to end; their unit is that of the first in the variate's unit. */
function readParameters(
  parameters: readonly ParameterSpec[],
  map: MapNode,
  reading: Reading,
  wanted: Unit | undefined,
): { readonly expressions: readonly TypedExpression[]; readonly unit: Unit | undefined } | undefined {
  let unit = wanted;
  let whole = true;
  const expressions: TypedExpression[] = [];
  for (const { name, kind, default: preset } of parameters) {
    const entry = map.entries.get(name);
    if (entry === undefined) {
      expressions.push(literal(preset as number, unit ?? NUMBER, map.span));
      continue;
    }
    const inner = { ...reading, at: entry.keySpan };
    for (const node of itemsOf(entry.value, kind, name, inner)) {
      const expression = readExpression(node, inner, unitOf(kind, unit));
      if (expression === undefined) {
        whole = false;
        continue;
      }
      if (kind === "value" || kind === "values") unit ??= expression.unit;
      expressions.push(expression);
    }
    if (kind === "values" || kind === "probabilities") whole &&= entry.value.kind === "list";
  }
  return whole ? { expressions, unit } : undefined;
}

function itemsOf(node: Node, kind: ParameterSpec["kind"], name: string, reading: Reading): readonly Node[] {
  if (kind !== "values" && kind !== "probabilities") return [node];
  if (node.kind === "list") return node.items;
  reading.report(
    mistake("wrong-kind", `"${name}" is a list, this is ${describeNode(node)}`, node.span, "write [a, b, c]"),
  );
  return [];
}

function unitOf(kind: ParameterSpec["kind"], unit: Unit | undefined): Unit | undefined {
  if (kind === "number" || kind === "probabilities") return NUMBER;
  return kind === "variance" && unit !== undefined ? multiplyUnits(unit, unit) : unit;
}

function literal(value: number, unit: Unit, span: Span): TypedExpression {
  return { text: String(value), span, unit, tree: { op: "number", value } };
}

/** Constants are held to what the family can be; the rest is held to it in the run. */
function isPossible(
  distribution: Distribution,
  form: number,
  expressions: readonly TypedExpression[],
  map: MapNode,
  reading: Reading,
  allowed: Allowed,
  unit: Unit,
): boolean {
  const values: number[] = [];
  for (const { tree } of expressions) {
    const value = evaluateConstant(tree, reading.parameters);
    if (value === undefined) return true;
    values.push(value);
  }
  const problem = distribution.check(form, values);
  if (problem !== null) {
    const base = equalUnits(unit, DURATION) ? " (in minutes)" : "";
    reading.report(mistake("impossible-distribution", `${distribution.name}: ${problem}${base}`, map.span));
    return false;
  }
  const constants = distribution.prepare(form, values);
  if (allowed.notNegative !== true || distribution.min(constants) >= 0) return true;
  reading.report(negative(distribution, form, values, constants, map));
  return false;
}

function negative(distribution: Distribution, form: number, values: number[], constants: Float64Array, map: MapNode) {
  const below = distribution.cdf(constants, 0);
  const share = `${Number((below * 100).toPrecision(2))}%`;
  const message = `a duration cannot be negative, but this ${distribution.name} is below 0 with probability ${share}`;
  if (distribution.name !== "normal")
    return mistake("negative-duration", message, map.span, "raise the least value to 0");
  const [mean, sd, , max] = values;
  const cut = distribution.prepare(form, [mean, sd, 0, max]);
  const moved = `add min: 0 min; the mean is then ${Number(distribution.mean(cut).toPrecision(4))} min, not ${mean} min`;
  return mistake("negative-duration", message, map.span, moved);
}

/** `{ red: 10%, amber: 40%, green: 50% }`: a share for each word that the attribute can be, 0 for those not named. */
function readCategories(
  distribution: Distribution,
  map: MapNode,
  reading: Reading,
  allowed: Allowed,
): ReadValue | undefined {
  const { of } = allowed;
  if (of === undefined || !unitFits(allowed, TEXT)) {
    return reading.report(mistake("wrong-unit", "categories are words; they cannot stand here", map.span));
  }
  const entries = entriesOf(map);
  const shares = new Map<string, TypedExpression>();
  for (const { key, keySpan, value } of entries) {
    const share = readExpression(value, { ...reading, at: keySpan }, NUMBER);
    if (share !== undefined) shares.set(key, share);
  }
  if (shares.size < entries.length) return undefined;
  const parameters = of.words.map((word) => shares.get(word) ?? literal(0, NUMBER, map.span));
  const values = parameters.map(({ tree }) => evaluateConstant(tree, reading.parameters));
  const known = values.filter((value) => value !== undefined);
  // A word of no class is for the caller to report, and its share is missing here.
  const whole = known.length === values.length && entries.every(({ key }) => of.words.includes(key));
  const problem = whole ? distribution.check(0, known) : null;
  if (problem !== null) return reading.report(mistake("impossible-distribution", `categories: ${problem}`, map.span));
  const value = { kind: "draw", distribution: "categorical", form: 0, parameters } as const;
  return { value, unit: TEXT, words: entries.map(({ key, keySpan }) => ({ text: key, span: keySpan })) };
}

export function distributionSchema(distribution: Distribution, value: Schema): Schema {
  const { name, description, forms } = distribution;
  const properties: Record<string, Schema> = {};
  for (const spec of forms.flatMap(({ parameters }) => parameters)) {
    const list = spec.kind === "values" || spec.kind === "probabilities";
    properties[spec.name] = { ...(list ? { type: "array", items: value } : value), description: spec.description };
  }
  const parameters: Schema =
    name === "categorical"
      ? { type: "object", additionalProperties: value }
      : { type: "object", properties, additionalProperties: true };
  return { type: "object", description, properties: { [name]: { ...parameters, description } }, required: [name] };
}
