import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import type { Tree } from "../random-scenarios/draft.ts";
import { asJsonTurned, asYaml, treeOf } from "../random-scenarios/write.ts";
import { holdAll, patience } from "./drawn.ts";
import {
  isWritten,
  mapPart,
  part,
  renamed,
  runOfDraft,
  runOfTree,
  type Written,
  withoutLuckOfTime,
} from "./rewritten.ts";
import { expectFigures, expectLines, expectSameRun, linesOf, modelOf, runOf } from "./runs.ts";

/** How a scenario is written, what its things are called, and what stands in it unused. */
describe("writing", { timeout: patience }, () => {
  test("D6: the order in which classes, stages, resources and keys are written moves nothing", () => {
    holdAll(1, ({ draft, run }) => {
      expectSameRun(run, runOf(modelOf(asJsonTurned(draft))), "in another order");
      return true;
    });
  });

  test("D7: a resource of another name moves nothing but names, nor does a stage whose luck is that of the old name", () => {
    holdAll(1, ({ draft }) => {
      const before = runOfDraft(withoutLuckOfTime(draft));
      const other = runOfTree(withOtherNames(treeOf(withoutLuckOfTime(draft))));
      const back = (lines: readonly string[]): string[] =>
        lines.map((line) => line.replace(/\bnew_(doctor|bed|nurse|chair|s[1-5])\b/g, "$1"));
      expectLines(linesOf(before), back(linesOf(other)), "renamed");
      return true;
    });
  });

  test("D12: a stage, a resource, an exit, a class without arrivals and ways of 0 % that nobody meets move nothing", () => {
    holdAll(1, ({ draft, run }) => {
      const other = runOfTree(withUnused(treeOf(draft)));
      const lines = linesOf(other).filter((line) => !/ resource (aSpare|zSpare) /.test(line));
      expectLines(linesOf(run), lines, "with what is unused");
      expectFigures(run, other, "with what is unused");
      return true;
    });
  });

  test("D25: a stage that takes no time and asks for nothing is as if it were not there, wherever a patient goes on", () => {
    holdAll(0.4, ({ draft, run }) => {
      // Who ends a stage as a group goes on in the order of the group, who ends a pass at the same moment in that of arrival.
      if (Object.values(draft.stages).some(({ meet }) => meet !== undefined)) return false;
      const other = runOfTree(withPasses(treeOf(draft)));
      const lives = livesOf(linesOf(other));
      for (const [who, lines] of livesOf(linesOf(run))) {
        expectLines(withoutPasses(lines), withoutPasses(lives.get(who) ?? []), `${who} by passes`);
      }
      return run.facts.length < other.facts.length;
    });
  });

  test("D39: canonical JSON and back, comments, aliases written out or not: the same model, to the last number", () => {
    let aliases = 0;
    holdAll(1, ({ draft, run }) => {
      const text = asYaml(draft);
      const shared = stringify(sharing(treeOf(draft)));
      aliases += shared.match(/\*a\d+/g)?.length ?? 0;
      const writings = {
        JSON: JSON.stringify(treeOf(draft)),
        "JSON and YAML again": stringify(parse(JSON.stringify(parse(text)))),
        comments: text.replace(/^(.*)$/gm, "# before\n$1 # after"),
        aliases: shared,
      };
      for (const [how, writing] of Object.entries(writings)) expect(modelOf(writing), how).toEqual(run.model);
      expectSameRun(run, runOf(modelOf(shared)), "with aliases");
      return true;
    });
    expect(aliases).toBeGreaterThan(1);
  });
});

function withOtherNames(tree: Written): Written {
  const other = renamed(tree, /\b(doctor|bed|nurse|chair|s[1-5])\b/g, "new_$1");
  const lucky = mapPart(other, "stages", (name, stage) => {
    return name.startsWith("new_") ? { ...stage, luck: name.slice(4) } : stage;
  });
  const old = Object.keys(part(tree, "stages")).filter((name) => !name.startsWith("c"));
  const unused = Object.fromEntries(old.map((name) => [name, { next: "home" }]));
  return { ...lucky, stages: { ...part(lucky, "stages"), ...unused } };
}

/** First by name and last. */
function withUnused(tree: Written): Written {
  const spare = (name: string): Written => ({
    needs: name,
    duration: { exponential: { mean: "1 h" } },
    next: "nowhere",
  });
  const none = { ...part(part(tree, "patients"), "a"), arrive: { poisson: "0 per day" } };
  const stages = mapPart(tree, "stages", (_name, stage) => ({ ...stage, next: withNoChance(stage.next) }));
  return {
    ...tree,
    resources: {
      aSpare: { capacity: 1 },
      ...part(tree, "resources"),
      zSpare: { capacity: { "daily 08:00-16:00": 2 } },
    },
    patients: { Absent: none, ...part(tree, "patients"), zAbsent: none },
    stages: { aStage: spare("aSpare"), ...part(stages, "stages"), zStage: spare("zSpare") },
    exits: { ...part(tree, "exits"), nowhere: "Nowhere" },
  };
}

/** Before the other chances, so that all of them stand where they stood. */
function withNoChance(next: Tree): Tree {
  if (typeof next === "string") return [{ chance: "0%", to: next }, { to: next }];
  const ways = next as readonly Written[];
  const at = ways.findIndex((way) => !("when" in way));
  const to = ways.map((way) => way.to).find((one) => typeof one === "string") ?? ways.flatMap((way) => way.shortest)[0];
  return [...ways.slice(0, at), { chance: "0%", to }, ...ways.slice(at)];
}

/** Whoever goes on to a stage or an exit comes through a pass to it first. Timers over several stages run on there. */
function withPasses(tree: Written): Written {
  const passes = new Map<string, Written>();
  const pass = (to: string): string => {
    if (to === "done" || /^c\d/.test(to)) return to;
    passes.set(`pass_${to}`, { next: to });
    return `pass_${to}`;
  };
  const stages = mapPart(tree, "stages", (_name, stage) => {
    const { next } = stage;
    if (typeof next === "string") return { ...stage, next: pass(next) };
    const ways = (next as readonly Written[]).map((way) =>
      typeof way.to === "string" ? { ...way, to: pass(way.to) } : way,
    );
    return { ...stage, next: ways };
  });
  const timed = mapPart(stages, "stages", (_name, stage) => {
    if (stage.leave === undefined) return stage;
    const leave = (stage.leave as readonly Written[]).map((timer) => {
      const scope = isWritten(timer.while) ? (timer.while.in as readonly string[]) : undefined;
      return scope === undefined ? timer : { ...timer, while: { in: [...scope, ...scope.map(pass)] } };
    });
    return { ...stage, leave };
  });
  const scoped = JSON.stringify(timed);
  const used = [...passes].filter(([name]) => scoped.includes(`"${name}"`));
  return { ...timed, stages: { ...part(timed, "stages"), ...Object.fromEntries(used) } };
}

/** Facts of each patient, task and contact, and of each resource, in their order. */
function livesOf(lines: readonly string[]): Map<string, string[]> {
  const lives = new Map<string, string[]>();
  for (const line of lines) {
    const who = /(class \S+ number \S+( child \S+)?|resource \S+|$)/.exec(line)?.[0] ?? "";
    lives.set(who, [...(lives.get(who) ?? []), line]);
  }
  return lives;
}

/** Without the facts of passes, and of what is done only what is done for a time. */
function withoutPasses(lines: readonly string[]): string[] {
  const facts = lines.filter((line) => !/ (doing|stage pass_)/.test(line));
  const left = lines.find((line) => / exit class /.test(line))?.split(" ")[0];
  const doing: string[][] = [];
  for (const line of lines) {
    const [, at, what] = /^(\S+) doing .*(state .*)$/.exec(line) ?? [];
    if (at === undefined) continue;
    if (doing.at(-1)?.[0] === at) doing.pop();
    if (doing.at(-1)?.[1] !== what) doing.push([at, what]);
  }
  if (doing.at(-1)?.[0] === left) doing.pop();
  return [...facts, ...doing.map((one) => one.join(" "))];
}

/** Equal parts as one and the same, which are then written as aliases: at most 100 are allowed. */
function sharing(tree: Tree): Tree {
  const parts = new Map<string, Tree>();
  let left = 60;
  const share = (one: Tree): Tree => {
    if (typeof one !== "object" || one === null) return one;
    const text = JSON.stringify(one);
    const known = parts.get(text);
    if (known !== undefined && left > 0 && text.length > 2) {
      left--;
      return known;
    }
    const made = Array.isArray(one)
      ? one.map(share)
      : Object.fromEntries(Object.entries(one).map(([key, value]) => [key, share(value)]));
    parts.set(text, made);
    return made;
  };
  return share(tree);
}
