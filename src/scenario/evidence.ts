import { namesOf } from "./declared-names.ts";
import { child, type MapNode, type Node } from "./node.ts";
import type { Reading } from "./reading.ts";
import { asMap, entriesOf, optional, record, required } from "./records.ts";
import { nameOf, text, word } from "./scalars.ts";
import type { EvidenceSource, Input } from "./scenario.ts";
import { evidenceOf, type UnitCost, unitCostNamed, unitCosts } from "./unit-costs.ts";

const CONFIDENCE = ["high", "medium", "low", "assumption"] as const;

export const evidenceSource = record("an evidence source", {
  citation: required(text("a citation"), "where it can be found"),
  design: optional(text("a design"), "of the study: before-after, randomised, routine data …"),
  confidence: required(word("a grade of confidence", CONFIDENCE), "high, medium, low, or assumption"),
});

export interface Evidence {
  /** Of all sources, those with a mistake among them. */
  readonly names: readonly string[];
  readonly sources: readonly EvidenceSource[];
  /** What a number has that says nothing itself and stands below nothing that does. */
  readonly preset: string | undefined;
}

export function readEvidence(root: MapNode, reading: Reading): Evidence {
  const node = child(root, "evidence");
  if (node === undefined) return { names: [], sources: [], preset: undefined };
  const map = asMap(node, "evidence", reading);
  const sources: EvidenceSource[] = [];
  for (const { key, keySpan, value } of map === undefined ? [] : entriesOf(map)) {
    if (key === "default") continue;
    const read = evidenceSource.read(value, { ...reading, at: keySpan });
    if (read !== undefined) sources.push({ name: key, ...read });
  }
  const preset = map?.entries.get("default");
  const names = namesOf(root, "evidence").filter((name) => name !== "default");
  return { names, sources, preset: preset && readName(preset.value, names, reading) };
}

function readName(node: Node, names: readonly string[], reading: Reading): string | undefined {
  return nameOf("an evidence source", "unknown-evidence", () => names).read(node, reading);
}

/** Sections whose numbers are inputs. */
const SECTIONS = ["parameters", "resources", "patients", "stages", "interventions", "productivity"];
/** Keys whose values hold no number of their own. */
const SILENT = new Set([
  "label",
  "note",
  "evidence",
  "luck",
  "like",
  "lever",
  "target",
  "mechanism",
  "organisation",
  "enter",
  "to",
  "from",
  "until",
  "by",
  "uncertainty",
  "priceYear",
  "kind",
  "unitCost",
]);
/** Lists that count as one input. */
const ONE = new Set(["hours", "days"]);

/** Every number of the file with the nearest `evidence` above it. */
export function collectInputs(root: MapNode, { names, preset }: Evidence, reading: Reading): readonly Input[] {
  const inputs: Input[] = [];
  const walk = (node: Node, path: string, inherited: string | undefined): void => {
    if (node.kind === "scalar") {
      if (holdsNumber(node.text)) inputs.push({ path, text: node.text, evidence: inherited, span: node.span });
      return;
    }
    if (node.kind === "list") {
      for (const [i, item] of node.items.entries()) walk(item, `${path}[${i + 1}]`, inherited);
      return;
    }
    if (node.kind !== "map") return;
    const own = node.entries.get("evidence");
    const shipped = unitCostIn(node);
    const above = shipped === undefined ? inherited : evidenceOf(shipped);
    const evidence = own === undefined ? above : (readName(own.value, names, reading) ?? above);
    if (shipped !== undefined) {
      const { id, value, unit } = shipped;
      inputs.push({ path, text: `${value} ${unit} (${id})`, evidence, span: node.span });
    }
    for (const { key, value } of node.entries.values()) {
      if (SILENT.has(key)) continue;
      const below = key === "value" ? path : `${path}.${key}`;
      if (ONE.has(key) && value.kind === "list") {
        inputs.push({ path: below, text: `${value.items.length} weights`, evidence, span: value.span });
      } else {
        walk(value, below, evidence);
      }
    }
  };
  for (const section of SECTIONS) {
    const entry = root.entries.get(section);
    if (entry !== undefined) walk(entry.value, section, preset);
  }
  // Of these only the health is an input.
  const healthOf = (node: Node | undefined, path: string, inherited: string | undefined): void => {
    const own = child(node, "evidence");
    const evidence = own === undefined ? inherited : (readName(own, names, reading) ?? inherited);
    const utility = child(node, "utility");
    if (utility !== undefined) walk(utility, `${path}.utility`, evidence);
  };
  const exits = child(root, "exits");
  for (const { key, value } of exits?.kind === "map" ? entriesOf(exits) : []) healthOf(value, `exits.${key}`, preset);
  healthOf(child(root, "value"), "value", preset);
  for (const section of ["measures", "targets"]) checkNames(child(root, section), names, reading);
  return inputs;
}

/** The unit cost that a map names; one that is not known is reported where it is read. */
function unitCostIn(node: MapNode): UnitCost | undefined {
  const id = node.entries.get("unitCost")?.value;
  return id?.kind === "scalar" ? unitCostNamed(id.text) : undefined;
}

/** The sources of the unit costs that numbers come from. */
export function shippedSources(inputs: readonly Input[]): readonly EvidenceSource[] {
  const used = new Set(inputs.map(({ evidence }) => evidence));
  const sources = new Map(unitCosts().map((cost) => [evidenceOf(cost), cost]));
  return [...sources].flatMap(([name, { source, confidence }]) => {
    return used.has(name) ? [{ name, citation: source, design: "unit cost", confidence }] : [];
  });
}

/** Where no number is an input, sources are still to be known. */
function checkNames(node: Node | undefined, names: readonly string[], reading: Reading): void {
  const parts =
    node?.kind === "list" ? node.items : node?.kind === "map" ? entriesOf(node).map(({ value }) => value) : [];
  for (const part of parts) {
    const own = child(part, "evidence");
    if (own !== undefined) readName(own, names, reading);
  }
}

/** A digit that is not part of a name: `d2a` holds none, `2 days` does. */
function holdsNumber(text: string): boolean {
  return /(^|[^A-Za-z0-9_])[.]?\d/.test(text);
}
