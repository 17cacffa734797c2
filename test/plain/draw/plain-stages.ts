import type { Tree } from "../../random-scenarios/draft.ts";
import { drawSet } from "../../random-scenarios/whole/draw-set.ts";
import { drawChance, drawDuration } from "../../random-scenarios/whole/draw-value.ts";
import { time } from "../../random-scenarios/whole/world.ts";
import {
  drawPlainCondition,
  FREE_STAFF,
  PLACES,
  type PlainWorld,
  present,
  type Section,
  UNITS,
  WARD_STAFF,
} from "./plain-world.ts";

type Stage = { readonly [key: string]: Tree };

export function drawStages(world: PlainWorld, known: boolean, healthy: boolean): { readonly [name: string]: Stage } {
  const entries = world.sections.flatMap((section, i) => {
    const ahead = world.sections.slice(i + 1).map(({ stages }) => stages[0]);
    const before = world.sections.slice(0, i + 1).map(({ stages }) => stages[0]);
    const out = [...ahead, "home", "away"];
    return section.isWard ? drawWard(world, section, out, known) : drawFree(world, section, out, before, known);
  });
  return Object.fromEntries(
    entries.map(([name, stage]) => [
      name,
      healthy && world.tape.whether(40) ? { ...stage, utility: world.tape.pick(UTILITIES) } : stage,
    ]),
  );
}

const UTILITIES: readonly Tree[] = [0.5, "if(arrived >= 1 h, 0.9, 0.3)"];

/** Services of staff, and delays. */
function drawFree(
  world: PlainWorld,
  { stages }: Section,
  out: readonly string[],
  before: readonly string[],
  known: boolean,
): [string, Stage][] {
  return stages.map((name, i) => {
    const ahead = [...stages.slice(i + 1), ...out];
    const stage = present({
      ...drawAsked(world, known),
      needs: world.tape.whether(75) ? drawNeeds(world, false) : undefined,
      next: drawNext(world, name, ahead, [...before, ...stages.slice(0, i + 1)], known),
    });
    return [name, stage];
  });
}

/** Places are held one after the other, some of them together, with services and delays between; who is through has none. */
function drawWard(world: PlainWorld, { stages }: Section, out: readonly string[], known: boolean): [string, Stage][] {
  const { tape } = world;
  let place = tape.below(2);
  const seized = [PLACES[place]];
  return stages.map((name, i) => {
    const ahead = [...stages.slice(i + 1), stages.at(-1) as string];
    const last = i === stages.length - 1;
    const moves = i > 0 && !last && place < PLACES.length - 1 && tape.whether(60);
    const left = [...seized];
    if (moves) seized.push(PLACES[++place]);
    const stage = present({
      ...drawAsked(world, known),
      seize: i === 0 || moves ? bundle(world, PLACES[place]) : undefined,
      release: last ? [...seized] : moves && tape.whether(70) ? left : undefined,
      needs: tape.whether(50) ? drawNeeds(world, true) : undefined,
      next: last ? drawNext(world, name, out, [], known) : drawNext(world, name, ahead, [], known),
    });
    return [name, stage];
  });
}

function bundle({ tape }: PlainWorld, name: string): Tree {
  return tape.pick<Tree>([name, name, { [name]: 1 + tape.below(UNITS) }]);
}

export function drawNeeds(world: PlainWorld, holding: boolean): Tree {
  return bundle(world, world.tape.pick(holding ? WARD_STAFF : [...FREE_STAFF, ...FREE_STAFF, ...WARD_STAFF]));
}

function drawAsked(world: PlainWorld, known: boolean): { readonly [key: string]: Tree | undefined } {
  const { tape } = world;
  return {
    setOnEntry: known && tape.whether(12) ? drawSet(world, "attribute") : undefined,
    priority: tape.whether(45) ? drawPriority(world, known) : undefined,
    duration: tape.whether(90) ? drawLength(world, known) : undefined,
    set: known && tape.whether(20) ? drawSet(world, "attribute") : undefined,
    luck: tape.whether(5) ? tape.pick(world.stages) : undefined,
  };
}

/** None of them changes while somebody waits. */
function drawPriority({ tape }: PlainWorld, known: boolean): Tree {
  const kinds: Tree[] = [1, -1, "if(class == 'a', 1, 0)", { uniform: { min: 0, max: 3 } }, { poisson: { mean: 1 } }];
  const ofPatient: Tree[] = [
    "urgency",
    "if(frail, 0, 1)",
    [{ when: "frail", use: 2 }, { use: { poisson: { mean: 1 } } }],
  ];
  return tape.pick(known ? [...kinds, ...ofPatient] : kinds);
}

export function drawLength(world: PlainWorld, known: boolean): Tree {
  const { tape } = world;
  const plain: (() => Tree)[] = [
    () => time(world, 1, 6),
    () => time(world, 1, 6),
    () => "0 min",
    () => ({ exponential: { mean: time(world, 1, 6) } }),
    () => ({ lognormal: { mean: time(world, 1, 6), cv: 1 } }),
    () => ({ uniform: { min: "0 min", max: time(world, 1, 4) } }),
  ];
  const more: (() => Tree)[] = [
    () => drawDuration(world, "attribute"),
    () => drawDuration(world, "attribute"),
    () => [{ when: drawPlainCondition(world), use: time(world, 0, 4) }, { use: time(world, 1, 4) }],
    () => `10 min * min(cases(${tape.pick(world.stages)}), 6)`,
    () => `if(time - arrived > 2 h, 15 min, 30 min)`,
  ];
  return tape.pick(known ? [...plain, ...more] : plain)();
}

function drawNext(
  world: PlainWorld,
  name: string,
  ahead: readonly string[],
  back: readonly string[],
  known: boolean,
): Tree {
  const { tape } = world;
  const [on] = ahead;
  const stages = [...new Set(ahead.filter((one) => world.stages.includes(one)))];
  const when = (): string => (known ? drawPlainCondition(world) : `visits(${name}) < 2`);
  const chance = (): Tree => (known ? drawChance(world, "attribute") : "40%");
  const kinds: (() => Tree)[] = [
    () => on,
    () => on,
    () => [{ chance: chance(), to: tape.pick(ahead) }, { to: on }],
    () => [{ when: when(), to: tape.pick(ahead) }, { to: on }],
    () => [
      { when: when(), to: tape.pick(ahead) },
      { chance: "20%", to: tape.pick(ahead) },
      { chance: "80%", to: on },
    ],
    () => (stages.length < 2 ? on : [{ chance: "20%", to: tape.pick(ahead) }, { shortest: stages }]),
    ...(back.length === 0
      ? []
      : [
          () => [{ chance: "30%", to: tape.pick(back) }, { to: on }],
          () => [{ when: `visits(${name}) < 3 and (${when()})`, to: tape.pick(back) }, { to: on }],
        ]),
  ];
  return tape.pick(kinds)();
}
