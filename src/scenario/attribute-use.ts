import type { Span } from "../diagnostics/diagnostic.ts";
import { spanWithin } from "../diagnostics/place.ts";
import { type AttributeStep, askedBy, attributeSteps, attributesIn, turnoversOf } from "./attribute-steps.ts";
import type { TypedExpression } from "./expression.ts";
import { onwardTargets, type PathwayGraph, reachableWithChildren, waysOf } from "./pathway-graph.ts";
import { mistake, type Reading } from "./reading.ts";
import type { Arm, Intervention, PatientClass } from "./scenario.ts";

/** Where the file names the attribute by which each intervention is adopted. */
export type ByPlaces = ReadonlyMap<string, Span>;

/** What is read of a patient to settle who adopts: attributes, each with its place. */
type Questions = ReadonlyMap<string, ReadonlyMap<string, Span>>;

/**
 * Patients need the attributes that the stages on their way read: drawn when they arrive, or set on every way to the stage.
 * A way on which one is missing is told with the first stage that reads it.
 */
export function checkAttributes(arm: Arm, graph: PathwayGraph, byPlaces: ByPlaces, reading: Reading): void {
  const questions = questionsOf(arm.interventions, byPlaces, reading);
  const turnovers = turnoversOf(arm);
  const steps = new Map(arm.stages.map((stage) => [stage.name, attributeSteps(stage, turnovers)]));
  for (const patientClass of arm.classes) {
    checkAdoptionOrder(patientClass, questions, reading);
    const own = new Set(patientClass.attributes.map(({ name }) => name));
    const starts = waysOf(patientClass.enter);
    const wanted = new Set<string>();
    for (const stage of reachableWithChildren(graph, starts)) {
      for (const step of steps.get(stage) ?? []) {
        for (const name of readBy(step, questions).keys()) if (!own.has(name)) wanted.add(name);
      }
    }
    for (const attribute of wanted) {
      for (const { way, place } of missingReads(attribute, starts, graph, steps, questions)) {
        reading.report(missing(attribute, patientClass.name, way, place));
      }
    }
    for (const { span, stage, set } of arm.today.filter((each) => each.class === patientClass.name)) {
      const known = new Set([...own, ...set.map(([name]) => name)]);
      for (const [attribute, way] of missingFrom(stage, known, graph, steps, questions)) {
        const by = way.length === 1 ? "" : ` when they come by ${shown(way)}`;
        const message = `stage "${way[way.length - 1]}" reads "${attribute}", which these patients of today do not have${by}`;
        const hint = `an earlier stage would have set it: say it here, set: { ${attribute}: … }`;
        reading.report(mistake("attribute-missing", message, span, hint));
      }
    }
  }
}

/** What those who are in a stage already lack, each attribute with the first way on which it is read. */
function missingFrom(
  start: string,
  known: ReadonlySet<string>,
  graph: PathwayGraph,
  steps: ReadonlyMap<string, readonly AttributeStep[]>,
  questions: Questions,
): ReadonlyMap<string, readonly string[]> {
  const read = [...reachableWithChildren(graph, [start])].flatMap((stage) =>
    (steps.get(stage) ?? []).flatMap((step) => [...readBy(step, questions).keys()]),
  );
  const found = new Map<string, readonly string[]>();
  for (const attribute of new Set(read)) {
    if (known.has(attribute)) continue;
    const [first] = missingReads(attribute, [start], graph, steps, questions);
    if (first !== undefined) found.set(attribute, first.way);
  }
  return found;
}

function shown(way: readonly string[]): string {
  return (way.length > 6 ? [way[0], "…", ...way.slice(-4)] : way).join(" → ");
}

function missing(attribute: string, className: string, way: readonly string[], place: Span) {
  const stage = way[way.length - 1];
  const by = way.length === 1 ? "" : ` when they come by ${shown(way)}`;
  const message = `stage "${stage}" reads "${attribute}", which patients of class "${className}" do not have${by}`;
  const hint = `add "${attribute}" to patients.${className}.attributes, or set it before on this way`;
  return mistake("attribute-missing", message, place, hint);
}

interface MissingRead {
  /** From the first stage to the one that reads. */
  readonly way: readonly string[];
  readonly place: Span;
}

/** The stages that patients can come to without the attribute and that read it: none beyond the first on a way. */
function missingReads(
  attribute: string,
  starts: readonly string[],
  graph: PathwayGraph,
  steps: ReadonlyMap<string, readonly AttributeStep[]>,
  questions: Questions,
): readonly MissingRead[] {
  const found: MissingRead[] = [];
  const before = new Map<string, string | undefined>(starts.map((name) => [name, undefined]));
  const reach = (from: string, targets: readonly string[]): void => {
    for (const to of targets) if (graph.stages.has(to) && !before.has(to)) before.set(to, from);
  };
  // A map goes on to what is added while it is walked.
  for (const name of before.keys()) {
    const stage = graph.stages.get(name);
    let through = stage !== undefined;
    for (const step of steps.get(name) ?? []) {
      if (step.early) reach(name, graph.early.get(name) ?? []);
      reach(name, step.begins);
      const place = readBy(step, questions).get(attribute);
      if (place !== undefined) found.push({ way: wayTo(name, before), place });
      through = place === undefined && !step.sets.includes(attribute);
      if (!through) break;
    }
    if (stage !== undefined && through) reach(name, onwardTargets(stage));
  }
  return found;
}

function wayTo(name: string, before: ReadonlyMap<string, string | undefined>): readonly string[] {
  const way: string[] = [];
  for (let at: string | undefined = name; at !== undefined; at = before.get(at)) way.unshift(at);
  return way;
}

function readBy({ reads, asks }: AttributeStep, questions: Questions): ReadonlyMap<string, Span> {
  const asked = asks.flatMap((intervention) => [...(questions.get(intervention) ?? [])]);
  return new Map([...asked, ...[...reads].map(([name, { span }]) => [name, span] as const)]);
}

function questionsOf(interventions: readonly Intervention[], byPlaces: ByPlaces, { at }: Reading): Questions {
  return new Map(
    interventions.map(({ name, adoption: { eligible, by } }) => [
      name,
      new Map([
        ...(eligible === undefined
          ? []
          : attributesIn(eligible.tree).map((each) => [each, placeIn(eligible, each)] as const)),
        ...(by === undefined ? [] : [[by, byPlaces.get(name) ?? at] as const]),
      ]),
    ]),
  );
}

/** Where an expression has a name. */
function placeIn({ text, span }: TypedExpression, name: string): Span {
  const at = text.search(new RegExp(`\\b${name}\\b`));
  return at < 0 ? span : spanWithin(span, text, at, at + name.length);
}

/** Who adopts is asked for the first attribute that the intervention changes: what settles it is drawn before. */
function checkAdoptionOrder({ name, attributes }: PatientClass, questions: Questions, reading: Reading): void {
  const order = attributes.map((attribute) => attribute.name);
  const asks = attributes.map(({ value }) => askedBy(value));
  for (const [intervention, read] of questions) {
    const first = asks.findIndex((each) => each.includes(intervention));
    if (first < 0) continue;
    for (const [attribute, place] of read) {
      const position = order.indexOf(attribute);
      if (position >= 0 && position < first) continue;
      const adopts = `who adopts "${intervention}" depends on "${attribute}"`;
      if (position < 0) {
        const message = `${adopts}, which patients of class "${name}" do not have`;
        reading.report(
          mistake("attribute-missing", message, place, `add "${attribute}" to patients.${name}.attributes`),
        );
      } else if (asks[position].includes(intervention)) {
        const message = `${adopts}, which "${intervention}" itself changes in class "${name}"`;
        reading.report(mistake("adoption-in-a-circle", message, place, "let it depend on what it does not change"));
      } else {
        const message = `${adopts}, which has no value yet when "${intervention}" changes "${order[first]}"`;
        const cure = `write "${attribute}" above "${order[first]}" in patients.${name}.attributes`;
        reading.report(mistake("not-yet-known", message, place, cure));
      }
    }
  }
}
