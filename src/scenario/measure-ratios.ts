import { didYouMean } from "../diagnostics/nearest.ts";
import type { MapNode, Node } from "./node.ts";
import { mistake, type Reading } from "./reading.ts";
import { entriesOf } from "./records.ts";
import { asText } from "./scalars.ts";
import type { Measure } from "./scenario.ts";
import { divideUnits } from "./units.ts";

/** Names of the measures above and below the line. */
export function readRatio(node: Node, reading: Reading): readonly [string, string] | undefined {
  const names = node.kind === "list" ? node.items.map((item) => asText(item, "a measure", reading)?.text) : [];
  const [above, below] = names;
  if (names.length === 2 && above !== undefined && below !== undefined) return [above, below];
  if (names.length === 2) return undefined;
  return reading.report(
    mistake("wrong-kind", "a ratio is a list of two measures", node.span, "write ratio: [one, other]"),
  );
}

/** Its unit; undefined after a report, or when one of the two was refused. @param written the measures of the file */
export function ratioUnit(
  [above, below]: readonly [string, string],
  measures: readonly Measure[],
  written: MapNode,
  node: Node,
  reading: Reading,
): Measure["unit"] | undefined {
  const known = entriesOf(written).map(({ key }) => key);
  const found = [above, below].map((name, i) => {
    const span = node.kind === "list" ? node.items[i].span : node.span;
    const entry = written.entries.get(name)?.value;
    if (entry === undefined) {
      const thing = reading.things.get(name);
      const what = thing === undefined ? "is not one" : `is the name of a ${thing.kind}`;
      return reading.report(
        mistake("unknown-measure", `a measure is needed here; "${name}" ${what}`, span, didYouMean(name, known)),
      );
    }
    if (entry.kind === "map" && entry.entries.has("ratio")) {
      return reading.report(mistake("ratio-of-ratio", `"${name}" is a ratio itself`, span, "name what it is made of"));
    }
    return measures.find((measure) => measure.name === name);
  });
  const [one, other] = found;
  return one === undefined || other === undefined ? undefined : divideUnits(one.unit, other.unit);
}

/** The groups and the periods by which both measures of a ratio are told, and so the ratio. */
export function toldAlike(ratio: readonly string[], measures: readonly Measure[]): Pick<Measure, "by" | "every"> {
  const [one, other] = ratio.map((name) => measures.find((measure) => measure.name === name));
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  return {
    by: one !== undefined && same(one.by, other?.by) ? one.by : undefined,
    every: one !== undefined && one.every === other?.every ? one.every : undefined,
  };
}
