import type { TypedNode } from "../scenario/expression.ts";
import type { Assignment, Route, Stage } from "../scenario/scenario.ts";
import { evaluate } from "./evaluate.ts";
import { chosen, outcomes, type PatientKind, probabilityOf } from "./patients.ts";

/** Where patients of one kind go after a stage. */
export interface Split {
  /** By target, a stage or an exit; the shares sum to 1. */
  readonly shares: ReadonlyMap<string, number>;
  /** A condition that only the run can settle: those it may choose between got equal shares. */
  readonly guessed: boolean;
  /** A probability that only the run can settle: taken as if nobody waited. */
  readonly withoutWaiting: boolean;
}

/** More combinations of what a stage sets than this are not followed: the attribute counts as unknown. */
const MOST_COMBINATIONS = 64;

/** Splits patients of one kind by the route of a stage, which may read what the stage itself has just set. */
export function splitOf(stage: Stage, kind: PatientKind): Split {
  const route = chosen(stage.next, kind);
  const shares = new Map<string, number>();
  let guessed = false;
  let withoutWaiting = false;
  for (const after of afterSetting(stage, route, kind)) {
    const split = sharesOf(route, after);
    for (const [target, share] of split.shares) shares.set(target, (shares.get(target) ?? 0) + share * after.weight);
    guessed ||= split.guessed;
    withoutWaiting ||= split.withoutWaiting || after.withoutWaiting;
  }
  return { shares, guessed, withoutWaiting };
}

interface After extends PatientKind {
  readonly withoutWaiting: boolean;
}

/** The kind with what the stage sets, where the route reads it; weights sum to 1. */
function afterSetting(stage: Stage, route: Route, kind: PatientKind): readonly After[] {
  const read = attributesOf(route);
  let kinds: readonly After[] = [{ ...kind, weight: 1, withoutWaiting: false }];
  for (const assignment of [...stage.setOnEntry, ...stage.set]) {
    if (!read.has(assignment.attribute)) continue;
    const next = kinds.flatMap((before) => afterAssignment(assignment, before));
    if (next.length > MOST_COMBINATIONS) return kinds;
    kinds = next;
  }
  return kinds;
}

function afterAssignment({ attribute, value }: Assignment, before: After): readonly After[] {
  const uncertain = value.kind === "chance" && !probabilityOf(value.probability, before).certain;
  return outcomes(value, before, 8).map(([p, outcome]) => ({
    ...before,
    weight: before.weight * p,
    withoutWaiting: before.withoutWaiting || uncertain,
    attributes: new Map(before.attributes).set(attribute, outcome),
  }));
}

/** Shares of the targets of a route, for patients of one kind. */
export function sharesOf(route: Route, kind: PatientKind): Split {
  const possible: string[] = [];
  for (const { condition, to } of route.when) {
    const holds = evaluate(condition.tree, kind);
    if (holds === 0) continue;
    possible.push(to);
    if (holds !== undefined)
      return { shares: equalShares(possible), guessed: possible.length > 1, withoutWaiting: false };
  }
  const drawn = chanceShares(route, kind);
  if (possible.length === 0) return drawn;
  const shares = equalShares(possible, possible.length + 1);
  for (const [target, share] of drawn.shares)
    shares.set(target, (shares.get(target) ?? 0) + share / (possible.length + 1));
  return { shares, guessed: true, withoutWaiting: drawn.withoutWaiting };
}

function equalShares(targets: readonly string[], parts = targets.length): Map<string, number> {
  const shares = new Map<string, number>();
  for (const target of targets) shares.set(target, (shares.get(target) ?? 0) + 1 / parts);
  return shares;
}

function chanceShares(route: Route, kind: PatientKind): Split {
  const shares = new Map<string, number>();
  let left = 1;
  let guessed = false;
  let withoutWaiting = false;
  for (const [index, { probability, to }] of route.chances.entries()) {
    const { value, certain } = probabilityOf(probability, kind);
    const alternatives =
      route.chances.length - index + (route.otherwise === undefined && route.shortest.length === 0 ? 0 : 1);
    const share = Math.min(left, Math.max(0, value ?? left / alternatives));
    guessed ||= value === undefined;
    withoutWaiting ||= !certain && value !== undefined;
    shares.set(to, (shares.get(to) ?? 0) + share);
    left -= share;
  }
  for (const to of route.shortest) shares.set(to, (shares.get(to) ?? 0) + left / route.shortest.length);
  if (route.otherwise !== undefined) shares.set(route.otherwise, (shares.get(route.otherwise) ?? 0) + left);
  return { shares, guessed, withoutWaiting };
}

function attributesOf(route: Route): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (node: TypedNode): void => {
    if ("args" in node) node.args.forEach(walk);
    else if (node.op === "attribute") found.add(node.name);
  };
  for (const { condition } of route.when) walk(condition.tree);
  for (const { probability } of route.chances) walk(probability.tree);
  return found;
}
