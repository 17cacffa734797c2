import type { Tree } from "../draft.ts";
import { drawCondition } from "./draw-expression.ts";
import { drawLateness } from "./draw-lateness.ts";
import { drawAmount, drawGap, drawTruth } from "./draw-value.ts";
import { minutes, SITES, time, type World } from "./world.ts";

export interface ClassDrawn {
  readonly tree: { readonly arrive: { readonly [key: string]: Tree }; readonly [key: string]: Tree };
  /** Whoever leaves is replaced at once: such a class comes in by a stage in which time passes. */
  readonly crowd: boolean;
}

/** All classes have the same attributes; those of which adoption may ask come first. */
export function drawClass(world: World, share: number, isFirst: boolean): ClassDrawn {
  const { tape, stages } = world;
  const way = tape.pick([drawTimes, drawEvery, drawPoisson, drawVarying, drawBooked, drawRenewal, drawPopulation]);
  const arrive = way(world, share);
  const crowd = way === drawPopulation;
  return {
    crowd,
    tree: {
      arrive,
      attributes: {
        urgency: tape.pick<Tree>([1, { poisson: { mean: 1 } }, { poisson: { mean: "if(hour < 12, 0.5, 2)" } }]),
        site:
          !isFirst && tape.whether(30)
            ? { text: SITES[0] }
            : { categorical: { north: "50%", south: "30%", east: "20%" } },
        age: tape.pick<Tree>([60, { normal: { mean: 68, sd: 14, min: 18 } }, "50 + 10 * urgency"]),
        frail: tape.pick<() => Tree>([
          () => ({ chance: "50%" }),
          () => drawTruth({ ...world, interventions: [] }, "clock"),
          () => "age > 65",
        ])(),
        patience: tape.pick<() => Tree>([() => time(world, 2, 6), () => drawGap(world, "attribute")])(),
        tests: tape.pick<() => Tree>([() => 0, () => drawAmount(world, "attribute", [0, 1])])(),
        ready: false,
      },
      enter: crowd ? "gate" : drawEnter(world, stages),
    },
  };
}

function drawEnter(world: World, stages: readonly string[]): Tree {
  const { tape } = world;
  const first = tape.whether(75) ? stages[0] : tape.pick(stages);
  const kinds: (() => Tree)[] = [
    () => first,
    () => first,
    () => [{ chance: "40%", to: tape.pick(stages) }, { to: first }],
    () => [{ when: drawCondition(world, "attribute"), to: tape.pick(stages) }, { to: first }],
    () => (stages.length < 2 ? first : [{ when: "frail", to: first }, { shortest: stages.slice(0, 2) }]),
  ];
  return tape.pick(kinds)();
}

type Arrive = { readonly [key: string]: Tree };

/** Of a run with several classes each has its share of those who come. */
function drawTimes(world: World, share: number): Arrive {
  const { tape, whole } = world;
  const count = 1 + tape.below(Math.ceil(24 * share));
  const at = Array.from({ length: count }, () => minutes(world, 0, whole / 15 - 2)).sort((a, b) => a - b);
  const given: Tree[] = [
    { age: 80, frail: true },
    { site: tape.pick(SITES), urgency: 2 },
    { tests: 3, patience: "1 h" },
  ];
  const times = at.map((minute): Tree => {
    return tape.whether(25) ? { at: `${minute} min`, set: tape.pick(given) } : `${minute} min`;
  });
  return { times };
}

function drawEvery(world: World, share: number): Arrive {
  const { tape } = world;
  const batch = drawBatch(world);
  return {
    every: `${15 * Math.ceil((2 + tape.below(5)) / share)} min`,
    ...(tape.whether(50) ? { first: time(world, 0, 4) } : {}),
    ...(batch === undefined ? {} : { batch }),
  };
}

function drawRenewal(world: World, share: number): Arrive {
  const { tape } = world;
  const mean = Math.ceil((30 + 15 * tape.below(4)) / share);
  const kinds: (() => Tree)[] = [
    () => ({ exponential: { mean: `${mean} min` } }),
    () => ({ gamma: { mean: `${mean} min`, sd: "20 min" } }),
    () => ({ uniform: { min: "10 min", max: `${2 * mean} min` } }),
    () => [{ when: "hour < 8", use: `${2 * mean} min` }, { use: { weibull: { shape: 1.5, scale: `${mean} min` } } }],
    () => `if(time < 6 h, ${mean} min, ${2 * mean} min)`,
  ];
  return {
    every: tape.pick(kinds)(),
    ...(tape.whether(30) ? { first: tape.pick<Tree>(["0 min", { exponential: { mean: "30 min" } }]) } : {}),
  };
}

function drawPoisson(world: World, share: number): Arrive {
  const { tape } = world;
  const batch = drawBatch(world);
  const rate = Math.ceil((15 + 10 * tape.below(4)) * share);
  const profile = {
    ...(tape.whether(70) ? { hours: Array.from({ length: 24 }, (_, hour) => 1 + ((hour * 7) % 5)) } : {}),
    days: [1.3, 1.2, 1, 1, 1, 0.8, 0.7],
  };
  return {
    poisson: tape.pick([`${rate} per day`, `${rate} per day`, "perDay"]),
    ...(tape.whether(40) ? { profile } : {}),
    ...(batch === undefined ? {} : { batch }),
  };
}

/** A rate by the clock, smooth or stepping at a whole hour. */
function drawVarying(world: World, share: number): Arrive {
  const { tape } = world;
  const rate = Math.ceil((15 + 10 * tape.below(4)) * share);
  return {
    poisson: tape.pick([
      `if(hour < 12, ${rate} per day, ${2 * rate} per day)`,
      `${rate} per day * (1 + 0.6 * sin(2 * 3.14159265358979 * time / 1 day))`,
      `weekday == "mon" ? ${rate} per day : perDay`,
    ]),
    ...(tape.whether(20) ? { batch: 2 } : {}),
  };
}

function drawBatch({ tape }: World): Tree | undefined {
  return tape.pick<Tree | undefined>([undefined, undefined, undefined, 2, { poisson: { mean: 1.2 } }]);
}

function drawBooked(world: World, share: number): Arrive {
  const { tape } = world;
  const most = Math.ceil(5 * share);
  return {
    booked: {
      "mon, tue 00:15, 08:00": { patients: 1 + tape.below(most), every: tape.pick(["15 min", "10 min"]) },
      "mon 03:30": 1 + tape.below(most),
    },
    ...(tape.whether(60) ? { noShow: tape.pick<Tree>(["20%", "if(frail, 40%, 10%)"]) } : {}),
    ...(tape.whether(60) ? { late: drawLateness(world) } : {}),
  };
}

function drawPopulation({ tape }: World): Arrive {
  return { population: 1 + tape.below(4) };
}
