import type { AttributeWords } from "./attribute-words.ts";
import { checkName, namesOf } from "./declared-names.ts";
import type { NamedThing } from "./expression.ts";
import type { MapNode } from "./node.ts";
import { child } from "./node.ts";
import { readAttributes } from "./patients.ts";
import { mistake, type Reading } from "./reading.ts";
import { asMap } from "./records.ts";
import type { Attribute, PatientClass } from "./scenario.ts";
import { describeUnit, equalUnits } from "./units.ts";

/**
 * The attributes of all classes of one laid tree. What each is goes into `attributes` and `things`: one name is one kind of
 * thing in all classes and arms.
 */
export function readAllAttributes(
  tree: MapNode,
  reading: Reading,
  words: AttributeWords,
  attributes: Map<string, Attribute>,
  things: Map<string, NamedThing>,
  broken: Set<string>,
): ReadonlyMap<string, PatientClass["attributes"]> {
  const drawn = new Map<string, PatientClass["attributes"]>();
  for (const name of namesOf(tree, "patients")) {
    const node = child(child(child(tree, "patients"), name), "attributes");
    const map = node && asMap(node, "attributes", reading);
    if (map === undefined) continue;
    const read = readAttributes(
      map,
      reading,
      words,
      (attribute, value, written) => {
        const known = attributes.get(attribute);
        const span = map.entries.get(attribute)?.keySpan ?? written.span;
        if (known === undefined) {
          const thing = things.get(attribute);
          if (thing !== undefined) {
            reading.report(
              mistake(
                "name-taken",
                `"${attribute}" is already the name of a ${thing.kind}`,
                span,
                "all names share one namespace: choose another",
              ),
            );
            return false;
          }
          if (!checkName(attribute, span, reading)) return false;
          const values = value.unit.kind === "text" ? (words.get(attribute) ?? []) : [];
          attributes.set(attribute, { name: attribute, unit: value.unit, values });
          things.set(attribute, { kind: "attribute", unit: value.unit, values });
          return true;
        }
        if (equalUnits(known.unit, value.unit)) return true;
        const message = `"${attribute}" is ${describeUnit(known.unit)} elsewhere, here it is ${describeUnit(value.unit)}`;
        reading.report(mistake("attribute-differs", message, span, "give it another name"));
        return false;
      },
      (attribute) => broken.add(attribute),
    );
    drawn.set(name, read);
  }
  return drawn;
}
