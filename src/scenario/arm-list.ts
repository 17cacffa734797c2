import { didYouMean } from "../diagnostics/nearest.ts";
import { formatClock, minutesTo } from "../time/calendar.ts";
import { DAY } from "../time/duration.ts";
import { fullAdoption } from "./adoption.ts";
import { checkCombinable } from "./combinable.ts";
import { namesOf } from "./declared-names.ts";
import { PARTIAL_KEYS } from "./implementation.ts";
import type { ListNode, MapNode, Node } from "./node.ts";
import { child } from "./node.ts";
import type { Layer } from "./overlay.ts";
import { mistake, type Reading } from "./reading.ts";
import { asMap, entriesOf, noUnknownKeys } from "./records.ts";
import { asPublished, causesOf, ROLES, withCauses } from "./roles.ts";
import { word } from "./scalars.ts";
import type { Clock, GapPlan, Role } from "./scenario.ts";
import { limits } from "./tree-limits.ts";

/** An arm before its tree is laid: which interventions, in order. */
export interface ArmPlan {
  readonly name: string;
  readonly label: string | undefined;
  readonly layers: readonly Layer[];
  /** The file states the order of the interventions. */
  readonly ordered: boolean;
  readonly role: Role | undefined;
  /** scenario: one to compare. step: between a published one and the likely one. spare: in no scenario, read for its mistakes alone. */
  readonly kind: "scenario" | "step" | "spare";
}

/** The arms in order, the baseline first, and what lies between published and likely ones. */
export interface ArmPlans {
  readonly plans: readonly ArmPlan[];
  readonly gaps: readonly GapPlan[];
}

/** A scenario that is not in the file: some of its interventions together, which must be free to meet in any order. */
export interface StatedArm {
  readonly name: string;
  readonly label: string;
  readonly interventions: readonly string[];
}

/** Interventions with `like` resolved: own keys come before those taken over. */
export function resolveInterventions(root: MapNode, reading: Reading): ReadonlyMap<string, MapNode> {
  const written = child(root, "interventions");
  const map = written && asMap(written, "interventions", reading);
  const resolved = new Map<string, MapNode>();
  const told = new Set<string>();
  const resolve = (name: string, seen: readonly string[]): MapNode | undefined => {
    const entry = map?.entries.get(name);
    const node = entry && asMap(entry.value, "an intervention", { ...reading, at: entry.keySpan });
    const like = node?.entries.get("like");
    if (node === undefined || like === undefined || like.value.kind !== "scalar") return node;
    const other = like.value.text;
    if (seen.includes(other)) {
      // Told once, not again from each other member of the circle.
      if (told.has(other)) return undefined;
      for (const each of [...seen, name]) told.add(each);
      return reading.report(
        mistake("like-cycle", `"${name}" is like "${other}", which is like "${name}"`, like.value.span),
      );
    }
    if (!map?.entries.has(other)) {
      const hint = didYouMean(other, [...(map?.entries.keys() ?? [])]);
      return reading.report(
        mistake("unknown-intervention", `"${other}" is not an intervention`, like.value.span, hint),
      );
    }
    const taken = resolve(other, [...seen, name]);
    return taken && { ...node, entries: new Map([...taken.entries, ...node.entries]) };
  };
  for (const { key } of map === undefined ? [] : entriesOf(map)) {
    const node = resolve(key, [key]);
    if (node !== undefined) resolved.set(key, node);
  }
  return resolved;
}

/** What overlays need of the adoption: whether it spreads, and from when. The rest is read with the arms. */
export function layerOf(name: string, node: MapNode, clock: Clock): Layer {
  const adoption = child(node, "adoption");
  const partial = PARTIAL_KEYS.some((key) => child(node, key) !== undefined);
  if (adoption === undefined || adoption.kind !== "map") return { name, node, adoption: fullAdoption(name), partial };
  const from = child(adoption, "from");
  const date = from?.kind === "scalar" && from.text !== "window" ? minutesTo(clock, from.text) : undefined;
  const dayZero = date?.ok ? Math.max(0, date.value) : clock.warmUp;
  return { name, node, adoption: { ...fullAdoption(name), full: false, dayZero }, partial };
}

/**
 * The arms as the file lists them; without a list the baseline, each intervention alone, and all together when there are
 * several that do not stand for each other by `like`. The baseline comes first.
 * @param stated in place of those of the file
 */
export function planArms(
  root: MapNode,
  interventions: ReadonlyMap<string, MapNode>,
  clock: Clock,
  reading: Reading,
  stated?: readonly StatedArm[],
): ArmPlans {
  const layers = new Map([...interventions].map(([name, node]) => [name, layerOf(name, node, clock)]));
  const written = child(root, "scenarios");
  const plans =
    stated !== undefined
      ? statedPlans(stated, layers, reading)
      : written === undefined
        ? defaultPlans(interventions, layers)
        : listedPlans(written, layers, namesOf(root, "interventions"), clock, reading);
  if (plans.length > limits.arms) {
    const span = root.entries.get("scenarios")?.keySpan ?? root.entries.get("interventions")?.keySpan ?? root.span;
    reading.report(mistake("too-big", `more than ${limits.arms} scenarios`, span, "make several files"));
    return { plans: [baselineOnly], gaps: [] };
  }
  if (written === undefined && stated === undefined) checkArmNames(plans, root, reading);
  const first = plans.find(({ name }) => name === "baseline") ?? plans.find((plan) => plan.layers.length === 0);
  const baseline = first ?? baselineOnly;
  const used = new Set(plans.flatMap((plan) => plan.layers));
  const spare = [...layers.values()].filter((layer) => !used.has(layer)).slice(0, limits.arms);
  const others = plans.filter((plan) => plan !== baseline);
  const { gaps, steps } = gapsOf(plans, clock);
  return { plans: [baseline, ...others, ...steps, ...spare.map((layer) => alone(layer, "spare"))], gaps };
}

/** A published and a likely scenario of the same interventions make a gap, with an arm for each step but the last. */
function gapsOf(plans: readonly ArmPlan[], clock: Clock): { gaps: readonly GapPlan[]; steps: readonly ArmPlan[] } {
  const steps: ArmPlan[] = [];
  const listed = (plan: ArmPlan): string => plan.layers.map(({ name }) => name).join(" ");
  const gaps = plans
    .filter(({ role }) => role === "likely")
    .flatMap((likely): GapPlan[] => {
      const published = plans.find((plan) => plan.role === "published" && listed(plan) === listed(likely));
      if (published === undefined) return [];
      const causes = causesOf(likely.layers.map(({ node }) => node));
      const arms = causes.map((cause, i) => {
        if (i === causes.length - 1) return { cause, arm: likely.name };
        const layers = likely.layers.map(({ name, node }) => layerOf(name, withCauses(node, cause), clock));
        const step = { ...likely, name: `${likely.name}/${cause}`, layers, role: undefined, kind: "step" as const };
        steps.push(step);
        return { cause, arm: step.name };
      });
      return [{ published: published.name, likely: likely.name, steps: arms }];
    });
  return { gaps, steps };
}

function statedPlans(
  stated: readonly StatedArm[],
  layers: ReadonlyMap<string, Layer>,
  reading: Reading,
): readonly ArmPlan[] {
  const used = new Set(stated.flatMap(({ interventions }) => interventions));
  checkCombinable(
    [...used].flatMap((name) => layers.get(name) ?? []),
    reading,
  );
  return stated.map(({ name, label, interventions }) => {
    const those = interventions.flatMap((each) => layers.get(each) ?? []);
    return { ...plain, name, label, layers: those };
  });
}

function defaultPlans(interventions: ReadonlyMap<string, MapNode>, layers: ReadonlyMap<string, Layer>): ArmPlan[] {
  const own = [...layers.values()].filter(({ node }) => {
    const like = child(node, "like");
    return like?.kind !== "scalar" || !interventions.has(like.text);
  });
  const all: ArmPlan[] =
    own.length < 2 ? [] : [{ ...plain, name: "all", label: "All together", layers: own, ordered: false }];
  return [baselineOnly, ...[...layers.values()].map((layer) => alone(layer, "scenario")), ...all];
}

/** An intervention alone is a scenario of its name: two of the names are taken. */
function checkArmNames(plans: readonly ArmPlan[], root: MapNode, reading: Reading): void {
  const section = child(root, "interventions");
  for (const [i, { name }] of plans.entries()) {
    if (plans.findIndex((plan) => plan.name === name) === i) continue;
    const taken = name === baselineOnly.name ? "what nothing is changed in" : "all interventions together";
    const span = (section?.kind === "map" ? section.entries.get(name)?.keySpan : undefined) ?? reading.at;
    reading.report(mistake("name-taken", `"${name}" is the scenario of ${taken}`, span, "choose another name"));
  }
}

const plain = { ordered: true, role: undefined, kind: "scenario" } as const;

const baselineOnly: ArmPlan = { ...plain, name: "baseline", label: "Baseline", layers: [] };

function alone(layer: Layer, kind: ArmPlan["kind"]): ArmPlan {
  return { ...plain, name: layer.name, label: labelOf(layer.node), layers: [layer], kind };
}

function labelOf(node: MapNode): string | undefined {
  const label = child(node, "label");
  return label?.kind === "scalar" ? label.text : undefined;
}

function listedPlans(
  written: Node,
  layers: ReadonlyMap<string, Layer>,
  declared: readonly string[],
  clock: Clock,
  reading: Reading,
): ArmPlan[] {
  const map = asMap(written, "scenarios", reading);
  return (map === undefined ? [] : entriesOf(map)).flatMap(({ key, keySpan, value }): ArmPlan[] => {
    const inner = { ...reading, at: keySpan };
    if (value.kind === "map") noUnknownKeys(value, "a scenario", ["interventions", "label", "as"], inner);
    const list = value.kind === "map" ? child(value, "interventions") : value;
    const label = value.kind === "map" ? labelOf(value) : undefined;
    if (list?.kind !== "list") {
      reading.report(mistake("wrong-kind", "a scenario is a list of interventions", value.span, "write [] for none"));
      return [];
    }
    const as = value.kind === "map" ? child(value, "as") : undefined;
    const role = as === undefined ? undefined : ROLE.read(as, inner);
    if (as !== undefined && role === undefined) return [];
    const found = list.items.map((item) => findLayer(item, layers, declared, inner));
    const chosen = role === "published" ? found.map((layer) => layer && published(layer, clock)) : found;
    if (chosen.some((layer) => layer === undefined)) return [];
    if (!isOrder(list, inner)) return [];
    const only = chosen.length === 1 ? labelOf((chosen[0] as Layer).node) : undefined;
    const called = only === undefined || role === undefined ? only : `${only}, ${ROLE_WORDS[role]}`;
    return [{ ...plain, name: key, label: label ?? called, layers: chosen as Layer[], role }];
  });
}

const ROLE = word("a role of a scenario", ROLES);

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  published: "as published",
  likely: "as likely here",
  trend: "the trend alone",
};

function published({ name, node }: Layer, clock: Clock): Layer {
  const start = `${clock.startDate} ${formatClock(clock.startMinuteOfWeek % DAY)}`;
  return layerOf(name, asPublished(node, start), clock);
}

/** Each intervention at most once, and not too many of them. */
function isOrder(list: ListNode, reading: Reading): boolean {
  if (list.items.length > limits.layers) {
    const message = `a scenario has more than ${limits.layers} interventions`;
    reading.report(mistake("too-big", message, reading.at, "put changes into fewer interventions"));
    return false;
  }
  const seen = new Set<string>();
  for (const item of list.items) {
    if (item.kind !== "scalar") continue;
    if (seen.has(item.text)) {
      reading.report(mistake("listed-twice", `"${item.text}" stands twice in the list`, item.span, "once is enough"));
      return false;
    }
    seen.add(item.text);
  }
  return true;
}

/** One with a mistake in it has no layer, and is not reported again. */
function findLayer(
  item: Node,
  layers: ReadonlyMap<string, Layer>,
  declared: readonly string[],
  reading: Reading,
): Layer | undefined {
  const name = item.kind === "scalar" ? item.text : "";
  const layer = layers.get(name);
  if (layer !== undefined || declared.includes(name)) return layer;
  return reading.report(
    mistake("unknown-intervention", `"${name}" is not an intervention`, item.span, didYouMean(name, declared)),
  );
}
