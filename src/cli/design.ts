import { didYouMean } from "../diagnostics/nearest.ts";
import {
  type Design,
  designOf,
  type Generator,
  MOST_FACTORS,
  mostHalvings,
  sizeOf,
  standardGenerators,
} from "../experiment/fraction.ts";
import { UsageError } from "./problems.ts";

/** The design that the options of `careway factorial` ask for. */
export interface DesignOptions {
  readonly of: readonly string[];
  readonly fraction: string | undefined;
  readonly generators: readonly string[];
}

/** @param known interventions of the file @throws UsageError */
export function chooseDesign({ of, fraction, generators }: DesignOptions, known: readonly string[]): Design {
  checkNames(of, known);
  if (fraction !== undefined && generators.length > 0) {
    throw new UsageError("--fraction takes generators from a table; --generators states them: give one of the two.");
  }
  const design = designOf(of.length, fraction === undefined ? readGenerators(generators, of) : standard(fraction, of));
  if (design.resolution !== undefined && design.resolution < 3) {
    const word = design.words.find(({ set }) => sizeOf(set) === design.resolution);
    const names = of.filter((_, f) => ((word?.set ?? 0) & (1 << f)) !== 0);
    throw new UsageError(
      `These generators cannot tell ${names.join(" from ")}: ${names.length === 1 ? "it would be the same in all runs" : "one would be set by the other in all runs"}. Generate each from two interventions or more.`,
    );
  }
  return design;
}

function checkNames(of: readonly string[], known: readonly string[]): void {
  for (const [i, name] of of.entries()) {
    if (!known.includes(name)) {
      const near = didYouMean(name, known);
      const there = known.length === 0 ? "The file has none." : `The file has: ${known.join(", ")}.`;
      throw new UsageError(`There is no intervention "${name}"${near === undefined ? "." : `: ${near}`} ${there}`);
    }
    if (of.indexOf(name) !== i) throw new UsageError(`--of names ${name} twice: once is enough.`);
  }
  if (of.length < 2) {
    const there = known.length === 0 ? "" : `, such as --of ${known.slice(0, 2).join(",")}`;
    throw new UsageError(`A factorial design needs two interventions or more: name them by --of${there}.`);
  }
  if (of.length > MOST_FACTORS) {
    throw new UsageError(`A factorial design takes ${MOST_FACTORS} interventions at most, --of names ${of.length}.`);
  }
}

function standard(fraction: string, of: readonly string[]): readonly Generator[] {
  const most = mostHalvings(of.length);
  const possible = Array.from({ length: most }, (_, i) => `1/${2 ** (i + 1)}`);
  const parts = /^1\/(\d+)$/.exec(fraction);
  const halvings = parts === null ? Number.NaN : Math.log2(Number(parts[1]));
  if (halvings === 0) return [];
  if (halvings >= 1 && halvings <= most && Number.isInteger(halvings)) return standardGenerators(of.length, halvings);
  const there = most === 0 ? "no fraction" : possible.join(", ");
  throw new UsageError(
    `--fraction ${fraction} is not possible with ${of.length} interventions: there is ${there} in which each can be told from the others.`,
  );
}

/** "d=abc": by letters in the order of --of, or by names with * between them; "d=-abc" for the other half. */
function readGenerators(texts: readonly string[], of: readonly string[]): readonly Generator[] {
  const read = texts.map((text): Generator => {
    const parts = /^\s*([^=]+?)\s*=\s*(-?)\s*([^=]+?)\s*$/.exec(text);
    if (parts === null) throw new UsageError(`--generators ${text}: write one as d=abc, or name=one*other.`);
    const [, left, minus, right] = parts;
    const factors = factorsIn(left, of, text);
    const product = factorsIn(right, of, text);
    if (factors.length !== 1) throw new UsageError(`--generators ${text}: one intervention stands before the =.`);
    const set = product.reduce((all, f) => all | (1 << f), 0);
    if (sizeOf(set) !== product.length) throw new UsageError(`--generators ${text}: each intervention once.`);
    return { factor: factors[0], of: set, sign: minus === "-" ? -1 : 1 };
  });
  const generated = read.reduce((set, { factor }) => set | (1 << factor), 0);
  for (const [i, { of: product, factor }] of read.entries()) {
    if (read.findIndex((other) => other.factor === factor) !== i)
      throw new UsageError(`--generators: ${of[factor]} is generated twice.`);
    const circle = of.filter((_, f) => (product & generated & (1 << f)) !== 0);
    if (circle.length > 0)
      throw new UsageError(
        `--generators ${texts[i]}: ${circle.join(", ")} is generated itself; use those that are not.`,
      );
  }
  return read;
}

function factorsIn(product: string, of: readonly string[], text: string): readonly number[] {
  return product.split("*").flatMap((part) => {
    const name = part.trim();
    if (of.includes(name)) return [of.indexOf(name)];
    return [...name].map((letter) => {
      const own = of.indexOf(letter);
      const place = own >= 0 ? own : letter.toLowerCase().charCodeAt(0) - 97;
      if (place >= 0 && place < of.length) return place;
      const letters = of.map((each, f) => `${String.fromCharCode(97 + f)} is ${each}`).join(", ");
      throw new UsageError(`--generators ${text}: "${name}" is none of the interventions of --of (${letters}).`);
    });
  });
}

/** These options as words of a command. */
export function designWords({ of, fraction, generators }: DesignOptions): string {
  const part = fraction === undefined ? "" : ` --fraction ${fraction}`;
  const own = generators.length === 0 ? "" : ` --generators "${generators.join(",")}"`;
  return ` --of ${of.join(",")}${part}${own}`;
}
