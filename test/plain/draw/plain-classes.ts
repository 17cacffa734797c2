import type { Tree } from "../../random-scenarios/draft.ts";
import { drawCondition } from "../../random-scenarios/whole/draw-expression.ts";
import { drawAmount, drawTruth } from "../../random-scenarios/whole/draw-value.ts";
import { minutes, SITES, time } from "../../random-scenarios/whole/world.ts";
import { type PlainWorld, present } from "./plain-world.ts";

/** About so many patients in a run. */
const MANY = 80;

/** All classes have the same attributes, or none has any. */
export function drawClasses(world: PlainWorld, known: boolean): { readonly [name: string]: Tree } {
  const { tape } = world;
  const ways = [drawPoisson, drawProfile, drawVarying, drawRenewal, drawEvery, drawBooked, drawTimes];
  return Object.fromEntries(
    world.classes.map((name, i) => {
      const tree = present({
        arrive: tape.pick(ways)(world, known),
        attributes: known ? drawAttributes(world, i === 0) : undefined,
        enter: drawEnter(world, known),
      });
      return [name, tree];
    }),
  );
}

function drawAttributes(world: PlainWorld, isFirst: boolean): Tree {
  const { tape } = world;
  return {
    urgency: tape.pick<Tree>([1, { poisson: { mean: 1 } }, { poisson: { mean: "if(hour < 12, 0.5, 2)" } }]),
    site:
      !isFirst && tape.whether(30) ? { text: SITES[0] } : { categorical: { north: "50%", south: "30%", east: "20%" } },
    age: tape.pick<Tree>([60, { normal: { mean: 68, sd: 14, min: 18 } }, "50 + 10 * urgency"]),
    frail: tape.pick<() => Tree>([
      () => ({ chance: "50%" }),
      () => "age > 65",
      () => drawTruth({ ...world, interventions: [] }, "clock"),
    ])(),
    patience: "1 h",
    tests: tape.pick<() => Tree>([() => 0, () => drawAmount(world, "attribute", [0, 1])])(),
    ready: false,
  };
}

function drawEnter(world: PlainWorld, known: boolean): Tree {
  const { tape, sections } = world;
  const firsts = sections.map(({ stages }) => stages[0]);
  const kinds: (() => Tree)[] = [
    () => firsts[0],
    () => firsts[0],
    () => [{ chance: "40%", to: tape.pick(firsts) }, { to: firsts[0] }],
    () => (known ? [{ when: drawCondition(world, "attribute"), to: tape.pick(firsts) }, { to: firsts[0] }] : firsts[0]),
    () => (firsts.length < 2 ? firsts[0] : [{ chance: "10%", to: firsts[0] }, { shortest: firsts }]),
  ];
  return tape.pick(kinds)();
}

type Arrive = { readonly [key: string]: Tree };

function perDay({ tape, whole, classes }: PlainWorld): number {
  const share = MANY / classes.length / Math.max(whole / 1440, 0.4);
  return Math.max(1, Math.ceil(share * tape.pick([1, 0.5, 2])));
}

function batches({ tape }: PlainWorld): Arrive {
  return tape.pick<Arrive>([{}, {}, { batch: 2 }, { batch: { poisson: { mean: 1.2 } } }]);
}

function drawPoisson(world: PlainWorld): Arrive {
  return { poisson: `${perDay(world)} per day`, ...batches(world) };
}

function drawProfile(world: PlainWorld): Arrive {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour * 7) % 5);
  const days = [1.3, 1.2, 1, 0, 1, 0.8, 0.7];
  const profile = world.tape.pick<Tree>([{ hours }, { days }, { hours, days }]);
  return { poisson: `${perDay(world)} per day`, profile, ...batches(world) };
}

function drawVarying(world: PlainWorld): Arrive {
  const rate = perDay(world);
  return {
    poisson: world.tape.pick([
      `if(hour < 12, ${rate} per day, ${2 * rate} per day)`,
      `${rate} per day * (1 + 0.6 * sin(2 * 3.14159265358979 * time / 1 day))`,
    ]),
  };
}

function drawRenewal(world: PlainWorld): Arrive {
  const { tape } = world;
  const mean = Math.ceil(1440 / perDay(world));
  return {
    every: tape.pick<Tree>([
      { exponential: { mean: `${mean} min` } },
      { gamma: { mean: `${mean} min`, sd: `${mean} min` } },
      [{ when: "hour < 8", use: `${mean} min` }, { use: { uniform: { min: "0 min", max: `${2 * mean} min` } } }],
    ]),
    ...tape.pick<Arrive>([{}, { first: "0 min" }, { first: { exponential: { mean: "30 min" } } }]),
    ...batches(world),
  };
}

function drawEvery(world: PlainWorld): Arrive {
  const { tape } = world;
  const every = 15 * Math.ceil(1440 / perDay(world) / 15);
  return { every: `${every} min`, ...(tape.whether(50) ? { first: time(world, 0, 4) } : {}), ...batches(world) };
}

function drawBooked(world: PlainWorld, known: boolean): Arrive {
  const { tape } = world;
  return {
    booked: {
      "mon, tue, wed 00:15, 08:00, 15:30": { patients: 2 + tape.below(6), every: tape.pick(["15 min", "10 min"]) },
      "daily 09:30": 1 + tape.below(4),
    },
    ...tape.pick<Arrive>([{}, { noShow: known && tape.whether(50) ? "if(frail, 40%, 10%)" : "20%" }]),
    ...tape.pick<Arrive>([{}, { late: { normal: { mean: "0 min", sd: "10 min", min: "-30 min", max: "30 min" } } }]),
  };
}

function drawTimes(world: PlainWorld, known: boolean): Arrive {
  const { tape, whole } = world;
  const most = Math.floor(Math.min(whole, 2880) / 15);
  const at = Array.from({ length: 1 + tape.below(60) }, () => minutes(world, 0, most)).sort((a, b) => a - b);
  const set = { age: 80, frail: true };
  return { times: at.map((minute) => (known && tape.whether(25) ? { at: `${minute} min`, set } : `${minute} min`)) };
}
