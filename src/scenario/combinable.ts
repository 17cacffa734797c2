import { child, type Entry } from "./node.ts";
import { type Layer, wrapOf } from "./overlay.ts";
import { mistake, type Reading } from "./reading.ts";
import { entriesOf } from "./records.ts";

/**
 * Refuses interventions of which each can be with or without every other when two of them meet where only one can hold. They may
 * meet where the order moves nothing: both multiply what stands at a path, or both add to it.
 */
export function checkCombinable(layers: readonly Layer[], reading: Reading): void {
  for (const [i, one] of layers.entries()) {
    for (const other of layers.slice(i + 1)) {
      const clash = clashOf(changesOf(one), changesOf(other));
      if (clash === undefined) continue;
      const message = `"${one.name}" and "${other.name}" cannot be combined: both set ${clash.key}, where only the last would hold`;
      const hint = "leave one of them out, or let both change what is there by times, or both by plus";
      reading.report(mistake("cannot-combine", message, clash.keySpan, hint));
    }
  }
}

function changesOf({ node }: Layer): readonly Entry[] {
  const change = child(node, "change");
  return change?.kind === "map" ? entriesOf(change) : [];
}

/** The change of the second that meets one of the first. */
function clashOf(first: readonly Entry[], second: readonly Entry[]): Entry | undefined {
  return second.find((entry) => first.some((other) => meet(entry.key, other.key) && !commute(entry, other)));
}

/** One path leads through the other. */
function meet(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}

function commute(one: Entry, other: Entry): boolean {
  const [wrap, second] = [wrapOf(one.value), wrapOf(other.value)];
  return one.key === other.key && wrap !== undefined && wrap.kind === second?.kind;
}
