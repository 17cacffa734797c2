import { constant, constantSchema, readConstant } from "./formula.ts";
import type { MapNode, Node } from "./node.ts";
import { mistake, type Reading } from "./reading.ts";
import { optional, record, required } from "./records.ts";
import { nameOf, text } from "./scalars.ts";
import type { Measure, Target } from "./scenario.ts";
import { NUMBER, type Unit } from "./units.ts";

const KINDS = ["value", "ratio", "difference"] as const;
const OWN = [...KINDS, "within", "between"];

interface Known {
  readonly measures: readonly Measure[];
  /** Of all measures, those with a mistake among them. */
  readonly measureNames: readonly string[];
  readonly scenarios: () => readonly string[];
}

const names = ({ measureNames, scenarios }: Known) =>
  record("a target", {
    scenario: required(nameOf("a scenario", "unknown-scenario", scenarios), "whose result is held to it"),
    versus: optional(nameOf("a scenario", "unknown-scenario", scenarios), "what it is compared with"),
    measure: required(
      nameOf("a measure", "unknown-measure", () => measureNames),
      "of the file",
    ),
    label: optional(text("a label"), "what to call it in words"),
  });

/** What the evidence says: `careway compare` holds the model to it. */
export function readTargets(node: Node | undefined, reading: Reading, known: Known): readonly Target[] {
  if (node === undefined) return [];
  if (node.kind !== "list") {
    reading.report(
      mistake("wrong-kind", "targets are a list", node.span, "write - { scenario: …, measure: …, value: … }"),
    );
    return [];
  }
  return node.items
    .map((item) => readTarget(item, { ...reading, at: item.span }, known))
    .filter((target) => target !== undefined);
}

function readTarget(node: Node, reading: Reading, known: Known): Target | undefined {
  if (node.kind !== "map") return names(known).read(node, reading) as undefined;
  const own = new Map([...node.entries].filter(([key]) => OWN.includes(key)));
  const rest: MapNode = { ...node, entries: new Map([...node.entries].filter(([key]) => !OWN.includes(key))) };
  const read = names(known).read(rest, reading);
  const kind = kindOf(own, read?.versus, node, reading);
  if (read === undefined || kind === undefined) return undefined;
  if (kind !== "value" && read.versus === undefined) {
    return reading.report(
      mistake("missing-key", `a ${kind} needs the key "versus"`, node.span, "such as versus: baseline"),
    );
  }
  const measure = known.measures.find(({ name }) => name === read.measure);
  if (measure === undefined) return undefined;
  const unit = kind === "ratio" ? NUMBER : measure.unit;
  const range = readRange(own, kind, unit, node, reading);
  const evidence = node.entries.get("evidence")?.value;
  if (range === undefined) return undefined;
  return {
    name: `${read.scenario}.${read.measure}.${kind}`,
    label: read.label ?? `${read.measure}, ${kind}`,
    scenario: read.scenario,
    measure: read.measure,
    versus: read.versus,
    kind,
    ...range,
    evidence: evidence?.kind === "scalar" ? evidence.text : undefined,
    span: reading.at,
  };
}

/** A published interval alone is of the value, or of the difference to `versus`. */
function kindOf(
  own: MapNode["entries"],
  versus: string | undefined,
  node: MapNode,
  reading: Reading,
): Target["kind"] | undefined {
  const given = KINDS.filter((kind) => own.has(kind));
  if (given.length === 1) return given[0];
  if (given.length === 0 && own.has("between")) return versus === undefined ? "value" : "difference";
  return reading.report(
    mistake("no-target-kind", "a target has a value, a ratio or a difference, one of them", node.span),
  );
}

function readRange(own: MapNode["entries"], kind: Target["kind"], unit: Unit, node: MapNode, reading: Reading) {
  const number = (name: string, wanted: Unit): number | undefined => {
    const entry = own.get(name);
    return entry && readConstant(entry.value, { ...reading, at: entry.keySpan }, wanted)?.value;
  };
  const published = number(kind, unit);
  const [within, between] = [own.get("within"), own.get("between")];
  if ((within === undefined) === (between === undefined)) {
    return reading.report(
      mistake(
        "no-tolerance",
        'a target has a tolerance: "within" or "between", one of them',
        node.span,
        "such as within: 0.05",
      ),
    );
  }
  if (published === undefined && (own.has(kind) || within !== undefined)) return undefined;
  if (within !== undefined) {
    const read = constant({ what: "a tolerance", unit, least: 0 }).read(within.value, {
      ...reading,
      at: within.keySpan,
    });
    return read === undefined || published === undefined
      ? undefined
      : { published, low: published - read, high: published + read };
  }
  const ends = between?.value.kind === "list" ? between.value.items : [];
  if (ends.length !== 2)
    return reading.report(
      mistake("wrong-kind", "between is a list of two numbers", node.span, "write between: [low, high]"),
    );
  const [low, high] = ends.map((end) => readConstant(end, { ...reading, at: end.span }, unit)?.value);
  if (low === undefined || high === undefined) return undefined;
  if (low <= high) return { published, low, high };
  return reading.report(mistake("out-of-order", "the first of between must not be above the second", ends[0].span));
}

export const targetSchema: ReturnType<typeof names>["schema"] = (definitions) => {
  const base = names({ measures: [], measureNames: [], scenarios: () => [] }).schema(definitions);
  const value = constantSchema(definitions);
  return {
    ...base,
    properties: {
      ...(base.properties as object),
      value: { ...value, description: "published value of the scenario itself" },
      ratio: { ...value, description: "published ratio to versus" },
      difference: { ...value, description: "published difference to versus" },
      within: { ...value, description: "tolerance on either side" },
      between: { type: "array", items: value, minItems: 2, maxItems: 2, description: "published interval" },
    },
  };
};
