/** A map of what is drawn for each of these names, in their order. */
export function named<T>(names: readonly string[], draw: (name: string, i: number) => T): Record<string, T> {
  return Object.fromEntries(names.map((name, i) => [name, draw(name, i)]));
}

export function mapped<T, U>(of: Readonly<Record<string, T>>, change: (one: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, change(one)]));
}
