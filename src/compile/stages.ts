import type { Expression } from "../model/expression.ts";
import type {
  Assignment,
  ContactTable,
  Guarded,
  MeetingTable,
  Route as ModelRoute,
  OpeningHours,
  QueueTable,
  RequestTable,
  StageTable,
  TasksTable,
  TimerTable,
  Value,
} from "../model/model.ts";
import * as op from "../model/opcodes.ts";
import { NONE } from "../model/opcodes.ts";
import { word } from "../random/streams.ts";
import type { TypedExpression } from "../scenario/expression.ts";
import type {
  Adopted,
  Arm,
  Bundle,
  Clock,
  Contact,
  Meeting,
  QueueLimit,
  Release,
  Request,
  Route,
  Stage,
  Tasks,
  Timer,
} from "../scenario/scenario.ts";
import { compileExpression, type ExpressionContext } from "./expressions.ts";
import { weekFromStart } from "./opening-hours.ts";
import { compileValue, holdsFor } from "./values.ts";

/** The tables that stages share, filled while they are compiled. */
export interface StageProgram {
  readonly program: number[];
  readonly bundles: { readonly resource: number; readonly units: number }[][];
  readonly requests: RequestTable[];
  readonly timers: TimerTable[];
  readonly timerLists: (readonly number[])[];
  readonly tasks: TasksTable[];
  readonly contacts: ContactTable[];
  readonly contactLists: (readonly number[])[];
  readonly meetings: MeetingTable[];
  readonly releases: { readonly resource: number; readonly units: number }[][];
  readonly queues: QueueTable[];
  readonly values: Value[];
  readonly assignments: Assignment[][];
  readonly routes: Guarded<ModelRoute>[][];
  readonly hours: OpeningHours[];
}

/** What settles which instructions a stage has: these are chosen together when the patient enters. */
interface Shape {
  readonly queue: QueueLimit | undefined;
  readonly balk: Route | undefined;
  readonly startIf: Route | undefined;
  readonly leave: readonly Timer[];
  readonly seize: Request | undefined;
  readonly release: readonly Release[];
  readonly needs: Request | undefined;
  readonly until: Stage["until"] extends Adopted<infer T> ? T : never;
  readonly meet: Meeting | undefined;
  readonly tasks: Tasks | undefined;
  readonly contacts: readonly Contact[];
  /** No instruction: so that who adopts a change of it is asked on entering. */
  readonly utility: TypedExpression | undefined;
}

export function compileStages(
  arm: Arm,
  context: ExpressionContext,
  clock: Clock,
  tables: StageProgram,
): readonly StageTable[] {
  const byName = new Map(arm.stages.map((stage) => [stage.name, stage]));
  return context.names.names.stages.map((name) => {
    const stage = byName.get(name);
    if (stage === undefined)
      return {
        variants: [],
        priority: addValue(tables, { kind: "constant", value: 0 }),
        priorityWord: 0,
        duration: addValue(tables, { kind: "constant", value: 0 }),
        serves: false,
        whenPreempted: "never",
        redrawWord: 0,
      };
    return compileStage(stage, context, clock, tables);
  });
}

function compileStage(stage: Stage, context: ExpressionContext, clock: Clock, tables: StageProgram): StageTable {
  const shapes = variants(stage);
  const priority = compileValue(stage.priority, context, true);
  const common = {
    stage,
    reorders: readsWhatChanges(priority),
    onEntry: addAssignments(stage, stage.setOnEntry, "entry", context, tables),
    duration: addValue(tables, compileValue(stage.duration, context)),
    durationWord: word(`${stage.luck}/duration`),
    atEnd: addAssignments(stage, stage.set, "set", context, tables),
    routes: addRoutes(stage, context, tables),
    // One queue for all variants: whoever adopts what, they wait in the same places.
    queues: new Map<QueueLimit, number>(),
    meetings: new Map<Meeting, number>(),
  };
  return {
    variants: shapes.map(({ when, use }) => ({
      when: conjunction(when, context),
      use: emit(use, common, context, clock, tables),
    })),
    priority: addValue(tables, priority),
    priorityWord: word(`${stage.luck}/priority`),
    duration: common.duration,
    serves: shapes.some(({ use }) => use.needs !== undefined || use.seize !== undefined),
    whenPreempted: stage.whenPreempted,
    redrawWord: word(`${stage.luck}/redraw`),
  };
}

/** The instructions of one variant, in the order of DESIGN §4.4; `release` follows the first request that is met. */
function emit(
  shape: Shape,
  common: {
    readonly stage: Stage;
    readonly reorders: boolean;
    readonly onEntry: number;
    readonly duration: number;
    readonly durationWord: number;
    readonly atEnd: number;
    readonly routes: number;
    readonly queues: Map<QueueLimit, number>;
    readonly meetings: Map<Meeting, number>;
  },
  context: ExpressionContext,
  clock: Clock,
  tables: StageProgram,
): number {
  const { program } = tables;
  const entry = program.length;
  const add = (opcode: number, a = 0, b = 0, c = 0): void => void program.push(opcode, a, b, c);
  let queue =
    shape.queue === undefined ? NONE : (common.queues.get(shape.queue) ?? addQueue(shape.queue, context, tables));
  if (shape.queue !== undefined) common.queues.set(shape.queue, queue);
  let release = shape.release.length === 0 ? NONE : addRelease(shape.release, context, tables);
  const giveOnce = (): void => {
    if (release !== NONE) add(op.GIVE, release);
    release = NONE;
  };
  // Asked when the last thing that the patient asks for is granted.
  const unless = shape.startIf && addRoute(shape.startIf, common.stage, "startIf", context, tables);
  const askFor = (request: Request, kind: number): void => {
    const last = kind === op.NEEDS || shape.needs === undefined;
    add(op.ASK, addRequest(request, kind, (last ? unless : undefined) ?? NONE, common, context, tables), kind, queue);
    queue = NONE;
    giveOnce();
  };
  if (common.onEntry !== NONE) add(op.SET, common.onEntry);
  if (shape.balk !== undefined) add(op.BALK, addRoute(shape.balk, common.stage, "balk", context, tables));
  if (shape.leave.length > 0) add(op.WATCH, addTimers(shape.leave, common.stage, context, tables));
  if (shape.seize === undefined && shape.needs === undefined) giveOnce();
  if (shape.seize !== undefined) askFor(shape.seize, op.SEIZE);
  if (shape.meet !== undefined) add(op.MEET, addMeeting(shape.meet, common, context, tables));
  if (shape.until !== undefined) add(op.PAUSE, addHours(tables, weekFromStart(shape.until, clock.startMinuteOfWeek)));
  if (shape.needs !== undefined) askFor(shape.needs, op.NEEDS);
  const { tasks, contacts } = addChildren(shape, common.stage, context, tables);
  if (tasks !== NONE || contacts !== NONE) add(op.START, tasks, contacts);
  add(op.WORK, common.duration, common.durationWord);
  if (contacts !== NONE || (shape.tasks !== undefined && shape.tasks.join !== "none")) add(op.JOIN);
  if (shape.needs !== undefined) add(op.GIVE_NEEDS);
  if (common.atEnd !== NONE) add(op.SET, common.atEnd);
  add(op.GO, common.routes);
  return entry;
}

/** Every combination of interventions that changes the shape, the most specific first; one when none does. */
function variants(stage: Stage): readonly { readonly when: readonly string[]; readonly use: Shape }[] {
  const wanted = shapeInterventions(stage);
  const combinations: string[][] = [[]];
  for (const intervention of wanted) {
    combinations.push(...combinations.map((combination) => [...combination, intervention]));
  }
  return combinations.reverse().map((when) => ({ when, use: shapeFor(stage, new Set(when)) }));
}

function shapeInterventions(stage: Stage): readonly string[] {
  const found = new Set<string>();
  const collect = (value: Adopted<unknown>): void => {
    if (value.kind === "plain") return;
    found.add(value.intervention);
    collect(value.then);
    collect(value.otherwise);
  };
  const { queue, balk, leave, startIf, seize, release, needs, until, meet, tasks, contacts, utility } = stage;
  for (const field of [queue, balk, leave, startIf, seize, release, needs, until, meet, tasks, contacts, utility])
    collect(field);
  return [...found].sort();
}

function shapeFor(stage: Stage, adopters: ReadonlySet<string>): Shape {
  return {
    queue: pick(stage.queue, adopters),
    balk: pick(stage.balk, adopters),
    startIf: pick(stage.startIf, adopters),
    leave: pick(stage.leave, adopters),
    seize: pick(stage.seize, adopters),
    release: pick(stage.release, adopters),
    needs: pick(stage.needs, adopters),
    until: pick(stage.until, adopters),
    meet: pick(stage.meet, adopters),
    tasks: pick(stage.tasks, adopters),
    contacts: pick(stage.contacts, adopters),
    utility: pick(stage.utility, adopters),
  };
}

function pick<T>(value: Adopted<T>, adopters: ReadonlySet<string>): T {
  if (value.kind === "plain") return value.value;
  return pick(adopters.has(value.intervention) ? value.then : value.otherwise, adopters);
}

function conjunction(interventions: readonly string[], context: ExpressionContext): Expression | undefined {
  const conditions = interventions.map((intervention) => holdsFor(intervention, context));
  return conditions.length === 0 ? undefined : conditions.reduce((a, b) => ({ op: "and", args: [a, b] }));
}

function addValue(tables: StageProgram, value: Value): number {
  return tables.values.push(value) - 1;
}

function addHours(tables: StageProgram, hours: OpeningHours): number {
  return tables.hours.push(hours) - 1;
}

function addBundle(bundle: Bundle, { names }: ExpressionContext, tables: StageProgram): number {
  const entries = bundle.map(({ resource, units }) => ({ resource: names.resource(resource), units }));
  entries.sort((a, b) => a.resource - b.resource);
  const same = tables.bundles.findIndex(
    (other) =>
      other.length === entries.length &&
      other.every(({ resource, units }, i) => resource === entries[i].resource && units === entries[i].units),
  );
  return same >= 0 ? same : tables.bundles.push(entries) - 1;
}

/** Stages that ask for the same by the same rules share one row, and so one waiting line. */
function addRequest(
  request: Request,
  kind: number,
  unless: number,
  { stage, reorders }: { readonly stage: Stage; readonly reorders: boolean },
  context: ExpressionContext,
  tables: StageProgram,
): number {
  const after = [...new Set([0, ...request.map((option) => option.after)])].sort((a, b) => a - b);
  const row: RequestTable = {
    options: request.map(({ bundle, after: minutes, server, speed, set }, i) => ({
      bundle: addBundle(bundle, context, tables),
      offer: after.indexOf(minutes),
      server: context.names.server(server),
      speed: speed === undefined ? NONE : addValue(tables, compileValue(speed, context)),
      speedWord: word(`${stage.luck}/speed`),
      set: addAssignments(stage, set, `option${i + 1}`, context, tables),
    })),
    after,
    strict: stage.strict,
    preempts: stage.preempts && kind === op.NEEDS,
    reorders,
    unless,
  };
  const plain = ({ options }: RequestTable): boolean =>
    options.every(({ speed, set }) => speed === NONE && set === NONE);
  const same = (other: RequestTable): boolean =>
    plain(row) &&
    plain(other) &&
    JSON.stringify({ ...row, options: shared(row) }) === JSON.stringify({ ...other, options: shared(other) });
  const known = tables.requests.findIndex(same);
  return known >= 0 ? known : tables.requests.push(row) - 1;
}

function shared({ options }: RequestTable) {
  return options.map(({ bundle, offer, server }) => ({ bundle, offer, server }));
}

/** What may differ from one moment of waiting to the next. */
const CHANGES = new Set<string>([
  "time",
  "hour",
  "weekday",
  "since",
  "waited",
  "queue",
  "present",
  "cases",
  "inUse",
  "free",
  "closes",
]);

function readsWhatChanges(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("op" in value && typeof value.op === "string" && CHANGES.has(value.op)) return true;
  return Object.values(value).some(readsWhatChanges);
}

function addTimers(leave: readonly Timer[], stage: Stage, context: ExpressionContext, tables: StageProgram): number {
  const { names } = context;
  const rows = leave.map(({ after, scope, to }, i) => {
    const row: TimerTable = {
      stage: names.stage(stage.name),
      after: addValue(tables, compileValue(after, context)),
      word: word(`${stage.luck}/leave/${i + 1}`),
      scope: typeof scope === "string" ? scope : names.names.stages.map((name) => scope.includes(name)),
      to: names.target(to),
    };
    return tables.timers.push(row) - 1;
  });
  return tables.timerLists.push(rows) - 1;
}

/** One meeting for all variants, as for queues. */
function addMeeting(
  meeting: Meeting,
  { stage, meetings }: { readonly stage: Stage; readonly meetings: Map<Meeting, number> },
  { names }: ExpressionContext,
  tables: StageProgram,
): number {
  const known = meetings.get(meeting);
  if (known !== undefined) return known;
  const index = tables.meetings.push({ stage: names.stage(stage.name), ...meeting }) - 1;
  meetings.set(meeting, index);
  return index;
}

function addChildren(
  { tasks, contacts }: Shape,
  stage: Stage,
  context: ExpressionContext,
  tables: StageProgram,
): { readonly tasks: number; readonly contacts: number } {
  const { names } = context;
  const value = (of: Value | undefined): number => (of === undefined ? NONE : addValue(tables, of));
  const compiled = (of: Stage["duration"] | undefined): number => value(of && compileValue(of, context));
  const rows = contacts.map(({ name, every, first, count, late, start, brings }): number => {
    const purpose = (what: string): number => word(`${stage.luck}/contact/${name}${what}`);
    return (
      tables.contacts.push({
        name: names.contact(name),
        stage: start === undefined ? NONE : names.stage(start),
        word: purpose(""),
        every: compiled(every),
        everyWord: purpose("/every"),
        first: compiled(first),
        firstWord: purpose("/first"),
        count: compiled(count),
        countWord: purpose("/count"),
        late,
        brings: brings.map(names.attribute),
      }) - 1
    );
  });
  const list = (): number =>
    tables.tasks.push({
      stages: (tasks?.start ?? []).map(names.stage),
      words: (tasks?.start ?? []).map((start) => word(`${stage.luck}/task/${start}`)),
      join: tasks?.join ?? "none",
      brings: (tasks?.brings ?? []).map(names.attribute),
    }) - 1;
  return {
    tasks: tasks === undefined ? NONE : list(),
    contacts: rows.length === 0 ? NONE : tables.contactLists.push(rows) - 1,
  };
}

function addRoute(
  route: Route,
  stage: Stage,
  purpose: string,
  context: ExpressionContext,
  tables: StageProgram,
): number {
  const use = compileRoute(route, `${stage.luck}/${purpose}`, context);
  return tables.routes.push([{ when: undefined, use }]) - 1;
}

function addRelease(release: readonly Release[], { names }: ExpressionContext, tables: StageProgram): number {
  const entries = release.map(({ resource, units }) => ({ resource: names.resource(resource), units: units ?? -1 }));
  entries.sort((a, b) => a.resource - b.resource);
  return tables.releases.push(entries) - 1;
}

function addQueue({ places, whenFull }: QueueLimit, { names }: ExpressionContext, tables: StageProgram): number {
  const target = whenFull === undefined ? NONE : names.target(whenFull);
  return (
    tables.queues.push({
      places,
      whenFullOutside: target === NONE ? names.target("lost") : target,
      whenFullInside: target,
    }) - 1
  );
}

function addAssignments(
  stage: Stage,
  list: Stage["set"],
  moment: string,
  context: ExpressionContext,
  tables: StageProgram,
): number {
  if (list.length === 0) return NONE;
  const rows = list.map(({ attribute, value }) => ({
    attribute: context.names.attribute(attribute),
    value: addValue(tables, compileValue(value, context)),
    word: word(`${stage.luck}/${moment}/${attribute}`),
  }));
  return tables.assignments.push(rows) - 1;
}

function addRoutes(stage: Stage, context: ExpressionContext, tables: StageProgram): number {
  const list: Guarded<ModelRoute>[] = [];
  const collect = (value: Adopted<Route>, conditions: readonly Expression[]): void => {
    if (value.kind === "adopted") {
      collect(value.then, [...conditions, holdsFor(value.intervention, context)]);
      collect(value.otherwise, conditions);
      return;
    }
    const when = conditions.length === 0 ? undefined : conditions.reduce((a, b) => ({ op: "and", args: [a, b] }));
    list.push({ when, use: compileRoute(value.value, `${stage.luck}/route`, context) });
  };
  collect(stage.next, []);
  return tables.routes.push(list) - 1;
}

export function compileRoute(route: Route, purpose: string, context: ExpressionContext): ModelRoute {
  const { names } = context;
  return {
    when: route.when.map(({ condition, to }) => ({
      condition: compileExpression(condition, context),
      to: names.target(to),
    })),
    chances: route.chances.map(({ probability, to }) => ({
      probability: compileExpression(probability, context),
      to: names.target(to),
    })),
    otherwise: route.otherwise === undefined ? NONE : names.target(route.otherwise),
    shortest: route.shortest.map(names.stage),
    exhaustive: route.exhaustive,
    word: word(purpose),
  };
}
