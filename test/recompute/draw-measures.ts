import { parse, stringify } from "yaml";

/** As much of a drawn scenario as is read here. */
interface Drawn {
  clock: Record<string, string>;
  resources: Record<string, Record<string, unknown>>;
  stages: Record<string, { contacts?: Record<string, unknown>; seize?: unknown; needs?: unknown }>;
  today?: Record<string, unknown>[];
  interventions?: Record<string, unknown>;
  [key: string]: unknown;
}

type Measures = Record<string, Record<string, unknown>>;

/** The scenario with prices, a price that changes, and measures that read all there is to read; the choice varies the rest. */
export function withMeasures(text: string, choice: number): string {
  const drawn = parse(text) as Drawn;
  const chosen = (place: number, ways: number): number => Math.floor(choice / 5 ** place) % ways;
  drawn.clock.start = ["2026-04-06", "2026-04-07 10:20", "2026-04-12 17:45"][chosen(0, 3)];
  const cohort = ["exits", "arrivals", "bothEnds", "exits", "exits"][chosen(1, 5)];
  drawn.clock.cohort = cohort;
  if (cohort === "arrivals" && chosen(2, 2) === 1) drawn.clock.coolDown = "5 h";
  for (const row of drawn.today ?? []) {
    if (chosen(3, 2) === 1) row.since = "5 min";
    if (chosen(4, 3) > 0) row.arrived = chosen(4, 3) === 1 ? "0 min" : "50 min";
  }
  Object.values(drawn.resources).forEach((resource, i) => {
    if (chosen(i, 5) < 4) resource.organisation = ["trust", "council"][i % 2];
    resource.costs = {
      held: `£${6 + i} per hour`,
      use: `£${i}`,
      ...(chosen(i, 2) === 0 ? { rostered: "£20 per hour", overtime: "£31 per hour" } : { fixed: "£100 per day" }),
    };
    if (chosen(i + 1, 5) === 0) resource.unit = "1/2";
  });
  const [dear] = Object.keys(drawn.resources);
  drawn.interventions = {
    ...drawn.interventions,
    dearer: {
      change: { [`resources.${dear}.costs.held`]: "£60 per hour", [`resources.${dear}.costs.use`]: "£9" },
      adoption: { from: chosen(5, 2) === 0 ? "window" : "2026-04-13", share: "100%" },
      costs: {
        training: { once: "£500", organisation: "trust" },
        salary: { rate: "£12 per hour", organisation: "council" },
      },
    },
  };
  drawn.scenarios = { baseline: [], all: Object.keys(drawn.interventions) };
  drawn.organisations = { trust: "Trust", council: "Council" };
  drawn.measures = measuresOf(drawn);
  const groups = ["class", "frail", { urgency: [1, 2] }, { tests: [1, 11] }];
  drawn.forWhom = groups.filter((_, i) => chosen(6 + i, 3) > 0).concat(["ready"]);
  return stringify(drawn);
}

function measuresOf({ stages, resources, interventions = {} }: Drawn): Measures {
  const contacts = Object.values(stages).flatMap((stage) => Object.keys(stage.contacts ?? {}));
  return {
    stay: { mean: "time - arrived", by: "frail", every: "4 h" },
    wait90: { percentile: "waited", at: "90%", by: { urgency: [1, 2] } },
    homeward: { share: "exit == 'home'", by: "class", every: "150 min" },
    robust: { rate: "not frail", per: "hour", every: "6 h" },
    everybody: { count: "all", per: "day" },
    paid: { sum: "cost(trust) + 2 * cost(council)", by: "class" },
    tested: { max: "tests ^ 2 + sqrt(urgency) - abs(tests - 3)" },
    nights: { mean: "midnights(arrived, time) * 100 + since(dearer) / 1 h" },
    paidEach: { ratio: ["paid", "everybody"] },
    tide: { mean: "(hour + 1) * time / 1 h - since(dearer) / 1 day", of: "time", where: "hour != 7", every: "7 h" },
    clockwise: { percentile: "sin(hour) + cos(hour) * exp(-hour / 9) + log(hour + 1)", at: "60%", of: "time" },
    late: { share: "weekday == 'tue' or hour >= 14", where: "urgency <= 1 and not (ready)" },
    ...Object.assign({}, ...Object.keys(interventions).map(ofIntervention)),
    ...Object.assign({}, ...[...new Set(contacts)].map(ofContact)),
    ...Object.assign({}, ...Object.entries(stages).map(([name, stage]) => ofStage(name, stage))),
    ...Object.assign({}, ...Object.entries(resources).map(([name, resource]) => ofResource(name, resource))),
  };
}

function ofIntervention(name: string): Measures {
  return { [`${name}Adopted`]: { share: `adopted(${name})`, by: "class", every: "5 h" } };
}

function ofContact(name: string): Measures {
  return {
    [`${name}Count`]: { mean: `count(${name}) + 10 * count(${name}, arrived + 20 min, time - 10 min)` },
  };
}

function ofStage(name: string, { seize, needs }: Drawn["stages"][string]): Measures {
  const serves = seize !== undefined || needs !== undefined;
  return {
    [`${name}Stay`]: { mean: `if(visits(${name}) > 1, time(${name}), end(${name}) - start(${name}))`, by: "class" },
    [`${name}Since`]: { percentile: `time - enter(${name})`, at: "70%", where: `end(${name}) - arrived < 6 h` },
    [`${name}Visit`]: {
      sum: `(start(${name}) - enter(${name}) + waited) / 1 h + visits(${name})`,
      of: `visits(${name})`,
      by: { tests: [1, 11] },
      per: "day",
    },
    [`${name}Paid`]: { max: "cost(trust) + cost(council)", of: `visits(${name})`, every: "4 h" },
    [`${name}Nights`]: { mean: `midnights(${name})`, of: `visits(${name})` },
    [`${name}Queue`]: { percentile: `queue(${name}) + present(${name}) / 2`, at: "75%", of: "time", every: "200 min" },
    [`${name}Cases`]: { max: `cases(${name}) - queue(${name})`, of: "time" },
    ...(serves ? { [`${name}By`]: { share: `by(${name}) == 'doctor'`, of: `visits(${name})` } } : {}),
  };
}

function ofResource(name: string, { sessions }: Readonly<Record<string, unknown>>): Measures {
  return {
    [`${name}Stay`]: { mean: `left(${name}) - taken(${name})`, of: `stays(${name})`, by: "class", every: "5 h" },
    [`${name}Paid`]: { sum: "cost(trust) - cost(council)", of: `stays(${name})`, where: "not (frail) or tests > 0" },
    [`${name}Nights`]: { mean: `midnights(${name})`, by: { tests: [1] } },
    [`${name}Left`]: { mean: `time - left(${name}) + (left(${name}) - taken(${name}))` },
    [`${name}Free`]: { mean: `free(${name}) * 2 + inUse(${name})`, of: "time", where: "hour >= 6" },
    [`${name}Full`]: { share: `free(${name}) == 0 and weekday != 'tue'`, of: "time", every: "3 h" },
    ...(sessions === undefined
      ? {}
      : {
          [`${name}Used`]: {
            mean: "used + cases * 1 min + (closed - opened) / 3",
            of: `sessions(${name})`,
            every: "8 h",
          },
          [`${name}Over`]: { max: "lastEnd - closed", of: `sessions(${name})`, where: "firstStart - opened < 2 h" },
          [`${name}Came`]: { sum: "came", of: `sessions(${name})` },
          [`${name}Late`]: { share: "late > 10 min and hour < 20", of: `sessions(${name})` },
        }),
  };
}
