import { isStated } from "./adopted-fields.ts";
import type { TypedExpression } from "./expression.ts";
import { readExpression } from "./formula.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import type { Adopted, Route } from "./scenario.ts";
import { BOOLEAN } from "./units.ts";

export const condition: Reader<TypedExpression> = {
  read: (node, reading) => readExpression(node, reading, BOOLEAN),
  schema: () => ({ type: ["string", "boolean"] }),
};

const NONE = { kind: "plain", value: undefined } as const;

/** `startIf` with its `else`, as the way of those for whom it does not hold; undefined after a report. */
export function whoIsNotTaken(
  startIf: Adopted<TypedExpression | undefined> = NONE,
  elsewhere: Adopted<string | undefined> = NONE,
  reading: Reading,
): Adopted<Route | undefined> | undefined {
  if (!isStated(startIf) && isStated(elsewhere)) {
    const hint = "leave it out, or say whom to take: startIf";
    return reading.report(mistake("missing-key", 'a stage with "else" needs the key "startIf"', reading.at, hint));
  }
  return paired(startIf, elsewhere, reading);
}

/** Each condition with where those go who meet it: the `else` of those who adopt the same. */
function paired(
  startIf: Adopted<TypedExpression | undefined>,
  elsewhere: Adopted<string | undefined>,
  reading: Reading,
): Adopted<Route | undefined> | undefined {
  if (startIf.kind === "adopted") {
    const { intervention } = startIf;
    const then = paired(startIf.then, asIf(elsewhere, intervention, true), reading);
    const otherwise = paired(startIf.otherwise, asIf(elsewhere, intervention, false), reading);
    return then && otherwise && { kind: "adopted", intervention, then, otherwise };
  }
  const holds = startIf.value;
  if (holds === undefined) return NONE;
  if (elsewhere.kind === "adopted") {
    const { intervention } = elsewhere;
    const then = paired(startIf, elsewhere.then, reading);
    const otherwise = paired(startIf, elsewhere.otherwise, reading);
    return then && otherwise && { kind: "adopted", intervention, then, otherwise };
  }
  if (elsewhere.value !== undefined) return { kind: "plain", value: unless(holds, elsewhere.value) };
  const hint = "say where those go who are not taken";
  return reading.report(mistake("missing-key", 'a stage with "startIf" needs the key "else"', reading.at, hint));
}

/** What a field is for those who adopt an intervention, or for the others. */
function asIf<T>(field: Adopted<T>, intervention: string, adopts: boolean): Adopted<T> {
  if (field.kind === "plain") return field;
  if (field.intervention === intervention) return asIf(adopts ? field.then : field.otherwise, intervention, adopts);
  const [one, other] = [asIf(field.then, intervention, adopts), asIf(field.otherwise, intervention, adopts)];
  // biome-ignore lint/suspicious/noThenProperty: the word of the tree's type; it is never awaited
  return { ...field, then: one, otherwise: other };
}

/** For whom the condition does not hold goes elsewhere. */
function unless(holds: TypedExpression, to: string): Route {
  const fails: TypedExpression = { ...holds, text: `not (${holds.text})`, tree: { op: "not", args: [holds.tree] } };
  return { when: [{ condition: fails, to }], chances: [], otherwise: undefined, shortest: [], exhaustive: false };
}
