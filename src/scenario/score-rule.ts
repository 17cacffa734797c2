import { evaluateConstant } from "./constants.ts";
import { readExpression } from "./formula.ts";
import type { Definitions, Schema } from "./json-schema.ts";
import type { Node } from "./node.ts";
import { mistake, type Reading } from "./reading.ts";
import { asMap, noUnknownKeys } from "./records.ts";
import type { AdoptionCurve, Scores } from "./scenario.ts";
import { NUMBER } from "./units.ts";

/** What the scores come to. */
export interface RuleOutcome {
  readonly ceiling: number;
  readonly stretch: number;
  readonly fidelity: number;
  readonly releaseShare: number;
}

/** A part of the rule as it is unless the file states another, and where it has to lie. */
interface RulePart {
  readonly key: string;
  readonly gives: keyof RuleOutcome;
  readonly preset: (scores: Scores) => number;
  readonly text: string;
  readonly what: string;
  /** Undefined: any number above 0. */
  readonly most: 1 | undefined;
}

/**
 * How scores become shares and times. It is an assumption of structure: no study fixes these numbers, and a file can put its
 * own in their place.
 */
const RULE: readonly RulePart[] = [
  {
    key: "ceiling",
    gives: "ceiling",
    preset: ({ capability, motivation }) => 0.3 + 0.7 * Math.min(capability, motivation),
    text: "0.3 + 0.7 * min(capability, motivation)",
    what: "by which the ceiling of the curve is multiplied",
    most: 1,
  },
  {
    key: "stretch",
    gives: "stretch",
    preset: ({ capability }) => 2 - capability,
    text: "2 - capability",
    what: "by which all times of the curve are multiplied",
    most: undefined,
  },
  {
    key: "fidelity",
    gives: "fidelity",
    preset: ({ capability, motivation }) => 0.5 + 0.5 * capability * motivation,
    text: "0.5 + 0.5 * capability * motivation",
    what: "share of the effect that adopters get",
    most: 1,
  },
  {
    key: "release",
    gives: "releaseShare",
    preset: ({ plan }) => 0.27 + 0.63 * plan,
    text: "0.27 + 0.63 * plan",
    what: "share of the freed time that is released",
    most: 1,
  },
];

/** Programmes that a team can carry at once, and what each one more takes of its capability. */
const CARRIED = 2;
const TAKEN_BY_EACH = 0.08;

/** Capability that other programmes leave. */
export function crowded(capability: number, programmes: number): number {
  return Math.max(0, capability - TAKEN_BY_EACH * Math.max(0, programmes - CARRIED));
}

/** The rule, or the file's own in its place, applied to the scores; undefined after a report. */
export function applyRule(scores: Scores, node: Node | undefined, reading: Reading): RuleOutcome | undefined {
  const outcome = Object.fromEntries(RULE.map(({ gives, preset }) => [gives, preset(scores)])) as {
    -readonly [K in keyof RuleOutcome]: number;
  };
  if (node === undefined) return outcome;
  const keys = RULE.map(({ key }) => key);
  const map = asMap(node, "a rule", reading);
  if (map === undefined || !noUnknownKeys(map, "a rule", keys, reading)) return undefined;
  let whole = true;
  for (const { key, gives, most } of RULE) {
    const entry = map.entries.get(key);
    if (entry === undefined) continue;
    const value = ruleValue(entry.value, scores, { ...reading, at: entry.keySpan });
    if (value !== undefined && (most === undefined ? value > 0 && value < Infinity : value >= 0 && value <= most)) {
      outcome[gives] = value;
      continue;
    }
    whole = false;
    if (value === undefined) continue;
    const allowed = most === undefined ? "a number above 0" : "a share, from 0 to 1";
    const message = `the rule gives a ${key} of ${value}, and it must be ${allowed}`;
    const { capability, motivation, plan } = scores;
    const hint = `here capability is ${capability}, motivation ${motivation} and plan ${plan}`;
    reading.report(mistake("out-of-range", message, entry.value.span, hint));
  }
  return whole ? outcome : undefined;
}

/** An expression of parameters and the scores, whose words stand before names of the file. */
function ruleValue(node: Node, scores: Scores, reading: Reading): number | undefined {
  const words = ["capability", "motivation", "plan"] as const;
  const things = new Map(reading.things);
  const parameters = new Map(reading.parameters);
  const changed = new Map(reading.changed);
  for (const word of words) {
    things.set(word, { kind: "parameter", unit: NUMBER });
    parameters.set(word, scores[word]);
    changed.delete(word);
  }
  const read = readExpression(node, { ...reading, context: "parameter", things, parameters, changed }, NUMBER);
  return read && evaluateConstant(read.tree, parameters);
}

/** The curve of those who have these scores. */
export function scaledCurve(curve: AdoptionCurve, { ceiling, stretch }: Pick<RuleOutcome, "ceiling" | "stretch">) {
  switch (curve.kind) {
    case "share":
      return { ...curve, share: curve.share * ceiling };
    case "linear":
      return { ...curve, over: curve.over * stretch, ceiling: curve.ceiling * ceiling };
    case "logistic":
      return {
        ...curve,
        half: curve.half * stretch,
        tenToNinety: curve.tenToNinety * stretch,
        ceiling: curve.ceiling * ceiling,
      };
    case "bass":
      return { ...curve, p: curve.p / stretch, q: curve.q / stretch, ceiling: curve.ceiling * ceiling };
    case "points":
      return { ...curve, points: curve.points.map(([at, share]) => [at * stretch, share * ceiling] as const) };
  }
}

export function ruleSchema(_: Definitions): Schema {
  const properties = Object.fromEntries(
    RULE.map(({ key, what, text }): [string, Schema] => [
      key,
      { type: ["number", "string"], description: what, examples: [text] },
    ]),
  );
  return { type: "object", properties, additionalProperties: false };
}
