import type { Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import type { Adopted } from "./scenario.ts";

/**
 * A field that may differ between those who adopt an intervention and the others.
 * @param missing what it is where nothing is written; left out, something must be
 */
export function adoptable<T>(reader: Reader<T>, missing?: { readonly value: T }): Reader<Adopted<T>> {
  const part = (node: Node | undefined, intervention: string, reading: Reading): Adopted<T> | undefined => {
    if (node !== undefined) return read(node, reading);
    if (missing !== undefined) return { kind: "plain", value: missing.value };
    const message = `"${intervention}" changes this for its adopters, and the others have nothing`;
    return reading.report(mistake("missing-key", message, reading.at, "state it for everybody first"));
  };
  const read = (node: Node, reading: Reading): Adopted<T> | undefined => {
    if (node.kind !== "adopted") {
      const value = reader.read(node, reading);
      return value === undefined ? undefined : { kind: "plain", value };
    }
    const { intervention } = node;
    const then = part(node.then, intervention, reading);
    const otherwise = part(node.otherwise, intervention, reading);
    if (then === undefined || otherwise === undefined) return undefined;
    return { kind: "adopted", intervention, then, otherwise };
  };
  return { read, schema: (definitions) => reader.schema(definitions) };
}
