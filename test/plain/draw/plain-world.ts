import type { Tree } from "../../random-scenarios/draft.ts";
import type { Tape } from "../../random-scenarios/tape.ts";
import { drawCondition } from "../../random-scenarios/whole/draw-expression.ts";
import type { World } from "../../random-scenarios/whole/world.ts";

/** What there is to speak of; `sections` are runs of stages, through each of which patients go before they come to the next. */
export interface PlainWorld extends World {
  readonly sections: readonly Section[];
  /** Nothing is told but the standard results. */
  readonly bare: boolean;
}

export interface Section {
  readonly stages: readonly string[];
  /** Places are held from its first stage on, and given back by its last. */
  readonly isWard: boolean;
}

/** Asked for by whoever holds nothing: it may close. */
export const FREE_STAFF = ["doctor", "nurse"];
/** Asked for by those who hold a place too: always there. */
export const WARD_STAFF = ["helper", "porter"];
/** Seized in this order, so that nobody waits in a circle: only the first may close. */
export const PLACES = ["acute", "rehab", "step"];
export const RESOURCES = [...FREE_STAFF, ...WARD_STAFF, ...PLACES];
/** Units of which there are so many, or more. */
export const UNITS = 2;

export function drawPlainWorld(tape: Tape): PlainWorld {
  const sections = drawSections(tape);
  const run = tape.pick([600, 840, 1440, 2880, 4320, 11520, 20160, 45, 607.3]);
  const warmUp = tape.pick([0, 0, 60, 240, 90.5, 1500]);
  return {
    tape,
    offGrid: tape.pick([0, 0, 30, 100]),
    run,
    warmUp,
    whole: warmUp + run,
    sections,
    bare: tape.whether(35),
    stages: sections.flatMap(({ stages }) => stages),
    children: [],
    kinds: {},
    contacts: [],
    resources: RESOURCES,
    classes: ["a", "b", "c"].slice(0, 1 + tape.below(3)),
    interventions: ["plan", "trial"].slice(0, tape.below(3)),
  };
}

function drawSections(tape: Tape): readonly Section[] {
  let count = 0;
  return Array.from({ length: 1 + tape.below(4) }, () => {
    const stages = Array.from({ length: 1 + tape.below(3) }, () => `s${++count}`);
    const isWard = stages.length > 1 && tape.whether(60);
    return { stages, isWard };
  });
}

/** Of the patient or the whole system: nothing of it makes a pathway other than plain. */
export function drawPlainCondition(world: PlainWorld): string {
  const { tape } = world;
  const stage = (): string => tape.pick(world.stages);
  const resource = (): string => tape.pick(RESOURCES);
  const kinds = [
    () => drawCondition(world, "attribute"),
    () => drawCondition(world, "attribute"),
    () => "tests > 1",
    () => "not ready",
    () => "waited > 30 min",
    () => "time - arrived < 2 h",
    () => `visits(${stage()}) < 2`,
    () => `held(${resource()}) > 0`,
    () => `queue(${stage()}) > ${tape.below(3)}`,
    () => `present(${stage()}) > ${1 + tape.below(3)}`,
    () => `cases(${stage()}) >= ${3 + tape.below(6)}`,
    () => `inUse(${resource()}) > ${tape.below(2)}`,
    () => `free(${resource()}) > 0`,
  ];
  return tape.pick(kinds)();
}

export function present(map: { readonly [key: string]: Tree | undefined }): { readonly [key: string]: Tree } {
  return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, Tree] => entry[1] !== undefined));
}
