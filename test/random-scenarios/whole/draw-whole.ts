import type { Tree } from "../draft.ts";
import type { Tape } from "../tape.ts";
import { drawResource } from "./draw-capacity.ts";
import { drawClass } from "./draw-class.ts";
import { withKind } from "./draw-family.ts";
import { drawIntervention, type Found } from "./draw-intervention.ts";
import { drawMeasures } from "./draw-measures.ts";
import { askedFor, drawStock, type Stock } from "./draw-request.ts";
import { withRush } from "./draw-rush.ts";
import { drawToday } from "./draw-today.ts";
import { withWards } from "./draw-wards.ts";
import type { Place } from "./draw-way.ts";
import { drawStage, type Stage } from "./draw-whole-stage.ts";
import { mapped, named } from "./names.ts";
import { drawWorld, EXITS, ORGANISATIONS, SERVERS, type World } from "./world.ts";

/** A scenario in the language. */
export type Whole = { readonly [key: string]: Tree };

/** Anything that docs/language.md lets meet, but for files beside the scenario: a day or two, few units, small crowds. */
export function drawWhole(tape: Tape): Whole {
  const world = drawWorld(tape);
  const starts = tape.whether(15);
  const resources = named(world.resources, () => drawResource(world));
  const stock = drawStock(
    world,
    mapped(resources, ({ most }) => most),
  );
  const { places, ...drawn } = drawStages(world, stock);
  const plain = withRush(world, { ...drawn.stages, ...drawChildren(world, stock) }, stock);
  const all = withWards(world, plain, stock);
  const stages = named(world.stages, (name) => all[name]);
  const share = 1 / world.classes.length;
  const classes = named(world.classes, (_, i) => drawClass(world, share, i === 0));
  const crowd = Object.values(classes).some((one) => one.crowd);
  const today = starts ? drawToday(world, stages) : [];
  const found: Found = {
    classes,
    resources: mapped(resources, ({ tree }) => tree),
    stages,
    places,
    stock,
    starts: today.length > 0,
  };
  const measures = drawMeasures(
    world,
    world.resources.filter((name) => "sessions" in resources[name].tree),
  );
  return withKnownServers({
    careway: 1,
    title: "drawn",
    clock: drawClock(world, today.length > 0),
    experiment: { replications: 2, seed: String(tape.below(1000)) },
    ...(tape.whether(50) ? { deadlock: "swap" } : {}),
    parameters: { gap: "30 min", share: "40%", units: { value: 2, low: 1, high: 4 }, perDay: "24 per day" },
    organisations: named(ORGANISATIONS, (name) => name.toUpperCase()),
    resources: found.resources,
    patients: mapped(classes, ({ tree }) => tree),
    value: { horizon: "8 h", discount: "3.5%", utility: 0.7 },
    stages: withHealth({
      ...(crowd ? { gate: { duration: "15 min", next: world.stages[0] } } : {}),
      ...withReleases(world, all),
    }),
    exits: named(EXITS, (name) => name.toUpperCase()),
    ...(today.length === 0 ? {} : { today }),
    ...(Object.keys(measures).length === 0 ? {} : { measures }),
    ...drawArms(world, found),
  });
}

function drawClock({ tape, warmUp, run }: World, starts: boolean): Tree {
  const cohorts: { readonly [key: string]: Tree }[] = [
    {},
    {},
    { cohort: "bothEnds" },
    { cohort: "arrivals", coolDown: "4 h" },
    { cohort: "arrivals" },
  ];
  return { start: "2026-04-06", warmUp: `${starts ? 0 : warmUp} min`, run: `${run} min`, ...tape.pick(cohorts) };
}

function drawStages(world: World, stock: Stock) {
  const { stages: names, kinds } = world;
  const places = named(names, (name, i): Place => {
    const onward = names.slice(i + 1);
    const spans = onward.filter((each) => kinds[each] !== "meeting");
    return { onward, back: [name, ...names.slice(0, i)], spans, out: EXITS };
  });
  const stages = named(names, (name) => withKind(world, drawStage(world, places[name], stock), kinds[name]));
  return { stages, places };
}

/** The first of the children's stages goes on to the second, the second to the end. */
function drawChildren(world: World, stock: Stock): Record<string, Stage> {
  const { children, kinds } = world;
  if (Object.values(kinds).every((kind) => kind === "meeting")) return {};
  return named(children, (name, i) => {
    const onward = children.slice(i + 1);
    return drawStage(world, { onward, spans: onward, back: [name], out: ["done"] }, stock);
  });
}

/** What some stage seizes may be released by others, all of it or one unit. */
function withReleases({ tape }: World, stages: Readonly<Record<string, Stage>>): Record<string, Stage> {
  const seized = [...new Set(Object.values(stages).flatMap(({ seize }) => askedFor(seize)))].sort();
  return mapped(stages, (stage) => {
    const own = askedFor(stage.seize);
    const others = seized.filter((name) => !own.includes(name) && tape.whether(50));
    if (others.length === 0 || stage.release !== undefined) return stage;
    const release = tape.pick<Tree>([others, others[0], named(others, () => 1)]);
    return { ...stage, release };
  });
}

/** Every other stage has a utility of its own. Nothing is drawn for it, so that scenarios stay what they were. */
function withHealth(stages: Readonly<Record<string, Tree>>): Record<string, Tree> {
  const all = Object.entries(stages).map(([name, stage], i): [string, Tree] => {
    const utility = i % 4 === 0 ? 0.5 : "if(arrived >= 1 h, 0.9, 0.3)";
    return [name, i % 2 === 0 ? { ...(stage as Whole), utility } : stage];
  });
  return Object.fromEntries(all);
}

/** The baseline, each intervention alone, and all together; listed, so that their order is stated. */
function drawArms(world: World, found: Found): Whole {
  const { tape, interventions: names } = world;
  if (names.length === 0) return {};
  const interventions = named(names, (name, i) => drawIntervention(world, name, found, names.slice(0, i)));
  const again = tape.whether(20) ? { again: { like: names[0], adoption: "full" } } : {};
  const arms = tape.pick<Whole>([
    { one: [names[0]] },
    { one: [names[0]], all: [...names].reverse() },
    {
      ...named(
        names.map((name) => `only${name}`),
        (_, i) => [names[i]],
      ),
      all: { interventions: [...names], label: "All" },
    },
  ]);
  return {
    interventions: { ...interventions, ...again },
    scenarios: { baseline: [], ...arms, ...("again" in again ? { atOnce: ["again"] } : {}) },
  };
}

/** A name by which in the end nobody serves cannot be asked for. */
function withKnownServers(whole: Whole): Whole {
  const unknown = SERVERS.filter((name) => !JSON.stringify(whole).includes(`"as":"${name}"`));
  const known = (tree: Tree): Tree => {
    if (typeof tree === "string") return unknown.reduce((text, name) => text.replaceAll(`"${name}"`, '"doctor"'), tree);
    if (Array.isArray(tree)) return tree.map((one: Tree) => known(one));
    return typeof tree === "object" && tree !== null ? mapped(tree as Whole, known) : tree;
  };
  return mapped(whole, known);
}
