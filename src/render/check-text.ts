import type { Analysis, Assumption } from "../analysis/analyse.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { countInputs, labelOf } from "./findings.ts";
import { writeNumber } from "./numbers.ts";
import { formatTable, LEFT, paragraph, RIGHT } from "./table.ts";
import { heading } from "./text-parts.ts";
import { sayBusy, sayLoad } from "./words/load-words.ts";

/**
 * What is known before a run: counts, loads, realised inputs, doubts. Inputs of the first arm in full, of the others where they
 * differ from it.
 * @param assumptions of all the arms together
 */
export function checkText(
  scenario: Scenario,
  analyses: readonly Analysis[],
  assumptions: readonly Assumption[],
): string {
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
    ...analyses.map((analysis, i) => armText(scenario, analysis, i === 0 ? undefined : analyses[0])),
    ...(assumptions.length === 0 ? [] : [heading("What these figures assume")]),
    ...assumptions.map(({ message }) => paragraph(`· ${message}.`, "  ")),
  ].join("");
}

function armText(scenario: Scenario, analysis: Analysis, first: Analysis | undefined): string {
  const arm = scenario.arms.find(({ name }) => name === analysis.arm);
  const { expectation } = analysis;
  const many = Math.round(expectation.patients);
  const stay = Number.isFinite(expectation.stayMean) ? `, ${minutes(expectation.stayMean)} each if nobody waited` : "";
  const precision =
    expectation.halfWidth > 0 ? `; the mean stay should be known to ± ${minutes(expectation.halfWidth)} or so` : "";
  return [
    heading(`Scenario: ${arm?.label ?? analysis.arm}`),
    paragraph(
      `${expectation.upperBound ? "At most" : "About"} ${writeNumber(many, { kind: "patients", style: "prose" })} ${many === 1 ? "patient" : "patients"} in the window${stay}${precision}.`,
      "  ",
    ),
    resourceTable(scenario, analysis),
    inputTable(analysis, first),
    ...analysis.warnings.map(({ message }) => paragraph(`! ${message}.`, "  ")),
  ].join("");
}

function resourceTable(scenario: Scenario, { resources, arm }: Analysis): string {
  if (resources.length === 0) return "";
  const written = scenario.arms.find(({ name }) => name === arm)?.resources ?? [];
  const rows = resources.map((load) => [
    labelOf(written, load.resource),
    plain(load.offered),
    load.capacity === Infinity ? "unlimited" : plain(load.capacity),
    sayBusy(load) ?? "–",
    sayLoad(load),
  ]);
  return formatTable([LEFT("resource"), RIGHT("units needed"), RIGHT("units there"), RIGHT("busy"), LEFT("")], rows);
}

function inputTable(analysis: Analysis, first: Analysis | undefined): string {
  const known = new Set(first === undefined ? [] : inputTexts(first).map((row) => row.join("\n")));
  const rows = inputTexts(analysis).filter((row) => !known.has(row.join("\n")));
  if (rows.length === 0) return "";
  const title = first === undefined ? "input as it is drawn" : "input that differs";
  return `\n${formatTable([LEFT(title), LEFT("distribution"), RIGHT("mean"), RIGHT("sd")], rows)}`;
}

function inputTexts({ inputs }: Analysis): readonly (readonly string[])[] {
  const moved = inputs.filter(({ mean }) => !Number.isNaN(mean));
  return moved.map(({ path, when, distribution, mean, sd }) => [
    when === "" ? path : `${path} (${when})`,
    distribution,
    isDuration(path) ? minutes(mean) : plain(mean),
    sd === Infinity ? "none" : isDuration(path) ? minutes(sd) : plain(sd),
  ]);
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
