import type { Analysis } from "../../analysis/analyse.ts";
import type { Adopted, Arm, Bundle, Route, Stage } from "../../scenario/scenario.ts";
import { labelOf } from "../findings.ts";

export interface PathwayStage {
  readonly name: string;
  readonly label: string;
  /** Mean minutes of service, as drawn; NaN when only the run knows it. */
  readonly minutes: number;
  readonly perWeek: number;
  /** What it takes, has and gives back: "takes Bed". */
  readonly tags: readonly string[];
  /** Of the first resource that it takes or needs; undefined for none. */
  readonly organisation: string | undefined;
  /** unused: the baseline goes through it, this arm does not. */
  readonly change: "same" | "changed" | "new" | "unused";
}

export interface PathwayEdge {
  /** Ids: "class x", "stage x", "exit x". */
  readonly from: string;
  readonly to: string;
  /** Patients; undefined when it does not follow from the traffic through the stages. */
  readonly perWeek: number | undefined;
  readonly unused: boolean;
}

export interface Pathway {
  readonly classes: readonly { readonly name: string; readonly label: string; readonly perWeek: number }[];
  readonly stages: readonly PathwayStage[];
  readonly exits: readonly { readonly name: string; readonly label: string }[];
  readonly edges: readonly PathwayEdge[];
}

/** The pathway of an arm with what differs from the baseline's; what neither uses is left out. */
export function pathwayOf(arm: Arm, analysis: Analysis, baseline: Arm, ofBaseline: Analysis): Pathway {
  const before = new Set(baseline.stages.map(({ name }) => name).filter((name) => weekly(ofBaseline, name) > 0));
  const shown = arm.stages.filter(({ name }) => weekly(analysis, name) > 0 || before.has(name));
  const stages = shown.map((stage): PathwayStage => {
    const perWeek = weekly(analysis, stage.name);
    const bundles = [...bundlesIn(stage.seize), ...bundlesIn(stage.needs)].flat();
    const organisation = bundles.map(({ resource }) => organisationOf(arm, resource)).find((one) => one !== undefined);
    const change =
      perWeek === 0 ? "unused" : !before.has(stage.name) ? "new" : changed(stage, arm, baseline) ? "changed" : "same";
    return {
      name: stage.name,
      label: stage.label,
      minutes: meanMinutes(analysis, stage.name),
      perWeek,
      tags: tagsOf(stage, arm),
      organisation,
      change,
    };
  });
  const classes = arm.classes.map(({ name, label }) => {
    const perDay = analysis.classes.find(({ className }) => className === name)?.perDay ?? 0;
    return { name, label, perWeek: perDay * 7 };
  });
  const edges = withFlows(edgesOf(arm, shown, stages), stages, classes);
  const reached = new Set(edges.map(({ to }) => to));
  return { classes, stages, exits: arm.exits.filter(({ name }) => reached.has(`exit ${name}`)), edges };
}

/** All values that an adopted one may have. */
function bundlesIn(asked: Stage["seize"]): readonly Bundle[] {
  return variants(asked).flatMap((request) => (request ?? []).map(({ bundle }) => bundle));
}

function variants<T>(adopted: Adopted<T>): readonly T[] {
  return adopted.kind === "plain" ? [adopted.value] : [...variants(adopted.then), ...variants(adopted.otherwise)];
}

function weekly({ stages }: Analysis, name: string): number {
  return stages.reduce((sum, { stage, perWeek }) => (stage === name ? sum + perWeek : sum), 0);
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
  const gives = variants(stage.release)
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

function edgesOf(arm: Arm, shown: readonly Stage[], stages: readonly PathwayStage[]): PathwayEdge[] {
  const names = new Set(shown.map(({ name }) => name));
  const exits = new Set(arm.exits.map(({ name }) => name));
  const unused = new Set(stages.filter(({ change }) => change === "unused").map(({ name }) => name));
  const id = (to: string): string => `${exits.has(to) ? "exit" : "stage"} ${to}`;
  const entries = arm.classes.flatMap(({ name, enter }) =>
    [...new Set(targetsOf(enter))].map((to) => ({
      from: `class ${name}`,
      to: id(to),
      perWeek: undefined,
      unused: false,
    })),
  );
  const ways = shown.flatMap((stage) => {
    const targets = new Set(
      variants(stage.next)
        .flatMap(targetsOf)
        .filter((to) => exits.has(to) || names.has(to)),
    );
    return [...targets].map((to): PathwayEdge => {
      return {
        from: `stage ${stage.name}`,
        to: id(to),
        perWeek: undefined,
        unused: unused.has(stage.name) || unused.has(to),
      };
    });
  });
  return [...entries, ...ways];
}

function targetsOf({ when, chances, otherwise, shortest }: Route): readonly string[] {
  const rest = otherwise === undefined ? shortest : [otherwise, ...shortest];
  return [...when.map(({ to }) => to), ...chances.map(({ to }) => to), ...rest];
}

/** What comes to a stage leaves it: wherever only one way in or out is unknown it is the rest. */
function withFlows(
  edges: readonly PathwayEdge[],
  stages: readonly PathwayStage[],
  classes: Pathway["classes"],
): PathwayEdge[] {
  const entering = new Map(classes.map(({ name, perWeek }) => [`class ${name}`, perWeek]));
  const isOnlyWay = (from: string): boolean => edges.filter((edge) => edge.from === from).length === 1;
  const flows = edges.map(({ from, unused }) => (unused ? 0 : isOnlyWay(from) ? entering.get(from) : undefined));
  const solve = (total: number, ways: readonly number[]): boolean => {
    const unknown = ways.filter((way) => flows[way] === undefined);
    if (unknown.length !== 1) return false;
    flows[unknown[0]] = Math.max(
      0,
      ways.reduce((rest, way) => rest - (flows[way] ?? 0), total),
    );
    return true;
  };
  let found = true;
  while (found) {
    found = false;
    for (const { name, perWeek } of stages) {
      const at = (end: "from" | "to"): number[] => [...edges.keys()].filter((i) => edges[i][end] === `stage ${name}`);
      found = solve(perWeek, at("to")) || solve(perWeek, at("from")) || found;
    }
  }
  return edges.map((edge, i) => ({ ...edge, perWeek: flows[i] }));
}
