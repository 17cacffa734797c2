import type {
  BundleDraft,
  OptionDraft,
  PriorityDraft,
  ResourceDraft,
  StageDraft,
  StartDraft,
  TimerDraft,
  Tree,
} from "./draft.ts";
import { PRIORITIES } from "./draft.ts";
import { mostOf } from "./draw-resources.ts";
import type { Tape } from "./tape.ts";

/** Where a stage stands: what may be asked for there and where patients may go on to. */
export interface Place {
  readonly resources: Readonly<Record<string, ResourceDraft>>;
  /** Stages further on, and all that may be gone back to. */
  readonly onward: readonly string[];
  readonly back: readonly string[];
  /** Where those go who leave: exits, or `done`. */
  readonly out: readonly string[];
}

/** What any stage may have, of patients or of their children. */
export function drawStage(tape: Tape, place: Place): StageDraft {
  const { resources, onward, out } = place;
  const seize = tape.whether(45) ? drawRequest(tape, resources, []) : [];
  const needs = seize.length === 0 || tape.whether(50) ? drawRequest(tape, resources, seize) : [];
  const further = [...out, ...onward];
  const asked = tape.whether(8) ? [] : needs;
  const startIf = seize.length + asked.length > 0 && tape.whether(40) ? drawStart(tape, resources, further) : undefined;
  return {
    setOnEntry: tape.whether(20) ? { tests: "tests + 1" } : undefined,
    // The laws could not tell who balks from who is not started.
    balk: startIf === undefined && tape.whether(12) ? drawBalk(tape, further) : undefined,
    leave: tape.whether(30) ? drawTimers(tape, further) : [],
    queue: tape.whether(25)
      ? { limit: tape.below(4), whenFull: tape.whether(50) ? tape.pick(further) : undefined }
      : undefined,
    priority: tape.whether(60) ? tape.pick(Object.keys(PRIORITIES) as PriorityDraft[]) : "0",
    strict: tape.whether(20),
    preempts: tape.whether(40),
    whenPreempted: tape.whether(70) ? tape.pick(["resume", "restart", "redraw"]) : "never",
    seize,
    release: {},
    until: tape.whether(12) ? drawHours(tape) : [],
    needs: asked,
    startIf,
    meet: undefined,
    tasks: undefined,
    contacts: {},
    duration: drawDuration(tape),
    set: tape.whether(25) ? { tests: "tests + 1", frail: { chance: "30%" } } : undefined,
    next: drawWays(tape, place),
  };
}

/** One bundle or a list in order of preference. What `seize` has of a resource is left for `needs` to ask for. */
export function drawRequest(
  tape: Tape,
  resources: Readonly<Record<string, ResourceDraft>>,
  held: readonly OptionDraft[],
): readonly OptionDraft[] {
  const count = tape.whether(30) ? 2 : 1;
  const options: OptionDraft[] = [];
  for (let i = 0; i < count; i++) {
    const bundle = drawBundle(tape, resources, held);
    if (Object.keys(bundle).length === 0) continue;
    options.push({
      bundle,
      after: options.length > 0 && tape.whether(60) ? 15 * (1 + tape.below(4)) : 0,
      speed: tape.whether(15) ? tape.pick([2, 0.5]) : 1,
      as: count > 1 && tape.whether(20) ? "deputy" : undefined,
      set: tape.whether(10) ? { tests: "tests + 10" } : undefined,
    });
  }
  return options;
}

function drawBundle(
  tape: Tape,
  resources: Readonly<Record<string, ResourceDraft>>,
  held: readonly OptionDraft[],
): BundleDraft {
  const bundle: Record<string, number> = {};
  const names = Object.keys(resources);
  for (let tries = 1 + tape.below(2); tries > 0; tries--) {
    const name = tape.pick(names);
    const most = mostOf(resources[name]) - Math.max(0, ...held.map((option) => option.bundle[name] ?? 0));
    if (most > 0) bundle[name] = 1 + (tape.whether(35) ? tape.below(most) : 0);
  }
  return bundle;
}

export function drawDuration(tape: Tape): Tree {
  const fixed = (): Tree => `${15 * (1 + tape.below(6))} min`;
  return tape.pick<() => Tree>([
    fixed,
    fixed,
    fixed,
    fixed,
    () => [{ when: "frail", use: fixed() }, { use: fixed() }],
    () => "15 min * (1 + tests)",
    () => ({ exponential: { mean: "40 min" } }),
    () => "0 min",
  ])();
}

/** On, out, or back now and then. */
export function drawWays(tape: Tape, { onward, back, out }: Place): Tree {
  const on = onward[0] ?? out[0];
  const ahead = [...onward, ...out];
  const kinds: (() => Tree)[] = [
    () => on,
    () => [{ chance: "50%", to: on }, { to: out[0] }],
    () => [{ when: "frail", to: tape.pick(ahead) }, { to: on }],
    () => [{ chance: "30%", to: tape.pick(back) }, { to: on }],
    () => [{ when: `visits(${back[0]}) < 3`, to: back[0] }, { to: on }],
    () => (onward.length < 2 ? on : { shortest: onward.slice(0, 2) }),
    () => [{ chance: "20%", to: tape.pick(ahead) }, { chance: "20%", to: tape.pick(ahead) }, { to: on }],
  ];
  const ways = tape.pick(kinds)();
  return typeof ways === "object" && ways !== null && "shortest" in ways ? [ways] : ways;
}

function drawBalk(tape: Tape, to: readonly string[]): Tree {
  return [{ when: tape.pick(["urgency > 1", "waited > 1 h", "tests > 1"]), to: tape.pick(to) }];
}

/** The laws know when those resources close that go by the day. */
function drawStart(tape: Tape, resources: Place["resources"], to: readonly string[]): StartDraft {
  const daily = Object.keys(resources).filter((name) => {
    return resources[name].rota === undefined && !resources[name].closedOnTuesday;
  });
  const conditions: StartDraft["holds"][] = ["urgency < 2", "not frail", "time - arrived < 2 h"];
  const closes = daily.length > 0 && tape.whether(40) ? { closes: tape.pick(daily) } : undefined;
  return { holds: closes ?? tape.pick(conditions), to: tape.pick(to) };
}

function drawTimers(tape: Tape, to: readonly string[]): TimerDraft[] {
  return Array.from({ length: 1 + tape.below(2) }, () => ({
    after: tape.whether(20) ? { exponential: { mean: "1 h" } } : 15 * (1 + tape.below(5)),
    scope: tape.pick(["waiting", "here"] as const),
    to: tape.pick(to),
  }));
}

function drawHours(tape: Tape): StageDraft["until"] {
  const from = 60 * tape.below(12);
  return [{ from, to: from + 60 * (1 + tape.below(8)), units: 1 }];
}
