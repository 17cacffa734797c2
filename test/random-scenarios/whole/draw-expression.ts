import { SERVERS, SITES, time, type World } from "./world.ts";

/** Where an expression stands says what it may read: each place sees what stands before it too, but for `duration`, which lacks `mean(duration)`. */
export type Where = "clock" | "attribute" | "duration" | "stage";

const ORDER: readonly Where[] = ["clock", "attribute", "duration", "stage"];

/**
 * What may be read of a patient who comes. Times that may not have happened are compared only, or read behind a comparison
 * that they pass: a number made of them stops the run.
 */
export function drawCondition(world: World, where: Where): string {
  const { tape } = world;
  const one = (): string => tape.pick(conditions(world, where))();
  const kinds = [
    one,
    one,
    one,
    one,
    () => `not (${one()})`,
    () => `${one()} and ${one()}`,
    () => `(${one()}) or ${one()}`,
    () => `${drawNumber(world, where)} ${tape.pick(["<", ">=", "<=", ">", "==", "!="])} ${1 + tape.below(3)}`,
  ];
  return tape.pick(kinds)();
}

function conditions(world: World, where: Where): readonly (() => string)[] {
  const { tape, classes, interventions, contacts } = world;
  const stage = (): string => tape.pick(world.stages);
  const resource = (): string => tape.pick(world.resources);
  const clock = [
    () => `hour < ${6 + 6 * tape.below(3)}`,
    () => 'weekday == "mon"',
    () => `time < ${time(world, 8, 60)}`,
    ...interventions.map((name) => () => `since(${name}) > ${time(world, 0, 12)}`),
  ];
  const attribute = [
    () => "urgency > 1",
    () => "frail",
    () => "age >= 70",
    () => `site == "${tape.pick(SITES)}"`,
    () => `class == "${tape.pick(classes)}"`,
    () => `hour >= 8 and weekday != "tue"`,
    () => `arrived < ${time(world, 16, 48)}`,
  ];
  const duration = [
    () => "tests > 1",
    () => "not ready",
    () => `waited > ${time(world, 1, 8)}`,
    () => `time - arrived < ${time(world, 4, 12)}`,
    () => `visits(${stage()}) < 2`,
    () => `by(${stage()}) == "${tape.pick([...SERVERS, resource()])}"`,
    () => `enter(${stage()}) - arrived <= ${time(world, 1, 8)}`,
    () => `start(${stage()}) - arrived > ${time(world, 1, 8)}`,
    () => `time - end(${stage()}) > ${time(world, 0, 4)}`,
    () => `time(${stage()}) < ${time(world, 1, 8)}`,
    () => `time - left(${resource()}) >= ${time(world, 0, 4)}`,
    () => `held(${resource()}) > 0`,
    () => `queue(${stage()}) > ${tape.below(3)}`,
    () => `present(${stage()}) > ${1 + tape.below(3)}`,
    () => `cases(${stage()}) >= ${3 + tape.below(6)}`,
    () => `inUse(${resource()}) > ${tape.below(2)}`,
    () => `free(${resource()}) > 0`,
    ...contacts.flatMap((name) => [
      () => `count(${name}) > ${tape.below(2)}`,
      () => `count(${name}, arrived, time) > 0`,
      () => `count(${name}, start(${stage()}), time) <= 1`,
    ]),
  ];
  const own = [
    () => `mean(duration) < ${time(world, 2, 4)}`,
    () => `closes(${resource()}) - time >= ${time(world, 1, 4)}`,
  ];
  const parts = { clock, attribute, duration, stage: own };
  return ORDER.slice(0, ORDER.indexOf(where) + 1).flatMap((each) => parts[each]);
}

/** A number without a unit: 0 or more, and seldom above 10. */
export function drawNumber(world: World, where: Where): string {
  const { tape } = world;
  const one = (): string => tape.pick(numbers(world, where))();
  const kinds = [
    one,
    one,
    one,
    one,
    () => `${one()} + ${one()}`,
    () => `0.5 * ${one()}`,
    () => `if(${drawCondition(world, where)}, ${one()}, ${one()})`,
    () => `(${drawCondition(world, where)} ? ${one()} : ${one()})`,
    () => `${tape.pick(["min", "max"])}(${one()}, ${one()})`,
    () => `clamp(${one()}, 1, ${2 + tape.below(3)})`,
    () => `abs(${one()} - ${one()})`,
    () => `${tape.pick(["floor", "ceil", "round"])}(${one()} / 2)`,
    () => `sqrt(${one()})`,
    () => `log(1 + ${one()})`,
    () => `exp(-${one()})`,
    () => `(1 + ${tape.pick(["sin", "cos"])}(${one()}))`,
    () => `min(3, ${one()}) ^ 2`,
    () => `(${drawCondition(world, where)}) * 2`,
  ];
  return tape.pick(kinds)();
}

function numbers(world: World, where: Where): readonly (() => string)[] {
  const { tape } = world;
  const stage = (): string => tape.pick(world.stages);
  const resource = (): string => tape.pick(world.resources);
  const clock = [() => "1", () => "share", () => "units", () => "hour / 8", () => "time / 12 h"];
  const attribute = [() => "urgency", () => "age / 40", () => "(arrived >= 0 min ? arrived / 6 h : 1)"];
  const duration = [
    () => "min(tests, 8)",
    () => "waited / 1 h",
    () => `min(visits(${stage()}), 4)`,
    () => `held(${resource()})`,
    () => `queue(${stage()})`,
    () => `present(${stage()})`,
    () => `min(cases(${stage()}), 10) / 5`,
    () => `inUse(${resource()})`,
    () => `min(free(${resource()}), 4)`,
    ...world.contacts.map((name) => () => `min(count(${name}), 6)`),
    () => "(time - arrived >= 0 min ? (time - arrived) / 2 h : 1)",
  ];
  const own = [() => "mean(duration) / 1 h"];
  const parts = { clock, attribute: where === "attribute" ? attribute : attribute.slice(0, 2), duration, stage: own };
  return ORDER.slice(0, ORDER.indexOf(where) + 1).flatMap((each) => parts[each]);
}

/** A duration of some hours at most, 0 or more. */
export function drawTimeExpression(world: World, where: Where): string {
  const { tape } = world;
  const stage = tape.pick(world.stages);
  const fixed = (): string => time(world, 1, 4);
  const seesVisits = where === "duration" || where === "stage";
  const kinds = [
    () => "gap",
    () => `${time(world, 1, 1)} * (1 + min(6, ${drawNumber(world, where)}))`,
    () => `if(${drawCondition(world, where)}, ${fixed()}, ${fixed()})`,
    () => `max(${fixed()}, 2 * gap - ${fixed()})`,
    () => `min(${fixed()} + 0.5 * gap, 3 h)`,
    ...(seesVisits ? [() => "patience"] : []),
    ...(seesVisits ? [() => `(waited > 0 min ? min(waited, 4 h) : ${fixed()})`] : []),
    ...(seesVisits
      ? [() => `(end(${stage}) >= start(${stage}) ? min(end(${stage}) - start(${stage}), 3 h) : gap)`]
      : []),
    ...(where === "stage" ? [() => "0.5 * mean(duration)"] : []),
  ];
  return tape.pick(kinds)();
}
