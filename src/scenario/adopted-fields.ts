import type { Adopted, Bundle, Request, Stage } from "./scenario.ts";

/** One value that a field can take, and who has it: for each intervention asked on the way, adopters or the others. */
interface Alternative<T> {
  readonly value: T;
  readonly adopts: ReadonlyMap<string, boolean>;
}

function leaves<T>(field: Adopted<T>, adopts: ReadonlyMap<string, boolean>): readonly Alternative<T>[] {
  if (field.kind === "plain") return [{ value: field.value, adopts }];
  const branch = (part: Adopted<T>, yes: boolean): readonly Alternative<T>[] =>
    adopts.get(field.intervention) === !yes ? [] : leaves(part, new Map(adopts).set(field.intervention, yes));
  return [...branch(field.then, true), ...branch(field.otherwise, false)];
}

/** Every value that a field can take, whoever adopts what. */
export function alternatives<T>(field: Adopted<T>): readonly T[] {
  return field.kind === "plain" ? [field.value] : leaves(field, new Map()).map(({ value }) => value);
}

/** Somebody has it, whoever adopts what. */
export function isStated(field: Adopted<unknown>): boolean {
  return alternatives(field).some((value) => value !== undefined);
}

/** Every pair of values that one and the same patient can meet. */
export function alternativePairs<A, B>(a: Adopted<A>, b: Adopted<B>): readonly (readonly [A, B])[] {
  const others = leaves(b, new Map());
  return leaves(a, new Map()).flatMap((one) =>
    others.filter((other) => agree(one.adopts, other.adopts)).map((other) => [one.value, other.value] as const),
  );
}

function agree(a: ReadonlyMap<string, boolean>, b: ReadonlyMap<string, boolean>): boolean {
  return [...a].every(([name, yes]) => b.get(name) !== !yes);
}

/** Every bundle of a request that somebody can make. */
export function bundlesIn(field: Adopted<Request | undefined>): readonly Bundle[] {
  return alternatives(field).flatMap((request) => (request ?? []).map(({ bundle }) => bundle));
}

/** What somebody can seize at a stage, with repeats. */
export function resourcesSeized({ seize }: Pick<Stage, "seize">): readonly string[] {
  return bundlesIn(seize).flatMap((bundle) => bundle.map(({ resource }) => resource));
}

/** Who can serve by a request. */
export function serversIn(field: Adopted<Request | undefined>): readonly string[] {
  return alternatives(field).flatMap((request) => (request ?? []).map(({ server }) => server));
}
