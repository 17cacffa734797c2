import type { Arm, Scenario } from "../scenario/scenario.ts";
import type { Expectation } from "./expectations.ts";
import type { InputRow } from "./inputs.ts";
import type { ResourceLoad } from "./load.ts";

/** A doubt in a sentence without a full stop. `code` is stable. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Above this load a line is long, and moves slowly; a lower bound this high may be full in truth. */
const NEARLY_FULL = 0.9;

/**
 * A truncation that moves a mean or sd by more than this share of what is stated is told: with less the input is still the one
 * that was meant, and its realised mean and sd stand in the table of inputs.
 */
const MOVED = 0.05;

export function warningsOf(
  scenario: Scenario,
  arm: Arm,
  loads: readonly ResourceLoad[],
  inputs: readonly InputRow[],
  expectation: Expectation,
): readonly Warning[] {
  return [
    ...loads.flatMap((load) => loadWarnings(load, arm)),
    ...inputs.flatMap(inputWarnings),
    ...clockWarnings(scenario, expectation),
  ];
}

function loadWarnings(load: ResourceLoad, arm: Arm): readonly Warning[] {
  const { offered, capacity, utilisation, state } = load;
  const resource = labelOf(arm.resources, load.resource);
  if (offered === Infinity) {
    const message = `the work asked of "${resource}" has no finite mean: nobody can say how many units it takes`;
    return [{ code: "infinite-mean", message }];
  }
  const asked = `${decimal(offered)} units are asked of "${resource}", which has ${decimal(capacity)}`;
  const hint = load.upperBound ? undefined : unitsMixed(utilisation);
  if (hint !== undefined) return [{ code: "units-mixed", message: `${asked}: ${hint}` }];
  if (state === "unstable") {
    const lower = load.lowerBound ? " even if nobody waits while holding it" : "";
    const many = decimal(load.growthPerDay);
    const pace =
      load.growthPerDay < 0.005
        ? "never settles"
        : `grows by ${load.lowerBound ? "at least" : "about"} ${many} patient${many === "1" ? "" : "s"} a day`;
    const { lists } = load;
    const why =
      lists === undefined
        ? `${asked}${lower}`
        : `the lists of "${resource}" hold ${decimal(lists.called)} patients a week, and ${decimal(lists.asked)} are to be called`;
    return [{ code: "unstable", message: `${why}: the line ${pace}, and averages mean nothing` }];
  }
  if (state === "overtime") {
    const adds = Number.isFinite(load.afterClosing)
      ? `, which can add ${decimal(load.afterClosing / 60)} hours a week`
      : "";
    const message = `"${resource}" is busy beyond its hours (${percent(utilisation)}): what is begun is finished after closing${adds}; overtime or instability, the run will tell`;
    return [{ code: "overtime", message }];
  }
  if (load.crowded) {
    const message = `${asked}: patients will wait, but their line cannot grow for ever, since ${reasons(load, arm)}`;
    return [{ code: "crowded", message }];
  }
  if (load.lowerBound && utilisation >= NEARLY_FULL && load.bounded.length + load.skipping.length === 0) {
    const waits = load.waitsFor.map((name) => (name === "daytime" ? "opening hours" : labelOf(arm.resources, name)));
    const message = `"${resource}" is at least ${percent(utilisation)} full, and is held through waits for ${waits.join(", ")} as well: it may be overloaded`;
    return [{ code: "nearly-full", message }];
  }
  return [];
}

/** Why its line has an end. */
function reasons({ bounded, skipping }: ResourceLoad, arm: Arm): string {
  const words = { listed: "is a list that ends", population: "is a fixed population" };
  const said = bounded.map((name) => {
    const kinds = arm.classes.find((one) => one.name === name)?.arrive.map(({ value }) => value.kind) ?? [];
    const known = kinds.find((kind) => kind === "listed" || kind === "population");
    return `"${labelOf(arm.classes, name)}" ${known === undefined ? "comes more rarely at the end of the run" : words[known]}`;
  });
  const contacts = skipping.map(
    (name) => `contacts of "${labelOf(arm.classes, name)}" are left out while the last is not done`,
  );
  return [...said, ...contacts].join(", ");
}

/** A load 60, 1,440 or 10,080 times a plausible one looks like minutes taken for hours, days or weeks. */
function unitsMixed(utilisation: number): string | undefined {
  if (!(utilisation >= 30)) return undefined;
  const times = `${Math.round(utilisation)} times as much`;
  const nearest = [
    { factor: 60, units: "minutes and hours" },
    { factor: 1440, units: "minutes and days" },
    { factor: 10080, units: "minutes and weeks" },
  ].find(({ factor }) => utilisation / factor >= 0.05 && utilisation / factor <= 2);
  return `${times}; are ${nearest?.units ?? "units of time"} mixed up?`;
}

function inputWarnings(row: InputRow): readonly Warning[] {
  const where = row.when === "" ? row.path : `${row.path} (${row.when})`;
  const warnings: Warning[] = [];
  for (const [what, stated, realised] of [
    ["mean", row.statedMean, row.mean],
    ["sd", row.statedSd, row.sd],
  ] as const) {
    if (!(Math.abs(realised - stated) > MOVED * Math.abs(stated))) continue;
    const message = `${where}: the ${what} is stated as ${decimal(stated)}, but with its limits it is ${decimal(realised)}`;
    warnings.push({ code: "truncation-moves-input", message });
  }
  if (row.mean === Number.POSITIVE_INFINITY) {
    const message = `${where}: this ${row.distribution} has no finite mean, so averages never settle`;
    warnings.push({ code: "infinite-mean", message });
  } else if (row.sd === Number.POSITIVE_INFINITY) {
    const message = `${where}: this ${row.distribution} has no finite sd, so averages settle very slowly or never`;
    warnings.push({ code: "infinite-sd", message });
  }
  return warnings;
}

function clockWarnings({ clock }: Scenario, { stayMean }: Expectation): readonly Warning[] {
  const warnings: Warning[] = [];
  const followed = clock.cohort === "arrivals" && clock.coolDown >= stayMean;
  if (clock.run < 10 * stayMean && stayMean < Infinity && !followed) {
    const message = `the run of ${days(clock.run)} is shorter than ten stays of ${days(stayMean)}: few patients are seen from start to end`;
    warnings.push({ code: "short-run", message });
  }
  if (clock.warmUp > 0 && clock.warmUp < stayMean && stayMean < Infinity) {
    const message = `the warm-up of ${days(clock.warmUp)} is shorter than a mean stay of ${days(stayMean)}: the start is still felt`;
    warnings.push({ code: "short-warm-up", message });
  }
  return warnings;
}

/** What people call a thing of the arm. */
export function labelOf(things: readonly { readonly name: string; readonly label: string }[], name: string): string {
  return things.find((thing) => thing.name === name)?.label ?? name;
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function days(minutes: number): string {
  return `${decimal(minutes / 1440)} days`;
}

/** Three figures are enough for a message. */
function decimal(value: number): string {
  if (!Number.isFinite(value)) return "no finite number";
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Math.abs(value) >= 10 ? Math.round(value * 10) / 10 : Math.round(value * 100) / 100);
}
