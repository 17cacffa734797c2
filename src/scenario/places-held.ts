import { graphOf, onwardTargets, waysOf } from "./pathway-graph.ts";
import type { Adopted, Arm, Bundle, Request, Stage } from "./scenario.ts";

/** Units of each resource that a patient holds by `seize`. */
export type Places = ReadonlyMap<string, number>;

/** More different sets than this are not told apart. */
const MOST_SETS = 64;

/** What a field is for who adopts nothing: for those who came before day 0. */
export function unadopted<T>(field: Adopted<T>): T {
  return field.kind === "plain" ? field.value : unadopted(field.otherwise);
}

/** Every set of places that patients of a class can hold when they come to each stage, adopting nothing. */
export function placesOnEntry(
  arm: Pick<Arm, "stages" | "classes">,
  className: string,
): ReadonlyMap<string, readonly Places[]> {
  const { stages, early } = graphOf(arm);
  const found = new Map<string, Map<string, Places>>();
  const open: [string, Places][] = [];
  const reach = (to: string, places: Places): void => {
    if (!stages.has(to)) return;
    const known = found.get(to) ?? new Map<string, Places>();
    const signature = signatureOf(places);
    if (known.has(signature) || known.size > MOST_SETS) return;
    found.set(to, known.set(signature, places));
    open.push([to, places]);
  };
  const cls = arm.classes.find(({ name }) => name === className);
  for (const start of cls === undefined ? [] : waysOf(cls.enter)) reach(start, new Map());
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, places] = next;
    const stage = stages.get(name);
    if (stage === undefined) continue;
    const served = placesInService(stage, places);
    for (const to of early.get(name) ?? []) for (const each of [places, ...served]) reach(to, each);
    for (const to of onwardTargets(stage)) for (const each of served) reach(to, each);
  }
  return new Map([...found].map(([name, sets]) => [name, [...sets.values()]]));
}

/** What is held in service by who came with these places: one set for each option of `seize`. */
export function placesInService(stage: Stage, places: Places): readonly Places[] {
  const request = unadopted(stage.seize);
  if (request === undefined) return [released(stage, places, [])];
  if (request.some(({ bundle }) => covers(places, bundle))) return [released(stage, places, [])];
  return request.map(({ bundle }) => {
    const taken = new Map(places);
    for (const { resource, units } of bundle) taken.set(resource, Math.max(units, places.get(resource) ?? 0));
    return released(stage, taken, bundle);
  });
}

function released(stage: Stage, places: Places, taken: Bundle): Places {
  const left = new Map(places);
  for (const { resource, units } of unadopted(stage.release)) {
    if (taken.some((part) => part.resource === resource)) continue;
    const rest = units === undefined ? 0 : (left.get(resource) ?? 0) - units;
    if (rest > 0) left.set(resource, rest);
    else left.delete(resource);
  }
  return left;
}

export function covers(places: Places, bundle: Bundle): boolean {
  return bundle.every(({ resource, units }) => (places.get(resource) ?? 0) >= units);
}

/** The first option of a request that is held whole; −1 for none. */
export function optionHeld(request: Request, places: Places): number {
  return request.findIndex(({ bundle }) => covers(places, bundle));
}

/** Each set once. */
export function distinct(sets: readonly Places[]): readonly Places[] {
  return [...new Map(sets.map((each) => [signatureOf(each), each])).values()];
}

/** `1 bed, 2 chair`, sorted; `nothing`. */
export function signatureOf(places: Places): string {
  const parts = [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([resource, units]) => `${units} ${resource}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
