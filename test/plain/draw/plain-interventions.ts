import type { Tree } from "../../random-scenarios/draft.ts";
import { drawAdoption, drawImplementation } from "../../random-scenarios/whole/draw-adoption.ts";
import { drawTruth } from "../../random-scenarios/whole/draw-value.ts";
import { ORGANISATIONS } from "../../random-scenarios/whole/world.ts";
import { drawLength, drawNeeds } from "./plain-stages.ts";
import { type PlainWorld, RESOURCES, WARD_STAFF } from "./plain-world.ts";

type Map = { readonly [key: string]: Tree };

/** What is changed of times, ways, staff, prices, attributes and arrivals, for all or for those who adopt. */
export function drawInterventions(world: PlainWorld, resources: Map, stages: Map): Map {
  const { interventions: names } = world;
  return Object.fromEntries(
    names.map((name, i) => [name, drawIntervention(world, name, resources, stages, names.slice(0, i))]),
  );
}

function drawIntervention(
  world: PlainWorld,
  name: string,
  resources: Map,
  stages: Map,
  others: readonly string[],
): Tree {
  const { tape } = world;
  const spreads = tape.whether(70);
  const count = 1 + tape.below(3);
  const adds = tape.whether(25);
  const other = tape.whether(8) ? [changeToOther(world)] : [];
  const changes = Array.from({ length: count }, () =>
    tape.pick([changeStage, changeStage, changeSystem])(world, resources, stages),
  );
  const costs = {
    start: { once: "£100", organisation: tape.pick(ORGANISATIONS) },
    run: { rate: "£2 per hour" },
    double: { rate: "£3 per hour", for: "2 days" },
    each: { perPatient: "£30", organisation: ORGANISATIONS[0] },
  };
  return {
    change: Object.assign({}, ...changes, ...other, adds ? onTo(world, name) : {}),
    ...(adds ? { add: drawAdded(world, name) } : {}),
    ...(spreads ? { adoption: drawAdoption(world, others) } : {}),
    ...(spreads && tape.whether(30) ? drawImplementation(world) : {}),
    ...(!world.bare && tape.whether(30) ? { costs } : {}),
  };
}

function changeStage(world: PlainWorld, _resources: Map, stages: Map): Map {
  const { tape } = world;
  const name = tape.pick(world.stages);
  const stage = stages[name] as Map;
  const inWard = world.sections.some((section) => section.isWard && section.stages.includes(name));
  const kinds: (() => Map)[] = [
    () => ({ [`stages.${name}.duration`]: drawLength(world, true) }),
    () => ({ [`stages.${name}.needs`]: drawNeeds(world, inWard) }),
    () => ({ [`stages.${name}.priority`]: tape.pick<Tree>([2, "urgency", { uniform: { min: 0, max: 3 } }]) }),
    () => ({ [`stages.${name}.set`]: { tests: "min(tests + 2, 9)" } }),
    ...(stage.duration === undefined
      ? []
      : [() => ({ [`stages.${name}.duration`]: { times: tape.pick<Tree>([0.5, "if(frail, 1.2, 0.8)"]) } })]),
    ...(inWard ? [] : [() => ({ [`stages.${name}.next`]: [{ chance: "50%", to: "away" }, { to: "home" }] })]),
  ];
  return tape.pick(kinds)();
}

function changeSystem(world: PlainWorld, resources: Map): Map {
  const { tape } = world;
  const name = tape.pick(RESOURCES);
  const { capacity, costs } = resources[name] as Map;
  const cls = tape.pick(world.classes);
  const kinds: (() => Map)[] = [
    () =>
      capacity === "unlimited"
        ? { [`resources.${name}.capacity`]: 4 }
        : { [`resources.${name}.capacity`]: { plus: 1 } },
    () =>
      WARD_STAFF.includes(name) ? { [`resources.${name}.capacity`]: 5 } : { [`resources.${name}.lastStart`]: "10 min" },
    () =>
      costs === undefined
        ? { [`resources.${name}.costs`]: { use: "£7" } }
        : { [`resources.${name}.costs.held`]: "£15 per hour" },
    () => ({ [`patients.${cls}.arrive`]: { poisson: "30 per day" } }),
    () => ({ [`patients.${cls}.attributes.frail`]: drawTruth({ ...world, interventions: [] }, "clock") }),
    () => ({ [`patients.${cls}.attributes.age`]: { plus: 5 } }),
  ];
  return tape.pick(kinds)();
}

/** Some go to the stage that is added, from the first that is of no ward. */
function onTo(world: PlainWorld, name: string): Map {
  const from = world.sections.find(({ isWard }) => !isWard)?.stages.at(-1);
  return from === undefined ? {} : { [`stages.${from}.next`]: [{ chance: "60%", to: `${name}Stage` }, { to: "home" }] };
}

/** A class, a stage, its staff and an exit, which other arms have not. */
function drawAdded(world: PlainWorld, name: string): Map {
  const { tape } = world;
  const attributes = { urgency: 1, site: { text: "north" }, age: 70, frail: { chance: "20%" }, patience: "1 h" };
  return {
    resources: { [`${name}Staff`]: { capacity: tape.pick<Tree>([1, { "daily 06:00-22:00": 2 }]) } },
    stages: { [`${name}Stage`]: { needs: `${name}Staff`, duration: "20 min", next: `${name}Exit` } },
    exits: { [`${name}Exit`]: "Added" },
    patients: {
      [`${name}Class`]: {
        arrive: { every: "2 h" },
        attributes: { ...attributes, tests: 0, ready: false },
        enter: `${name}Stage`,
      },
    },
  };
}

/** An arm that is other than plain beside one that is. */
function changeToOther(world: PlainWorld): Map {
  const { tape } = world;
  const [stage, resource, cls] = [tape.pick(world.stages), tape.pick(RESOURCES), tape.pick(world.classes)];
  return tape.pick<Map>([
    { [`resources.${resource}.turnover`]: "10 min" },
    { [`resources.${resource}.atShiftEnd`]: "pause" },
    { [`stages.${stage}.queue`]: 3 },
    { [`patients.${cls}.arrive`]: { booked: { "daily 09:00": 3 }, noShow: "20%" } },
  ]);
}
