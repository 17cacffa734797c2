import type { MapNode, Node } from "./node.ts";
import type { GapCause, Role } from "./scenario.ts";

export const ROLES: readonly Role[] = ["published", "likely", "trend"];

/** In the order in which they are switched on. */
const CAUSES: readonly GapCause[] = ["uptake", "fidelity", "lag"];

/** What in an intervention states each cause. */
const STATED: Readonly<Record<GapCause, readonly string[]>> = {
  uptake: ["adoption", "implementation"],
  fidelity: ["fidelity", "implementation"],
  lag: ["lag"],
};

/** The causes that any of these interventions states. */
export function causesOf(interventions: readonly MapNode[]): readonly GapCause[] {
  return CAUSES.filter((cause) => interventions.some((node) => STATED[cause].some((key) => states(node, key))));
}

/** The intervention as it was published: everybody has all of it from the beginning. */
export function asPublished(node: MapNode): MapNode {
  return without(node, ["adoption", "implementation", "fidelity", "lag"]);
}

/** The intervention with the causes up to this one, and without those that come after. */
export function withCauses(node: MapNode, last: GapCause): MapNode {
  if (last === "lag") return node;
  const sooner = without(node, ["lag"]);
  if (last === "fidelity") return sooner;
  const whole: Node = { kind: "scalar", text: "100%", quoted: false, span: node.span };
  const fidelity = { key: "fidelity", keySpan: node.span, value: whole };
  return { ...sooner, entries: new Map([...sooner.entries, ["fidelity", fidelity]]) };
}

function states(node: MapNode, key: string): boolean {
  const entry = node.entries.get(key);
  return entry !== undefined && !(entry.value.kind === "scalar" && entry.value.text === "full");
}

function without(node: MapNode, keys: readonly string[]): MapNode {
  return { ...node, entries: new Map([...node.entries].filter(([key]) => !keys.includes(key))) };
}
