import { grouping } from "./measure-groups.ts";
import { describeNode, type Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { listOf } from "./scalars.ts";
import type { Grouping, Measure } from "./scenario.ts";

/** `[class, frail, { age: [65, 75] }]`: groupings as measures have them by `by`. */
export const forWhom: Reader<readonly Grouping[]> = listOf("forWhom", grouping);

/** None where the file says nothing. */
export function readForWhom(node: Node | undefined, reading: Reading): readonly Grouping[] {
  if (node === undefined) return [];
  if (node.kind === "scalar") {
    const message = `forWhom is a list, this is ${describeNode(node)}`;
    reading.report(mistake("wrong-kind", message, node.span, `write forWhom: [${node.text}]`));
    return [];
  }
  if (node.kind === "list" && node.items.length === 0) {
    reading.report(mistake("empty-list", "forWhom says nobody", node.span, "such as forWhom: [class]"));
  }
  const read = forWhom.read(node, reading) ?? [];
  const names = read.map(({ attribute }) => attribute ?? "class");
  const twice = names.findIndex((name, i) => names.indexOf(name) < i);
  if (twice >= 0 && node.kind === "list") {
    const message = `"${names[twice]}" is there twice: one name tells one set of groups`;
    reading.report(mistake("already-there", message, node.items[twice].span, "keep one of them"));
  }
  return read;
}

/** By these it is told who is better off: what the answer leads with, of whole patients, where one way is better. */
export function judgedMeasures(measures: readonly Measure[]): readonly Measure[] {
  return measures.filter(({ headline, records, better, ratio }) => {
    return headline && records === "patients" && better !== undefined && ratio === undefined;
  });
}
