import type { ArmResult, Estimate, ExperimentResult, PairedDifference } from "../experiment/experiment.ts";
import { metricIndex, summarise } from "../experiment/summarise.ts";
import type { Adopted, Stage } from "../scenario/scenario.ts";
import { countInputs, type Findings, labelOf } from "./findings.ts";
import {
  countRuns,
  type HowToWrite,
  runWordFor,
  type TimeUnit,
  timeUnitFor,
  timeUnitsOf,
  type UnitKind,
  writeEstimate,
} from "./numbers.ts";
import { paragraph } from "./table.ts";

/** Pieces that the text of a run, the text of a comparison and the page have in common. */

/** A cause of waiting, or a state: what the time of a patient goes into. */
export interface TimeRow {
  readonly label: string;
  readonly kind: "treated" | "waiting" | "blocked" | "moving";
  /** Metric that holds the mean minutes of those who left in the window. */
  readonly id: string;
}

/** In the order of the report: treated, waiting for each, blocked by each, pausing and away. */
function timeRows({ scenario, arms }: Findings): readonly TimeRow[] {
  const resources = arms.flatMap((arm) => arm.resources);
  const stages = arms.flatMap((arm) => arm.stages);
  const { names } = scenario;
  const id = (quantity: string): string => `overall.${quantity}.mean`;
  const ofResource = (quantity: string, kind: TimeRow["kind"], words: string): TimeRow[] =>
    names.resources.map((name) => ({
      label: `${words} ${labelOf(resources, name)}`,
      kind,
      id: id(`${quantity}.${name}`),
    }));
  return [
    { label: "Treated, assessed or cared for", kind: "treated", id: id("served") },
    ...ofResource("queuedFor", "waiting", "Queued for"),
    ...ofResource("waitingForStaff", "waiting", "In a place, waiting for"),
    ...ofResource("blockedBy", "blocked", "In a place, blocked by"),
    ...names.stages.map(
      (name): TimeRow => ({
        label: waitForStage(
          labelOf(stages, name),
          stages.filter((stage) => stage.name === name),
        ),
        kind: "waiting",
        id: id(`queueOf.${name}`),
      }),
    ),
    { label: "In a place until opening hours", kind: "moving", id: id("pausing") },
    { label: "Away, or a delay without a place", kind: "moving", id: id("away") },
  ];
}

/** What is waited for in a stage itself: its group, where it has one and no queue in any arm. */
function waitForStage(label: string, stages: readonly Stage[]): string {
  const stated = (of: (stage: Stage) => Adopted<unknown>): boolean => stages.some((stage) => isStated(of(stage)));
  const meets = stated(({ meet }) => meet) && !stated(({ queue }) => queue);
  return meets ? `Until the group of ${label} has met` : `For a place in the queue of ${label}`;
}

/** Somebody has it, whoever adopts what. */
function isStated(field: Adopted<unknown>): boolean {
  return field.kind === "plain" ? field.value !== undefined : isStated(field.then) || isStated(field.otherwise);
}

/** Without the arms that do not settle: of those no average, difference or cost is shown. */
export function settled(findings: Findings): Findings {
  const unstable = unstableArms(findings);
  const arms = findings.result.arms.filter(({ name }) => !unstable.has(name));
  return { ...findings, result: { ...findings.result, arms } };
}

export function unstableArms({ comparisons, instabilities }: Findings): ReadonlySet<string> {
  const found = [...instabilities, ...comparisons.flatMap((comparison) => comparison.instabilities)];
  return new Set(found.map(({ arm }) => arm));
}

export function estimateNamed(result: ExperimentResult, arm: ArmResult, id: string): Estimate {
  return summarise(result, arm, metricIndex(result, id));
}

/** Rows whose time is not 0 in every arm, with their estimates by arm. */
export function timesSpent(
  findings: Findings,
): readonly { readonly row: TimeRow; readonly estimates: readonly Estimate[] }[] {
  const { result } = findings;
  return timeRows(findings)
    .map((row) => ({ row, estimates: result.arms.map((arm) => estimateNamed(result, arm, row.id)) }))
    .filter(({ estimates }) => estimates.some(({ mean }) => mean > 0));
}

export function how(kind: UnitKind, style: HowToWrite["style"], currency: string, timeUnit?: TimeUnit): HowToWrite {
  return timeUnit === undefined ? { kind, style, currency } : { kind, style, currency, timeUnit };
}

/** How a row of a table writes its two levels, and how its difference. */
export interface RowWriting {
  readonly levels: HowToWrite;
  readonly change: HowToWrite;
}

export function writingOf(
  difference: PairedDifference,
  kind: UnitKind,
  style: HowToWrite["style"],
  currency: string,
): RowWriting {
  if (kind !== "min") return { levels: how(kind, style, currency), change: how(kind, style, currency) };
  const { levels, change } = timeUnitsOf(difference);
  return { levels: how(kind, style, currency, levels), change: how(kind, style, currency, change) };
}

/** The unit that fits all of these estimates of minutes. */
export function unitOfTimes(estimates: readonly Estimate[]): TimeUnit {
  return timeUnitFor(estimates.map(({ mean }) => mean));
}

/** "20 (18 to 23)", or the value alone where there is no range. */
export function cell(estimate: Estimate, howTo: HowToWrite): string {
  return writeEstimate(estimate, howTo).value;
}

/** How a run begins: `starting empty`, `after 8 weeks of settling`. */
export function settlingOf({ clock, arms }: Findings["scenario"]): string {
  if (arms.some(({ today }) => today.length > 0)) return "starting from today's patients";
  return clock.warmUp === 0 ? "starting empty" : `after ${weeks(clock.warmUp)} of settling`;
}

export function introduction({ scenario, result }: Findings): string {
  const { clock } = scenario;
  const word = runWordFor(clock.run);
  const settling = settlingOf(scenario);
  const same = result.arms.length > 1 ? ", the same patients in every scenario" : "";
  const question = scenario.question === undefined ? "" : paragraph(scenario.question);
  const length = word === "year" ? "" : ` of ${weeks(clock.run)}`;
  return `${paragraph(scenario.title)}${question}${paragraph(`${countRuns(result.planned, word)}${length}, ${settling}${same}.`)}`;
}

export function weeks(minutes: number): string {
  const count = minutes / 10080;
  if (count !== Math.floor(count)) {
    const days = minutes / 1440;
    return `${Number(days.toPrecision(6))} ${days === 1 ? "day" : "days"}`;
  }
  return `${count} ${count === 1 ? "week" : "weeks"}`;
}

export function closing(findings: Findings): string {
  const { sourced, assumed } = countInputs(findings.scenario);
  const total = sourced + assumed;
  const inputs =
    total === 0
      ? ""
      : paragraph(
          `What this rests on: ${sourced} of ${total} numbers in the file have a source, ${assumed} are assumptions.`,
        );
  const warnings = findings.warnings.map(({ message }) => paragraph(`! ${message}.`)).join("");
  return `${warnings === "" ? "" : `${heading("Warnings")}${warnings}`}${inputs === "" ? "" : `\n${inputs}`}`;
}

/** Says of measures that are told as a series where the periods are: tables show the whole window. */
export function seriesNote({ measures, clock }: Findings["scenario"]): string {
  const lines = measures.flatMap(({ label, every }) => {
    if (every === undefined) return [];
    const periods = Math.ceil(clock.run / every);
    return paragraph(
      `${label}: the whole window; its ${periods} periods are in the files of --out and in --json.`,
      "  ",
    );
  });
  return lines.length === 0 ? "" : `\n${lines.join("")}`;
}

export function heading(text: string): string {
  return `\n${paragraph(text)}`;
}
