import { distributions } from "../../../src/random/distributions.ts";
import { namedFunctions, nullaryWords, sessionWords, valueFunctions } from "../../../src/scenario/expression-words.ts";
import type { Tree } from "../draft.ts";

type Map = { readonly [key: string]: Tree };

/** Keys whose value is one of a few words: the mark says which. */
const CHOSEN = new Set(["whenPreempted", "atShiftEnd", "join", "late", "while", "state", "cohort", "capacity", "of"]);
const RECORDS = ["stays", "sessions"];
const FUNCTIONS = new Set(["if", "count", "mean", ...RECORDS, ...valueFunctions.keys(), ...namedFunctions.keys()]);
const OF_SESSIONS: ReadonlySet<string> = new Set(sessionWords.keys());
const OPERATORS: readonly (readonly [mark: string, pattern: RegExp])[] = [
  ["a ? b : c", / \? /],
  ["^", / \^ /],
  ["and", /\band\b/],
  ["or", /\bor\b/],
  ["not", /\bnot\b/],
];
const QUANTITY = /^-?[£\d.][\d.]*\s*(%|[a-z]+( per [a-z]+)?)?$/;

/** What is written in a part of a file, each construct under a name of its own: paths of keys, kinds of values, words of expressions. */
export class Marks {
  readonly found = new Set<string>();
  private readonly names: ReadonlySet<string>;

  /** @param names that the file gives to things; in a mark each is `*` */
  constructor(names: ReadonlySet<string>) {
    this.names = names;
  }

  read(tree: Tree | undefined, path: string): this {
    if (tree === undefined) return this;
    this.found.add(path);
    if (Array.isArray(tree)) this.readList(tree, path);
    else if (typeof tree === "object" && tree !== null) this.readMap(tree as Map, path);
    else this.readScalar(String(tree), path);
    return this;
  }

  private readList(list: readonly Tree[], path: string): void {
    const maps = list.filter((one): one is Map => typeof one === "object" && one !== null && !Array.isArray(one));
    if (maps.some((one) => "use" in one)) {
      this.found.add(`${path}: cases`);
      for (const { when, use } of maps) {
        if (when !== undefined) this.readScalar(String(when), "when");
        this.read(use, path);
      }
      return;
    }
    if (list.length > 1) this.found.add(`${path}: several`);
    for (const one of list) this.read(one, path);
  }

  private readMap(map: Map, path: string): void {
    const keys = Object.keys(map);
    const [only] = keys;
    if (keys.length === 1 && distributions.has(only) && typeof map[only] === "object") {
      const stated = only === "categorical" ? "" : `(${Object.keys(map[only] as Map).join(", ")})`;
      this.found.add(`${path}: drawn`).add(`${only}${stated}`);
      for (const part of Object.values(map[only] as Map)) this.read(part, `in ${only}`);
      return;
    }
    if (keys.length === 1 && only === "chance") this.found.add(`${path}: chance`);
    if (keys.length === 1 && only === "text") this.found.add(`${path}: text`);
    else for (const key of keys) this.read(map[key], `${path}.${this.keyed(key)}`);
  }

  private readScalar(text: string, path: string): void {
    const last = path.split(".").at(-1) ?? path;
    if (CHOSEN.has(last) && /^[a-zA-Z]+$/.test(text)) this.found.add(`${path} = ${text}`);
    if (path.startsWith("measures")) this.readFigures(text);
    if (QUANTITY.test(text) || !/[ (]/.test(text)) return;
    const calls = [...text.matchAll(/\b([a-zA-Z]+)\(/g)].map(([, name]) => name).filter((name) => FUNCTIONS.has(name));
    const words = [...text.matchAll(/\b([a-zA-Z]+)\b(?!\()/g)].map(([, name]) => name);
    const read = words.filter((name) => nullaryWords.has(name));
    const operators = OPERATORS.filter(([, pattern]) => pattern.test(text)).map(([mark]) => mark);
    if (calls.length + operators.length > 0 || / [-+*/<>=]+ /.test(text)) this.found.add(`${path}: expression`);
    for (const name of calls) this.found.add(`${name}()`);
    if (/count\(\w+, /.test(text)) this.found.add("count(,,)");
    if (/midnights\(\w+, /.test(text)) this.found.add("midnights(,)");
    for (const word of [...read, ...operators]) this.found.add(word);
  }

  /** Words that have a meaning in measures of sessions alone. */
  private readFigures(text: string): void {
    for (const word of text.split(/\W+/)) if (OF_SESSIONS.has(word)) this.found.add(`${word} of a session`);
  }

  /** Keys that are names, windows or dates, without what is particular in them. */
  private keyed(key: string): string {
    if (this.names.has(key)) return "*";
    if (/^\d{4}-/.test(key))
      return key.includes(" ") ? (key.endsWith("onwards") ? "date onwards" : "date to date") : "date";
    const [days] = key.split(/ (?=\d\d:)/);
    if (days === key) return /^\d\d:/.test(key) ? "hours" : this.pathOf(key);
    return /^day/.test(days) && days !== "daily" ? "day of a cycle" : days.includes(",") ? "days" : days;
  }

  /** Of a change: `stages.s1.set.tests` is `stages.set.*`. */
  private pathOf(key: string): string {
    const [section, name, ...rest] = key.split(".");
    if (name === undefined) return key;
    const kept = rest.map((step) => (this.names.has(step) ? "*" : step));
    return [section, ...kept].join(".");
  }
}
