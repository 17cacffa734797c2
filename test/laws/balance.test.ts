import { describe, expect, test } from "vitest";
import { EventLog } from "../../src/collect/event-log.ts";
import { tee } from "../../src/collect/tee.ts";
import { Simulation } from "../../src/kernel/simulation.ts";
import { BLOCKED, QUEUED, WAITING_FOR_STAFF } from "../../src/model/opcodes.ts";
import { Books } from "../random-scenarios/law-books.ts";
import { expectLittlesLaw } from "../random-scenarios/law-little.ts";
import { Ledger } from "../random-scenarios/ledger.ts";
import { Presence } from "../random-scenarios/presence.ts";
import { treeOf } from "../random-scenarios/write.ts";
import { type Drawn, holdAll, patience } from "./drawn.ts";
import { mapPart, part, runOfTree, type Written } from "./rewritten.ts";
import { expectClose, expectLines, figuresOf, linesOf, metricsById, type Run } from "./runs.ts";

/** What comes is there or has gone; what is spent is what was used, times its price. */
describe("balance", { timeout: patience }, () => {
  test("D8: at every moment who came is there or has left, in the system and in each stage, and units in use are those that somebody has", () => {
    let patients = 0;
    holdAll(0.7, (drawn) => {
      const books = new Books();
      if (!keeps(drawn, new Ledger(drawn.draft, drawn.run.model, [books]))) return false;
      patients += books.seen.patients;
      const figures = figuresOf(drawn.run);
      for (const who of ["overall", ...drawn.run.model.names.classes.map((name) => `class.${name}`)]) {
        const count = (quantity: string): number => figures.get(`${who}.${quantity}.count`) ?? Number.NaN;
        const change = count("presentAtEnd") - count("presentAtStart");
        expect(count("arrivals"), who).toBe(count("exits") + change);
      }
      return true;
    });
    expect(patients).toBeGreaterThan(1000);
  });

  test("D9: the number present over time is the sum of the times of all, by two counts, in the system and in each stage", () => {
    holdAll(0.7, (drawn) => {
      const presence = new Presence();
      if (!keeps(drawn, new Ledger(drawn.draft, drawn.run.model, [presence]))) return false;
      expectLittlesLaw(drawn.run.model, presence);
      return true;
    });
  });

  test("D9: the mean number of each class, in each stage and in each stage's line, times the window, is the sum of times by the event log", () => {
    let lines = 0;
    holdAll(0.7, ({ run }) => {
      if (run.result === undefined) return false;
      const figures = figuresOf(run);
      const minutes = minutesOf(run);
      for (const [id, { scope, quantity, statistic }] of metricsById(run)) {
        if (!/^(present|queue)$/.test(quantity) || statistic !== "mean" || scope === "overall") continue;
        const sum = minutes.get(id) ?? 0;
        expectClose((figures.get(id) ?? Number.NaN) * run.model.clock.run, sum, 1e-9, id);
        if (quantity === "queue" && sum > 0) lines++;
      }
      return true;
    });
    expect(lines).toBeGreaterThan(50);
  });

  test("D10: twice the price makes that cost exactly twice as great and moves nothing else; the parts add up to the whole", () => {
    const bases = Object.keys(PRICES);
    const moved = new Map(bases.map((basis) => [basis, 0]));
    holdAll(0.7, ({ draft, run }) => {
      if (run.result === undefined) return false;
      const price = (basis: string, factor: number): Run => runOfTree(withPrices(treeOf(draft), basis, factor));
      const before = price("", 1);
      expectLines(linesOf(run), linesOf(before), "with prices");
      expectSums(before);
      // One basis for each scenario, in turn.
      const basis = bases[Number(draft.seed) % bases.length];
      const after = price(basis, 2);
      expectSums(after);
      moved.set(basis, (moved.get(basis) ?? 0) + expectDoubled(before, after, basis));
      return true;
    });
    for (const [basis, figures] of moved) expect(figures, basis).toBeGreaterThan(0);
  });
});

/** Whether the run ends; throws what does not hold. */
function keeps({ run }: Drawn, ledger: Ledger): boolean {
  const listeners = tee([new EventLog(run.model), ledger]);
  if (run.result === undefined) {
    expect(() => new Simulation(run.model).run(1, listeners)).toThrow("deadlock: ");
    return false;
  }
  new Simulation(run.model).run(1, listeners);
  return true;
}

const WAITS = [BLOCKED, QUEUED, WAITING_FOR_STAFF];

/** By the id of the figure: minutes within the window, from the facts of each patient and child. */
function minutesOf({ facts, model }: Run): Map<string, number> {
  const { warmUp, run } = model.clock;
  const minutes = new Map<string, number>();
  const add = (id: string, from: number, to: number): void => {
    const within = Math.min(to, warmUp + run) - Math.max(from, warmUp);
    if (within > 0) minutes.set(id, (minutes.get(id) ?? 0) + within);
  };
  interface Life {
    readonly cls: string | undefined;
    readonly came: number;
    stage: string | undefined;
    entered: number;
    waits: boolean;
    since: number;
  }
  const lives = new Map<string, Life>();
  const leave = (life: Life, at: number): void => {
    if (life.waits) add(`stage.${life.stage}.queue.mean`, life.since, at);
    life.since = at;
  };
  const leaveStage = (life: Life, at: number): void => {
    leave(life, at);
    add(`stage.${life.stage}.present.mean`, life.entered, at);
    life.stage = undefined;
    life.waits = false;
  };
  const leaveAll = (life: Life, at: number): void => {
    if (life.stage !== undefined) leaveStage(life, at);
    if (life.cls !== undefined) add(`class.${life.cls}.present.mean`, life.came, at);
  };
  for (const fact of facts) {
    if (!("class" in fact)) continue;
    const { at } = fact;
    const who = `${fact.class} ${fact.number} ${fact.child?.join() ?? ""}`;
    if (fact.verb === "arrive" || fact.verb === "born") {
      const cls = fact.verb === "arrive" ? model.names.classes[fact.class] : undefined;
      lives.set(who, { cls, came: at, stage: undefined, entered: at, waits: false, since: at });
    }
    const life = lives.get(who);
    if (life === undefined) continue;
    if (fact.verb === "enter") Object.assign(life, { stage: model.names.stages[fact.stage], entered: at });
    if (fact.verb === "end" || fact.verb === "pulled" || fact.verb === "turnedAway") leaveStage(life, at);
    if (fact.verb === "doing") {
      leave(life, at);
      life.waits = WAITS.includes(fact.state);
    }
    if (fact.verb === "exit" || fact.verb === "finished") {
      leaveAll(life, at);
      lives.delete(who);
    }
  }
  for (const life of lives.values()) leaveAll(life, warmUp + run);
  return minutes;
}

const PRICES = { held: "12 per hour", rostered: "31 per hour", overtime: "57 per hour", use: "3", fixed: "7 per day" };

/** Two payers in turn; the price of one basis multiplied. */
function withPrices(tree: Written, basis: string, factor: number): Written {
  let count = 0;
  const costs = Object.entries(PRICES).map(([name, text]) => {
    const [amount, ...per] = text.split(" ");
    return [name, [`£${Number(amount) * (name === basis ? factor : 1)}`, ...per].join(" ")];
  });
  const resources = mapPart(tree, "resources", (_name, resource) => ({
    ...resource,
    organisation: count++ % 2 === 0 ? "trust" : "council",
    costs: Object.fromEntries(costs),
  }));
  const interventions = mapPart(resources, "interventions", (_name, intervention) => ({
    ...intervention,
    costs: { training: { once: "£1000", organisation: "trust" }, salary: { rate: "£9 per hour" } },
  }));
  const organisations = { trust: "Trust", council: "Council" };
  const spreads = tree.interventions === undefined ? {} : { interventions: part(interventions, "interventions") };
  return { ...resources, ...spreads, organisations };
}

/** Of all and of each payer. */
function expectSums(run: Run): void {
  const figures = figuresOf(run);
  const totals = [...metricsById(run)].filter(
    ([, { quantity, statistic }]) => quantity === "cost" && statistic === "total",
  );
  expect(totals.length).toBe(3);
  for (const [id] of totals) {
    const who = id.replace(/\.cost\.total$/, "");
    const parts = [...Object.keys(PRICES), "running", "once"].map(
      (part) => figures.get(`${who}.cost.${part}.total`) ?? Number.NaN,
    );
    expectClose(
      figures.get(id) ?? Number.NaN,
      parts.reduce((sum, one) => sum + one, 0),
      1e-12,
      id,
    );
  }
  expect(figures.get("overall.cost.total")).toBeGreaterThan(0);
}

/** How many figures above 0 were doubled. */
function expectDoubled(before: Run, after: Run, basis: string): number {
  expectLines(linesOf(before), linesOf(after), `twice the price of ${basis}`);
  const [one, two] = [before, after].map(figuresOf);
  let doubled = 0;
  for (const [id, { quantity }] of metricsById(before)) {
    const [value = Number.NaN, found] = [one.get(id), two.get(id)];
    if (quantity === "cost" || quantity === "attributedCost") continue;
    const expected = quantity === `cost.${basis}` ? 2 * value : value;
    if (!Object.is(found, expected)) throw new Error(`twice the price of ${basis}: ${id} is ${found}, it was ${value}`);
    if (quantity === `cost.${basis}` && value > 0) doubled++;
  }
  return doubled;
}
