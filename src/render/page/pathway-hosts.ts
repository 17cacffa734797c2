import type { TypedNode } from "../../scenario/expression.ts";
import type { Adopted, Arm, Route, Stage } from "../../scenario/scenario.ts";

/** More states than this are not followed: then no stage has a host. */
const MOST_STATES = 5000;

/** A patient who enters a stage: the resources held, and what is known of things that stay as they are, true or false by key. */
interface State {
  readonly stage: Stage;
  readonly held: ReadonlySet<string>;
  readonly known: Known;
}

type Known = ReadonlyMap<string, boolean>;

/**
 * The organisation in whose places patients are while they are in a stage: that of what everybody holds there, however they came.
 * A stage with no such organisation, or with several, is left out. Conditions on attributes that no stage changes, and adoption,
 * are followed, so that those with a need for support are not taken to hold what only the others hold.
 */
export function hostsOf(arm: Arm): ReadonlyMap<string, string> {
  const organisations = new Map(arm.resources.map(({ name, organisation }) => [name, organisation]));
  const hosts = new Map<string, ReadonlySet<string>>();
  for (const { stage, held } of statesOf(arm)) {
    const those = new Set([...held].flatMap((resource) => organisations.get(resource) ?? []));
    const before = hosts.get(stage.name) ?? those;
    hosts.set(stage.name, new Set([...before].filter((one) => those.has(one))));
  }
  return new Map(
    [...hosts].flatMap(([stage, [host, ...others]]) => (host && others.length === 0 ? [[stage, host]] : [])),
  );
}

/** Every way in which a patient may be in a stage; `held` is what is held there, once its request is met. */
function statesOf(arm: Arm): readonly State[] {
  const stages = new Map(arm.stages.map((stage) => [stage.name, stage]));
  const isFixed = fixedIn(arm);
  const entered: State[] = [];
  const inside: State[] = [];
  const seen = new Set<string>();
  const enter = (name: string, held: ReadonlySet<string>, known: Known): void => {
    const stage = stages.get(name);
    const key = [name, [...held].sort(), [...known].sort()].map((part) => JSON.stringify(part)).join();
    if (stage === undefined || seen.has(key)) return;
    seen.add(key);
    entered.push({ stage, held, known });
  };
  for (const { enter: route } of arm.classes)
    for (const [to, known] of waysOf(route, new Map(), isFixed)) enter(to, new Set(), known);
  for (let i = 0; i < entered.length; i++) {
    if (entered.length > MOST_STATES) return [];
    const { stage, held, known } = entered[i];
    for (const during of heldDuring(entered[i])) {
      inside.push(during);
      for (const [next, then] of variantsOf(stage.next, during.known))
        for (const [to, later] of waysOf(next, then, isFixed)) enter(to, during.held, later);
      for (const to of earlyTargets(stage)) enter(to, during.held, during.known);
    }
    for (const to of earlyTargets(stage)) enter(to, held, known);
  }
  return inside;
}

function heldDuring({ stage, held, known }: State): readonly State[] {
  return variantsOf(stage.seize, known).flatMap(([seize, asked]) =>
    variantsOf(stage.release, asked).flatMap(([release, then]) => {
      const given = new Set(release.filter(({ units }) => units === undefined).map(({ resource }) => resource));
      const bundles = seize === undefined ? [[]] : seize.map(({ bundle }) => bundle);
      return bundles.map((bundle) => {
        const all = [...held, ...bundle.map(({ resource }) => resource)];
        return { stage, held: new Set(all.filter((resource) => !given.has(resource))), known: then };
      });
    }),
  );
}

/** Where those go who turn back, find the queue full, are not taken or run out of time. */
export function earlyTargets({ balk, startIf, leave, queue }: Stage): readonly string[] {
  const full = all(queue).flatMap((limit) => limit?.whenFull ?? []);
  const routes = [...all(balk), ...all(startIf)].flatMap((route) => (route === undefined ? [] : targetsOf(route)));
  return [...routes, ...full, ...all(leave).flatMap((timers) => timers.map(({ to }) => to))];
}

export function targetsOf({ when, chances, otherwise, shortest }: Route): readonly string[] {
  const rest = otherwise === undefined ? shortest : [otherwise, ...shortest];
  return [...when.map(({ to }) => to), ...chances.map(({ to }) => to), ...rest];
}

/** All values that an adopted one may have. */
export function all<T>(adopted: Adopted<T>): readonly T[] {
  return variantsOf(adopted, new Map()).map(([value]) => value);
}

/** The values that are possible with what is known, each with what is known then. */
function variantsOf<T>(adopted: Adopted<T>, known: Known): readonly (readonly [T, Known])[] {
  if (adopted.kind === "plain") return [[adopted.value, known]];
  const key = `adopts ${adopted.intervention}`;
  const branch = (adopts: boolean, of: Adopted<T>) =>
    known.get(key) === !adopts ? [] : variantsOf(of, new Map(known).set(key, adopts));
  return [...branch(true, adopted.then), ...branch(false, adopted.otherwise)];
}

function waysOf(
  route: Route,
  known: Known,
  isFixed: (tree: TypedNode) => boolean,
): readonly (readonly [string, Known])[] {
  const ways: [string, Known][] = [];
  let left = known;
  for (const { condition, to } of route.when) {
    const key = isFixed(condition.tree) ? JSON.stringify(condition.tree) : undefined;
    if (key === undefined) {
      ways.push([to, left]);
      continue;
    }
    if (left.get(key) !== false) ways.push([to, new Map(left).set(key, true)]);
    if (left.get(key) === true) return ways;
    left = new Map(left).set(key, false);
  }
  for (const to of targetsOf({ ...route, when: [] })) ways.push([to, left]);
  return ways;
}

/** Whether an expression has one value for a patient from arrival to exit. */
function fixedIn({ stages }: Arm): (tree: TypedNode) => boolean {
  const changed = new Set(
    stages.flatMap(({ set, setOnEntry, seize, needs }) => {
      const bySetting = [seize, needs].flatMap((asked) => all(asked).flatMap((request) => request ?? []));
      return [...set, ...setOnEntry, ...bySetting.flatMap((option) => option.set)].map(({ attribute }) => attribute);
    }),
  );
  const isFixed = (node: TypedNode): boolean => {
    if ("args" in node) return node.args.every(isFixed);
    if (node.op === "attribute") return !changed.has(node.name);
    return node.op === "number" || node.op === "textValue" || node.op === "class" || node.op === "parameter";
  };
  return isFixed;
}
