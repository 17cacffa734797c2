import type { Tree } from "../draft.ts";
import { drawCondition, drawNumber, drawTimeExpression, type Where } from "./draw-expression.ts";
import { minutes, SITES, time, type World } from "./world.ts";

/** What a place for a duration may hold: a quantity, an expression, a distribution or cases. */
export function drawDuration(world: World, where: Where): Tree {
  const { tape } = world;
  const fixed = (): Tree => time(world, 1, 6);
  const kinds: (() => Tree)[] = [
    fixed,
    fixed,
    fixed,
    () => "0 min",
    () => drawTimeExpression(world, where),
    () => drawDistribution(world, where),
    () => drawDistribution(world, where),
    () => drawCases(world, where, () => drawDuration(world, where)),
    () => ({ value: fixed(), note: "as seen" }),
  ];
  return tape.pick(kinds)();
}

/** A duration of which none is 0: of what comes again and again. */
export function drawGap(world: World, where: Where): Tree {
  const { tape } = world;
  const least = minutes(world, 1, 2);
  const kinds: (() => Tree)[] = [
    () => time(world, 1, 4),
    () => time(world, 1, 4),
    () => ({ exponential: { mean: time(world, 1, 4) } }),
    () => `max(${least} min, ${drawTimeExpression(world, where)})`,
    () => drawCases(world, where, () => time(world, 1, 4)),
    () => ({ uniform: { min: `${least} min`, max: `${2 * least} min` } }),
    () => ({ gamma: { mean: `${2 * least} min`, sd: `${least} min` } }),
  ];
  return tape.pick(kinds)();
}

/** What a place for a number may hold. */
export function drawAmount(world: World, where: Where, fixed: readonly number[]): Tree {
  const { tape } = world;
  const plain = (): Tree => tape.pick(fixed);
  const kinds: (() => Tree)[] = [
    plain,
    plain,
    () => drawNumber(world, where),
    () => drawNumber(world, where),
    () => ({ uniform: { min: 0, max: 3 } }),
    () => ({ poisson: { mean: tape.pick<Tree>([1, `1 + ${drawNumber(world, where)}`]) } }),
    () => drawCases(world, where, plain),
  ];
  return tape.pick(kinds)();
}

/** Some value more than 0: of a speed. */
export function drawSpeed(world: World): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => 2,
    () => 0.5,
    () => ({ uniform: { min: 0.5, max: 2 } }),
    () => ({ triangular: { min: 0.5, mode: 1, max: 1.5 } }),
    () => `0.5 + min(2, ${drawNumber(world, "duration")})`,
    () => drawCases(world, "duration", () => tape.pick([1, 1.5])),
  ];
  return tape.pick(kinds)();
}

/** A probability, perhaps by an expression. */
export function drawChance(world: World, where: Where): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => `${10 * (1 + tape.below(6))}%`,
    () => "share",
    () => `if(${drawCondition(world, where)}, 60%, 20%)`,
    () => `min(0.6, ${drawNumber(world, where)} / 5)`,
  ];
  return tape.pick(kinds)();
}

export function drawTruth(world: World, where: Where): Tree {
  const { tape } = world;
  const kinds: (() => Tree)[] = [
    () => ({ chance: "50%" }),
    () => drawCondition(world, where),
    () => ({ chance: drawChance(world, where) }),
    () => drawCases(world, where, () => tape.pick<Tree>([true, false, { chance: "30%" }])),
  ];
  return tape.pick(kinds)();
}

export function drawWord(world: World, where: Where): Tree {
  const { tape } = world;
  const fixed = (): Tree => ({ text: tape.pick(SITES) });
  const kinds: (() => Tree)[] = [
    fixed,
    () => ({ categorical: { north: "50%", south: "30%", east: "20%" } }),
    () => drawCases(world, where, fixed),
  ];
  return tape.pick(kinds)();
}

function drawCases(world: World, where: Where, draw: () => Tree): Tree {
  return [{ when: drawCondition(world, where), use: draw() }, { use: draw() }];
}

/** Any of those that give a duration, stated in any of its forms; now and then by an expression of the patient. */
function drawDistribution(world: World, where: Where): Tree {
  const { tape } = world;
  const quarters = minutes(world, 1, 4);
  const of = (share: number): string => `${Number((share * quarters).toFixed(3))} min`;
  const mean = tape.whether(20) ? drawTimeExpression(world, where) : of(1);
  const least = `max(${mean}, 1 min)`;
  const forms: readonly (() => Tree)[] = [
    () => ({ constant: { value: mean } }),
    () => ({ exponential: { mean: least } }),
    () => ({ uniform: { min: of(0.5), max: of(2) } }),
    () => ({ triangular: { min: of(0.5), mode: of(1), max: of(3) } }),
    () => ({ pert: { min: of(0.5), mode: of(1), max: of(3) } }),
    () => ({ pert: { min: of(0.5), mode: of(1), max: of(2), lambda: 2 } }),
    () => ({ normal: { mean, sd: of(0.5), min: "0 min" } }),
    () => ({ normal: { mean: of(1), sd: of(0.5), min: of(0.25), max: of(2) } }),
    () => ({ lognormal: { mean: least, sd: of(1) } }),
    () => ({ lognormal: { mean: of(1), variance: `${of(0.5)} * ${of(0.5)}` } }),
    () => ({ lognormal: { mean: least, cv: 0.5 } }),
    () => ({ lognormal: { median: of(1), mean: of(1.5) } }),
    () => ({ lognormal: { mu: 0, sigma: 0.5, unit: of(1) } }),
    () => ({ gamma: { mean: least, sd: of(0.5) } }),
    () => ({ gamma: { mean: least, cv: 1.2 } }),
    () => ({ gamma: { shape: 2, scale: of(0.5) } }),
    () => ({ erlang: { k: 3, mean: least } }),
    () => ({ weibull: { shape: 1.5, scale: of(1) } }),
    () => ({ weibull: { shape: 0.8, scale: least } }),
    () => ({ beta: { alpha: 2, beta: 3, min: of(0.5), max: of(3) } }),
    () => ({ beta: { mean: of(1), sd: of(0.2), min: of(0.5), max: of(2) } }),
    () => ({ logLogistic: { shape: 3, scale: of(1) } }),
    () => ({ hyperexponential: { probabilities: ["70%", "30%"], means: [of(0.5), of(2)] } }),
    () => ({ empirical: { values: [of(0.5), of(1), of(1.2), of(2)] } }),
  ];
  return tape.pick(forms)();
}
