import { alternatives, bundlesIn } from "./adopted-fields.ts";
import type { TypedExpression, TypedNode } from "./expression.ts";
import { childStarts } from "./pathway-graph.ts";
import type { Adopted, Arm, Assignment, Request, RequestOption, Route, Stage, Value } from "./scenario.ts";

/** What a stage reads of its patient at one moment, and what it has set for certain after it. */
export interface AttributeStep {
  /** Each attribute with an expression that reads it. */
  readonly reads: ReadonlyMap<string, TypedExpression>;
  /** Who adopts these is asked here. */
  readonly asks: readonly string[];
  readonly sets: readonly string[];
  /** Who turns back, finds the queue full or is taken out by a timer has passed the steps before this one. */
  readonly early: boolean;
  /** First stages of the tasks and contacts that begin here. */
  readonly begins: readonly string[];
}

/** The moments of a stage in their order. What settles its requests is asked on coming, before anything is set. */
export function attributeSteps(stage: Stage, turnovers: Turnovers): readonly AttributeStep[] {
  const { setOnEntry, balk, leave, priority, seize, needs, release, queue, until, duration, set, next } = stage;
  const { meet, tasks, contacts, startIf, utility } = stage;
  const beginning = alternatives(contacts).flatMap((list) => {
    return list.flatMap(({ every, first, count }) =>
      [every, first, count].flatMap((value) => (value === undefined ? [] : expressionsIn(value))),
    );
  });
  const timers = alternatives(leave).flatMap((each) => each.flatMap(({ after }) => expressionsIn(after)));
  const turning = alternatives(balk).flatMap((route) => (route === undefined ? [] : expressionsOf(route)));
  const starting = alternatives(startIf).flatMap((route) => (route === undefined ? [] : expressionsOf(route)));
  const expecting = starting.some(({ tree }) => readsExpected(tree)) ? expressionsIn(duration) : [];
  const structure = [balk, startIf, leave, seize, needs, release, queue, until, meet, tasks, contacts, utility].flatMap(
    (field) => asked<unknown>(field),
  );
  return [
    step([], structure),
    ...setOnEntry.map(assigned),
    step(
      alternatives(utility).flatMap((one) => one ?? []),
      [],
    ),
    { ...step([...turning, ...timers, ...expressionsIn(priority)], askedBy(priority)), early: true },
    step([...starting, ...expecting], expecting.length > 0 ? askedBy(duration) : []),
    ...[seize, needs].flatMap(requestSteps),
    step(turnedOver(alternatives(release).flat(), turnovers), []),
    { ...step(beginning, []), begins: childStarts(stage) },
    step(expressionsIn(duration), askedBy(duration)),
    step(turnedOver(bundlesIn(needs).flat(), turnovers), []),
    ...set.map(assigned),
    step(alternatives(next).flatMap(expressionsOf), asked(next)),
  ];
}

/** Whether it reads `mean(duration)`. */
function readsExpected(tree: TypedNode): boolean {
  return tree.op === "expected" || ("args" in tree && tree.args.some(readsExpected));
}

/** What settles how long each resource stays occupied after it is given back. */
export type Turnovers = ReadonlyMap<string, readonly TypedExpression[]>;

export function turnoversOf({ resources }: Arm): Turnovers {
  return new Map(
    resources.map(({ name, phases }) => [
      name,
      phases.flatMap(({ value: { turnover } }) => (turnover === undefined ? [] : expressionsIn(turnover))),
    ]),
  );
}

function turnedOver(given: readonly { readonly resource: string }[], turnovers: Turnovers): readonly TypedExpression[] {
  return given.flatMap(({ resource }) => turnovers.get(resource) ?? []);
}

function step(
  expressions: readonly TypedExpression[],
  asks: readonly string[],
  sets: readonly string[] = [],
): AttributeStep {
  return { reads: readsOf(expressions), asks, sets, early: false, begins: [] };
}

/** An attribute that may stay what it is is not read by that, nor set for certain. */
function assigned({ attribute, value }: Assignment): AttributeStep {
  const all = expressionsIn(value);
  const others = all.filter(({ tree }) => !keeps(tree, attribute));
  return step(others, askedBy(value), others.length < all.length ? [] : [attribute]);
}

function keeps(tree: TypedNode, attribute: string): boolean {
  return tree.op === "attribute" && "name" in tree && tree.name === attribute;
}

/** What every choice sets is set for certain. */
function requestSteps(field: Adopted<Request | undefined>): readonly AttributeStep[] {
  const requests = alternatives(field);
  const steps = requests.flatMap((request) => request ?? []).map(choiceStep);
  const [first, ...others] = steps;
  const certain = requests.includes(undefined) || first === undefined ? [] : first.sets;
  const sets = certain.filter((name) => others.every((other) => other.sets.includes(name)));
  return [...steps.map((each) => ({ ...each, sets: [] })), step([], [], sets)];
}

/** The speed first, then what the choice sets, each seeing what was set before. */
function choiceStep({ speed, set }: RequestOption): AttributeStep {
  const known = new Set<string>();
  const reads = new Map(readsOf(speed === undefined ? [] : expressionsIn(speed)));
  const asks = speed === undefined ? [] : [...askedBy(speed)];
  for (const assignment of set) {
    const { reads: own, asks: more, sets } = assigned(assignment);
    for (const [name, by] of own) if (!known.has(name)) reads.set(name, by);
    asks.push(...more);
    for (const name of sets) known.add(name);
  }
  return { reads, asks, sets: [...known], early: false, begins: [] };
}

/** The interventions that a guarded field asks about. */
function asked<T>(field: Adopted<T>): readonly string[] {
  return field.kind === "plain" ? [] : [field.intervention, ...asked(field.then), ...asked(field.otherwise)];
}

/** The interventions that a value asks about. */
export function askedBy(value: Value): readonly string[] {
  switch (value.kind) {
    case "adopted":
      return [value.intervention, ...askedBy(value.then), ...askedBy(value.otherwise)];
    case "cases":
      return value.cases.flatMap(({ use }) => askedBy(use));
    case "times":
    case "plus":
      return askedBy(value.of);
    default:
      return [];
  }
}

/** The attributes that a tree reads, with repeats. */
export function attributesIn(tree: TypedNode): readonly string[] {
  if ("args" in tree) return tree.args.flatMap(attributesIn);
  return tree.op === "attribute" && "name" in tree ? [tree.name] : [];
}

function readsOf(expressions: readonly TypedExpression[]): ReadonlyMap<string, TypedExpression> {
  const found = new Map<string, TypedExpression>();
  for (const expression of expressions) {
    for (const name of attributesIn(expression.tree)) if (!found.has(name)) found.set(name, expression);
  }
  return found;
}

function expressionsOf({ when, chances }: Route): readonly TypedExpression[] {
  return [...when.map(({ condition }) => condition), ...chances.map(({ probability }) => probability)];
}

function expressionsIn(value: Value): readonly TypedExpression[] {
  switch (value.kind) {
    case "expression":
      return [value.expression];
    case "draw":
      return value.parameters;
    case "cases":
      return value.cases.flatMap(({ when, use }) => [...(when === undefined ? [] : [when]), ...expressionsIn(use)]);
    case "chance":
      return [value.probability];
    case "adopted":
      return [...expressionsIn(value.then), ...expressionsIn(value.otherwise)];
    case "times":
    case "plus":
      return [value.amount, ...expressionsIn(value.of)];
  }
}
