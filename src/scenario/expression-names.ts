import { didYouMean } from "../diagnostics/nearest.ts";
import type { SessionFigure } from "../model/expression.ts";
import { weekdayNames } from "../time/calendar.ts";
import { minutesIn } from "../time/duration.ts";
import type { Context, NamedThing, ParsedNode, Scope, TypedNode } from "./expression.ts";
import { type Checked, type Checker, problemAt } from "./expression-checker.ts";
import {
  contextWords,
  foreignWords,
  functionNames,
  namedFunctions,
  nullaryWords,
  sessionWords,
  valueFunctions,
} from "./expression-words.ts";
import { BOOLEAN } from "./units.ts";

type NameNode = Extract<ParsedNode, { kind: "name" }>;

/** A bare name where a value is wanted: a word of the language, a parameter or an attribute. */
export function checkName(node: NameNode, checker: Checker): Checked | null {
  const { name, span } = node;
  const { context, things } = checker.scope;
  if (name === "true" || name === "false") {
    return { tree: { op: "number", value: name === "true" ? 1 : 0 }, unit: BOOLEAN, size: 1 };
  }
  const figure = context === "session" ? sessionWords.get(name as SessionFigure) : undefined;
  if (figure !== undefined) return { tree: { op: "session", name: name as SessionFigure }, unit: figure, size: 1 };
  const word = nullaryWords.get(name);
  if (word !== undefined) {
    if (!word.contexts.includes(context)) return checker.report(outOfPlace(node, name, word.contexts, context));
    return { tree: { op: word.op }, unit: word.unit, size: 1 };
  }
  const thing = things.get(name);
  if (thing === undefined) return checker.report(problemAt(span, "unknown-name", ...unknownName(name, checker.scope)));
  if (thing.kind === "parameter") return { tree: { op: "parameter", name }, unit: thing.unit, size: 1 };
  if (thing.kind === "attribute") {
    if (context === "system" || context === "session" || context === "clock" || context === "parameter") {
      return checker.report(outOfPlace(node, name, ["patient", "attribute", "measure", "visit"], context));
    }
    return { tree: { op: "attribute", name }, unit: thing.unit, size: 1 };
  }
  return checker.report(
    problemAt(
      span,
      "not-a-value",
      `"${name}" is ${article(thing.kind)}, which has no value of its own`,
      useOf(name, thing),
    ),
  );
}

/** The texts that a node can equal, when it is text: `class`, `exit`, `weekday`, an attribute with categories. */
export function textsOf(node: ParsedNode, scope: Scope): TextDomain | null {
  if (node.kind === "call" && node.name === "by") {
    return { of: "server", values: namesOf(scope, ["resource", "server"]), name: node.name };
  }
  if (node.kind !== "name") return null;
  if (node.name === "class" || node.name === "exit") {
    return { of: node.name, values: namesOf(scope, [node.name]), name: node.name };
  }
  if (node.name === "weekday") return { of: "weekday", values: weekdayNames, name: node.name };
  const thing = scope.things.get(node.name);
  if (thing?.kind !== "attribute" || thing.unit.kind !== "text") return null;
  return { of: "attribute", values: thing.values, name: node.name };
}

export interface TextDomain {
  readonly of: "class" | "exit" | "server" | "weekday" | "attribute";
  readonly values: readonly string[];
  readonly name: string;
}

/** The index of one text among those that a name can equal. */
export function textTree(domain: TextDomain, value: string): TypedNode {
  if (domain.of === "weekday") return { op: "number", value: domain.values.indexOf(value) };
  if (domain.of === "attribute") return { op: "textValue", of: "attribute", name: domain.name, value };
  return { op: "textValue", of: domain.of, value };
}

/** Declared names of some kinds, as declared. */
export function namesOf(scope: Scope, kinds: readonly NamedThing["kind"][]): readonly string[] {
  return [...scope.things].filter(([, thing]) => kinds.includes(thing.kind)).map(([name]) => name);
}

/** "a stage", "an exit". */
export function article(word: string): string {
  return /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`;
}

/** `"midnights" can be used in measures, not in a stage`. */
export function outOfPlace(
  node: { readonly span: NameNode["span"] },
  name: string,
  allowed: readonly Context[],
  context: Context,
) {
  const places = [...new Set(allowed.map((each) => contextWords[each].many))];
  const list = places.length < 2 ? places.join("") : `${places.slice(0, -1).join(", ")} and ${places.at(-1)}`;
  return problemAt(
    node.span,
    "not-allowed-here",
    `"${name}" can be used in ${list}, not ${contextWords[context].here}`,
  );
}

function unknownName(name: string, scope: Scope): [message: string, hint: string | undefined] {
  const foreign = foreignWords.get(name);
  if (foreign !== undefined) return [`"${name}" cannot be used in an expression`, foreign];
  if (minutesIn(name) !== undefined) return [`the unit "${name}" stands without a number`, `write 1 ${name}`];
  if (namedFunctions.has(name))
    return [`"${name}" needs a name in brackets`, `write ${name}(${namedFunctions.get(name)?.reads[0].kind})`];
  if (valueFunctions.has(name) || name === "if") return [`"${name}" needs values in brackets`, `write ${name}(…)`];
  const { context } = scope;
  if (name === "duration" && scope.ownStage !== undefined && context === "patient")
    return [`"${name}" is not a name known here`, "write mean(duration)"];
  if (sessionWords.has(name as SessionFigure) && (context === "measure" || context === "visit"))
    return [`"${name}" is not a name known here`, "it is read of sessions: of: sessions(theatre)"];
  const ofSessions = context === "session" ? sessionWords.keys() : [];
  const values = [...namesOf(scope, ["parameter", "attribute"]), ...nullaryWords.keys(), ...ofSessions];
  return [
    `"${name}" is not a name known here`,
    didYouMean(name, values) ?? didYouMean(name, scope.things.keys()) ?? didYouMean(name, functionNames),
  ];
}

function useOf(name: string, thing: NamedThing): string {
  if (thing.kind === "class" || thing.kind === "exit") return `write ${thing.kind} == "${name}"`;
  const readers = [...namedFunctions].filter(([, { reads }]) => reads.some(({ kind }) => kind === thing.kind));
  const [first] = readers;
  return first === undefined ? "write a parameter or an attribute" : `write ${first[0]}(${name})`;
}
