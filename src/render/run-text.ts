import type { ArmResult } from "../experiment/experiment.ts";
import { money, places, whereTimeGoes } from "./compare-text.ts";
import { type Findings, labelOf, measureLabels, resourceLabels } from "./findings.ts";
import { type HowToWrite, rangeAt, sayEstimate, writeEstimate } from "./numbers.ts";
import { type Column, formatTable, paragraph } from "./table.ts";
import { closing, estimateNamed, heading, how, introduction, seriesNote, settled, unitOfTimes } from "./text-parts.ts";
import { groupsText } from "./who-text.ts";
import { sayUnsettled } from "./words/unstable.ts";

function columns({ result }: Findings): readonly Column[] {
  return [
    { title: "measure", align: "left" },
    { title: `mean (${rangeAt(result.level)})`, align: "left" },
  ];
}

/** The results of one scenario for a terminal. */
export function runText(findings: Findings): string {
  const { arms } = settled(findings).result;
  const [arm] = findings.result.arms;
  const intro = `${introduction(findings)}${paragraph(`Scenario: ${labelOf(findings.arms, arm.name)}`)}`;
  if (arms.length === 0) return `${intro}${unsettled(findings)}${closing(findings)}`;
  return [
    intro,
    measures(findings, arm),
    people(findings, arm),
    stages(findings, arm),
    whereTimeGoes(findings),
    places(findings),
    money(findings),
    groupsText(findings, arm),
    closing(findings),
  ].join("");
}

function unsettled({ instabilities, arms }: Findings): string {
  const called = resourceLabels(arms);
  const lines = instabilities.map((instability) =>
    paragraph(`⚠ This pathway cannot cope as described: ${sayUnsettled(instability, called)}`),
  );
  return `\n${lines.join("")}`;
}

function measures(findings: Findings, arm: ArmResult): string {
  const labels = measureLabels(findings.scenario);
  if (labels.size === 0) return "";
  const rows = [...labels].map(([id, { label, kind }]) => row(findings, arm, label, id, kind));
  return `${heading("Measures of the file")}${formatTable(columns(findings), rows)}${seriesNote(findings.scenario)}`;
}

function people(findings: Findings, arm: ArmResult): string {
  const { names } = findings.scenario;
  const exits = findings.arms.flatMap((one) => one.exits);
  const rows = [
    row(findings, arm, "Patients who came", "overall.arrivals.count", "patients"),
    ...(findings.result.metrics.some(({ id }) => id === "overall.missed.count")
      ? [row(findings, arm, "Booked, and did not come", "overall.missed.count", "patients")]
      : []),
    row(findings, arm, "Patients who left", "overall.exits.count", "patients"),
    ...names.exits.map((name) =>
      row(findings, arm, `Left by: ${labelOf(exits, name)}`, `exit.${name}.exits.share`, "share"),
    ),
    row(findings, arm, "Present, average over time", "overall.present.mean", "patients"),
    row(findings, arm, "Time from coming to leaving, mean", "overall.lengthOfStay.mean", "min"),
    row(findings, arm, "… half are below", "overall.lengthOfStay.p50", "min"),
    row(findings, arm, "… 9 in 10 are below", "overall.lengthOfStay.p90", "min"),
    row(findings, arm, "Waited in all, mean", "overall.wait.mean", "min"),
    row(findings, arm, "… 9 in 10 waited less than", "overall.wait.p90", "min"),
    row(findings, arm, "… share who waited at all", "overall.wait.share", "share"),
    ...(findings.result.metrics.some(({ id }) => id === "overall.qalys.mean")
      ? [row(findings, arm, "QALYs of a patient, mean", "overall.qalys.mean", "units")]
      : []),
  ];
  return `${heading("People")}${formatTable(columns(findings), rows)}`;
}

function stages(findings: Findings, arm: ArmResult): string {
  const all = findings.arms.flatMap((one) => one.stages);
  const { currency } = findings.scenario.money;
  const there = findings.scenario.names.stages.filter((name) => all.some((one) => one.name === name));
  const rows = there.map((name) => {
    const of = (id: string) => estimateNamed(findings.result, arm, `stage.${name}.${id}`);
    const times = [of("wait.mean"), of("wait.p90"), of("service.mean")];
    return [
      labelOf(all, name),
      text(of("visits.count"), how("patients", "prose", currency)),
      ...times.map((time) => text(time, how("min", "prose", currency, unitOfTimes([time])))),
    ];
  });
  const titles = ["visits", "wait, mean", "9 in 10 wait under", "service, mean"];
  return `${heading("Stages")}${formatTable(
    [{ title: "stage", align: "left" }, ...titles.map((title): Column => ({ title, align: "right" }))],
    rows,
  )}`;
}

function row(findings: Findings, arm: ArmResult, label: string, id: string, kind: HowToWrite["kind"]): string[] {
  const estimate = estimateNamed(findings.result, arm, id);
  const { currency } = findings.scenario.money;
  const howTo = kind === "min" ? how("min", "prose", currency, unitOfTimes([estimate])) : how(kind, "prose", currency);
  return [label, estimate.n === 0 ? "none observed" : sayEstimate(writeEstimate(estimate, howTo))];
}

function text(estimate: ReturnType<typeof estimateNamed>, howTo: HowToWrite): string {
  return estimate.n === 0 ? "none" : writeEstimate(estimate, howTo).value;
}
