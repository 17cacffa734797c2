import type { Draft, Tree } from "../random-scenarios/draft.ts";
import { treeOf } from "../random-scenarios/write.ts";
import { modelOf, type Run, runOf } from "./runs.ts";

/** The same scenario said in another way, or with something put in or taken out: on the tree of its text. */
export type Written = { [key: string]: Tree };

/** Each text that stands somewhere as a value. */
export function mapTexts(tree: Tree, change: (text: string) => Tree): Tree {
  if (typeof tree === "string") return change(tree);
  if (Array.isArray(tree)) return tree.map((one: Tree) => mapTexts(one, change));
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, mapTexts(value, change)]));
}

/** Every duration and every rate, in quantities and in expressions alike. */
export function mapQuantities(
  tree: Tree,
  duration: (minutes: number) => string,
  rate: (perDay: number) => string,
): Tree {
  return mapTexts(tree, (text) =>
    text
      .replace(/(\d+(?:\.\d+)?) (min|h)\b/g, (_all, n: string, unit: string) => {
        return duration(Number(n) * (unit === "h" ? 60 : 1));
      })
      .replace(/(\d+(?:\.\d+)?) per day/g, (_all, n: string) => rate(Number(n))),
  );
}

/** Names wherever they stand, as keys and in values. */
export function renamed(tree: Tree, names: RegExp, to: string): Written {
  return JSON.parse(JSON.stringify(tree).replace(names, to)) as Written;
}

/** The part of a tree under a key, which is a map. */
export function part(tree: Written, key: string): Written {
  return (tree[key] ?? {}) as Written;
}

export function mapPart(tree: Written, key: string, change: (name: string, one: Written) => Tree): Written {
  const changed = Object.entries(part(tree, key)).map(([name, one]) => [name, change(name, one as Written)]);
  return { ...tree, [key]: Object.fromEntries(changed) };
}

export function runOfTree(tree: Tree, arm?: string): Run {
  return runOf(modelOf(JSON.stringify(tree), arm));
}

export function runOfDraft(draft: Draft): Run {
  return runOfTree(treeOf(draft));
}

/** Without draws that are keyed by a minute of the run or by a resource: absence, and patients of a list who do not come. */
export function withoutLuckOfTime(draft: Draft): Draft {
  const resources = Object.entries(draft.resources).map(([name, resource]) => {
    const { sessions } = resource;
    return [name, { ...resource, absence: false, sessions: sessions && { ...sessions, noShow: 0 } }];
  });
  return { ...draft, resources: Object.fromEntries(resources) };
}

export function hasLuckOfTime({ resources }: Draft): boolean {
  return Object.values(resources).some(({ absence, sessions }) => absence || (sessions?.noShow ?? 0) > 0);
}

/** Nothing is left to chance: means for distributions, the last way for chances. */
export function deterministic(draft: Draft): Written {
  const tree = treeOf(withoutLuckOfTime(draft));
  return settle(tree) as Written;
}

function settle(tree: Tree): Tree {
  if (Array.isArray(tree)) {
    return tree.filter((one: Tree) => !isWritten(one) || !("chance" in one) || !("to" in one)).map(settle);
  }
  if (!isWritten(tree)) return tree;
  if ("chance" in tree) return "urgency > 0";
  const law = tree.exponential ?? tree.gamma;
  if (law !== undefined) return part({ law }, "law").mean;
  if ("poisson" in tree) {
    const { poisson, ...rest } = tree;
    return typeof poisson === "string" ? { ...settleAll(rest), every: "45 min" } : 1;
  }
  if ("shortest" in tree) return { to: (tree.shortest as readonly string[])[0] };
  if ("booked" in tree && !("opens" in tree)) return { booked: tree.booked };
  return settleAll(tree);
}

function settleAll(tree: Written): Written {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, settle(value)]));
}

export function isWritten(tree: Tree): tree is Written {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}
