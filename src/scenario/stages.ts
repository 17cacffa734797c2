import { diagnosticAt } from "../diagnostics/place.ts";
import { type OpeningWindow, parseWindows } from "../time/opening-windows.ts";
import { openingHours } from "../time/weekly.ts";
import { adoptable } from "./adoptable.ts";
import { assignments, filled } from "./assignments.ts";
import { release } from "./bundles.ts";
import { contacts, DONE, meeting, tasks } from "./children.ts";
import type { TypedExpression } from "./expression.ts";
import { constant } from "./formula.ts";
import { LOST } from "./lost-exit.ts";
import type { Node } from "./node.ts";
import type { Allowed } from "./read-value.ts";
import { mistake, type Reader, type Reading } from "./reading.ts";
import { optional, record, required, withDefault } from "./records.ts";
import { request } from "./requests.ts";
import { route, someRoute } from "./routes.ts";
import { nameOf, oneOrMore, text, truth, word } from "./scalars.ts";
import type {
  Attribute,
  Contact,
  Meeting,
  OpeningHours,
  QueueLimit,
  Release,
  Request,
  Route,
  Stage,
  Tasks,
  Timer,
  Value,
} from "./scenario.ts";
import { condition, whoIsNotTaken } from "./starts.ts";
import { timers } from "./timers.ts";
import { DURATION, NUMBER } from "./units.ts";
import { utility } from "./utilities.ts";
import { valueIn } from "./values.ts";

/** What a stage may refer to in its arm. */
export interface Neighbours {
  readonly stages: () => readonly string[];
  readonly exits: () => readonly string[];
  readonly resources: () => readonly string[];
  /** Of any arm: for `luck`. */
  readonly allStages: () => readonly string[];
  readonly attribute: (name: string) => Attribute | undefined;
}

const NOTHING = { value: undefined };

const PLACES = constant({ what: "a queue limit", unit: NUMBER, least: 0, whole: true });

function queueLimit(targets: () => readonly string[]): Reader<QueueLimit> {
  const full = record("a queue limit", {
    limit: required(PLACES, "places to wait"),
    whenFull: optional(nameOf("a stage or an exit", "unknown-target", targets), "where those go who find it full"),
  });
  return {
    read: (node, reading) => {
      if (node.kind === "map" && !node.entries.has("value")) {
        const read = full.read(node, reading);
        return read && { places: read.limit, whenFull: read.whenFull };
      }
      const places = PLACES.read(node, reading);
      return places === undefined ? undefined : { places, whenFull: undefined };
    },
    schema: (definitions) => ({ anyOf: [PLACES.schema(definitions), full.schema(definitions)] }),
  };
}

const windows: Reader<readonly OpeningWindow[]> = {
  read: (node, reading) => {
    if (node.kind !== "scalar") {
      return reading.report(mistake("wrong-kind", "opening hours are a text", node.span, "such as daily 09:00-20:00"));
    }
    const parsed = parseWindows(node.text);
    return parsed.ok ? parsed.value : reading.report(diagnosticAt(parsed.problem, node.span, node.text));
  },
  schema: () => ({ type: "string", examples: ["daily 09:00-20:00"] }),
};

const listed = oneOrMore("opening hours", windows);
const opening: Reader<OpeningHours> = {
  read: (node, reading) => {
    const read = listed.read(node, reading);
    return read && openingHours(read.flat());
  },
  schema: (definitions) => listed.schema(definitions),
};

/** A value that is `missing` for those for whom nothing is stated. */
function valueOr(missing: string, allowed: Allowed): Reader<Value> {
  const reader = valueIn(allowed);
  return {
    read: (node, reading) => reader.read(filled(node, missing, node.span), reading),
    schema: (definitions) => reader.schema(definitions),
  };
}

/** A duration cannot read its own mean. */
function withoutOwnStage<T>({ read, schema }: Reader<T>): Reader<T> {
  return { read: (node, { ownStage: _, ...reading }) => read(node, reading), schema };
}

const ZERO = (at: Reading["at"], unit: typeof DURATION): Value => ({
  kind: "expression",
  expression: { text: "0", span: at, unit, tree: { op: "number", value: 0 } },
});

export function stage(neighbours: Neighbours) {
  const { stages, exits, resources, allStages, attribute } = neighbours;
  const all = [...stages(), ...exits(), DONE];
  const targets = (): readonly string[] => all;
  const whenFull = (): readonly string[] => [...all, LOST];
  return record("a stage", {
    label: optional(text("a label"), "what to call it in words"),
    setOnEntry: optional(assignments(attribute), "attributes set on entering, before anything is asked for"),
    queue: optional(adoptable<QueueLimit | undefined>(queueLimit(whenFull), NOTHING), "places to wait", 4, {
      limit: 4,
      whenFull: LOST,
    }),
    priority: optional(valueOr("0", { wanted: NUMBER }), "who is granted first: lower numbers", 1),
    balk: optional(
      adoptable<Route | undefined>(someRoute(targets), NOTHING),
      "who turns back at the door, and goes where: the others stay",
      [{ when: "queue(clinic) > 10", to: "home" }],
    ),
    leave: optional(
      adoptable<readonly Timer[]>(timers(targets, stages), { value: [] }),
      "timers that take a patient out of the stage",
      [{ after: "2 h", while: "waiting", to: "home" }],
    ),
    strict: withDefault(truth, false, "whether a request that cannot be met holds up later ones for its resources"),
    preempts: withDefault(truth, false, "whether needs may take staff from services of worse priority"),
    whenPreempted: withDefault(
      word<Stage["whenPreempted"]>("what becomes of a service", ["never", "resume", "restart", "redraw"]),
      "never" as Stage["whenPreempted"],
      "what becomes of a service here when somebody of better priority takes its staff",
    ),
    seize: optional(
      adoptable<Request | undefined>(request(resources, attribute), NOTHING),
      "asked for, and held until released",
      "bed",
    ),
    release: optional(
      adoptable<readonly Release[]>(release(resources), { value: [] }),
      "given back when the stage's first request is met (on entering when it has none)",
      "bed",
    ),
    needs: optional(
      adoptable<Request | undefined>(request(resources, attribute), NOTHING),
      "asked for, and held for this stage only: several in a list are second choices",
      {
        nurse: 1,
        room: 1,
      },
    ),
    until: optional(
      adoptable<OpeningHours | undefined>(opening, NOTHING),
      "goes on only within these hours: after seize, before needs",
      "daily 09:00-20:00",
    ),
    meet: optional(
      adoptable<Meeting | undefined>(meeting(), NOTHING),
      "several patients wait for each other, and go on as one group",
      { count: 8, after: "2 weeks" },
    ),
    tasks: optional(
      adoptable<Tasks | undefined>(tasks(stages), NOTHING),
      "small pathways that begin with the service, side by side",
      { start: ["therapyReview", "socialReview"], join: "all" },
    ),
    contacts: optional(
      adoptable<readonly Contact[]>(contacts(stages), { value: [] }),
      "small pathways, or events, that fall due again and again during the service",
      { visit: { every: "1 day", start: "nurseVisit" } },
    ),
    startIf: optional(
      adoptable<TypedExpression | undefined>(condition, NOTHING),
      "asked when it is the patient's turn: who does not fulfil it is not taken, and goes to `else`",
      "time + mean(duration) <= closes(theatre) + 15 min",
    ),
    else: optional(
      adoptable<string | undefined>(nameOf("a stage or an exit", "unknown-target", targets), NOTHING),
      "where those go who are not taken because startIf does not hold",
      "cancelled",
    ),
    duration: optional(
      withoutOwnStage(valueOr("0 min", { wanted: DURATION, notNegative: true })),
      "how long it lasts; 0 when left out",
      "45 min",
      {
        lognormal: { mean: "5 days", sd: "5 days" },
      },
    ),
    set: optional(assignments(attribute), "attributes set at the end, before next is drawn"),
    utility: optional(
      adoptable<TypedExpression | undefined>(utility, NOTHING),
      "health of who is here, 1 for full health: a number, or an expression of attributes",
      0.6,
      "if(frail, 0.45, 0.65)",
    ),
    next: required(adoptable(route(targets)), "where the patient goes", "home"),
    luck: optional(
      nameOf("a stage", "unknown-stage", allStages),
      "draws the luck of this other stage, which it replaces",
    ),
  });
}

export function readStage(name: string, node: Node, reading: Reading, neighbours: Neighbours): Stage | undefined {
  const read = stage(neighbours).read(node, { ...reading, ownStage: name });
  if (read === undefined) return undefined;
  const none = { kind: "plain", value: undefined } as const;
  const startIf = whoIsNotTaken(read.startIf, read.else, reading);
  if (startIf === undefined) return undefined;
  return {
    name,
    label: read.label ?? name,
    luck: read.luck ?? name,
    setOnEntry: read.setOnEntry ?? [],
    queue: read.queue ?? none,
    balk: read.balk ?? none,
    startIf,
    leave: read.leave ?? { kind: "plain", value: [] },
    strict: read.strict,
    preempts: read.preempts,
    whenPreempted: read.whenPreempted,
    priority: read.priority ?? ZERO(reading.at, NUMBER),
    seize: read.seize ?? none,
    release: read.release ?? { kind: "plain", value: [] },
    needs: read.needs ?? none,
    until: read.until ?? none,
    meet: read.meet ?? none,
    tasks: read.tasks ?? none,
    contacts: read.contacts ?? { kind: "plain", value: [] },
    duration: read.duration ?? ZERO(reading.at, DURATION),
    set: read.set ?? [],
    utility: read.utility ?? none,
    next: read.next,
    span: reading.at,
  };
}
