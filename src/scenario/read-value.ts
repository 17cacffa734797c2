import type { Wanted } from "./formula.ts";
import type { ScalarNode } from "./node.ts";
import type { Value } from "./scenario.ts";
import type { Unit } from "./units.ts";

/** A value with what it is: its unit and, for a text, the words it can be. */
export interface ReadValue {
  readonly value: Value;
  readonly unit: Unit;
  readonly words: readonly Word[];
}

/** A word that a text can be, where it is written. */
export type Word = Pick<ScalarNode, "text" | "span">;

/** What a place allows besides its unit. */
export interface Allowed {
  readonly wanted: Wanted;
  /** A draw below 0 is a mistake. */
  readonly notNegative?: boolean;
  /** The attribute that gets the value, and the words it can be when it is a text. */
  readonly of?: { readonly attribute: string; readonly words: readonly string[] };
}
