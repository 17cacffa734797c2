import type { Arm, Scenario } from "../scenario/scenario.ts";
import type { Expectation } from "./expectations.ts";
import type { InputRow } from "./inputs.ts";
import type { ResourceLoad } from "./load.ts";
import { finalUptake } from "./patients.ts";
import type { Flow } from "./traffic.ts";

/** A doubt, or an assumption, in a sentence without a full stop. `code` is stable. */
export interface Warning {
  readonly code: string;
  readonly message: string;
}

/** Above this load a line is long, and moves slowly; a lower bound this high may be full in truth. */
const NEARLY_FULL = 0.9;

/** A truncation that moves a mean or sd by more than this share is told. */
const MOVED = 0.01;

export function warningsOf(
  scenario: Scenario,
  loads: readonly ResourceLoad[],
  inputs: readonly InputRow[],
  expectation: Expectation,
): readonly Warning[] {
  return [...loads.flatMap(loadWarnings), ...inputs.flatMap(inputWarnings), ...clockWarnings(scenario, expectation)];
}

/** What `analyse` assumed to reach its figures. */
export function assumptionsOf(arm: Arm, flows: readonly Flow[], loads: readonly ResourceLoad[]): readonly Warning[] {
  const assumptions: Warning[] = [];
  const spreading = arm.interventions.filter(({ adoption }) => !adoption.full);
  for (const { name, adoption } of spreading) {
    const message = `"${name}" counts at its final uptake, ${percent(finalUptake(adoption))} of those eligible`;
    assumptions.push({ code: "final-uptake", message });
  }
  const guessed = namesWhere(flows, ({ guessed: flag }) => flag);
  for (const name of guessed) {
    const message = `how patients part after "${name}" is known to the run only: equal shares are assumed`;
    assumptions.push({ code: "unknown-share", message });
  }
  for (const name of namesWhere(flows, ({ withoutWaiting, guessed: flag }) => withoutWaiting && !flag)) {
    const message = `a chance after "${name}" depends on times of the run: it is taken as if nobody waited`;
    assumptions.push({ code: "chance-without-waiting", message });
  }
  for (const name of new Set(loads.flatMap(({ unknownStages }) => unknownStages))) {
    const message = `the time in "${name}" is known to the run only: loads leave it out`;
    assumptions.push({ code: "unknown-duration", message });
  }
  for (const { name, arrive } of arm.classes) {
    if (arrive[arrive.length - 1].value.kind !== "population") continue;
    const message = `"${name}" is a fixed population, which comes as fast as it is served: loads leave it out`;
    assumptions.push({ code: "population-left-out", message });
  }
  if (flows.some(({ stages }) => stages.some(({ queue }) => queue.kind === "adopted" || queue.value !== undefined))) {
    const message = "nobody is turned away: where a queue has a limit the true load is lower";
    assumptions.push({ code: "nobody-turned-away", message });
  }
  return assumptions;
}

function namesWhere(flows: readonly Flow[], holds: (split: Flow["splits"][number]) => boolean): readonly string[] {
  const names = new Set<string>();
  for (const { stages, splits } of flows)
    for (const [i, split] of splits.entries()) if (holds(split)) names.add(stages[i].name);
  return [...names].sort();
}

function loadWarnings(load: ResourceLoad): readonly Warning[] {
  const { resource, offered, capacity, utilisation, state } = load;
  const asked = `${decimal(offered)} units are asked of "${resource}", which has ${decimal(capacity)}`;
  const hint = unitsMixed(utilisation);
  if (hint !== undefined) return [{ code: "units-mixed", message: `${asked}: ${hint}` }];
  if (state === "unstable") {
    const lower = load.lowerBound ? " even if nobody waits while holding it" : "";
    const message = `${asked}${lower}: the line grows by about ${decimal(load.growthPerDay)} patients a day, and averages mean nothing`;
    return [{ code: "unstable", message }];
  }
  if (state === "overtime") {
    const adds = Number.isFinite(load.afterClosing)
      ? `, which can add ${decimal(load.afterClosing / 60)} hours a week`
      : "";
    const message = `"${resource}" is busy beyond its hours (${percent(utilisation)}): what is begun is finished after closing${adds}; overtime or instability, the run will tell`;
    return [{ code: "overtime", message }];
  }
  if (load.lowerBound && utilisation >= NEARLY_FULL) {
    const waits = load.waitsFor.join(", ");
    const message = `"${resource}" is at least ${percent(utilisation)} full, and is held through waits for ${waits} as well: it may be overloaded`;
    return [{ code: "nearly-full", message }];
  }
  return [];
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
  if (row.sd === Number.POSITIVE_INFINITY) {
    const message = `${where}: this ${row.distribution} has no finite sd, so averages settle very slowly or never`;
    warnings.push({ code: "infinite-sd", message });
  }
  return warnings;
}

function clockWarnings({ clock }: Scenario, { stayMean }: Expectation): readonly Warning[] {
  const warnings: Warning[] = [];
  if (clock.run < 10 * stayMean) {
    const message = `the run of ${days(clock.run)} is shorter than ten stays of ${days(stayMean)}: few patients are seen from start to end`;
    warnings.push({ code: "short-run", message });
  }
  if (clock.warmUp > 0 && clock.warmUp < stayMean) {
    const message = `the warm-up of ${days(clock.warmUp)} is shorter than a mean stay of ${days(stayMean)}: the start is still felt`;
    warnings.push({ code: "short-warm-up", message });
  }
  return warnings;
}

function percent(share: number): string {
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
