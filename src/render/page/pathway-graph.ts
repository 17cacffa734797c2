import type { Analysis } from "../../analysis/analyse.ts";
import type { Arm, Bundle, Stage } from "../../scenario/scenario.ts";
import { labelOf } from "../findings.ts";
import { flowsOf, type Traffic, type Way } from "./pathway-flows.ts";
import { all, earlyTargets, hostsOf, targetsOf } from "./pathway-hosts.ts";

export interface PathwayStage {
  readonly name: string;
  readonly label: string;
  /** Mean minutes of service, as drawn; NaN when only the run knows it. */
  readonly minutes: number;
  /** What it takes, has and gives back: "takes Bed". */
  readonly tags: readonly string[];
  /** Of the first resource that it takes or needs, else of what is held through it; undefined for none. */
  readonly organisation: string | undefined;
  /** unused: the baseline goes through it, this arm does not. */
  readonly change: "same" | "changed" | "new" | "unused";
}

export interface PathwayEdge extends Way {
  /** Patients; undefined when it does not follow from who come to the stages and leave them. */
  readonly flow: number | undefined;
}

export interface Pathway {
  readonly classes: readonly { readonly name: string; readonly label: string }[];
  readonly stages: readonly PathwayStage[];
  readonly exits: readonly { readonly name: string; readonly label: string }[];
  readonly edges: readonly PathwayEdge[];
}

/** An arm with what its inputs ask. */
export interface Analysed {
  readonly arm: Arm;
  readonly analysis: Analysis;
}

/** The pathway of an arm with what differs from the baseline's; what neither uses is left out. */
export function pathwayOf({ arm, analysis }: Analysed, baseline: Analysed, traffic: Traffic): Pathway {
  const used = usedIn(analysis);
  const before = usedIn(baseline.analysis);
  const shown = arm.stages.filter(({ name }) => used.has(name) || before.has(name));
  const hosts = hostsOf(arm);
  const stages = shown.map((stage): PathwayStage => {
    const { name, label } = stage;
    const bundles = [...bundlesIn(stage.seize), ...bundlesIn(stage.needs)].flat();
    const own = bundles.map(({ resource }) => organisationOf(arm, resource)).find((one) => one !== undefined);
    const organisation = bundles.length === 0 ? hosts.get(name) : own;
    const whenUsed = !before.has(name) ? "new" : changed(stage, arm, baseline.arm) ? "changed" : "same";
    const change = used.has(name) ? whenUsed : "unused";
    return { name, label, minutes: meanMinutes(analysis, name), tags: tagsOf(stage, arm), organisation, change };
  });
  const ways = waysOf(arm, shown, stages);
  const flows = flowsOf(ways, traffic);
  const edges = ways.map((way, i) => ({ ...way, flow: flows[i] }));
  const reached = new Set(edges.map(({ to }) => to));
  return { classes: arm.classes, stages, exits: arm.exits.filter(({ name }) => reached.has(`exit ${name}`)), edges };
}

function bundlesIn(asked: Stage["seize"]): readonly Bundle[] {
  return all(asked).flatMap((request) => (request ?? []).map(({ bundle }) => bundle));
}

/** Stages to which anybody can come. */
function usedIn({ stages }: Analysis): ReadonlySet<string> {
  return new Set(stages.filter(({ perWeek }) => perWeek > 0).map(({ stage }) => stage));
}

/** Of all classes together, each by its traffic. */
function meanMinutes({ stages }: Analysis, name: string): number {
  const rows = stages.filter(({ stage, perWeek }) => stage === name && perWeek > 0);
  const total = rows.reduce((sum, { perWeek }) => sum + perWeek, 0);
  return rows.reduce((sum, { perWeek, mean }) => sum + (perWeek / total) * mean, total > 0 ? 0 : Number.NaN);
}

function organisationOf(arm: Arm, resource: string): string | undefined {
  return arm.resources.find(({ name }) => name === resource)?.organisation;
}

function tagsOf(stage: Stage, arm: Arm): readonly string[] {
  const name = (resource: string): string => labelOf(arm.resources, resource);
  const bundles = (asked: Stage["seize"], verb: string): string[] =>
    bundlesIn(asked).flatMap((bundle) =>
      bundle.map(({ resource, units }) => `${verb} ${units === 1 ? "" : `${units} × `}${name(resource)}`),
    );
  const gives = all(stage.release)
    .flat()
    .map(({ resource }) => `gives back ${name(resource)}`);
  return [...new Set([...gives, ...bundles(stage.seize, "takes"), ...bundles(stage.needs, "with")])];
}

function changed(stage: Stage, arm: Arm, baseline: Arm): boolean {
  const other = baseline.stages.find(({ name }) => name === stage.name);
  if (other === undefined || written(other) !== written(stage)) return true;
  const used = [...bundlesIn(stage.seize), ...bundlesIn(stage.needs)].flat();
  return used.some(({ resource }) => {
    const [now, then] = [arm, baseline].map(({ resources }) => resources.find(({ name }) => name === resource));
    return written(now?.phases) !== written(then?.phases);
  });
}

/** As text, without the places in the file. */
function written(value: unknown): string | undefined {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === "span") return undefined;
    return inner === Number.POSITIVE_INFINITY ? "unlimited" : inner;
  });
}

function waysOf(arm: Arm, shown: readonly Stage[], stages: readonly PathwayStage[]): readonly Way[] {
  const names = new Set(shown.map(({ name }) => name));
  const exits = new Set(arm.exits.map(({ name }) => name));
  const unused = new Set(stages.filter(({ change }) => change === "unused").map(({ name }) => name));
  const id = (to: string): string => `${exits.has(to) ? "exit" : "stage"} ${to}`;
  const entries = arm.classes.flatMap(({ name, enter }) =>
    [...new Set(targetsOf(enter))].map(
      (to): Way => ({ from: `class ${name}`, to: id(to), kind: "next", unused: false }),
    ),
  );
  const ways = shown.flatMap((stage) => {
    const there = (to: string): boolean => exits.has(to) || names.has(to);
    const next = new Set(all(stage.next).flatMap(targetsOf).filter(there));
    const early = new Set(earlyTargets(stage).filter(there));
    return [...new Set([...next, ...early])].map((to): Way => {
      const kind = !early.has(to) ? "next" : next.has(to) ? "both" : "early";
      return { from: `stage ${stage.name}`, to: id(to), kind, unused: unused.has(stage.name) || unused.has(to) };
    });
  });
  return [...entries, ...ways];
}
