import type { RunResult } from "../collect/run-result.ts";

/**
 * Every number of a result under a name: values under the ids of their metrics, the others by key and place, such as
 * `minutesAtLevel[0][2]`. What a result may hold besides is found without being told of here.
 */
export function numbersOf(result: RunResult | undefined, ids: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const walk = (part: unknown, name: string): void => {
    if (typeof part === "number") numbers.set(name, part);
    else if (Array.isArray(part) || ArrayBuffer.isView(part)) {
      for (const [i, one] of Array.from(part as ArrayLike<unknown>).entries()) walk(one, `${name}[${i}]`);
    }
  };
  for (const [key, part] of Object.entries(result ?? {})) {
    if (key === "values") for (const [i, value] of (part as Float64Array).entries()) walk(value, ids[i]);
    else walk(part, key);
  }
  return numbers;
}
