import type { Source, Span } from "../../src/diagnostics/diagnostic.ts";
import type { TypedExpression, TypedNode } from "../../src/scenario/expression.ts";
import type {
  Adopted,
  Arm,
  Attribute,
  Bundle,
  Capacity,
  Intervention,
  PatientClass,
  QueueLimit,
  Release,
  Request,
  Resource,
  Route,
  Scenario,
  Stage,
  Value,
} from "../../src/scenario/scenario.ts";
import { NUMBER } from "../../src/scenario/units.ts";

/** Scenarios made by hand, so that these tests do not depend on the reader. */
const source: Source = { name: "test", text: "" };
const span: Span = { source, start: 0, end: 0 };

export function expression(tree: TypedNode | number, text = "expression"): TypedExpression {
  return { text, span, unit: NUMBER, tree: typeof tree === "number" ? { op: "number", value: tree } : tree };
}

export const attribute = (name: string): TypedNode => ({ op: "attribute", name });

export function draw(distribution: string, ...parameters: readonly number[]): Value {
  return { kind: "draw", distribution, form: 0, parameters: parameters.map((value) => expression(value)) };
}

export function fixed(minutes: number): Value {
  return { kind: "expression", expression: expression(minutes) };
}

export function chances(shares: Readonly<Record<string, number>>, otherwise: string): Route {
  const list = Object.entries(shares).map(([to, share]) => ({ probability: expression(share), to }));
  return { when: [], chances: list, otherwise, shortest: [], exhaustive: true };
}

export function whenever(condition: TypedNode, to: string, otherwise: string): Route {
  return { when: [{ condition: expression(condition), to }], chances: [], otherwise, shortest: [], exhaustive: true };
}

export function plain<T>(value: T): Adopted<T> {
  return { kind: "plain", value };
}

export function adopted<T>(intervention: string, adopters: Adopted<T>, others: Adopted<T>): Adopted<T> {
  // biome-ignore lint/suspicious/noThenProperty: the word of the scenario's type; it is never awaited
  return { kind: "adopted", intervention, then: adopters, otherwise: others };
}

interface StageParts {
  readonly name: string;
  readonly next: Route | string;
  readonly duration?: Value;
  readonly needs?: Bundle;
  readonly seize?: Bundle;
  readonly release?: readonly Release[];
  readonly until?: boolean;
  readonly queue?: QueueLimit;
  readonly set?: Stage["set"];
  readonly guardedNext?: Adopted<Route>;
}

export function stage(parts: StageParts): Stage {
  const route = typeof parts.next === "string" ? chances({}, parts.next) : parts.next;
  return {
    name: parts.name,
    label: parts.name,
    luck: parts.name,
    setOnEntry: [],
    queue: plain(parts.queue),
    priority: fixed(0),
    strict: false,
    preempts: false,
    whenPreempted: "never",
    balk: plain(undefined),
    startIf: plain(undefined),
    leave: plain([]),
    seize: plain(asked(parts.seize)),
    release: plain(parts.release ?? []),
    needs: plain(asked(parts.needs)),
    meet: plain(undefined),
    tasks: plain(undefined),
    contacts: plain([]),
    until: plain(parts.until === true ? [{ from: 0, to: 600 }] : undefined),
    duration: parts.duration ?? fixed(0),
    set: parts.set ?? [],
    utility: plain(undefined),
    next: parts.guardedNext ?? plain(route),
    span,
  };
}

function asked(bundle: Bundle | undefined): Request | undefined {
  return bundle && [{ bundle, after: 0, server: bundle[0].resource, speed: undefined, set: [] }];
}

export const one = (resource: string, units = 1): Bundle => [{ resource, units }];

export function resource(name: string, capacity: number | Capacity, lastStart = 0): Resource {
  const value: Resource["phases"][number]["value"] = {
    capacity: typeof capacity === "number" ? ({ kind: "constant", units: capacity } as const) : capacity,
    dates: [],
    absence: 0,
    lastStart,
    atShiftEnd: "finish",
    turnover: undefined,
    sessions: undefined,
    costs: [],
  };
  return { name, label: name, organisation: undefined, parts: 1, phases: [{ from: 0, value }], span };
}

export function patients(
  name: string,
  rate: number,
  enter: string,
  attributes: PatientClass["attributes"] = [],
): PatientClass {
  return {
    name,
    label: name,
    arrive: [{ from: 0, value: { kind: "poisson", rate, profile: undefined, batch: undefined } }],
    attributes,
    enter: chances({}, enter),
  };
}

interface Parts {
  readonly stages: readonly Stage[];
  readonly classes: readonly PatientClass[];
  readonly resources?: readonly Resource[];
  readonly interventions?: readonly Intervention[];
  readonly attributes?: readonly Attribute[];
  readonly run?: number;
  readonly warmUp?: number;
  readonly replications?: number;
}

export function scenario(parts: Parts): { readonly scenario: Scenario; readonly arm: Arm } {
  const arm: Arm = {
    name: "baseline",
    label: "baseline",
    role: undefined,
    interventions: parts.interventions ?? [],
    training: [],
    resources: parts.resources ?? [],
    classes: parts.classes,
    stages: parts.stages,
    exits: [{ name: "home", label: "home", death: false, utility: undefined }],
    today: [],
  };
  return {
    arm,
    scenario: {
      source,
      title: "test",
      question: undefined,
      clock: {
        startDate: "2026-01-05",
        startMinuteOfWeek: 0,
        warmUp: parts.warmUp ?? 0,
        run: parts.run ?? 52 * 10080,
        coolDown: 0,
        cohort: "exits",
      },
      deadlock: "stop",
      experiment: { replications: parts.replications ?? 30, seed: "1", level: 0.95 },
      money: { currency: "GBP", priceYear: undefined },
      value: undefined,
      gaps: [],
      steps: [],
      organisations: [],
      parameters: [],
      measures: [],
      forWhom: [],
      targets: [],
      productivity: undefined,
      names: {
        classes: parts.classes.map(({ name }) => name),
        attributes: parts.attributes ?? [],
        stages: parts.stages.map(({ name }) => name),
        exits: ["home"],
        resources: (parts.resources ?? []).map(({ name }) => name),
        servers: (parts.resources ?? []).map(({ name }) => name),
        interventions: (parts.interventions ?? []).map(({ name }) => name),
        organisations: [],
        contacts: [],
        labels: new Map(),
      },
      arms: [arm],
      evidence: [],
      inputs: [],
    },
  };
}
