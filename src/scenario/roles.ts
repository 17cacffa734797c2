import type { MapNode, Node } from "./node.ts";
import type { GapCause, Role } from "./scenario.ts";

export const ROLES: readonly Role[] = ["published", "likely", "trend"];

/** In the order in which they are switched on. */
const CAUSES: readonly GapCause[] = ["uptake", "fidelity", "lag", "training"];

/** What in an intervention states each cause. */
const STATED: Readonly<Record<GapCause, readonly string[]>> = {
  uptake: ["adoption", "implementation"],
  fidelity: ["fidelity", "implementation"],
  lag: ["lag"],
  training: ["training"],
};

/** The causes that any of these interventions states. */
export function causesOf(interventions: readonly MapNode[]): readonly GapCause[] {
  return CAUSES.filter((cause) => interventions.some((node) => STATED[cause].some((key) => states(node, key))));
}

/**
 * The intervention as it was published: nobody is away for training, everybody for whom it is has all of it from the beginning, and
 * all that it frees is released.
 * @param start time 0, as a date and a time of day
 */
export function asPublished(node: MapNode, start: string): MapNode {
  const whole = forAll(without(node, ["implementation", "fidelity", "lag", "training"]), start);
  const release = whole.entries.get("release");
  if (release?.value.kind !== "map") return whole;
  const resources = [...release.value.entries].map(([key, entry]) => {
    return [
      key,
      entry.value.kind === "map" ? { ...entry, value: withEntry(entry.value, "share", "100%") } : entry,
    ] as const;
  });
  const all: MapNode = { ...release.value, entries: new Map(resources) };
  return { ...whole, entries: new Map([...whole.entries, ["release", { ...release, value: all }]]) };
}

/** Without its adoption, or, where some are not eligible, with one by all who are. */
function forAll(node: MapNode, start: string): MapNode {
  const adoption = node.entries.get("adoption");
  const eligible = adoption?.value.kind === "map" ? adoption.value.entries.get("eligible") : undefined;
  if (adoption?.value.kind !== "map" || eligible === undefined) return without(node, ["adoption"]);
  const only: MapNode = { ...adoption.value, entries: new Map([["eligible", eligible]]) };
  const value = withEntry(withEntry(only, "from", start), "share", "100%");
  return { ...node, entries: new Map([...node.entries, ["adoption", { ...adoption, value }]]) };
}

/** The intervention with the causes up to this one, and without those that come after. */
export function withCauses(node: MapNode, last: GapCause): MapNode {
  if (last === "training") return node;
  const untrained = without(node, ["training"]);
  if (last === "lag") return untrained;
  const sooner = without(untrained, ["lag"]);
  if (last === "fidelity") return sooner;
  return withEntry(sooner, "fidelity", "100%");
}

function withEntry(node: MapNode, key: string, text: string): MapNode {
  const value: Node = { kind: "scalar", text, quoted: false, span: node.span };
  return { ...node, entries: new Map([...node.entries, [key, { key, keySpan: node.span, value }]]) };
}

function states(node: MapNode, key: string): boolean {
  const entry = node.entries.get(key);
  return entry !== undefined && !(entry.value.kind === "scalar" && entry.value.text === "full");
}

function without(node: MapNode, keys: readonly string[]): MapNode {
  return { ...node, entries: new Map([...node.entries].filter(([key]) => !keys.includes(key))) };
}
