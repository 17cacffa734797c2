import type { Tree } from "../draft.ts";
import { drawAdoption, drawImplementation } from "./draw-adoption.ts";
import { drawResource, drawTurnover } from "./draw-capacity.ts";
import type { ClassDrawn } from "./draw-class.ts";
import { drawCondition } from "./draw-expression.ts";
import { drawContacts, drawMeeting, drawTasks } from "./draw-family.ts";
import { drawLateness } from "./draw-lateness.ts";
import type { Stock } from "./draw-request.ts";
import { drawAmount, drawDuration, drawTruth } from "./draw-value.ts";
import type { Place } from "./draw-way.ts";
import { type Stage, stageFields } from "./draw-whole-stage.ts";
import { ORGANISATIONS, time, type World } from "./world.ts";

/** What an intervention finds in the file. */
export interface Found {
  readonly classes: Readonly<Record<string, ClassDrawn>>;
  readonly resources: Readonly<Record<string, { readonly [key: string]: Tree }>>;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly places: Readonly<Record<string, Place>>;
  readonly stock: Stock;
  /** Somebody is there at time 0, and what he holds must stay as it is. */
  readonly starts: boolean;
}

type Changes = { readonly [path: string]: Tree };

/** One to three changes, in force for everybody or spreading, and what they add. */
export function drawIntervention(world: World, name: string, found: Found, others: readonly string[]): Tree {
  const { tape } = world;
  const full = tape.whether(35);
  const partial = tape.whether(30);
  const kinds = [
    changeStage,
    changeStage,
    changeTimes,
    changeResource,
    changeResource,
    changeArrivals,
    changeAttribute,
    changeSet,
    addStage,
  ];
  const parts = Array.from({ length: 1 + tape.below(3) }, () => {
    return tape.pick(full && !partial ? [...kinds, changeParameter, changeRules, changeRules] : kinds)(
      world,
      name,
      found,
    );
  });
  const adds = parts.map(({ add }) => add).filter((add) => add !== undefined);
  const costs = tape.whether(20)
    ? {
        costs: {
          start: { once: "£100", organisation: tape.pick(ORGANISATIONS) },
          run: { rate: "£2 per hour" },
          double: { rate: "£3 per hour", for: "2 days" },
          each: { perPatient: "£30", organisation: ORGANISATIONS[0] },
        },
        ...trainingOf(found.resources),
      }
    : {};
  return {
    change: Object.assign({}, ...parts.map(({ change }) => change)),
    ...(adds.length === 0 ? {} : { add: Object.assign({}, ...adds) }),
    ...(full ? (tape.whether(50) ? { adoption: "full" } : {}) : { adoption: drawAdoption(world, others) }),
    ...(partial ? drawImplementation(world) : {}),
    ...costs,
  };
}

/** Of the first that can be trained: it is there in all arms, on some hours of each week, and not in sessions. */
function trainingOf(resources: Found["resources"]): { readonly [key: string]: Tree } {
  const found = Object.entries(resources).find(([, { capacity, sessions }]) => {
    return sessions === undefined && capacity !== "unlimited" && capacity !== 0;
  });
  const training = { hours: "200 min", over: "1 week", backfill: "30%", organisation: ORGANISATIONS[0] };
  return found === undefined ? {} : { training: { [found[0]]: training } };
}

interface Part {
  readonly change: Changes;
  readonly add?: { readonly [section: string]: Tree };
}

/** Another field in place of one of a stage, or where there was none; never what could not meet with the others. */
function changeStage(world: World, _name: string, { stages, places, stock, starts }: Found): Part {
  const { tape } = world;
  const special = Object.keys(world.kinds);
  const stage = tape.pick(special.length > 0 && tape.whether(30) ? special : world.stages);
  const draw = stageFields(world, places[stage], stock);
  const { meet, tasks, contacts } = stages[stage];
  const anywhere = ["duration", "next", "priority", "needs", "balk", "until", "seize"] as const;
  const alone = ["queue", "leave"] as const;
  const fields = [...anywhere, ...(meet === undefined ? alone : [])];
  const own: Changes = {
    ...(meet === undefined ? {} : { meet: drawMeeting(world) }),
    ...(tasks === undefined ? {} : { tasks: drawTasks(world) }),
    ...(contacts === undefined ? {} : { contacts: drawContacts(world) }),
  };
  const owned = Object.keys(own);
  const field = owned.length > 0 && tape.whether(50) ? tape.pick(owned) : tape.pick(fields);
  const kept = starts && ["seize", "needs", "until", "duration", "leave"].includes(field) ? "next" : field;
  const value = kept in own ? own[kept] : draw[kept as (typeof fields)[number]]();
  const path = `stages.${stage}`;
  if (value === undefined) return { change: { [`${path}.next`]: draw.next() } };
  return { change: { [`${path}.${kept}`]: value, ...(kept === "seize" ? { [`${path}.release`]: [] } : {}) } };
}

/** What is there, times or plus so much. */
function changeTimes(world: World, name: string, found: Found): Part {
  const { tape, stages } = world;
  const timed = stages.filter((stage) => found.stages[stage].duration !== undefined);
  const ordered = stages.filter((stage) => found.stages[stage].priority !== undefined);
  const times = (): Part => ({
    change: { [`stages.${tape.pick(timed)}.duration`]: { times: tape.pick<Tree>([0.5, 1.5, "if(frail, 1.2, 0.8)"]) } },
  });
  const plus = (): Part => ({
    change: {
      [`stages.${tape.pick(timed)}.duration`]: { plus: tape.pick<Tree>(["15 min", "gap", "5 min * urgency"]) },
    },
  });
  const priority = (): Part => ({ change: { [`stages.${tape.pick(ordered)}.priority`]: { plus: -1 } } });
  const kinds = [...(timed.length > 0 ? [times, plus] : []), ...(ordered.length > 0 ? [priority] : [])];
  return kinds.length === 0 ? changeStage(world, name, found) : tape.pick(kinds)();
}

function changeResource(world: World, _name: string, { resources }: Found): Part {
  const { tape } = world;
  const name = tape.pick(world.resources);
  const { sessions, dates, capacity, absence } = resources[name];
  const path = `resources.${name}`;
  const finite = capacity !== "unlimited";
  const kinds: (() => Changes)[] = [
    () => ({ [`${path}.capacity`]: finite ? { plus: 1 } : 4 }),
    () => ({ [`${path}.capacity`]: { times: 2 } }),
    () => ({ [`${path}.turnover`]: drawTurnover(world) }),
    () => ({ [`${path}.lastStart`]: time(world, 0, 2) }),
    () => ({ [`${path}.atShiftEnd`]: tape.pick(["finish", "pause", "preempt"]) }),
    ...(sessions === undefined && dates === undefined ? [() => ({ [`${path}.dates`]: { "2026-04-07": 1 } })] : []),
    ...(absence === undefined ? [] : [() => ({ [`${path}.absence`]: "10%" })]),
    ...(sessions === undefined ? [] : [() => ({ [`${path}.sessions.late`]: drawLateness(world) })]),
    ...(sessions === undefined ? [] : [() => ({ [`${path}.sessions.booked`]: 1 + tape.below(3) })]),
  ];
  return { change: tape.pick(kinds)() };
}

function changeArrivals(world: World, _name: string, { classes }: Found): Part {
  const { tape } = world;
  const plain = world.classes.filter((name) => /^\d+ per day$/.test(String(classes[name].tree.arrive.poisson)));
  const name = tape.pick(plain.length > 0 ? plain : world.classes);
  const { tree, crowd } = classes[name];
  const path = `patients.${name}.arrive`;
  const other = { poisson: `${10 + 10 * tape.below(3)} per day` };
  if (crowd) return { change: { [path]: { population: 1 + tape.below(3) } } };
  if (plain.length > 0 && tape.whether(60)) return { change: { [`${path}.poisson`]: { times: 1.5 } } };
  const kinds: (() => Changes)[] = [
    () => ({ [path]: other }),
    () => ({ [path]: { every: "1 h", batch: 1 + tape.below(2) } }),
    ...("every" in tree.arrive ? [() => ({ [`${path}.every`]: { plus: "10 min" } })] : []),
  ];
  return { change: tape.pick(kinds)() };
}

/** One of those below what adoption may ask for. */
function changeAttribute(world: World, _name: string): Part {
  const { tape } = world;
  const path = `patients.${tape.pick(world.classes)}.attributes`;
  const kinds: (() => Changes)[] = [
    () => ({ [`${path}.age`]: { plus: 5 } }),
    () => ({ [`${path}.frail`]: drawTruth({ ...world, interventions: [] }, "clock") }),
    () => ({ [`${path}.patience`]: { times: 2 } }),
    () => ({ [`${path}.tests`]: drawAmount(world, "clock", [0, 2]) }),
  ];
  return { change: tape.pick(kinds)() };
}

function changeSet(world: World): Part {
  const { tape } = world;
  const path = `stages.${tape.pick(world.stages)}.${tape.pick(["set", "setOnEntry"])}`;
  const kinds: (() => Changes)[] = [
    () => ({ [`${path}.tests`]: "min(tests + 2, 9)" }),
    () => ({ [`${path}.ready`]: drawTruth(world, "stage") }),
    () => ({ [path]: { urgency: 2, frail: drawCondition(world, "stage") } }),
  ];
  return { change: tape.pick(kinds)() };
}

/** A stage of its own, with a resource, a class, an exit or a measure now and then: some go there who would have gone elsewhere. */
function addStage(world: World, name: string, { starts }: Found): Part {
  const { tape } = world;
  const from = tape.pick(world.stages);
  const [stage, resource, exit, cls] = ["Stage", "Staff", "Exit", "Class"].map((what) => name + what);
  const staffed = tape.whether(60);
  const luck = tape.whether(50) ? { luck: from } : {};
  const added = {
    ...(staffed ? { needs: resource } : {}),
    duration: drawDuration(world, "duration"),
    ...luck,
    next: tape.pick(["home", exit]),
  };
  return {
    change: {
      [`stages.${from}.next`]: tape.pick<Tree>([
        stage,
        [{ when: drawCondition(world, "stage"), to: stage }, { to: "away" }],
      ]),
    },
    add: {
      stages: { [stage]: added },
      exits: { [exit]: { label: "Added", death: tape.whether(50) } },
      ...(staffed ? { resources: { [resource]: staff(world) } } : {}),
      ...(tape.whether(30) && !starts
        ? { patients: { [cls]: { arrive: { every: "3 h" }, attributes: attributesOfAdded(world), enter: stage } } }
        : {}),
      ...(tape.whether(30) ? { measures: { [`${name}Seen`]: { count: "all", of: `visits(${stage})` } } } : {}),
    },
  };
}

function staff(world: World): Tree {
  const { dates: _, ...tree } = drawResource(world).tree;
  return tree;
}

function attributesOfAdded({ tape }: World): Tree {
  return {
    urgency: 1,
    site: { text: "south" },
    age: 50 + tape.below(40),
    frail: { chance: "20%" },
    patience: "1 h",
    tests: 0,
    ready: false,
  };
}

function changeParameter({ tape }: World): Part {
  return {
    change: tape.pick<Changes>([
      { "parameters.gap": "45 min" },
      { "parameters.share": "60%" },
      { "parameters.units": { plus: 1 } },
    ]),
  };
}

/** What everybody meets alike. */
function changeRules(world: World, _name: string, { stages }: Found): Part {
  const { tape } = world;
  const stage = tape.pick(world.stages);
  const { meet, tasks, contacts } = stages[stage];
  const whole = meet === undefined && tasks === undefined && contacts === undefined;
  const kinds: (() => Changes)[] = [
    () => ({ [`stages.${stage}.strict`]: tape.whether(50) }),
    ...(meet === undefined ? [() => ({ [`stages.${stage}.preempts`]: true })] : []),
    ...(whole
      ? [() => ({ [`stages.${stage}.whenPreempted`]: tape.pick(["resume", "restart", "redraw", "never"]) })]
      : []),
  ];
  return { change: tape.pick(kinds)() };
}
