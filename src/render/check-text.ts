import type { Analysis } from "../analysis/analyse.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { countInputs, labelOf } from "./findings.ts";
import { writeNumber } from "./numbers.ts";
import { type Column, formatTable, paragraph } from "./table.ts";
import { heading } from "./text-parts.ts";

const LEFT = (title: string): Column => ({ title, align: "left" });
const RIGHT = (title: string): Column => ({ title, align: "right" });

/** What is known before a run: counts, loads, realised inputs, doubts. */
export function checkText(scenario: Scenario, analyses: readonly Analysis[]): string {
  const { names } = scenario;
  const { sourced, assumed } = countInputs(scenario);
  const counts = [
    counted(names.stages.length, "stage"),
    counted(names.resources.length, "resource"),
    counted(names.classes.length, "patient class", "patient classes"),
    counted(names.organisations.length, "organisation"),
    counted(scenario.arms.length, "scenario"),
  ].join(", ");
  return [
    paragraph(scenario.title),
    paragraph(`Read. ${counts}.`),
    paragraph(`${sourced} of ${sourced + assumed} numbers have a source, ${assumed} are assumptions.`),
    ...analyses.map((analysis) => armText(scenario, analysis)),
  ].join("");
}

function armText(scenario: Scenario, analysis: Analysis): string {
  const arm = scenario.arms.find(({ name }) => name === analysis.arm);
  const { expectation } = analysis;
  const many = Math.round(expectation.patients);
  const stay = Number.isNaN(expectation.stayMean) ? "" : `, ${minutes(expectation.stayMean)} each if nobody waited`;
  const precision =
    expectation.halfWidth > 0 ? `; the mean stay should be known to ± ${minutes(expectation.halfWidth)} or so` : "";
  return [
    heading(`Scenario: ${arm?.label ?? analysis.arm}`),
    paragraph(
      `About ${writeNumber(many, { kind: "patients", style: "prose" })} ${many === 1 ? "patient" : "patients"} in the window${stay}${precision}.`,
      "  ",
    ),
    resourceTable(scenario, analysis),
    inputTable(analysis),
    ...analysis.warnings.map(({ message }) => paragraph(`! ${message}.`, "  ")),
    ...analysis.assumptions.map(({ message }) => paragraph(`· ${message}.`, "  ")),
  ].join("");
}

const STATES = { fine: "copes", overtime: "busy beyond its hours", unstable: "cannot cope" } as const;

function resourceTable(scenario: Scenario, { resources, arm }: Analysis): string {
  if (resources.length === 0) return "";
  const written = scenario.arms.find(({ name }) => name === arm)?.resources ?? [];
  const rows = resources.map(({ resource, offered, capacity, utilisation, lowerBound, state }) => [
    labelOf(written, resource),
    plain(offered),
    capacity === Infinity ? "unlimited" : plain(capacity),
    Number.isNaN(utilisation) ? "–" : `${lowerBound ? "at least " : ""}${Math.round(utilisation * 100)}%`,
    STATES[state],
  ]);
  return formatTable([LEFT("resource"), RIGHT("units needed"), RIGHT("units there"), RIGHT("busy"), LEFT("")], rows);
}

function inputTable({ inputs }: Analysis): string {
  const moved = inputs.filter(({ mean }) => !Number.isNaN(mean));
  if (moved.length === 0) return "";
  const rows = moved.map(({ path, when, distribution, mean, sd }) => [
    when === "" ? path : `${path} (${when})`,
    distribution,
    isDuration(path) ? minutes(mean) : plain(mean),
    sd === Infinity ? "none" : isDuration(path) ? minutes(sd) : plain(sd),
  ]);
  return `\n${formatTable([LEFT("input as it is drawn"), LEFT("distribution"), RIGHT("mean"), RIGHT("sd")], rows)}`;
}

function isDuration(path: string): boolean {
  return path.endsWith(".duration");
}

function minutes(value: number): string {
  return writeNumber(value, { kind: "min", style: "prose" });
}

function plain(value: number): string {
  return writeNumber(value, { kind: "number", style: "prose" });
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
