import { stringify } from "yaml";
import type {
  Draft,
  OptionDraft,
  ResourceDraft,
  SessionsDraft,
  StageDraft,
  StartDraft,
  Tree,
  WindowDraft,
} from "./draft.ts";

type Map = { [key: string]: Tree };

/** The scenario in the language. */
export function treeOf(draft: Draft): Map {
  const { warmUp, run, seed, swaps, resources, classes, stages, today, spread } = draft;
  return {
    careway: 1,
    title: "drawn",
    clock: { start: "2026-04-06", warmUp: `${warmUp} min`, run: `${run} min` },
    experiment: { replications: 2, seed },
    ...(swaps ? { deadlock: "swap" } : {}),
    resources: mapped(resources, writeResource),
    patients: mapped(classes, ({ arrive, attributes, enter }) => ({ arrive, attributes, enter })),
    stages: mapped(stages, writeStage),
    exits: { home: "Home", away: { label: "Elsewhere" } },
    ...(today.length === 0
      ? {}
      : {
          today: today.map(({ since, ...row }) => ({
            ...row,
            ...(since === undefined ? {} : { since: `${since} min` }),
          })),
        }),
    ...(spread === undefined
      ? {}
      : {
          interventions: {
            spreads: {
              change: mapped(
                prefixed(`stages.${spread.stage}.`, changeOf(stages[spread.stage], spread.change)),
                (v) => v,
              ),
              adoption: { from: "2026-04-06", share: `${spread.share}%` },
            },
          },
        }),
  };
}

function changeOf(stage: StageDraft, change: Partial<StageDraft>): Map {
  const changed = writeStage({ ...stage, ...change });
  return Object.fromEntries(Object.entries(changed).filter(([key]) => key in change));
}

function prefixed(prefix: string, tree: Map): Map {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [prefix + key, value]));
}

function mapped<T>(of: Readonly<Record<string, T>>, write: (one: T) => Tree): Map {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, write(one)]));
}

function writeResource({
  windows,
  rota,
  closedOnTuesday,
  atShiftEnd,
  turnover,
  lastStart,
  absence,
  sessions,
}: ResourceDraft): Map {
  const plain = windows.length === 1 && windows[0].to - windows[0].from === 1440 && rota === undefined && !absence;
  const daily = (days: string, list: readonly WindowDraft[]): Map =>
    Object.fromEntries(list.map((window) => [`${days} ${hours(window)}`, window.units]));
  const capacity =
    rota === undefined
      ? daily("daily", windows)
      : { cycle: "2 days", from: "2026-04-06", ...daily("day 1", windows), ...daily("day 2", rota) };
  return {
    capacity: plain ? windows[0].units : capacity,
    ...(closedOnTuesday ? { dates: { "2026-04-07": 0 } } : {}),
    ...(atShiftEnd === "finish" ? {} : { atShiftEnd }),
    ...(turnover === 0 ? {} : { turnover: `${turnover} min` }),
    ...(lastStart === 0 ? {} : { lastStart: `${lastStart} min` }),
    ...(absence ? { absence: "30%" } : {}),
    ...(sessions === undefined ? {} : { sessions: writeSessions(sessions) }),
  };
}

function writeSessions({ opens, length, late, booked, noShow }: SessionsDraft): Tree {
  return present({
    opens: `daily ${opens.map(clock).join(", ")}`,
    length: `${length} min`,
    late: late === 0 ? undefined : `${late} min`,
    booked,
    noShow: noShow === 0 ? undefined : `${noShow}%`,
  });
}

function writeStart({ holds }: StartDraft): Tree {
  return typeof holds === "string" ? holds : `closes(${holds.closes}) - time >= 30 min`;
}

function writeStage(stage: StageDraft): Map {
  const { seize, needs, release, until, leave, contacts } = stage;
  const written: { [key: string]: Tree | undefined } = {
    setOnEntry: stage.setOnEntry,
    balk: stage.balk,
    leave:
      leave.length === 0
        ? undefined
        : leave.map(({ after, scope, to }) => ({
            after: typeof after === "number" ? `${after} min` : after,
            while: typeof scope === "string" ? scope : { in: scope },
            to,
          })),
    queue: stage.queue === undefined ? undefined : present({ ...stage.queue }),
    priority: stage.priority === "0" ? undefined : stage.priority,
    strict: stage.strict ? true : undefined,
    preempts: stage.preempts ? true : undefined,
    whenPreempted: stage.whenPreempted === "never" ? undefined : stage.whenPreempted,
    seize: seize.length === 0 ? undefined : writeRequest(seize),
    release: Object.keys(release).length === 0 ? undefined : writeRelease(release),
    until: until.length === 0 ? undefined : until.map((window) => `daily ${hours(window)}`),
    needs: needs.length === 0 ? undefined : writeRequest(needs),
    startIf: stage.startIf && writeStart(stage.startIf),
    else: stage.startIf?.to,
    meet:
      stage.meet === undefined
        ? undefined
        : { count: stage.meet.count, ...(stage.meet.after === undefined ? {} : { after: `${stage.meet.after} min` }) },
    tasks: stage.tasks === undefined ? undefined : { ...stage.tasks },
    contacts: Object.keys(contacts).length === 0 ? undefined : mapped(contacts, (one) => present({ ...one })),
    duration: stage.duration,
    set: stage.set,
    next: stage.next,
  };
  return present(written);
}

function writeRequest(options: readonly OptionDraft[]): Tree {
  const list = options.map(({ bundle, after, speed, as, set }) =>
    present({
      ...bundle,
      after: after === 0 ? undefined : `${after} min`,
      speed: speed === 1 ? undefined : speed,
      as,
      set,
    }),
  );
  return list.length === 1 ? list[0] : list;
}

function writeRelease(release: BundleDraft): Tree {
  const entries = Object.entries(release);
  return entries.every(([, units]) => units === 0) ? entries.map(([name]) => name) : { ...release };
}
type BundleDraft = StageDraft["release"];

/** Without what is undefined or an empty list. */
function present(map: { readonly [key: string]: Tree | undefined }): Map {
  const kept: Map = {};
  for (const [key, value] of Object.entries(map)) {
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[key] = value;
  }
  return kept;
}

function hours({ from, to }: WindowDraft): string {
  return `${clock(from)}-${clock(to)}`;
}

function clock(minutes: number): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

export function asYaml(draft: Draft): string {
  return stringify(treeOf(draft));
}

/** The same in JSON, with the keys of every map the other way round where their order says nothing. */
export function asJsonTurned(draft: Draft): string {
  return jsonTurned(treeOf(draft));
}

export function jsonTurned(tree: Tree): string {
  return JSON.stringify(turned(tree, ""));
}

/** These are worked off in the order written. */
const IN_ORDER = new Set(["attributes", "set", "setOnEntry", "change"]);

function turned(tree: Tree, key: string): Tree {
  if (Array.isArray(tree)) return tree.map((one: Tree) => turned(one, ""));
  if (typeof tree !== "object" || tree === null) return tree;
  const entries = Object.entries(tree).map(([name, value]) => [name, turned(value, name)] as const);
  return Object.fromEntries(IN_ORDER.has(key.split(".").at(-1) ?? key) ? entries : entries.reverse());
}
