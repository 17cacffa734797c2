import { didYouMean } from "../diagnostics/nearest.ts";
import { namesOf } from "./expression-names.ts";
import { constantSchema, readConstant } from "./formula.ts";
import { isNothing, type ListNode, type Node } from "./node.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { entriesOf } from "./records.ts";
import { asText } from "./scalars.ts";
import type { Grouping, Labelled } from "./scenario.ts";
import type { Unit } from "./units.ts";

/** More would be a table that nobody reads. */
const MOST_GROUPS = 20;

/** `class`, an attribute of words or of true and false, or `{ age: [65, 75] }`: a number cut into bands. */
export const grouping: Reader<Grouping> = {
  read: (node, reading) => (node.kind === "map" ? readBands(node, reading) : readValues(node, reading)),
  schema: (definitions) => ({
    anyOf: [
      { type: "string" },
      {
        type: "object",
        additionalProperties: { type: "array", items: constantSchema(definitions), minItems: 1 },
      },
    ],
  }),
};

function readValues(node: Node, reading: Reading): Grouping | undefined {
  const scalar = asText(node, "class or an attribute", reading);
  if (scalar === undefined) return undefined;
  const { text, span } = scalar;
  if (text === "class") {
    const groups = [...namesOf(reading, ["class"])].sort().map(plain);
    return notTooMany({ attribute: undefined, cuts: [], groups }, node, reading);
  }
  const found = attributeNamed(text, scalar.span, reading);
  if (found === undefined) return undefined;
  if (found.unit.kind === "quantity") {
    const hint = `such as { ${text}: [65, 75] }`;
    return reading.report(mistake("no-bands", `"${text}" is a number: say where to cut it into bands`, span, hint));
  }
  const groups =
    found.unit.kind === "text"
      ? found.values.map(plain)
      : [
          { name: "false", label: `${text} no` },
          { name: "true", label: `${text} yes` },
        ];
  return notTooMany({ attribute: text, cuts: [], groups }, node, reading);
}

function plain(name: string): Labelled {
  return { name, label: name };
}

function readBands(node: Extract<Node, { kind: "map" }>, reading: Reading): Grouping | undefined {
  const entries = entriesOf(node);
  const [entry] = entries;
  if (entries.length !== 1 || entry.value.kind !== "list" || entry.value.items.length === 0) {
    const message = "bands are of one attribute, with a list of the numbers where it is cut";
    return reading.report(mistake("wrong-kind", message, node.span, "such as { age: [65, 75, 85] }"));
  }
  const found = attributeNamed(entry.key, entry.keySpan, reading);
  if (found === undefined) return undefined;
  if (found.unit.kind !== "quantity") {
    const message = `"${entry.key}" is no number and has no bands`;
    return reading.report(mistake("wrong-unit", message, entry.keySpan, `write ${entry.key} without bands`));
  }
  const cuts = readCuts(entry.value, found.unit, reading);
  if (cuts === undefined) return undefined;
  const texts = entry.value.items.map((item, i) => shortText(item) ?? String(cuts[i]));
  return notTooMany({ attribute: entry.key, cuts, groups: bands(texts) }, node, reading);
}

function readCuts({ items }: ListNode, unit: Unit, reading: Reading): readonly number[] | undefined {
  const cuts = items.map((item) => readConstant(item, { ...reading, at: item.span }, unit)?.value);
  if (cuts.some((cut) => cut === undefined)) return undefined;
  const whole = cuts.filter((cut) => cut !== undefined);
  const fallen = whole.findIndex((cut, i) => i > 0 && cut <= whole[i - 1]);
  if (fallen < 0) return whole;
  const message = "the numbers where bands are cut must rise";
  return reading.report(mistake("out-of-order", message, items[fallen].span));
}

/** A band has its lower end and not its upper: `<65`, `65-75`, `75+`. */
function bands(texts: readonly string[]): readonly Labelled[] {
  const last = texts[texts.length - 1];
  return [
    { name: `<${texts[0]}`, label: `under ${texts[0]}` },
    ...texts.slice(1).map((text, i) => ({ name: `${texts[i]}-${text}`, label: `${texts[i]} to under ${text}` })),
    { name: `${last}+`, label: `${last} and over` },
  ];
}

/** As written, when that is short enough for a name. */
function shortText(node: Node): string | undefined {
  return node.kind === "scalar" && !isNothing(node) && node.text.length <= 20 ? node.text : undefined;
}

function attributeNamed(name: string, span: Node["span"], reading: Reading) {
  if (reading.broken.has(name)) return undefined;
  const thing = reading.things.get(name);
  if (thing?.kind === "attribute") return thing;
  const found = thing === undefined ? "is not one" : `is the name of a ${thing.kind}`;
  const hint = didYouMean(name, ["class", ...namesOf(reading, ["attribute"])]);
  return reading.report(
    mistake("unknown-attribute", `groups are of class or an attribute; "${name}" ${found}`, span, hint),
  );
}

function notTooMany(found: Grouping, node: Node, reading: Reading): Grouping | undefined {
  if (found.groups.length <= MOST_GROUPS) return found;
  const message = `${found.groups.length} groups: at most ${MOST_GROUPS} can be told apart`;
  return reading.report(mistake("too-many-groups", message, node.span, "choose another attribute, or wider bands"));
}
