import type { Result, Source } from "../diagnostics/diagnostic.ts";
import { serversIn } from "./adopted-fields.ts";
import { type ArmPlan, planArms, resolveInterventions, type StatedArm } from "./arm-list.ts";
import { attributeWords } from "./attribute-words.ts";
import { readAllAttributes } from "./attributes.ts";
import { checkArm, checkUnreachable } from "./checks.ts";
import { checkOwnNames, contactNames, declareThings, namesOf, namesOfAll } from "./declared-names.ts";
import { collectInputs, readEvidence, shippedSources } from "./evidence.ts";
import type { NamedThing } from "./expression.ts";
import { Findings } from "./findings.ts";
import { readForWhom } from "./for-whom.ts";
import { readHeader } from "./header.ts";
import { readIntervention } from "./interventions.ts";
import { withLost } from "./lost-exit.ts";
import { readMeasures } from "./measures.ts";
import { child, type MapNode } from "./node.ts";
import { type SetOption, withOptions } from "./options.ts";
import { layOver } from "./overlay.ts";
import { changedParameters, readParameters } from "./parameters.ts";
import { type Pathway, readPathway } from "./pathway.ts";
import { readProductivity } from "./productivity.ts";
import { mistake, type Reading } from "./reading.ts";
import { entriesOf } from "./records.ts";
import type { Arm, Attribute, Intervention, Labelled, Names, Scenario } from "./scenario.ts";
import {
  allMeasures,
  checkSomebody,
  entryPlace,
  hasMeasure,
  keyOf,
  noUnknownTopKeys,
  readOrganisations,
} from "./sections.ts";
import { checkSessionMeasures } from "./session-checks.ts";
import { readTargets } from "./targets.ts";
import { readToday } from "./today.ts";
import { withTraining } from "./training-time.ts";
import { readTree } from "./tree.ts";
import { limits } from "./tree-limits.ts";
import { checkUtilities, hasUtilities, readValuePlan } from "./utilities.ts";
import { withoutIdleChoices } from "./whole-effect.ts";

export interface ReadOptions {
  /** `--set path=value`: values laid over the file, each with a source of its own. */
  readonly set?: readonly SetOption[];
  /** The text of a file that the scenario names, such as `arrivals.csv`; undefined when there is none. */
  readonly files?: (name: string) => Source | undefined;
  /** Scenarios in place of the file's own, such as those of a factorial design; the baseline comes first all the same. */
  readonly scenarios?: readonly StatedArm[];
}

/**
 * Text to a checked scenario, or every mistake in it at once, each with its place. Each arm is the file with its
 * interventions laid over it, read and checked as a whole pathway; what several arms find is reported once.
 */
export function readScenario(source: Source, options: ReadOptions = {}): Result<Scenario> {
  const tree = readTree(source);
  if (!tree.ok) return tree;
  const found = new Findings(tree.diagnostics);
  const things = new Map<string, NamedThing>();
  const values = new Map<string, number>();
  const broken = new Set<string>();
  const base: Reading = {
    report: (diagnostic) => found.add(diagnostic),
    context: "parameter",
    currency: undefined,
    things,
    broken,
    parameters: values,
    changed: new Map(),
    later: new Set(),
    at: { source, start: 0, end: 0 },
    files: options.files && onceEach(options.files),
  };
  const root = withOptions(tree.value, options.set ?? [], base);
  const known = { things, values, broken, written: tree.value, scenarios: options.scenarios };
  const scenario = readAll(root, source, base, known);
  return found.result(scenario);
}

/** Asks for each file once, for all arms. */
function onceEach(files: (name: string) => Source | undefined): (name: string) => Source | undefined {
  const known = new Map<string, Source | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, files(name));
    return known.get(name);
  };
}

interface Known {
  readonly things: Map<string, NamedThing>;
  readonly values: Map<string, number>;
  readonly broken: Set<string>;
  /** The file without the options. */
  readonly written: MapNode;
  readonly scenarios: readonly StatedArm[] | undefined;
}

/** Reads on after a mistake, with stand-ins for what could not be read; the result counts only when there was none. */
function readAll(root: MapNode, source: Source, first: Reading, given: Known): Scenario {
  const { things, values, broken, written, scenarios } = given;
  noUnknownTopKeys(root, first);
  checkOwnNames(root, first);
  const header = readHeader(root, first);
  const { currency, priceYear, index } = header.money;
  const reading: Reading = { ...first, currency, prices: { year: priceYear, index } };
  const evidence = readEvidence(root, { ...reading, at: keyOf(root, "evidence", reading) });
  const interventionNodes = resolveInterventions(root, reading);
  const { plans, gaps } = planArms(root, interventionNodes, header.clock, reading, scenarios);
  if (namesOf(root, "stages").length > limits.stages) {
    const message = `more than ${limits.stages} stages`;
    reading.report(mistake("too-big", message, keyOf(root, "stages", reading), "split the scenario"));
  }
  const trees = plans.map(({ layers, ordered }) => layOver(root, layers, ordered, reading));
  checkSomebody(root, trees, reading);
  for (const [name, thing] of declareThings(root, trees, reading)) things.set(name, thing);
  const parameters = readParameters(root, written, reading, things, values, broken);
  const plan = readValuePlan(root, reading, header.clock, header.money.currency);
  const attributes = new Map<string, Attribute>();
  const changed = trees.map((tree) => changedParameters(root, tree, reading));
  const armReading = (arm: number): Reading => ({ ...reading, changed: changed[arm] });
  const words = attributeWords(trees);
  const drawn = trees.map((tree, arm) => readAllAttributes(tree, armReading(arm), words, attributes, things, broken));
  const allStages = namesOfAll(trees, "stages");
  const organisations = readOrganisations(root, reading);
  const names = organisations.map(({ name }) => name);
  // Arm by arm: parameters may differ, and what goes on at the same time.
  const interventionsOf = ({ layers }: ArmPlan, arm: number): readonly Intervention[] => {
    const spreading = layers.filter(({ adoption }) => !adoption.full).length;
    return layers.flatMap(({ name, node }) => {
      const at = entryPlace(root, "interventions", name, reading);
      const inner: Reading = { ...armReading(arm), context: "patient", at };
      return readIntervention(name, node, inner, header.clock, () => names, spreading) ?? [];
    });
  };
  const arms = plans.map((plan, arm): Arm => {
    const { clock } = header;
    const context = { attributes, drawn: drawn[arm], allStages, organisations: names, things, clock };
    const interventions = interventionsOf(plan, arm);
    const pathway = withoutIdleChoices(readPathway(trees[arm], armReading(arm), context), interventions);
    const today = trees[arm].entries.get("today");
    const known = {
      pathway,
      clock,
      attributes: [...attributes.keys()],
      attribute: (name: string) => attributes.get(name),
    };
    const trained = isComplete(pathway, trees[arm])
      ? withTraining(pathway.resources, interventions, clock, armReading(arm))
      : { resources: pathway.resources, training: [] };
    const there = today && isComplete(pathway, trees[arm]) ? readToday(today, armReading(arm), known) : [];
    return {
      name: plan.name,
      label: plan.label ?? plan.name,
      role: plan.role,
      interventions,
      ...pathway,
      ...trained,
      today: there ?? [],
    };
  });
  const whole = withLost(arms, things, reading);
  const told = trees.filter((_, i) => plans[i].kind === "scenario");
  const measureNodes = allMeasures(root, trees, reading);
  const measures = readMeasures(measureNodes, { ...reading, at: keyOf(root, "measures", reading) }, header.clock.run);
  const armNames = [
    ...new Set([
      ...plans.filter(({ kind }) => kind === "scenario").map(({ name }) => name),
      ...namesOf(root, "scenarios"),
    ]),
  ];
  const known = {
    measures,
    measureNames: measureNodes === undefined ? [] : entriesOf(measureNodes).map(({ key }) => key),
    scenarios: () => armNames,
  };
  const targets = readTargets(child(root, "targets"), reading, known);
  const productivity = readProductivity(
    root,
    { ...reading, at: keyOf(root, "productivity", reading) },
    { ...known, stages: allStages, exits: namesOfAll(trees, "exits"), baseline: arms[0] },
  );
  const inputs = collectInputs(root, evidence, reading);
  const complete = whole.filter((arm, i) => isComplete(arm, trees[i]));
  const byPlaces = new Map(
    [...interventionNodes].map(([name, node]) => [name, child(child(node, "adoption"), "by")?.span ?? reading.at]),
  );
  for (const arm of complete) checkArm(arm, byPlaces, header.deadlock, reading);
  if (complete.length === whole.length) {
    checkUnreachable(whole, reading);
    checkSessionMeasures(measures, whole, reading);
    checkUtilities(root, whole, plan, reading);
  }
  return {
    source,
    ...header,
    value: hasUtilities(whole, plan) ? plan : undefined,
    organisations,
    parameters,
    measures: measures.filter(({ name }) => [root, ...told].some((tree) => hasMeasure(tree, name))),
    forWhom: readForWhom(child(root, "forWhom"), { ...reading, at: keyOf(root, "forWhom", reading) }),
    targets,
    productivity,
    names: allNames(whole, trees, attributes, names, namesOf(root, "interventions"), [...parameters, ...organisations]),
    arms: whole.filter((_, i) => plans[i].kind === "scenario"),
    gaps,
    steps: whole.filter((_, i) => plans[i].kind === "step"),
    evidence: [...evidence.sources, ...shippedSources(inputs)],
    inputs,
  };
}

/** Nothing of the arm was left out for a mistake: only then does the whole show what is wrong with it. */
function isComplete({ resources, classes, stages }: Pathway, tree: MapNode): boolean {
  return (
    resources.length === namesOf(tree, "resources").length &&
    classes.length === namesOf(tree, "patients").length &&
    stages.length === namesOf(tree, "stages").length
  );
}

function allNames(
  arms: readonly Arm[],
  trees: readonly MapNode[],
  attributes: ReadonlyMap<string, Attribute>,
  organisations: readonly string[],
  interventions: readonly string[],
  labelled: readonly Labelled[],
): Names {
  const things = arms.flatMap(({ classes, stages, exits, resources }) => [
    ...classes,
    ...stages,
    ...exits,
    ...resources,
  ]);
  return {
    classes: namesOfAll(trees, "patients"),
    attributes: [...attributes.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    stages: namesOfAll(trees, "stages"),
    exits: [...new Set(arms.flatMap(({ exits }) => exits.map(({ name }) => name)))].sort(),
    resources: namesOfAll(trees, "resources"),
    servers: [
      ...new Set([
        ...namesOfAll(trees, "resources"),
        ...arms.flatMap(({ stages }) => stages.flatMap(({ seize, needs }) => [seize, needs].flatMap(serversIn))),
      ]),
    ].sort(),
    interventions,
    organisations: [...organisations].sort(),
    contacts: contactNames(trees),
    labels: new Map([...labelled, ...things].map(({ name, label }) => [name, label])),
  };
}
